"""Reading the wall: pages of stored cards, and counts. A constant number of queries at any size."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.models import Dispute
from dispute.pages import AddressError

from .models import Message, MessageQuerySet
from .shown import SHAPES

PAGE_SIZE = 30
# A place on the wall: the day and key of the last message seen.
PLACE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,18})")

# Kinds as headings of many, in the order in which the wall lists them.
KINDS_IN_WORDS = {
    Message.Kind.UNION: gettext_lazy("Union branches"),
    Message.Kind.HEALTH: gettext_lazy("Health workers"),
    Message.Kind.SERVICE_USER: gettext_lazy("Service users, families"),
    Message.Kind.POLITICIAN: gettext_lazy("Politicians"),
    Message.Kind.RESIDENT: gettext_lazy("Residents"),
    Message.Kind.INDIVIDUAL: gettext_lazy("Individuals"),
    Message.Kind.OTHER: gettext_lazy("Others"),
}


@dataclass(frozen=True, slots=True)
class KindCount:
    """A kind of sender, how many of its messages are on the wall, and the address of those."""

    kind: str
    label: str
    shape: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class WallPage:
    """Cards, newest first, and where the next older ones are ("" where these are the last)."""

    cards: tuple[SafeString, ...]
    next_url: str


def page_of(dispute: Dispute, kind: str, place: tuple[date, int] | None) -> WallPage:
    """Return the page of the wall after `place` (None: the newest), of one kind ("": of all)."""
    messages = _on_the_wall(dispute, kind).newest_first()
    if place is not None:
        messages = messages.before(*place)
    found = list(messages.values_list("card", "received_on", "pk")[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    last = page[-1] if len(found) > PAGE_SIZE else None
    next_url = ""
    if last is not None:
        asked = {"kind": kind} if kind else {}
        before = f"{last[1].isoformat()}.{last[2]}"
        next_url = f"{_wall_url(dispute)}?{urlencode({**asked, 'before': before})}"
    # Safe: a card was rendered by our own template when it was published, every field escaped.
    cards = tuple(mark_safe(card) for card, _day, _pk in page)  # noqa: S308 - see above
    return WallPage(cards, next_url)


def newest_cards(dispute: Dispute, count: int) -> tuple[SafeString, ...]:
    """Return the cards of the newest messages."""
    cards = _on_the_wall(dispute, "").newest_first().values_list("card", flat=True)[:count]
    # Safe: as in page_of.
    return tuple(mark_safe(card) for card in cards)  # noqa: S308 - see above


def kind_counts(dispute: Dispute, current: str) -> tuple[KindCount, ...]:
    """Return the kinds that have messages on the wall, with their counts."""
    counted = _on_the_wall(dispute, "").order_by().values_list("kind").annotate(count=Count("pk"))
    counts = dict(counted)
    return tuple(
        KindCount(
            kind=kind,
            label=str(label),
            shape=SHAPES[kind],
            count=counts[kind],
            url=f"{_wall_url(dispute)}?{urlencode({'kind': kind})}",
            is_current=kind == current,
        )
        for kind, label in KINDS_IN_WORDS.items()
        if kind in counts
    )


def kind_in_words(kind: str) -> str:
    """Return a kind's heading, also where it has no message; "" where none is asked."""
    return str(KINDS_IN_WORDS[Message.Kind(kind)]) if kind else ""


def organisation_count(dispute: Dispute) -> int:
    """Return how many different organisations have messages on the wall."""
    named = _on_the_wall(dispute, "").exclude(organisation_key="")
    counted = named.aggregate(count=Count("organisation_key", distinct=True))
    return int(counted["count"])


def asked_kind(request: HttpRequest) -> str:
    """Return the kind of `?kind=`, or "" where none is asked. Raises AddressError."""
    kind = request.GET.get("kind", "")
    if kind and kind not in Message.Kind.values:
        known = ", ".join(Message.Kind.values)
        raise AddressError(
            _("There is no kind of message “%(kind)s”. There are: %(known)s.")
            % {"kind": kind[:40], "known": known}
        )
    return kind


def asked_place(request: HttpRequest) -> tuple[date, int] | None:
    """Return the place of `?before=`, or None where none is asked. Raises AddressError."""
    text = request.GET.get("before", "")
    if not text:
        return None
    found = PLACE.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        return date.fromisoformat(found[1]), int(found[2])
    except ValueError as error:
        message = _("“%s” is no place on the wall. Start again from its newest messages.")
        raise AddressError(message % text[:40]) from error


def _on_the_wall(dispute: Dispute, kind: str) -> MessageQuerySet:
    messages = Message.objects.public().filter(dispute=dispute)
    return messages.filter(kind=kind) if kind else messages


def _wall_url(dispute: Dispute) -> str:
    return reverse("solidarity:wall", args=[dispute.slug])
