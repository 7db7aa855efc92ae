"""Whatever goes wrong at the mail server is one plain sentence, kept until it works again."""

import logging
import re
import socket
import ssl
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DataError, OperationalError, connection
from django.test import Client
from pytest_django import Settings

from dispute.log import PrivateJsonFormatter
from dispute.models import Dispute
from solidarity.mailbox.collecting import collect as collecting
from solidarity.mailbox.collecting import server
from solidarity.mailbox.collecting.collect import collect
from solidarity.mailbox.collecting.state import mailbox_now, note_run
from solidarity.mailbox.collecting.troubles import sentence_of
from solidarity.mailbox.taking import take
from solidarity.models import MailboxState, Message, ReceivedMail
from tests import factories as make
from tests.dovecot import Mailbox
from tests.solidarity.mailbox.conftest import Bent
from tests.solidarity.mailbox.supporters import mail

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def dispute() -> Dispute:
    """The only live one, so that mails go to it."""
    return make.make_dispute()


def refuse(*_arguments: Any, **_named: Any) -> Any:
    raise socket.gaierror(-2, "Name or service not known")


# --- On the way to it -------------------------------------------


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls"])
def test_a_certificate_that_somebody_vouches_for_is_believed(
    mailbox: Mailbox, settings: Settings, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(mailbox.server.certificate))
    settings.IMAP_URL = mailbox.url(scheme, host="localhost", taken="Dispute")
    mailbox.put(mail(1))

    assert (collect(at=AT).taken, collect(at=AT).trouble) == (1, "")


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls"])
def test_a_certificate_of_nobody_is_refused_before_the_password(
    mailbox: Mailbox, settings: Settings, scheme: str
) -> None:
    settings.IMAP_URL = mailbox.url(scheme, host="localhost", taken="Dispute")
    mailbox.put(mail(1))

    done = collect(at=AT)

    assert "vouched for by nobody whom this machine trusts" in done.trouble
    assert mailbox.user not in (mailbox.server.folder / "log").read_text()


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls"])
def test_a_certificate_for_another_name_is_refused(
    mailbox: Mailbox, settings: Settings, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(mailbox.server.certificate))
    settings.IMAP_URL = mailbox.url(scheme, taken="Dispute")

    assert "is for another name" in collect(at=AT).trouble


def test_a_certificate_that_is_out_of_date_is_told() -> None:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = 10
    assert "is out of date" in sentence_of(error)


def test_tls_on_a_port_without_it_is_told(mailbox: Mailbox, settings: Settings) -> None:
    settings.IMAP_URL = mailbox.url("imaps", host="localhost", port=mailbox.server.port)

    assert "does not speak TLS as IMAP_URL says" in collect(at=AT).trouble


def test_a_server_without_starttls_is_told(
    mailbox: Mailbox, settings: Settings, bent: Bent
) -> None:
    port = bent(mailbox, heard=lambda said: said.replace(b" STARTTLS", b""))
    settings.IMAP_URL = mailbox.url("imap+starttls", port=port)

    assert "offers no STARTTLS" in collect(at=AT).trouble


def test_a_server_that_wants_encryption_is_told(
    mailbox: Mailbox, settings: Settings, bent: Bent
) -> None:
    port = bent(mailbox, heard=lambda said: said.replace(b" AUTH=PLAIN", b" LOGINDISABLED"))
    settings.IMAP_URL = mailbox.url(port=port)

    assert "wants encryption" in collect(at=AT).trouble


def test_a_host_that_is_none_is_told(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert "cannot be found: check the name of the host" in collect(at=AT).trouble


def test_a_port_where_nothing_answers_is_told(mailbox: Mailbox, settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    settings.IMAP_URL = mailbox.url(port=port)

    assert "check host and port" in collect(at=AT).trouble


def test_a_server_that_falls_silent_is_left(
    mailbox: Mailbox, settings: Settings, bent: Bent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "TIMEOUT_SECONDS", 0.3)
    port = bent(mailbox, asked=lambda said: b"" if b"SEARCH" in said else said)
    settings.IMAP_URL = mailbox.url(port=port)

    assert "did not answer in time" in collect(at=AT).trouble


# --- At the server ----------------------------------------------


def test_a_wrong_password_is_told_without_it(
    mailbox: Mailbox,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.IMAP_URL = mailbox.url().replace("pencil", "crayon")

    with caplog.at_level(logging.DEBUG), pytest.raises(CommandError) as refused:
        call_command("collect_mail")

    assert "refuses the name or the password" in str(refused.value)
    assert refused.value.returncode == 1
    said = str(refused.value) + str(capsys.readouterr())
    said += "".join(PrivateJsonFormatter().format(each) for each in caplog.records)
    for secret in ("crayon", mailbox.user, "127.0.0.1"):
        assert secret not in said + MailboxState.objects.get().trouble


def test_a_name_in_other_letters_is_sent_as_it_is(mailbox: Mailbox, settings: Settings) -> None:
    settings.IMAP_URL = mailbox.url().replace("pencil", "Bleistift%C3%A4")

    assert collect(at=AT).is_refused


def test_a_server_that_is_busy_is_no_wrong_password(
    mailbox: Mailbox, settings: Settings, bent: Bent
) -> None:
    def busy(said: bytes) -> bytes:
        return re.sub(rb"OK (\[.*\] )?Logged in", b"NO [UNAVAILABLE] Later", said)

    settings.IMAP_URL = mailbox.url(port=bent(mailbox, heard=busy))
    done = collect(at=AT)

    assert "it is tried again" in done.trouble
    assert not done.is_refused


def test_a_folder_that_is_missing_is_told(mailbox: Mailbox, settings: Settings) -> None:
    settings.IMAP_URL = mailbox.url().replace("/INBOX", "/Messages")

    assert "has no folder of the name" in collect(at=AT).trouble


def test_a_mailbox_that_may_not_be_changed_is_told(
    mailbox: Mailbox, settings: Settings, bent: Bent
) -> None:
    port = bent(mailbox, asked=lambda said: said.replace(b" SELECT ", b" EXAMINE "))
    settings.IMAP_URL = mailbox.url(port=port)

    assert "may be read but not changed" in collect(at=AT).trouble


@pytest.mark.parametrize("end", [None, b"* BYE Shutting down\r\n"])
def test_a_connection_that_is_lost_loses_nothing(
    mailbox: Mailbox, settings: Settings, bent: Bent, end: bytes | None
) -> None:
    def cut(said: bytes) -> bytes | None:
        return end if b"UID 3 BODY[]" in said else said

    whole = settings.IMAP_URL
    settings.IMAP_URL = mailbox.url(port=bent(mailbox, heard=cut), taken="Dispute")
    mailbox.put(*(mail(n) for n in range(5)))

    broken = collect(at=AT)
    settings.IMAP_URL = whole
    done = collect(at=AT)

    assert (broken.taken, broken.left) == (2, 3)
    assert "connection to the mail server was lost" in broken.trouble
    assert (done.taken, done.known, done.trouble) == (3, 2, "")
    assert ReceivedMail.objects.count() == Message.objects.count() == 5
    assert len(mailbox.mails("Dispute")) == 5


def test_a_mail_that_the_server_keeps_to_itself_stops_no_other(
    mailbox: Mailbox, settings: Settings, bent: Bent
) -> None:
    port = bent(mailbox, asked=lambda said: said.replace(b"FETCH 2 (BODY", b"FETCH 2 (NOBODY"))
    settings.IMAP_URL = mailbox.url(port=port, taken="Dispute")
    mailbox.put(mail(1), mail(2), mail(3))

    done = collect(at=AT)

    assert (done.taken, done.left, mailbox.mails()) == (2, 1, [mail(2)])
    assert done.trouble.startswith("A mail could not be stored and stays in the mailbox")
    assert "number 2 of " in done.trouble


# --- Here -------------------------------------------------------


def failing(error: Exception, *, on: bytes) -> Any:
    def maybe(raw: bytes, *arguments: Any, **named: Any) -> Any:
        if on in raw:
            raise error
        return take(raw, *arguments, **named)

    return maybe


def test_a_mail_that_cannot_be_stored_stops_no_other(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = failing(DataError("supporter-2@example.org"), on=b"number 2 ")
    mailbox.put(mail(1), mail(2), mail(3))
    with monkeypatch.context() as patched:
        patched.setattr(collecting, "take", broken)
        first = collect(at=AT)

    assert (first.taken, first.left, mailbox.mails()) == (2, 1, [mail(2)])
    assert "number 2 of " in first.trouble == MailboxState.objects.get().trouble
    said = "".join(PrivateJsonFormatter().format(each) for each in caplog.records)
    assert "could not be stored" in said
    assert "@" not in said + first.trouble
    again = collect(at=AT)
    assert (again.taken, again.trouble, mailbox.mails()) == (1, "", [])


def test_a_full_disk_stops_the_run_and_keeps_what_is_stored(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = failing(OperationalError("database or disk is full"), on=b"number 2 ")
    mailbox.put(*(mail(n) for n in range(5)))
    with monkeypatch.context() as patched:
        patched.setattr(collecting, "take", broken)
        done = collect(at=AT)

    assert (done.taken, len(mailbox.mails("Dispute"))) == (2, 2)
    assert "The disk of the site is full: make room." in done.trouble
    assert (collect(at=AT).taken, len(mailbox.mails())) == (3, 0)


@pytest.mark.sqlite_only
def test_a_database_that_may_not_grow_is_a_full_disk(mailbox: Mailbox) -> None:
    note_run(at=AT)
    mailbox.put(mail(1, body="word " * 100_000), mail(2))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 5}")
        try:
            done = collect(at=AT)
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")

    assert "The disk of the site is full" in done.trouble
    assert collect(at=AT).taken == 2


def test_a_dispute_is_named_or_the_only_live_one(
    mailbox: Mailbox, settings: Settings, dispute: Dispute
) -> None:
    other = make.make_dispute()
    mailbox.put(mail(1))
    assert "More than one dispute is live" in collect(at=AT).trouble

    settings.IMAP_URL = mailbox.url(taken="Dispute", dispute="none-of-ours")
    assert "names no dispute of this site" in collect(at=AT).trouble

    Dispute.objects.update(status="settled")
    settings.IMAP_URL = mailbox.url(taken="Dispute")
    assert "No dispute is live" in collect(at=AT).trouble

    settings.IMAP_URL = mailbox.url(taken="Dispute", dispute=other.slug)
    assert collect(at=AT).taken == 1
    assert ReceivedMail.objects.get().dispute == other


# --- Told -------------------------------------------------------


def test_the_admin_says_what_is_wrong_until_it_works_again(
    mailbox: Mailbox, settings: Settings, officer_client: Client, rep_client: Client
) -> None:
    whole = settings.IMAP_URL
    settings.IMAP_URL = whole.replace("pencil", "crayon")
    with time_machine.travel(AT, tick=False):
        collect()
        collect(at=AT + timedelta(minutes=1))
        index, mails = officer_client.get("/admin/").text, officer_client.get("/admin/mails/").text
        assert "refuses the name or the password" not in rep_client.get("/admin/").text
        settings.IMAP_URL = whole
        collect()
        well = officer_client.get("/admin/").text + officer_client.get("/admin/mails/").text

    for page in (index, mails):
        assert "The mail server refuses the name or the password in IMAP_URL" in page
        assert "Since 3 March 2026, 09:00." in page
    assert "refuses" not in well
    assert "The mailbox was last read on 3 March 2026, 09:00." in well


def test_a_mailbox_that_nobody_looks_into_is_told(mailbox: Mailbox) -> None:
    def trouble(at: datetime) -> str:
        now = mailbox_now(at)
        assert now
        return now.trouble

    assert "Nobody has looked into the mailbox yet" in trouble(AT)
    note_run(at=AT, taken=2)
    note_run(at=AT, taken=1)
    assert trouble(AT + timedelta(minutes=19)) == ""
    assert "whether the disk is full" in trouble(AT + timedelta(minutes=21))
    assert MailboxState.objects.get().taken == 3


def test_a_site_without_a_mailbox_says_nothing_of_it(officer_client: Client) -> None:
    assert mailbox_now(AT) is None
    assert "mailbox" not in officer_client.get("/admin/mails/").text.lower()
