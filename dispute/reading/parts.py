"""Parts of a whole: 14 of our 21, two in three, 9 out of every 10, half of, two thirds, all 21."""

from fractions import Fraction

from .dates import is_year
from .found import Found, Tokens, at, follow, word
from .numerals import Numeral, numeral_at
from .shapes import Kind
from .tokens import Sort
from .words import FRACTIONS, FUNCTION_WORDS, MONTHS, UNITS, these

_WHOSE = these("the our these those its their all your my every each")
_OF_WHOM = these(
    "of posts staff members workers people nurses teachers drivers lecturers voted have has had "
    "were are left voting went said"
)
# "In all 18 have left" is 18, not all of them.
_BEFORE_ALL = frozenset({"in", "at", "after", "of"})
# Wholes of which a share is said without a count: one in five, two in every hundred.
_ROUND = frozenset({100, 1000, 10_000, 20, 25, 50, 12, 15})


def part_at(tokens: Tokens, index: int) -> Found | None:
    """Return the part of a whole that begins at a place, None where none does."""
    return (
        _all_of(tokens, index)
        or _fraction(tokens, index)
        or _of(tokens, index)
        or _slashed(tokens, index)
        or _in(tokens, index)
        or _half(tokens, index)
    )


def _part(first: int, last: int, part: Fraction, whole: Fraction, *, rate: bool) -> Found:
    share = part / whole
    return Found(Kind.PART, first, last, share, share, part=part, whole=whole, rate=rate)


def _whole(tokens: Tokens, index: int) -> Numeral | None:
    """Return the number of a whole: one that is no year, percentage, date or sum of money."""
    number = numeral_at(tokens, index)
    if not number or not number.value or number.value.denominator != 1 or is_year(tokens, index):
        return None
    following = word(tokens, number.end)
    dated = at(tokens, number.end).capital and following in MONTHS
    return None if dated or following in {"%", "per", "percent"} else number


def _past(tokens: Tokens, index: int, words: frozenset[str]) -> int:
    for _ in range(3):
        if word(tokens, index) not in words:
            break
        index += 1
    return index


def _past_owner(tokens: Tokens, index: int) -> int:
    """Return the place past up to two words with a possessive: the depot's, North London's."""
    for place in range(index, index + 2):
        if at(tokens, place).sort is not Sort.WORD:
            break
        if at(tokens, place).text.endswith("'s"):
            return place + 1
        if at(tokens, place).text.endswith("s") and word(tokens, place + 1) == "'":
            return place + 2
    return index


def _all_of(tokens: Tokens, index: int) -> Found | None:
    """Return "all 21", "every one of the 21", "each of our 21", "none of the 21"."""
    for phrase in (("every", "one", "of"), ("each", "of"), ("none", "of"), ("all", "of"), ("all",)):
        if not follow(tokens, index, *phrase) or word(tokens, index - 1) in _BEFORE_ALL:
            continue
        whole = _whole(tokens, _past(tokens, index + len(phrase), _WHOSE))
        if not whole or whole.value < 2 or _is_stretch(tokens, whole.end):
            return None
        part = Fraction(0) if phrase[0] == "none" else whole.value
        return _part(index, whole.end - 1, part, whole.value, rate=False)
    return None


def _is_stretch(tokens: Tokens, index: int) -> bool:
    """Say whether a unit of time follows: "all 12 days" is how long, not how many of how many."""
    following = word(tokens, index)
    return following in UNITS or (following == "strike" and word(tokens, index + 1) in UNITS)


def _of(tokens: Tokens, index: int) -> Found | None:
    """Return "14 of our 21", "2 out of 5", "9 out of every 10"."""
    part = numeral_at(tokens, index)
    if not part or part.value.denominator != 1:
        return None
    start = part.end
    start += follow(tokens, start, "out")
    if word(tokens, start) != "of":
        return None
    whose = word(tokens, start + 1) in _WHOSE
    whole = _whole(tokens, _past_owner(tokens, _past(tokens, start + 1, _WHOSE)))
    if not whole or whole.value < part.value:
        return None
    if whose and start == part.end and not part.in_figures and part.value == 1:
        return None  # "one of the 21" counts nobody; the 21 stands for itself
    every = word(tokens, start + 1) == "every"
    return _part(index, whole.end - 1, part.value, whole.value, rate=every)


def _slashed(tokens: Tokens, index: int) -> Found | None:
    """Return "14/21 voted"."""
    if not is_fraction(tokens, index):
        return None
    part, whole = Fraction(tokens[index].raw), Fraction(tokens[index + 2].raw)
    return _part(index, index + 2, part, whole, rate=whole < 10)


def is_fraction(tokens: Tokens, index: int) -> bool:
    """Say so of 2/3 and of 14/21, where those follow of whom it is said."""
    part, sign, whole = at(tokens, index), at(tokens, index + 1), at(tokens, index + 2)
    if sign.raw != "/" or not (sign.touches and whole.touches):
        return False
    if not (part.raw.isdigit() and whole.raw.isdigit()) or int(part.raw) >= int(whole.raw):
        return False
    return word(tokens, index + 3) in _OF_WHOM


def _in(tokens: Tokens, index: int) -> Found | None:
    """Return "two in three" and "1 in every 100", and not "14 in 12 months"."""
    part = numeral_at(tokens, index)
    if not part or part.value.denominator != 1 or word(tokens, part.end) not in {"in", "-"}:
        return None
    start = part.end
    start += follow(tokens, start, "-", "in", "-")
    every = word(tokens, start + 1) in {"every", "each", "-"}
    whole = _whole(tokens, start + 1 + every)
    if not whole or whole.value <= part.value or word(tokens, start) not in {"in", "-"}:
        return None
    if word(tokens, whole.end) in UNITS or not (every or _is_round(whole.value)):
        return None
    if word(tokens, start) == "-" and start == part.end:
        return None
    return _part(index, whole.end - 1, part.value, whole.value, rate=True)


def _is_round(whole: Fraction) -> bool:
    return whole <= 10 or whole in _ROUND


def _fraction(tokens: Tokens, index: int) -> Found | None:
    """Return "two thirds", "three-quarters", "a third of", "one half"."""
    article = word(tokens, index) in {"a", "an"}
    number = None if article else numeral_at(tokens, index)
    if not article and (not number or number.value.denominator != 1):
        return None
    end = index + 1 if number is None else number.end
    end += word(tokens, end) == "-"
    whole = FRACTIONS.get(at(tokens, end).text)
    part = Fraction(1) if number is None else number.value
    if not whole or part >= whole or (part > 1) != at(tokens, end).text.endswith("s"):
        return None
    if part == 1 and not _is_share(tokens, end + 1):
        return None
    return _part(index, end, part, Fraction(whole), rate=True)


def _is_share(tokens: Tokens, index: int) -> bool:
    """Say whether "a third" before this place is a share: a third of, a third have left."""
    following = at(tokens, index)
    return following.sort is not Sort.WORD or following.text in FUNCTION_WORDS


def _half(tokens: Tokens, index: int) -> Found | None:
    """Return "half of", "half the team", "more than half"."""
    if word(tokens, index) != "half" or at(tokens, index + 1).raw == "-":
        return None
    if word(tokens, index - 1) in {
        "first",
        "second",
        "other",
        "last",
        "a",
        "and",
        "this",
        "latter",
    }:
        return None
    following = at(tokens, index + 1)
    if following.sort is Sort.WORD and following.text not in FUNCTION_WORDS - {"a", "an"}:
        return None
    return _part(index, index, Fraction(1), Fraction(2), rate=True)
