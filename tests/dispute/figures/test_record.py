"""The dated rows of a dispute: each table read once, in an order both databases agree on."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dispute.figures import Record, sheet
from tests import factories as make

pytestmark = pytest.mark.django_db

D = date(2026, 3, 10)


def full_record(rows: int) -> Record:
    """Return the record of a dispute with so many rows of each kind."""
    dispute = make.make_dispute()
    team = make.make_team(dispute=dispute)
    for n in range(rows):
        make.make_strike_day(dispute=dispute)
        make.make_departure(dispute=dispute, team=team)
        waiting = make.make_waiting_list(dispute=dispute)
        make.make_waiting_list_figure(dispute=dispute, list=waiting, as_at=D)
        make.make_ballot(dispute=dispute)
        make.make_offer(dispute=dispute)
        make.make_statistic(dispute=dispute, series=f"Series {n}")
        make.make_message(dispute=dispute)
        make.make_open_letter(dispute=dispute)
        make.make_pledge(dispute=dispute)
    return Record(dispute)


@pytest.mark.parametrize(("pledges_told", "queries"), [(False, 12), (True, 13)])
@pytest.mark.parametrize("rows", [1, 3])
def test_every_figure_together_takes_the_same_queries(
    rows: int, pledges_told: bool, queries: int, django_assert_num_queries: Any
) -> None:
    record = full_record(rows)
    make.make_wall_settings(dispute=record.dispute, pledges_public=pledges_told)
    # Eight tables once each; one for messages, one for organisations, one for letters, one to see
    # whether pledges are told, and one for the pledges if they are.
    with django_assert_num_queries(queries):
        figures = sheet(record, D)
    missing = [figure.key for figure in figures if figure.missing]
    # Too few people have gone for their experience to be told.
    assert set(missing) <= {"pledged_total", "pledges_received", "experience_lost"}


def test_another_dispute_has_a_record_of_its_own() -> None:
    full_record(1)
    other = Record(make.make_dispute())
    assert not any(
        (
            other.strike_days, other.teams, other.departures, other.waiting_lists, other.waits,
            other.ballots, other.offers, other.statistics,
        )
    )  # fmt: skip


def test_departures_stand_in_one_order_on_every_database() -> None:
    dispute = make.make_dispute()
    team = make.make_team(dispute=dispute)
    pairs = [
        (date(2026, 3, 2), date(2026, 4, 1)),
        (None, D),
        (date(2026, 3, 2), None),
        (date(2026, 3, 1), date(2026, 5, 1)),
    ]
    for given, left in pairs:
        make.make_departure(dispute=dispute, team=team, notice_given_on=given, left_on=left)
    found = [(row.notice_given_on, row.left_on) for row in Record(dispute).departures]
    assert found == [pairs[1], pairs[3], pairs[2], pairs[0]]


def test_lists_are_sorted_as_texts_whatever_the_database() -> None:
    dispute = make.make_dispute()
    for name in ("b", "a", "B", "É", "E"):
        make.make_waiting_list(dispute=dispute, name=name)
    assert [each.name for each in Record(dispute).waiting_lists] == ["B", "E", "a", "b", "É"]


def test_numbers_come_back_from_the_database_exactly() -> None:
    dispute = make.make_dispute()
    make.make_offer(dispute=dispute, percent=Decimal("2.60"))
    make.make_statistic(dispute=dispute, value=Decimal("98765432109.8765"))
    record = Record(dispute)
    assert record.offers[0].percent == Decimal("2.6")
    assert record.statistics[0].value == Decimal("98765432109.8765")
