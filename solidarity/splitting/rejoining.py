"""Joining again what an empty line too many parted: a piece that nobody signed, and the next one,
signed by the organisation that the first piece speaks of."""

from collections.abc import Sequence
from itertools import pairwise

from solidarity.reading.words import plain

from .cues import Cue
from .lines import Mark

# An organisation of fewer words, as “UNISON”, is spoken of by everybody.
LEAST_WORDS = 2


def rejoined(cues: Sequence[Cue], starts: Sequence[int], parted: frozenset[int]) -> list[int]:
    """Return which of `starts` begin a message; what is in `parted` surely does."""
    kept = list(starts[:1])
    for start, end in pairwise([*starts[1:], len(cues)]):
        if start in parted or not _goes_on(cues[kept[-1] : start], cues[start:end]):
            kept.append(start)
    return kept


def _goes_on(before: Sequence[Cue], piece: Sequence[Cue]) -> bool:
    first = piece[0]
    begins = first.is_greeting or first.opens or first.opening or first.opens_quote
    said = any(cue.is_signed or cue.opening or cue.is_closing for cue in before)
    if begins or said or first.line.mark != Mark.NONE:
        return False
    text = plain("\n".join(cue.line.text for cue in before))
    return any(plain(each) in text for each in _organisations(piece))


def _organisations(piece: Sequence[Cue]) -> list[str]:
    """Return the organisations of a piece's signature."""
    found: list[str] = []
    for cue in reversed(piece):
        signed = cue.whole or cue.ending
        found.extend([signed.organisation] if signed else [])
        if not cue.is_signature:
            break
    return [each for each in found if len(each.split()) >= LEAST_WORDS]
