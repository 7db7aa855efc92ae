"""Years: 2021, 2023/24, 2023–24, the 1990s; and not "2000 members"."""

from collections.abc import Iterator

from .cues import COUNTED, YEAR, YEAR_BEFORE
from .dates import is_year
from .found import Tokens, at, word
from .tokens import Sort
from .words import FUNCTION_WORDS


def years_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark the numbers that are years, and the second half of 2023/24."""
    for index in range(len(tokens)):
        if is_year(tokens, index) and _is_year(tokens, index):
            yield index, _end(tokens, index), YEAR


def _end(tokens: Tokens, index: int) -> int:
    sign, second = at(tokens, index + 1), at(tokens, index + 2)
    if sign.raw in {"/", "-", "–"} and second.sort is Sort.NUMERAL and len(second.raw) in (2, 4):
        return index + 2
    return index


def _is_year(tokens: Tokens, index: int) -> bool:
    following, before = at(tokens, index + 1), word(tokens, index - 1)
    if before in {"£", "$", "€"} or following.raw in {"%", "+"} or following.text == "per":
        return False
    if following.text in COUNTED - {"of"}:
        return before in {"in", "since", "the", "our"} and int(tokens[index].raw) % 100 != 0
    if following.sort is not Sort.WORD or following.text in FUNCTION_WORDS:
        return True
    return before in YEAR_BEFORE or int(tokens[index].raw) % 100 != 0
