"""What a person does with a mail: makes it a message, sets it aside, has it read again.

Each act names the edition of the mail that was seen.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from solidarity import moderation
from solidarity.models import Invitation, Message, Pledge, ReceivedMail

from .suggesting import ASIDE, GIFT, MADE, OPEN, SPEAKER, made_of, with_answers
from .taking import FIELDS, day_of, message_of, read, read_into

What = ReceivedMail.What
CHANGED = (
    "what", "why", "message", "message_key", "subject", "email", "words", "guesses", "left_out",
    "suggestions", "looked_at", "looked_by",
)  # fmt: skip


class DealtWithError(ValidationError):
    """Somebody else dealt with the mail meanwhile."""


@transaction.atomic
def make_message(
    mail: ReceivedMail, said: Mapping[str, Any], *, by: User | None, at: datetime, edition: int
) -> Message:
    """Make a message of a mail, in a person's words; it waits to be checked. Nobody is written to.

    `said` holds "body", "name", "role", "organisation", "place", "kind", "email" and "received_on".
    """
    _take_turn(mail, edition)
    _refuse(mail)
    message = Message(
        dispute=mail.dispute,
        entered_at=at,
        entered_by=by,
        channel=Message.Channel.EMAIL,
        **{name: said[name] for name in ("body", *FIELDS, "kind", "email", "received_on")},
    )
    message.clean_fields(exclude=["dispute", "entered_by", "decided_by", "card", "source"])
    _becomes(mail, message, by)
    _save(mail, by, at)
    return message


@transaction.atomic
def set_aside(mail: ReceivedMail, *, by: User | None, at: datetime, edition: int) -> None:
    """Note that there is nothing for the wall in a mail. It is kept for a while."""
    _take_turn(mail, edition)
    _refuse(mail)
    _save(mail, by, at)


@transaction.atomic
def take_up(mail: ReceivedMail, *, by: User | None, edition: int) -> None:
    """Take a mail up again that was set aside."""
    _take_turn(mail, edition)
    _refuse(mail)
    _save(mail, None, None)


@transaction.atomic
def read_again(mail: ReceivedMail, *, by: User | None, at: datetime, edition: int) -> None:
    """Read a mail again, as the site reads mails today; what can be a message becomes one."""
    _take_turn(mail, edition)
    _refuse(mail)
    first = mail.duplicate_of_id
    parsed = read(bytes(mail.raw))
    was, suggested = (mail.what, mail.why), mail.suggestions
    read_into(mail, parsed)
    mail.suggestions = with_answers(mail.suggestions, suggested)
    if first:
        # Whether it is a copy, or another's words under the same name, is a person's to say.
        mail.what, mail.why = was
    if mail.what != What.MESSAGE:
        _save(mail, mail.looked_by, mail.looked_at)
        return
    _becomes(mail, message_of(mail, parsed), by)
    _save(mail, by, at)


# --- Suggestions ----------------------------------------------------------------------------------


@transaction.atomic
def make_pledge(
    mail: ReceivedMail, number: int, amount: Decimal, *, by: User | None, at: datetime, edition: int
) -> Pledge:
    """Enter the gift that a mail speaks of."""
    _take_turn(mail, edition)
    suggestion = _open(mail, number, GIFT)
    said = _said(mail)
    pledge = Pledge(
        dispute=mail.dispute,
        message=_message_with(mail),
        pledged_on=_day(mail),
        name=said["name"],
        organisation=said["organisation"],
        amount=amount,
        entered_at=at,
        entered_by=by,
    )
    pledge.clean_fields(exclude=["dispute", "entered_by", "message"])
    _enter(mail, suggestion, pledge, by)
    return pledge


@transaction.atomic
def make_invitation(
    mail: ReceivedMail, number: int, *, by: User | None, at: datetime, edition: int
) -> Invitation:
    """Enter the request for a speaker that a mail holds."""
    _take_turn(mail, edition)
    suggestion = _open(mail, number, SPEAKER)
    said = _said(mail)
    invitation = Invitation(
        dispute=mail.dispute,
        message=_message_with(mail),
        asked_on=_day(mail),
        organisation=said["organisation"],
        contact=", ".join(filter(None, (said["name"], said["email"])))[:300],
        place=said["place"],
        entered_at=at,
        entered_by=by,
    )
    _enter(mail, suggestion, invitation, by)
    return invitation


@transaction.atomic
def set_suggestion_aside(mail: ReceivedMail, number: int, *, by: User | None, edition: int) -> None:
    """Note that a mail holds no gift, or no request, where one was suggested."""
    _take_turn(mail, edition)
    _open(mail, number)["state"] = ASIDE
    mail.save(update_fields=["suggestions"])


def _open(mail: ReceivedMail, number: int, what: str = "") -> dict[str, Any]:
    """Return a suggestion that nobody has answered yet."""
    if 0 <= number < len(mail.suggestions):
        found = mail.suggestions[number]
        if found["state"] == OPEN and found["what"] == (what or found["what"]):
            return found
    raise ValidationError(_("That was answered already."))


def _enter(
    mail: ReceivedMail, suggestion: dict[str, Any], row: Pledge | Invitation, by: User | None
) -> None:
    _save_row(row, by)
    suggestion |= {"state": MADE, "row": row.pk}
    mail.save(update_fields=["suggestions"])


def _save_row(row: Pledge | Invitation, by: User | None) -> None:
    row._history_user = by  # type: ignore[union-attr]  # simple_history reads it from here
    row.save()


def _message_with(mail: ReceivedMail) -> Message | None:
    """Return the message that a gift or a request came with, and is erased with; a copy's too."""
    if mail.message is None and mail.what == What.DUPLICATE and mail.duplicate_of is not None:
        return mail.duplicate_of.message
    return mail.message


def _said(mail: ReceivedMail) -> dict[str, str]:
    """Return who sends: as their message says, else as was guessed."""
    names = (*FIELDS, "email")
    if mail.message is not None:
        return {name: getattr(mail.message, name) for name in names}
    guessed = {name: mail.guesses.get(name, {}).get("text", "")[:200] for name in FIELDS}
    return guessed | {"email": mail.email}


def _day(mail: ReceivedMail) -> Any:
    if mail.message is not None:
        return mail.message.received_on
    return day_of(read(bytes(mail.raw)), mail.received_at)


# --- Turns ----------------------------------------------------------------------------------------


def _take_turn(mail: ReceivedMail, edition: int) -> None:
    """Take the next edition of a mail. Raises DealtWithError where it is another than was seen."""
    turn = ReceivedMail.objects.filter(pk=mail.pk, edition=edition, erased_at__isnull=True)
    if not turn.update(edition=F("edition") + 1):
        raise DealtWithError(_("Somebody dealt with it meanwhile: look again."))
    mail.refresh_from_db()


def _refuse(mail: ReceivedMail) -> None:
    if mail.message_id is not None:
        raise ValidationError(_("It is a message already."))


def _becomes(mail: ReceivedMail, message: Message, by: User | None) -> None:
    moderation.wait(message, by=by)
    if mail.duplicate_of_id:
        # The first of that name keeps it: the database lets one.
        mail.message_key = ""
    mail.what, mail.message, mail.why = What.MESSAGE, message, ""
    # What was entered before there was a message came with it all the same.
    for row in made_of(ReceivedMail.objects.filter(pk=mail.pk)):
        if row.message is None:
            row.message = message
            _save_row(row, by)


def _save(mail: ReceivedMail, by: User | None, at: datetime | None) -> None:
    """Save a mail that somebody dealt with; its bytes stay as they are."""
    mail.looked_at, mail.looked_by = at, by
    mail.save(update_fields=CHANGED)
