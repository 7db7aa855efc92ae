"""What a moderator does in the queue. Each act stands on moderation's functions, and none is blind:
it names the edition of the message that was seen.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.admin.fields import LinesField
from solidarity import consent, moderation
from solidarity.mailing import knows_of_us
from solidarity.models import Decision, Message
from solidarity.shown import paragraphs_of
from solidarity.turns import AlreadyDecidedError

MOST_CHOSEN = 200

Told = dict[str, Any]
Act = Callable[[Message, Told, User, datetime], str]


class ActForm(forms.Form):
    """What one press sends: the act, its message, the edition that was seen, and why."""

    act = forms.CharField(max_length=20)
    message = forms.IntegerField(min_value=1, max_value=2**62)
    edition = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    code = forms.ChoiceField(choices=Decision.Code.choices, required=False)
    note = forms.CharField(
        max_length=300,
        required=False,
        error_messages={"max_length": gettext_lazy("The reason is too long: 300 characters.")},
    )
    body = LinesField(max_length=200_000, required=False, strip=False)
    into = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=2**62,
        error_messages={"invalid": gettext_lazy("Choose which message says the same.")},
    )
    into_ref = forms.CharField(max_length=300, required=False)


def run(message: Message, told: Told, *, by: User, at: datetime) -> str:
    """Do what was pressed about a message; return a sentence on what was done.

    Raises ValidationError where that is refused; AlreadyDecidedError, which is one, where the
    message is not the one that was seen.
    """
    act = ACTS.get(told["act"])
    if act is None:
        raise ValidationError(_("There is no such button."))
    if message.edition != told["edition"]:
        raise AlreadyDecidedError.about(message)
    with transaction.atomic():
        return act(message, told, by, at)


def approve(message: Message, told: Told, by: User, at: datetime) -> str:
    """Put it on the wall."""
    moderation.publish(message, by=by, at=at, edition=told["edition"])
    return _("On the wall. Its sender is told.") if message.email else _("On the wall.")


def decline(message: Message, told: Told, by: User, at: datetime) -> str:
    """Keep it off, with a fixed reason, words, or both."""
    if not told["code"] and not told["note"]:
        raise ValidationError(_("Choose a reason, or write one."))
    moderation.decline(
        message, by=by, at=at, reason=told["note"], code=told["code"], edition=told["edition"]
    )
    return _("Declined. Its sender is told why.") if knows_of_us(message) else _("Declined.")


def hold(message: Message, told: Told, by: User, at: datetime) -> str:
    """Put it aside, with words for whoever takes it up."""
    why = told["note"] or _("for somebody else to decide")
    moderation.hold(message, by=by, at=at, reason=why, edition=told["edition"])
    return _("Held. It waits under “Held”.")


def put_back(message: Message, told: Told, by: User, at: datetime) -> str:
    """Take up what was held."""
    moderation.return_to_queue(message, by=by, at=at, edition=told["edition"])
    return _("Back in the queue.")


def edit(message: Message, told: Told, by: User, at: datetime) -> str:
    """Change its words; how it came is kept."""
    if not paragraphs_of(told["body"]):
        raise ValidationError(_("Write what the message says."))
    if told["body"] == message.body:
        return _("Nothing was changed.")
    moderation.edit(message, told["body"], by=by, edition=told["edition"])
    return _("Edited. The words as they came are kept.")


def edit_and_approve(message: Message, told: Told, by: User, at: datetime) -> str:
    """Change its words, and put it on the wall."""
    edit(message, told, by, at)
    return approve(message, told | {"edition": message.edition}, by, at)


def restore(message: Message, told: Told, by: User, at: datetime) -> str:
    """Put back the words as they came."""
    if not message.body_as_sent:
        raise ValidationError(_("Its words are as they came."))
    moderation.edit(message, message.body_as_sent, by=by, edition=told["edition"])
    return _("The words are as they came.")


def merge(message: Message, told: Told, by: User, at: datetime) -> str:
    """Decline it because another message is the same one."""
    kept = _kept(told)
    if kept is None:
        raise ValidationError(_("Choose which message says the same."))
    moderation.merge(message, kept, by=by, at=at, edition=told["edition"])
    return _("Merged: the other one stays.")


def ask(message: Message, told: Told, by: User, at: datetime) -> str:
    """Ask its sender for consent."""
    if consent.ask_consent(message, at=at, by=by):
        return _("Its sender is asked. It waits for their answer.")
    return _("That address was asked today already; it is asked again on another day.")


def _kept(told: Told) -> Message | None:
    """Return the message to merge into: the one chosen, or the one whose address was pasted."""
    found = Message.objects.select_related("dispute")
    if pasted := told["into_ref"].strip().rstrip("/"):
        return found.filter(ref=pasted.rpartition("/")[2][:12]).first()
    return found.filter(pk=told["into"]).first() if told["into"] else None


ACTS: dict[str, Act] = {
    "approve": approve,
    "decline": decline,
    "hold": hold,
    "back": put_back,
    "edit": edit,
    "edit-approve": edit_and_approve,
    "restore": restore,
    "merge": merge,
    "ask": ask,
}
# What can be done with many at once.
MANY = {
    "approve": lambda n: ngettext(
        "%(n)s message is on the wall.", "%(n)s messages are on the wall.", n
    ),
    "decline": lambda n: ngettext("%(n)s message declined.", "%(n)s messages declined.", n),
    "hold": lambda n: ngettext("%(n)s message held.", "%(n)s messages held.", n),
    "back": lambda n: ngettext(
        "%(n)s message is back in the queue.", "%(n)s messages are back in the queue.", n
    ),
}


@dataclass(slots=True)
class Outcome:
    """How many of the chosen messages were decided, and how many were refused for which reason."""

    act: str
    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def sentences(self) -> str:
        """Return what to tell the person who decided."""
        told = [MANY[self.act](self.done) % {"n": self.done}] if self.done else []
        for why, count in self.refused.items():
            words = ngettext(
                "%(n)s left as it was. %(why)s", "%(n)s left as they were. %(why)s", count
            )
            told.append(words % {"n": count, "why": why})
        return " ".join(told)


def run_many(
    act: str, choices: list[str], *, code: str, note: str, by: User, at: datetime
) -> Outcome:
    """Do one act about each chosen message (“key:edition”) by itself.

    One that is refused leaves the others alone. Raises ValidationError for an act that cannot be
    done to many, and where nothing, or too much, is chosen.
    """
    if act not in MANY or code not in Decision.Code.values:
        raise ValidationError(_("There is no such button."))
    editions = _chosen(choices)
    outcome = Outcome(act)
    found = Message.objects.filter(pk__in=editions).select_related("dispute")
    for message in found.order_by("entered_at", "pk"):
        told = {"act": act, "edition": editions[message.pk], "code": code, "note": note[:300]}
        try:
            run(message, told, by=by, at=at)
        except ValidationError as error:
            outcome.refused[" ".join(error.messages)] += 1
        else:
            outcome.done += 1
    return outcome


def _chosen(choices: list[str]) -> dict[int, int]:
    pairs = (each.partition(":") for each in choices)
    numbers = [(key, edition) for key, _colon, edition in pairs if key and edition]
    if not numbers:
        raise ValidationError(_("Choose the messages first."))
    if len(numbers) > MOST_CHOSEN or not all(_is_number(n) for pair in numbers for n in pair):
        raise ValidationError(_("Choose fewer messages."))
    return {int(key): int(edition) for key, edition in numbers}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
