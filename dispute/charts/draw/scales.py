"""From values and days to places on the canvas, and the round numbers and months on the axes."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.formats import date_format

from . import lettering

# Lengths of time in months are read in quarters and years, not in tens.
MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600)
# A long axis of days is marked every so many months.
_MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from `low`..`high` to places `start`..`end` (which may run backwards)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its place, and what is written there."""

    at: float
    label: str


def round_numbers(
    low: float, high: float, most: int, steps: tuple[int, ...] = (), *, whole: bool = False
) -> list[Fraction]:
    """Return at most about `most` round numbers from `low` to `high`, evenly apart; exact.

    `steps` are preferred distances; beyond them, and without them, 1, 2 or 5 and noughts.
    `whole` numbers are never less than 1 apart.
    """
    span = Fraction(high) - Fraction(low)
    step = next(each for each in _steps(span, steps, whole) if span <= each * most)
    first, last = math.ceil(Fraction(low) / step), math.floor(Fraction(high) / step)
    return [step * n for n in range(first, last + 1)]


def days(scale: Scale, size: float, right: float) -> list[Tick]:
    """Return ticks for a scale of days (ordinals) whose labels do not touch: Apr 2022.

    Months are marked where they begin; an axis that holds no two is marked at its two ends, by day.
    Labels stand at their tick's place as far as 0..`right` lets them (see `centred`).
    """
    room = lettering.width("Sep 2022", size) + size * 2.5
    ticks = list(_months(scale, room))
    if len(ticks) < 2:
        ends = sorted({int(scale.low), int(scale.high)})
        ticks = [Tick(scale(each), _day(each)) for each in ends]
    return apart(ticks, size, right)


def apart(ticks: list[Tick], size: float, right: float) -> list[Tick]:
    """Return those of `ticks`, from the left, whose labels do not touch the one before."""
    kept: list[Tick] = []
    free = 0.0
    for tick in ticks:
        half = lettering.width(tick.label, size) / 2
        middle = centred(tick.at, half, right)
        if middle - half >= free:
            kept.append(tick)
            free = middle + half + size * 0.6
    return kept


def centred(at: float, half: float, right: float) -> float:
    """Return where the middle of a label so wide stands: at `at`, but whole on the canvas."""
    return max(half, min(at, right - half))


def _steps(span: Fraction, preferred: tuple[int, ...], whole: bool) -> Iterator[Fraction]:
    yield from (Fraction(step) for step in preferred)
    power = -1 if not span else math.floor(math.log10(span)) - 2
    while True:
        for digit in (1, 2, 5):
            step = digit * Fraction(10) ** power
            if step >= 1 or not whole:
                yield step
        power += 1


def _months(scale: Scale, room: float) -> Iterator[Tick]:
    """The beginnings of months on the scale, so far apart that each label has its room."""
    first, last = (date.fromordinal(int(each)) for each in (scale.low, scale.high))
    count = (last.year - first.year) * 12 + last.month - first.month
    fitting = max((scale.end - scale.start) / room, 1)
    every = next((each for each in _MONTHS_APART if count / each <= fitting), _MONTHS_APART[-1])
    start = first.year * 12 + first.month - 1
    for month in range(start - start % every, last.year * 12 + last.month, every):
        if month < 12:  # there is no year nought
            continue
        begins = date(month // 12, month % 12 + 1, 1)
        if first <= begins <= last:
            yield Tick(scale(begins.toordinal()), date_format(begins, "M Y"))


def _day(ordinal: int) -> str:
    return date_format(date.fromordinal(ordinal), "j M Y")
