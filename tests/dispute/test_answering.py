"""A claim stands beside the figures that an officer chose against it, as at the claim's day."""

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from dispute.answering import answers, asked, problems, shown_lines
from dispute.figures import FigureError, Record
from dispute.models import Claim, Dispute
from tests.factories import (
    make_branch,
    make_claim,
    make_departure,
    make_dispute,
    make_strike_day,
    make_team,
)

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

MADE_ON = date(2026, 4, 10)
QUERIES = 4


@pytest.fixture
def dispute(db: None) -> Dispute:
    make_branch()
    dispute = make_dispute(slug="library")
    for day in (3, 8, 20):
        make_strike_day(dispute=dispute, date=date(2026, 4, day), announced_on=date(2026, 3, 1))
    return dispute


def claim_of(dispute: Dispute, answered_by: str, **fields: object) -> Claim:
    return make_claim(dispute=dispute, made_on=MADE_ON, answered_by=answered_by, **fields)


# --- The lines ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("strike_days_taken", "strike_days_taken"),
        (" [[Strike_days_taken]] ", "strike_days_taken"),
        ("[[strike_days_taken|words]]", "strike_days_taken"),
        ("departures_left team=“North East”", 'departures_left team="North East"'),
        (
            'departures_left since=2026-01-01 team = "North"',
            'departures_left since="2026-01-01" team="North"',
        ),
    ],
)
def test_a_line_is_read_as_a_reference_in_a_letter_is(line: str, meant: str) -> None:
    assert asked(line).line == meant
    assert asked(meant).line == meant


@pytest.mark.parametrize(
    "line",
    [
        "",
        "12 days",
        "strike days taken",
        "nothing_known",
        "posts team=a team=b",
        "posts team=\x00 x",
    ],
)
def test_a_line_that_asks_for_no_figure_is_refused_in_words(line: str) -> None:
    with pytest.raises(FigureError, match=r"\w"):
        asked(line)


def test_a_hostile_line_is_refused_at_once() -> None:
    begun = time.process_time()
    for hostile in ("posts " + "a=b " * 50_000, "posts " + 'a="' * 50_000, "[[" * 100_000):
        with pytest.raises(FigureError):
            asked(hostile)
    # Hundreds of times what it takes: only what grows with the square would take longer.
    assert time.process_time() - begun < 30


# --- What the record says -------------------------------------------------------------------------


def test_figures_are_as_at_the_day_of_the_claim(dispute: Dispute) -> None:
    [figure] = answers(claim_of(dispute, "strike_days_taken"), Record(dispute))
    assert (figure.value, figure.as_at) == (2, MADE_ON)


def test_what_the_record_cannot_give_is_left_out(dispute: Dispute) -> None:
    lines = "departures_left\nlongest_wait\nnonsense\nstrike_days_taken\nstrike_days_taken"
    assert shown_lines(claim_of(dispute, lines), Record(dispute)) == ("strike_days_taken",)


def test_an_officer_is_told_why_a_line_cannot_be_shown(dispute: Dispute) -> None:
    record = Record(dispute)
    assert problems("strike_days_taken\n\n", record, MADE_ON) == []
    told = problems("strike_day_taken\nposts team=“Nort”\ndepartures_left", record, MADE_ON)
    assert len(told) == 3
    assert "Did you mean “strike_days_taken”?" in told[0]
    assert "At most 12" in problems("x\ny\n" + "\n".join(map(str, range(12))), record, MADE_ON)[0]


# --- The public page ------------------------------------------------------------------------------


def test_everybody_sees_the_figures_beside_the_claim(client: "Client", dispute: Dispute) -> None:
    claim = claim_of(dispute, "strike_days_taken", answer="", statement="There was no action.")
    page = client.get("/library/claims/").content.decode()
    assert f'id="claim-{claim.ref}"' in page
    assert "2 days of strike action up to 10 April 2026." in page
    assert "/library/figures/strike_days_taken/?as_at=2026-04-10" in page


def test_where_nothing_answers_a_claim_nothing_more_is_said(
    client: "Client", dispute: Dispute
) -> None:
    claim_of(dispute, "longest_wait", answer=" ", statement="We value our staff.")
    page = client.get("/library/claims/").content.decode()
    assert "We value our staff." in page
    assert "<h3>The record says</h3>" not in page


def test_a_team_too_small_to_be_shown_answers_nothing(client: "Client", dispute: Dispute) -> None:
    small = make_team(dispute=dispute, name="Tiny", posts=1)
    make_team(dispute=dispute, name="Large", posts=20)
    make_departure(dispute=dispute, team=small)
    claim_of(dispute, 'departures_left team="Tiny"', answer="")
    assert "departures_left" not in client.get("/library/claims/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_claim_and_for_three(
    count: int,
    client: "Client",
    dispute: Dispute,
    django_assert_num_queries: "DjangoAssertNumQueries",
) -> None:
    for _n in range(count):
        claim_of(dispute, "strike_days_taken\nstrike_days_announced\ndays_since_notice")
    with django_assert_num_queries(QUERIES):
        assert client.get("/library/claims/").content.count(b"The rows behind it") == 3 * count
