"""How long a ballot's mandate runs: both readings, month ends and leap years."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from dispute.law.mandates import Mandate, earlier, mandate, readings_of
from dispute.law.rules import GUIDANCE, NoRule
from tests.dispute.law.seeds import RULES, days_near_border, without


def run(opened: date, closed: date) -> Mandate:
    found = mandate(RULES, opened, closed)
    assert isinstance(found, Mandate)
    return found


def test_a_ballot_opened_a_day_before_the_change_keeps_six_months() -> None:
    found = run(date(2026, 2, 17), date(2026, 3, 5))
    assert found.value == 6
    assert [each.last_day for each in found.readings] == [date(2026, 9, 4), date(2026, 9, 5)]
    assert found.last_day == date(2026, 9, 4)
    assert found.by_agreement == date(2026, 12, 4)
    assert "because the ballot opened on 17 February 2026" in found.sentence
    assert found.sentence.endswith(str(GUIDANCE))


def test_a_ballot_opened_on_the_day_of_the_change_has_twelve_months() -> None:
    found = run(date(2026, 2, 18), date(2026, 3, 5))
    assert (found.value, found.last_day, found.by_agreement) == (12, date(2027, 3, 4), None)


@pytest.mark.parametrize(
    ("closed", "months", "first_reading", "second_reading"),
    [
        (date(2026, 3, 1), 6, date(2026, 8, 31), date(2026, 9, 1)),
        (date(2026, 8, 31), 6, date(2027, 2, 27), date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 28), date(2028, 2, 29)),
        (date(2027, 8, 30), 6, date(2028, 2, 28), date(2028, 2, 29)),
        (date(2027, 8, 29), 6, date(2028, 2, 28), date(2028, 2, 29)),
        (date(2027, 8, 28), 6, date(2028, 2, 27), date(2028, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 27), date(2029, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 27), date(2028, 2, 28)),
        (date(2027, 3, 1), 12, date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 12, 31), 6, date(2027, 6, 29), date(2027, 6, 30)),
        (date(2026, 5, 31), 9, date(2027, 2, 27), date(2027, 2, 28)),
        (date(2026, 1, 1), 12, date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_months_beginning_with_a_day(
    closed: date, months: int, first_reading: date, second_reading: date
) -> None:
    readings = readings_of(closed, months)
    assert [each.last_day for each in readings] == [first_reading, second_reading]
    assert earlier(readings) == first_reading


@given(days_near_border, days_near_border)
def test_a_later_closing_day_never_ends_a_mandate_earlier(one: date, other: date) -> None:
    first, later = sorted((one, other))
    opened = date(2026, 2, 18)
    assert run(opened, first).last_day <= run(opened, later).last_day


@given(days_near_border)
def test_the_earlier_reading_is_a_day_before_the_other_and_is_shown(closed: date) -> None:
    found = run(closed, closed)
    first, second = (each.last_day for each in found.readings)
    assert second - first == timedelta(days=1)
    assert found.last_day == first
    assert found.covers(closed)
    assert found.covers(first)
    assert not found.covers(second)


@given(days_near_border)
def test_what_can_be_agreed_begins_where_the_mandate_ends(closed: date) -> None:
    found = run(closed, closed)
    after = found.last_day + timedelta(days=1)
    assert found.covers_by_agreement(after) == (found.by_agreement is not None)
    assert not found.covers_by_agreement(found.last_day)


def test_without_a_rule_no_mandate_is_guessed() -> None:
    assert isinstance(mandate(RULES, date(2017, 2, 28), date(2017, 3, 20)), NoRule)
    assert isinstance(mandate(without("mandate"), date(2026, 5, 1), date(2026, 6, 1)), NoRule)


def test_the_end_of_the_calendar_breaks_nothing() -> None:
    assert run(date(2026, 2, 18), date.max).last_day <= date.max
