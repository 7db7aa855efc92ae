"""Writing a mail down, and calling back what has not left."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from dispute.models import Dispute, OutgoingMail

KEPT_BACKEND = "dispute.mail.kept.EmailBackend"
# What a mail holds of a person, and what it holds once it has left or was called back.
EMPTY = {"to": "", "subject": "", "body": "", "about": "", "last_error": "", "claim": ""}


def keeps_mail() -> bool:
    """Whether this site has no mail server, so that mails are kept, to be read in the admin."""
    return settings.EMAIL_BACKEND == KEPT_BACKEND


def send_later(
    kind: str,
    *,
    to: str,
    subject: str,
    body: str,
    about: str = "",
    dispute: Dispute | None = None,
    at: datetime | None = None,
    not_before: datetime | None = None,
) -> OutgoingMail:
    """Write a mail down; it is sent once the transaction around this call is committed.

    `kind` is what it is, in a word or two, and stays when the rest is erased. `about` names what
    it is about ("message:abc"), so that it can be called back or erased with that. It leaves after
    `not_before`, or at once. Put nothing into `subject` or `body` that a stranger typed.
    """
    now = at or timezone.now()
    status = OutgoingMail.Status.KEPT if keeps_mail() else OutgoingMail.Status.WAITING
    return OutgoingMail.objects.create(
        kind=kind,
        to=to.strip(),
        # A subject is one line: with a second one, somebody could add a header.
        subject=" ".join(subject.split()),
        body=body,
        about=about,
        dispute=dispute,
        status=status,
        created_at=now,
        not_before=not_before or now,
    )


def call_back(*, about: str = "", to: str = "", kinds: tuple[str, ...] = ()) -> int:
    """Erase the mails about something, or to an address, that have not left; return how many.

    With `kinds`, only those. One that is just being handed to the mail server still arrives.
    """
    found = OutgoingMail.objects.unsent()
    if not about and not to:
        raise ValueError("Say about what, or to whom: this would call back every mail.")
    if about:
        found = found.filter(about=about)
    if to:
        found = found.filter(to__iexact=to.strip())
    if kinds:
        found = found.filter(kind__in=kinds)
    return found.update(status=OutgoingMail.Status.CANCELLED, claimed_until=None, **EMPTY)
