"""Numbers that name a thing and count nothing: section 226B, Room 4, Band 6, no. 12/345, A1000."""

from collections.abc import Iterator

from .cues import (
    AGE,
    BEFORE,
    BEFORE_CAPITAL,
    JOINTS,
    LAW,
    LAWS_AFTER,
    PLURALS,
    REFERENCE,
    SERVICE_WORDS,
    SERVICES,
)
from .found import Tokens, at, word
from .parts import is_fraction
from .tokens import Sort, Token
from .words import CARDINALS, ORDINAL_ENDINGS, SHORT_SCALES, TENS, UNITS

_BY_WORD = {text: reason for reason, words in BEFORE.items() for text in words}
_BY_CAPITAL = {text: reason for reason, words in BEFORE_CAPITAL.items() for text in words}
# They touch a number and leave it a number: 14th, £12k, 8am, 50p, 40s, 15yrs, 3x.
_TOUCHING = frozenset(
    {*ORDINAL_ENDINGS, *SHORT_SCALES, *UNITS, "am", "pm", "p", "s", "pc", "x", "ish", "fold", "odd"}
)
_NOT_A_CASE = frozenset({"in", "any", "each", "every", "this", "that"})


def named_numbers_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark the numbers after a word like section, room or band, and those named with them."""
    last, reason, several = -9, "", False
    for index, token in enumerate(tokens):
        if token.sort is not Sort.NUMERAL and token.text not in CARDINALS | TENS:
            continue
        cue = _cue(tokens, index)
        said = _reason(cue, tokens, index)
        if said:
            reason, several = said, cue.text in PLURALS or reason == LAW
        elif not _goes_on(tokens, last, index, several=several):
            said = reason = _reason_after(tokens, index)
            several = False
        if said or reason:
            yield index, index, said or reason
            last = index
        else:
            last = -9


def _cue(tokens: Tokens, index: int) -> Token:
    """Return the word before a number, past the stop of "No. 5" and the mark of "COVID-19"."""
    before = at(tokens, index - 1)
    if before.raw in {".", "-", ":"} and at(tokens, index - 2).sort is Sort.WORD:
        if before.raw == "." and not before.touches:
            return before
        return at(tokens, index - 2)
    return before


def _reason(cue: Token, tokens: Tokens, index: int) -> str:
    figures = tokens[index].sort is Sort.NUMERAL
    if cue.text in {"s", "ss", "c"} and figures:
        stop = at(tokens, index - 1)
        return LAW if stop.raw == "." or (cue.raw.islower() and tokens[index].touches) else ""
    reason = _BY_WORD.get(cue.text, "")
    if not reason and cue.capital and not _begins(tokens, index - 1):
        reason = _BY_CAPITAL.get(cue.text, "")
    if not reason or reason == AGE or (not figures and cue.text in {"no", "number", "text"}):
        return ""
    if at(tokens, index - 1) is cue and _is_duration(tokens, index + 1):
        return ""
    return reason if figures or tokens[index].text != "one" or cue.capital else ""


def _begins(tokens: Tokens, index: int) -> bool:
    """Say whether a capitalised word begins the sentence and is followed by what is counted."""
    following = at(tokens, index + 2)
    return index == 0 and following.sort is Sort.WORD and following.raw[0].islower()


def _is_duration(tokens: Tokens, index: int) -> bool:
    return word(tokens, index + (word(tokens, index) == "-")) in UNITS


def _goes_on(tokens: Tokens, last: int, index: int, *, several: bool) -> bool:
    """Say whether the number is named together with the last: sections 226 and 227, 226(2)(a)."""
    if last < 0 or index - last > 4:
        return False
    between = tokens[last + 1 : index]
    if not all(each.text in JOINTS or len(each.raw) == 1 for each in between):
        return False
    glued = all(each.touches for each in (*between, tokens[index]))
    joined = any(each.text in JOINTS for each in between)
    return (glued and joined and between[0].raw != "%") or (several and joined)


def _reason_after(tokens: Tokens, index: int) -> str:
    following = at(tokens, index + 1)
    if following.capital and following.text in LAWS_AFTER:
        return LAW
    if at(tokens, index).raw in SERVICES:
        near = {word(tokens, place) for place in (index - 2, index - 1, index + 1)}
        return REFERENCE if near & SERVICE_WORDS or tokens[index].raw == "999" else ""
    return ""


def codes_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark codes: A1000, P45, 4x4, 24/7, 12-34-56, 1.2.3, long numbers, those from a nought on."""
    for index, token in enumerate(tokens):
        if token.sort is not Sort.NUMERAL:
            continue
        if reason := _code(tokens, index):
            yield index, index, reason


def _code(tokens: Tokens, index: int) -> str:
    token, before, after = tokens[index], at(tokens, index - 1), at(tokens, index + 1)
    if token.touches and before.sort is Sort.WORD:
        return REFERENCE
    if _is_model(tokens, index) or _is_ratio(tokens, index):
        return REFERENCE
    if after.touches and after.sort is Sort.WORD and after.text not in _TOUCHING:
        return REFERENCE
    if token.raw.isdigit() and (len(token.raw) > 6 or _is_from_nought(tokens, index)):
        return REFERENCE
    return REFERENCE if _is_chained(tokens, index) else ""


def _is_from_nought(tokens: Tokens, index: int) -> bool:
    """Say so of 0345 and 007, and not of the 000 of "1 000"."""
    token, before = tokens[index], at(tokens, index - 1)
    goes_on = before.sort is Sort.NUMERAL and not token.touches and len(token.raw) == 3
    return token.raw[0] == "0" and len(token.raw) > 1 and not goes_on


def _is_model(tokens: Tokens, index: int) -> bool:
    """Say so of KX-200 and COVID-19: capitals, a hyphen and a number, all touching."""
    dash, name = at(tokens, index - 1), at(tokens, index - 2)
    touching = tokens[index].touches and dash.touches and dash.raw == "-"
    return touching and name.sort is Sort.WORD and name.raw.isupper()


def _is_ratio(tokens: Tokens, index: int) -> bool:
    """Say so of 1:8, and of "a ratio of 1 to 24", "a scale of 1 to 10"."""
    if any(_is_colon(tokens, place) for place in (index - 1, index + 1)):
        return True
    near = range(index - 6, index)
    return any(word(tokens, place) in {"ratio", "ratios", "scale"} for place in near)


def _is_colon(tokens: Tokens, index: int) -> bool:
    sign, after = at(tokens, index), at(tokens, index + 1)
    numbers = at(tokens, index - 1).sort is after.sort is Sort.NUMERAL
    return sign.raw == ":" and sign.touches and after.touches and numbers


def _is_chained(tokens: Tokens, index: int) -> bool:
    """Say so of 24/7, 12-34-56, 1.2.3 and 9-to-5: numbers joined by signs without a space."""
    after = _joined(tokens, index, 1)
    before = _joined(tokens, index, -1)
    if after == "to" or before == "to":
        return True
    if after == "/" or before == "/":
        return not is_fraction(tokens, index if after == "/" else index - 2)
    return bool(after and before) or "." in (after, before)


def _joined(tokens: Tokens, index: int, way: int) -> str:
    """Return what joins a number to the next (1) or the one before (-1); "" if nothing does."""
    first = index if way > 0 else index - 2
    sign, second = at(tokens, first + 1), at(tokens, first + 2)
    if sign.raw == "-" and word(tokens, index + 2 * way) == "to":
        return "to" if at(tokens, index + 4 * way).sort is Sort.NUMERAL else ""
    ends = at(tokens, first).sort is second.sort is Sort.NUMERAL
    if ends and sign.touches and second.touches and sign.raw in {"/", "-", ".", "–"}:
        return sign.raw
    return ""
