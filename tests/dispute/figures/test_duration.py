"""Days since notice was given, and months in dispute."""

from datetime import date

import pytest

from dispute.figures import Figure, compute
from tests.dispute.figures.records import record

RAISED, GIVEN = date(2026, 1, 31), date(2026, 3, 2)


def figure(key: str, at: date) -> Figure:
    return compute(record(raised_on=RAISED, notice_given_on=GIVEN), key, at)


@pytest.mark.parametrize(
    ("at", "days"),
    [(GIVEN, 0), (date(2026, 3, 3), 1), (date(2026, 5, 17), 76), (date(2027, 3, 2), 365)],
)
def test_days_since_notice_are_counted_from_the_day_after(at: date, days: int) -> None:
    assert figure("days_since_notice", at).value == days


def test_days_since_notice_in_words() -> None:
    assert (
        figure("days_since_notice", date(2026, 5, 17)).sentence
        == "17 May 2026 was day 76 since notice was given on 2 March 2026"
    )


def test_no_notice_is_no_day_nought() -> None:
    missing = "No notice had been given by 1 March 2026."
    assert figure("days_since_notice", date(2026, 3, 1)).missing == missing
    never = compute(record(raised_on=RAISED), "days_since_notice", GIVEN)
    assert (never.value, never.missing) == (None, "No notice had been given by 2 March 2026.")


@pytest.mark.parametrize(
    ("at", "months", "sentence"),
    [
        (RAISED, 0, "0 months in dispute up to 31 January 2026"),
        (date(2026, 2, 27), 0, "0 months in dispute up to 27 February 2026"),
        (date(2026, 2, 28), 1, "1 month in dispute up to 28 February 2026"),
        (date(2027, 8, 31), 19, "19 months in dispute up to 31 August 2027"),
    ],
)
def test_months_in_dispute_are_whole(at: date, months: int, sentence: str) -> None:
    found = figure("months_in_dispute", at)
    assert (found.value, found.sentence) == (months, sentence)


def test_before_it_was_raised_there_was_no_dispute() -> None:
    found = figure("months_in_dispute", date(2026, 1, 30))
    assert found.missing == "The dispute had not been raised by 30 January 2026."


def test_the_day_behind_the_figure_is_its_row() -> None:
    (row,) = figure("days_since_notice", date(2026, 5, 17)).rows
    assert (row.table, row.ref, row.date) == ("disputes", "invented", GIVEN)
