"""All that is held about an e-mail address, for whoever asks what the branch holds of them."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dispute.privacy.reports import Report, report_about


class Command(BaseCommand):
    help = "Print all that is held about an e-mail address, in every app."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--json", action="store_true", dest="as_json", help="as JSON")

    def handle(self, *, email: str, as_json: bool, **options: Any) -> None:
        try:
            report = report_about(email, at=timezone.now())
        except ValueError as error:
            raise CommandError(str(error)) from None
        if as_json:
            self.stdout.write(json.dumps(report.as_data(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(in_words(report)))


def in_words(report: Report) -> list[str]:
    """Return the report as lines."""
    if not report.count:
        return ["Nothing is held about this address."]
    lines = [f"{report.count} held about {report.email}:"]
    for part in report.parts:
        lines += ["", part.title]
        for entry in part.entries:
            lines.append(f"- {entry.title}")
            lines += [f"    {line.label}: {line.text}" for line in entry.lines]
    return lines
