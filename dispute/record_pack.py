"""The record's tables in a pack, in the order in which their rows point to one another."""

from datetime import date
from typing import Any

from . import models
from .answering import asked, lines
from .corrections.affected import public_corrections
from .corrections.pack import affects_column
from .figures import FigureError
from .packs.cells import Day, Ref, Text
from .packs.linking import Links
from .packs.problems import Trouble
from .packs.tables import (
    Column,
    PackTable,
    Values,
    add,
    columns,
    entered_at_column,
    leave_aside,
    ref_column,
)
from .record_pack_public import public_claims, public_day, public_departures, public_teams

SOURCE = "source source_url"
# Of somebody who left.
PRIVATE = ("note", "experience_years")


def register() -> None:
    """Add this app's tables."""
    for table in (*action_tables(), *staffing_tables(), *waiting_tables(), *publicity_tables()):
        add(table)
    leave_aside(
        "events.csv",
        "actions.csv",
        "articles/",
    )


def named(model: Any, names: str, *more: Column, **marked: tuple[str, ...]) -> tuple[Column, ...]:
    """Return a table's columns: its reference, its own, how we know, and when it was entered."""
    own = columns(model, f"{names} {SOURCE}", **marked)
    return (ref_column(model), *more, *own, entered_at_column())


def action_tables() -> tuple[PackTable, ...]:
    """Ballots, notices, strike days."""
    notice = Column(
        "notice", Ref(), "", lambda day: day.notice and day.notice.ref, None,
        title="notice", about="The ref of a row of action_notices.csv: the notice it stands on.",
    )  # fmt: skip
    ballot = "opened_on closed_on result_told_on entitled votes_cast yes no spoiled"
    return (
        PackTable(
            "ballots",
            models.Ballot,
            named(models.Ballot, f"{ballot} important_public_service"),
            key=("opened_on",),
            order=("opened_on", "pk"),
            known="closed_on",
        ),
        PackTable(
            "action_notices",
            models.ActionNotice,
            named(models.ActionNotice, "sent_on received_on kind first_day"),
            key=("sent_on", "kind", "first_day"),
            order=("sent_on", "pk"),
            known="sent_on",
        ),
        PackTable(
            "strike_days",
            models.StrikeDay,
            named(models.StrikeDay, "date announced_on called_off_on kind strikers note", notice),
            key=("date", "kind"),
            order=("date", "pk"),
            related=("notice",),
            known="announced_on",
            public=public_day,
            link=link_notice,
        ),
    )


def staffing_tables() -> tuple[PackTable, ...]:
    """Teams, departures."""
    team = Column(
        "team", Text(), "", lambda departure: departure.team.name, required=True,
        title="team", about="The name of a row of teams.csv.",
    )  # fmt: skip
    team_as_at = Column(
        "team_as_at", Day(), "", lambda departure: departure.team.as_at, None,
        title="as at, of the team", about="Which row of that name; without it, the newest by then.",
        private=True,
    )  # fmt: skip
    departure = "notice_given_on left_on experience_years kind note"
    return (
        PackTable(
            "teams",
            models.Team,
            named(models.Team, "name posts experience_years as_at"),
            key=("name", "as_at"),
            order=("as_at", "pk"),
            public_rows=public_teams,
        ),
        PackTable(
            "departures",
            models.Departure,
            named(models.Departure, departure, team, team_as_at, private=PRIVATE),
            related=("team",),
            link=link_team,
            public_rows=public_departures,
        ),
    )


def waiting_tables() -> tuple[PackTable, ...]:
    """Waiting lists and their readings."""
    waiting_list = Column(
        "list", Text(), "", lambda reading: reading.list.name, required=True,
        title="list", about="The name of a row of waiting_lists.csv.",
    )  # fmt: skip
    standard = "name standard_min standard_max standard_unit standard_source standard_url"
    return (
        PackTable(
            "waiting_lists", models.WaitingList, named(models.WaitingList, standard), key=("name",)
        ),
        PackTable(
            "waiting_list_figures",
            models.WaitingListFigure,
            named(models.WaitingListFigure, "as_at longest_wait unit people_waiting", waiting_list),
            key=("list", "as_at"),
            order=("as_at", "pk"),
            related=("list",),
            known="as_at",
            link=link_list,
        ),
    )


def publicity_tables() -> tuple[PackTable, ...]:
    """Offers and claims, statistics, milestones, corrections."""
    offer = "made_on made_by percent amount summary response responded_on"
    claim = "made_on made_by outlet statement answer answered_by"
    return (
        PackTable(
            "offers",
            models.Offer,
            named(models.Offer, offer),
            order=("made_on", "pk"),
            known="made_on",
        ),
        PackTable(
            "claims",
            models.Claim,
            named(models.Claim, claim),
            order=("made_on", "pk"),
            link=link_answers,
            public_rows=public_claims,
        ),
        PackTable(
            "statistics",
            models.Statistic,
            named(models.Statistic, "series unit as_at value note known_as"),
            key=("series", "as_at"),
            order=("as_at", "pk"),
            known="as_at",
        ),
        PackTable(
            "milestones",
            models.Milestone,
            named(models.Milestone, "date title text"),
            order=("date", "pk"),
            known="date",
        ),
        corrections_table(),
    )


def corrections_table() -> PackTable:
    """What we got wrong, with the texts that it is about."""
    correction = "corrected_on what was now reason"
    return PackTable(
        "corrections",
        models.Correction,
        (*named(models.Correction, correction), affects_column()),
        order=("corrected_on", "pk"),
        public_rows=public_corrections,
    )


def link_notice(day: models.StrikeDay, values: Values, links: Links) -> None:
    """Find the notice that a strike day stands on."""
    if "notice" in values:
        ref = values["notice"]
        day.notice = ref and one_with(links, models.ActionNotice, "notice", "ref", ref)[0]


def link_answers(claim: models.Claim, values: Values, _links: Links) -> None:
    """Refuse what asks for no figure; whether the record can give it shows when it is asked."""
    for line in lines(values.get("answered_by", "")):
        try:
            asked(line)
        except FigureError as error:
            raise Trouble(str(error), "answered_by") from None


def link_list(reading: models.WaitingListFigure, values: Values, links: Links) -> None:
    """Find the list of a reading."""
    reading.list = one_with(links, models.WaitingList, "list", "name", values["list"])[0]


def link_team(departure: models.Departure, values: Values, links: Links) -> None:
    """Find the team of a departure: of its rows, the newest by the day somebody left it."""
    teams: list[models.Team] = one_with(links, models.Team, "team", "name", values["team"])
    if as_at := values.get("team_as_at"):
        departure.team = team_dated(teams, as_at)
    else:
        departure.team = team_by(teams, departure.left_on or departure.notice_given_on)


def team_dated(teams: list[models.Team], as_at: date) -> models.Team:
    """Return the row of that date. Raises Trouble."""
    for team in teams:
        if team.as_at == as_at:
            return team
    days = ", ".join(str(team.as_at) for team in teams)
    raise Trouble(f"“{teams[0].name}” has no row as at {as_at}. It has: {days}.", "team_as_at")


def team_by(teams: list[models.Team], day: date | None) -> models.Team:
    """Return the newest row up to `day`; the oldest where there is none so early."""
    in_order = sorted(teams, key=lambda team: team.as_at)
    early = [team for team in in_order if day is not None and team.as_at <= day]
    return early[-1] if early else in_order[0]


def one_with(links: Links, model: Any, column: str, field: str, text: str) -> list[Any]:
    """Return the rows of `model` whose `field` says `text`, at least one. Raises Trouble.

    Blanks around either make no difference, unless there are rows that differ in nothing else.
    """
    known = [getattr(row, field) for row in links.rows(model)]
    if text in known:
        return links.find(model, column, text, lambda row: getattr(row, field) == text, known)
    bare = text.strip()
    return links.find(model, column, bare, lambda row: getattr(row, field).strip() == bare, known)
