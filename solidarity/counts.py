"""How many messages are on the wall, by kind and month, and from how many organisations.

Of the whole wall they are counted once for each version of what is public, and kept under its
stamp, which is read first: a count that is kept can be newer than its stamp, and never older. Of
what a search finds, at most MOST are looked at.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count

from dispute.models import Dispute
from dispute.stamps import stamp_of

from .asked import Asked, days_of
from .models import Message, MessageQuerySet
from .search import found

# Where a search finds more, the page says "more than 1,000".
MOST = 1000
KEPT_SECONDS = 24 * 3600

# How many messages there are of a kind in a month ("2026-05").
Table = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages and organisations are behind what is asked.

    `kinds` are those within the month that is asked, `months` those of the kind that is asked, the
    newest first. None: more than MOST, and nobody counted.
    """

    messages: int | None
    organisations: int | None
    kinds: dict[str, int | None]
    months: dict[str, int | None]


def counts_of(dispute: Dispute, asked: Asked, stamp: int | None = None) -> Counts:
    """Return the counts of a dispute's wall for what is asked; `stamp` where it was read before."""
    stamp = stamp_of(dispute) if stamp is None else stamp
    if asked.query.text:
        return _of_search(dispute, asked, stamp)
    organisations = _organisations(dispute, stamp, asked)
    return _counts(_table(dispute, stamp), asked, organisations)


def _of_search(dispute: Dispute, asked: Asked, stamp: int) -> Counts:
    keys = found(dispute, asked.query.words, MOST + 1)
    if len(keys) > MOST:
        counted = _counts(_table(dispute, stamp), asked, None)
        uncounted = dict.fromkeys(counted.kinds), dict.fromkeys(counted.months)
        return Counts(None, None, *uncounted)
    messages = Message.objects.public_in(dispute).filter(pk__in=keys)
    rows = list(messages.values_list("kind", "received_on", "organisation_key"))
    table = Counter((kind, _month(day)) for kind, day, _organisation in rows)
    organisations = {
        organisation
        for kind, day, organisation in rows
        if organisation and _is_asked(kind, _month(day), asked)
    }
    return _counts(table, asked, len(organisations))


def _counts(table: Table, asked: Asked, organisations: int | None) -> Counts:
    asked_for = (n for (kind, month), n in table.items() if _is_asked(kind, month, asked))
    kinds = ((kind, n) for (kind, month), n in table.items() if month == (asked.month or month))
    months = ((month, n) for (kind, month), n in table.items() if kind == (asked.kind or kind))
    by_month = sorted(_added(months).items(), reverse=True)
    return Counts(sum(asked_for), organisations, {**_added(kinds)}, dict(by_month))


def _is_asked(kind: str, month: str, asked: Asked) -> bool:
    return kind == (asked.kind or kind) and month == (asked.month or month)


def _added(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for name, count in pairs:
        total[name] += count
    return total


def _table(dispute: Dispute, stamp: int) -> Table:
    key = f"wall:{dispute.pk}:{stamp}:table"
    return cache.get_or_set(key, lambda: _counted(dispute), KEPT_SECONDS) or {}


def _counted(dispute: Dispute) -> Table:
    """Count by day, which an index holds in order; a month is no column."""
    by_day = Message.objects.public_in(dispute).order_by().values_list("kind", "received_on")
    table: Table = Counter()
    for kind, day, count in by_day.annotate(count=Count("pk")):
        table[kind, _month(day)] += count
    return dict(table)


def _organisations(dispute: Dispute, stamp: int, asked: Asked) -> int:
    part = f"{asked.kind.replace(' ', '-')}:{asked.month}"
    key = f"wall:{dispute.pk}:{stamp}:organisations:{part}"
    counted = cache.get_or_set(key, lambda: _different(dispute, asked), KEPT_SECONDS)
    return int(counted or 0)


def _different(dispute: Dispute, asked: Asked) -> int:
    named = narrowed(Message.objects.public_in(dispute), asked).exclude(organisation_key="")
    counted = named.aggregate(count=Count("organisation_key", distinct=True))
    return int(counted["count"])


def narrowed(messages: MessageQuerySet, asked: Asked) -> MessageQuerySet:
    """Return those of the kind and month that are asked."""
    if asked.kind:
        messages = messages.filter(kind=asked.kind)
    if asked.month:
        messages = messages.filter(received_on__range=days_of(asked.month))
    return messages


def _month(day: date) -> str:
    return day.isoformat()[:7]
