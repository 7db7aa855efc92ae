"""How old people are: aged 42, a 42-year-old, over-65s, in her 40s, Jane Smith, 42."""

from collections.abc import Iterator

from .cues import AGE, AGE_AFTER, AGE_BEFORE, PERSONS
from .found import Tokens, at, follow, word
from .numerals import numeral_at
from .tokens import Sort
from .words import CARDINALS, TENS

_PHRASES = tuple(tuple(phrase.split()) for phrase in AGE_AFTER.split("|"))
_AGES = range(1, 115)


def ages_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark the numbers that are ages."""
    for index, token in enumerate(tokens):
        if token.sort is not Sort.NUMERAL and token.text not in CARDINALS | TENS:
            continue
        number = numeral_at(tokens, index)
        if number and number.value in _AGES and _is_age(tokens, index, number.end):
            yield _start(tokens, index), number.end, AGE


def _start(tokens: Tokens, index: int) -> int:
    """Return where "18 to 25 year olds" begins."""
    if word(tokens, index - 1) in {"to", "-", "–", "and"}:
        return index - 2 if at(tokens, index - 2).sort is Sort.NUMERAL else index
    return index


def _is_age(tokens: Tokens, index: int, end: int) -> bool:
    return (
        word(tokens, index - 1) in AGE_BEFORE
        or (word(tokens, index - 1) == "between" and word(tokens, index - 2) in AGE_BEFORE)
        or _is_own(tokens, index, end)
        or (word(tokens, index - 1) == "as" and word(tokens, index - 2) in {"young", "old"})
        or _is_old(tokens, end)
        or _is_group(tokens, index, end)
        or _is_beside_name(tokens, index, end)
    )


def _is_own(tokens: Tokens, index: int, end: int) -> bool:
    """Say so of "At 45, I am"."""
    said = word(tokens, index - 1) == "at" and word(tokens, end) == ","
    return said and word(tokens, end + 1) in {"i", "i'm", "i've", "she", "he"}


def _is_old(tokens: Tokens, end: int) -> bool:
    """Say whether "year-old" or "years of age" follows, with hyphens or without."""
    following = []
    for place in range(end, min(end + 6, len(tokens))):
        if tokens[place].raw not in {"-", "‑"}:
            following.append(word(tokens, place))
    return any(tuple(following[: len(phrase)]) == phrase for phrase in _PHRASES)


def _is_group(tokens: Tokens, index: int, end: int) -> bool:
    """Say so of "over-65s", "under 18s" and "in her 40s"."""
    following = at(tokens, end)
    group = following.text == "s" and following.touches
    group = group or (following.raw == "'" and follow(tokens, end + 1, "s"))
    return group and at(tokens, index).sort is Sort.NUMERAL and len(at(tokens, index).raw) == 2


def _is_beside_name(tokens: Tokens, index: int, end: int) -> bool:
    """Say so of "Jane Smith, 42, a nurse" and "Jane Smith (42)"."""
    if at(tokens, index).sort is not Sort.NUMERAL or len(at(tokens, index).raw) != 2:
        return False
    around = word(tokens, index - 1) + word(tokens, end)
    before = at(tokens, index - 2)
    named = before.capital and at(tokens, index - 3).capital
    return (named or before.text in PERSONS) and index >= 2 and around in {",,", "()"}
