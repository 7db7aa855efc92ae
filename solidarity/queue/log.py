"""What was decided about a message, in sentences."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from solidarity.models import Decision, Message

Status = Message.Status


def log_of(message: Message) -> list[str]:
    """Return a sentence for each decision about a message, the first on top."""
    known = message.decisions.select_related("decided_by", "undone_by")
    return [sentence(each) for each in known.order_by("decided_at", "pk")]


def sentence(decision: Decision) -> str:
    """Return one decision: when, who, what and why; and that it was taken back."""
    told = f"{moment(decision.decided_at)}: {_told(decision)}"
    if why := reason_of(decision):
        told = f"{told}: {why}"
    if decision.undone_at is not None:
        back = _("Taken back %(when)s by %(who)s.") % {
            "when": moment(decision.undone_at),
            "who": person(decision.undone_by),
        }
        return f"{told.rstrip('.')}. {back}"
    return f"{told.rstrip('.')}."


def why_back(decisions: Iterable[Decision]) -> str:
    """Return why a message is in the queue once more, from its decisions; "" where it is not."""
    stand = sorted(
        (d for d in decisions if d.undone_at is None), key=lambda d: (d.decided_at, d.pk)
    )
    if not stand or stand[-1].now != Status.PENDING:
        return ""
    return f"{capfirst(_told(stand[-1]))}."


def reason_of(decision: Decision) -> str:
    """Return the reason, fixed or in words; "" where there is none."""
    fixed = str(decision.get_code_display()) if decision.code else ""
    return ": ".join(filter(None, (fixed, decision.note)))


def person(who: User | None) -> str:
    """Return how somebody is called; an account may be gone."""
    return (who.get_full_name() or who.get_username()) if who else _("somebody")


def moment(at: datetime) -> str:
    """Return a time as people read it."""
    return date_format(timezone.localtime(at), "j F Y, H:i")


def _told(decision: Decision) -> str:
    """Return who did what, without a full stop."""
    if decision.decided_by is None and decision.now == Status.PENDING:
        return _("its sender changed how their name shows, so it is checked again")
    known = {
        Status.PUBLISHED: _("%s put it on the wall"),
        Status.DECLINED: _("%s declined it"),
        Status.HELD: _("%s held it"),
        Status.PENDING: _("%s put it back into the queue"),
    }
    words = known.get(Status(decision.now), _("%s decided about it"))
    who = person(decision.decided_by) if decision.decided_by else _("the site")
    return words % who
