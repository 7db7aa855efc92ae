"""The version stamp that every public page of a dispute carries.

A page may be kept whole under its stamp only if nothing can change what it shows without moving the
stamp in the same transaction. Python cannot promise that (`update()`, `bulk_create()`, raw SQL), so
the database moves it, by triggers. They are made anew after every migrate, because SQLite drops a
table's triggers whenever a migration rebuilds the table.

PostgreSQL's triggers run once a statement and not once a row: a hundred thousand messages imported
in one transaction move the stamp once a batch.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from .models import Dispute, Stamp

STAMP = "dispute_stamp"


@dataclass(frozen=True)
class Watched:
    """A table whose rows are public.

    `column` holds the dispute's id ("" where a row concerns every dispute). `seen` is a condition
    in SQL, with {row} for the row, that says which rows can be seen at all.
    """

    table: str
    column: str
    seen: str


_watched: dict[str, Watched] = {}


def watch(model: type[models.Model], *, column: str = "dispute_id", seen: str = "1 = 1") -> None:
    """Move stamps whenever a row of `model` that satisfies `seen` is written or was until now."""
    table = model._meta.db_table
    _watched[table] = Watched(table, column, seen)


def watched_tables() -> frozenset[str]:
    """Return the names of the tables whose writes move a stamp."""
    return frozenset(_watched)


def stamp_of(dispute: Dispute) -> int:
    """Return the version of all that is public of `dispute`; read it before what it vouches for."""
    number = Stamp.objects.filter(pk=dispute.pk).values_list("number", flat=True).first()
    return number or 0


def install_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Make every watched table's triggers anew. Receives Django's `post_migrate`."""
    install(connections[using])


def remove_before_migrate(*, using: str, **_kwargs: Any) -> None:
    """Take SQLite's triggers away: it refuses to rebuild a table that one of another table names.

    Receives Django's `pre_migrate`.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s ESCAPE '!'",
                ["%!_stamp!_%"],
            )
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers on the tables that exist; an app that is not migrated yet comes later."""
    statements = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for watched in _watched.values():
            if {watched.table, STAMP} <= existing:
                for statement in statements[connection.vendor](watched):
                    cursor.execute(statement)


# --- SQLite: for each row ---------------------------------------------------------------------

ROWS = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}


def sqlite_statements(watched: Watched) -> Iterator[str]:
    """Yield the statements that replace one table's triggers."""
    for event, rows in ROWS.items():
        for row in rows:
            name = f"{watched.table}_stamp_{event}_{row.lower()}"
            seen = watched.seen.format(row=row)
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} AFTER {event.upper()} ON {watched.table} "
                f"WHEN {seen} BEGIN {_sqlite_move(watched, row)}; END"
            )


def _sqlite_move(watched: Watched, row: str) -> str:
    if not watched.column:
        return f"UPDATE {STAMP} SET number = number + 1"
    return (
        f"INSERT INTO {STAMP} (dispute_id, number) VALUES ({row}.{watched.column}, 1) "
        f"ON CONFLICT (dispute_id) DO UPDATE SET number = number + 1"
    )


# --- PostgreSQL: for each statement -----------------------------------------------------------

TRANSITIONS = {
    "insert": "NEW TABLE AS new_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "OLD TABLE AS old_rows",
}


def postgresql_statements(watched: Watched) -> Iterator[str]:
    """Yield the statements that replace one table's triggers and the functions they call."""
    for event, rows in ROWS.items():
        name = f"{watched.table}_stamp_{event}"
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$move$ BEGIN {_postgresql_move(watched, rows)}; RETURN NULL; END $move$"
        )
        yield f"DROP TRIGGER IF EXISTS {name} ON {watched.table}"
        yield (
            f"CREATE TRIGGER {name} AFTER {event.upper()} ON {watched.table} "
            f"REFERENCING {TRANSITIONS[event]} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def _postgresql_move(watched: Watched, rows: list[str]) -> str:
    tables = [f"{row.lower()}_rows" for row in rows]
    seen = watched.seen.format(row="r")
    if not watched.column:
        return f"UPDATE {STAMP} SET number = number + 1"
    # Ordered, so that two writers who touch the same disputes never wait for each other in a ring.
    chosen = " UNION ".join(
        f"SELECT DISTINCT r.{watched.column} AS dispute_id FROM {table} r WHERE {seen}"
        for table in tables
    )
    return (
        f"INSERT INTO {STAMP} (dispute_id, number) "
        f"SELECT dispute_id, 1 FROM ({chosen}) touched ORDER BY dispute_id "
        f"ON CONFLICT (dispute_id) DO UPDATE SET number = {STAMP}.number + 1"
    )
