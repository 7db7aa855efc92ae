"""A figure as it is shown: numeral, unit, address; and the rows of a query behind it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db.models import QuerySet

from dispute.figures import Figure, FigureRow, QuerySetRows, Value
from dispute.models import Milestone
from tests.factories import make_dispute, make_milestone

D = date(2026, 3, 10)


def figure(value: Value | None, unit: str, **fields: object) -> Figure:
    words = {"key": "posts", "label": "Posts", "definition": "Posts.", "dispute_slug": "invented"}
    return Figure(as_at=D, value=value, unit=unit, **{**words, **fields})


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "numeral", "shown"),
    [
        (12, "days", 2, "12", "12 days"),
        (1, "days", 2, "1", "1 day"),
        (0, "days", 2, "0", "0 days"),
        (1250, "messages", 2, "1,250", "1,250 messages"),
        (Fraction(1500, 19), "percent", 2, "78.95%", "78.95%"),
        (Fraction(200, 3), "percent", 1, "66.7%", "66.7%"),
        (100, "percent", 2, "100%", "100%"),
        (Decimal("150.00"), "GBP", 2, "£150", "£150"),
        (1, "times", 1, "1", "1 times"),
        (Decimal("1.0"), "months", 1, "1", "1 month"),
        (None, "days", 2, "", ""),
    ],
)
def test_numeral_and_unit(
    value: Value | None, unit: str, decimals: int, numeral: str, shown: str
) -> None:
    found = figure(value, unit, decimals=decimals)
    assert (found.numeral, found.shown) == (numeral, shown)


def test_its_address_holds_its_parameters_and_its_day() -> None:
    found = figure(12, "posts", parameters=(("team", "East & West"), ("since", date(2026, 1, 2))))
    assert found.url == (
        "/invented/figures/posts/?team=East+%26+West&since=2026-01-02&as_at=2026-03-10"
    )


def test_rows_make_no_difference_to_equality() -> None:
    row = FigureRow("teams", "abc", D, "East")
    assert figure(12, "posts", rows=(row,)) == figure(12, "posts")
    assert figure(12, "posts") != figure(13, "posts")


# --- The rows of a query --------------------------------------------------------------------------


@pytest.fixture
def milestones(db: None) -> "QuerySet[Milestone]":
    dispute = make_dispute()
    for title in "abcde":
        make_milestone(dispute=dispute, title=title)
    return Milestone.objects.order_by("title")


def rows_of(milestones: "QuerySet[Milestone]") -> QuerySetRows:
    return QuerySetRows(milestones, lambda each: FigureRow("", "", None, each.title), 5)


def test_rows_of_a_query_are_a_sequence(milestones: "QuerySet[Milestone]") -> None:
    rows = rows_of(milestones)
    assert len(rows) == 5
    assert [row.text for row in rows] == list("abcde")
    assert (rows[0].text, rows[-1].text) == ("a", "e")
    assert [row.text for row in rows[1:3]] == ["b", "c"]
    assert [row.text for row in reversed(rows)] == list("edcba")
    with pytest.raises(IndexError):
        rows[5]


def test_a_page_of_rows_is_one_query(
    milestones: "QuerySet[Milestone]", django_assert_num_queries: object
) -> None:
    rows = rows_of(milestones)
    with django_assert_num_queries(0):
        assert len(rows) == 5
    with django_assert_num_queries(1):
        assert len(rows[0:2]) == 2
