"""Whatever was read out of a mail, or entered because of it, is erased with it."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from dispute.models import Erasure
from dispute.privacy.reports import erase_about, report_about
from solidarity.mailbox import dealing
from solidarity.mailbox.taking import take
from solidarity.models import Invitation, Message, Pledge, ReceivedMail
from solidarity.withdrawing import withdraw
from tests import factories as make
from tests.dispute.privacy.test_retention import counts
from tests.tables import everything

from .writing import a_mail

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 9, tzinfo=UTC)
SECRET = "zq7secret"
OFFERED = [
    {"what": "gift", "sentence": "We give £150.", "amount": "150", "state": "", "row": None},
    {"what": "speaker", "sentence": "Come to us.", "amount": "", "state": "", "row": None},
]
# A mail that says the word in every place out of which anything is read.
EVERYWHERE = f"""From: Ines {SECRET} <{SECRET}@example.org>
Reply-To: other-{SECRET}@example.org
Subject: {SECRET}
Message-ID: <{SECRET}@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=part

--part
Content-Type: text/plain; charset=utf-8

Dear all,

We stand with you, {SECRET}. We donate £150 to your strike fund, {SECRET}.

In solidarity,
Ines {SECRET}
Branch Secretary {SECRET}
{SECRET} Branch, Unison

--part
Content-Type: application/pdf; name={SECRET}.pdf
Content-Disposition: attachment; filename={SECRET}.pdf

{SECRET}
--part--
""".encode()


def held(**fields: object) -> ReceivedMail:
    """Return a mail of Ines that is held for a person, and offers a gift and asks for a speaker."""
    guesses = {"name": {"text": SECRET, "sure": 1}, "organisation": {"text": SECRET, "sure": 1}}
    known = {"guesses": guesses, "suggestions": [dict(each) for each in OFFERED]}
    return make.make_received_mail(raw=a_mail("", subject=""), **{**known, **fields})


def enter_both(mail: ReceivedMail) -> None:
    """Enter the gift and the request of a mail."""
    for number, enter in enumerate((enter_gift, enter_request)):
        mail.refresh_from_db()
        enter(mail, number)


def enter_gift(mail: ReceivedMail, number: int = 0) -> None:
    dealing.make_pledge(mail, number, Decimal(150), by=None, at=AT, edition=mail.edition)


def enter_request(mail: ReceivedMail, number: int = 1) -> None:
    dealing.make_invitation(mail, number, by=None, at=AT, edition=mail.edition)


def made_message(mail: ReceivedMail) -> Message:
    mail.refresh_from_db()
    said = dict.fromkeys(("role", "place", "email"), "") | {
        "body": SECRET, "name": SECRET, "organisation": SECRET, "kind": "union",
        "received_on": AT.date(),
    }  # fmt: skip
    return dealing.make_message(mail, said, by=None, at=AT, edition=mail.edition)


def test_nothing_that_was_read_out_of_a_mail_is_left_of_it() -> None:
    mail = take(EVERYWHERE, make.make_dispute(), door=ReceivedMail.Door.MAILBOX, at=AT).mail
    for kept in (mail.raw, mail.guesses, mail.left_out, mail.suggestions, mail.addresses):
        assert SECRET in str(kept)
    assert mail.message
    withdraw(mail.message, at=AT)
    assert SECRET not in everything()


def test_nothing_is_left_of_a_mail_that_was_kept_long_enough() -> None:
    dispute = make.make_dispute()
    raw = EVERYWHERE.replace(b"Subject: ", b"Auto-Submitted: auto-replied\nSubject: ")
    mail = take(raw, dispute, door=ReceivedMail.Door.MAILBOX, at=AT - timedelta(days=30)).mail
    assert mail.what == "autoreply"
    assert counts(AT) == {"decided_received_mails": 1}
    # The log of erasures says what was erased in words, and so does no more.
    assert SECRET not in everything()
    assert Erasure.objects.count() == 1


def test_what_was_entered_before_there_was_a_message_goes_with_it() -> None:
    mail = held()
    enter_both(mail)
    message = made_message(mail)
    assert (Pledge.objects.get().message, Invitation.objects.get().message) == (message, message)
    withdraw(message, at=AT)
    assert SECRET not in everything()
    assert Pledge.objects.get().amount == 150


def test_what_was_entered_outlives_a_message_whose_time_is_over() -> None:
    mail = held()
    enter_both(mail)
    withdraw(made_message(mail), at=AT, reason=Erasure.Why.RETENTION)
    mail.refresh_from_db()
    assert (mail.erased_at is None, mail.guesses) == (False, {})
    pledge, invitation = Pledge.objects.get(), Invitation.objects.get()
    assert (pledge.name, invitation.organisation) == (SECRET, SECRET)


def test_what_was_entered_from_a_copy_goes_with_the_message() -> None:
    first = make.make_received_mail(raw=a_mail())
    raw = b"Received: by example.net\n" + a_mail()
    told = {"guesses": {"name": {"text": SECRET, "sure": 1}}, "suggestions": OFFERED}
    copy = make.make_received_mail(raw=raw, dispute=first.dispute, **told)
    assert (copy.what, copy.message) == ("duplicate", None)
    enter_both(copy)
    assert Pledge.objects.get().message == first.message
    assert first.message
    withdraw(first.message, at=AT)
    assert SECRET not in everything()


def test_whoever_asks_is_told_of_what_was_entered_from_a_mail_without_a_message() -> None:
    enter_both(held())
    report = report_about("ines@example.org", at=AT)
    assert {"pledges", "invitations"} <= {part.name for part in report.parts}
    other = report_about("sam@example.org", at=AT)
    assert "pledges" not in {part.name for part in other.parts}
    erase_about("ines@example.org", at=AT, by=None)
    assert SECRET not in everything()


def test_what_was_answered_stays_so_when_a_mail_is_read_again() -> None:
    mail = held()
    enter_gift(mail)
    mail.refresh_from_db()
    dealing.read_again(mail, by=None, at=AT, edition=mail.edition)
    mail.refresh_from_db()
    (answered,) = mail.suggestions
    assert (answered["state"], answered["row"]) == ("made", Pledge.objects.get().pk)


def test_a_gift_is_not_offered_again_when_its_mail_is_read_again() -> None:
    mail = make.make_received_mail(raw=EVERYWHERE)
    Message.objects.all().delete()
    ReceivedMail.objects.update(what="held", message=None)
    mail.refresh_from_db()
    assert [each["what"] for each in mail.suggestions] == ["gift"]
    enter_gift(mail)
    mail.refresh_from_db()
    dealing.read_again(mail, by=None, at=AT, edition=mail.edition)
    mail.refresh_from_db()
    assert [each["state"] for each in mail.suggestions] == ["made"]
    assert Pledge.objects.get().message == mail.message
