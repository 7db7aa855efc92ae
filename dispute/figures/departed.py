"""Which departures are which: those who left, gave notice, or either, as at a day."""

from datetime import date

from django.utils.translation import gettext as _

from dispute.models import Departure

from .days import day
from .record import Record
from .teams import team_labels

LEFT, NOTICE, TOTAL = "left", "notice", "total"


def chosen(
    record: Record, at: date, event: str, team: str, since: date | None, until: date | None
) -> tuple[Departure, ...]:
    """Return the departures of one event type as at D, in a window of that event's days.

    `left`: by their last day; `notice`: by the day of their notice; `total`: one or the other.
    """
    if event == TOTAL:
        left = chosen(record, at, LEFT, team, since, until)
        return left + chosen(record, at, NOTICE, team, since, until)
    rows = of_team(record, team)
    return tuple(row for row in rows if _in_window(_event_day(row, event, at), since, until))


def _event_day(row: Departure, event: str, at: date) -> date | None:
    """The day on which a departure was such an event as at D, or None where it was not."""
    left = row.left_on is not None and row.left_on <= at
    if event == LEFT:
        return row.left_on if left else None
    given = row.notice_given_on
    return given if given is not None and given <= at and not left else None


def of_team(record: Record, team: str) -> list[Departure]:
    """The departures of those shown as `team`, or all."""
    labels = team_labels(record)
    named = ((row, row.team.name) for row in record.departures)
    return [row for row, name in named if team in ("", labels.get(name, name))]


def _in_window(when: date | None, since: date | None, until: date | None) -> bool:
    if when is None:
        return False
    return (since is None or since <= when) and (until is None or when <= until)


def unknown(record: Record, at: date, since: date | None = None) -> str:
    """Say why departures cannot be counted as at D, or "": nothing recorded is no nought."""
    if since and since > at:
        values = {"since": day(since), "at": day(at)}
        return _("The window begins on %(since)s, after %(at)s.") % values
    dates = ((row.notice_given_on, row.left_on) for row in record.departures)
    if any(when is not None and when <= at for pair in dates for when in pair):
        return ""
    return _("The record holds no departure by %s.") % day(at)
