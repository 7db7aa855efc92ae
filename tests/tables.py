"""All that a database holds, for tests that look for what must not be left."""

from django.db import connection


def everything() -> str:
    """Return all that the database's tables hold, a line a row, whoever made them."""
    lines = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 - ours
            lines += [f"{name}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(lines)
