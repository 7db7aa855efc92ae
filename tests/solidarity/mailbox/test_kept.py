"""How long mails are kept, what is erased with a message, and that nothing of one is public."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from dispute.models import Dispute, Erasure, OutgoingMail
from dispute.packs.exporting import export_pack
from dispute.privacy.held import holdings
from dispute.privacy.reports import erase_about, report_about
from solidarity import consent, moderation
from solidarity.mailbox.taking import take
from solidarity.models import Message, ReceivedMail
from solidarity.withdrawing import withdraw
from tests import factories as make
from tests.dispute.privacy.test_retention import counts
from tests.tables import everything

from .writing import a_mail

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 9, tzinfo=UTC)
MONTH, A_MOMENT = timedelta(days=30), timedelta(seconds=1)
SECRET = "zq7secret"


def secret_mail(sent_by: str = "Ines Example <ines@example.org>", **head: str) -> ReceivedMail:
    """Return a mail that says a word that nothing else does, and its message."""
    head |= {"from": sent_by, "subject": SECRET}
    raw = a_mail(f"Dear all, we stand with you, {SECRET}.\n", **head)
    at = AT - 3 * MONTH
    return take(raw, make.make_dispute(), door=ReceivedMail.Door.MAILBOX, at=at).mail


@pytest.mark.parametrize(("age", "goes"), [(MONTH, True), (MONTH - A_MOMENT, False)])
def test_a_mail_goes_thirty_days_after_its_message_was_decided(age: timedelta, goes: bool) -> None:
    mail = secret_mail()
    message = mail.message
    assert message
    consent.agree_to_publish(message, consent.current_wording("publish"), at=AT, channel="web")
    moderation.publish(message, by=None, at=AT - age)
    expected = {"decided_received_mails": 1} if goes else {}
    assert counts(AT, dry_run=True) == counts(AT) == expected
    mail.refresh_from_db()
    assert (bytes(mail.raw) == b"") is goes
    assert mail.message == message
    assert counts(AT) == {}


@pytest.mark.parametrize(("age", "goes"), [(MONTH, True), (MONTH - A_MOMENT, False)])
@pytest.mark.parametrize("what", ["autoreply", "bounce", "calendar", "duplicate"])
def test_what_machines_wrote_goes_thirty_days_after_it_came(
    what: str, age: timedelta, goes: bool
) -> None:
    mail = make.make_received_mail(raw=a_mail(""))
    ReceivedMail.objects.filter(pk=mail.pk).update(what=what, received_at=AT - age)
    assert counts(AT) == ({"decided_received_mails": 1} if goes else {})


@pytest.mark.parametrize(("age", "goes"), [(MONTH, True), (MONTH - A_MOMENT, False)])
def test_what_was_set_aside_goes_thirty_days_later(age: timedelta, goes: bool) -> None:
    mail = make.make_received_mail(raw=a_mail("", subject=""))
    ReceivedMail.objects.filter(pk=mail.pk).update(looked_at=AT - age)
    assert counts(AT) == ({"decided_received_mails": 1} if goes else {})


def test_what_waits_for_a_person_is_kept_until_the_dispute_is_over() -> None:
    dispute = make.make_dispute()
    held = make.make_received_mail(raw=a_mail("", subject=""), dispute=dispute)
    ReceivedMail.objects.filter(pk=held.pk).update(received_at=AT - 40 * MONTH)
    assert counts(AT) == {}
    Dispute.objects.filter(pk=dispute.pk).update(status="closed", closed_on=date(2026, 3, 10))
    # What came since, out of an old mailbox, is there long enough to be read.
    raw = a_mail("", subject="", message_id="<late@example.org>")
    late = make.make_received_mail(raw=raw, dispute=dispute)
    ReceivedMail.objects.filter(pk=late.pk).update(received_at=AT - timedelta(days=29))
    assert counts(AT) == {"received_mails": 1}
    assert counts(AT + timedelta(days=1)) == {"received_mails": 1}


def test_a_message_taken_back_takes_its_mail_and_its_copies_along() -> None:
    mail = secret_mail()
    copy = b"Received: by example.net\n" + bytes(mail.raw)
    take(copy, mail.dispute, door=ReceivedMail.Door.MAILBOX, at=AT)
    assert SECRET in everything()
    assert mail.message
    withdraw(mail.message, at=AT)
    assert SECRET not in everything()
    assert "ines@example.org" not in everything()


def test_a_message_that_an_officer_deletes_takes_its_mail_along(officer_client: Any) -> None:
    mail = secret_mail()
    path = f"/admin/solidarity/message/{mail.message_id}/delete/"
    officer_client.post(path, {"post": "yes"})
    assert not Message.objects.exists()
    assert SECRET not in everything()


def test_what_was_erased_is_not_taken_in_again_nor_its_copy() -> None:
    mail = secret_mail()
    raw, message = bytes(mail.raw), mail.message
    assert message
    withdraw(message, at=AT)
    for each in (raw, b"Received: by example.net\n" + raw):
        again = take(each, mail.dispute, door=ReceivedMail.Door.FILE, at=AT).mail
        assert (again.is_erased, bytes(again.raw)) == (True, b"")
    assert Message.objects.count() == 1
    assert SECRET not in everything()


def test_an_erased_mail_holds_nothing_also_in_the_database() -> None:
    mail = secret_mail()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceivedMail.objects.filter(pk=mail.pk).update(erased_at=AT)


def test_a_report_finds_a_mail_by_any_address_that_sent_it() -> None:
    secret_mail(reply_to="Ines <other@example.org>")
    secret_mail(message_id="<two@example.org>", sent_by="Sam <sam@example.org>")
    for address in ("INES@example.org", " other@example.org "):
        report = json.loads(json.dumps(report_about(address, at=AT).as_data()))
        (part,) = [each for each in report["held"] if each["name"] == "received_mails"]
        assert len(part["entries"]) == 1
        assert SECRET in part["entries"][0]["values"]["mail"]
    report = report_about("nes@example.org", at=AT)
    assert "received_mails" not in {part.name for part in report.parts}


def test_erasing_an_address_erases_its_mails_and_logs_how_many() -> None:
    secret_mail()
    held = make.make_received_mail(raw=a_mail("", subject=SECRET, message_id=""))
    ReceivedMail.objects.filter(pk=held.pk).update(what="held", message=None)
    erase_about("ines@example.org", at=AT, by=None)
    assert SECRET not in everything()
    assert all(each.is_erased for each in ReceivedMail.objects.all())
    assert {row.kind for row in Erasure.objects.all()} == {"message", "received mail"}


def test_the_page_about_privacy_says_what_is_held_of_mails() -> None:
    titles = [each.title for each in holdings(AT)]
    assert "Mails of solidarity" in titles
    said = str(next(each for each in holdings(AT) if each.title == "Mails of solidarity").kept)
    assert "for 30 days after it was decided about" in said


def test_no_pack_holds_anything_of_a_mail(tmp_path: Path) -> None:
    make.make_branch()
    mail = secret_mail()
    ReceivedMail.objects.filter(pk=mail.pk).update(what="held", message=None)
    Message.objects.all().delete()
    export_pack(mail.dispute, tmp_path / "private")
    export_pack(mail.dispute, tmp_path / "public", public=True)
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert files
    assert not [each for each in files if SECRET.encode() in each.read_bytes()]


def test_declining_what_nobody_asked_about_writes_to_nobody() -> None:
    make.make_branch()
    message = secret_mail().message
    assert message
    moderation.decline(message, by=None, reason="An advertisement", at=AT)
    assert not OutgoingMail.objects.exists()


def test_declining_tells_whoever_was_asked() -> None:
    make.make_branch()
    message = secret_mail().message
    assert message
    consent.ask_consent(message, at=AT)
    moderation.decline(message, by=None, reason="An advertisement", at=AT)
    assert set(OutgoingMail.objects.values_list("kind", flat=True)) >= {"declined"}
