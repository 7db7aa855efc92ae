"""Split a page of many messages into drafts: see docs/wall.md. Nothing is saved."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.text import Truncator

from solidarity.splitting import Cut, Draft, TooLongError, cut

WRONG_USE = 2
# A character has up to four bytes in UTF-8.
MOST_BYTES = 4_000_000
FIELDS = ("name", "role", "organisation", "place", "kind", "body", "sure")


class Command(BaseCommand):
    help = "Split a page that holds many messages, text or HTML, into drafts. Nothing is saved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the page: text or HTML, UTF-8")
        parser.add_argument("--json", action="store_true", help="a list of drafts, for machines")

    def handle(self, *, file: Path | str, **options: Any) -> None:
        page = read(Path(file))
        try:
            found = cut(page)
        except TooLongError as error:
            raise wrong(str(error)) from error
        self.stdout.write(as_json(found.drafts) if options.get("json") else as_text(found))


def read(path: Path) -> str:
    """Return the text of a file. Raises CommandError that says what is the matter with it."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise wrong(f"{path} is longer than {MOST_BYTES:,} bytes: split it in parts.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise wrong(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise wrong(f"{path} is not text in UTF-8: byte {error.start + 1:,} is not.") from error


def as_json(drafts: tuple[Draft, ...]) -> str:
    """Return drafts as a list for machines."""
    rows = [{name: asdict(each)[name] for name in FIELDS} for each in drafts]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_text(found: Cut) -> str:
    """Return drafts for people to read: who, how sure, and how each begins and ends."""
    lines = [f"{number}. {_line(each)}" for number, each in enumerate(found.drafts, 1)]
    lines.append(f"{len(found.drafts)} messages; {len(found.left_out)} lines left out.")
    return "\n".join(lines)


def _line(draft: Draft) -> str:
    who = ", ".join(filter(None, (draft.name, draft.role, draft.organisation, draft.place)))
    words = Truncator(" ".join(draft.body.split())).chars(70)
    return f"{who or '(nobody named)'} [{draft.kind}, {draft.sure:.0%} sure]\n   {words}"


def wrong(text: str) -> CommandError:
    """Return the error that ends the command with status 2."""
    return CommandError(text, returncode=WRONG_USE)
