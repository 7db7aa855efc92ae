"""A series of readings as a step line: what waits and statistics have in common."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.figures.days import day
from dispute.figures.figure import PERCENT, POUNDS
from dispute.figures.numbers import Number, numeral

from .chart import Draw
from .draw import stepline
from .periods import shown_until

_LARGE = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A value on a day, exact and in words."""

    day: date
    value: Number
    words: str


def step_line(
    readings: list[Reading],
    at: date,
    unit: str,
    standard: stepline.Standard | None = None,
    steps: tuple[int, ...] = (),
) -> Draw:
    """Return what draws readings in one unit, oldest first and at least one, as at a day."""
    points = {each.day.toordinal(): float(each.value) for each in readings}
    data = stepline.StepLine(
        points=tuple(points.items()),
        until=shown_until(readings[0].day, readings[-1].day, at).toordinal(),
        label=readings[-1].words,
        tick=partial(tick_in_words, unit=unit),
        steps=steps,
        standard=standard,
    )
    return partial(stepline.draw, data)


def from_words(first: Reading, last: Reading, unit: str) -> str:
    """Return the first value as it stands before the last: "4" where that is "15 months"."""
    alike = last.words.endswith(f" {unit}")
    return first.words.removesuffix(f" {unit}") if alike else first.words


def description(readings: list[Reading], *more: str) -> str:
    """Return what a step line of `readings` shows, for who cannot see it."""
    lowest = min(readings, key=lambda each: each.value)
    highest = max(readings, key=lambda each: each.value)
    counted = ngettext(
        "A step line of %(n)s reading, on %(first)s.",
        "A step line of %(n)s readings, from %(first)s to %(last)s.",
        len(readings),
    ) % {"n": len(readings), "first": day(readings[0].day), "last": day(readings[-1].day)}
    values = {"lowest": lowest.words, "highest": highest.words, "newest": readings[-1].words}
    said = _("Lowest %(lowest)s, highest %(highest)s, newest %(newest)s.") % values
    return " ".join((counted, said, *filter(None, more)))


def tick_in_words(value: Fraction, unit: str) -> str:
    """Return a round number of an axis: 12, £1.5m, 40%."""
    sign = "-" if value < 0 else ""
    large = next(((size, name) for size, name in _LARGE if abs(value) >= size), (1, ""))
    number = f"{numeral(abs(value) / large[0], 4)}{large[1]}"
    if unit == POUNDS:
        return f"{sign}£{number}"
    return f"{sign}{number}%" if unit == PERCENT else f"{sign}{number}"
