"""A reference becomes what the letter says, or an error that says what to do."""

from datetime import date

import pytest

from campaigns.quoting import number_in_words, quoting
from dispute.figures import Record
from dispute.models import Dispute
from tests.factories import (
    make_ballot,
    make_departure,
    make_dispute,
    make_strike_day,
    make_team,
    make_waiting_list,
    make_waiting_list_figure,
)

AT = date(2026, 5, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute() -> Dispute:
    dispute = make_dispute(notice_given_on=date(2026, 2, 2))
    for day in (3, 4, 5):
        make_strike_day(dispute=dispute, date=date(2026, 4, day), announced_on=date(2026, 3, 1))
    make_ballot(dispute=dispute, entitled=19, votes_cast=15, yes=15, no=0, spoiled=0)
    north = make_team(dispute=dispute, name="North", posts=21, as_at=date(2026, 1, 1))
    make_departure(
        dispute=dispute, team=north, notice_given_on=date(2026, 3, 1), left_on=date(2026, 4, 1)
    )
    waits = make_waiting_list(dispute=dispute, name="Home assessment")
    make_waiting_list_figure(
        dispute=dispute, list=waits, as_at=date(2026, 4, 2), longest_wait=15, unit="months"
    )
    return dispute


def shown(dispute: Dispute, text: str) -> list[str]:
    found = quoting(text, Record(dispute), AT)
    assert found.problems == ()
    return [quote.shown for quote in found.quotes]


def problem(dispute: Dispute, text: str) -> str:
    found = quoting(text, Record(dispute), AT)
    assert found.quotes == ()
    return found.problems[0].message


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("[[strike_days_taken]]", "3"),
        ("[[Strike_days_taken|WORDS]]", "three"),
        ("[[departures_left team = ”North”]]", "1"),
        ("[[strike_days_taken|words]]", "three"),
        ("[[strike_days_taken|sentence]]", "3 days of strike action up to 1 May 2026"),
        ("[[ballot_turnout]]", "78.95%"),
        ("[[ballot_turnout|percentage]]", "78.95% (15 of 19)"),
        ("[[ballot_turnout|words]]", "seventy-eight point nine five per cent"),
        ('[[longest_wait list="Home assessment"]]', "15 months"),
        ('[[longest_wait list="Home assessment"|words]]', "fifteen months"),
        ('[[departures_left team="North" since=2026-01-01]]', "1"),
        ("[[departures_share event=left|percentage]]", "4.8% (1 of 21)"),
    ],
)
def test_a_reference_says(dispute: Dispute, reference: str, says: str) -> None:
    assert shown(dispute, f"Now {reference}.") == [says]


def test_the_same_reference_twice_is_looked_up_once(dispute: Dispute) -> None:
    assert shown(dispute, "[[posts]] of [[posts]], or [[posts|words]]") == ["21", "twenty-one"]


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("[[strike_days_take]]", "Did you mean “strike_days_taken”?"),
        ("[[departures_left teem=North]]", "Did you mean “team”?"),
        ("[[departures_left team=Nort]]", "Did you mean “North”?"),
        ("[[departures_left since=May]]", "write it as 2026-05-01"),
        ("[[departures_left since=2026-05-01 until=2026-04-01]]", "“until” is before “since”"),
        ("[[longest_wait list=Homes]]", "Did you mean “Home assessment”?"),
        ("[[strike_days_taken|wrods]]", "Did you mean “words”?"),
        ("[[strike_days_taken|percentage]]", "no share of anything"),
        ("[[offer_latest]]", "The record holds no offer made by 1 May 2026."),
        ("[[posts and more", "is not closed"),
        ("[[strike-days-taken]]", "Did you mean [[strike_days_taken]]?"),
        ("[[strike days taken]]", "Did you mean [[strike_days_taken]]?"),
        (r"[[strike\_days\_taken]]", "Did you mean [[strike_days_taken]]?"),
        ("[[départs]]", "is not written as a reference"),
        ('[[departures_left team="North" team="South"]]', "“team” is given twice."),
    ],
)
def test_a_wrong_reference_says_what_is_wrong(dispute: Dispute, reference: str, says: str) -> None:
    assert says in problem(dispute, f"Now {reference}")


def test_words_in_brackets_that_are_no_figure_are_words(dispute: Dispute) -> None:
    assert shown(dispute, "he wrote [[sic and so on") == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (9, "nine"),
        (21, "twenty-one"),
        (105, "one hundred and five"),
        ("2.6", "two point six"),
    ],
)
def test_numbers_in_words(number: object, words: str) -> None:
    assert number_in_words(number) == words
