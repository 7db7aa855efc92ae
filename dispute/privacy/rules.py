"""The record's own rules of retention: complaints, mails that were kept, and sessions."""

from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.law.rules import months_on
from dispute.mail.posting import EMPTY
from dispute.models import DataComplaint, Erasure, OutgoingMail

from . import complaints
from .retention import Rule, add_rule, days_before


def register() -> None:
    """Add the rules."""
    add_rule(
        Rule(
            "complaints",
            gettext_lazy("%(n)s complaint about data"),
            gettext_lazy("%(n)s complaints about data"),
            complaints_kept,
            lambda at: len(complaints_due(at)),
            erase_complaints,
        )
    )
    add_rule(
        Rule(
            "kept_mails",
            gettext_lazy("the text and address of %(n)s mail that never left"),
            gettext_lazy("the texts and addresses of %(n)s mails that never left"),
            mails_kept,
            lambda at: mails_due(at).count(),
            lambda at: mails_due(at).update(
                status=OutgoingMail.Status.CANCELLED, claimed_until=None, **EMPTY
            ),
            kind="mail",
        )
    )
    add_rule(
        Rule(
            "sessions",
            gettext_lazy("%(n)s sign-in that is over"),
            gettext_lazy("%(n)s sign-ins that are over"),
            lambda: _("until they are over"),
            lambda at: sessions_due(at).count(),
            lambda at: sessions_due(at).delete()[0],
        )
    )


def complaints_kept() -> str:
    """Say for how long a complaint is kept."""
    return ngettext(
        "for %(n)s month after its outcome was told",
        "for %(n)s months after its outcome was told",
        settings.RETENTION_COMPLAINT_MONTHS,
    ) % {"n": settings.RETENTION_COMPLAINT_MONTHS}


def complaints_due(at: datetime) -> list[DataComplaint]:
    """Return the complaints whose outcome was told long enough ago; open ones never fall due."""
    today, months = timezone.localdate(at), settings.RETENTION_COMPLAINT_MONTHS
    closed = DataComplaint.objects.filter(closed_at__isnull=False).order_by("pk")
    return [
        each
        for each in closed
        if not complaints.is_erased(each)
        and each.closed_at is not None
        and months_on(timezone.localdate(each.closed_at), months) <= today
    ]


def erase_complaints(at: datetime) -> int:
    """Erase who complained and of what; the log gets a line for each."""
    due = complaints_due(at)
    for complaint in due:
        with transaction.atomic():
            complaints.erase(complaint, why=Erasure.Why.RETENTION, at=at)
    return len(due)


def mails_kept() -> str:
    """Say for how long a mail is kept that could not leave."""
    return ngettext(
        "for %(n)s day after it was written",
        "for %(n)s days after they were written",
        settings.RETENTION_MAIL_DAYS,
    ) % {"n": settings.RETENTION_MAIL_DAYS}


def mails_due(at: datetime) -> QuerySet[OutgoingMail]:
    """Mails kept here for want of a mail server, and refused ones. One that waits is still sent."""
    stuck = (OutgoingMail.Status.KEPT, OutgoingMail.Status.FAILED)
    since = days_before(at, "RETENTION_MAIL_DAYS")
    return OutgoingMail.objects.filter(status__in=stuck, created_at__lte=since)


def sessions_due(at: datetime) -> QuerySet[Session]:
    """Sign-ins of officers and reps that have run out."""
    return Session.objects.filter(expire_date__lt=at)
