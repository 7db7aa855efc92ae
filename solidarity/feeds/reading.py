"""What a feed holds, whatever it is written in. A constant number of queries at any size."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from dispute.models import Dispute
from dispute.pages import AddressError
from solidarity.models import Message, WallChange
from solidarity.shown import Shown, shown

PAGE_SIZE = 50
# Whatever is hashed into ids stays as it is for ever, and so does this.
IDS = UUID("5f0a4c1e-9d0b-4f5e-8a43-7d2c0b6e1f94")
# A place among the changes: the number and key of one.
PLACE = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")
# XML has no way to write these, not even escaped. Surrogates are in no text that was stored.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A message as a feed holds it: what its card shows, and no more."""

    id: str
    url: str
    title: str
    author: str
    kind: str
    html: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Removal:
    """A message that is on the wall no more."""

    id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of changes, the last first; what lies before and after it (None: nothing)."""

    entries: tuple[Entry, ...]
    removals: tuple[Removal, ...]
    newer: Place | None
    older: Place | None
    updated: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What a feed is asked for: a kind ("": all), and after which place, on which side of it."""

    kind: str
    before: Place | None
    after: Place | None


def asked_feed(request: HttpRequest, kind: str) -> Asked:
    """Return what `?before=` and `?after=` ask. Raises AddressError."""
    return Asked(kind, _place(request, "before"), _place(request, "after"))


def page_of(dispute: Dispute, asked: Asked) -> FeedPage:
    """Return a page of what changed on a wall."""
    rows, has_newer, has_older = _rows(dispute, asked)
    messages = _messages(dispute, rows)
    entries = (_entry(dispute, row, messages[row.ref]) for row in rows if row.ref in messages)
    removals = (Removal(id_of(row.ref), row.changed_at) for row in rows if _is_gone(row))
    return FeedPage(
        entries=tuple(entries),
        removals=tuple(removals),
        newer=(rows[0].number, rows[0].pk) if has_newer else None,
        older=(rows[-1].number, rows[-1].pk) if has_older else None,
        updated=max((row.changed_at for row in rows), default=_since_ever(dispute)),
    )


def changed_at(dispute: Dispute) -> datetime | None:
    """Return when anything on a wall last changed; None where nothing ever did."""
    last = WallChange.objects.filter(dispute=dispute).order_by("-number", "-pk")
    return last.values_list("changed_at", flat=True).first()


def id_of(ref: str) -> str:
    """Return the id of a message in every feed, for ever."""
    return uuid5(IDS, f"message/{ref}").urn


def id_of_feed(dispute: Dispute, kind: str) -> str:
    """Return the id of a feed: the same when the dispute's address changes, or http to https."""
    host = urlsplit(settings.SITE_URL).hostname
    return uuid5(IDS, f"{host}/feed/{dispute.pk}/{kind}").urn


def writable(text: str) -> str:
    """Return `text` without what XML cannot hold."""
    return UNWRITABLE.sub("", text)


def _rows(dispute: Dispute, asked: Asked) -> tuple[list[WallChange], bool, bool]:
    """The changes of a page, the last first; whether there are newer ones, and older ones."""
    if asked.after is not None:
        found = _first(dispute, asked.kind, _later(*asked.after), oldest_first=True)
        return found[:PAGE_SIZE][::-1], len(found) > PAGE_SIZE, bool(found)
    earlier = _earlier(*asked.before) if asked.before else Q()
    found = _first(dispute, asked.kind, earlier, oldest_first=False)
    return found[:PAGE_SIZE], asked.before is not None and bool(found), len(found) > PAGE_SIZE


def _first(dispute: Dispute, kind: str, where: Q, *, oldest_first: bool) -> list[WallChange]:
    """The first changes of a kind, one more than a page holds; what is gone has no kind, and is
    told to everybody. Two kinds are read one by one: each has an order in the index."""
    changes = WallChange.objects.filter(where, dispute=dispute)
    parts = [changes.filter(kind=kind), changes.filter(kind="")] if kind else [changes]
    order = ("number", "pk") if oldest_first else ("-number", "-pk")
    found = [row for part in parts for row in part.order_by(*order)[: PAGE_SIZE + 1]]
    found.sort(key=lambda row: (row.number, row.pk), reverse=not oldest_first)
    return found[: PAGE_SIZE + 1]


def _later(number: int, pk: int) -> Q:
    return Q(number__gte=number) & (Q(number__gt=number) | Q(pk__gt=pk))


def _earlier(number: int, pk: int) -> Q:
    return Q(number__lte=number) & (Q(number__lt=number) | Q(pk__lt=pk))


def _messages(dispute: Dispute, rows: Iterable[WallChange]) -> dict[str, Message]:
    """The messages behind changes. By their references alone, which are nobody else's: with the
    dispute beside them databases read its whole wall."""
    refs = [row.ref for row in rows if not _is_gone(row)]
    found = Message.objects.public().filter(ref__in=refs).defer("card", "words", "body_as_sent")
    return {each.ref: each for each in found if each.dispute_id == dispute.pk}


def _entry(dispute: Dispute, row: WallChange, message: Message) -> Entry:
    message.dispute = dispute
    seen = shown(message)
    html = render_to_string("solidarity/_feed_message.html", {"message": seen})
    return Entry(
        id=id_of(row.ref),
        url=f"{settings.SITE_URL}{seen.url}",
        title=writable(title_of(seen)),
        author=writable(seen.shown_name),
        kind=seen.kind,
        html=writable(html).strip(),
        published=row.first_shown_at.astimezone(UTC),
        updated=max(row.first_shown_at, row.changed_at).astimezone(UTC),
    )


def title_of(seen: Shown) -> str:
    """Return a line for lists: who wrote, as far as they show it."""
    return ", ".join(filter(None, (seen.shown_name, seen.organisation)))


def _is_gone(row: WallChange) -> bool:
    return row.what == WallChange.What.GONE


def _since_ever(dispute: Dispute) -> datetime:
    """When a wall last changed that never did."""
    return datetime.combine(dispute.raised_on, time(), tzinfo=UTC)


def _place(request: HttpRequest, name: str) -> Place | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    found = PLACE.fullmatch(text)
    if found is None:
        message = _("“%s” is no place in this feed. Start again from its first page.")
        raise AddressError(message % text[:40])
    return int(found[1]), int(found[2])
