"""What senders do with their own messages: change how they show, and take them back.

Taking back erases. Nothing of the message stays but an empty row, so that its address says that it
is gone and no older pack brings it back; what else held a copy is erased in the same transaction
(dispute/erasing.py).
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dispute.erasing import erase_copies, erases, log_erasure
from dispute.mail import call_back, keeps_mail
from dispute.models import Erasure

from . import mailing
from .models import Decision, Message
from .models.messages import PERSONAL
from .moderation import clear_decision
from .turns import save, take_turn

EMPTY = dict.fromkeys(PERSONAL, "") | {
    "consented_at": None,
    "contact_consented_at": None,
    "merged_into": None,
    "pinned_at": None,
    "pinned_by": None,
    "kind": Message.Kind.OTHER,
    "display": Message.Display.SUPPORTER,
}


def register() -> None:
    """Importing this module said what erases a message's copies."""


@transaction.atomic
def change_display(message: Message, display: str, *, at: datetime, by: User | None = None) -> None:
    """Change how a sender's name shows. A message on the wall is checked again before it is back;
    one that is for the strikers alone stays where it is.

    Raises ValidationError for a way of showing that there is not; AlreadyDecidedError where the
    message changed meanwhile.
    """
    if display not in Message.Display.values:
        raise ValidationError(_("Choose one of the ways in which a name can show."))
    if display == message.display:
        return
    was, stays = message.status, is_private(message)
    take_turn(message)
    message.display = display
    if was in (Message.Status.PUBLISHED, Message.Status.HELD) and not stays:
        clear_decision(message)
        message.decisions.create(was=was, now=message.status, decided_at=at, decided_by=by)
        call_back(about=message.about, kinds=mailing.ABOUT_DECISIONS)
    save(message, by)


def is_private(message: Message) -> bool:
    """Whether a message is for the strikers alone: held, and nobody agreed that it is published."""
    return message.status == Message.Status.HELD and not message.has_basis


@transaction.atomic
def withdraw(
    message: Message, *, at: datetime, by: User | None = None, reason: str = Erasure.Why.SENDER
) -> None:
    """Take a message back for its sender: everything it held is erased, everywhere and at once.

    `by` is the officer whom a sender asked, None where the sender did it; `reason` is one of
    Erasure.Why. Messages that were merged into it go with it, and so does the one that it was
    merged into, if that is the same sender's: unless nobody asked, and only its own time was over.
    A second time changes nothing.
    """
    rows = Message.objects.filter(pk=message.pk).exclude(status=Message.Status.WITHDRAWN)
    if not rows.update(edition=F("edition") + 1):
        return
    message.refresh_from_db()
    is_asked = reason != Erasure.Why.RETENTION
    others = [*message.duplicates.all(), *kept_twin(message)] if is_asked else []
    erase_copies(message, is_asked=is_asked)
    Message.objects.filter(pk=message.pk).update(
        status=Message.Status.WITHDRAWN, decided_at=at, decided_by=by, **EMPTY
    )
    log_erasure("message", why=reason, at=at, by=by, dispute=message.dispute)
    message.refresh_from_db()
    for other in others:
        withdraw(other, at=at, by=by, reason=reason)


def kept_twin(message: Message) -> tuple[Message, ...]:
    """Return the message that was kept instead of this one, if it goes when this one is taken back.

    The same words are no proof: whoever copies a message from the wall shall not take it down. Nor
    is the same address, where the link was shown to whoever typed it.
    """
    kept, address = message.merged_into, message.email.casefold()
    is_same = kept and address and kept.email.casefold() == address
    return (kept,) if kept and is_same and not _was_shown_the_link(message) else ()


def _was_shown_the_link(message: Message) -> bool:
    """Whether the page after sending showed the sender's own link, which no mail brought."""
    submission = getattr(message, "submission", None)
    return submission is not None and (keeps_mail() or not submission.mailed)


def empty(message: Message) -> None:
    """Take everything out of a message that is withdrawn, without saving it."""
    for name, value in EMPTY.items():
        setattr(message, name, value)


@erases(Message)
def erase_mails(message: Message) -> None:
    """Erase the mails about a message that have not left."""
    call_back(about=message.about)


@erases(Message)
def erase_notes(message: Message) -> None:
    """Erase what moderators wrote about a message; that they decided stays."""
    Decision.objects.filter(message=message).update(note="")
    message.asked.update(message=None)


@erases(Message, if_asked=True)
def erase_givers_name(message: Message) -> None:
    """Erase who promised what came with a message. The sum stays: the fund's accounts need it."""
    message.pledges.update(name="")
