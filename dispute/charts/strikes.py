"""Strike days as a calendar: taken, to come, called off, and part of a day."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.figures import Figure, Record, compute
from dispute.figures.days import day
from dispute.figures.strikes import COUNTED
from dispute.models import StrikeDay

from . import counts
from .chart import Chart, Draw, Table
from .draw import monthgrid
from .draw.monthgrid import CALLED_OFF, PART, PART_TO_COME, STATES, TAKEN, TO_COME
from .periods import count_by_day, spread
from .registry import chart

# More leaves than this are no calendar to look at: then columns by month.
MOST_MONTHS = 24
WORDS = {
    TAKEN: gettext_lazy("taken"),
    PART: gettext_lazy("part of a day, taken"),
    TO_COME: gettext_lazy("to come"),
    PART_TO_COME: gettext_lazy("part of a day, to come"),
    CALLED_OFF: gettext_lazy("called off"),
}


def _never(_figure: Figure) -> bool:
    return False


@chart("strike_days_to_come", on_list=_never)
@chart("strike_days_announced", on_list=_never)
@chart("strike_days_taken")
def strike_days(record: Record, figure: Figure) -> Chart:
    """The days that had been announced by the figure's day, each by what it was as at that day."""
    at = figure.as_at
    found = [(row, state_of(row, at)) for row in record.strike_days if _counts(row, at)]
    days = _strongest(found)
    words = {state: str(said) for state, said in WORDS.items()}
    return Chart(
        headline=_headline(record, at),
        caption=_("Strike days, by date."),
        description=_description(found),
        table=Table(
            (_("Day"), _("Kind"), _("State")),
            tuple(
                (day(row.date), row.get_kind_display(), words[_without_part(state)])
                for row, state in found
            ),
        ),
        draw=_draw(days, words, at),
    )


def state_of(row: StrikeDay, at: date) -> str:
    """Return what a strike day was as at a day by which it had been announced."""
    part = row.kind == StrikeDay.Kind.PART_DAY
    if row.called_off_on is not None and (row.called_off_on <= at or row.date <= at):
        return CALLED_OFF
    if row.date > at:
        return PART_TO_COME if part else TO_COME
    return PART if part else TAKEN


def _counts(row: StrikeDay, at: date) -> bool:
    return row.kind in COUNTED and row.announced_on <= at


def _strongest(found: Iterable[tuple[StrikeDay, str]]) -> dict[date, str]:
    """One state a day, where a day has several rows."""
    days: dict[date, str] = {}
    for row, state in found:
        days[row.date] = min(days.get(row.date, state), state, key=STATES.index)
    return days


def _without_part(state: str) -> str:
    """The state alone, where the kind is said beside it."""
    return {PART: TAKEN, PART_TO_COME: TO_COME}.get(state, state)


def _draw(days: dict[date, str], words: dict[str, str], at: date) -> Draw:
    if len(monthgrid.months(days)) <= MOST_MONTHS:
        return partial(monthgrid.draw, monthgrid.MonthGrid(days, words))
    series = [
        count_by_day(when for when, state in days.items() if _without_part(state) == wanted)
        for wanted in (TAKEN, TO_COME, CALLED_OFF)
    ]
    kinds = [("solid", words[TAKEN]), ("hollow", words[TO_COME]), ("rest", words[CALLED_OFF])]
    return counts.draw(spread(series, at), kinds)


def _headline(record: Record, at: date) -> str:
    taken = int(compute(record, "strike_days_taken", at).value or 0)
    to_come = int(compute(record, "strike_days_to_come", at).value or 0)
    said = ngettext("%s day of strike action taken", "%s days of strike action taken", taken)
    if taken and to_come:
        return f"{said % taken}, {_('%s more to come') % to_come}"
    if to_come:
        said = ngettext(
            "%s day of strike action to come", "%s days of strike action to come", to_come
        )
        return said % to_come
    return said % taken if taken else _("Every strike day was called off")


def _description(found: list[tuple[StrikeDay, str]]) -> str:
    states = [state for _row, state in found]
    said = [f"{WORDS[state]}: {states.count(state)}" for state in STATES if state in states]
    first, last = found[0][0].date, found[-1][0].date
    return _("A calendar of strike days from %(first)s to %(last)s. %(states)s.") % {
        "first": day(first),
        "last": day(last),
        "states": "; ".join(said).capitalize(),
    }
