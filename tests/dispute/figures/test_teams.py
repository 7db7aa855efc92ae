"""Small teams: no public figure points at a person, and the total gives nobody away."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispute.figures import ParameterError, Record, compute, definition_of, parse_parameters
from dispute.figures.teams import (
    is_held_back,
    is_row_held_back,
    merged_teams,
    team_choices,
    team_labels,
)
from dispute.models import Departure, Dispute, Team

DAY = date(2026, 5, 1)


def team(name: str, posts: int, as_at: date = DAY) -> Team:
    return Team(name=name, posts=posts, as_at=as_at)


def record_of(*teams: Team, departures: tuple[Departure, ...] = ()) -> Record:
    record = Record(Dispute(slug="invented", raised_on=DAY))
    record.teams, record.departures = teams, departures
    return record


def test_teams_large_enough_stand_alone() -> None:
    record = record_of(team("North", 8), team("South", 5))
    assert team_choices(record) == ("North", "South")


def test_one_small_team_is_merged_with_the_next_smallest() -> None:
    record = record_of(team("Duty", 3), team("North", 8), team("South", 6))
    assert team_choices(record) == ("Duty and South", "North")


def test_small_teams_with_posts_enough_between_them_are_merged_with_each_other() -> None:
    record = record_of(team("Duty", 3), team("Intake", 2), team("North", 8))
    assert team_choices(record) == ("Duty and Intake", "North")


def test_small_teams_with_too_few_posts_take_a_larger_one_in() -> None:
    record = record_of(team("Duty", 2), team("Intake", 1), team("North", 8), team("South", 9))
    assert team_choices(record) == ("Duty, Intake and North", "South")


def test_a_team_that_was_ever_small_is_merged() -> None:
    record = record_of(team("Duty", 9), team("Duty", 3, date(2027, 1, 1)), team("North", 8))
    assert team_labels(record) == {"Duty": "Duty and North", "North": "Duty and North"}


def test_asking_for_a_small_team_is_refused_with_the_reason() -> None:
    record = record_of(team("Duty", 3), team("North", 8))
    with pytest.raises(ParameterError, match="point at a person") as refused:
        parse_parameters(definition_of("departures_left"), record, {"team": "Duty"})
    assert "“Duty and North”" in str(refused.value)


def test_a_large_team_that_is_merged_is_refused_for_the_other_s_sake() -> None:
    record = record_of(team("Duty", 3), team("North", 8))
    with pytest.raises(ParameterError, match="it and the total would give away") as refused:
        parse_parameters(definition_of("departures_left"), record, {"team": "North"})
    assert "point at a person" not in str(refused.value)


def test_an_address_leads_to_what_is_shown_instead() -> None:
    record, left = record_of(team("Duty", 3), team("North", 8)), definition_of("departures_left")
    for name in ("Duty", "North", "Duty and North"):
        found = parse_parameters(left, record, {"team": name}, merge=True)
        assert found == {"team": "Duty and North"}
    with pytest.raises(ParameterError, match="knows no “Nort”"):
        parse_parameters(left, record, {"team": "Nort"}, merge=True)


def test_a_pin_of_a_team_that_was_merged_since_is_held_back() -> None:
    record = record_of(team("Duty", 3), team("North", 8), team("South", 9))
    held_back = [
        name
        for name in ("Duty", "North", "South", "Duty and North", "Gone")
        if is_held_back(record, {"team": name, "since": "2026-01-01"})
    ]
    assert held_back == ["Duty", "North", "Gone"]
    assert not is_held_back(record, {})


def test_a_row_that_names_a_team_merged_since_is_held_back() -> None:
    record = record_of(team("Duty", 3), team("North", 8), team("South", 9))
    assert is_row_held_back(record, "departures", "North, last day 1 May 2026")
    assert not is_row_held_back(record, "departures", "Duty and North, last day 1 May 2026")
    assert not is_row_held_back(record, "departures", "South, last day 1 May 2026")
    assert not is_row_held_back(record, "teams", "North: 8 posts")


def test_the_source_of_a_departure_tells_no_team_that_is_merged() -> None:
    duty, north, south = team("Duty", 3), team("North", 8), team("South", 9)
    source = {"source": "Duty team's list", "source_url": "https://lists.example/duty"}
    gone = tuple(Departure(team=each, left_on=DAY, **source) for each in (duty, north, south))
    figure = compute(record_of(duty, north, south, departures=gone), "departures_left", DAY)
    assert [(row.source, row.source_url) for row in figure.rows] == [
        ("", ""), ("", ""), tuple(source.values()),
    ]  # fmt: skip


def test_the_rows_behind_a_figure_name_teams_as_they_are_shown() -> None:
    duty, north = team("Duty", 3), team("North", 8)
    gone = Departure(team=duty, left_on=DAY, notice_given_on=DAY)
    figure = compute(record_of(duty, north, departures=(gone,)), "departures_left", DAY)
    assert [row.text.split(",")[0] for row in figure.rows] == ["Duty and North"]


def test_a_merged_team_counts_the_departures_and_posts_of_all_its_parts() -> None:
    duty, north = team("Duty", 3), team("North", 8)
    gone = tuple(Departure(team=each, left_on=DAY) for each in (duty, north, north))
    record = record_of(duty, north, departures=gone)
    share = compute(record, "departures_share", DAY, event="left", team="Duty and North")
    assert (share.numerator, share.denominator) == (3, 11)


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(0, 12), min_size=1))
def test_no_team_can_be_worked_out_that_is_small(posts: dict[str, int]) -> None:
    teams = [team(name, count) for name, count in posts.items()]
    together = merged_teams(teams)
    small = {name for name, count in posts.items() if count < 5}
    assert small <= set(together)
    if small and len(posts) > 1:
        enough = sum(posts[name] for name in together) >= 5
        assert len(together) == len(posts) or (len(together) > 1 and enough)
