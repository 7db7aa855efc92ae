"""Decisions about one message or many, and a sentence on what was done, or refused and why."""

from collections import Counter
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import moderation
from .models import Message

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that can be decided about a message.

    `label` is what its button says, `refusal` what the message's page says where it cannot be done.
    `status` is what the message has then, None where it keeps the one it has.
    """

    label: "StrOrPromise"
    refusal: "StrOrPromise"
    status: Message.Status | None
    needs_reason: bool
    run: Callable[[Message, User, str], None]
    told: Callable[[int], str]


@dataclass(slots=True)
class Outcome:
    """How many messages were decided, and how many were refused for which reason."""

    decision: Decision
    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def sentences(self) -> str:
        """Return what to tell the person who decided."""
        told = [self.decision.told(self.done)] if self.done else []
        for why, count in self.refused.items():
            told.append(
                ngettext("%(n)s refused. %(why)s", "%(n)s refused. %(why)s", count)
                % {"n": count, "why": why}
            )
        return " ".join(told)

    def refusal(self) -> str:
        """Return why the only message was refused: "Not published: …", or "" where it was not."""
        return self.decision.refusal % {"why": " ".join(self.refused)} if self.refused else ""


DECISIONS = {
    "publish": Decision(
        gettext_lazy("Publish"),
        gettext_lazy("Not published: %(why)s"),
        Message.Status.PUBLISHED,
        needs_reason=False,
        run=lambda message, by, reason: moderation.publish(message, by=by),
        told=lambda n: ngettext(
            "%(n)s message is on the wall.", "%(n)s messages are on the wall.", n
        ) % {"n": n},
    ),
    "hold": Decision(
        gettext_lazy("Hold"),
        gettext_lazy("Not held: %(why)s"),
        Message.Status.HELD,
        needs_reason=True,
        run=lambda message, by, reason: moderation.hold(message, by=by, reason=reason),
        told=lambda n: ngettext(
            "%(n)s message is held for somebody else to decide.",
            "%(n)s messages are held for somebody else to decide.",
            n,
        ) % {"n": n},
    ),
    "decline": Decision(
        gettext_lazy("Decline"),
        gettext_lazy("Not declined: %(why)s"),
        Message.Status.DECLINED,
        needs_reason=True,
        run=lambda message, by, reason: moderation.decline(message, by=by, reason=reason),
        told=lambda n: ngettext(
            "%(n)s message is declined, and on no page.",
            "%(n)s messages are declined, and on no page.",
            n,
        ) % {"n": n},
    ),
    "return_to_queue": Decision(
        gettext_lazy("Back to the queue"),
        gettext_lazy("Not put back: %(why)s"),
        Message.Status.PENDING,
        needs_reason=False,
        run=lambda message, by, reason: moderation.return_to_queue(message, by=by),
        told=lambda n: ngettext(
            "%(n)s message waits to be checked again.",
            "%(n)s messages wait to be checked again.",
            n,
        ) % {"n": n},
    ),
}  # fmt: skip

# What can be done with a message on the wall, beside taking it off.
PINNING = {
    "pin": Decision(
        gettext_lazy("Pin to the top of the wall"),
        gettext_lazy("Not pinned: %(why)s"),
        None,
        needs_reason=False,
        run=lambda message, by, reason: moderation.pin(message, by=by),
        told=lambda n: ngettext(
            "%(n)s message is pinned to the top of the wall.",
            "%(n)s messages are pinned to the top of the wall.",
            n,
        ) % {"n": n},
    ),
    "unpin": Decision(
        gettext_lazy("Unpin"),
        gettext_lazy("Not unpinned: %(why)s"),
        None,
        needs_reason=False,
        run=lambda message, by, reason: moderation.unpin(message, by=by),
        told=lambda n: ngettext(
            "%(n)s message stands in its own place on the wall again.",
            "%(n)s messages stand in their own places on the wall again.",
            n,
        ) % {"n": n},
    ),
}  # fmt: skip
ACTS = DECISIONS | PINNING


def decide(decision: Decision, chosen: Iterable[Message], *, by: User, reason: str = "") -> Outcome:
    """Decide about each message by itself: one that is refused leaves the others alone."""
    outcome = Outcome(decision)
    for message in chosen:
        try:
            _refuse(decision, message, reason)
            decision.run(message, by, reason.strip())
        except ValidationError as error:
            outcome.refused[" ".join(error.messages)] += 1
        else:
            outcome.done += 1
    return outcome


def refusal_of(decision: Decision, message: Message, *, reason: str) -> str:
    """Return why a message as it stands, unsaved, would be refused; "" where nothing is in the way.

    So a refused decision saves nothing, and whoever pressed its button keeps what they typed.
    """
    try:
        _refuse(decision, message, reason)
        if decision.status == Message.Status.PUBLISHED:
            published = copy(message)
            moderation.prepare_published(published, at=timezone.now(), by=None)
            published.validate_constraints()
    except ValidationError as error:
        return str(decision.refusal % {"why": " ".join(error.messages)})
    return ""


def open_to(message: Message) -> list[tuple[str, Decision]]:
    """Return the decisions that can be made about a message as it stands."""
    if message.status == Message.Status.WITHDRAWN:
        return []
    return [
        *((name, each) for name, each in DECISIONS.items() if each.status != message.status),
        *pinning_open_to(message),
    ]


def pinning_open_to(message: Message) -> list[tuple[str, Decision]]:
    """Return whether a message can be pinned, or unpinned; neither where it is not on the wall."""
    if message.status != Message.Status.PUBLISHED:
        return []
    name = "unpin" if message.pinned_at else "pin"
    return [(name, PINNING[name])]


def _refuse(decision: Decision, message: Message, reason: str) -> None:
    if message.status == Message.Status.WITHDRAWN:
        raise ValidationError(_("Its sender withdrew it."))
    if message.status == decision.status:
        raise ValidationError(_("That was decided before."))
    if decision.needs_reason and not reason.strip():
        raise ValidationError(_("Say why: write a reason first."))
