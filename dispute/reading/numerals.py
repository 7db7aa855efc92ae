"""Numerals in figures and in words: 14, 1,000, 1 000, 1.5m, 2 million, twenty-one, half a dozen."""

from dataclasses import dataclass
from fractions import Fraction

from .found import Tokens, at, follow, word
from .tokens import Gap, Sort
from .words import CARDINALS, DOZENS, SCALES, SHORT_SCALES, TENS, VULGAR, these

# Before "12 300" these make 12 a number of its own: day 12, 300 people.
_NAME_A_NUMBER = these("day week month year no number band room page section may")
_LONGEST = 16


@dataclass(slots=True)
class Numeral:
    """A number in the tokens up to `end`, that one excluded."""

    value: Fraction
    end: int
    decimals: int = 0
    scale: int = 1
    in_figures: bool = True
    vague: bool = False


def numeral_at(tokens: Tokens, index: int) -> Numeral | None:
    """Return the number that begins at a place, None where none does."""
    token = at(tokens, index)
    if token.sort is Sort.NUMERAL:
        return _scaled(tokens, _halved(tokens, _figures(tokens, index)))
    if token.sort is Sort.VULGAR:
        return Numeral(Fraction(*VULGAR[token.raw]), index + 1, 2)
    if token.sort is not Sort.WORD:
        return None
    return _dozens(tokens, index) or _words(tokens, index)


def _figures(tokens: Tokens, index: int) -> Numeral:
    token = tokens[index]
    raw, end = token.raw.replace(",", ""), index + 1
    while _is_next_thousand(tokens, index, end):
        raw, end = raw + tokens[end].raw, end + 1
    value = Fraction(int(raw)) if raw.isdigit() else Fraction(raw)
    return Numeral(value, end, len(raw.partition(".")[2]))


def _is_next_thousand(tokens: Tokens, first: int, index: int) -> bool:
    """Say whether the token goes on with the number: three figures after a space."""
    token, before = at(tokens, index), tokens[first]
    if token.sort is not Sort.NUMERAL or token.touches or index - first > 4:
        return False
    fits = len(token.raw) == 3 and 1 <= len(before.raw) <= 3 and before.raw[0] != "0"
    if not fits or not before.raw.isdigit() or not token.raw.isdigit():
        return False
    return token.gap is Gap.HARD or (
        word(tokens, first - 1) not in _NAME_A_NUMBER and token.raw.endswith("0")
    )


def _halved(tokens: Tokens, number: Numeral) -> Numeral:
    """Add the half of "2½" and of "two and a half"."""
    token = at(tokens, number.end)
    if token.sort is Sort.VULGAR and token.gap is not Gap.SPACE:
        number.value += Fraction(*VULGAR[token.raw])
        number.end, number.decimals = number.end + 1, 2
    elif follow(tokens, number.end, "and", "a", "half"):
        number.value += Fraction(1, 2)
        number.end, number.decimals = number.end + 3, 1
    return number


def _scaled(tokens: Tokens, number: Numeral) -> Numeral:
    """Multiply by the thousand, million, k or m that follows."""
    token = at(tokens, number.end)
    scale = SHORT_SCALES.get(token.text) if token.touches else None
    scale = scale or (SCALES.get(token.text) if token.text != "hundred" else None)
    if not scale and token.raw == "-" and token.touches:
        following = at(tokens, number.end + 1)
        scale = SCALES.get(following.text) if following.touches else None
        number.end += 1 if scale else 0
    if scale:
        number.value, number.scale, number.end = number.value * scale, scale, number.end + 1
    return number


def _dozens(tokens: Tokens, index: int) -> Numeral | None:
    """Return a dozen, half a dozen, two dozen, a couple, a score of, half a million."""
    if follow(tokens, index, "half", "a") or follow(tokens, index, "half", "-", "a"):
        start = index + (2 if word(tokens, index + 1) == "a" else 3)
        start += word(tokens, start) == "-"
        size = (DOZENS | SCALES).get(word(tokens, start))
        return Numeral(Fraction(size, 2), start + 1, in_figures=False) if size else None
    return _some_dozens(tokens, index)


def _some_dozens(tokens: Tokens, index: int) -> Numeral | None:
    first, second = word(tokens, index), word(tokens, index + 1)
    if first == "dozen":
        return Numeral(Fraction(12), index + 1, in_figures=False)
    if first == "a" and second == "couple":
        return Numeral(Fraction(2), index + 2, in_figures=False, vague=True)
    if first == "a" and second == "score" and word(tokens, index + 2) == "of":
        return Numeral(Fraction(20), index + 2, in_figures=False, vague=True)
    count = 1 if first == "a" else CARDINALS.get(first)
    if count and second in DOZENS and (count > 1 or second == "dozen"):
        return Numeral(Fraction(count * DOZENS[second]), index + 2, in_figures=False)
    return None


def _words(tokens: Tokens, index: int) -> Numeral | None:
    """Return a number in words, as long as it is: "one hundred and five", "twenty-one"."""
    total, group, end, seen = 0, _first(tokens, index), index + 1, ""
    if group is None:
        return None
    seen = word(tokens, index)
    while end - index < _LONGEST:
        start = _past_joint(tokens, end, seen)
        following = word(tokens, start)
        if following in SCALES:
            total, group = _multiplied(total, group, SCALES[following])
        elif _goes_on(seen, following, joined=start > end):
            group += (CARDINALS | TENS)[following]
        else:
            break
        seen, end = following, start + 1
    return _halved(tokens, Numeral(Fraction(total + group), end, in_figures=False))


def _first(tokens: Tokens, index: int) -> int | None:
    first = word(tokens, index)
    if first == "a" and word(tokens, index + 1) in SCALES:
        return 1
    return (CARDINALS | TENS).get(first)


def _past_joint(tokens: Tokens, index: int, seen: str) -> int:
    """Return where the next word is, past a hyphen or, after a hundred or more, an "and"."""
    token, following = at(tokens, index), at(tokens, index + 1)
    if token.raw == "-" and token.touches and following.touches:
        return index + 1
    if token.text == "and" and seen in SCALES and following.text in CARDINALS | TENS:
        return index + 1
    return index


def _multiplied(total: int, group: int, scale: int) -> tuple[int, int]:
    if scale == 100:
        return total, (group or 1) * 100
    return total + (group or 1) * scale, 0


def _goes_on(seen: str, following: str, *, joined: bool) -> bool:
    if following in CARDINALS:
        units = 0 < CARDINALS[following] < 10
        return (seen in TENS and units) or seen in SCALES
    return following in TENS and seen in SCALES
