"""What the record holds about an e-mail address: complaints, mails on their way, accounts."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from dispute.erasing import log_erasure
from dispute.mail import call_back
from dispute.models import DataComplaint, Erasure, OutgoingMail

from . import complaints
from .reports import Entry, Source, add_source, fields_of

COMPLAINT = ("ref", "received_at", "name", "email", "contact", "text", "acknowledged_at", "outcome",
             "note", "closed_at")  # fmt: skip
MAIL = ("kind", "to", "subject", "body", "status", "created_at")
ACCOUNT = ("username", "email", "first_name", "last_name", "is_active", "date_joined", "last_login")


def register() -> None:
    """Add the sources."""
    add_source(
        Source(
            "complaints",
            gettext_lazy("Complaints about data"),
            find_complaints,
            erase_complaints,
            known=("dispute.DataComplaint",),
        )
    )
    add_source(
        Source(
            "mails",
            gettext_lazy("Mails that have not left"),
            lambda email: [Entry(str(each), fields_of(each, *MAIL)) for each in mails_to(email)],
            erase_mails,
            known=("dispute.OutgoingMail.to",),
        )
    )
    add_source(
        Source(
            "accounts",
            gettext_lazy("Accounts"),
            find_accounts,
            why_not=gettext_lazy(
                "An account is taken away by an administrator, once its owner has left."
            ),
            known=("auth.User.email",),
        )
    )


def complaints_of(email: str) -> QuerySet[DataComplaint]:
    """Complaints from an address, or that name it."""
    named = Q(contact__icontains=email) | Q(text__icontains=email) | Q(note__icontains=email)
    named |= Q(name__icontains=email)
    return DataComplaint.objects.filter(Q(email__iexact=email) | named).order_by("pk")


def find_complaints(email: str) -> list[Entry]:
    """Return the complaints of an address."""
    return [
        Entry(
            str(each),
            fields_of(each, *COMPLAINT),
            reverse("admin:dispute_datacomplaint_change", args=[each.pk]),
        )
        for each in complaints_of(email)
    ]


def erase_complaints(email: str, at: datetime, by: User | None) -> int:
    """Erase the complaints of an address; open ones are closed with it."""
    found = list(complaints_of(email))
    for each in found:
        complaints.erase(each, why=Erasure.Why.ASKED, at=at, by=by)
    return len(found)


def mails_to(email: str) -> QuerySet[OutgoingMail]:
    """Mails to an address that still hold their text."""
    return OutgoingMail.objects.unsent().filter(to__iexact=email).order_by("pk")


def erase_mails(email: str, at: datetime, by: User | None) -> int:
    """Erase the mails to an address that have not left."""
    count = call_back(to=email)
    if count:
        log_erasure("mail", why=Erasure.Why.ASKED, at=at, by=by, count=count)
    return count


def find_accounts(email: str) -> list[Entry]:
    """Return the accounts with an address."""
    return [
        Entry(
            each.username,
            fields_of(each, *ACCOUNT),
            reverse("admin:auth_user_change", args=[each.pk]),
        )
        for each in User.objects.filter(email__iexact=email).order_by("pk")
    ]
