"""Invented mails with what ought to be read out of them, and how much of it was.

Spaces and line breaks do not count in a body. In a name, a role, an organisation and a place
neither capitals nor the kind of apostrophe count, nor a “the” before an organisation. A sender is
right when both the name and the organisation are.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from solidarity.mailbox.parsed import ParsedMail, What
from solidarity.mailbox.parsing import parse

HERE = Path(__file__).parent / "mails"
GUESSES = ("name", "role", "organisation", "place")


@dataclass(frozen=True, slots=True)
class Measured:
    """One mail, what ought to be read out of it, and what was."""

    file: str
    raw: bytes
    expected: dict[str, Any]
    found: ParsedMail

    @property
    def is_message(self) -> bool:
        return bool(self.expected["what"] == What.MESSAGE)


@dataclass(slots=True)
class Score:
    """How many were right in one respect, of how many, and those that were wrong."""

    of: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return 1 - len(self.wrong) / self.of

    def add(self, mail: Measured, expected: Any, found: Any, is_right: bool) -> None:
        """Count one mail; say of a wrong one what ought to be there and what is."""
        self.of += 1
        if not is_right:
            self.wrong.append(f"{mail.file}\n    expected  {expected!r}\n    found     {found!r}")

    def __str__(self) -> str:
        return f"{self.of - len(self.wrong)} of {self.of} ({self.share:.1%})"


def measured(folder: Path = HERE) -> list[Measured]:
    """Parse every mail of a folder that its expected.yaml names."""
    rows = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    raws = [(folder / row["file"]).read_bytes() for row in rows]
    return [
        Measured(row["file"], raw, row, parse(raw)) for row, raw in zip(rows, raws, strict=True)
    ]


def scores(mails: list[Measured]) -> dict[str, Score]:
    """Hold what was found against what ought to be; all but “what” are of messages alone."""
    told: dict[str, Score] = {"what": Score()}
    for mail in mails:
        kind, what = mail.expected["what"], mail.found.what
        told["what"].add(mail, kind, f"{what}: {mail.found.why}", what == kind)
        for name, (expected, found, is_right) in _held(mail).items() if mail.is_message else ():
            told.setdefault(name, Score()).add(mail, expected, found, is_right)
    return told


def report(told: dict[str, Score], every: bool = True) -> str:
    """Say all scores, and under them each wrong reading if `every`."""
    lines = [f"{name:<14}{score}" for name, score in told.items()]
    for name, score in told.items() if every else ():
        lines += [f"\n{name}: {wrong}" for wrong in score.wrong]
    return "\n".join(lines)


def _held(mail: Measured) -> dict[str, tuple[Any, Any, bool]]:
    """Return what ought to be, what is, and whether that is right, for each thing measured."""
    expected, found = mail.expected, mail.found
    body = str(expected.get("body", ""))
    held: dict[str, tuple[Any, Any, bool]] = {
        "body": (body, found.body, words(body) == words(found.body))
    }
    guessed = {each: getattr(found, each).text for each in GUESSES}
    right = {each: _is_one_of(guessed[each], expected.get(each, "")) for each in GUESSES}
    pair = tuple(str(expected.get(each, "")) for each in ("name", "organisation"))
    is_right = right["name"] and right["organisation"]
    held["sender"] = (pair, (guessed["name"], guessed["organisation"]), is_right)
    held |= {
        each: (expected.get(each, ""), guessed[each], right[each])
        for each in GUESSES
        if each != "place" or each in expected
    }
    exact: dict[str, tuple[Any, Any]] = {
        "e-mail": (expected.get("email", ""), found.email),
        "forwarded": (expected.get("is_forwarded", False), found.is_forwarded),
    }
    exact |= {name: pair for name, pair in _rare(mail).items() if any(pair)}
    return held | {name: (due, is_, due == is_) for name, (due, is_) in exact.items()}


def _rare(mail: Measured) -> dict[str, tuple[Any, Any]]:
    """Return what few mails have: it counts where it ought to be or is."""
    expected, found = mail.expected, mail.found
    gifts = [each and Decimal(each) for each in expected.get("gifts", [])]
    attached = [each.name for each in found.left_out if each.what == "attachment"]
    return {
        "gifts": (gifts, [each.amount for each in found.gifts]),
        "speakers": (expected.get("speakers", 0), len(found.speakers)),
        "attachments": (expected.get("attachments", []), "attachments" in expected and attached),
    }


def words(text: str) -> str:
    """Return a text with its white space collapsed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_one_of(found: str, expected: str | list[str]) -> bool:
    as_good = expected if isinstance(expected, list) else [expected]
    return _plain(found) in [_plain(each) for each in as_good]


def _plain(text: str) -> str:
    return re.sub(r"^the ", "", words(text).casefold().replace("’", "'"))
