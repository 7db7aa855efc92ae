"""Bring a pack in: see docs/pack.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dispute.packs.importing import ImportReport, import_pack
from dispute.packs.problems import PackError


class Command(BaseCommand):
    help = "Bring a pack in, a folder or a ZIP of one: all of it, or nothing if anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the folder or the ZIP")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and change nothing"
        )

    def handle(self, *, path: Path, dry_run: bool = False, **options: Any) -> None:
        try:
            report = import_pack(path, by=None, dry_run=dry_run)
        except PackError as error:
            raise CommandError(f"Nothing was imported from {path}.\n{error}") from error
        self.stdout.write("\n".join(told(report)))


def told(report: ImportReport) -> list[str]:
    """Return what an import did, a line for each file."""
    begun = "Nothing was changed. This pack would bring in" if report.dry_run else "Imported"
    lines = [f"{begun} the dispute {report.slug}:"]
    kept = [each for each in report.tables if each.added or each.changed or each.unchanged]
    for each in kept:
        counts = f"{each.added} added, {each.changed} changed, {each.unchanged} as before"
        lines.append(f"  {each.file:26} {counts}")
    lines += [note for each in report.tables for note in each.notes]
    # What was worked out on the way in, as the figures of published letters are, is not missed.
    absent = [file for file in report.absent if file not in {each.file for each in kept}]
    if absent:
        lines.append(f"Not in this pack: {', '.join(absent)}")
    if report.left_aside:
        lines.append(f"Left aside, not kept here yet: {', '.join(report.left_aside)}")
    if report.ignored:
        lines.append(f"No part of a pack: {', '.join(report.ignored)}")
    return lines
