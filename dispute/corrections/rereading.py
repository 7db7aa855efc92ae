"""Reading published texts again after a change: what agreed with the record and now does not.

Figures that a letter quotes by reference are watched by themselves (touching.py); this is about
numbers that stand in prose, in letters, answers, the timeline and the dispute's own words.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from dispute.figures import Record
from dispute.judging.findings import Finding, Verdict
from dispute.judging.judge import judge
from dispute.judging.lexicon import lexicon
from dispute.reading import mentions
from dispute.reading.claims import Claim, Said, claims
from dispute.texts import Text, texts_of

# Every officer waits for this while saving: some ten thousand words take a second.
LONGEST_TEXT = 40_000
LONGEST_ALL = 60_000


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A number of a text that the record bore out before a change, and contradicts since."""

    text: Text
    sentence: str
    number: str
    record: str


@dataclass(frozen=True, slots=True)
class Reread:
    """What was found, and how many texts were not read again: too long, or past reading."""

    found: tuple[Contradicted, ...]
    unread: int = 0


def reread(before: Record, after: Record) -> Reread:
    """Read the texts of a dispute again, the newest first, up to LONGEST_ALL characters.

    Both records have to be read whole: what a table says is asked of them and not of the database.
    """
    read, unread = [], 0
    left = LONGEST_ALL
    for text in texts_of(before.dispute):
        if text.by_employer:
            continue
        if len(text.body) > min(LONGEST_TEXT, left):
            unread += 1
            continue
        left -= len(text.body)
        try:
            read += [*contradicted(text, before, after)]
        except Exception:  # whatever a text says, a row is kept
            # The log keeps where it failed and none of the text: dispute/log.py.
            log.exception("A published text could not be read again.")
            unread += 1
    return Reread(tuple(read), unread)


def contradicted(text: Text, before: Record, after: Record) -> Iterator[Contradicted]:
    """Yield what a text says rightly by one record and wrongly by another, by itself."""
    for claim in claims(mentions(text.body), lexicon(before)):
        if claim.said is not Said.OURS or _is_quoted(text, claim):
            continue
        was = judge(claim, before, text.as_at)
        if was is None or was.verdict is not Verdict.AGREES:
            continue
        now = judge(claim, after, text.as_at)
        if now is not None and now.contradicts:
            yield _told(text, now)


def _told(text: Text, finding: Finding) -> Contradicted:
    return Contradicted(text, finding.sentence, finding.number, finding.record)


def _is_quoted(text: Text, claim: Claim) -> bool:
    """Whether a number stands for a figure that the text quotes by reference."""
    span = claim.mention.quantity.span
    return any(each.start <= span.start and span.end <= each.end for each in text.quoted)
