"""Months that end early, years that are long, and durations in days."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispute.figures.days import day, in_days, whole_months

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2022, 4, 12), date(2023, 11, 16), 19),
        (date(2026, 1, 12), date(2026, 1, 12), 0),
        (date(2026, 1, 12), date(2026, 2, 11), 0),
        (date(2026, 1, 12), date(2026, 2, 12), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2024, 1, 31), date(2024, 2, 28), 0),
        (date(2024, 1, 31), date(2024, 2, 29), 1),
        (date(2026, 1, 31), date(2026, 3, 30), 1),
        (date(2026, 1, 31), date(2026, 3, 31), 2),
        (date(2026, 1, 31), date(2026, 4, 30), 3),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2024, 2, 29), date(2025, 2, 27), 11),
        (date(2024, 2, 29), date(2028, 2, 28), 47),
        (date(2024, 2, 29), date(2028, 2, 29), 48),
        (date(2025, 12, 31), date(2026, 1, 1), 0),
    ],
)
def test_whole_months(start: date, end: date, months: int) -> None:
    assert whole_months(start, end) == months


@settings(max_examples=200, deadline=None, database=None)
@given(DAYS, st.integers(0, 4000), st.integers(0, 400))
def test_whole_months_never_go_back(start: date, first: int, more: int) -> None:
    earlier = start + timedelta(days=first)
    later = earlier + timedelta(days=more)
    assert 0 <= whole_months(start, earlier) <= whole_months(start, later)


@settings(max_examples=200, deadline=None, database=None)
@given(DAYS, st.integers(0, 4000))
def test_a_month_is_28_to_31_days(start: date, days: int) -> None:
    months = whole_months(start, start + timedelta(days=days))
    assert 28 * months <= days < 31 * (months + 1)


def test_durations_are_exact_in_days() -> None:
    assert in_days(3, "days") == 3
    assert in_days(Decimal("1.5"), "weeks") == Fraction(21, 2)
    assert in_days(12, "months") == Fraction(36525, 100)


def test_a_day_is_written_as_in_letters() -> None:
    assert day(date(2026, 3, 1)) == "1 March 2026"
    assert day(date(1, 1, 1)) == "1 January 0001"
