"""The public texts that speak of the record, as their readers have them."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from campaigns import letters
from dispute.models import Dispute
from dispute.texts import Text, texts_of
from tests.factories import (
    make_claim,
    make_dispute,
    make_milestone,
    make_open_letter,
    make_strike_day,
)

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

AT = date(2026, 6, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute() -> Dispute:
    dispute = make_dispute(summary="", demand="", outcome="")
    make_strike_day(dispute=dispute, date=date(2026, 4, 3), announced_on=date(2026, 3, 1))
    return dispute


def kinds(dispute: Dispute) -> list[str]:
    return [each.kind for each in texts_of(dispute, at=AT)]


def only(dispute: Dispute, kind: str) -> Text:
    [text] = [each for each in texts_of(dispute, at=AT) if each.kind == kind]
    return text


def test_a_letter_has_the_words_that_its_pins_show(dispute: Dispute) -> None:
    body = "[[strike_days_taken]] day, [[ strike_days_taken | words ]], [[strike_days_taken ]]."
    letter = make_open_letter(dispute=dispute, dated=date(2026, 5, 1), body=body)
    make_strike_day(dispute=dispute, date=date(2026, 4, 4), announced_on=date(2026, 3, 1))
    text = only(dispute, "letter")
    assert text.body == "1 day, one, 1."
    assert [text.body[each.start : each.end] for each in text.quoted] == ["1", "one", "1"]
    assert (text.as_at, text.url, text.ref) == (
        date(2026, 5, 1),
        letter.get_absolute_url(),
        letter.ref,
    )


def test_a_letter_that_is_a_draft_or_was_taken_off_is_no_public_text(dispute: Dispute) -> None:
    make_open_letter(dispute=dispute, status="draft")
    taken_off = make_open_letter(dispute=dispute)
    letters.unpublish(taken_off, by=None)
    assert kinds(dispute) == []


def test_what_they_said_and_our_answer_are_two_texts_of_one_day(dispute: Dispute) -> None:
    make_claim(dispute=dispute, made_on=date(2026, 3, 3), statement="No harm.", answer="Harm.")
    said, answer = only(dispute, "claim"), only(dispute, "answer")
    assert (said.body, said.by_employer, said.as_at) == ("No harm.", True, date(2026, 3, 3))
    assert (answer.body, answer.by_employer, answer.url) == ("Harm.", False, said.url)


def test_a_text_without_words_is_left_out(dispute: Dispute) -> None:
    make_claim(dispute=dispute, answer=" ")
    assert kinds(dispute) == ["claim"]


def test_the_newest_day_comes_first_and_the_disputes_own_words_are_of_today() -> None:
    dispute = make_dispute(summary="Short of people.")
    make_milestone(dispute=dispute, date=date(2026, 2, 1))
    make_open_letter(dispute=dispute, dated=date(2026, 5, 1))
    assert kinds(dispute) == ["dispute", "letter", "milestone"]
    assert only(dispute, "dispute").as_at == AT


def test_a_draft_dispute_has_no_public_texts() -> None:
    dispute = make_dispute(status=Dispute.Status.DRAFT)
    make_claim(dispute=dispute)
    make_milestone(dispute=dispute)
    make_open_letter(dispute=dispute)
    assert kinds(dispute) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_texts_are_asked_for_as_often_for_three_as_for_one(
    dispute: Dispute, rows: int, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    for _each in range(rows):
        make_open_letter(dispute=dispute, body="[[strike_days_taken]]", dated=date(2026, 5, 1))
        make_claim(dispute=dispute)
        make_milestone(dispute=dispute)
    with django_assert_num_queries(4):
        assert len(texts_of(dispute, at=AT)) == 4 * rows
