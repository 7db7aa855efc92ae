"""Web and e-mail addresses, postcodes, and numbers of houses in streets."""

import re
from collections.abc import Iterator

from .cues import ADDRESS, BUSES_AFTER, FLOORS_AFTER, STREETS, WEB_ENDINGS
from .found import Tokens, at, word
from .tokens import Sort, Token

_INWARD = re.compile(r"\d[A-Z]{2}")
_FAR = 5


def addresses_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark e-mail addresses, names elsewhere (@branch14), web addresses without a scheme."""
    start = 0
    for index in range(1, len(tokens) + 1):
        if index < len(tokens) and tokens[index].touches:
            continue
        if _is_address(tokens, start, index):
            yield start, index - 1, ADDRESS
        start = index


def _is_address(tokens: Tokens, start: int, end: int) -> bool:
    if end - start < 2:
        return False
    return any(
        tokens[index].raw == "@"
        or (
            tokens[index].raw == "."
            and word(tokens, index + 1) in WEB_ENDINGS
            and index + 1 < end
            and index > start
            and tokens[index - 1].sort is Sort.WORD
            and not at(tokens, index + 1).capital
        )
        for index in range(start, end)
    )


def postcodes_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark N11 1NP and EC1A 1BB."""
    for index in range(len(tokens) - 3):
        area, number = tokens[index], tokens[index + 1]
        if not (area.sort is Sort.WORD and area.raw.isupper() and len(area.raw) <= 2):
            continue
        if number.sort is not Sort.NUMERAL or not number.touches or len(number.raw) > 2:
            continue
        last = index + 2
        last += at(tokens, last).touches and len(at(tokens, last).raw) == 1
        inward = at(tokens, last).raw + at(tokens, last + 1).raw
        if _INWARD.fullmatch(inward) and at(tokens, last + 1).touches:
            yield index, last + 1, ADDRESS


def streets_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark the number of "2 Bristol Avenue" and "14–16 High Road", the 25 bus, the 3rd floor."""
    for index, token in enumerate(tokens):
        if token.sort is not Sort.NUMERAL:
            if (
                token.text.endswith(("th", "st", "nd", "rd"))
                and word(tokens, index + 1) in FLOORS_AFTER
            ):
                yield index, index, ADDRESS
            continue
        if _is_in_street(tokens, index + 1) or word(tokens, index + 1) in BUSES_AFTER:
            yield _start_of_range(tokens, index), index, ADDRESS


def _is_ordinal(token: Token) -> bool:
    return token.text.endswith(("th", "st", "nd", "rd"))


def _is_in_street(tokens: Tokens, index: int) -> bool:
    """Say whether up to four capitalised words from here on end in Road, Street or the like."""
    lettered = at(tokens, index).touches and len(at(tokens, index).raw) == 1
    index += lettered and at(tokens, index).sort is Sort.WORD
    index += word(tokens, index) == ","
    for place in range(index, index + _FAR):
        token = at(tokens, place)
        if not token.capital and token.raw not in {"'", "."} and token.text != "of":
            return False
        if place > index and token.text in STREETS:
            return True
    return False


def _start_of_range(tokens: Tokens, index: int) -> int:
    joined = word(tokens, index - 1) in {"-", "–", "/", "&"}
    return index - 2 if joined and at(tokens, index - 2).sort is Sort.NUMERAL else index
