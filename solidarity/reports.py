"""What this app holds about an e-mail address: messages, all that hangs on them, and promises."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from dispute.erasing import log_erasure
from dispute.models import Erasure
from dispute.privacy.reports import Entry, Source, add_source, fields_of

from .consent import digest_of
from .mailbox.suggesting import made_of
from .models import ConsentAsked, Invitation, Message, Pledge, ReceivedMail
from .promised_by import erase_promise
from .withdrawing import withdraw

# Not the card, which is made of the rest, nor what makes a link secret.
MESSAGE = (
    "ref", "dispute", "body", "body_as_sent", "kind", "received_on", "channel", "name", "role",
    "organisation", "place", "display", "email", "status", "decided_at", "reason", "consent_basis",
    "consent_wording", "consent_version", "consented_at", "consent_channel", "contact_wording",
    "contact_version", "contact_consented_at", "contact_channel", "source", "source_url",
    "entered_at",
)  # fmt: skip
DECISION = ("was", "now", "code", "note", "decided_at", "undone_at")
PLEDGE = (
    "ref", "dispute", "pledged_on", "name", "organisation", "amount", "received_on", "thanked_on",
    "source", "source_url",
)  # fmt: skip
INVITATION = (
    "ref", "dispute", "asked_on", "organisation", "contact", "when", "place", "answered_on",
    "answer", "takes_place_on", "speaker", "source", "source_url",
)  # fmt: skip


def register() -> None:
    """Add the sources."""
    add_source(
        Source(
            "messages",
            gettext_lazy("Messages, with their decisions and history"),
            lambda email: [_message(each) for each in messages_of(email)],
            erase_messages,
            known=("solidarity.Message.email",),
        )
    )
    add_source(
        Source(
            "pledges",
            gettext_lazy("Pledges"),
            lambda email: [_entry(each, PLEDGE) for each in promises_of(Pledge, email)],
            lambda email, at, by: erase_promises(Pledge, email, at, by),
            known=("solidarity.Pledge",),
        )
    )
    add_source(
        Source(
            "invitations",
            gettext_lazy("Invitations"),
            lambda email: [_entry(each, INVITATION) for each in promises_of(Invitation, email)],
            lambda email, at, by: erase_promises(Invitation, email, at, by),
            known=("solidarity.Invitation",),
        )
    )
    add_source(
        Source(
            "consent_asked",
            gettext_lazy("That this address was asked for consent"),
            lambda email: [
                Entry(str(each.day), fields_of(each, "day", "asked_at")) for each in asked_of(email)
            ],
            erase_asked,
        )
    )


def messages_of(email: str) -> QuerySet[Message]:
    """Messages from an address."""
    found = Message.objects.filter(email__iexact=email).select_related("dispute")
    return found.order_by("pk")


def promises_of(model: type[Any], email: str) -> list[Any]:
    """Pledges or invitations that came with a message or mail from an address, or name it."""
    mails = ReceivedMail.objects.filter(email__iexact=email.strip())
    named = Q(message__email__iexact=email) | Q(pk__in=_keys(model, made_of(mails)))
    names = {Pledge: ("name", "organisation", "source"), Invitation: ("contact", "organisation",
             "when", "place", "speaker", "source")}[model]  # fmt: skip
    for name in names:
        named |= Q(**{f"{name}__icontains": email})
    return list(model.objects.filter(named).select_related("dispute").order_by("pk"))


def _keys(model: type[Any], rows: Iterable[Pledge | Invitation]) -> list[int]:
    return [row.pk for row in rows if isinstance(row, model)]


def erase_messages(email: str, at: datetime, by: User | None) -> int:
    """Take back the messages from an address."""
    found = list(messages_of(email))
    for each in found:
        withdraw(each, at=at, by=by, reason=Erasure.Why.ASKED)
    return len(found)


def erase_promises(model: type[Any], email: str, at: datetime, by: User | None) -> int:
    """Erase who promised or invited; the sum and the days stay, for the fund's accounts."""
    found = promises_of(model, email)
    for each in found:
        erase_promise(each)
    if found:
        kind = str(model._meta.verbose_name)
        log_erasure(kind, why=Erasure.Why.ASKED, at=at, by=by, count=len(found))
    return len(found)


def asked_of(email: str) -> QuerySet[ConsentAsked]:
    """The notes that an address was asked for consent; they hold a code of it."""
    return ConsentAsked.objects.filter(address=digest_of(email)).order_by("day")


def erase_asked(email: str, at: datetime, by: User | None) -> int:
    """Erase that an address was asked."""
    return asked_of(email).delete()[0]


def _message(message: Message) -> Entry:
    values = fields_of(message, *MESSAGE)
    decisions = message.decisions.order_by("decided_at", "pk")
    values["decisions"] = [fields_of(each, *DECISION) for each in decisions]
    values["history"] = [_version(each) for each in message.history.order_by("history_id")]
    if hasattr(message, "submission"):
        values["arrival"] = fields_of(message.submission, "received_at", "signs", "mailed")
    return _entry(message, (), values)


def _version(version: Any) -> dict[str, Any]:
    kept = {each.name for each in version._meta.concrete_fields}
    names = [name for name in MESSAGE if name in kept and name != "dispute"]
    return {"changed_at": version.history_date.isoformat(), **fields_of(version, *names)}


def _entry(row: Any, names: tuple[str, ...], values: dict[str, Any] | None = None) -> Entry:
    meta = row._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    title = f"{meta.verbose_name} {row.ref}"
    return Entry(title, values if values is not None else fields_of(row, *names), url)
