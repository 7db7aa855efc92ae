"""Take mails in from files: see docs/mailbox.md. Safe to run twice, and to kill."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from dispute.models import Dispute
from solidarity.mailbox.files import mails_at
from solidarity.mailbox.importing import Outcome, Rehearsal, take_all
from solidarity.mailbox.words import TROUBLE, Totals, told
from solidarity.models import ReceivedMail

FILE = ReceivedMail.Door.FILE
WRONG_USE, SOME_FAILED = 2, 1


class Command(BaseCommand):
    help = (
        "Take mails in: .eml and .mbox files, Maildirs, or folders of them. What they say waits to "
        "be checked; nobody is written to. A mail that was taken in before is left."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
        parser.add_argument("--dispute", required=True, metavar="SLUG", help="whose messages")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument("--json", action="store_true", help="one object, for machines")

    def handle(self, *, paths: list[str], dispute: str, **options: Any) -> None:
        of = Dispute.objects.filter(slug=dispute).first()
        if of is None:
            raise CommandError(f"There is no dispute “{dispute}”.", returncode=WRONG_USE)
        found = chain.from_iterable(mails_at(Path(each)) for each in paths)
        outcomes = (
            Rehearsal(of, FILE).of_all(found)
            if options.get("dry_run")
            else take_all(found, of, door=FILE)
        )
        say = self.say_json if options.get("json") else self.say_lines
        totals = Totals()
        try:
            say(counted(outcomes, totals), totals)
        except OperationalError as error:
            raise CommandError(
                f"The database does not answer or stores no more ({type(error).__name__}). "
                f"{totals.sentence()} Run it again: what was taken in is left.",
                returncode=SOME_FAILED,
            ) from error
        if totals.counts[TROUBLE]:
            raise CommandError("Not everything was taken in: see above.", returncode=SOME_FAILED)

    def say_lines(self, outcomes: Iterator[Outcome], totals: Totals) -> None:
        """Say of each mail what became of it, and then how many."""
        for each in outcomes:
            out = self.stderr if each.became == TROUBLE else self.stdout
            out.write(f"{each.where}: {told(each.became, each.why)}")
        self.stdout.write(totals.sentence())

    def say_json(self, outcomes: Iterator[Outcome], totals: Totals) -> None:
        """Say the same as one object; its list is written as it grows."""
        comma = ""
        self.stdout.write('{"mails": [', ending="")
        for each in outcomes:
            self.stdout.write(
                comma + "\n" + json.dumps(asdict(each), ensure_ascii=False), ending=""
            )
            comma = ","
        counts = json.dumps(dict(sorted(totals.counts.items())))
        self.stdout.write(f'\n], "totals": {counts}}}')


def counted(outcomes: Iterator[Outcome], totals: Totals) -> Iterator[Outcome]:
    """Return outcomes, each counted when it has come."""
    for each in outcomes:
        totals.add(each.became)
        yield each
