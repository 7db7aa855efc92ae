"""Make the wall a book: see docs/wall.md."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dispute.documents.typesetting import TypesettingError
from dispute.models import Dispute
from solidarity.book.contents import GROUPS, Choice, NoBookError, book_of, volumes_of
from solidarity.book.setting import book_pdf
from solidarity.models import Message

WRONG_USE = 2


class Command(BaseCommand):
    help = "Make a dispute's wall a printed book (PDF, A5); several volumes where it is long."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "slug", metavar="SLUG", help="the dispute's address: library-assistants"
        )
        parser.add_argument("out", type=Path, metavar="OUT.pdf", help="the file to write")
        parser.add_argument("--as-at", type=_day, help="the last day (2026-05-01); without: today")
        parser.add_argument("--since", type=_day, help="the first day")
        parser.add_argument("--kind", action="append", choices=Message.Kind.values, default=[])
        parser.add_argument("--by", choices=[name for name, _label in GROUPS], default="month")
        parser.add_argument("--words", default="", help="words for the first page")
        parser.add_argument("--json", action="store_true", help="what was made, for machines")

    def handle(self, *, slug: str, out: Path | str, **told: Any) -> None:
        dispute = Dispute.objects.public().filter(slug=slug).first()
        if dispute is None:
            raise CommandError(f"There is no published dispute “{slug}”.", returncode=WRONG_USE)
        choice = Choice(
            as_at=told.get("as_at") or timezone.localdate(),
            since=told.get("since"),
            kinds=tuple(told.get("kind") or ()),
            by=told.get("by") or "month",
            words=told.get("words") or "",
        )
        volumes = volumes_of(dispute, choice)
        made = [
            _write(dispute, volume, path)
            for volume, path in zip(volumes, _paths(Path(out), len(volumes)), strict=True)
        ]
        self.stdout.write(json.dumps(made, indent=2) if told.get("json") else _in_words(made))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _paths(out: Path, count: int) -> list[Path]:
    """The file, or one for each volume: book-1.pdf, book-2.pdf."""
    if count == 1:
        return [out]
    return [out.with_stem(f"{out.stem}-{number}") for number in range(1, count + 1)]


def _write(dispute: Dispute, choice: Choice, path: Path) -> dict[str, Any]:
    try:
        book = book_of(dispute, choice)
        done = book_pdf(book)
        path.write_bytes(done.pdf)
    except (NoBookError, TypesettingError) as refused:
        raise CommandError(f"There is no book: {refused}") from refused
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    return {
        "file": str(path),
        "messages": book.tally.messages,
        "organisations": book.tally.organisations,
        "agreed": book.tally.agreed,
        "were_public": book.tally.were_public,
        "first_on": book.first_on.isoformat(),
        "last_on": book.last_on.isoformat(),
        "bytes": len(done.pdf),
        "without_letters": done.missing,
    }


def _in_words(made: list[dict[str, Any]]) -> str:
    lines = []
    for each in made:
        lines.append(
            f"{each['file']}: {each['messages']:,} messages from {each['organisations']:,} "
            f"organisations; {each['agreed']:,} senders agreed, {each['were_public']:,} messages "
            "were public already."
        )
        if each["without_letters"]:
            lines.append(
                f"No typeface of this machine has “{each['without_letters']}”: boxes stand for it. "
                "More typefaces, such as Debian's fonts-noto, mend that."
            )
    return "\n".join(lines)
