"""The worker's rounds: what falls due by the clock first, then every mail that may leave.

Several workers may run: a mail is claimed by one conditional update, which only one of them wins.
A worker that dies holds its claim until LEASE has passed, and then another takes the mail. Between
the mail server's word that it took a mail and our note of it, a dying worker makes a second copy
possible; both bear the same Message-ID, by which mailboxes know them for one.
"""

import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from typing import Any

from django.core.mail import get_connection
from django.db.models import F
from django.utils import timezone

from dispute.models import OutgoingMail

from .letter import email_of
from .posting import EMPTY, keeps_mail

LEASE = timedelta(minutes=10)
LONGEST_DELAY = timedelta(hours=1)
# A refusal for ever is believed the third time: some servers say so and mean "later".
REFUSALS = 3

log = logging.getLogger("dispute.mail")

Rounder = Callable[[datetime], None]
_rounders: list[Rounder] = []


def each_round(rounder: Rounder) -> Rounder:
    """Call `rounder` with the time on every round, every few seconds: it queues what is due."""
    if rounder not in _rounders:
        _rounders.append(rounder)
    return rounder


def run_round(at: datetime | None = None) -> int:
    """Do what is due by `at` (now, if None) and send what may leave; return how many were sent."""
    for rounder in _rounders:
        try:
            rounder(at or timezone.now())
        except Exception:
            # One that fails must not keep everybody's mail.
            log.exception("A round of the mail worker failed")
    return send_due(at)


def send_due(at: datetime | None = None) -> int:
    """Send what may leave by `at`, until nothing is left or the mail server is down."""
    if keeps_mail():
        waiting = OutgoingMail.objects.filter(status=OutgoingMail.Status.WAITING)
        waiting.update(status=OutgoingMail.Status.KEPT)
        return 0
    connection, sent, is_up = get_connection(), 0, True
    try:
        while is_up and (mail := claimed(at or timezone.now())):
            is_sent, is_up = _deliver(mail, connection, at or timezone.now())
            sent += is_sent
    finally:
        _close(connection)
    return sent


def claimed(at: datetime) -> OutgoingMail | None:
    """Return the next mail that may leave, in nobody's hands but ours; None where there is none."""
    while mail := OutgoingMail.objects.due(at).first():
        token = secrets.token_hex(16)
        free = OutgoingMail.objects.due(at).order_by().filter(pk=mail.pk)
        if free.update(claim=token, claimed_until=at + LEASE, attempts=F("attempts") + 1):
            return OutgoingMail.objects.get(pk=mail.pk)
    return None


def _deliver(mail: OutgoingMail, connection: Any, at: datetime) -> tuple[bool, bool]:
    """Send one mail; return whether it was sent, and whether the server answers at all."""
    try:
        connection.open()
        email_of(mail, connection).send()
    except Exception as error:
        _close(connection)
        log.warning("A mail could not be sent", extra={"error": name_of(error)})
        _put_back(mail, error, at, is_failed=is_for_ever(error) and mail.attempts >= REFUSALS)
        return False, is_about_one_mail(error)
    _note(mail, status=OutgoingMail.Status.SENT, sent_at=at, **EMPTY)
    return True, True


def _put_back(mail: OutgoingMail, error: Exception, at: datetime, *, is_failed: bool) -> None:
    status = OutgoingMail.Status.FAILED if is_failed else OutgoingMail.Status.WAITING
    delay = min(timedelta(minutes=2 ** min(mail.attempts - 1, 10)), LONGEST_DELAY)
    _note(mail, status=status, not_before=at + delay, last_error=name_of(error), claim="")


def _note(mail: OutgoingMail, **changes: Any) -> None:
    """Change a mail that is still in our hands: one that was called back meanwhile stays so."""
    ours = OutgoingMail.objects.filter(
        pk=mail.pk, claim=mail.claim, status=OutgoingMail.Status.WAITING
    )
    ours.update(claimed_until=None, **changes)


def is_for_ever(error: Exception) -> bool:
    """Whether trying again cannot help: the server refuses this mail, or it is none."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    if isinstance(error, SMTPAuthenticationError):  # a wrong setting, to be mended
        return False
    if isinstance(error, SMTPResponseException):
        return error.smtp_code >= 500
    # An address or a subject that no mail can have.
    return isinstance(error, ValueError)


def is_about_one_mail(error: Exception) -> bool:
    """Whether the mail server is there, and others can be tried at once."""
    answers = (SMTPRecipientsRefused, SMTPResponseException, ValueError)
    return isinstance(error, answers) and not isinstance(error, SMTPAuthenticationError)


def name_of(error: Exception) -> str:
    """Return what went wrong without any word of it: those quote addresses."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()


def _close(connection: Any) -> None:
    with suppress(Exception):
        connection.close()
