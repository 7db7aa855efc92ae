"""Taking a message in: it, its pledge, its invitation and its mail, in one transaction, once."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from dispute.erasing import erases
from dispute.mail import send_later
from dispute.models import Branch, Dispute
from solidarity import consent, moderation
from solidarity.models import Invitation, Message, Pledge, Submission
from solidarity.private_links import private_url
from solidarity.turns import save

from . import limits, signs
from .forms import TRAP, asks_for_speaker
from .steps import Opening

Told = dict[str, Any]
WEB = Message.Channel.WEB


def register() -> None:
    """Importing this module said what else is erased with a message."""


def message_of(dispute: Dispute, told: Told, opening: Opening, at: datetime) -> Message:
    """Return the message that a valid form makes, unsaved."""
    message = Message(
        dispute=dispute,
        ref=opening.ref,
        body=told["message"],
        kind=told["kind"],
        display=told["display"] or Message.Display.SUPPORTER,
        received_on=timezone.localdate(at),
        entered_at=at,
        channel=WEB,
        **{name: told[name] for name in ("name", "role", "organisation", "place", "email")},
    )
    if told["publish"]:
        consent.agree_to_publish(message, opening.publish, at=at, channel=WEB)
    if told["contact"]:
        consent.agree_to_contact(message, opening.contact, at=at, channel=WEB)
    return message


def take(dispute: Dispute, told: Told, opening: Opening, *, address: str, at: datetime) -> Message:
    """Take a message in and return it; the same form a second time returns the first's.

    Raises limits.TooManyError where too many came from that address, and saves nothing then.
    """
    try:
        with transaction.atomic():
            return _known(opening) or _taken(dispute, told, opening, address, at)
    except IntegrityError:
        # Another process took the same form in at the same moment; the database lets one.
        if (known := _known(opening)) is not None:
            return known
        raise


def _known(opening: Opening) -> Message | None:
    return Message.objects.select_related("dispute").filter(ref=opening.ref).first()


def _taken(dispute: Dispute, told: Told, opening: Opening, address: str, at: datetime) -> Message:
    limits.count_sent(address, at=at)
    message = message_of(dispute, told, opening, at)
    words = signs.words_digest(dispute, message.body)
    seen = signs.signs_of(
        message, words=words, opened_at=opening.at, trapped=bool(told[TRAP]), at=at
    )
    mails = bool(message.email) and signs.Sign.TRAP not in seen and _may_mail(message, at)
    _receive(message, trapped=signs.Sign.TRAP in seen, mails=mails, at=at)
    Submission.objects.create(
        message=message,
        received_at=at,
        signs=" ".join(seen),
        sender=limits.sender_digest(address) if address else "",
        words=words,
        mailed=mails,
    )
    _promises(message, told, at)
    return message


def _may_mail(message: Message, at: datetime) -> bool:
    """Whether a mailbox that anybody can name has had few enough mails today."""
    return limits.may_mail(consent.digest_of(message.email), at=at)


def _receive(message: Message, *, trapped: bool, mails: bool, at: datetime) -> None:
    """Put a message where it belongs: into the queue, or aside, where nobody can publish it yet."""
    if not trapped and message.has_basis and (mails or not message.email):
        moderation.receive(message, at=at)
        return
    message.status = Message.Status.PENDING
    save(message, None)
    if trapped:
        why = _("It seems to come from a machine: it filled a field that people do not see.")
        moderation.hold(message, by=None, reason=why, at=at)
    elif not message.has_basis:
        why = _("For the strikers alone: its sender did not agree that it is published.")
        moderation.hold(message, by=None, reason=why, at=at)
        if mails:
            _tell_private(message, at)


def _tell_private(message: Message, at: datetime) -> None:
    """Queue the mail with the sender's own link to a message that will not be published."""
    branch = Branch.objects.first()
    context = {"branch": branch, "dispute": message.dispute, "yours": private_url(message)}
    send_later(
        "received",
        to=message.email,
        subject=_("Your message of solidarity has reached us"),
        body=render_to_string("solidarity/mail/received_private.txt", context),
        about=message.about,
        dispute=message.dispute,
        at=at,
    )


def _promises(message: Message, told: Told, at: datetime) -> None:
    """Save what else the form offers: a gift, a platform."""
    day = timezone.localdate(at)
    row = {"dispute": message.dispute, "message": message, "entered_at": at}
    if told["pledge"]:
        Pledge.objects.create(
            **row,
            pledged_on=day,
            name=message.name,
            organisation=message.organisation,
            amount=told["pledge"],
        )
    if asks_for_speaker(told):
        Invitation.objects.create(
            **row,
            asked_on=day,
            organisation=told["speaker_organisation"] or message.organisation,
            contact=told["speaker_contact"] or message.email,
            when=told["speaker_when"],
            place=told["speaker_place"],
        )


@erases(Message)
def erase_submission(message: Message) -> None:
    """Erase what the form noticed about a message that is taken back."""
    Submission.objects.filter(message=message).delete()


@erases(Message, if_asked=True)
def erase_host(message: Message) -> None:
    """Erase whom we were to contact about a speaker. That somebody asked, and when, stays."""
    message.invitations.update(contact="")
