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


Test = Callable[[date], bool]


def last_day(record: Record, key: str, before: date, right: Test) -> date | None:
    """Return the last day before `before` on which `right`, or None."""
    days = change_days(record)
    earlier = days[: bisect_left(days, before)]
    # The calendar has no day before its first, and none after its last.
    ends = sorted({each - DAY for each in (*earlier, before) if each > date.min}, reverse=True)
    return next((each for each in _most(key, ends) if right(each)), None)


def first_day(record: Record, key: str, after: date, right: Test) -> date | None:
    """Return the first day after `after` on which `right` by what is recorded now, or None."""
    days = change_days(record)
    later = days[bisect_right(days, after) :]
    return next((each for each in _most(key, later) if right(each)), None)


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
