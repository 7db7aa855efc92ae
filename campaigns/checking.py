"""A letter before the check: its references as what they show, and each finding led back.

Nothing here writes. What an officer has decided of a number (campaigns/checked.py) is laid beside
what the check finds, so that nobody is asked twice.
"""

import logging
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from django.db import Error
from django.utils.translation import gettext as _

from dispute import judging
from dispute.figures import Record
from dispute.judging.findings import Finding, Verdict
from dispute.models import Dispute
from dispute.reading.shapes import Span
from dispute.recognised import keyed

from .decisions import NONE, Decisions, Question, question
from .models import CheckedNumber
from .quoting import quoting
from .references import REFERENCE, read

# Below this a finding is a doubt: it is said to be one, and asks nobody to confirm anything.
SURE_ENOUGH = 0.65
# What stands for a reference that cannot be given: nothing that could be read as a number.
UNKNOWN = "…"
BETWEEN = "\n\n"
AROUND = 300


log = logging.getLogger(__name__)


class UncheckedError(ValueError):
    """The check failed on a text: nobody knows whether its numbers are right."""

    def __init__(self) -> None:
        super().__init__(_("The check failed on this text: none of its numbers was looked at."))


class Checkable(Protocol):
    """Anything that can be checked: a letter, an article, a text that was pasted."""

    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def dated(self) -> date: ...
    @property
    def dispute(self) -> Dispute: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what is read, [start:end], and its place [at:until] in a part of the letter."""

    start: int
    end: int
    part: str
    at: int
    until: int
    is_reference: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the check reads, and where each stretch of it was written, in order."""

    text: str
    pieces: tuple[Piece, ...]

    def over(self, span: Span) -> Sequence[Piece]:
        """Return the pieces that a span of the text touches."""
        first = bisect_right(self.pieces, span.start, key=lambda piece: piece.end)
        last = first
        while last < len(self.pieces) and self.pieces[last].start < span.end:
            last += 1
        return self.pieces[first:last]


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding in the officer's own words: `part` (title, salutation, body) and [start:end] in it.

    `before` and `after` are its sentence around the number. `on_reference` is true where a figure
    that is referred to stands in the number. `decided` is what an officer said of it earlier.
    """

    finding: Finding
    key: str
    part: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    on_reference: bool = False
    decided: CheckedNumber | None = None

    @property
    def asked(self) -> Question:
        """What a confirmation of it would answer."""
        return question(self.key, self.finding)

    @property
    def is_ours(self) -> bool:
        """Whether it is a number that the branch says."""
        marked = self.decided is not None and self.decided.kind == CheckedNumber.Kind.NOT_OURS
        return self.finding.verdict != Verdict.NOT_OURS and not marked

    @property
    def is_doubtful(self) -> bool:
        """Whether the check itself is in doubt: then it asks for nothing."""
        return self.finding.sure < SURE_ENOUGH

    @property
    def is_warning(self) -> bool:
        """Whether it is to be confirmed before anybody publishes it."""
        return self.contradicts and not self.is_doubtful

    @property
    def contradicts(self) -> bool:
        """Whether the text is wrong there, and nobody has said that it may stand."""
        return self.finding.contradicts and self.decided is None and self.is_ours


def findings_of(
    letter: Checkable, record: Record, decisions: Decisions = NONE
) -> tuple[Finding, ...]:
    """Return what the check finds in a letter as at the day that it bears, in order.

    Each span is that of the number in the part of the letter where it stands. What an officer has
    decided already (`decisions`), and what is nobody's business, is passed over.
    """
    checked = checked_numbers(letter, record, decisions)
    return tuple(
        replace(each.finding, span=Span(each.start, each.end))
        for each in checked
        if each.is_ours and each.decided is None
    )


def checked_numbers(
    letter: Checkable, record: Record, decisions: Decisions = NONE
) -> tuple[Checked, ...]:
    """Return every finding of a letter in its own words, decided or not, in order.

    A figure that is referred to is right by itself: of it, only what contradicts is told.
    Raises UncheckedError where the check cannot make its way through the text.
    """
    try:
        return _checked(letter, record, decisions)
    except Error:  # the database's: then nothing else works either
        raise
    except Exception as error:  # whatever a text says, pages and saving go on
        # The log keeps where it failed and none of the text: dispute/log.py.
        log.exception("A text could not be checked.")
        raise UncheckedError from error


def _checked(letter: Checkable, record: Record, decisions: Decisions) -> tuple[Checked, ...]:
    reading = reading_of(letter, record)
    found = sorted(
        judging.check(reading.text, record, letter.dated),
        key=lambda each: (each.span.start, each.span.end),
    )
    placed = (_placed(reading, finding, key) for finding, key in keyed(found))
    told = (each for each in placed if each is not None)
    return tuple(
        replace(each, decided=decisions.of(each.key, each.finding))
        for each in told
        if each.finding.contradicts or not _wholly_referred(reading, each.finding.span)
    )


def reading_of(letter: Checkable, record: Record) -> Reading:
    """Return what readers will have: title, salutation and text, figures in their places."""
    shown = quoting(letter.body, record, letter.dated).shown
    texts: list[str] = []
    pieces: list[Piece] = []
    length = 0

    def add(text: str, part: str, at: int, until: int, is_reference: bool = False) -> None:
        nonlocal length
        texts.append(text)
        if text and part:
            pieces.append(Piece(length, length + len(text), part, at, until, is_reference))
        length += len(text)

    for part in ("title", "salutation"):
        text = getattr(letter, part, "")
        add(text, part, 0, len(text))
        add(BETWEEN if text else "", "", 0, 0)
    position = 0
    for found in REFERENCE.finditer(letter.body):
        add(letter.body[position : found.start()], "body", position, found.start())
        reference = read(found[0])
        said = shown.get(reference, UNKNOWN) if reference else UNKNOWN
        add(said, "body", found.start(), found.end(), is_reference=True)
        position = found.end()
    add(letter.body[position:], "body", position, len(letter.body))
    return Reading("".join(texts), tuple(pieces))


def _placed(reading: Reading, finding: Finding, key: str) -> Checked | None:
    """Lead a finding back to where it was written; None where it stands nowhere."""
    pieces = reading.over(finding.span)
    if not pieces:
        return None
    own = [piece for piece in pieces if piece.part == pieces[0].part]
    first, last = own[0], own[-1]
    start = first.at if first.is_reference else first.at + max(0, finding.span.start - first.start)
    end = (
        last.until if last.is_reference else last.at + min(last.end, finding.span.end) - last.start
    )
    before, after = _around(reading.text, finding)
    referred = any(piece.is_reference for piece in own)
    return Checked(finding, key, first.part, start, end, before, after, referred)


def _wholly_referred(reading: Reading, span: Span) -> bool:
    return all(piece.is_reference for piece in reading.over(span))


def _around(text: str, finding: Finding) -> tuple[str, str]:
    """Return the sentence before and after the number, as much of it as can be read at a glance."""
    start, end = finding.span.start, finding.span.end
    size = len(finding.sentence)
    begins = text.rfind(finding.sentence, max(0, end - size), start + size) if size else -1
    if begins < 0:
        return "", ""
    if finding.sentence.strip() == finding.number:
        # The cell of a table says nothing without its row.
        begins, size = _line(text, start, end)
    before, after = text[begins:start], text[end : begins + size]
    if len(before) > AROUND:
        before = f"…{before[-AROUND:]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND]}…"
    return before, after


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the line around a place begins, and its length, as far as anybody reads it."""
    begins = text.rfind("\n", max(0, start - 2 * AROUND), start) + 1 or max(0, start - 2 * AROUND)
    ends = text.find("\n", end, end + 2 * AROUND)
    return begins, (ends if ends >= 0 else min(len(text), end + 2 * AROUND)) - begins
