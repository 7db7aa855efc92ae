"""The index of words, kept by the database itself in the transaction of every write.

It holds the words of published messages and of no other. On SQLite it is a table of FTS5, whose
rows are numbered by their place on the wall (the day, then the key): it gives what it finds in the
wall's order, and a month is a range of its numbers, so that nothing is ever sorted. On PostgreSQL
it is a column that the database works out, with a GIN index.

Made after every migrate, as stamps are: SQLite drops a table's triggers whenever a migration
rebuilds the table, and the index is then filled anew.
"""

from datetime import date
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from dispute.erasing import erases
from solidarity.models import Message

MESSAGES = Message._meta.db_table
FOUND = f"{MESSAGES}_fts"
# A place is the day's number times this, and the message's key.
KEYS = 2**40
# What date.toordinal() wants to be the number that SQLite's julianday() has.
FIRST_DAY = 1721424


def register() -> None:
    """Importing this module said how a message's words are erased."""


def install_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Make the index where it is not there or may be wrong. Receives Django's `post_migrate`."""
    install(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the index, if its table exists."""
    if MESSAGES not in connection.introspection.table_names():
        return
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if not (_has_column(cursor) if is_postgresql else _has_triggers(cursor)):
            for statement in POSTGRESQL if is_postgresql else sqlite_statements():
                cursor.execute(statement)


def place_of(day: date, pk: int) -> int:
    """Return the number of a place on the wall: greater than that of all that comes after it."""
    return (day.toordinal() + FIRST_DAY) * KEYS + min(pk, KEYS - 1)


@erases(Message)
def erase_words(message: Message) -> None:
    """Erase a message's words from FTS5's own pages, where what is deleted stays until it merges.

    Merging costs an eighth of a second where there are a hundred thousand messages.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        place = place_sql("m")
        cursor.execute(
            f"DELETE FROM {FOUND} WHERE rowid = (SELECT {place} FROM {MESSAGES} m WHERE id = %s)",  # noqa: S608 - ours
            [message.pk],
        )
        cursor.execute(f"INSERT INTO {FOUND} ({FOUND}) VALUES ('optimize')")  # noqa: S608 - ours


# --- SQLite -----------------------------------------------------------------------------------


def place_sql(row: str) -> str:
    """Return what gives a message's place in SQLite's SQL."""
    return f"CAST(julianday({row}.received_on) AS INTEGER) * {KEYS} + {row}.id"


def _values(row: str) -> str:
    """The columns of a row of the index: its place, its words, and where it belongs."""
    scope = f"'d' || {row}.dispute_id || ' k' || replace({row}.kind, ' ', '')"
    return f"{place_sql(row)}, {row}.words, {scope}"


def triggers() -> dict[str, str]:
    """Return the statement of each trigger by its name."""
    away = f"DELETE FROM {FOUND} WHERE rowid = {place_sql('OLD')}"  # noqa: S608 - names of ours
    add = f"INSERT OR REPLACE INTO {FOUND} (rowid, words, scope) SELECT {_values('NEW')}"
    added = f"{add} WHERE NEW.status = 'published'"
    watched = ("id", "dispute_id", "status", "kind", "received_on", "words")
    changed = " OR ".join(f"OLD.{each} IS NOT NEW.{each}" for each in watched)
    bodies = {
        "insert": f"BEGIN {added}; END",
        "update": f"WHEN {changed} BEGIN {away}; {added}; END",
        "delete": f"BEGIN {away}; END",
    }
    return {
        f"{FOUND}_{event}": f"CREATE TRIGGER {FOUND}_{event} AFTER {event.upper()} ON {MESSAGES} "
        + body
        for event, body in bodies.items()
    }


def sqlite_statements() -> list[str]:
    """Return the statements that make the index and its triggers anew, and fill it."""
    return [
        f"DROP TABLE IF EXISTS {FOUND}",
        f"CREATE VIRTUAL TABLE {FOUND} USING fts5(words, scope, "
        "tokenize = 'porter unicode61 remove_diacritics 2')",
        f"INSERT INTO {FOUND} (rowid, words, scope) "  # noqa: S608 - names of ours
        f"SELECT {_values('m')} FROM {MESSAGES} m WHERE m.status = 'published'",
        *(f"DROP TRIGGER IF EXISTS {name}" for name in triggers()),
        *triggers().values(),
    ]


def _has_triggers(cursor: CursorWrapper) -> bool:
    """Whether every trigger is there as it ought to be, and so was at every write."""
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    there = dict(cursor.fetchall())
    return all(there.get(name) == statement for name, statement in triggers().items())


# --- PostgreSQL -------------------------------------------------------------------------------

COLUMN = f"{MESSAGES}.found_by"
POSTGRESQL = [
    f"ALTER TABLE {MESSAGES} ADD COLUMN found_by tsvector GENERATED ALWAYS AS "
    "(CASE WHEN status = 'published' THEN to_tsvector('english', words) ELSE ''::tsvector END) "
    "STORED",
    f"CREATE INDEX message_found_by ON {MESSAGES} USING gin (found_by) WITH (fastupdate = off)",
]


def _has_column(cursor: CursorWrapper) -> bool:
    cursor.execute(
        "SELECT 1 FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'found_by'",
        [MESSAGES],
    )
    return cursor.fetchone() is not None
