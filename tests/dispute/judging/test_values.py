"""Until when, and from when, a number is right, up to the calendar's own ends."""

from datetime import date
from fractions import Fraction

import pytest

from dispute.figures import Figure
from dispute.judging.values import counted_from, counted_until, first_day, last_day, value_at
from tests.dispute.figures.records import record, strike

ENDS = (date.min, date.max)


def never(_figure: Figure) -> bool:
    return False


@pytest.mark.parametrize("at", [*ENDS, date(2026, 5, 14)])
def test_rows_of_the_calendars_first_and_last_day_stop_nothing(at: date) -> None:
    made = record(strike_days=tuple(strike(day, announced_on=date.min) for day in ENDS))
    asked = value_at(made, "strike_days_taken", at)
    assert asked is not None
    assert last_day(made, asked, at, (), never) is None
    assert first_day(made, asked, at, (), never) is None


@pytest.mark.parametrize("at", ENDS)
def test_time_is_counted_no_further_than_the_calendar(at: date) -> None:
    assert counted_until(at, lambda _on: Fraction(3), Fraction(2)) is None
    assert counted_from(at, lambda _on: Fraction(3), Fraction(4)) is None
