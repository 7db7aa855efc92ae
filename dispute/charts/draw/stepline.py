"""A step line: each value holds until the next. For waits, and for any series of readings."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from . import lettering, scales
from .marks import WIDE, Box, Drawing, Mark, coordinate, dot, line, path, text

# More readings than this are a finer line, and no longer dots.
MOST_DOTS = 24


@dataclass(frozen=True, slots=True)
class Standard:
    """What a value ought to be, in the line's unit, and in words."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One point or more (day as ordinal, value), by day, each day once.

    After the last point a thin line runs to the day `until`: nothing was read since. `label` stands
    at the line's end. `tick` writes a value of the axis; `steps` are distances it prefers.
    """

    points: tuple[tuple[int, float], ...]
    until: int
    label: str
    tick: Callable[[Fraction], str]
    steps: tuple[int, ...] = ()
    standard: Standard | None = None


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where things stand on the canvas."""

    width: float
    height: float
    type_size: float
    ticks: list[Fraction]
    x: scales.Scale
    y: scales.Scale
    places: list[tuple[float, float]]


def draw(data: StepLine, width: int) -> Drawing:
    """Return the line on a canvas of that width."""
    plot = _plot(data, width)
    label, taken = _end_label(data, plot)
    standard = _standard(data, plot, taken) if data.standard else []
    marks = [*_axes(data, plot), *standard, *_line(data, plot), label]
    return Drawing(plot.width, plot.height, tuple(marks))


def _plot(data: StepLine, width: int) -> _Plot:
    height, size = (320, 17) if width >= WIDE else (260, 14)
    low, high = _bounds(data)
    ticks = scales.round_numbers(low, high, 5 if width >= WIDE else 4, data.steps)
    left = max(lettering.width(data.tick(each), size) for each in ticks) + size * 0.8
    first, last = _days(data)
    x = scales.Scale(first, last, left + 3, width - 6)
    y = scales.Scale(low, high, height - size * 2.4, size * 2.9)
    places = [(x(day), y(value)) for day, value in data.points]
    return _Plot(width, height, size, ticks, x, y, places)


def _bounds(data: StepLine) -> tuple[float, float]:
    """The lowest and highest of the axis. Nought is always on it: a line must not exaggerate."""
    values = [value for _day, value in data.points]
    if data.standard:
        values.append(data.standard.value)
    low, high = min(*values, 0.0), max(*values, 0.0)
    return (low, high) if high > low else (0.0, 1.0)


def _days(data: StepLine) -> tuple[int, int]:
    first, last = data.points[0][0], max(data.points[-1][0], data.until)
    if last > first:
        return first, last
    return (first, first + 1) if first < 3_652_059 else (first - 1, first)  # 31 December 9999


def _axes(data: StepLine, plot: _Plot) -> list[Mark]:
    size, right = plot.type_size, plot.x.end
    marks = []
    for tick in plot.ticks:
        y = plot.y(float(tick))
        marks.append(line(plot.x.start, y, right, y, "grid" if tick else "axis"))
        words = data.tick(tick)
        marks.append(text(plot.x.start - size * 0.7, y + size * 0.35, words, "tick", size, "end"))
    for day in scales.days(plot.x, size, plot.width):
        half = lettering.width(day.label, size) / 2
        middle = scales.centred(day.at, half, plot.width)
        marks.append(line(day.at, plot.y.start + 1, day.at, plot.y.start + 6, "axis"))
        marks.append(text(middle, plot.height - size * 0.6, day.label, "tick", size, "middle"))
    return marks


def _line(data: StepLine, plot: _Plot) -> list[Mark]:
    places = _thinned(plot.places)
    x, y = places[0]
    steps = [f"M{coordinate(x)} {coordinate(y)}"]
    steps += [f"H{coordinate(x)}V{coordinate(y)}" for x, y in places[1:]]
    end_x, end_y = places[-1]
    marks = [line(end_x, end_y, plot.x.end, end_y, "tail")] if end_x < plot.x.end else []
    few = len(data.points) <= MOST_DOTS
    marks.append(path("".join(steps), "line" if few else "fine"))
    dots = places if few else places[-1:]
    return marks + [dot(x, y, 4.5, "solid") for x, y in dots]


def _thinned(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places, but of those at one unit of the width the first, lowest, highest and last."""
    kept: list[tuple[float, float]] = []
    columns: dict[int, list[tuple[float, float]]] = {}
    for place in places:
        columns.setdefault(round(place[0]), []).append(place)
    for column in columns.values():
        by_height = [place[1] for place in column]
        wanted = {0, len(column) - 1, *(by_height.index(f(by_height)) for f in (min, max))}
        kept += [column[n] for n in sorted(wanted)]
    return kept


def _segments(plot: _Plot) -> list[Box]:
    """The boxes that the line covers, for labels to keep clear of."""
    ends = [*plot.places, (plot.x.end, plot.places[-1][1])]
    boxes = []
    for (x1, y1), (x2, y2) in pairwise(ends):
        boxes.append(Box(x1 - 3, y1 - 3, x2 + 3, y1 + 3))
        boxes.append(Box(x2 - 3, min(y1, y2) - 3, x2 + 3, max(y1, y2) + 3))
    return boxes


def _end_label(data: StepLine, plot: _Plot) -> tuple[Mark, list[Box]]:
    """The value at the line's end, above or below it, and what standards must keep clear of."""
    size = plot.type_size * 1.3
    words = lettering.cut(data.label, size, plot.x.end)
    right, y = plot.width - 2, plot.places[-1][1]
    segments = _segments(plot)
    above = _label_box(words, size, right, y - size * 0.55)
    below = _label_box(words, size, right, y + size * 1.2)
    fits_below = below.bottom < plot.y.start and not below.meets(segments)
    box = below if above.meets(segments) and fits_below else above
    return text(right, box.bottom - size * 0.2, words, "value", size, "end"), [*segments, box]


def _standard(data: StepLine, plot: _Plot, taken: list[Box]) -> list[Mark]:
    """The standard's dashes, and its words where nothing else stands."""
    assert data.standard is not None  # noqa: S101 - for the type checker
    size = plot.type_size
    y = plot.y(data.standard.value)
    words = lettering.cut(data.standard.label, size, plot.x.end - plot.x.start)
    wide = lettering.width(words, size)
    leftmost = plot.x.start + wide + 8
    # From the right end to the left, above the dashes and below them.
    rights = [max(plot.x.end - 2 - step * size, leftmost) for step in range(60)]
    lows = [y - size * 0.45, y + size * 1.15]
    boxes = [_label_box(words, size, right, low) for right in rights for low in lows]
    inside = [box for box in boxes if box.bottom <= plot.y.start and box.top >= 0] or boxes[:1]
    clear = [box for box in inside if not box.meets(taken)]
    # Its halo lets it stand on the line, but not on the value.
    box = (clear or [box for box in inside if not box.meets(taken[-1:])] or inside)[0]
    dashes = line(plot.x.start, y, plot.x.end, y, "standard")
    return [dashes, text(box.right, box.bottom - size * 0.2, words, "note", size, "end")]


def _label_box(words: str, size: float, right: float, baseline: float) -> Box:
    left = right - lettering.width(words, size)
    return Box(left, baseline - size * 0.8, right, baseline + size * 0.2)
