"""The tables that figures are worked out from: which of their fields are facts, and which of those
may be said in public.

A correction says no more of a departure than figures do: never why somebody left, nor after how
many years, nor a note; and of a team that is too small to be shown alone, only what it is shown as.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dispute.figures import Record
from dispute.figures.days import day
from dispute.figures.numbers import numeral
from dispute.figures.teams import shown_as
from dispute.models import (
    Ballot,
    Departure,
    Dispute,
    Offer,
    Statistic,
    StrikeDay,
    Team,
    WaitingList,
    WaitingListFigure,
)

# What a row is called in public, with a record that says which teams are shown together.
PublicName = Callable[[Any, Record], str]


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table that figures read.

    `name` is what the rows behind a figure are called by, `facts` the fields that may be said in
    public, `private` those that figures read and nobody says. `known` is the day from which the
    public knows of a row.
    """

    name: str
    model: type[models.Model]
    called: PublicName
    facts: tuple[str, ...]
    private: tuple[str, ...] = ()

    def ref(self, row: Any) -> str:
        """Return the reference that the rows behind a figure name this row by."""
        return str(row.slug if isinstance(row, Dispute) else row.ref)


_tables: dict[type[models.Model], FactTable] = {}


def add(table: FactTable) -> None:
    """Add a table; an app with figures of its own adds those that they read."""
    _tables[table.model] = table


def table_of(model: type[models.Model]) -> FactTable | None:
    """Return the table of a model, None where no figure is worked out from its rows."""
    return _tables.get(model)


def public_value(row: Any, name: str, record: Record) -> str:
    """Return a fact in words, as the public may know it."""
    field: Any = row._meta.get_field(name)
    value = getattr(row, name)
    if isinstance(value, Team):
        return shown_as(record, value.name)
    if value in (None, ""):
        return _("not recorded")
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateField):
        return day(value)
    if isinstance(field, models.DecimalField | models.IntegerField):
        return numeral(value, 4)
    return str(value)


def register() -> None:
    """Add this app's tables."""
    for table in (*_action(), *_staffing(), *_waits(), *_others()):
        add(table)


def _action() -> tuple[FactTable, ...]:
    ballot = (
        "opened_on closed_on result_told_on entitled votes_cast yes no spoiled "
        "important_public_service"
    )
    strike_day = "date kind announced_on called_off_on strikers"
    return (
        FactTable("ballots", Ballot, _ballot, tuple(ballot.split())),
        FactTable("strike_days", StrikeDay, _strike_day, tuple(strike_day.split())),
    )


def _staffing() -> tuple[FactTable, ...]:
    departure = ("team", "notice_given_on", "left_on")
    years = ("experience_years",)
    return (
        FactTable("departures", Departure, _departure, departure, private=years),
        FactTable("teams", Team, _team, ("name", "as_at", "posts"), private=years),
    )


def _waits() -> tuple[FactTable, ...]:
    standard = ("name", "standard_min", "standard_max", "standard_unit")
    reading = ("list", "as_at", "longest_wait", "unit", "people_waiting")
    return (
        FactTable("waiting_lists", WaitingList, _list, standard),
        FactTable("waiting_list_figures", WaitingListFigure, _reading, reading),
    )


def _others() -> tuple[FactTable, ...]:
    offer = "made_on made_by percent amount response responded_on"
    return (
        FactTable("offers", Offer, _offer, tuple(offer.split())),
        FactTable("statistics", Statistic, _statistic, ("series", "unit", "as_at", "value")),
        FactTable("disputes", Dispute, _dispute, ("raised_on", "notice_given_on")),
    )


def _ballot(ballot: Ballot, _record: Record) -> str:
    return _("the ballot that closed on %s") % day(ballot.closed_on)


def _strike_day(row: StrikeDay, _record: Record) -> str:
    if row.kind == StrikeDay.Kind.STRIKE:
        return _("the strike day of %s") % day(row.date)
    return _("the day of %(kind)s of %(day)s") % {
        "kind": row.get_kind_display(),
        "day": day(row.date),
    }


def _departure(row: Departure, record: Record) -> str:
    return _("a departure in %s") % shown_as(record, row.team.name)


def _team(team: Team, _record: Record) -> str:
    month = date_format(team.as_at, "j F Y")
    return _("%(team)s as at %(day)s") % {"team": team.name, "day": month}


def _list(row: WaitingList, _record: Record) -> str:
    return _("the list “%s”") % row.name


def _reading(row: WaitingListFigure, _record: Record) -> str:
    return _("the reading of “%(list)s” on %(day)s") % {
        "list": row.list.name,
        "day": day(row.as_at),
    }


def _offer(offer: Offer, _record: Record) -> str:
    return _("the offer of %s") % day(offer.made_on)


def _statistic(row: Statistic, _record: Record) -> str:
    return _("“%(series)s” as at %(day)s") % {"series": row.series, "day": day(row.as_at)}


def _dispute(_row: Dispute, _record: Record) -> str:
    return _("the dispute")
