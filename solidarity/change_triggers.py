"""The triggers that keep WallChange: whatever writes a message, by whichever road, is noted in the
same transaction.

A message is on the wall while it is published; whether anybody can read that wall is its dispute's
matter. Each trigger moves the dispute's stamp itself before it takes the number, so that nothing
rests on the order in which triggers run. The stamp's row stays locked until the transaction ends:
numbers become visible in their order, and who has seen one has seen every smaller one.

Like the stamps' they are made anew after every migrate, and run once a statement on PostgreSQL.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from dispute.models import Stamp

from .models import Message, WallChange

MESSAGES, CHANGES, STAMPS = (each._meta.db_table for each in (Message, WallChange, Stamp))
# What of a message the wall shows, sorts and filters by. A change of anything else is none.
VISIBLE = ("id", "card", "kind", "received_on", "pinned_at")
EVENTS = ("insert", "update", "delete")
COLUMNS = "dispute_id, ref, what, kind, number, changed_at, first_shown_at"
# When it was first shown stays as it was.
AGAIN = (
    "ON CONFLICT (dispute_id, ref) DO UPDATE SET what = excluded.what, kind = excluded.kind, "
    "number = excluded.number, changed_at = excluded.changed_at"
)


def install_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Make the triggers anew, and note what was written without. Receives `post_migrate`."""
    install(connections[using])


def remove_before_migrate(*, using: str, **_kwargs: Any) -> None:
    """Take SQLite's triggers away while tables are rebuilt: see dispute.stamps."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for event in EVENTS:
                for what in WallChange.What.values:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {_name(event)}_{what}")


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers, if the tables exist, and bring the rows in step with the messages."""
    statements = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}
    if {MESSAGES, CHANGES, STAMPS} <= set(connection.introspection.table_names()):
        with connection.cursor() as cursor:
            for statement in [*statements[connection.vendor](), *catching_up()]:
                cursor.execute(statement)


# What there is to note, where triggers were away: SQLite has none while it migrates.
UNNOTED = (
    f"m.status = 'published' AND NOT EXISTS (SELECT 1 FROM {CHANGES} c "  # noqa: S608 - names of ours
    "WHERE c.dispute_id = m.dispute_id AND c.ref = m.ref AND c.what = 'shown')"
)
VANISHED = (
    f"what = 'shown' AND NOT EXISTS (SELECT 1 FROM {MESSAGES} m "  # noqa: S608 - names of ours
    f"WHERE m.dispute_id = {CHANGES}.dispute_id AND m.ref = {CHANGES}.ref "
    "AND m.status = 'published')"
)


def catching_up() -> list[str]:
    """Return the statements that note what was written while there were no triggers."""
    return [
        f"UPDATE {STAMPS} SET number = number + 1 WHERE dispute_id IN ("  # noqa: S608 - names of ours
        f"SELECT m.dispute_id FROM {MESSAGES} m WHERE {UNNOTED} "
        f"UNION SELECT {CHANGES}.dispute_id FROM {CHANGES} WHERE {VANISHED})",
        f"INSERT INTO {CHANGES} ({COLUMNS}) SELECT m.dispute_id, m.ref, 'shown', m.kind, s.number, "  # noqa: S608 - names of ours
        "COALESCE(m.decided_at, m.entered_at), COALESCE(m.decided_at, m.entered_at) "
        f"FROM {MESSAGES} m JOIN {STAMPS} s ON s.dispute_id = m.dispute_id WHERE {UNNOTED} "
        f"{AGAIN}",
        f"UPDATE {CHANGES} SET what = 'gone', kind = '', changed_at = CURRENT_TIMESTAMP, "  # noqa: S608 - names of ours
        f"number = COALESCE((SELECT s.number FROM {STAMPS} s "
        f"WHERE s.dispute_id = {CHANGES}.dispute_id), number) "
        f"WHERE {VANISHED}",
    ]


def _name(event: str) -> str:
    return f"{MESSAGES}_wallchange_{event}"


# --- SQLite: for each row ---------------------------------------------------------------------

NOW = "strftime('%Y-%m-%d %H:%M:%f000', 'now')"
SAME_PLACE = "OLD.dispute_id = NEW.dispute_id AND OLD.ref = NEW.ref"
WHEN = {
    ("insert", "shown"): "NEW.status = 'published'",
    ("update", "shown"): f"NEW.status = 'published' AND NOT (OLD.status = 'published' "
    f"AND {SAME_PLACE} AND {' AND '.join(f'OLD.{each} IS NEW.{each}' for each in VISIBLE)})",
    ("update", "gone"): "OLD.status = 'published' "
    f"AND NOT (NEW.status = 'published' AND {SAME_PLACE})",
    ("delete", "gone"): "OLD.status = 'published'",
}


def sqlite_statements() -> list[str]:
    """Return the statements that replace the triggers."""
    statements = []
    for (event, what), when in WHEN.items():
        name, row = f"{_name(event)}_{what}", "NEW" if what == "shown" else "OLD"
        kind = "NEW.kind" if what == "shown" else "''"
        statements += [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} AFTER {event.upper()} ON {MESSAGES} WHEN {when} BEGIN "  # noqa: S608 - names of ours
            f"INSERT INTO {STAMPS} (dispute_id, number) VALUES ({row}.dispute_id, 1) "
            "ON CONFLICT (dispute_id) DO UPDATE SET number = number + 1; "
            f"INSERT INTO {CHANGES} ({COLUMNS}) "
            f"SELECT {row}.dispute_id, {row}.ref, '{what}', {kind}, s.number, {NOW}, {NOW} "
            f"FROM {STAMPS} s WHERE s.dispute_id = {row}.dispute_id {AGAIN}; END",
        ]
    return statements


# --- PostgreSQL: for each statement -----------------------------------------------------------

TRANSITIONS = {
    "insert": "NEW TABLE AS new_rows",
    "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "OLD TABLE AS old_rows",
}
SHOWN = (
    "SELECT n.dispute_id, n.ref, 'shown' AS what, n.kind FROM new_rows n "
    "WHERE n.status = 'published'"
)
GONE = (
    "SELECT o.dispute_id, o.ref, 'gone' AS what, '' AS kind FROM old_rows o "
    "WHERE o.status = 'published'"
)
# By its place on the wall and not by its key: both sides are joined on equality alone.
UNSEEN = (
    "o.dispute_id = n.dispute_id AND o.ref = n.ref "
    "AND o.status = 'published' AND n.status = 'published'"
)
UNCHANGED = " AND ".join(f"o.{each} IS NOT DISTINCT FROM n.{each}" for each in VISIBLE)
TOUCHED = {
    "insert": SHOWN,
    "update": f"{SHOWN} AND NOT EXISTS (SELECT 1 FROM old_rows o WHERE {UNSEEN} AND {UNCHANGED}) "  # noqa: S608 - names of ours
    f"UNION ALL {GONE} AND NOT EXISTS (SELECT 1 FROM new_rows n WHERE {UNSEEN})",
    "delete": GONE,
}


def postgresql_statements() -> list[str]:
    """Return the statements that replace the triggers and the functions they call."""
    statements = []
    for event, touched in TOUCHED.items():
        name = _name(event)
        statements += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $note$ BEGIN "  # noqa: S608 - names of ours
            # Ordered as the stamps' own triggers are: nobody waits for each other in a ring.
            f"INSERT INTO {STAMPS} (dispute_id, number) SELECT dispute_id, 1 FROM ("
            f"SELECT DISTINCT t.dispute_id FROM ({touched}) t) d ORDER BY dispute_id "
            f"ON CONFLICT (dispute_id) DO UPDATE SET number = {STAMPS}.number + 1; "
            f"INSERT INTO {CHANGES} ({COLUMNS}) "
            # The clock is read once: of what is new, both moments are the same.
            "SELECT t.dispute_id, t.ref, t.what, t.kind, s.number, c.now, c.now "
            f"FROM ({touched}) t JOIN {STAMPS} s ON s.dispute_id = t.dispute_id "
            "CROSS JOIN (SELECT clock_timestamp() AS now) c "
            f"{AGAIN}; RETURN NULL; END $note$",
            f"DROP TRIGGER IF EXISTS {name} ON {MESSAGES}",
            f"CREATE TRIGGER {name} AFTER {event.upper()} ON {MESSAGES} "
            f"REFERENCING {TRANSITIONS[event]} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        ]
    return statements
