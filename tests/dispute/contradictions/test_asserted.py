"""What a number in prose says of a figure."""

from fractions import Fraction

import pytest

from dispute.contradictions.statements import Range, asserted, base_of
from dispute.reading import mentions


def range_of(text: str, unit: str = "") -> Range:
    [mention] = mentions(f"There were {text} in our team.")
    return asserted(mention.quantity, unit)


@pytest.mark.parametrize(
    ("text", "unit", "true", "untrue"),
    [
        ("14 people", "departures", "14", "15"),
        ("66% of staff", "percent", "66.4", "66.5"),
        ("66.7% of staff", "percent", "66.66667", "66.5"),
        ("14 of 21 posts", "percent", "66.66667", "67"),
        ("14 of 21 posts", "departures", "14", "66"),
        ("two in three posts", "percent", "66.66667", "78.9"),
        ("over 50 people", "messages", "63", "49"),
        ("at least 50 people", "messages", "50", "49"),
        ("fewer than 50 people", "messages", "49", "51"),
        ("about 50 people", "messages", "46", "60"),
        ("nearly 50 people", "messages", "48", "51"),
        ("four to six weeks", "weeks", "5", "7"),
    ],
)
def test_a_number_is_true_of_some_values_and_not_of_others(
    text: str, unit: str, true: str, untrue: str
) -> None:
    found = range_of(text, unit)
    exact = Fraction(true) if true != "66.66667" else Fraction(200, 3)
    assert found.holds(exact)
    assert not found.holds(Fraction(untrue))


def test_a_base_is_what_stands_in_digits() -> None:
    [digits] = mentions("In all, 14 of 21 posts are empty.")
    [words] = mentions("In all, two in three posts are empty.")
    assert (base_of(digits.quantity), base_of(words.quantity)) == ("21", "")


def test_ranges_are_unlike_only_where_nothing_makes_both_true() -> None:
    low, high = Range(None, Fraction(5)), Range(Fraction(6), None)
    assert low.is_unlike(high)
    assert high.is_unlike(low)
    assert not low.is_unlike(Range(Fraction(5), None))
    assert not low.is_unlike(Range(None, None))
