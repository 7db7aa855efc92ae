"""Who left, who gave notice, of how many posts, with how much experience."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from dispute.figures import Figure, compute, definition_of
from tests.dispute.figures.records import EAST, departure, record, team

D = date(2026, 3, 10)
BEFORE, AFTER = date(2026, 3, 9), date(2026, 3, 11)
FEBRUARY = date(2026, 2, 10)
WEST = team("West", 9)


def figure(key: str, *departures: object, at: date = D, **parameters: object) -> Figure:
    made = record(departures=departures, teams=(EAST, WEST), notice_given_on=FEBRUARY)
    return compute(made, key, at, **parameters)


def counts(*departures: object, **more: object) -> tuple[object, ...]:
    """Return who left, who gave notice, and either."""
    keys = ("departures_left", "departures_notice", "departures_total")
    return tuple(figure(key, *departures, **more).value for key in keys)


def test_the_last_day_is_the_first_day_of_having_left() -> None:
    assert counts(departure(D, FEBRUARY)) == (1, 0, 1)
    assert counts(departure(AFTER, FEBRUARY)) == (0, 1, 1)
    assert counts(departure(BEFORE, FEBRUARY)) == (1, 0, 1)


def test_notice_counts_from_its_day() -> None:
    known = departure(D, FEBRUARY)
    assert counts(known, departure(date(2026, 5, 1), D)) == (1, 1, 2)
    assert counts(known, departure(date(2026, 5, 1), AFTER)) == (1, 0, 1)


def test_notice_without_a_last_day_stays_notice() -> None:
    assert counts(departure(None, D)) == (0, 1, 1)
    assert counts(departure(None, D), at=date(2030, 1, 1)) == (0, 1, 1)


def test_somebody_left_without_notice() -> None:
    assert counts(departure(D)) == (1, 0, 1)
    assert counts(departure(D, BEFORE), departure(AFTER)) == (1, 0, 1)


def test_notice_and_last_day_on_one_day_is_one_departure() -> None:
    assert counts(departure(D, D)) == (1, 0, 1)


def test_windows_hold_both_their_ends() -> None:
    rows = [departure(day) for day in (BEFORE, D, AFTER)]
    late = date(2026, 4, 1)
    assert counts(*rows, at=late, since=BEFORE, until=AFTER)[0] == 3
    assert counts(*rows, at=late, since=D, until=D)[0] == 1
    assert counts(*rows, at=late, since=AFTER)[0] == 1
    assert counts(*rows, at=late, until=BEFORE)[0] == 1


def test_a_window_of_notice_is_of_days_of_notice() -> None:
    rows = (departure(D, FEBRUARY), departure(AFTER, FEBRUARY))
    assert counts(*rows, since=date(2026, 3, 1)) == (1, 0, 1)
    assert counts(*rows, since=FEBRUARY, until=FEBRUARY) == (0, 1, 1)


def test_a_window_after_the_day_is_no_nought() -> None:
    found = figure("departures_left", departure(D), since=AFTER)
    assert found.value is None
    assert found.missing == "The window begins on 11 March 2026, after 10 March 2026."


def test_one_team_alone() -> None:
    rows = (departure(D, of=EAST), departure(None, D, of=WEST))
    assert counts(*rows, team="East") == (1, 0, 1)
    assert counts(*rows, team="West") == (0, 1, 1)


def test_nothing_recorded_is_no_nought() -> None:
    assert counts() == (None, None, None)
    assert counts(departure(AFTER, AFTER)) == (None, None, None)
    missing = figure("departures_total", departure(AFTER)).missing
    assert missing == "The record holds no departure by 10 March 2026."


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (0, "0 people had left by 10 March 2026"),
        (1, "1 person had left by 10 March 2026"),
        (14, "14 people had left by 10 March 2026"),
    ],
)
def test_those_who_left_in_words(n: int, sentence: str) -> None:
    rows = [departure(None, D), *(departure(D) for _each in range(n))]
    assert figure("departures_left", *rows).sentence == sentence


def test_notice_and_total_in_words() -> None:
    rows = [*(departure(D) for _each in range(14)), departure(None, D), departure(None, D)]
    assert (
        figure("departures_notice", *rows).sentence
        == "2 people had given notice and not yet left on 10 March 2026"
    )
    assert (
        figure("departures_total", *rows).sentence
        == "16 people had left or given notice by 10 March 2026: 14 left and 2 on notice"
    )
    one = figure("departures_total", departure(D)).sentence
    assert one == "1 person had left or given notice by 10 March 2026: 1 left and 0 on notice"


def test_the_window_and_the_team_are_said() -> None:
    window = {"team": "East", "since": FEBRUARY, "until": D}
    assert figure("departures_left", departure(D), **window).sentence == (
        "1 person had left by 10 March 2026 (in East, since 10 February 2026, until 10 March 2026)"
    )


def test_notice_since_notice_of_action_whether_or_not_they_left() -> None:
    rows = (
        departure(AFTER, date(2026, 2, 9)),
        departure(BEFORE, FEBRUARY),
        departure(None, D),
        departure(None, AFTER),
        departure(D),
    )
    found = figure("departures_since_notice", *rows)
    assert found.value == 2
    assert found.sentence == "2 people gave notice from 10 February 2026 to 10 March 2026"


def test_notice_since_notice_of_action_needs_that_notice() -> None:
    early = figure("departures_since_notice", departure(FEBRUARY), at=date(2026, 2, 9))
    assert early.missing == "No notice had been given by 9 February 2026."


def test_a_row_stands_under_the_day_on_which_it_became_what_it_was() -> None:
    row = departure(AFTER, FEBRUARY)
    assert [each.date for each in figure("departures_notice", row).rows] == [FEBRUARY]
    assert [each.date for each in figure("departures_left", row, at=AFTER).rows] == [AFTER]
    assert [each.date for each in figure("departures_left", departure(D)).rows] == [D]


def test_a_row_says_nothing_private() -> None:
    row = departure(D, FEBRUARY, note="Went to live with their sister", source="Minutes")
    (shown,) = figure("departures_left", row).rows
    assert shown.text == "East, notice given 10 February 2026, last day 10 March 2026"
    assert shown.source == "Minutes"


# --- Posts, and shares of them --------------------------------------------------------------------


def posts(*teams: object, at: date = D, **parameters: object) -> Figure:
    return compute(record(teams=teams), "posts", at, **parameters)


def test_posts_are_those_of_the_newest_establishment_of_each_team() -> None:
    teams = (
        team("East", 14, date(2025, 1, 1)),
        team("East", 12, D),
        team("East", 6, AFTER),
        team("West", 9, date(2024, 1, 1)),
    )
    assert posts(*teams).value == 21
    assert posts(*teams, at=BEFORE).value == 23
    assert posts(*teams, at=AFTER).value == 15
    assert posts(*teams, team="West").value == 9


def test_posts_in_words() -> None:
    teams = (team("East", 12), team("West", 9))
    assert posts(*teams).sentence == "21 posts in 2 teams as at 10 March 2026"
    assert posts(team("East", 1)).sentence == "1 post in 1 team as at 10 March 2026"
    assert posts(*teams, team="West").sentence == "9 posts in West as at 10 March 2026"


def test_no_establishment_by_then() -> None:
    missing = "The record holds no establishment (posts) by 10 March 2026."
    assert posts(team("East", 12, AFTER)).missing == missing


def test_a_share_travels_with_its_counts() -> None:
    rows = [*(departure(D) for _each in range(14)), departure(None, D), departure(None, D)]
    left = figure("departures_share", *rows, event="left")
    assert (left.value, left.numerator, left.denominator) == (Fraction(1400, 21), 14, 21)
    assert left.sentence == "14 of 21 posts (66.7%) had been left by 10 March 2026"
    total = figure("departures_share", *rows, event="total")
    assert (total.numeral, total.basis) == ("76.2%", "16 of 21 posts")
    assert total.sentence == (
        "holders of 16 of 21 posts (76.2%) had left or given notice by 10 March 2026"
    )
    notice = figure("departures_share", *rows, event="notice")
    assert notice.sentence == "holders of 2 of 21 posts (9.5%) were on notice on 10 March 2026"


def test_the_share_is_of_either_event_where_none_is_chosen() -> None:
    assert figure("departures_share", departure(None, D)).numerator == 1


def test_a_share_of_one_team_is_of_its_posts() -> None:
    rows = (departure(D), departure(D, of=WEST))
    found = figure("departures_share", *rows, team="West")
    assert (found.numerator, found.denominator) == (1, 9)


def test_a_share_needs_posts() -> None:
    made = record(departures=(departure(D),))
    assert "no establishment" in compute(made, "departures_share", D).missing
    made.teams = (team("East", 0),)
    assert compute(made, "posts", D).value == 0
    missing = compute(made, "departures_share", D).missing
    assert missing == "The establishment is recorded as no posts."


# --- Experience -----------------------------------------------------------------------------------


def experience(*teams: object, departures: tuple[object, ...]) -> Figure:
    return compute(record(teams=teams, departures=departures), "experience_lost", D)


def test_experience_lost_is_of_those_who_left_or_gave_notice() -> None:
    found = experience(
        team("East", 12, experience_years=Decimal(60)),
        team("West", 9, experience_years=Decimal("40.5")),
        departures=(
            departure(D, experience_years=Decimal("17.5")),
            *[departure(D, experience_years=Decimal(1))] * 3,
            departure(None, D, experience_years=Decimal(4)),
            departure(AFTER, AFTER, experience_years=Decimal(30)),
        ),
    )
    assert (found.numerator, found.denominator) == (Decimal("24.5"), Decimal("100.5"))
    assert found.value == Fraction(2450, 1) / Fraction(1005, 10)
    assert found.sentence == (
        "24.5 of 100.5 years of experience (24.4%) had gone or were on notice by 10 March 2026"
    )


def test_experience_that_is_not_recorded_is_not_guessed() -> None:
    known = team("East", 12, experience_years=Decimal(60))
    left = (departure(D, experience_years=Decimal(5)),) * 5
    assert "every team" in experience(known, WEST, departures=left).missing
    assert "everybody who left" in experience(known, departures=(*left, departure(D))).missing
    nobody = team("East", 12, experience_years=Decimal(0))
    assert "recorded as none" in experience(nobody, departures=left).missing
    assert "every team" in experience(departures=left).missing


def test_experience_of_few_people_is_held_back() -> None:
    known = team("East", 12, experience_years=Decimal(60))
    found = experience(known, departures=(departure(D, experience_years=Decimal(5)),) * 4)
    assert found.missing == (
        "Fewer than 5 people had left or given notice by 10 March 2026: too few to add."
    )


def test_nothing_can_be_chosen_of_experience() -> None:
    assert definition_of("experience_lost").parameters == ()


def test_no_experience_at_all_is_nought_where_it_is_recorded() -> None:
    known = team("East", 12, experience_years=Decimal(60))
    nought = departure(D, experience_years=Decimal(0))
    assert experience(known, departures=(nought,) * 5).value == 0
