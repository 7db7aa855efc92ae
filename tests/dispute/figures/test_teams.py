"""Small teams: no public figure points at a person, and the total gives nobody away."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispute.figures import ParameterError, Record, compute, definition_of, parse_parameters
from dispute.figures.teams import merged_teams, team_choices, team_labels
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
