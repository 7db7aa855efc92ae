"""Complaints about data: taken in once, acknowledged by mail, answered, and erased in time."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dispute.erasing import log_erasure
from dispute.mail import call_back, send_later
from dispute.models import Branch, DataComplaint, OutgoingMail
from dispute.models.privacy import OF_A_PERSON

KIND = "complaint acknowledged"
# More complaints than this within an hour are no people's: whoever writes then is asked to wait.
MOST_AN_HOUR = 30


class TooManyError(Exception):
    """So many complaints came within an hour that no more are taken for now."""


def take(complaint: DataComplaint, *, at: datetime, mails: bool = True) -> DataComplaint:
    """Take a complaint in and return it; the same form a second time returns the first's.

    Its sender is sent a receipt, if they left an e-mail address that was not sent one today: any
    other is for an officer to acknowledge. Raises TooManyError, and saves nothing then.
    """
    try:
        with transaction.atomic():
            return _known(complaint) or _taken(complaint, at, mails)
    except IntegrityError:
        # Another process took the same form in at the same moment; the database lets one.
        if (known := _known(complaint)) is not None:
            return known
        raise


@transaction.atomic
def acknowledge(complaint: DataComplaint, *, by: User | None, at: datetime) -> None:
    """Write down that its sender was told that it has come. A second time changes nothing."""
    _lock(complaint)
    if complaint.acknowledged_at is None:
        complaint.acknowledged_at, complaint.acknowledged_by = at, by
        _save(complaint, by)


@transaction.atomic
def close(
    complaint: DataComplaint, *, outcome: str, note: str = "", by: User | None, at: datetime
) -> None:
    """Write down that its sender was told the outcome. Raises ValidationError."""
    _lock(complaint)
    if complaint.closed_at is not None:
        raise ValidationError(_("Its outcome is written down already."))
    if outcome not in DataComplaint.Outcome.values or not outcome:
        raise ValidationError(_("Choose the outcome."))
    if complaint.acknowledged_at is None:
        # Whoever is told the outcome knows that it has come.
        complaint.acknowledged_at, complaint.acknowledged_by = at, by
    complaint.outcome, complaint.note = outcome, note
    complaint.closed_at, complaint.closed_by = at, by
    _save(complaint, by)


@transaction.atomic
def erase(complaint: DataComplaint, *, why: str, at: datetime, by: User | None = None) -> None:
    """Erase who complained and of what; that somebody did, when, and the outcome stay.

    One that is open is closed with it, as taken back. A second time changes nothing.
    """
    _lock(complaint)
    if is_erased(complaint):
        return
    if complaint.closed_at is None:
        close(complaint, outcome=DataComplaint.Outcome.TAKEN_BACK, by=by, at=at)
    for name in OF_A_PERSON:
        setattr(complaint, name, "")
    call_back(about=complaint.about)
    DataComplaint.objects.filter(pk=complaint.pk).update(**dict.fromkeys(OF_A_PERSON, ""))
    log_erasure("complaint", why=why, at=at, by=by)


def is_erased(complaint: DataComplaint) -> bool:
    """Whether nothing is left of who complained and of what."""
    return not any(getattr(complaint, name) for name in OF_A_PERSON)


def note_sent(at: datetime) -> None:
    """Count those as acknowledged whose mail has left. A part of each round of the mail worker.

    A mail that is kept here, or refused, acknowledges nothing: an officer has to.
    """
    sent = DataComplaint.objects.unacknowledged().filter(
        acknowledgement__status=OutgoingMail.Status.SENT
    )
    for complaint in sent.select_related("acknowledgement"):
        mail = complaint.acknowledgement
        acknowledge(complaint, by=None, at=(mail and mail.sent_at) or at)


def days_left(complaint: DataComplaint, today: date) -> int:
    """Return how many days are left to acknowledge it, today included; 0 or less: it is late."""
    return (complaint.due_on - today).days + 1


def _known(complaint: DataComplaint) -> DataComplaint | None:
    return DataComplaint.objects.filter(ref=complaint.ref).first()


def _taken(complaint: DataComplaint, at: datetime, mails: bool) -> DataComplaint:
    last_hour = DataComplaint.objects.filter(received_at__gt=at - timedelta(hours=1))
    if last_hour.count() >= MOST_AN_HOUR:
        raise TooManyError
    complaint.received_at = at
    mails = mails and bool(complaint.email) and not _was_mailed_today(complaint.email, at)
    _save(complaint, None)
    if mails:
        complaint.acknowledgement = _receipt(complaint, at)
        DataComplaint.objects.filter(pk=complaint.pk).update(
            acknowledgement=complaint.acknowledgement
        )
    return complaint


def _was_mailed_today(address: str, at: datetime) -> bool:
    """Whether a mailbox that anybody can name was sent a receipt within a day."""
    since = at - timedelta(days=1)
    same = DataComplaint.objects.filter(email__iexact=address, received_at__gt=since)
    return same.filter(acknowledgement__isnull=False).exists()


def _receipt(complaint: DataComplaint, at: datetime) -> OutgoingMail:
    """Queue the mail that says that a complaint has come. It holds no word that was typed."""
    context = {"branch": Branch.objects.first(), "complaint": complaint}
    return send_later(
        KIND,
        to=complaint.email,
        subject=_("Your complaint about personal data has reached us"),
        body=render_to_string("dispute/mail/complaint_acknowledged.txt", context),
        about=complaint.about,
        at=at,
    )


def _lock(complaint: DataComplaint) -> None:
    """Read a complaint again, in nobody's hands but ours."""
    locked = DataComplaint.objects.select_for_update().get(pk=complaint.pk)
    for field in DataComplaint._meta.concrete_fields:
        setattr(complaint, field.attname, getattr(locked, field.attname))


def _save(complaint: DataComplaint, by: User | None) -> None:
    complaint._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from here
    complaint.save()
