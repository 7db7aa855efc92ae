"""One after another: whoever decides or edits has seen the message as it is.

Each message counts its editions. Whoever changes one takes the next number by a conditional update,
which the database lets one of two people do; the other is told who was first.
"""

from typing import Self

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import Decision, Message


class AlreadyDecidedError(ValidationError):
    """Somebody else was first. `decision` is the newest about the message, if there is one."""

    decision: Decision | None

    @classmethod
    def about(cls, message: Message) -> Self:
        """Return the error for a message that somebody else changed meanwhile."""
        last = Decision.objects.filter(message_id=message.pk).select_related("decided_by")
        newest = last.order_by("-decided_at", "-pk").first()
        error = cls(_told(newest))
        error.decision = newest
        return error


def take_turn(message: Message, edition: int | None = None) -> None:
    """Take the next edition of a message, in a transaction. Raises AlreadyDecidedError.

    `edition` is the one that the person saw; without it, the one that `message` was read with.
    """
    if message._state.adding:
        return
    seen = message.edition if edition is None else edition
    turn = Message.objects.filter(pk=message.pk, edition=seen)
    # One whose sender took it back is nobody's to decide, whatever its edition.
    if not turn.exclude(status=Message.Status.WITHDRAWN).update(edition=F("edition") + 1):
        raise AlreadyDecidedError.about(message)
    message.edition = seen + 1


def save(message: Message, by: AbstractBaseUser | None) -> None:
    """Save a message whose turn was taken; its history says by whom."""
    message._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from here
    message.save()


def _told(decision: Decision | None) -> str:
    if decision is None:
        return _("Somebody changed it meanwhile: look again.")
    who = str(decision.decided_by) if decision.decided_by else _("Somebody")
    when = date_format(timezone.localtime(decision.decided_at), "j F, H:i")
    return _("%(who)s was first, on %(when)s: %(status)s. Look again.") % {
        "who": who, "when": when, "status": decision.get_now_display(),
    }  # fmt: skip
