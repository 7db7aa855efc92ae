"""What is in the book: messages in their order, and who sent them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.documents.paper import Letterhead, letterhead
from dispute.models import Branch, Dispute
from solidarity.models import Message, MessageQuerySet
from solidarity.shown import Shown, shown
from solidarity.wall import kind_in_words

# Characters of messages in one book: some 800 pages, which is what can be bound. They take some ten
# seconds, and up to 1 GB of memory; more is divided into volumes, by the days on which they came.
MOST = 1_000_000
GROUPS = (("month", gettext_lazy("By month")), ("kind", gettext_lazy("By kind of sender")))
# What a page of the book is made of, and nothing else of a message.
FIELDS = (
    "ref", "body", "name", "role", "organisation", "organisation_key", "place", "display", "kind",
    "received_on", "dispute_id", "consent_basis",
)  # fmt: skip


class NoBookError(Exception):
    """There is nothing to make a book of, or too much for one; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What an officer wants in the book. Without `kinds` and `since` it is everything."""

    as_at: date
    since: date | None = None
    kinds: tuple[str, ...] = ()
    by: str = "month"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message in the book. `organisation_key` is empty where its sender shows none."""

    message: Shown
    organisation_key: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Messages of one month or one kind."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many messages there are; of how many the senders agreed, and how many were public."""

    messages: int
    organisations: int
    agreed: int
    were_public: int
    characters: int


@dataclass(frozen=True, slots=True)
class Book:
    """A book as plain data."""

    letterhead: Letterhead
    dispute: str
    slug: str
    employer: str
    wall: str
    choice: Choice
    tally: Tally
    first_on: date
    last_on: date
    chapters: tuple[Chapter, ...]


def messages_for(dispute: Dispute, choice: Choice) -> MessageQuerySet:
    """Return the messages on the wall that are in the book, those that came first first."""
    found = Message.objects.public_in(dispute).filter(received_on__lte=choice.as_at)
    if choice.since is not None:
        found = found.filter(received_on__gte=choice.since)
    if choice.kinds:
        found = found.filter(kind__in=choice.kinds)
    return found.order_by("received_on", "pk")


def tally_of(dispute: Dispute, choice: Choice) -> Tally:
    """Return the counts of a book without making it. One query."""
    agreed = Count("pk", filter=Q(consent_basis=Message.Basis.CONSENT))
    named = Count("organisation_key", distinct=True, filter=~Q(organisation_key=""))
    found = messages_for(dispute, choice).order_by()
    length = Sum(Length("body"), default=0)
    told = found.aggregate(n=Count("pk"), agreed=agreed, named=named, length=length)
    return Tally(
        told["n"], told["named"], told["agreed"], told["n"] - told["agreed"], told["length"]
    )


def volumes_of(dispute: Dispute, choice: Choice) -> tuple[Choice, ...]:
    """Return what each volume holds: one, unless it would be too thick. One query."""
    lengths: Counter[date] = Counter()
    rows = messages_for(dispute, choice).values_list("received_on", Length("body"))
    for received_on, length in rows:
        lengths[received_on] += length
    ends, held = [], 0
    for received_on, length in sorted(lengths.items()):
        if held and held + length > MOST:
            ends.append(received_on - timedelta(days=1))
            held = 0
        held += length
    starts = [choice.since, *(end + timedelta(days=1) for end in ends)]
    return tuple(
        replace(choice, since=since, as_at=as_at)
        for since, as_at in zip(starts, [*ends, choice.as_at], strict=True)
    )


def book_of(dispute: Dispute, choice: Choice) -> Book:
    """Return the book of a dispute's wall. Raises NoBookError."""
    tally = tally_of(dispute, choice)
    if tally.characters > MOST:
        raise NoBookError(_("That is more than one book holds. Choose fewer days, or fewer kinds."))
    found = list(messages_for(dispute, choice).only(*FIELDS))
    if not found:
        raise NoBookError(
            _(
                "No message on the wall is of these days and kinds yet, so there is no book to "
                "make. The first one is enough."
            )
        )
    entries = [_entry(message, dispute) for message in found]
    return Book(
        letterhead=letterhead(Branch.objects.public().first()),
        dispute=dispute.title,
        slug=dispute.slug,
        employer=dispute.employer,
        wall=f"{settings.SITE_URL}{reverse('solidarity:wall', args=[dispute.slug])}",
        choice=choice,
        tally=tally,
        first_on=found[0].received_on,
        last_on=found[-1].received_on,
        chapters=tuple(_chapters(entries, choice.by)),
    )


def index_of(entries: Iterable[Entry]) -> list[tuple[str, list[str]]]:
    """Return each organisation once, by name, with the references of its messages in order."""
    names: dict[str, str] = {}
    refs: dict[str, list[str]] = {}
    for entry in entries:
        if key := entry.organisation_key:
            # Whoever shows nothing but their organisation has it for a name.
            names.setdefault(key, entry.message.organisation or entry.message.shown_name)
            refs.setdefault(key, []).append(entry.message.ref)
    return [(names[key], refs[key]) for key in sorted(names)]


def _entry(message: Message, dispute: Dispute) -> Entry:
    message.dispute = dispute
    return Entry(shown(message), message.organisation_key)


def _chapters(entries: list[Entry], by: str) -> Iterator[Chapter]:
    if by == "kind":
        for kind in Message.Kind.values:
            if of_kind := tuple(each for each in entries if each.message.kind == kind):
                yield Chapter(kind_in_words(kind), of_kind)
        return
    for _month, within in groupby(entries, lambda each: each.message.received_on.replace(day=1)):
        of_month = tuple(within)
        yield Chapter(date_format(of_month[0].message.received_on, "F Y"), of_month)
