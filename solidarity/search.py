"""Searching the wall: the same questions to SQLite's FTS5 and to PostgreSQL.

Whole words are found, in any of their English forms: "strike" finds "striking". All of them have to
be there. What is found comes in the wall's order, newest first: whoever reads on reads a wall.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVectorField
from django.db import connection
from django.db.models.expressions import RawSQL

from dispute.models import Dispute

from .models import Message
from .searching.index import COLUMN, FOUND, KEYS, MESSAGES, place_of, place_sql

START, STOP = "<", ">"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A part of the wall: of one kind, of some days, after a place; each may be left open."""

    kind: str = ""
    days: tuple[date, date] | None = None
    after: tuple[date, int] | None = None


def found(
    dispute: Dispute, words: Collection[str], limit: int, part: Narrowed = Narrowed()
) -> list[int]:
    """Return the keys of the newest public messages that have every one of the folded `words`.

    At most `limit`, in the wall's order; none where there is no word. Whoever shows them begins
    from `public_in()` all the same.
    """
    if not words:
        return []
    search = _in_postgresql if connection.vendor == "postgresql" else _in_sqlite
    return search(dispute, words, limit, part)


def forms(words: Collection[str], keys: Collection[int]) -> frozenset[str]:
    """Return in which folded forms `words` are found in those messages: "striking" for "strike"."""
    if not words or not keys:
        return frozenset()
    texts = _texts_postgresql if connection.vendor == "postgresql" else _texts_sqlite
    marked = (each for text in texts(words, keys) for each in text.split())
    # The words have neither sign in them: all their letters are letters and digits.
    return frozenset(each.strip(START + STOP) for each in marked if each.startswith(START))


# --- SQLite -----------------------------------------------------------------------------------


def _in_sqlite(dispute: Dispute, words: Collection[str], limit: int, part: Narrowed) -> list[int]:
    scope = [f"d{dispute.pk}", *([f"k{part.kind.replace(' ', '')}"] if part.kind else [])]
    asked: list[Any] = [f"words : ({_all(words)}) AND scope : ({_all(scope)})"]
    narrowed = ""
    if part.days:
        narrowed += " AND rowid BETWEEN %s AND %s"
        asked += [place_of(part.days[0], 0), place_of(part.days[1], KEYS)]
    if part.after:
        narrowed += " AND rowid < %s"
        asked.append(place_of(*part.after))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {FOUND} WHERE {FOUND} MATCH %s{narrowed} "  # noqa: S608 - ours
            "ORDER BY rowid DESC LIMIT %s",
            [*asked, limit],
        )
        return [place % KEYS for (place,) in cursor.fetchall()]


def _texts_sqlite(words: Collection[str], keys: Collection[int]) -> list[str]:
    among = ", ".join(["%s"] * len(keys))
    asked = " OR ".join(map(_quoted, words))
    with connection.cursor() as cursor:
        # In this order: a few messages, and the row of the index of each.
        cursor.execute(
            f"SELECT highlight({FOUND}, 0, %s, %s) FROM {MESSAGES} m CROSS JOIN {FOUND} "  # noqa: S608 - names of ours
            f"ON {FOUND}.rowid = {place_sql('m')} WHERE m.id IN ({among}) AND {FOUND} MATCH %s",
            [START, STOP, *keys, f"words : ({asked})"],
        )
        return [text for (text,) in cursor.fetchall()]


def _all(words: Collection[str]) -> str:
    return " AND ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    """A word as one for FTS5, whatever is in it: never an operator, a column or a prefix."""
    return '"' + word.replace('"', '""') + '"'


# --- PostgreSQL -------------------------------------------------------------------------------


def _in_postgresql(
    dispute: Dispute, words: Collection[str], limit: int, part: Narrowed
) -> list[int]:
    messages = Message.objects.public_in(dispute)
    if part.kind:
        messages = messages.filter(kind=part.kind)
    if part.days:
        messages = messages.filter(received_on__range=part.days)
    if part.after:
        messages = messages.before(*part.after)
    column = RawSQL(COLUMN, [], output_field=SearchVectorField())  # noqa: S611 - a name of ours
    asked = messages.alias(found_by=column).filter(found_by=_asked(words))
    return list(asked.newest_first().values_list("pk", flat=True)[:limit])


def _texts_postgresql(words: Collection[str], keys: Collection[int]) -> list[str]:
    headline = SearchHeadline(
        "words", _asked(words), config="english",
        start_sel=START, stop_sel=STOP, highlight_all=True,
    )  # fmt: skip
    rows = Message.objects.filter(pk__in=keys).annotate(marked=headline)
    return list(rows.values_list("marked", flat=True))


def _asked(words: Collection[str]) -> SearchQuery:
    return SearchQuery(" ".join(words), config="english", search_type="plain")
