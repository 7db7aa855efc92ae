"""Records made by hand, without a database: what a test leaves out, the record does not hold."""

from datetime import date
from decimal import Decimal
from typing import Any

from dispute.figures import Record
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

TABLES = (
    "strike_days",
    "teams",
    "departures",
    "waiting_lists",
    "waits",
    "ballots",
    "offers",
    "statistics",
)


def record(
    *, raised_on: date = date(2026, 1, 12), notice_given_on: date | None = None, **tables: Any
) -> Record:
    """Return a record of these rows, each table sorted as the database would sort it."""
    dispute = Dispute(slug="invented", raised_on=raised_on, notice_given_on=notice_given_on)
    made = Record(dispute)
    for name in TABLES:
        setattr(made, name, tuple(tables.pop(name, ())))
    assert not tables
    return made


def strike(on: date, announced_on: date | None = None, **fields: Any) -> StrikeDay:
    """Return a strike day, announced a fortnight before unless said otherwise."""
    announced = announced_on or date.fromordinal(on.toordinal() - 14)
    return StrikeDay(date=on, announced_on=announced, **fields)


def team(name: str, posts: int, as_at: date = date(2026, 1, 1), **fields: Any) -> Team:
    return Team(name=name, posts=posts, as_at=as_at, **fields)


EAST = team("East", 12)


def departure(
    left_on: date | None = None, given_on: date | None = None, of: Team = EAST, **fields: Any
) -> Departure:
    return Departure(team=of, left_on=left_on, notice_given_on=given_on, **fields)


def ballot(closed_on: date, **counts: Any) -> Ballot:
    opened = counts.pop("opened_on", date.fromordinal(closed_on.toordinal() - 14))
    return Ballot(opened_on=opened, closed_on=closed_on, **counts)


def offer(made_on: date, **fields: Any) -> Offer:
    return Offer(made_on=made_on, made_by="Millbrook Council", **fields)


def reading(of: WaitingList, as_at: date, wait: str, unit: str = "months") -> WaitingListFigure:
    return WaitingListFigure(list=of, as_at=as_at, longest_wait=Decimal(wait), unit=unit)


def value_of(series: str, as_at: date, value: str, unit: str = "calls", **fields: Any) -> Statistic:
    return Statistic(series=series, as_at=as_at, value=Decimal(value), unit=unit, **fields)
