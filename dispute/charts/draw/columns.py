"""Columns: counts by week, month or year, of one kind or of several that stand on each other."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dispute.figures.numbers import numeral

from . import lettering, scales
from .legend import Swatch, legend
from .marks import WIDE, Box, Drawing, Mark, line, rectangle, text

# So many columns have room for a number each.
MOST_NUMBERED = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """`counts[n]` are the counts of the period `labels[n]`, one for each of `kinds`.

    A kind is a look (solid, hollow) and its words. At least one count is above nought.
    """

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Plot:
    width: float
    height: float
    type_size: float
    ticks: list[Fraction]
    left: float
    spacing: float
    y: scales.Scale

    def middle(self, column: int) -> float:
        return self.left + (column + 0.5) * self.spacing


def draw(data: Columns, width: int) -> Drawing:
    """Return the columns on a canvas of that width."""
    size = 17.0 if width >= WIDE else 14.0
    several = data.kinds if len(data.kinds) > 1 else ()
    entries = [(swatch(look), words) for look, words in several]
    key, above = legend(entries, width, size)
    plot = _plot(data, width, size, above)
    columns = [mark for n in range(len(data.counts)) for mark in _column(data, plot, n)]
    marks = [*key, *_axes(data, plot), *columns, *_numbers(data, plot)]
    return Drawing(plot.width, plot.height, tuple(marks))


def block(box: Box, look: str) -> Mark:
    """Return a solid or hollow block; a hollow one's outline lies within its box."""
    inset = 0.0 if look == "solid" else min(1.0, (box.right - box.left) / 4)
    return rectangle(
        Box(box.left + inset, box.top + inset, box.right - inset, box.bottom - inset), look
    )


def swatch(look: str) -> Swatch:
    """Return what draws a block of that look in a legend."""
    return lambda box: [block(box, look)]


def _plot(data: Columns, width: int, size: float, above: float) -> _Plot:
    height = above + (300 if width >= WIDE else 230)
    high = max(map(sum, data.counts))
    ticks = scales.round_numbers(0, high, 4, whole=True)
    left = max(lettering.width(_count(each), size) for each in ticks) + size * 1.1
    y = scales.Scale(0, high, height - size * 2.4, above + size * 1.9)
    spacing = (width - left - 4) / len(data.counts)
    return _Plot(width, height, size, ticks, left, spacing, y)


def _axes(data: Columns, plot: _Plot) -> list[Mark]:
    size = plot.type_size
    marks = []
    for tick in plot.ticks:
        y = plot.y(float(tick))
        marks.append(line(plot.left, y, plot.width - 4, y, "grid" if tick else "axis"))
        words = _count(tick)
        marks.append(text(plot.left - size * 0.7, y + size * 0.35, words, "tick", size, "end"))
    for label in _labels(data.labels, plot):
        half = lettering.width(label.label, size) / 2
        middle = scales.centred(label.at, half, plot.width)
        marks.append(text(middle, plot.height - size * 0.6, label.label, "tick", size, "middle"))
    return marks


def _labels(labels: Sequence[str], plot: _Plot) -> list[scales.Tick]:
    """Every so many columns' labels, evenly, as far as they do not touch."""
    widest = max(lettering.width(each, plot.type_size) for each in labels) + plot.type_size
    every = max(math.ceil(widest / plot.spacing), 1)
    ticks = [scales.Tick(plot.middle(n), labels[n]) for n in range(0, len(labels), every)]
    return scales.apart(ticks, plot.type_size, plot.width)


def _column(data: Columns, plot: _Plot, n: int) -> list[Mark]:
    half = min(plot.spacing * 0.76, 44) / 2
    marks, below = [], 0
    for count, (look, _words) in zip(data.counts[n], data.kinds, strict=True):
        if count:
            box = Box(
                plot.middle(n) - half, plot.y(below + count), plot.middle(n) + half, plot.y(below)
            )
            marks.append(block(box, look))
            below += count
    return marks


def _numbers(data: Columns, plot: _Plot) -> list[Mark]:
    """The count above each column if all have room, else above the one that is highest."""
    totals = [sum(counts) for counts in data.counts]
    size = plot.type_size * 1.1
    widest = max(lettering.width(_count(each), size) for each in totals)
    all_fit = len(totals) <= MOST_NUMBERED and widest < plot.spacing
    alone = totals.count(max(totals)) == 1
    shown = [
        n
        for n, total in enumerate(totals)
        if total and (all_fit or (alone and total == max(totals)))
    ]
    return [_number(totals[n], plot, n, size) for n in shown]


def _number(total: int, plot: _Plot, n: int, size: float) -> Mark:
    words = _count(total)
    middle = scales.centred(plot.middle(n), lettering.width(words, size) / 2, plot.width)
    return text(middle, plot.y(total) - size * 0.35, words, "value", size, "middle")


def _count(value: Fraction | int) -> str:
    return numeral(value, 0)
