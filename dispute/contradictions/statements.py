"""What was said of a metric, where, and what that asserts. Nothing here asks the record."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dispute.figures.departures import EVENT, SINCE, UNTIL
from dispute.figures.figure import PERCENT
from dispute.reading.shapes import Approximation, Kind, Quantity

# Days in a unit of time; a month is a twelfth of 365.25 days.
DAYS = {
    "days": Fraction(1),
    "weeks": Fraction(7),
    "months": Fraction(36525, 1200),
    "years": Fraction(36525, 100),
}
# A number that was rounded down to 66 is below 67, and never is it 67.
_JUST_BELOW = Fraction(1, 10**9)
# “About 50” is taken for 45 to 55; “nearly 50” for what is at most a tenth less.
_LOOSELY = Fraction(1, 10)
# “Two in three” and “half of” are said of what is near.
_SHARE_IN_WORDS = Fraction(5)
_ROUNDED = frozenset({Kind.PERCENT, Kind.TIMES, Kind.DURATION})


@dataclass(frozen=True, slots=True)
class Range:
    """The values of which a statement is true, both ends included; None is no end."""

    low: Fraction | None
    high: Fraction | None

    def holds(self, value: Fraction) -> bool:
        """Whether the statement is true of a value."""
        above = self.low is None or self.low <= value
        return above and (self.high is None or value <= self.high)

    def is_unlike(self, other: "Range") -> bool:
        """Whether no value makes both statements true."""
        return _ends_before(self, other) or _ends_before(other, self)

    def times(self, unit: Fraction, around: Fraction = Fraction(0)) -> "Range":
        """The range in another unit, with `around` of the old one at either end."""
        low = None if self.low is None else (self.low - around) * unit
        return Range(low, None if self.high is None else (self.high + around) * unit)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said: the kind and title of a text, its addresses, its row's reference.

    `by_employer` is true of what the other side said.
    """

    kind: str
    title: str
    url: str
    admin_url: str
    ref: str = ""
    by_employer: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A metric's value as it was said somewhere, as at a day.

    `stated` is the value as it stands there, `asserted` what that says of it in `unit`; `is_part`
    is true of a count that belongs to a share (15 of those who voted). `parameters` are those of
    the figure, as texts; `base` the whole of a share, "" where it has none or names none;
    `definition` the words that were written down with it, "" where none were. `is_quoted` tells a
    figure quoted from a number typed. `record` is what the record says of that day, `record_url`
    leads to the rows, and `stands` is whether the record bears it out, None where it cannot say.
    """

    key: str
    label: str
    stated: str
    asserted: Range
    as_at: date
    place: Place
    unit: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    base: str = ""
    definition: str = ""
    sentence: str = ""
    position: int = 0
    is_quoted: bool = False
    is_part: bool = False
    record: str = ""
    record_url: str = ""
    stands: bool | None = None

    @property
    def metric(self) -> tuple[str, str, bool]:
        """What makes two statements be about one thing: a series is a metric of its own."""
        return self.key, dict(self.parameters).get("series", ""), self.is_part

    @property
    def window(self) -> tuple[str, str]:
        """The first and the last day that were chosen, "" for either that was not."""
        chosen = dict(self.parameters)
        return chosen.get(SINCE.name, ""), chosen.get(UNTIL.name, "")

    @property
    def event(self) -> str:
        """What was chosen to be counted: left, notice or total; "" where nothing was."""
        return dict(self.parameters).get(EVENT.name, "")

    @property
    def population(self) -> tuple[str, ...]:
        """The team, list or other part that was chosen; empty for all."""
        others = {SINCE.name, UNTIL.name, EVENT.name, "series"}
        return tuple(value for name, value in sorted(self.parameters) if name not in others)

    @property
    def in_order(self) -> tuple[object, ...]:
        """By day, then by text, then by place in it; the rest makes the order the same always."""
        place = (self.place.kind, self.place.ref, self.place.title)
        rest = (self.stated, self.parameters, self.base, self.definition, self.sentence, self.unit)
        last = (self.is_quoted, self.place.by_employer, str(self.asserted), str(self.stands))
        return (self.as_at, *place, self.position, *rest, *last)

    def is_unlike(self, other: "Statement") -> bool:
        """Whether no value makes both true; lengths of time are compared in days."""
        if self.unit == other.unit or not {self.unit, other.unit} <= DAYS.keys():
            return self.asserted.is_unlike(other.asserted)
        # 15 months may be 65 weeks: whoever counts in other units rounds.
        ours, theirs = (
            each.asserted.times(DAYS[each.unit], Fraction(1, 2)) for each in (self, other)
        )
        return ours.is_unlike(theirs)


def exactly(value: Fraction) -> Range:
    """The range of one value."""
    return Range(value, value)


def asserted(quantity: Quantity, unit: str) -> Range:
    """Return what a number in prose says of a figure that is in `unit`."""
    low, high = quantity.low, quantity.high
    if quantity.part is not None and quantity.whole:
        if unit != PERCENT:
            return _hedged(Range(quantity.part, quantity.part), quantity.approximation)
        share = 100 * quantity.part / quantity.whole
        around = Fraction(0) if base_of(quantity) else _SHARE_IN_WORDS
        return _hedged(Range(share - around, share + around), quantity.approximation)
    if quantity.kind in _ROUNDED and quantity.approximation is Approximation.EXACT:
        half = Fraction(1, 2 * 10**quantity.decimals)
        return Range(low - half, high + half - _JUST_BELOW)
    return _hedged(Range(low, high), quantity.approximation)


def base_of(quantity: Quantity) -> str:
    """The whole that a share was said to be of, in digits; "" for “two in three”."""
    in_digits = len(re.findall(r"\d+", quantity.text)) > 1
    return str(quantity.whole) if quantity.whole and in_digits else ""


def _hedged(plain: Range, how: Approximation) -> Range:
    """What “about”, “over”, “up to” and their like make of a number."""
    low, high = plain.low or Fraction(0), plain.high or Fraction(0)
    return {
        Approximation.EXACT: plain,
        Approximation.ABOUT: Range(low - abs(low) * _LOOSELY, high + abs(high) * _LOOSELY),
        Approximation.NEARLY: Range(low - abs(low) * _LOOSELY, high),
        Approximation.OVER: Range(low, None),
        Approximation.AT_LEAST: Range(low, None),
        Approximation.UNDER: Range(None, high),
        Approximation.UP_TO: Range(None, high),
    }[how]


def _ends_before(one: Range, other: Range) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
