"""What the record says, each figure worked out once for each day and choice."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction

from dispute.figures import Figure, FigureError, Record, compute, definition_of
from dispute.figures.figure import ParameterValue

Chosen = tuple[tuple[str, ParameterValue], ...]
ROWS = (
    "strike_days", "teams", "departures", "waits", "ballots", "offers", "statistics",
)  # fmt: skip
DAY = timedelta(days=1)
# How many days are tried for "was right up to": more of the record's own tables than of those that
# have to be asked for each day.
MOST_DAYS, MOST_QUESTIONS = 500, 40
FURTHEST = 1200


def value_at(record: Record, key: str, at: date, chosen: Chosen = ()) -> Figure | None:
    """Return a figure as at a day; None where it cannot be asked so."""
    kept = record.memo.setdefault("figures", {})
    asked = (key, at, chosen)
    if asked not in kept:
        try:
            kept[asked] = compute(record, key, at, **dict(chosen))
        except FigureError:
            kept[asked] = None
    figure: Figure | None = kept[asked]
    return figure


def change_days(record: Record) -> tuple[date, ...]:
    """Return every day that a row of the record bears, in order: between two nothing changes but
    what counts days."""
    if "change_days" not in record.memo:
        days = {record.dispute.raised_on, record.dispute.notice_given_on}
        for table in ROWS:
            for row in getattr(record, table):
                days |= {value for value in vars(row).values() if type(value) is date}
        record.memo["change_days"] = tuple(sorted(each for each in days if each))
    found: tuple[date, ...] = record.memo["change_days"]
    return found


def days_of_rows(record: Record, figure: Figure) -> list[date]:
    """Return the days of every row of the table that a figure's rows are of."""
    table = figure.rows[0].table if figure.rows else ""
    rows = getattr(record, table, ()) if table in ROWS else ()
    return [value for row in rows for value in vars(row).values() if type(value) is date]


Test = Callable[[Figure], bool]


def last_day(record: Record, asked: Figure, at: date, chosen: Chosen, right: Test) -> date | None:
    """Return the last day before `at` on which a figure was `right`, or None."""
    days = _days_of(record, asked)
    earlier = days[: bisect_left(days, at)]
    # The calendar has no day before its first, and none after its last.
    ends = sorted({each - DAY for each in (*earlier, at) if each > date.min}, reverse=True)
    told = _different(record, asked.key, (at, "before"), chosen, ends)
    return next((on for on, figure in told if right(figure)), None)


def first_day(record: Record, asked: Figure, at: date, chosen: Chosen, right: Test) -> date | None:
    """Return the first day after `at` on which it is `right` by what is recorded now, or None."""
    days = _days_of(record, asked)
    later = days[bisect_right(days, at) :]
    told = _different(record, asked.key, (at, "after"), chosen, later)
    return next((on for on, figure in told if right(figure)), None)


def _days_of(record: Record, asked: Figure) -> tuple[date, ...]:
    """The days on which a figure may change: those of its own tables where they are known."""
    tables = {row.table for row in asked.rows}
    if not tables or not tables <= set(ROWS):
        return change_days(record)
    kept = record.memo.setdefault("days_of_tables", {})
    key = frozenset(tables | {"teams"})
    if key not in kept:
        days = {
            value
            for table in key
            for row in getattr(record, table)
            for value in vars(row).values()
            if type(value) is date
        }
        kept[key] = tuple(sorted(days))
    found: tuple[date, ...] = kept[key]
    return found


def _different(
    record: Record, key: str, way: tuple[date, str], chosen: Chosen, days: Iterable[date]
) -> tuple[tuple[date, Figure], ...]:
    """A figure on each of the days, in their order; of those that say the same, the first alone.
    Worked out once: a text may be wrong in thousands of places."""
    kept = record.memo.setdefault("different", {})
    asked = (key, way, chosen)
    if asked not in kept:
        told: dict[object, tuple[date, Figure]] = {}
        for on in _most(key, days):
            figure = value_at(record, key, on, chosen)
            if figure is not None and figure.value is not None:
                same = (figure.value, figure.numerator, figure.denominator, figure.unit)
                told.setdefault(same, (on, figure))
        kept[asked] = tuple(told.values())
    found: tuple[tuple[date, Figure], ...] = kept[asked]
    return found


def _most(key: str, days: Iterable[date]) -> list[date]:
    own = definition_of(key).compute.__module__.startswith("dispute.")
    return list(days)[: MOST_DAYS if own else MOST_QUESTIONS]


def counted_until(at: date, value: Callable[[date], Fraction | None], n: Fraction) -> date | None:
    """Return the last day up to which a figure that counts time up was `n`, or None."""
    low, high = max(at.toordinal() - FURTHEST, 1), at.toordinal()
    while low < high:
        middle = (low + high + 1) // 2
        there = value(date.fromordinal(middle))
        if there is None or there <= n:
            low = middle
        else:
            high = middle - 1
    return date.fromordinal(low) if value(date.fromordinal(low)) == n else None


def counted_from(at: date, value: Callable[[date], Fraction | None], n: Fraction) -> date | None:
    """Return the first day from which a figure that counts time up will be `n`, or None."""
    low, high = at.toordinal(), min(at.toordinal() + FURTHEST, date.max.toordinal())
    while low < high:
        middle = (low + high) // 2
        there = value(date.fromordinal(middle))
        if there is None or there >= n:
            high = middle
        else:
            low = middle + 1
    return date.fromordinal(low) if value(date.fromordinal(low)) == n else None
