"""One run at a time, on one machine and on many: what a lock holds dies with its process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

# Any number that no other lock of this database has.
KEY = 0x6D61696C


@contextmanager
def alone() -> Iterator[bool]:
    """Say whether nobody else collects mail; nobody else does until the block ends."""
    with (settings.DATA_DIR / "collect_mail.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        # A file says nothing to other machines; a database that they share does.
        if connection.vendor != "postgresql":
            yield True
            return
        with _of_the_database() as is_ours:
            yield is_ours


@contextmanager
def _of_the_database() -> Iterator[bool]:
    is_ours = _asked("SELECT pg_try_advisory_lock(%s)")
    try:
        yield is_ours
    finally:
        # A connection that was lost has let go by itself.
        if is_ours and connection.is_usable():
            _asked("SELECT pg_advisory_unlock(%s)")


def _asked(query: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(query, [KEY])
        return bool(cursor.fetchone()[0])
