"""Counts, percentages, durations, money, times and ordinals: a number and what stands beside it."""

from dataclasses import dataclass
from fractions import Fraction

from .dates import ordinal_word_at
from .found import Found, Tokens, at, follow, word
from .numerals import Numeral, numeral_at
from .shapes import Approximation, Kind
from .tokens import Sort
from .words import (
    BETWEEN_NUMBER_AND_UNIT,
    CURRENCIES,
    CURRENCY_WORDS,
    FOLDS,
    ORDINAL_ENDINGS,
    ORDINALS,
    TIMES,
    UNITS,
    these,
)

_PER_CENT = (
    ("%",),
    ("per", "cent"),
    ("percent",),
    ("per", "-", "cent"),
    ("pc",),
    ("percentage", "points"),
    ("percentage", "point"),
)
_DASHES = frozenset("-–—")
# "rose from 9 to 12" is a change, not a range.
_CHANGES = these(
    "rise rises rose risen rising grow grows grew grown growing increase increased increases fall "
    "falls fell fallen falling drop drops dropped dropping cut reduced reduce went gone go goes up "
    "down jumped jump climbed improved shrunk shrank dwindled doubled change changed moved raised "
    "lowered soared slumped declined"
)
# "for a year", "more than a week": the words that make a number of the article.
_MAKE_ONE = these(
    "for over than nearly almost about around least within after under some least only whole"
)


@dataclass(slots=True)
class _Amount:
    """A number with what it is a number of: its sign or unit, the tokens `first` to `end`."""

    number: Numeral
    first: int
    end: int
    kind: Kind = Kind.COUNT
    unit: str = ""
    times: Fraction = Fraction(1)

    @property
    def value(self) -> Fraction:
        return self.number.value * self.times


def quantity_at(tokens: Tokens, index: int) -> Found | None:
    """Return the quantity that begins at a place, None where none does."""
    return (
        _ordinal(tokens, index)
        or _one_unit(tokens, index)
        or _times_word(tokens, index)
        or _range(tokens, index)
        or _single(tokens, index)
    )


def _amount(tokens: Tokens, index: int) -> _Amount | None:
    sign = CURRENCIES.get(word(tokens, index), "")
    start = index + bool(sign)
    number = numeral_at(tokens, start)
    if not number:
        return None
    amount = _Amount(number, index, number.end)
    if sign:
        amount.kind, amount.unit = Kind.MONEY, sign
    else:
        _name(tokens, amount)
    return amount


def _name(tokens: Tokens, amount: _Amount) -> None:
    """Say what the number is a number of, by what follows it."""
    for phrase in _PER_CENT:
        start = amount.end + (at(tokens, amount.end).raw == "-" and at(tokens, amount.end).touches)
        if follow(tokens, start, *phrase):
            amount.kind, amount.unit, amount.end = Kind.PERCENT, "percent", start + len(phrase)
            return
    if not (_name_money(tokens, amount) or _name_times(tokens, amount)):
        _name_unit(tokens, amount)


def _name_money(tokens: Tokens, amount: _Amount) -> bool:
    token = at(tokens, amount.end)
    currency = CURRENCY_WORDS.get(token.text)
    if not currency or (token.text == "p" and not token.touches):
        return False
    amount.kind, amount.unit, amount.times = Kind.MONEY, currency[0], Fraction(1, currency[1])
    amount.end += 1
    return True


def _name_times(tokens: Tokens, amount: _Amount) -> bool:
    start = amount.end + (word(tokens, amount.end) == "-")
    token = at(tokens, start)
    fold = token.text == "fold" and token.touches
    if not (token.text == "times" or fold or (token.text == "x" and token.touches)):
        return False
    amount.kind, amount.end = Kind.TIMES, start + 1
    return True


def _name_unit(tokens: Tokens, amount: _Amount) -> None:
    """Make it a duration where a unit of time follows, at once or after one word or hyphen."""
    start = amount.end + (word(tokens, amount.end) in _DASHES)
    if start > amount.end and not at(tokens, start).touches:
        return
    start += word(tokens, start) in BETWEEN_NUMBER_AND_UNIT
    unit = UNITS.get(word(tokens, start).rstrip("'"))
    if unit:
        amount.kind, amount.unit, amount.times = Kind.DURATION, unit[0], Fraction(unit[1])
        amount.end = start + 1
        if follow(tokens, amount.end, "and", "a", "half"):
            amount.number.value += Fraction(1, 2)
            amount.number.decimals, amount.end = 1, amount.end + 3


def _single(tokens: Tokens, index: int) -> Found | None:
    amount = _amount(tokens, index)
    return _found(tokens, amount, amount) if amount else None


def _found(tokens: Tokens, low: _Amount, high: _Amount) -> Found:
    start = low.first + (low.kind is Kind.MONEY and word(tokens, low.first) in CURRENCIES)
    vague = low.number.vague or high.number.vague
    return Found(
        high.kind,
        low.first,
        high.end - 1,
        low=low.number.value * high.times,
        high=high.value,
        unit=high.unit,
        decimals=high.number.decimals,
        scale=high.number.scale,
        numeral=(start, low.number.end - 1) if low is high else None,
        approximation=Approximation.ABOUT if vague else Approximation.EXACT,
    )


def _range(tokens: Tokens, index: int) -> Found | None:
    """Return "4–6 weeks", "between 4 and 6 weeks", "two or three"."""
    low = _amount(tokens, index)
    joint = word(tokens, low.end) if low else ""
    between = word(tokens, index - 1) == "between" and joint == "and"
    if not low or not (between or joint in {"to", "or", "-", "–", "—"}):
        return None
    high = _amount(tokens, low.end + 1)
    if not high or high.value <= low.value or not _fit(low, high) or _changes(tokens, index, joint):
        return None
    if low.kind is Kind.MONEY:
        high.kind, high.unit = low.kind, low.unit
    found = _found(tokens, _like(low, high), high)
    if joint == "or":
        found.approximation = Approximation.ABOUT
    return found


def _like(low: _Amount, high: _Amount) -> _Amount:
    """Give the lower number the thousands of the higher: £1–2 million."""
    if low.number.scale == 1 < high.number.scale and low.number.value < 1000:
        low.number.value *= high.number.scale
    return low


def _fit(low: _Amount, high: _Amount) -> bool:
    same = low.kind is high.kind and low.unit == high.unit
    bare = low.kind is Kind.MONEY and high.kind is Kind.COUNT and high.number.in_figures
    return same or bare or low.kind is Kind.COUNT


def _changes(tokens: Tokens, index: int, joint: str) -> bool:
    if joint != "to":
        return False
    return any(word(tokens, place) in _CHANGES for place in range(index - 5, index))


def _times_word(tokens: Tokens, index: int) -> Found | None:
    value = TIMES.get(word(tokens, index)) or FOLDS.get(word(tokens, index))
    if not value:
        return None
    return Found(Kind.TIMES, index, index, Fraction(value), Fraction(value))


def _ordinal(tokens: Tokens, index: int) -> Found | None:
    """Return "the twelfth day", "12th" and "day 76"."""
    if found := _numbered_day(tokens, index):
        return found
    token, ending = at(tokens, index), at(tokens, index + 1)
    value, end = ordinal_word_at(tokens, index)
    if token.sort is Sort.NUMERAL and ending.touches and ending.text in ORDINAL_ENDINGS:
        value, end = int(token.raw.replace(",", "").partition(".")[0]), index + 2
    if not value:
        return None
    start = end + (word(tokens, end) in BETWEEN_NUMBER_AND_UNIT | {"strike", "-"})
    unit = UNITS.get(word(tokens, start))
    found = Found(Kind.ORDINAL, index, start if unit else end - 1, numeral=(index, end - 1))
    found.low = found.high = Fraction(value)
    found.unit = unit[0] if unit else _unit_of_list(tokens, end)
    return found


def _unit_of_list(tokens: Tokens, index: int) -> str:
    """Return the unit of "15th, 16th and 17th days" for those that stand before the last."""
    for place in range(index, index + 12):
        text = word(tokens, place)
        if text in UNITS and place > index + 1 and text.endswith("s"):
            return UNITS[text][0]
        ordinal = (
            text in ORDINAL_ENDINGS or text in ORDINALS or at(tokens, place).sort is Sort.NUMERAL
        )
        if not ordinal and text not in {",", "and", "&", "to", "or", "-", "–"}:
            break
    return ""


def _numbered_day(tokens: Tokens, index: int) -> Found | None:
    named = word(tokens, index)
    if named not in {"day", "week", "month"} or word(tokens, index - 1) in _EACH:
        return None
    number = numeral_at(tokens, index + 1)
    if not number or number.value.denominator != 1:
        return None
    place = (index + 1, number.end - 1)
    unit = named + "s"
    return Found(Kind.ORDINAL, index, place[1], number.value, number.value, unit, numeral=place)


_EACH = these("a per each every one last that this next the any another")


def _one_unit(tokens: Tokens, index: int) -> Found | None:
    """Return "for a year", "more than a week", "a year and a half", "half a day", "a fortnight"."""
    half = word(tokens, index) == "half"
    start = index + half
    unit = UNITS.get(word(tokens, start + 1))
    if (
        word(tokens, start) not in {"a", "an"}
        or not unit
        or at(tokens, start + 1).text != word(tokens, start + 1)
    ):
        return None
    more = follow(tokens, start + 2, "and", "a", "half")
    made = word(tokens, index - 1) in _MAKE_ONE or word(tokens, start + 2) == "ago"
    if not (half or more or made):
        return None
    value = Fraction(unit[1]) * (Fraction(1, 2) if half else Fraction(3, 2) if more else 1)
    last = start + (4 if more else 1)
    return Found(Kind.DURATION, index, last, value, value, unit[0], decimals=int(half or more))
