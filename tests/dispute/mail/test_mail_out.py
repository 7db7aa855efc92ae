"""Mail leaves once, after what caused it; a server that is down delays it and loses none."""

import logging
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from dispute.log import PrivateJsonFormatter
from dispute.mail import call_back, rounds, run_round, send_later
from dispute.mail.posting import KEPT_BACKEND
from dispute.models import Branch, OutgoingMail
from tests import factories as make
from tests import smtp

AT = datetime(2026, 3, 5, 10, tzinfo=UTC)
LATER = AT + timedelta(hours=2)
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def port(settings: Any) -> int:
    """Return a port where no mail server is yet, which the site believes in."""
    with smtp.serving() as post:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = post.port, 5
        return post.port


def queued(n: int = 1, **fields: Any) -> OutgoingMail:
    return send_later(
        "test",
        **{
            "to": f"ines{n}@example.org",
            "subject": f"Subject {n}",
            "body": f"Text {n}",
            "at": AT,
            **fields,
        },
    )


def statuses() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("status", flat=True))


# --- The transaction ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_what_rolls_back_sends_nothing() -> None:
    with transaction.atomic():
        queued()
        transaction.set_rollback(True)
    assert run_round(LATER) == 0
    assert django_mail.outbox == []


@pytest.mark.django_db
def test_mail_that_left_keeps_its_kind_and_time_alone() -> None:
    queued(about="message:abc")
    assert run_round(LATER) == 1
    (sent,) = django_mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["ines1@example.org"], "Subject 1", "Text 1")
    row = OutgoingMail.objects.get()
    assert (row.kind, row.status, row.sent_at) == ("test", "sent", LATER)
    assert (row.to, row.subject, row.body, row.about) == ("", "", "", "")
    assert run_round(LATER) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["to", "subject", "body", "about"])
@pytest.mark.parametrize("status", ["sent", "cancelled"])
def test_database_refuses_a_mail_that_left_and_kept_its_text(field: str, status: str) -> None:
    row = queued()
    empty = {"to": "", "subject": "", "body": "", "about": ""}
    sent_at = AT if status == "sent" else None
    found = OutgoingMail.objects.filter(pk=row.pk)
    with pytest.raises(IntegrityError, match="holds_nothing"), transaction.atomic():
        found.update(**{**empty, field: "x", "status": status, "sent_at": sent_at})


@pytest.mark.django_db
def test_mail_bears_the_branchs_name_and_can_be_answered() -> None:
    make.make_branch(name="Mill\nBranch", email="branch@example.org")
    queued()
    run_round(LATER)
    (sent,) = django_mail.outbox
    assert sent.from_email == "Mill Branch <branch@example.org>"
    assert sent.reply_to == ["branch@example.org"]
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_mail_of_a_site_without_a_branch_leaves_too(settings: Any) -> None:
    assert not Branch.objects.exists()
    settings.EMAIL_FROM = "post@example.org"
    queued()
    assert run_round(LATER) == 1
    assert django_mail.outbox[0].from_email == "post@example.org"


@pytest.mark.django_db
def test_subject_is_one_line_and_an_impossible_address_is_given_up() -> None:
    queued(subject="One\r\nBcc: all@example.org")
    queued(to="a@example.org\nBcc: b@example.org")
    queued(3)
    assert run_round(LATER) == 2
    assert django_mail.outbox[0].subject == "One Bcc: all@example.org"
    for hours in (4, 8):
        run_round(AT + timedelta(hours=hours))
    assert statuses() == ["sent", "failed", "sent"]


@pytest.mark.django_db
def test_mail_waits_for_its_time() -> None:
    queued(not_before=AT + timedelta(minutes=5))
    assert run_round(AT + timedelta(minutes=4)) == 0
    assert run_round(AT + timedelta(minutes=5)) == 1


# --- The mail server is down ----------------------------------------------------------------------


@pytest.mark.django_db
def test_server_that_is_down_delays_and_loses_none(port: int) -> None:
    for n in range(5):
        queued(n)
    at = AT
    for _round in range(20):
        assert run_round(at) == 0
        at += timedelta(minutes=10)
    assert statuses() == ["waiting"] * 5
    with smtp.serving(port) as post:
        assert run_round(at + timedelta(hours=1)) == 5
        assert run_round(at + timedelta(hours=9)) == 0
    assert sorted(t for m in post.mails for t in m.split() if "@example.org" in t)
    assert len(set(post.message_ids)) == 5


@pytest.mark.django_db
def test_each_failure_waits_longer_and_never_longer_than_an_hour(port: int) -> None:
    row, at = queued(), AT
    waits = []
    for _attempt in range(9):
        run_round(at)
        row.refresh_from_db()
        waits.append((row.not_before - at).total_seconds() / 60)
        at = row.not_before
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert row.last_error == "ConnectionRefusedError"


@pytest.mark.django_db
def test_refusal_for_ever_is_given_up_and_shown_and_the_others_leave(port: int) -> None:
    with smtp.serving(port) as post:
        post.answer = "550 no such mailbox"
        row = queued()
        for hours in range(3):
            run_round(AT + timedelta(hours=hours))
        row.refresh_from_db()
        assert (row.status, row.last_error) == ("failed", "SMTPRecipientsRefused")
        assert row.to
        post.answer = "250 OK"
        queued(2)
        assert run_round(LATER) == 1


@pytest.mark.django_db
def test_refusal_for_now_is_tried_again(port: int) -> None:
    with smtp.serving(port) as post:
        post.answer = "450 greylisted"
        queued()
        for hours in range(6):
            assert run_round(AT + timedelta(hours=hours)) == 0
        post.answer = "250 OK"
        assert run_round(AT + timedelta(hours=9)) == 1


# --- Workers --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_killed_worker_leaves_its_mail_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(3):
        queued(n)
    assert rounds.claimed(AT) is not None  # and then it is killed
    assert run_round(AT) == 2
    assert run_round(AT + rounds.LEASE - timedelta(seconds=1)) == 0
    assert run_round(AT + rounds.LEASE) == 1
    assert statuses() == ["sent"] * 3


@pytest.mark.django_db
def test_second_copy_after_a_crash_bears_the_same_message_id(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued()
    with smtp.serving(port) as post:
        with monkeypatch.context() as crash:
            crash.setattr(rounds, "_note", lambda *_a, **_k: None)
            crash.setattr(rounds, "claimed", once(rounds.claimed))
            run_round(AT)
        run_round(AT + rounds.LEASE)
    assert len(post.mails) == 2
    assert len(set(post.message_ids)) == 1


def once(claim: Any) -> Any:
    """Claim a mail the first time, and none after."""
    found = iter([claim, lambda _at: None])
    return lambda at: next(found)(at)


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_no_mail_twice(port: int) -> None:
    for n in range(12):
        queued(n)
    sent: list[int] = []

    def work() -> None:
        try:
            sent.append(run_round(LATER))
        finally:
            connection.close()

    with smtp.serving(port) as post:
        workers = [threading.Thread(target=work) for _each in range(3)]
        for each in workers:
            each.start()
        for each in workers:
            each.join()
    assert sum(sent) == len(post.mails) == len(set(post.message_ids)) == 12


@pytest.mark.django_db
def test_round_that_fails_keeps_nobodys_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[datetime] = []

    def digest(at: datetime) -> None:
        asked.append(at)
        raise RuntimeError("ines@example.org")

    monkeypatch.setattr(rounds, "_rounders", [])
    assert rounds.each_round(rounds.each_round(digest)) is digest
    queued()
    assert run_round(LATER) == 1
    assert asked == [LATER]


@pytest.mark.django_db
def test_command_sends_once(capsys: pytest.CaptureFixture[str]) -> None:
    queued()
    call_command("send_mails")
    assert capsys.readouterr().out == "1 sent.\n"


@pytest.mark.django_db
def test_command_stops_when_its_parent_is_gone() -> None:
    call_command("send_mails", forever=True, beside=1)


@pytest.mark.django_db
def test_logs_hold_no_address(port: int, caplog: pytest.LogCaptureFixture) -> None:
    with smtp.serving(port) as post, caplog.at_level(logging.DEBUG):
        post.answer = "550 <ines1@example.org> is nobody"
        queued()
        run_round(AT)
    lines = [PrivateJsonFormatter().format(each) for each in caplog.records]
    assert any("A mail could not be sent" in line for line in lines)
    assert "ines" not in "".join(lines)


# --- Calling back ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_mail_is_called_back_by_what_it_is_about_or_to_whom() -> None:
    queued(1, about="message:abc")
    queued(2, to="Ines@Example.org")
    queued(3)
    with pytest.raises(ValueError, match="every mail"):
        call_back()
    assert call_back(about="message:abc", kinds=("other",)) == 0
    assert call_back(about="message:abc", kinds=("test",)) == 1
    assert call_back(to=" ines@example.ORG ") == 1
    assert run_round(LATER) == 1
    assert statuses() == ["cancelled", "cancelled", "sent"]


@pytest.mark.django_db
def test_mail_called_back_in_a_workers_hands_holds_nothing_afterwards() -> None:
    row = queued(about="message:abc")
    held = rounds.claimed(AT)
    assert held is not None
    call_back(about="message:abc")
    rounds._note(held, status="sent", sent_at=AT)
    row.refresh_from_db()
    assert (row.status, row.to) == ("cancelled", "")


# --- Without a mail server ------------------------------------------------------------------------


@pytest.mark.django_db
def test_without_a_mail_server_mails_are_kept_and_leave_once_there_is_one(settings: Any) -> None:
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, KEPT_BACKEND
    queued()
    send_mail("Password", "Here", None, ["olive@example.org"])
    assert run_round(LATER) == 0
    assert statuses() == ["kept", "kept"]
    settings.EMAIL_BACKEND = backend
    assert run_round(LATER) == 0
    OutgoingMail.objects.update(status="waiting")
    assert run_round() == 2


@pytest.mark.django_db
def test_mail_that_waited_when_the_server_was_taken_away_is_kept(settings: Any) -> None:
    queued()
    settings.EMAIL_BACKEND = KEPT_BACKEND
    run_round(LATER)
    assert statuses() == ["kept"]
