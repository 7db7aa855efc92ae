"""The newest value of a named series."""

from datetime import date

import pytest

from dispute.figures import Figure, compute
from tests.dispute.figures.records import record, value_of

D = date(2026, 3, 10)
BEFORE, AFTER = date(2026, 3, 9), date(2026, 3, 11)


def figure(*values: object, series: str = "Spend", at: date = D) -> Figure:
    return compute(record(statistics=values), "statistic", at, series=series)


def test_the_newest_value_of_the_series_counts() -> None:
    values = (
        value_of("Spend", BEFORE, "1"),
        value_of("Spend", D, "2"),
        value_of("Spend", AFTER, "3"),
        value_of("Survey", D, "99"),
    )
    assert figure(*values).value == 2
    assert figure(*values, at=BEFORE).value == 1
    missing = figure(*values, at=date(2026, 3, 8)).missing
    assert missing == "The record holds no value of “Spend” by 8 March 2026."


@pytest.mark.parametrize(
    ("value", "unit", "shown", "in_words"),
    [
        ("25.0000", "percent", "25%", "25%"),
        ("1250", "GBP", "£1,250", "£1,250"),
        ("-5", "GBP", "-£5", "-£5"),
        ("15.5", "GBP million", "£15.5 million", "£15.5 million"),
        ("0", "calls", "0 calls", "0 calls"),
        ("0.1234", "points", "0.1234 points", "0.1234 points"),
    ],
)
def test_the_sentence_and_the_large_numeral_agree(
    value: str, unit: str, shown: str, in_words: str
) -> None:
    found = figure(value_of("Spend", D, value, unit))
    assert found.shown == shown
    assert found.sentence == f"Spend: {in_words} as at 10 March 2026"


def test_the_note_is_told_in_the_row() -> None:
    (row,) = figure(value_of("Spend", D, "2", note="Provisional")).rows
    assert row.text == "Spend: 2 calls (Provisional)"


def test_without_any_series_it_says_so() -> None:
    assert compute(record(), "statistic", D).missing == "The record holds no statistic."
