"""Telephone numbers: a nought or +44 and at least nine figures, in whatever groups."""

from collections.abc import Iterator

from .cues import BEFORE, TELEPHONE
from .found import Tokens, at, word
from .tokens import Gap, Sort

_SIGNS = frozenset("()-+.–")
_SHORTEST, _LONGEST = 9, 14


def telephones_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark telephone numbers."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.sort is Sort.NUMERAL and (end := _end(tokens, index)):
            yield index, end - 1, TELEPHONE
            index = end
        index += 1


def _is_texted(tokens: Tokens, index: int) -> bool:
    """Say so of "text PICKET to 60022"."""
    return word(tokens, index - 1) == "to" and any(
        word(tokens, place) in {"text", "texting", "txt"} for place in range(index - 5, index)
    )


def _end(tokens: Tokens, index: int) -> int:
    """Return the place after a telephone number that begins here; 0 where none does."""
    token = tokens[index]
    if token.raw.isdigit() and len(token.raw) > 4 and _is_texted(tokens, index):
        return index + 1
    called = word(tokens, index - 1 - (word(tokens, index - 1) in {":", ".", "on"}))
    abroad = at(tokens, index - 1).raw == "+"
    begins = token.raw[0] == "0" and len(token.raw) > 1
    if not (begins or abroad or called in BEFORE[TELEPHONE]):
        return 0
    figures, end, place = 0, index, index
    while place < len(tokens) and figures <= _LONGEST and place - index < 12:
        here = tokens[place]
        if here.sort is Sort.NUMERAL and here.raw.isdigit():
            figures, end = figures + len(here.raw), place + 1
        elif here.raw not in _SIGNS or (here.gap is Gap.SPACE and here.raw == "–"):
            break
        place += 1
    return end if _SHORTEST <= figures <= _LONGEST else 0
