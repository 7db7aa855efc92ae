"""A mail is kept whole, once, and what it says waits for a person. Nobody is written to."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dispute.log import PrivateJsonFormatter
from dispute.models import Dispute, OutgoingMail
from solidarity import consent
from solidarity.mailbox import taking
from solidarity.mailbox.taking import TooLargeError, take
from solidarity.models import Message, ReceivedMail
from tests import factories as make

from .writing import WORDS, a_mail

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
Door = ReceivedMail.Door


def taken(raw: bytes, dispute: Dispute | None = None, **more: Any) -> taking.Taken:
    known: dict[str, Any] = {"door": Door.MAILBOX, "at": AT}
    return take(raw, dispute or make.make_dispute(), **(known | more))


def test_a_mail_becomes_a_message_that_waits() -> None:
    raw = a_mail()
    mail = taken(raw).mail
    message = Message.objects.get()
    assert (mail.what, mail.message, bytes(mail.raw)) == ("message", message, raw)
    assert (message.status, message.channel, message.has_basis) == ("pending", "e-mail", False)
    assert message.body.startswith("Dear all,\n\nWe stand with you")
    assert (message.name, message.email) == ("Ines Example", "ines@example.org")
    assert message.received_on == date(2026, 3, 3)


def test_nobody_is_written_to_until_a_person_asks() -> None:
    make.make_branch()
    taken(a_mail())
    consent.ask_those_who_wait(AT)
    assert not OutgoingMail.objects.exists()
    consent.ask_consent(Message.objects.get(), at=AT)
    assert OutgoingMail.objects.get().to == "ines@example.org"


def test_the_same_mail_a_second_time_is_the_first() -> None:
    dispute = make.make_dispute()
    first, second = taken(a_mail(), dispute), taken(a_mail(), dispute)
    assert (first.is_new, second.is_new) == (True, False)
    assert second.mail == first.mail
    assert (ReceivedMail.objects.count(), Message.objects.count()) == (1, 1)


def test_one_mail_can_be_for_two_disputes() -> None:
    assert taken(a_mail()).is_new
    assert taken(a_mail()).is_new
    assert Message.objects.count() == 2


def test_a_copy_by_another_way_is_kept_and_makes_no_second_message() -> None:
    dispute = make.make_dispute()
    first = taken(a_mail(), dispute).mail
    copy = taken(b"Received: by another.example; 3 Mar 2026\n" + a_mail(), dispute)
    assert copy.is_new
    assert (copy.mail.what, copy.mail.duplicate_of) == ("duplicate", first)
    assert bytes(copy.mail.raw).startswith(b"Received:")
    third = taken(b"Received: by a third.example\n" + a_mail(), dispute).mail
    assert third.duplicate_of == first
    assert Message.objects.count() == 1


def test_other_words_under_the_same_id_are_held_for_a_person() -> None:
    dispute = make.make_dispute()
    first = taken(a_mail(), dispute).mail
    for words in ("Keep going, we are all behind you here.", "Another one entirely, and as warm."):
        other = taken(a_mail(words), dispute).mail
        assert (other.what, other.duplicate_of, other.message) == ("held", first, None)
        assert "same Message-ID" in other.why


def test_mails_without_an_id_are_told_apart_by_their_bytes() -> None:
    dispute = make.make_dispute()
    assert taken(a_mail(message_id=""), dispute).mail.message
    assert taken(a_mail("Other words, and as warm as ever.", message_id=""), dispute).mail.message


def test_a_message_and_its_mail_are_saved_together_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dispute = make.make_dispute()

    def killed(self: ReceivedMail, **_more: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ReceivedMail, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            taken(a_mail(), dispute)
    assert not Message.objects.exists()
    assert taken(a_mail(), dispute).is_new


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("Tue, 03 Mar 2026 09:30:00 +0000", date(2026, 3, 3)),
        ("Thu, 05 Mar 2026 23:30:00 -0500", date(2026, 3, 5)),
        ("Wed, 03 Mar 2027 09:30:00 +0000", date(2026, 3, 5)),
        ("Thu, 01 Jan 1970 00:00:00 +0000", date(2026, 3, 5)),
        ("Sun, 28 Jun 2015 23:30:00 +0000", date(2015, 6, 29)),
        ("yesterday", date(2026, 3, 5)),
        ("", date(2026, 3, 5)),
    ],
)
def test_the_day_is_the_mails_own_in_london_where_it_can_be_believed(sent: str, day: date) -> None:
    mail = taken(a_mail(date=sent)).mail
    assert mail.message
    assert mail.message.received_on == day


@pytest.mark.parametrize("body", ["", "\n \n", "All of us. " * 20_000], ids=["", "blank", "long"])
def test_what_makes_no_message_is_held_whole(body: str) -> None:
    raw = a_mail(body, subject="")
    mail = taken(raw).mail
    assert (mail.what, mail.message, bytes(mail.raw)) == ("held", None, raw)
    assert mail.why


@pytest.mark.parametrize("raw", [b"", b"\x00\xff" * 50, b"From: \x00\nSubject: \xff\n\n\x00\x00"])
def test_rubbish_is_held_whole_and_stored_by_both_databases(raw: bytes) -> None:
    mail = taken(raw).mail
    mail.refresh_from_db()
    assert bytes(mail.raw) == raw
    assert not Message.objects.exclude(status="pending").exists()


def test_an_automatic_reply_makes_no_message() -> None:
    mail = taken(a_mail("I am away until Monday.", auto_submitted="auto-replied")).mail
    assert (mail.what, mail.message) == ("autoreply", None)


def test_a_guess_too_long_for_its_field_is_left_out_and_stays_in_the_mail() -> None:
    name = "Ines " + "Example " * 40
    mail = taken(a_mail(WORDS, **{"from": f'"{name}" <ines@example.org>'})).mail
    assert mail.message
    assert len(mail.message.name) <= 200


def test_a_mail_larger_than_the_site_keeps_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "LARGEST", 100)
    with pytest.raises(TooLargeError):
        taken(a_mail())
    assert not ReceivedMail.objects.exists()


def test_whoever_took_it_in_is_remembered(officer: Any) -> None:
    mail = taken(a_mail(), door=Door.UPLOAD, by=officer, at=AT + timedelta(days=1)).mail
    assert mail.message
    assert (mail.entered_by, mail.message.entered_by, mail.door) == (officer, officer, "upload")


def test_a_mail_that_breaks_the_parser_is_held_whole(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(raw: bytes) -> None:
        raise RecursionError("Ines Example wrote this")

    monkeypatch.setattr(taking, "parse", broken)
    mail = taken(a_mail()).mail
    assert (mail.what, bytes(mail.raw)) == ("held", a_mail())
    (line,) = map(PrivateJsonFormatter().format, caplog.records)
    assert '"error": "RecursionError", "where": [' in line
    assert "Ines" not in line
