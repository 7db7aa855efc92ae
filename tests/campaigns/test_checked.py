"""What officers decide of numbers: published in spite of the check, or not ours."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from campaigns import checked
from campaigns.checking import Checked
from campaigns.models import CheckedNumber, OpenLetter
from dispute.models import Dispute
from tests import factories as make
from tests.campaigns import stand_in

if TYPE_CHECKING:
    from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 2, 9, tzinfo=timezone.get_default_timezone())
WRONG = "We took 9 days of strike action."


@pytest.fixture(autouse=True)
def check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispute.judging.check", stand_in.check, raising=False)


@pytest.fixture
def dispute() -> Dispute:
    """One day of strike action was taken."""
    dispute = make.make_dispute()
    make.make_strike_day(dispute=dispute, date=date(2026, 4, 3), announced_on=date(2026, 3, 1))
    return dispute


@pytest.fixture
def letter(dispute: Dispute) -> OpenLetter:
    return make.make_open_letter(
        dispute=dispute, status="draft", body=WRONG, dated=date(2026, 5, 1)
    )


def number(letter: OpenLetter) -> Checked:
    [found] = checked.check(letter)
    return found


def publish(letter: OpenLetter, by: "User", *keys: str, again: bool = False) -> None:
    checked.publish(letter, by=by, at=AT, again=again, confirmed=dict.fromkeys(keys, "Counted so."))


def test_a_letter_that_contradicts_the_record_is_not_published_unasked(
    letter: OpenLetter, officer: "User"
) -> None:
    with pytest.raises(checked.UnconfirmedError) as refused:
        publish(letter, officer)
    assert [each.finding.number for each in refused.value.warnings] == ["9"]
    letter.refresh_from_db()
    assert letter.status == "draft"
    assert not CheckedNumber.objects.exists()


def test_what_was_confirmed_is_kept_with_its_version(letter: OpenLetter, officer: "User") -> None:
    publish(letter, officer, number(letter).key)
    kept = CheckedNumber.objects.get()
    assert (kept.kind, kept.version, kept.number, kept.record) == ("confirmed", 1, "9", "1 day")
    assert (kept.marked_by, kept.marked_at, kept.note) == (officer, AT, "Counted so.")
    assert kept.history.get().history_user == officer


def test_the_history_of_the_letter_says_what_was_confirmed(
    letter: OpenLetter, officer: "User"
) -> None:
    publish(letter, officer, number(letter).key)
    said = letter.history.first().history_change_reason
    assert said == "Published in spite of the check: “9” (the record: 1 day)"
    letter.chased_on = date(2026, 5, 9)
    letter.save()
    assert letter.history.first().history_change_reason is None


def test_a_new_version_asks_no_second_time(
    letter: OpenLetter, officer: "User", moderator: "User"
) -> None:
    publish(letter, officer, number(letter).key)
    letter.body = f"Something new.\n\n{WRONG}"
    publish(letter, moderator, again=True)
    assert [each.version for each in CheckedNumber.objects.order_by("version")] == [1, 2]
    # It was Olive who confirmed it, whoever publishes it again.
    assert {each.marked_by for each in CheckedNumber.objects.all()} == {officer}


def test_another_number_and_another_record_ask_again(letter: OpenLetter, officer: "User") -> None:
    publish(letter, officer, number(letter).key)
    letter.body = WRONG.replace("9", "8")
    with pytest.raises(checked.UnconfirmedError):
        publish(letter, officer, again=True)
    letter.body = WRONG
    make.make_strike_day(
        dispute=letter.dispute, date=date(2026, 4, 4), announced_on=date(2026, 3, 1)
    )
    with pytest.raises(checked.UnconfirmedError):
        publish(letter, officer, again=True)


def test_a_number_that_is_not_ours_is_remembered(letter: OpenLetter, officer: "User") -> None:
    row = checked.mark_not_ours(letter, number(letter), by=officer, at=AT)
    assert checked.mark_not_ours(letter, number(letter), by=officer) == row
    letter.body = f"New.\n\n{WRONG}\n\nNew."
    publish(letter, officer)
    assert list(CheckedNumber.objects.all()) == [row]


def test_a_mark_can_be_taken_back_and_a_confirmation_cannot(
    letter: OpenLetter, officer: "User"
) -> None:
    checked.ask_again(checked.mark_not_ours(letter, number(letter), by=officer), by=officer)
    assert CheckedNumber.history.first().history_user == officer
    with pytest.raises(checked.UnconfirmedError):
        publish(letter, officer)
    publish(letter, officer, number(letter).key)
    with pytest.raises(ValidationError):
        checked.ask_again(CheckedNumber.objects.get(), by=officer)


def test_a_doubt_and_what_is_not_in_the_record_are_published_unasked(
    letter: OpenLetter, officer: "User"
) -> None:
    letter.body = "9 of them, 7 people."
    publish(letter, officer)
    assert not CheckedNumber.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"kind": "confirmed"}, {"kind": "not ours", "version": 1}, {"kind": "other"}]
)
def test_a_decision_that_cannot_be_is_refused(
    letter: OpenLetter, fields: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError):
        make.make_checked_number(letter=letter, **fields)


def test_a_decision_is_kept_once(letter: OpenLetter) -> None:
    make.make_checked_number(letter=letter, key="a")
    with pytest.raises(IntegrityError):
        make.make_checked_number(letter=letter, key="a")
