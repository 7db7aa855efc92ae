"""Counts of days by period as columns: what departures and messages have in common."""

from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext as _

from dispute.figures.days import day
from dispute.figures.numbers import numeral

from .chart import Draw, Table
from .draw import columns
from .periods import WEEK, Period, Spread

# A kind of count: its look, and what it is called.
Kind = tuple[str, str]


def draw(spread: Spread, kinds: Sequence[Kind]) -> Draw:
    """Return what draws the counts of a spread, of which one at least is above nought."""
    labels = tuple(period.label for period in spread.periods)
    return partial(columns.draw, columns.Columns(labels, spread.counts, tuple(kinds)))


def table(spread: Spread, kinds: Sequence[Kind]) -> Table:
    """Return the counts as a table, a period a row, with a total where there are several kinds."""
    several = len(kinds) > 1
    head = (
        _("Week from") if spread.months == WEEK else by_what(spread),
        *(words for _look, words in kinds),
        *([_("Together")] * several),
    )
    rows = tuple(
        (period.label, *map(_count, counts), *([_count(sum(counts))] * several))
        for period, counts in zip(spread.periods, spread.counts, strict=True)
    )
    return Table(head, rows)


def most_of(spread: Spread) -> tuple[int, Period] | None:
    """Return the highest count and its period, if one period has more than every other.

    None where no period stands out: there is one alone, or several have the most.
    """
    totals = [sum(counts) for counts in spread.counts]
    most = max(totals)
    if len(totals) == 1 or totals.count(most) > 1 or most == sum(totals):
        return None
    return most, spread.periods[totals.index(most)]


def when(spread: Spread) -> str:
    """Return how a headline goes on after its number: in which period most were, or since when."""
    if stands_out := most_of(spread):
        most, period = stands_out
        return _(", %(n)s of them in %(when)s") % {"n": _count(most), "when": period.words}
    held = [period for period, each in zip(spread.periods, spread.counts, strict=True) if sum(each)]
    if len(held) == 1:
        return _(" in %s") % held[0].words
    return _(" since %s") % (day(held[0].first) if spread.months == WEEK else held[0].words)


def by_what(spread: Spread) -> str:
    """Return what the periods are: Week, Month, Quarter, Year, Years."""
    names = {WEEK: _("Week"), 1: _("Month"), 3: _("Quarter"), 12: _("Year")}
    return names.get(spread.months, _("Years"))


def description(spread: Spread, kinds: Sequence[Kind]) -> str:
    """Return what the columns show, for who cannot see them."""
    totals = [sum(counts) for counts in spread.counts]
    highest = spread.periods[totals.index(max(totals))]
    said = _(
        "Columns by %(what)s, from %(first)s to %(last)s. The highest is %(most)s, in %(when)s."
    ) % {
        "what": by_what(spread).lower(),
        "first": spread.periods[0].label,
        "last": spread.periods[-1].label,
        "most": _count(max(totals)),
        "when": highest.words,
    }
    sums = (sum(counts) for counts in zip(*spread.counts, strict=True))
    parts = [f"{words}: {_count(each)}" for (_look, words), each in zip(kinds, sums, strict=True)]
    return f"{said} {'; '.join(parts)}."


def _count(value: int) -> str:
    return numeral(value, 0)
