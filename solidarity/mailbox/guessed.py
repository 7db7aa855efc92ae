"""What a mail's guesses and suggestions are, as the queue and the mail's page show them."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from solidarity.models import Message, ReceivedMail

from .shell import PERMISSION, url
from .suggesting import GIFT, MADE, OPEN

UNSURE = 0.5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One gift or request for a speaker that a mail seems to hold."""

    number: int
    is_gift: bool
    sentence: str
    amount: str
    is_open: bool
    row_url: str
    may_enter: bool


@dataclass(frozen=True, slots=True)
class CameByMail:
    """The mail behind a message: where it is whole, what is unsure, what it suggests."""

    url: str
    edition: int
    unsure: tuple[str, ...]
    left_out: tuple[str, ...]
    suggested: tuple[Suggestion, ...]


def came_by_mail(request: HttpRequest, message: Message) -> CameByMail | None:
    """Return the mail that a message was made of; None for others, and whom it is none of."""
    if not request.user.has_perm(PERMISSION):
        return None
    mail = ReceivedMail.objects.filter(message=message).defer("raw").first()
    if mail is None:
        return None
    return CameByMail(
        url(mail=mail.pk),
        mail.edition,
        unsure_of(mail),
        tuple(dict.fromkeys(_left(each) for each in mail.left_out)),
        suggestions_for(request, mail),
    )


def unsure_of(mail: ReceivedMail) -> tuple[str, ...]:
    """Return the fields that are guesses to be looked at, by the names that people know."""
    names = {
        "name": _("name"),
        "role": _("role"),
        "organisation": _("organisation"),
        "place": _("place"),
        "kind": _("kind"),
    }
    return tuple(
        words
        for name, words in names.items()
        if name in mail.guesses and mail.guesses[name]["sure"] < UNSURE
    )


def suggestions_for(request: HttpRequest, mail: ReceivedMail) -> tuple[Suggestion, ...]:
    """Return what a mail suggests, and whether this person may enter it."""
    return tuple(
        Suggestion(
            number,
            each["what"] == GIFT,
            each["sentence"],
            each["amount"],
            each["state"] == OPEN,
            _row_url(each["what"], each["row"]) if each["state"] == MADE else "",
            request.user.has_perm(_permission(each["what"])),
        )
        for number, each in enumerate(mail.suggestions)
    )


def _permission(what: str) -> str:
    return f"solidarity.add_{'pledge' if what == GIFT else 'invitation'}"


def _row_url(what: str, key: int) -> str:
    name = "pledge" if what == GIFT else "invitation"
    return reverse(f"admin:solidarity_{name}_change", args=[key])


def _left(left: dict[str, str]) -> str:
    return f"{left['what']}: {left['name']}" if left["name"] else str(left["what"])
