"""The longest wait, and how many times what it ought to be."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from dispute.figures import Figure, ParameterError, compute
from dispute.models import WaitingList
from tests.dispute.figures.records import reading, record

D = date(2026, 3, 10)
BEFORE, AFTER = date(2026, 3, 9), date(2026, 3, 11)
VISITS = WaitingList(
    name="Home visits",
    standard_min=Decimal(4),
    standard_max=Decimal(6),
    standard_unit="weeks",
    standard_source="The council's charter",
)
TALKS = WaitingList(name="Talks")


def figure(key: str, *readings: object, name: str = "Home visits", at: date = D) -> Figure:
    made = record(waiting_lists=(VISITS, TALKS), waits=readings)
    return compute(made, key, at, list=name)


def test_the_newest_reading_counts_and_not_the_longest() -> None:
    readings = (
        reading(VISITS, date(2025, 1, 1), "20"),
        reading(VISITS, D, "15"),
        reading(VISITS, AFTER, "18"),
        reading(TALKS, D, "99"),
    )
    assert figure("longest_wait", *readings).value == 15
    assert figure("longest_wait", *readings, at=BEFORE).value == 20
    assert figure("longest_wait", *readings, at=AFTER).value == 18


def test_the_unit_is_that_of_the_reading() -> None:
    found = figure("longest_wait", reading(VISITS, D, "61", "weeks"))
    assert (found.shown, found.unit, found.basis) == ("61 weeks", "weeks", "ought to be 6 weeks")
    single = figure("longest_wait", reading(TALKS, D, "1.0"), name="Talks")
    assert (single.shown, single.basis) == ("1 month", "")


def test_a_wait_in_words() -> None:
    assert figure("longest_wait", reading(VISITS, BEFORE, "15.5")).sentence == (
        "the longest wait on the list “Home visits” was 15.5 months as at 10 March 2026 "
        "(reading of 9 March 2026)"
    )
    assert (
        "was 1 day as at 10 March"
        in figure("longest_wait", reading(VISITS, D, "1", "days")).sentence
    )


def test_a_wait_of_nought_is_said_where_it_was_read() -> None:
    assert figure("longest_wait", reading(VISITS, D, "0")).value == 0
    missing = figure("longest_wait", reading(VISITS, AFTER, "0")).missing
    assert missing == "The record holds no reading of the list “Home visits” by 10 March 2026."


def test_a_wait_against_its_standard_is_exact() -> None:
    found = figure("wait_against_standard", reading(VISITS, D, "15"))
    assert found.value == Fraction(15 * 36525, 1200) / 42
    assert found.shown == "10.9 times"
    assert found.basis == "15 months against 6 weeks"
    assert found.sentence == (
        "the longest wait on the list “Home visits” was 15 months, 10.9 times the 6 weeks that it "
        "ought to be at most, as at 10 March 2026"
    )


@pytest.mark.parametrize(
    ("wait", "unit", "times"),
    [("6", "weeks", 1), ("42", "days", 1), ("12", "weeks", 2), ("0", "months", 0)],
)
def test_units_are_brought_together(wait: str, unit: str, times: int) -> None:
    assert figure("wait_against_standard", reading(VISITS, D, wait, unit)).value == times


def test_without_a_standard_there_is_nothing_to_compare_with() -> None:
    missing = figure("wait_against_standard", reading(TALKS, D, "3"), name="Talks").missing
    assert missing == "The record gives no standard for the list “Talks”."


def test_both_rows_stand_behind_the_comparison() -> None:
    rows = figure("wait_against_standard", reading(VISITS, D, "15")).rows
    assert [(row.table, row.date) for row in rows] == [
        ("waiting_list_figures", D),
        ("waiting_lists", None),
    ]
    assert rows[1].source == "The council's charter"


def test_people_waiting_are_told_beside_the_reading() -> None:
    read = reading(VISITS, D, "15")
    read.people_waiting = 1240
    (row,) = figure("longest_wait", read).rows
    assert row.text == "Home visits: 15 months, 1,240 people waiting"


def test_the_only_list_is_chosen_and_of_several_none_is_guessed() -> None:
    only = record(waiting_lists=(VISITS,), waits=(reading(VISITS, D, "15"),))
    assert compute(only, "longest_wait", D).parameters == (("list", "Home visits"),)
    with pytest.raises(ParameterError, match="Say which list: “Home visits”, “Talks”"):
        compute(record(waiting_lists=(VISITS, TALKS)), "longest_wait", D)


def test_no_list_at_all() -> None:
    missing = compute(record(), "longest_wait", D).missing
    assert missing == "The record holds no waiting list."
