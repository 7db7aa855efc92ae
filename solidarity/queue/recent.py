"""What a moderator did last, and taking it back: one decision, or all that one press made."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Left
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.models import OutgoingMail
from solidarity.mailing import ABOUT_DECISIONS
from solidarity.models import Decision, Message
from solidarity.shown import one_line
from solidarity.undoing import undo

# What was decided before that is taken back on the message's own page, by a new decision.
WITHIN = timedelta(hours=1)
MOST_READ, MOST_SHOWN = 260, 5
WORDS = 10


@dataclass(frozen=True, slots=True)
class Made:
    """One press: its newest decision, how many messages it was about, and how the first begins.

    `on_the_wall` is the key of the one message that it put there, None of many or of another press.
    """

    pk: int
    at: datetime
    what: str
    count: int
    opening: str
    on_the_wall: int | None = None


def made_by(person: User, *, at: datetime) -> list[Made]:
    """Return what somebody decided last and can take back, the newest first."""
    rows = _standing(person, at).annotate(opening=Left("message__body", 120))
    found = rows.values("pk", "decided_at", "now", "opening", "message_id")[:MOST_READ]
    presses = []
    for when, group in groupby(found, key=lambda row: row["decided_at"]):
        each = list(group)
        words = Truncator(one_line(each[-1]["opening"])).words(WORDS)
        what = str(Message.Status(each[0]["now"]).label)
        is_public = each[0]["now"] == Message.Status.PUBLISHED and len(each) == 1
        key = each[0]["message_id"] if is_public else None
        presses.append(Made(each[0]["pk"], when, what, len(each), words, key))
    return presses[:MOST_SHOWN]


@transaction.atomic
def take_back(pk: int, *, by: User, at: datetime) -> tuple[Message, str]:
    """Take back what one press decided; return the first message, and a sentence on what was done.

    Raises ValidationError where it is somebody else's, too old, or decided again since.
    """
    newest = _standing(by, at).filter(pk=pk).first()
    if newest is None:
        raise ValidationError(_("That cannot be taken back any more: look at the message itself."))
    decisions = _standing(by, at).filter(decided_at=newest.decided_at)
    mails, messages = _unsent(decisions), []
    for decision in decisions.order_by("pk"):
        messages.append(undo(decision, by=by, at=at))
    back = ngettext("Taken back.", "Taken back: %(n)s messages.", len(messages))
    told = [back % {"n": len(messages)}]
    if any(each.email and each.about not in mails for each in messages) and _tells(newest):
        told.append(_("The mail to its sender had left."))
    return messages[0], " ".join(told)


def _standing(person: User, at: datetime) -> QuerySet[Decision]:
    """Return the decisions that still say how their messages stand, the newest first."""
    made = Decision.objects.filter(decided_by=person, undone_at=None, decided_at__gt=at - WITHIN)
    return made.filter(message__status=F("now")).order_by("-decided_at", "-pk")


def _unsent(decisions: QuerySet[Decision]) -> set[str]:
    """Return about which of the messages a mail on its decision has not left."""
    about = [f"message:{ref}" for ref in decisions.values_list("message__ref", flat=True)]
    unsent = OutgoingMail.objects.unsent().filter(about__in=about, kind__in=ABOUT_DECISIONS)
    return set(unsent.values_list("about", flat=True))


def _tells(decision: Decision) -> bool:
    """Whether such a decision is told to the sender; that a message was merged is not."""
    is_merged = decision.now == Message.Status.DECLINED and decision.message.merged_into_id
    return decision.now in (Message.Status.PUBLISHED, Message.Status.DECLINED) and not is_merged
