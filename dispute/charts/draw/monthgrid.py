"""Days on the leaves of a calendar, each state by its own shape."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format

from .legend import Swatch, legend
from .marks import WIDE, Box, Drawing, Mark, line, rectangle, text

# What happened on a day, the strongest first: where a day has several rows, that one is drawn.
TAKEN, PART, TO_COME, PART_TO_COME, CALLED_OFF = (
    "taken",
    "part-day taken",
    "to come",
    "part-day to come",
    "called off",
)
STATES = (TAKEN, PART, TO_COME, PART_TO_COME, CALLED_OFF)


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """`days` gives the state of each day that has one; `words` what each state is called."""

    days: Mapping[date, str]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """The size of a month's leaf: how many across, a cell's side, type, and the gap between."""

    across: int
    cell: float
    size: float
    gap: float

    @property
    def width(self) -> float:
        return self.cell * 7

    def height(self, months: list[tuple[int, int]]) -> float:
        """How high a row of these months is: as its longest needs, and a gap."""
        weeks = max(len(calendar.monthcalendar(*month)) for month in months)
        return self.size * 3.1 + self.cell * weeks + self.gap


def months(days: Iterable[date]) -> list[tuple[int, int]]:
    """Return the months (year, month) to draw: all from first to last, or those that hold days.

    A year's months stand in a row, empty ones too; over a longer time the empty ones are left out.
    """
    held = sorted({(day.year, day.month) for day in days})
    (year, month), (last_year, last_month) = held[0], held[-1]
    count = (last_year - year) * 12 + last_month - month + 1
    if count > 12:
        return held
    return [(year + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1) for n in range(count)]


def draw(data: MonthGrid, width: int) -> Drawing:
    """Return the months on a canvas of that width, with a legend of the states that occur."""
    leaf = _Leaf(4, 24, 14, 16) if width >= WIDE else _Leaf(2, 22.8, 13, 20)
    occurring = [state for state in STATES if state in set(data.days.values())]
    entries = [(_swatch(state), data.words[state]) for state in occurring]
    marks, top = legend(entries, width, 17 if width >= WIDE else 14)
    shown = months(data.days)
    top += 8
    for start in range(0, len(shown), leaf.across):
        row = shown[start : start + leaf.across]
        for n, month in enumerate(row):
            marks += _month(data, leaf, month, n * (leaf.width + leaf.gap), top)
        top += leaf.height(row)
    return Drawing(width, top - leaf.gap + 2, tuple(marks))


def _swatch(state: str) -> Swatch:
    return lambda box: _shape(state, box)


def _month(
    data: MonthGrid, leaf: _Leaf, month: tuple[int, int], left: float, top: float
) -> list[Mark]:
    name = date_format(date(*month, 1), "F Y")
    marks = [text(left, top + leaf.size * 1.1, name, "title", leaf.size * 1.15)]
    heads = top + leaf.size * 2.5
    for weekday in range(7):
        letter = str(WEEKDAYS_ABBR[weekday])[0]
        middle = left + (weekday + 0.5) * leaf.cell
        marks.append(text(middle, heads, letter, "tick", leaf.size, "middle"))
    before, count = calendar.monthrange(*month)
    for number in range(1, count + 1):
        row, column = divmod(before + number - 1, 7)
        corner = (left + column * leaf.cell, top + leaf.size * 3.1 + row * leaf.cell)
        state = data.days.get(date(*month, number), "")
        marks += _day(leaf, corner, number, state)
    return marks


def _day(leaf: _Leaf, corner: tuple[float, float], number: int, state: str) -> list[Mark]:
    x, y = corner
    box = Box(x + 1, y + 1, x + leaf.cell - 1, y + leaf.cell - 1)
    look = {"": "tick", TAKEN: "on", CALLED_OFF: "note"}.get(state, "title")
    raised = leaf.cell * (0.62 if state in (PART, PART_TO_COME) else 0.7)
    words = text(x + leaf.cell / 2, y + raised, str(number), look, leaf.size, "middle")
    return [*_shape(state, box), words] if state else [words]


def _shape(state: str, box: Box) -> list[Mark]:
    """A state's shape: full, full at the foot, empty, empty with a foot, or struck through."""
    inner = Box(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1)
    foot = box.bottom - (box.bottom - box.top) * 0.24
    if state == TAKEN:
        return [rectangle(box, "solid")]
    if state == PART:
        part = Box(box.left, foot, box.right, box.bottom)
        return [rectangle(inner, "hollow"), rectangle(part, "solid")]
    if state == TO_COME:
        return [rectangle(inner, "hollow")]
    if state == PART_TO_COME:
        return [rectangle(inner, "hollow"), line(box.left, foot, box.right, foot, "edge")]
    cross = line(box.left + 1, box.bottom - 1, box.right - 1, box.top + 1, "strike")
    return [rectangle(inner, "off"), cross]
