"""Reading the wall: pages of stored cards, and ways to narrow it. A constant number of queries at
any size.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from dispute.models import Dispute

from . import search
from .asked import Asked, days_of, place_text
from .counts import Counts, narrowed
from .models import Message
from .models.messages import PINS
from .searching.cards import marked
from .shown import SHAPES

PAGE_SIZE = 30

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

# What a page reads of a message.
Row = tuple[str, date, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind or month: how many of its messages there are (None: many), and the address of those.

    `shape` is drawn before a kind. `is_current` where the page shows those already.
    """

    label: str
    count: int | None
    url: str
    is_current: bool
    shape: str = ""


@dataclass(frozen=True, slots=True)
class WallPage:
    """Cards, newest first, and where the next older ones are ("" where these are the last).

    `places` are those of the cards, as addresses have them. `pinned` stand above them on the first
    page of the whole wall.
    """

    cards: tuple[SafeString, ...]
    places: tuple[str, ...]
    next_url: str
    pinned: tuple[SafeString, ...] = ()


def page_of(dispute: Dispute, asked: Asked) -> WallPage:
    """Return the page of the wall that is asked: PAGE_SIZE messages after its place."""
    if asked.query.text:
        return _found(dispute, asked)
    messages = narrowed(Message.objects.public_in(dispute), asked)
    pinned = {} if asked.is_narrowed else _pinned(dispute)
    if pinned:
        messages = messages.exclude(pk__in=list(pinned))
    if asked.place:
        messages = messages.before(*asked.place)
    rows = list(messages.newest_first().values_list("card", "received_on", "pk")[: PAGE_SIZE + 1])
    above = () if asked.place else _cards(pinned.values())
    return _page(dispute, asked, rows, above)


def newest_cards(dispute: Dispute, count: int) -> tuple[SafeString, ...]:
    """Return the cards of the newest messages."""
    cards = Message.objects.public_in(dispute).newest_first().values_list("card", flat=True)
    return _cards(cards[:count])


def kinds_of(dispute: Dispute, asked: Asked, counts: Counts) -> tuple[Choice, ...]:
    """Return the kinds that can be chosen, in the wall's order, and the one that is."""
    there = _with(asked.kind, counts.kinds)
    return tuple(
        Choice(
            label=str(label),
            count=there[kind],
            url=replace(asked, kind=kind, place=None).url(dispute),
            is_current=kind == asked.kind,
            shape=SHAPES[kind],
        )
        for kind, label in KINDS_IN_WORDS.items()
        if kind in there
    )


def months_of(dispute: Dispute, asked: Asked, counts: Counts) -> tuple[Choice, ...]:
    """Return the months that can be chosen, newest first, and the one that is."""
    there = _with(asked.month, counts.months)
    return tuple(
        Choice(
            label=month_in_words(month),
            count=there[month],
            url=replace(asked, month=month, place=None).url(dispute),
            is_current=month == asked.month,
        )
        for month in sorted(there, reverse=True)
    )


def kind_in_words(kind: str) -> str:
    """Return a kind's heading, also where it has no message; "" where none is asked."""
    return str(KINDS_IN_WORDS[Message.Kind(kind)]) if kind else ""


def month_in_words(month: str) -> str:
    """Return a month as people write it: "March 2026"."""
    return date_format(days_of(month)[0], "F Y")


def _with(chosen: str, counts: dict[str, int | None]) -> dict[str, int | None]:
    """Counts, and 0 for what is chosen where it has none."""
    return {chosen: 0, **counts} if chosen else counts


def _found(dispute: Dispute, asked: Asked) -> WallPage:
    """Return a page of what has the words that are asked, each marked in it."""
    words = asked.query.words
    part = search.Narrowed(asked.kind, asked.days, asked.place)
    keys = search.found(dispute, words, PAGE_SIZE + 1, part)
    messages = Message.objects.public_in(dispute).filter(pk__in=keys).newest_first()
    rows = list(messages.values_list("card", "received_on", "pk"))
    page = _page(dispute, asked, rows)
    forms = search.forms(words, keys[:PAGE_SIZE])
    return replace(page, cards=tuple(marked(card, forms) for card in page.cards))


def _page(
    dispute: Dispute, asked: Asked, rows: list[Row], pinned: tuple[SafeString, ...] = ()
) -> WallPage:
    """Return a page of rows, which are one more than it holds where another page follows."""
    page = rows[:PAGE_SIZE]
    return WallPage(
        cards=_cards(card for card, _day, _pk in page),
        places=tuple(place_text(day, pk) for _card, day, pk in page),
        next_url=_next(dispute, asked, rows),
        pinned=pinned,
    )


def _next(dispute: Dispute, asked: Asked, rows: list[Row]) -> str:
    if len(rows) <= PAGE_SIZE:
        return ""
    _card, day, pk = rows[PAGE_SIZE - 1]
    return replace(asked, place=(day, pk)).url(dispute)


def pinned_refs(dispute: Dispute) -> list[str]:
    """Return the references of the messages pinned to the wall, as they stand above it."""
    return list(Message.objects.public_in(dispute).pinned().values_list("ref", flat=True)[:PINS])


def _pinned(dispute: Dispute) -> dict[int, str]:
    return dict(Message.objects.public_in(dispute).pinned().values_list("pk", "card")[:PINS])


def _cards(cards: Iterable[str]) -> tuple[SafeString, ...]:
    # Safe: a card was rendered by our own template when it was published, every field escaped.
    return tuple(mark_safe(card) for card in cards)  # noqa: S308 - see above
