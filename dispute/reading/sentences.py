"""Tokens of a block to sentences, past abbreviations, decimals, initials and missing spaces."""

from collections.abc import Iterator

from .tokens import Sort, Token
from .words import these

# They never end a sentence.
_TITLES = these(
    "mr mrs ms mx dr prof st rev hon cllr sir lt sgt col gen capt fr sr jr eg ie cf viz vs approx "
    "approximately ca circa incl excl est"
)
# They end none before a number.
_BEFORE_NUMBERS = these(
    "no nos s ss sec sect p pp para paras reg regs art arts ch cl sch fig vol v tel ext c ref "
    "max min jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs "
    "fri sat sun"
)
_STOPS = frozenset(".!?…")
_CLOSERS = frozenset("\"')]}’”.!?…")
# A sentence that is longer is no sentence; it is cut, and so is the work that it makes.
LONGEST = 250


def sentences_of(tokens: list[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each sentence."""
    start = index = 0
    while index < len(tokens):
        index += 1
        if index - start >= LONGEST or tokens[index - 1].raw in _STOPS:
            end = _end(tokens, index, start)
            if end:
                yield tokens[start:end]
                start = index = end
    if start < len(tokens):
        yield tokens[start:]


def _end(tokens: list[Token], after: int, start: int) -> int:
    """Return where the sentence ends that has a stop before `after`; 0 where it goes on."""
    if after - start >= LONGEST:
        return after
    end = after
    while end < len(tokens) and tokens[end].touches and tokens[end].raw in _CLOSERS:
        end += 1
    if end == len(tokens):
        return end
    return end if _begins(tokens, after - 1, end) else 0


def _begins(tokens: list[Token], stop: int, index: int) -> bool:
    """Say whether a sentence begins at `index`, after the stop at `stop`."""
    following = tokens[index]
    before = tokens[stop - 1] if stop and tokens[stop].touches else None
    if tokens[stop].raw == "." and index == stop + 1 and before and _abbreviates(before, following):
        return False
    if following.touches:
        return _begins_without_a_space(before, following)
    return following.sort is not Sort.WORD or not following.raw[0].islower()


def _abbreviates(before: Token, following: Token) -> bool:
    if before.sort is not Sort.WORD:
        return False
    if len(before.raw) == 1 and before.raw.isupper():
        return following.sort is Sort.WORD and len(following.raw) > 1 and not before.touches
    if before.touches and before.text in {"g", "e"}:
        return True  # e.g., i.e.
    if before.text in _BEFORE_NUMBERS:
        return following.sort is Sort.NUMERAL
    return before.text in _TITLES


def _begins_without_a_space(before: Token | None, following: Token) -> bool:
    """Say so of "action.We" and "staff.14", and not of "s.226", "No.5" or "council.example"."""
    if before is None or before.text in _BEFORE_NUMBERS or before.raw.isupper():
        return False
    if following.sort is Sort.NUMERAL:
        return before.sort is Sort.WORD and len(before.raw) > 2
    return following.capital and len(before.raw) > 1 and len(following.raw) > 1
