"""Erase what was kept for as long as the rules of retention allow."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dispute.privacy.retention import closed_without_a_day, purge, run_now


class Command(BaseCommand):
    help = "Erase personal data that was kept for long enough, and say how much. For cron."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be erased, and erase nothing"
        )

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        at = timezone.now()
        outcomes = purge(at, dry_run=True) if dry_run else run_now(at)
        for outcome in outcomes:
            self.stdout.write(outcome.sentence(dry_run=dry_run))
        for dispute in closed_without_a_day():
            self.stderr.write(
                f"“{dispute.title}” is closed, and nothing says since when: give it a closing day,"
                " or nothing of it falls due."
            )
        if any(outcome.is_failed for outcome in outcomes):
            raise CommandError("Something could not be erased.")
