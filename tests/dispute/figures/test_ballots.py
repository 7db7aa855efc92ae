"""Turnout, votes for action, and offers."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from dispute.figures import Figure, compute
from dispute.models import Offer
from tests.dispute.figures.records import ballot, offer, record

D = date(2026, 3, 10)
BEFORE, AFTER = date(2026, 3, 9), date(2026, 3, 11)
REJECTED, ACCEPTED = Offer.Response.REJECTED, Offer.Response.ACCEPTED


def of_ballots(key: str, *ballots: object, at: date = D) -> Figure:
    return compute(record(ballots=ballots), key, at)


def of_offers(key: str, *offers: object, at: date = D) -> Figure:
    return compute(record(offers=offers), key, at)


def test_turnout_counts_spoiled_votes_and_yes_does_not() -> None:
    counted = ballot(D, entitled=19, votes_cast=15, yes=11, no=3, spoiled=1)
    turnout = of_ballots("ballot_turnout", counted)
    assert (turnout.value, turnout.numeral) == (Fraction(1500, 19), "78.95%")
    assert (turnout.numerator, turnout.denominator, turnout.basis) == (15, 19, "15 of 19")
    yes = of_ballots("ballot_yes", counted)
    assert (yes.numerator, yes.denominator, yes.numeral) == (11, 14, "78.57%")


def test_ballots_in_words() -> None:
    counted = ballot(D, entitled=19, votes_cast=15, yes=15, no=0)
    assert of_ballots("ballot_turnout", counted).sentence == (
        "15 of 19 people entitled to vote did so, a turnout of 78.95%, in the ballot that closed "
        "on 10 March 2026, the newest as at 10 March 2026"
    )
    assert of_ballots("ballot_yes", counted).sentence == (
        "15 of 15 votes that count (100%) were for action in the ballot that closed on "
        "10 March 2026, the newest as at 10 March 2026"
    )


def test_the_newest_ballot_closed_by_then_counts() -> None:
    old = ballot(BEFORE, entitled=10, votes_cast=4, yes=4)
    new = ballot(D, entitled=10, votes_cast=9, yes=9)
    later = ballot(AFTER, entitled=10, votes_cast=10, yes=10)
    assert of_ballots("ballot_turnout", old, new, later).numerator == 9
    assert of_ballots("ballot_turnout", old, new, later, at=BEFORE).numerator == 4


def test_of_two_ballots_that_closed_together_the_later_opened_counts() -> None:
    first = ballot(D, opened_on=date(2026, 2, 1), entitled=10, votes_cast=4, yes=4)
    second = ballot(D, opened_on=date(2026, 2, 2), entitled=10, votes_cast=9, yes=9)
    assert of_ballots("ballot_turnout", first, second).numerator == 9
    assert of_ballots("ballot_turnout", second, first).numerator == 9


def test_no_ballot_had_closed() -> None:
    running = ballot(AFTER, entitled=10, votes_cast=9, yes=9)
    for key in ("ballot_turnout", "ballot_yes"):
        missing = of_ballots(key, running).missing
        assert missing == "The record holds no ballot closed by 10 March 2026."


def test_nobody_voted() -> None:
    empty = ballot(D, entitled=10, votes_cast=0, yes=0, no=0)
    turnout = of_ballots("ballot_turnout", empty)
    assert (turnout.value, turnout.numeral) == (0, "0%")
    missing = of_ballots("ballot_yes", empty).missing
    assert missing == "The record holds no vote that counts in the newest ballot."


def test_every_vote_was_spoiled_or_nobody_was_entitled() -> None:
    spoiled = ballot(D, entitled=10, votes_cast=2, yes=0, no=0, spoiled=2)
    assert "no vote that counts" in of_ballots("ballot_yes", spoiled).missing
    nobody = ballot(D, entitled=0, votes_cast=0, yes=0)
    missing = of_ballots("ballot_turnout", nobody).missing
    assert missing == "The record says that nobody was entitled to vote."


@pytest.mark.parametrize(
    ("fields", "shown", "sentence"),
    [
        ({"percent": Decimal("2.60")}, "2.6%", "was 2.6%"),
        ({"amount": Decimal(1250)}, "£1,250", "was £1,250"),
        ({"percent": Decimal(0)}, "0%", "was 0%"),
        ({"percent": Decimal(3), "amount": Decimal(500)}, "3%", "was 3%"),
    ],
)
def test_an_offer_is_its_per_cent_or_else_its_amount(
    fields: dict[str, Decimal], shown: str, sentence: str
) -> None:
    found = of_offers("offer_latest", offer(D, **fields))
    assert found.shown == shown
    start = "the latest offer as at 10 March 2026, made by Millbrook Council on 10 March 2026,"
    assert found.sentence == f"{start} {sentence}"


def test_an_offer_in_words_alone_has_no_number() -> None:
    missing = of_offers("offer_latest", offer(D, summary="A review.")).missing
    assert missing == "The offer of 10 March 2026 is recorded in words alone."


def test_the_newest_offer_made_by_then() -> None:
    offers = [offer(day, percent=Decimal(n)) for n, day in enumerate((BEFORE, D, AFTER), 1)]
    assert of_offers("offer_latest", *offers).value == 2
    missing = of_offers("offer_latest", *offers, at=date(2026, 3, 8)).missing
    assert missing == "The record holds no offer made by 8 March 2026."


def test_offers_rejected_by_then() -> None:
    offers = (
        offer(BEFORE, response=REJECTED, responded_on=D),
        offer(BEFORE, response=REJECTED, responded_on=AFTER),
        offer(BEFORE, response=ACCEPTED, responded_on=D),
        offer(BEFORE),
    )
    found = of_offers("offers_rejected", *offers)
    assert (found.value, found.sentence) == (1, "1 offer rejected up to 10 March 2026")
    later = of_offers("offers_rejected", *offers, at=AFTER)
    assert (later.value, later.sentence) == (2, "2 offers rejected up to 11 March 2026")
    nought = of_offers("offers_rejected", *offers, at=BEFORE)
    assert (nought.value, nought.sentence) == (0, "0 offers rejected up to 9 March 2026")
    assert "no offer" in of_offers("offers_rejected", *offers, at=date(2026, 3, 8)).missing


def test_the_row_of_an_offer_does_not_tell_an_answer_that_came_later() -> None:
    answered = offer(
        BEFORE, percent=Decimal(2), summary="One year.", response=REJECTED, responded_on=AFTER
    )
    (early,) = of_offers("offer_latest", answered).rows
    (late,) = of_offers("offer_latest", answered, at=AFTER).rows
    assert early.text == "Millbrook Council: One year."
    assert late.text == "Millbrook Council: One year.: rejected"
