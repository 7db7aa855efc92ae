"""Dates, as they are written in Britain and by the international standard."""

from datetime import date

import pytest

from dispute.reading import Kind
from tests.dispute.reading.read import only, ours


@pytest.mark.parametrize(
    "text",
    [
        "On 16 November 2023 we met.",
        "On the 16th of November 2023 we met.",
        "On 16th Nov. 2023 we met.",
        "On November 16, 2023 we met.",
        "On Thursday 16 November 2023 we met.",
        "On Thursday, 16 November 2023 we met.",
        "On 16/11/2023 we met.",
        "On 16/11/23 we met.",
        "On 16.11.2023 we met.",
        "On 2023-11-16 we met.",
        "On the sixteenth of November 2023 we met.",
    ],
)
def test_a_whole_date_is_a_day(text: str) -> None:
    quantity = only(text).quantity
    assert (quantity.kind, quantity.day) == (Kind.DATE, date(2023, 11, 16))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("In November 2023 we met.", (2023, 11, None)),
        ("On 16 November we met.", (None, 11, 16)),
        ("On November 16 we met.", (None, 11, 16)),
        ("On the 16th we met.", (None, None, 16)),
        ("On 31 November 2023 we met.", (2023, 11, 31)),
    ],
)
def test_half_a_date_says_what_is_written(text: str, parts: tuple[int | None, ...]) -> None:
    quantity = only(text).quantity
    assert (quantity.year, quantity.month, quantity.day_of_month) == parts
    assert quantity.day is None


def test_the_day_of_the_week_is_kept() -> None:
    assert only("We begin on Monday 20 April 2026.").quantity.weekday == 0


@pytest.mark.parametrize("days", ["7, 8 and 9", "7 to 8 to 9", "the 7th, 8th and 9th of"])
def test_each_day_of_a_list_is_a_date(days: str) -> None:
    found = [each.quantity.day for each in ours(f"We struck on {days} November 2023.")]
    assert found == [date(2023, 11, day) for day in (7, 8, 9)]


@pytest.mark.parametrize("text", ["In May 14 nurses left.", "14 may leave.", "We march 14 miles."])
def test_a_number_beside_a_word_like_a_month_is_no_date(text: str) -> None:
    quantity = only(text).quantity
    assert (quantity.kind, quantity.low) == (Kind.COUNT, 14)
