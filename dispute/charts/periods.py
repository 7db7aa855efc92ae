"""Days counted by week, month, quarter or longer: as short as there is room for."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dispute.figures.days import day

WEEK = 0
# Lengths in months, from a month to a thousand years; WEEK stands for seven days.
_MONTHS = (1, 3, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
# The first Monday that there is, 1 January of the year 1, has the ordinal 1.
_FIRST_MONDAY = 1


@dataclass(frozen=True, slots=True)
class Period:
    """A week (`months` is WEEK) or so many months, by its first day."""

    first: date
    months: int

    @property
    def label(self) -> str:
        """As an axis writes it: 2 Mar 2026, Mar 2026, Jan–Mar 2026, 2026, 2020–2024."""
        if self.months == WEEK:
            return date_format(self.first, "j M Y")
        if self.months == 1:
            return date_format(self.first, "M Y")
        if self.months < 12:
            return f"{date_format(self.first, 'M')}–{date_format(self._last_month, 'M Y')}"
        years = sorted({self.first.year, self._last_month.year})
        return "–".join(map(str, years))

    @property
    def words(self) -> str:
        """As a sentence says it behind "in": March 2026, the week from 2 March 2026."""
        if self.months == WEEK:
            return _("the week from %s") % day(self.first)
        if self.months == 1:
            return date_format(self.first, "F Y")
        if self.months < 12:
            months = {"first": date_format(self.first, "F")}
            return _("%(first)s to %(last)s") % {
                **months,
                "last": date_format(self._last_month, "F Y"),
            }
        return self.label

    @property
    def _last_month(self) -> date:
        index = self.first.year * 12 + self.first.month - 1
        # The first period of many years begins before the year 1, which is the first there is.
        index = min((index // self.months + 1) * self.months - 1, 9999 * 12 + 11)
        return date(index // 12, index % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Spread:
    """Periods without a gap, and the counts of each: one for each series that was counted."""

    months: int
    periods: tuple[Period, ...]
    counts: tuple[tuple[int, ...], ...]


def spread(
    series: Sequence[Mapping[date, int]], at: date, *, weeks: bool = False, most: int = 36
) -> Spread:
    """Return counts by day as counts by period, from the first day to about the day `at`.

    Periods are months, or with `weeks` weeks, unless that would make more than `most`.
    """
    days = [each for counts in series for each in counts]
    first, last = min(days), max(days)
    end = max(shown_until(first, last, at), last)
    lengths = (WEEK, *_MONTHS) if weeks else _MONTHS
    months = next(
        (each for each in lengths if _index(end, each) - _index(first, each) < most), lengths[-1]
    )
    indexes = range(_index(first, months), _index(end, months) + 1)
    counted = [_counted(counts, months) for counts in series]
    return Spread(
        months=months,
        periods=tuple(Period(_first_day(index, months), months) for index in indexes),
        counts=tuple(tuple(each[index] for each in counted) for index in indexes),
    )


def shown_until(first: date, last: date, at: date) -> date:
    """Return the day to which a chart runs that holds rows of `first`..`last`, as at a day.

    To the as-at day, as that nothing happened since is worth seeing; but when that is long ago, it
    is not let take more than a quarter of the room, or two months.
    """
    quiet = max((last - first) / 4, timedelta(days=61))
    return last if at < last else min(at, last + min(quiet, date.max - last))


def count_by_day(days: Iterator[date | None]) -> Mapping[date, int]:
    """Return how often each day occurs; what has no day is not counted."""
    return Counter(each for each in days if each is not None)


def _counted(counts: Mapping[date, int], months: int) -> Counter[int]:
    found: Counter[int] = Counter()
    for when, count in counts.items():
        found[_index(when, months)] += count
    return found


def _index(when: date, months: int) -> int:
    if months == WEEK:
        return (when.toordinal() - _FIRST_MONDAY) // 7
    return (when.year * 12 + when.month - 1) // months


def _first_day(index: int, months: int) -> date:
    if months == WEEK:
        return date.fromordinal(index * 7 + _FIRST_MONDAY)
    first = max(index * months, 12)  # the year 1
    return date(first // 12, first % 12 + 1, 1)
