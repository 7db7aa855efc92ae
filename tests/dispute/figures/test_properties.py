"""What is true of every record: tomorrow changes nothing about yesterday, and the parts add up."""

from copy import copy
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.conf import settings as settings_of_site
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dispute.figures import Figure, Record, compute
from dispute.figures.teams import team_labels
from dispute.models import Offer, StrikeDay, WaitingList
from tests.dispute.figures.records import (
    ballot,
    departure,
    offer,
    reading,
    record,
    strike,
    team,
    value_of,
)

TEAMS = ("East", "West")
LISTS = tuple(
    WaitingList(name=name, standard_max=Decimal(6), standard_unit="weeks")
    for name in ("Talks", "Visits")
)
SERIES = ("Calls", "Spend")
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))
LATER = st.integers(0, 60).map(lambda days: timedelta(days=days))

thorough = settings(
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    max_examples=80,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# --- Any record -----------------------------------------------------------------------------------


@st.composite
def strike_days(draw: Any) -> StrikeDay:
    announced = draw(DAYS)
    on = announced + draw(LATER)
    called_off = announced + draw(LATER) if draw(st.booleans()) else None
    kind = draw(st.sampled_from(StrikeDay.Kind))
    return strike(on, announced, called_off_on=called_off and min(called_off, on), kind=kind)


@st.composite
def departures(draw: Any) -> Any:
    given_on = draw(st.none() | DAYS)
    left_on = (given_on or draw(DAYS)) + draw(LATER)
    known = given_on is None or draw(st.booleans())
    years = draw(st.none() | st.integers(0, 40))
    of = team(draw(st.sampled_from(TEAMS)), 1)
    return departure(left_on if known else None, given_on, of, experience_years=years)


@st.composite
def ballots(draw: Any) -> Any:
    yes, no, spoiled, away = (draw(st.integers(0, 30)) for _each in range(4))
    cast = yes + no + spoiled
    return ballot(
        draw(DAYS), entitled=cast + away, votes_cast=cast, yes=yes, no=no, spoiled=spoiled
    )


@st.composite
def offers(draw: Any) -> Any:
    made_on = draw(DAYS)
    response = draw(st.sampled_from(Offer.Response))
    responded = made_on + draw(LATER) if response else None
    percent = draw(st.none() | st.decimals(0, 20, places=2))
    return offer(made_on, percent=percent, response=response, responded_on=responded)


READINGS = st.builds(
    lambda of, as_at, wait, unit: reading(of, as_at, str(wait), unit),
    *(st.sampled_from(LISTS), DAYS, st.integers(0, 99)),
    st.sampled_from(("days", "weeks", "months")),
)
VALUES = st.builds(
    lambda series, as_at, value: value_of(series, as_at, str(value)),
    *(st.sampled_from(SERIES), DAYS, st.integers(-99, 99)),
)


def records(fewest_posts: int) -> st.SearchStrategy[Record]:
    """Any record of teams that have so many posts or more."""
    establishments = st.builds(
        lambda name, posts, as_at, years: team(name, posts, as_at, experience_years=years),
        *(st.sampled_from(TEAMS), st.integers(fewest_posts, 30), DAYS),
        st.none() | st.integers(0, 200),
    )
    return st.builds(
        record,
        raised_on=DAYS,
        notice_given_on=st.none() | DAYS,
        strike_days=st.lists(strike_days(), max_size=8),
        teams=st.lists(establishments, max_size=6, unique_by=lambda row: (row.name, row.as_at)),
        departures=st.lists(departures(), max_size=8),
        waiting_lists=st.just(LISTS),
        waits=st.lists(READINGS, max_size=6, unique_by=lambda row: (row.list.name, row.as_at)),
        ballots=st.lists(ballots(), max_size=3, unique_by=lambda row: row.opened_on),
        offers=st.lists(offers(), max_size=4).map(lambda each: sorted(each, key=made_on)),
        statistics=st.lists(VALUES, max_size=6, unique_by=lambda row: (row.series, row.as_at)),
    )


def made_on(row: Offer) -> date:
    return row.made_on


# Which small teams are shown together is decided by all their establishments, later ones too: what
# was once shown alone would otherwise point at a person afterwards. So these have none.
RECORDS = records(settings_of_site.SMALL_TEAM_POSTS)
WITH_SMALL_TEAMS = records(0)


# --- Yesterday ------------------------------------------------------------------------------------

# Which day a row is dated by, and what may happen to it later.
DATED = {
    "strike_days": ("announced_on", ("called_off_on",)),
    "teams": ("as_at", ()),
    "waits": ("as_at", ()),
    "ballots": ("closed_on", ()),
    "offers": ("made_on", ("responded_on",)),
    "statistics": ("as_at", ()),
}


def as_known_on(at: date, whole: Record) -> Record:
    """Return the record as it stood in the evening of a day: nothing later had been entered."""
    tables = {
        name: [forget(row, at, later) for row in getattr(whole, name) if getattr(row, dated) <= at]
        for name, (dated, later) in DATED.items()
    }
    left = [forget(row, at, ("notice_given_on", "left_on")) for row in whole.departures]
    tables["departures"] = [row for row in left if row.notice_given_on or row.left_on]
    given_on = whole.dispute.notice_given_on
    return record(
        raised_on=whole.dispute.raised_on,
        notice_given_on=given_on if given_on and given_on <= at else None,
        waiting_lists=whole.waiting_lists,
        **tables,
    )


def forget(row: Any, at: date, fields: tuple[str, ...]) -> Any:
    """Return a copy of `row` without what happened to it after the day."""
    early = copy(row)
    for field in fields:
        if (getattr(row, field) or at) > at:
            setattr(early, field, None)
    if isinstance(early, Offer) and early.responded_on is None:
        early.response = Offer.Response.NONE
    return early


def figures(of: Record, at: date) -> list[Figure]:
    """Return every figure of the record that needs no database, and some of its windows."""
    asked: list[tuple[str, dict[str, Any]]] = [
        *((key, {}) for key in ("days_since_notice", "months_in_dispute", "posts")),
        *((f"strike_days_{which}", {}) for which in ("taken", "to_come", "announced")),
        *((f"departures_{which}", {}) for which in ("left", "notice", "total", "since_notice")),
        *((f"departures_{which}", {"team": "East"}) for which in ("left", "notice", "total")),
        ("departures_total", {"since": date(2026, 2, 1), "until": date(2026, 2, 28)}),
        *(("departures_share", {"event": event}) for event in ("left", "notice", "total")),
        *((key, {}) for key in ("experience_lost", "ballot_turnout", "ballot_yes")),
        *((key, {}) for key in ("offer_latest", "offers_rejected")),
        *(("longest_wait", {"list": each.name}) for each in LISTS),
        *(("wait_against_standard", {"list": each.name}) for each in LISTS),
        *(("statistic", {"series": series}) for series in SERIES),
    ]
    return [compute(of, key, at, **parameters) for key, parameters in asked]


@thorough
@given(RECORDS, DAYS)
def test_a_figure_never_depends_on_rows_dated_after_its_day(whole: Record, at: date) -> None:
    assert figures(whole, at) == figures(as_known_on(at, whole), at)


@thorough
@given(RECORDS, RECORDS, DAYS)
def test_rows_entered_for_later_days_change_nothing(whole: Record, other: Record, at: date) -> None:
    before = figures(whole, at)
    for name, (dated, _later) in DATED.items():
        future = [row for row in getattr(other, name) if getattr(row, dated) > at]
        setattr(whole, name, (*getattr(whole, name), *future))
    gone = [row for row in other.departures if (row.notice_given_on or row.left_on) > at]
    whole.departures = (*whole.departures, *gone)
    assert figures(whole, at) == before


@thorough
@given(RECORDS, DAYS)
def test_a_figure_has_either_a_sentence_or_a_reason(whole: Record, at: date) -> None:
    for figure in figures(whole, at):
        assert (figure.value is None) == bool(figure.missing) != bool(figure.sentence)
        assert bool(figure.numeral) != bool(figure.missing)
        assert "  " not in figure.sentence
        assert "None" not in figure.sentence + figure.missing


@thorough
@given(RECORDS, DAYS)
def test_rows_behind_a_figure_are_dated_by_its_day(whole: Record, at: date) -> None:
    for figure in figures(whole, at):
        if figure.key not in ("strike_days_to_come", "strike_days_announced"):
            assert all(row.date is None or row.date <= at for row in figure.rows), figure.key


# --- Parts and wholes -----------------------------------------------------------------------------


def value(of: Record, key: str, at: date, **parameters: Any) -> int:
    found = compute(of, key, at, **parameters)
    return 0 if found.value is None else int(found.value)


@thorough
@given(RECORDS, DAYS)
def test_taken_and_to_come_are_announced(of: Record, at: date) -> None:
    taken, to_come = (value(of, f"strike_days_{each}", at) for each in ("taken", "to_come"))
    announced = compute(of, "strike_days_announced", at)
    assert value(of, "strike_days_announced", at) == taken + to_come == len(announced.rows)


@thorough
@given(RECORDS, DAYS, st.sampled_from(({}, {"team": "East"}, {"since": date(2026, 2, 1)})))
def test_left_and_on_notice_are_the_total(of: Record, at: date, chosen: dict[str, Any]) -> None:
    left, notice, total = (
        value(of, f"departures_{which}", at, **chosen) for which in ("left", "notice", "total")
    )
    assert left + notice == total


@thorough
@given(WITH_SMALL_TEAMS, DAYS)
def test_teams_are_the_parts_of_the_whole(of: Record, at: date) -> None:
    shown = {team_labels(of).get(name, name) for name in TEAMS}
    for key in ("departures_left", "departures_notice", "departures_total", "posts"):
        assert sum(value(of, key, at, team=name) for name in shown) == value(of, key, at)


@thorough
@given(RECORDS, DAYS, DAYS)
def test_windows_side_by_side_are_the_whole(of: Record, at: date, cut: date) -> None:
    for key in ("departures_left", "departures_notice", "departures_total"):
        before = value(of, key, at, until=cut)
        after = value(of, key, at, since=cut + timedelta(days=1))
        assert before + after == value(of, key, at)


@thorough
@given(RECORDS, DAYS)
def test_a_share_is_its_counts_exactly(of: Record, at: date) -> None:
    shares = ("departures_share", "experience_lost", "ballot_turnout", "ballot_yes")
    for figure in figures(of, at):
        if figure.key in shares and figure.value is not None:
            whole = Fraction(100) * Fraction(figure.numerator) / Fraction(figure.denominator)
            assert figure.value == whole


@thorough
@given(RECORDS, DAYS, LATER)
def test_what_has_happened_stays_happened(of: Record, at: date, later: timedelta) -> None:
    for key in ("strike_days_taken", "departures_left", "departures_total", "offers_rejected"):
        assert value(of, key, at) <= value(of, key, at + later)


@pytest.mark.parametrize("at", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_far_past_and_the_far_future_work(at: date) -> None:
    assert all(figure.missing or figure.sentence for figure in figures(record(), at))
