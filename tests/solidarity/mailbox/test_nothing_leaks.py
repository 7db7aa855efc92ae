"""Nothing of a mail is on any public address, in a search's answer, a log, or a rep's admin."""

import html
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from urllib.parse import quote, unquote

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dispute.log import PrivateJsonFormatter
from solidarity import moderation
from solidarity.mailbox import dealing
from solidarity.mailbox.taking import take
from solidarity.models import Invitation, Message, Pledge, ReceivedMail
from tests import factories as make
from tests.addresses import addresses, whole_site
from tests.reading import read

from .writing import a_mail

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 12, tzinfo=UTC)
SECRET = "Zqsecret"
RAW = f"""Received: from {SECRET}.example
From: Ines {SECRET} <{SECRET}@example.org>
Subject: {SECRET}
Message-ID: <{SECRET}@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=part

--part
Content-Type: text/plain; charset=utf-8

Dear all,

We donate £150 to your strike fund, {SECRET}. Could you send a speaker to our meeting, {SECRET}?

In solidarity,
Ines {SECRET}
Branch Secretary {SECRET}
{SECRET} Branch, Unison

--part
Content-Type: application/pdf; name={SECRET}.pdf

{SECRET}
--part--
""".encode()


@pytest.fixture
def public_paths() -> list[str]:
    """Return every public address of a site with mails of every kind, and searches for them."""
    site = whole_site(slug="library")
    make.make_wall_settings(dispute=site.dispute, pledges_public=True)
    mail = take(RAW, site.dispute, door=ReceivedMail.Door.MAILBOX, at=AT).mail
    for other in (
        b"Received: again\n" + RAW,
        RAW.replace(b"Message-ID: <", b"Auto-Submitted: auto-replied\nMessage-ID: <auto."),
        a_mail("", subject="", message_id=f"<held.{SECRET}@example.org>", to=SECRET),
    ):
        take(other, site.dispute, door=ReceivedMail.Door.UPLOAD, at=AT)
    kinds = set(ReceivedMail.objects.values_list("what", flat=True))
    assert kinds == {"message", "duplicate", "autoreply", "held"}
    enter(mail)
    publish_as_supporter(mail)
    wall = f"{site.dispute.get_absolute_url()}wall/"
    asked = (
        SECRET,
        SECRET[:4],
        f"{SECRET[:4]}*",
        SECRET[:-1] + "s",
        f"{SECRET}@example.org",
        "Ines",
    )
    searches = [f"{wall}?q={quote(each)}" for each in asked]
    parts = [f"{each}&kind=union" for each in searches]
    own = [f"{wall}display/?since=0", f"{wall}embed/?count=20", message_path(mail)]
    return [*addresses(site).values(), *searches, *parts, *own]


def enter(mail: ReceivedMail) -> None:
    """Enter the gift and the request that a mail suggests."""
    said = [each["what"] for each in mail.suggestions]
    for number, what in enumerate(said):
        mail.refresh_from_db()
        if what == "gift":
            dealing.make_pledge(mail, number, Decimal(150), by=None, at=AT, edition=mail.edition)
        else:
            dealing.make_invitation(mail, number, by=None, at=AT, edition=mail.edition)
    assert SECRET in Pledge.objects.get().name
    assert SECRET in Invitation.objects.get().contact


def publish_as_supporter(mail: ReceivedMail) -> None:
    """Put the message of a mail on the wall, in other words and without a name."""
    message = mail.message
    assert message
    assert SECRET in f"{message.name} {message.organisation}"
    message.body, message.display = "The words of a supporter.", Message.Display.SUPPORTER
    message.consent_basis, message.source = Message.Basis.ALREADY_PUBLIC, SECRET
    moderation.publish(message, by=None, at=AT)


def message_path(mail: ReceivedMail) -> str:
    assert mail.message
    return mail.message.get_absolute_url()


def test_public_addresses_and_searches_tell_nothing_of_a_mail(
    public_paths: list[str], client: Client
) -> None:
    seen = ""
    for path in public_paths:
        text = html.unescape(read(client, path))
        if "?q=" in path:
            # A page of results repeats what was typed.
            assert "The words of a supporter" not in text
            asked = path.partition("?q=")[2].partition("&")[0]
            text = text.replace(asked, "").replace(unquote(asked), "")
        assert (path, SECRET.casefold() in text.casefold()) == (path, False)
        seen += text
    assert "The words of a supporter" in seen


def test_a_rep_sees_no_mail_and_no_name_that_is_not_shown(
    public_paths: list[str], rep_client: Client
) -> None:
    message, mail = Message.objects.get(body__startswith="The words"), ReceivedMail.objects.first()
    assert mail
    own = f"/admin/solidarity/message/{message.pk}/"
    refused = ("/admin/mails/", f"/admin/mails/?mail={mail.pk}", "/admin/queue/", f"{own}history/")
    assert [rep_client.get(path).status_code for path in refused] == [403] * 4
    for path in ("/admin/", "/admin/solidarity/message/", f"{own}change/"):
        answer = rep_client.get(path)
        assert (answer.status_code, SECRET.casefold() in answer.text.casefold()) == (200, False)
    found = rep_client.get("/admin/solidarity/message/", {"q": SECRET})
    assert "The words of a supporter" not in found.text


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that is logged from now on, as the site writes it."""
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(PrivateJsonFormatter())
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for each in loggers:
        each.addHandler(handler)
    yield lines
    for each in loggers:
        each.removeHandler(handler)


def test_logs_tell_nothing_of_a_mail(
    log: StringIO, public_paths: list[str], client: Client
) -> None:
    client.get("/library/wall/", {"q": SECRET})
    lines = log.getvalue()
    assert "<slug:slug>/wall/" in lines
    assert SECRET.casefold() not in lines.casefold()


@pytest.mark.parametrize("do", ["make", "aside", "up", "again", "pledge", "invitation", "no"])
def test_no_other_site_presses_a_button_of_a_mail(do: str, officer: User) -> None:
    mail = make.make_received_mail(raw=a_mail("", subject=""))
    there = Client(enforce_csrf_checks=True)
    there.force_login(officer)
    answer = there.post(f"/admin/mails/?mail={mail.pk}", {"do": do, "edition": mail.edition})
    mail.refresh_from_db()
    assert (answer.status_code, mail.edition) == (403, 0)


def test_a_moderator_enters_no_invitation_and_no_download_is_stored_on_its_way(
    moderator_client: Client,
) -> None:
    asks = {"what": "speaker", "sentence": "Come.", "amount": "", "state": "", "row": None}
    mail = make.make_received_mail(raw=a_mail(), suggestions=[asks])
    path = f"/admin/mails/?mail={mail.pk}"
    sent = {"do": "invitation", "number": 0, "edition": mail.edition}
    assert moderator_client.post(path, sent).status_code == 403
    assert not Invitation.objects.exists()
    assert "no-store" in moderator_client.get(f"{path}&file=1").headers["Cache-Control"]
