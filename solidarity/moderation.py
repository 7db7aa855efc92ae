"""What is done with messages: each a named function with the person who did it.

A message's card is made here, when it is published, and nowhere else.
"""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dispute.mail import call_back
from dispute.models import Dispute

from . import consent, mailing
from .models import Decision, Message
from .models.messages import PINS
from .shown import paragraphs_of, shown
from .turns import save, take_turn

PENDING = Message.Status.PENDING
# Whoever enters such a message was not there when its sender agreed to anything.
BY_WORD = (Message.Channel.EMAIL, Message.Channel.TELEPHONE)


def card_of(message: Message) -> SafeString:
    """Return the message as the wall shows it: HTML, every field escaped by the template."""
    return render_to_string("solidarity/_message_card.html", {"message": shown(message)})


def card_before(message: Message) -> SafeString:
    """Return the same without the link to a page that is not there yet."""
    context = {"message": replace(shown(message), url="")}
    return render_to_string("solidarity/_message_card.html", context)


def prepare_published(message: Message, *, at: datetime, by: User | None) -> None:
    """Fill the fields of a published message, without saving it."""
    message.status = Message.Status.PUBLISHED
    message.decided_at, message.decided_by, message.reason = at, by, ""
    message.card = card_of(message)
    message.derive()


@transaction.atomic
def receive(message: Message, *, at: datetime, by: User | None = None) -> None:
    """Take a new message in: it waits to be checked, or for its sender's consent.

    Whoever left an e-mail address is sent their own link, or asked for consent.
    """
    message.status = Message.Status.PENDING if message.has_basis else Message.Status.AWAITING
    save(message, by)
    if message.has_basis:
        mailing.tell_received(message, at=at)
    elif message.email:
        consent.ask_consent(message, at=at, by=by)


@transaction.atomic
def wait(message: Message, *, by: User | None = None) -> None:
    """Take a new message in that nobody is written to about: it waits to be checked.

    What comes by mail can say that it is from anybody. Its sender is asked for consent when a
    person asks, and it cannot be published before.
    """
    message.status = Message.Status.PENDING
    save(message, by)


@transaction.atomic
def publish(
    message: Message, *, by: User | None, at: datetime | None = None, edition: int | None = None
) -> None:
    """Put a message on the wall, and tell its sender.

    Raises ValidationError where nothing allows it to be public; and AlreadyDecidedError, which is
    one, where it is not the edition that was seen any more.
    """
    _refuse_without_basis(message)
    when, was = at or timezone.now(), message.status
    take_turn(message, edition)
    prepare_published(message, at=when, by=by)
    save(message, by)
    _note(message, was, by=by, at=when)
    if was != Message.Status.PUBLISHED:
        mailing.tell_published(message, at=when)


@transaction.atomic
def decline(
    message: Message,
    *,
    by: User | None,
    reason: str = "",
    code: str = "",
    at: datetime | None = None,
    edition: int | None = None,
) -> None:
    """Keep a message off the wall, and tell its sender why: a fixed reason, words, or both."""
    when, was = at or timezone.now(), message.status
    _decide(message, Message.Status.DECLINED, by, reason, when, code=code, edition=edition)
    if was != Message.Status.DECLINED:
        mailing.tell_declined(message, code=code, note=reason, at=when)


@transaction.atomic
def hold(
    message: Message,
    *,
    by: User | None,
    reason: str,
    at: datetime | None = None,
    edition: int | None = None,
) -> None:
    """Put a message aside for somebody else to decide, with the reason. Nobody else is told."""
    _decide(message, Message.Status.HELD, by, reason, at or timezone.now(), edition=edition)


@transaction.atomic
def return_to_queue(
    message: Message, *, by: User | None, at: datetime | None = None, edition: int | None = None
) -> None:
    """Take a decision back: the message waits again, and is on no page."""
    was = message.status
    take_turn(message, edition)
    clear_decision(message)
    save(message, by)
    _note(message, was, by=by, at=at or timezone.now())
    call_back(about=message.about, kinds=mailing.ABOUT_DECISIONS)


@transaction.atomic
def merge(
    duplicate: Message,
    into: Message,
    *,
    by: User | None,
    at: datetime | None = None,
    edition: int | None = None,
) -> None:
    """Decline a message because `into` is the same one. It is erased when that one is."""
    if duplicate.pk == into.pk or duplicate.dispute_id != into.dispute_id:
        raise ValidationError(_("Choose another message of the same dispute."))
    if into.merged_into_id or into.status in (Message.Status.WITHDRAWN, Message.Status.DECLINED):
        raise ValidationError(_("Keep the one that is, or may be, on the wall."))
    duplicate.merged_into = into
    code, when = Decision.Code.DUPLICATE, at or timezone.now()
    _decide(duplicate, Message.Status.DECLINED, by, "", when, code=code, edition=edition)


@transaction.atomic
def edit(
    message: Message,
    body: str,
    *,
    by: User | None,
    edition: int | None = None,
) -> None:
    """Change the words of a message lightly; how it came is kept beside them."""
    message.body = body
    save_edited(message, by=by, edition=edition)


@transaction.atomic
def save_edited(message: Message, *, by: User | None, edition: int | None = None) -> None:
    """Save what a person changed; a message on the wall gets its new card at once.

    The words as they came are kept when they are changed. A new message without its sender's
    consent that came by e-mail or telephone waits for that; one that has it now goes to the queue.
    """
    if message._state.adding and message.channel in BY_WORD and message.status == PENDING:
        receive(message, at=timezone.now(), by=by)
        return
    if message.status == Message.Status.PUBLISHED:
        _refuse_without_basis(message)
        message.card = card_of(message)
    if message.status == Message.Status.AWAITING and message.has_basis:
        message.status = PENDING
    keep_as_sent(message)
    take_turn(message, edition)
    save(message, by)


@transaction.atomic
def pin(message: Message, *, by: User | None, at: datetime | None = None) -> None:
    """Let a message stand first on its dispute's wall, until it is unpinned or leaves the wall.

    Raises ValidationError where it is not on the wall, or PINS others are pinned already.
    """
    if message.status != Message.Status.PUBLISHED:
        raise ValidationError(_("Only a message on the wall can be pinned to it."))
    # One after another: two people never pin the last one at the same moment.
    Dispute.objects.select_for_update().get(pk=message.dispute_id)
    others = Message.objects.filter(dispute=message.dispute_id).exclude(pk=message.pk)
    if others.pinned().count() >= PINS:
        raise ValidationError(
            _("%(n)s messages are pinned already: unpin one of them first.") % {"n": PINS}
        )
    take_turn(message)
    message.pinned_at, message.pinned_by = at or timezone.now(), by
    save(message, by)


@transaction.atomic
def unpin(message: Message, *, by: User | None) -> None:
    """Let a message stand in its own place on the wall again."""
    take_turn(message)
    message.pinned_at = message.pinned_by = None
    save(message, by)


def keep_as_sent(message: Message) -> None:
    """Keep the words as they came beside words that differ from them, without saving."""
    known = Message.objects.filter(pk=message.pk).values_list("body", "body_as_sent").first()
    if known is None:
        return
    came = known[1] or known[0]
    message.body_as_sent = came if came != message.body else ""


def clear_decision(message: Message) -> None:
    """Fill the fields of a message that waits to be checked, without saving it."""
    message.status = PENDING
    message.decided_at, message.decided_by, message.reason, message.card = None, None, "", ""
    message.merged_into = None


def _decide(
    message: Message,
    status: str,
    by: User | None,
    reason: str,
    at: datetime,
    *,
    code: str = "",
    edition: int | None = None,
) -> None:
    was = message.status
    take_turn(message, edition)
    words = str(Decision.Code(code).label) if code else ""
    message.status, message.card = status, ""
    message.reason = ": ".join(filter(None, (words, reason)))[:300]
    message.decided_at, message.decided_by = at, by
    if status != Message.Status.DECLINED:
        message.merged_into = None
    save(message, by)
    _note(message, was, by=by, at=at, code=code, note=reason)
    call_back(about=message.about, kinds=mailing.ABOUT_DECISIONS)


def _note(
    message: Message,
    was: str,
    *,
    by: User | None,
    at: datetime,
    code: str = "",
    note: str = "",
) -> None:
    """Write a decision down, where it changed anything."""
    if was != message.status:
        message.decisions.create(
            was=was, now=message.status, code=code, note=note, decided_at=at, decided_by=by
        )


def _refuse_without_basis(message: Message) -> None:
    """Say in words what the database would refuse."""
    if refusal := why_not_public(message):
        raise ValidationError(refusal)


def why_not_public(message: Message) -> str:
    """Return why a message cannot be published as it stands; "" where nothing is in the way."""
    if not paragraphs_of(message.body):
        return _("An empty message cannot be published.")
    if message.received_on > timezone.localdate():
        return _("It says that it will be received in the future: mend that day.")
    if not message.has_basis:
        return _(
            "It cannot be published without the sender's consent (its words, time and "
            "channel), or a source that shows it is public already."
        )
    return ""
