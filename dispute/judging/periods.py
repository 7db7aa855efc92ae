"""Windows as dates: "this year" needs the text's day, "since the strike began" the record."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from dispute.figures import Record
from dispute.figures.strikes import COUNTED
from dispute.reading.calendars import Calendar
from dispute.reading.windows import Anchor, Scope, Window

_HALF_A_YEAR = 183
_ENDING = ("by", "until", "till", "before")


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a number speaks of, both included, and the day as at which it is said.

    `known` is false where the words name a time that the record cannot date. `firm` is false where
    they leave open which days are meant ("in 12 months").
    """

    at: date
    since: date | None = None
    until: date | None = None
    known: bool = True
    firm: bool = True

    @property
    def windowed(self) -> bool:
        return self.since is not None or self.until is not None


def period(window: Window | None, record: Record, at: date, *, ahead: bool = False) -> Period:
    """Return the days of a window in a text of the day `at`; those to come where it is `ahead`."""
    if window is None:
        return Period(at)
    if window.loose:
        return replace(_period(window, record, at, ahead=ahead), firm=False)
    return _period(window, record, at, ahead=ahead)


def _period(window: Window, record: Record, at: date, *, ahead: bool) -> Period:
    if ahead:
        return _ahead(window, at)
    if window.scope is Scope.SINCE_ANCHOR:
        since = _anchored(window, record, at)
        return Period(at, since, known=since is not None)
    if window.scope is Scope.LAST:
        return Period(at, back(at, window.length, window.unit), firm=False)
    if window.first is not None and window.scope is Scope.SINCE:
        return _since(window.first, at)
    if window.first is not None and window.scope is Scope.IN:
        return _in(window.first, at)
    if window.scope is Scope.BETWEEN and window.first and window.last:
        return _between(window.first, window.last, at)
    if window.scope is Scope.AS_AT and window.anchor:
        day = _anchored(window, record, at)
        return Period(at, known=False) if day is None else Period(day - timedelta(days=1))
    if window.scope is Scope.AS_AT and window.last:
        return _as_at(window, window.last, at)
    return Period(at, known=False)


def _ahead(window: Window, at: date) -> Period:
    """The month or the day to come, or the days before one; any other window says nothing of what
    is to come."""
    if window.last and window.text.split()[0].casefold() in _ENDING:
        days = _next(window.last, at)
        return Period(at, at, days[1]) if days else Period(at, known=False)
    if window.first is None or window.scope not in (Scope.IN, Scope.BETWEEN):
        return Period(at, known=False)
    first, last = _next(window.first, at), _next(window.last or window.first, at)
    if first is None or last is None or not first[0] <= last[1]:
        return Period(at, known=False)
    return Period(at, first[0], last[1])


def _next(written: Calendar, at: date) -> tuple[date, date] | None:
    """The month or day that is to come; None where it has just been."""
    days = span(written, at)
    if days is None or written.year is not None or days[1] >= at:
        return days
    if (at - days[1]).days < _HALF_A_YEAR:
        return None
    return span(replace(written, year=days[0].year + 1), at)


def back(at: date, length: Fraction, unit: str) -> date | None:
    """Return the day `length` units before `at`, or None before all dates."""
    try:
        if unit in ("days", "weeks"):
            return at - timedelta(days=int(length * (7 if unit == "weeks" else 1)))
        if unit not in ("months", "years"):
            return at
        months = int(length * (12 if unit == "years" else 1))
        year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(at.day, last))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def first_strike_day(record: Record, at: date) -> date | None:
    """Return the first day of strike action that was taken, up to `at`."""
    taken = (
        row.date for row in record.strike_days if row.kind in COUNTED and row.called_off_on is None
    )
    return min((each for each in taken if each <= at), default=None)


def _anchored(window: Window, record: Record, at: date) -> date | None:
    anchor = window.anchor
    if anchor is Anchor.STRIKE:
        return first_strike_day(record, at)
    if anchor is Anchor.NOTICE:
        given = record.dispute.notice_given_on
    elif anchor is Anchor.DISPUTE:
        given = record.dispute.raised_on
    else:
        closed = [each.closed_on for each in record.ballots if each.closed_on <= at]
        given = (min if window.earliest else max)(closed, default=None)
    return given if given is not None and given <= at else None


def span(written: Calendar, at: date) -> tuple[date, date] | None:
    """Return the first and the last day of a day, month or year as it is written; the newest that
    has begun by `at` where its year is left out."""
    try:
        return _span(written, at)
    except ValueError:  # such as 31 November
        return None


def _span(written: Calendar, at: date) -> tuple[date, date]:
    year, month = written.year, written.month
    if written.back is not None and month:
        year = at.year - written.back
    elif written.back is not None:
        if month is None:
            year = at.year - written.back
            return date(year, 1, 1), date(year, 12, 31)
        turned = at.year * 12 + at.month - 1 - written.back
        year, month = turned // 12, turned % 12 + 1
    if month is None:
        return date(year or at.year, 1, 1), date(year or at.year, 12, 31)
    first = date(year or at.year, month, written.day or 1)
    if year is None and first > at:
        first = date(at.year - 1, month, written.day or 1)
    if written.day is not None:
        return first, first
    return first, date(first.year, month, calendar.monthrange(first.year, month)[1])


def _since(written: Calendar, at: date) -> Period:
    days = span(written, at)
    if days is None or days[0] > at:
        return Period(at, known=False)
    return Period(at, days[0])


def _in(written: Calendar, at: date) -> Period:
    days = span(written, at)
    if days is None or days[0] > at:
        return Period(at, known=False)
    return Period(at, days[0], min(days[1], at))


def _between(first: Calendar, last: Calendar, at: date) -> Period:
    ends = span(last, at)
    starts = span(first, ends[0] if ends else at)
    if starts is None or ends is None or starts[0] > ends[1] or starts[0] > at:
        return Period(at, known=False)
    return Period(at, starts[0], min(ends[1], at))


def _as_at(window: Window, written: Calendar, at: date) -> Period:
    days = span(written, at)
    if days is None:
        return Period(at, known=False)
    if written.year is None and written.back is None and (at - days[1]).days > _HALF_A_YEAR:
        return Period(at, known=False)  # by the end of January, in December: the one to come
    if days[0] > at:
        return Period(at, known=False)
    if window.first is not None:  # before it began
        return Period(days[0] - timedelta(days=1), firm=False)
    return Period(min(days[1], at))
