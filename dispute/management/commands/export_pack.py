"""Write a pack: see docs/pack.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dispute.models import Dispute
from dispute.packs.exporting import export_pack
from dispute.packs.problems import PackError


class Command(BaseCommand):
    help = "Write a dispute as a pack, which import_pack reads back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the dispute's address")
        parser.add_argument(
            "out", type=Path, help="a folder, new or empty; or a name ending in .zip"
        )
        parser.add_argument(
            "--public", action="store_true", help="leave out all personal data and private notes"
        )

    def handle(self, *, slug: str, out: Path, public: bool = False, **options: Any) -> None:
        dispute = Dispute.objects.filter(slug=slug).first()
        if dispute is None:
            known = ", ".join(Dispute.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no dispute “{slug}”. Known: {known or 'none'}.")
        try:
            export_pack(dispute, out, public=public)
        except PackError as error:
            raise CommandError(str(error)) from error
        whose = "What everybody can read of it" if public else "All of it, private notes included,"
        self.stdout.write(f"{whose} is in {out}.")
