"""What the record's charts say: headlines, tables, and only what was known on the day."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from dispute.charts import Chart, chart_of
from dispute.charts.draw.marks import WIDE
from dispute.charts.periods import WEEK, shown_until, spread
from dispute.charts.strikes import state_of
from dispute.figures import Record, compute
from dispute.figures.figure import ParameterValue
from dispute.models import Dispute, StrikeDay
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = date(2026, 6, 1)


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute()


def chart(dispute: Dispute, key: str, at: date = AT, **parameters: ParameterValue) -> Chart:
    """Return a figure's chart, as the pages make it."""
    record = Record(dispute)
    found = chart_of(record, compute(record, key, at, **parameters))
    assert found is not None
    return found


def words(found: Chart) -> list[str]:
    """Return the words on a chart's drawing."""
    assert found.draw is not None
    return [mark.text for mark in found.draw(WIDE).marks if mark.text]


def readings(dispute: Dispute, *values: tuple[date, int, str]) -> None:
    listed = make.make_waiting_list(dispute=dispute, name="Home visits")
    for day, wait, unit in values:
        make.make_waiting_list_figure(list=listed, as_at=day, longest_wait=wait, unit=unit)


def strike(dispute: Dispute, *days: date, **fields: object) -> None:
    for day in days:
        make.make_strike_day(dispute=dispute, date=day, **fields)


# --- Waits ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "headline"),
    [
        ([4, 7, 15], "The longest wait has grown from 4 to 15 months"),
        ([15, 4], "The longest wait has fallen from 15 to 4 months"),
        ([9, 12, 9], "The longest wait was 9 months, as on 1 January 2026"),
        ([9], "The longest wait was 9 months on 1 January 2026"),
        ([1, 2], "The longest wait has grown from 1 month to 2 months"),
        ([0, 0], "The longest wait was 0 months, as on 1 January 2026"),
    ],
)
def test_a_wait_says_what_became_of_it(
    dispute: Dispute, values: Sequence[int], headline: str
) -> None:
    days = [(date(2026, 1 + n, 1), wait, "months") for n, wait in enumerate(values)]
    readings(dispute, *days)
    found = chart(dispute, "longest_wait", list="Home visits")
    assert found.headline == headline
    assert len(found.table.rows) == len(values)
    assert "ought to be 6 weeks" in words(found)


def test_readings_in_another_unit_are_drawn_in_the_newest(dispute: Dispute) -> None:
    readings(dispute, (date(2026, 1, 1), 6, "weeks"), (date(2026, 2, 1), 4, "months"))
    found = chart(dispute, "longest_wait", list="Home visits")
    assert found.headline == "The longest wait has grown from 6 weeks to 4 months"
    assert found.table.rows[0][1] == "6 weeks"
    assert found.caption.endswith("in months.")


def test_of_several_lists_the_headline_names_its_own(dispute: Dispute) -> None:
    readings(dispute, (date(2026, 1, 1), 9, "weeks"))
    make.make_waiting_list(dispute=dispute, name="Assessments")
    found = chart(dispute, "longest_wait", list="Home visits")
    assert found.headline == "Home visits: the longest wait was 9 weeks on 1 January 2026"


def test_a_wait_knows_nothing_of_readings_to_come(dispute: Dispute) -> None:
    readings(dispute, (date(2026, 1, 1), 4, "months"), (date(2026, 5, 1), 15, "months"))
    found = chart(dispute, "longest_wait", date(2026, 4, 30), list="Home visits")
    assert "15" not in f"{found.headline}{found.description}{found.table}{words(found)}"


def test_without_readings_there_is_a_sentence(dispute: Dispute) -> None:
    readings(dispute)
    found = chart(dispute, "longest_wait", list="Home visits")
    assert found.draw is None
    assert "holds no reading" in found.headline


# --- Statistics -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "unit", "headline"),
    [
        ([100, 2500], "GBP", "Agency spend: up from £100 to £2,500"),
        ([74, 51], "percent", "Agency spend: down from 74% to 51%"),
        ([34, 53], "cases", "Agency spend: up from 34 to 53 cases"),
        ([-5, -5], "points", "Agency spend: -5 points, as on 1 January 2026"),
        ([10**9], "", "Agency spend: 1,000,000,000"),
    ],
)
def test_a_series_says_what_became_of_it(
    dispute: Dispute, values: Sequence[int], unit: str, headline: str
) -> None:
    for n, value in enumerate(values):
        make.make_statistic(
            dispute=dispute,
            series="Agency spend",
            unit=unit,
            as_at=date(2026, 1 + n, 1),
            value=Decimal(value),
        )
    found = chart(dispute, "statistic", series="Agency spend")
    assert found.headline == headline
    assert words(found)


# --- Departures -------------------------------------------------------------------------------


def test_departures_are_counted_by_month_and_told_apart(dispute: Dispute) -> None:
    team = make.make_team(dispute=dispute)
    for left in (date(2026, 3, 31), date(2026, 4, 1), None, date(2026, 7, 1)):
        make.make_departure(team=team, left_on=left, notice_given_on=date(2026, 3, 2))
    found = chart(dispute, "departures_total")
    assert found.headline == "4 people have left or given notice, 3 of them in March 2026"
    assert found.table.head == ("Month", "Left", "Given notice, not yet left", "Together")
    assert found.table.rows[:2] == (("Mar 2026", "1", "2", "3"), ("Apr 2026", "1", "0", "1"))
    assert found.draw is not None
    looks = [mark.look for mark in found.draw(WIDE).marks if mark.tag == "rect"]
    # Each once in the legend, too.
    assert (looks.count("solid"), looks.count("hollow")) == (3, 2)


def test_departures_are_as_at_the_day_and_of_the_team(dispute: Dispute) -> None:
    north, south = (make.make_team(dispute=dispute, name=name) for name in ("North", "South"))
    make.make_departure(team=north, notice_given_on=date(2026, 3, 2), left_on=date(2026, 5, 31))
    make.make_departure(team=south, notice_given_on=date(2026, 3, 2), left_on=None)
    found = chart(dispute, "departures_total", date(2026, 4, 1), team="North")
    assert found.headline == "1 person has left or given notice in March 2026"
    assert "in North" in found.caption
    assert "May 2026" not in str(found.table)


def test_a_window_without_departures_is_a_sentence(dispute: Dispute) -> None:
    make.make_departure(team=make.make_team(dispute=dispute))
    found = chart(dispute, "departures_left", since=date(2026, 4, 1))
    assert found.draw is None
    assert found.headline.startswith("0 people had left")


def test_three_hundred_departures_are_quarters_or_years(dispute: Dispute) -> None:
    team = make.make_team(dispute=dispute)
    for n in range(300):
        day = date(2001, 1, 1) + timedelta(days=30 * n)
        make.make_departure(team=team, notice_given_on=day, left_on=day)
    found = chart(dispute, "departures_left")
    assert found.table.head[0] == "Year"
    assert sum(int(row[1]) for row in found.table.rows) == 300


def test_posts_are_left_on_notice_or_remain(dispute: Dispute) -> None:
    team = make.make_team(dispute=dispute, posts=21)
    make.make_departure(team=team)
    make.make_departure(team=team, left_on=None)
    found = chart(dispute, "departures_share", event="total")
    assert found.headline == "Holders of 2 of 21 posts have left or given notice"
    assert found.table.rows == (
        ("left", "1", "4.8%"),
        ("on notice", "1", "4.8%"),
        ("remain", "19", "90.5%"),
    )
    assert {"1 left", "1 on notice", "19 remain"} <= set(words(found))
    left = chart(dispute, "departures_share", event="left")
    assert left.headline == "1 of 21 posts have been left"


def test_more_departures_than_posts_are_said(dispute: Dispute) -> None:
    team = make.make_team(dispute=dispute, posts=1)
    for _each in range(3):
        make.make_departure(team=team)
    found = chart(dispute, "departures_share", event="total")
    assert "More left than there are posts" in found.caption


# --- Strike days ------------------------------------------------------------------------------


def test_strike_days_say_what_was_taken_and_what_is_to_come(dispute: Dispute) -> None:
    strike(dispute, date(2026, 5, 5), date(2026, 5, 6), date(2026, 6, 9))
    strike(dispute, date(2026, 5, 7), called_off_on=date(2026, 5, 1))
    strike(dispute, date(2026, 7, 1), announced_on=date(2026, 6, 2))
    strike(dispute, date(2026, 5, 8), kind=StrikeDay.Kind.SHORT_OF_STRIKE)
    found = chart(dispute, "strike_days_taken")
    assert found.headline == "2 days of strike action taken, 1 more to come"
    assert [row[2] for row in found.table.rows] == ["taken", "taken", "called off", "to come"]
    assert {"taken", "to come", "called off", "May 2026", "June 2026"} <= set(words(found))
    assert "July 2026" not in words(found)


def test_days_called_off_alone_are_no_strike(dispute: Dispute) -> None:
    strike(dispute, date(2026, 5, 7), called_off_on=date(2026, 5, 1))
    found = chart(dispute, "strike_days_taken")
    assert found.headline == "Every strike day was called off"


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (date(2026, 4, 30), "to come"),
        (date(2026, 5, 1), "called off"),
        (date(2026, 5, 7), "called off"),
    ],
)
def test_a_day_is_to_come_until_it_is_called_off(dispute: Dispute, at: date, state: str) -> None:
    row = make.make_strike_day(
        dispute=dispute, date=date(2026, 5, 7), called_off_on=date(2026, 5, 1)
    )
    assert state_of(row, at) == state


def test_two_rows_of_one_day_are_one_cell_and_two_rows(dispute: Dispute) -> None:
    strike(dispute, date(2026, 5, 7))
    strike(dispute, date(2026, 5, 7), kind=StrikeDay.Kind.PART_DAY)
    found = chart(dispute, "strike_days_taken")
    assert len(found.table.rows) == 2
    assert "part of a day, taken" not in words(found)


def test_three_hundred_strike_days_are_a_calendar_or_columns(dispute: Dispute) -> None:
    days = [date(2020, 1, 1) + timedelta(days=n * 7) for n in range(300)]
    StrikeDay.objects.bulk_create(
        StrikeDay(dispute=dispute, date=day, announced_on=day) for day in days
    )
    found = chart(dispute, "strike_days_taken")
    assert found.headline == "300 days of strike action taken"
    assert "2020" in " ".join(words(found))
    assert found.draw is not None
    assert found.draw(WIDE).height < 500
    early = chart(dispute, "strike_days_taken", date(2020, 12, 31))
    assert "January 2020" in words(early)


# --- Periods ----------------------------------------------------------------------------------


def test_periods_are_as_short_as_there_is_room_for() -> None:
    days = {date(2026, 1, 1): 1, date(2026, 3, 1): 2}
    assert [each.label for each in spread([days], date(2026, 3, 1)).periods] == [
        "Jan 2026",
        "Feb 2026",
        "Mar 2026",
    ]
    weeks = spread([days], date(2026, 3, 1), weeks=True)
    assert (weeks.months, weeks.periods[0].label) == (WEEK, "29 Dec 2025")
    wide = {date.min: 1, date.max: 1}
    far = spread([wide], date.max)
    assert len(far.periods) <= 36
    assert sum(counts[0] for counts in far.counts) == 2
    assert all(period.label and period.words for period in far.periods)


def test_quarters_and_decades_are_written_as_people_do() -> None:
    quarters = spread([{date(2020, 1, 1): 1, date(2024, 5, 1): 1}], date(2024, 5, 1))
    assert quarters.periods[1].label == "Apr–Jun 2020"
    assert quarters.periods[1].words == "April to June 2020"
    decades = spread([{date(1700, 1, 1): 1, date(2024, 5, 1): 1}], date(2024, 5, 1))
    assert decades.periods[0].label == "1700–1709"


def test_a_chart_is_not_mostly_of_days_long_after_its_rows() -> None:
    first, last = date(2020, 1, 1), date(2024, 1, 1)
    assert shown_until(first, last, date(2024, 3, 1)) == date(2024, 3, 1)
    assert shown_until(first, last, date(9999, 1, 1)) < date(2025, 2, 1)
    assert shown_until(date.max, date.max, date.max) == date.max
