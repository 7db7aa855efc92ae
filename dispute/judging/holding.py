"""Whether a value is what a number says, hedged and rounded as it is written."""

import math
from fractions import Fraction

from dispute.figures.days import in_days
from dispute.figures.numbers import half_up
from dispute.reading.shapes import Approximation, Kind, Quantity

# "About 14" is 14 give or take a tenth, and at least one.
LEEWAY = Fraction(1, 10)
COARSE_LEEWAY = Fraction(15, 100)
# "Two in three", "half of": people mean it to a couple in a hundred.
RATE_LEEWAY = 2
_IN_DAYS = {"years": Fraction(36525, 100)}


def said(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """Return the number as figures have it: a part in hundredths, anything else as it is."""
    scale = 100 if quantity.kind is Kind.PART else 1
    return quantity.low * scale, quantity.high * scale


def days_of(length: Fraction, unit: str) -> Fraction:
    """Return a length of time in days; a year is 365.25."""
    return length * _IN_DAYS[unit] if unit in _IN_DAYS else in_days(length, unit)


def in_unit(value: Fraction, unit: str, wanted: str) -> Fraction | None:
    """Return a length in another unit, or None where one of the two is no length of days."""
    if unit == wanted:
        return value
    if {unit, wanted} == {"months", "years"}:
        return value / 12 if wanted == "years" else value * 12
    known = {"days", "weeks", "months", "years"}
    if not {unit, wanted} <= known:
        return None
    return days_of(value, unit) / days_of(Fraction(1), wanted)


def holds(quantity: Quantity, value: Fraction, *, most: bool = False, coarse: bool = False) -> bool:
    """Whether `value` is what the number says.

    `most`: the figure is a greatest one, so that "up to 15" means 15. `coarse`: it was converted to
    the unit that is written, and is right where it is right to that unit.
    """
    low, high = said(quantity)
    hedge = quantity.approximation
    room = abs(low) * COARSE_LEEWAY if coarse else max(abs(low) * LEEWAY, Fraction(1))
    if most and hedge is Approximation.UP_TO:
        return low * (1 - LEEWAY) <= value <= low if coarse else _is(quantity, value)
    if hedge is Approximation.EXACT:
        return low <= value <= high if low != high else _exactly(quantity, value, coarse)
    return {
        Approximation.ABOUT: low - room <= value <= high + room,
        Approximation.NEARLY: low - room <= value <= low,
        Approximation.OVER: value > low,
        Approximation.AT_LEAST: value >= low,
        Approximation.UNDER: value < high,
        Approximation.UP_TO: value <= high,
    }[hedge]


def _exactly(quantity: Quantity, value: Fraction, coarse: bool) -> bool:
    if quantity.kind is Kind.PART:
        return abs(said(quantity)[0] - value) <= RATE_LEEWAY
    return _is(quantity, value) or (coarse and _to_the_unit(quantity, value))


def _is(quantity: Quantity, value: Fraction) -> bool:
    """Whether a value is the number at the decimals written: 79% is 78.95%."""
    if quantity.kind is Kind.PART:
        return abs(said(quantity)[0] - value) <= RATE_LEEWAY
    if quantity.kind not in (Kind.PERCENT, Kind.MONEY):
        return quantity.low == value
    scaled = value / quantity.scale
    return Fraction(half_up(scaled, quantity.decimals)) == quantity.low / quantity.scale


def _to_the_unit(quantity: Quantity, value: Fraction) -> bool:
    """Whether a converted length is the one written, begun or rounded: 19 months are a year and a
    half to the half year."""
    step = Fraction(1, quantity.low.denominator)
    return quantity.low in (math.floor(value / step) * step, round(value / step) * step)


def is_truncated(quantity: Quantity, value: Fraction) -> bool:
    """Whether a per cent was cut off where it ought to be rounded: 66% of 66.7%."""
    unit = Fraction(1, 10**quantity.decimals)
    return quantity.kind is Kind.PERCENT and quantity.low == math.floor(value / unit) * unit


def says_little(quantity: Quantity, value: Fraction | None) -> bool:
    """Whether a value holds of a number that is far from it: "up to 25%" is no 2.6%, "more than six
    months" are not fifteen."""
    if value is None:
        return False
    above = quantity.approximation in (Approximation.UP_TO, Approximation.UNDER)
    below = quantity.approximation in (Approximation.OVER, Approximation.AT_LEAST)
    number = said(quantity)[0]
    return (above and 2 * value < number) or (below and value > 2 * number)


def is_hedged(quantity: Quantity) -> bool:
    """Whether a number says no more than a border or a neighbourhood."""
    return quantity.approximation is not Approximation.EXACT
