"""What is done with messages: each a named function with the person who did it.

A message's card is made here, when it is published, and nowhere else.
"""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .models import Message
from .shown import paragraphs_of, shown


def card_of(message: Message) -> SafeString:
    """Return the message as the wall shows it: HTML, every field escaped by the template."""
    return render_to_string("solidarity/_message_card.html", {"message": shown(message)})


def prepare_published(message: Message, *, at: datetime, by: User | None) -> None:
    """Fill the fields of a published message, without saving it."""
    message.status = Message.Status.PUBLISHED
    message.decided_at, message.decided_by, message.reason = at, by, ""
    message.card = card_of(message)
    message.derive()


@transaction.atomic
def publish(message: Message, *, by: User | None, at: datetime | None = None) -> None:
    """Put a message on the wall. Raises ValidationError where nothing allows it to be public."""
    _refuse_without_basis(message)
    prepare_published(message, at=at or timezone.now(), by=by)
    _save(message, by)


@transaction.atomic
def decline(message: Message, *, by: User | None, reason: str, at: datetime | None = None) -> None:
    """Keep a message off the wall, with the reason."""
    _decide(message, Message.Status.DECLINED, by, reason, at)


@transaction.atomic
def hold(message: Message, *, by: User | None, reason: str, at: datetime | None = None) -> None:
    """Put a message aside for somebody else to decide, with the reason."""
    _decide(message, Message.Status.HELD, by, reason, at)


@transaction.atomic
def return_to_queue(message: Message, *, by: User | None) -> None:
    """Take a decision back: the message waits again, and is on no page."""
    message.status = Message.Status.PENDING
    message.decided_at, message.decided_by, message.reason, message.card = None, None, "", ""
    _save(message, by)


@transaction.atomic
def save_edited(message: Message, *, by: User | None) -> None:
    """Save what a person changed; a message on the wall gets its new card at once."""
    if message.status == Message.Status.PUBLISHED:
        _refuse_without_basis(message)
        message.card = card_of(message)
    _save(message, by)


def _decide(
    message: Message, status: str, by: User | None, reason: str, at: datetime | None
) -> None:
    message.status, message.reason, message.card = status, reason, ""
    message.decided_at, message.decided_by = at or timezone.now(), by
    _save(message, by)


def _save(message: Message, by: AbstractBaseUser | None) -> None:
    message._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from here
    message.save()


def _refuse_without_basis(message: Message) -> None:
    """Say in words what the database would refuse."""
    if not paragraphs_of(message.body):
        raise ValidationError(_("An empty message cannot be published."))
    if message.received_on > timezone.localdate():
        raise ValidationError(_("It says that it will be received in the future: mend that day."))
    agreed = (
        message.consent_basis == Message.Basis.CONSENT
        and message.consented_at
        and message.consent_wording
        and message.consent_channel
    )
    public = message.consent_basis == Message.Basis.ALREADY_PUBLIC and message.source
    if not agreed and not public:
        raise ValidationError(
            _(
                "It cannot be published without the sender's consent (its words, time and "
                "channel), or a source that shows it is public already."
            )
        )
