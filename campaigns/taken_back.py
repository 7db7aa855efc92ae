"""A message that its sender takes back leaves the figures that letters quote.

The figure stays as it was published: its value, its sentence, how many rows stood behind it and
their digest. The one thing that goes is what a row says of the sender: its text and its source.
docs/decisions/0014-pins-lose-what-is-taken-back.md says why, and how the database allows that and
nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from dispute.erasing import erases
from dispute.models import Dispute
from solidarity.figures import organisation_text
from solidarity.models import Message

from .models import QuotedFigure

TABLE = "messages"
ERASED = {"text": "", "source": "", "source_url": ""}


def register() -> None:
    """Importing this module said what erases a message's copies."""


@erases(Message)
def erase_from_pins(message: Message) -> None:
    """Take a message's words and source out of the rows that letters of its dispute quote."""
    pins = QuotedFigure.objects.filter(letter__dispute=message.dispute_id).only("rows")
    names = organisations_of(message)
    for pin in pins.iterator(chunk_size=50):
        rows = [erased_from(row) if is_about(row, message.ref, names) else row for row in pin.rows]
        if rows != pin.rows:
            QuotedFigure.objects.filter(pk=pin.pk).update(rows=rows)


def count_pins(message: Message) -> int:
    """Return how many quoted figures have a row that is erased with a message."""
    pins = QuotedFigure.objects.filter(letter__dispute=message.dispute_id).only("rows")
    names = organisations_of(message)
    return sum(any(is_about(row, message.ref, names) for row in pin.rows) for pin in pins)


def without_taken_back(dispute_id: int, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a figure that comes in a pack, without what was taken back here since."""
    withdrawn = Message.objects.filter(dispute=dispute_id, status=Message.Status.WITHDRAWN)
    refs = set(withdrawn.values_list("ref", flat=True)) if rows else set()
    return [
        erased_from(row) if row.get("table") == TABLE and row.get("ref") in refs else row
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class OnTheWall:
    """What rows may say of a dispute's messages to everybody: the source of each that is on the
    wall, by its reference, and the organisations that are named there, folded."""

    sources: dict[str, tuple[str, str]]
    names: frozenset[str]

    @classmethod
    def of(cls, dispute: Dispute) -> Self:
        """Read it. What a sender hides, or what was taken off the wall, is not in it."""
        found = Message.objects.public().filter(dispute=dispute)
        full = Message.Display.FULL
        told = found.values_list("ref", "display", "source", "source_url")
        sources = {ref: (text, url) if as_ == full else ("", "") for ref, as_, text, url in told}
        named = found.exclude(organisation_key="").values_list("organisation", flat=True)
        return cls(sources, frozenset(folded(organisation_text(each)) for each in named))

    def rows(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows of a figure; of one that says more of a sender, only that it is there."""
        return [row if self.shows(row) else erased_from(row) for row in rows]

    def shows(self, row: dict[str, Any]) -> bool:
        """Whether a row says nothing that the wall does not."""
        if row["table"] != TABLE:
            return True
        if not row["ref"]:
            return folded(row["text"]) in self.names
        source = (row["source"], row["source_url"])
        return row["ref"] in self.sources and source in (self.sources[row["ref"]], ("", ""))


def erased_from(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without what it says of a sender."""
    return {**row, **ERASED}


def is_about(row: dict[str, Any], ref: str, names: frozenset[str]) -> bool:
    """Whether a row says something of a message, or of an organisation that it alone named."""
    if row["table"] != TABLE or not any(row[name] for name in ERASED):
        return False
    return row["ref"] == ref if row["ref"] else folded(row["text"]) in names


def organisations_of(message: Message) -> frozenset[str]:
    """Return what rows say of the organisations that a message ever named, and no other on the
    wall does; folded."""
    versions = message.history.values_list("organisation", flat=True)
    named: Iterable[str] = {message.organisation, *versions} - {""}
    others = Message.objects.public().filter(dispute=message.dispute_id).exclude(pk=message.pk)
    kept = set(others.exclude(organisation_key="").values_list("organisation_key", flat=True))
    return frozenset(folded(organisation_text(each)) for each in named if folded(each) not in kept)


def folded(text: str) -> str:
    """Return a text as organisations are told apart: capitals and spaces make no difference."""
    return " ".join(text.casefold().split())
