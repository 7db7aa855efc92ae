"""Taking a decision back, as if it had not been made: the mail about it is called back too."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dispute.mail import call_back

from . import mailing
from .models import Decision, Message
from .moderation import clear_decision, prepare_published
from .turns import AlreadyDecidedError, save, take_turn


@transaction.atomic
def undo(decision: Decision, *, by: User | None, at: datetime) -> Message:
    """Bring a message back to where it was before a decision, the newest about it; return it.

    Raises AlreadyDecidedError where somebody decided again since, or undid it before.
    """
    message = Message.objects.select_related("dispute").get(pk=decision.message_id)
    newest = standing(message).first()
    if newest is None or newest.pk != decision.pk or message.status != newest.now:
        raise AlreadyDecidedError.about(message)
    take_turn(message)
    _go_back(message, decision)
    save(message, by)
    Decision.objects.filter(pk=decision.pk).update(undone_at=at, undone_by=by)
    call_back(about=message.about, kinds=mailing.ABOUT_DECISIONS)
    return message


def last_decision_of(person: User) -> Decision | None:
    """Return the newest decision that somebody made and did not take back: what `u` undoes."""
    made = Decision.objects.filter(decided_by=person, undone_at__isnull=True)
    return made.order_by("-decided_at", "-pk").first()


def standing(message: Message) -> models.QuerySet[Decision]:
    """Return the decisions about a message that were not taken back, the newest first."""
    return message.decisions.filter(undone_at__isnull=True).order_by("-decided_at", "-pk")


def _go_back(message: Message, decision: Decision) -> None:
    """Fill in what a message was before a decision, as the one before that left it."""
    clear_decision(message)
    if decision.was in Message.UNDECIDED:
        message.status = decision.was
        return
    before = standing(message).filter(~Q(pk=decision.pk), now=decision.was).first()
    at, by = (before.decided_at, before.decided_by) if before else (decision.decided_at, None)
    if decision.was == Message.Status.PUBLISHED:
        if not message.has_basis:
            raise ValidationError(_("It has no consent any more, and cannot go back to the wall."))
        prepare_published(message, at=at, by=by)
        return
    message.status, message.decided_at, message.decided_by = decision.was, at, by
    message.reason = before.note if before else ""
