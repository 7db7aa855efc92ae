"""Erasing: a row's text is gone from everywhere at once, and a log says that, never what.

Whatever keeps a copy of a row's text, such as a search index, says here how the copy is erased:

    @erases(Message)
    def from_the_index(message): ...

It is called in the transaction that erases the row, while the row still says what it was. What is
kept for a time of its own, such as who promised a gift, is erased only if somebody asks for it, and
not when the row's time is over:

    @erases(Message, if_asked=True)
    def from_the_pledges(message): ...
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import connection, models, transaction

from .models import Dispute, Erasure

# A sender who takes a message back waits for it.
PATIENCE_MS = 1000

Eraser = Callable[[Any], None]
EraserT = TypeVar("EraserT", bound=Eraser)

_erasers: dict[type[models.Model], list[Eraser]] = defaultdict(list)
_if_asked: dict[type[models.Model], list[Eraser]] = defaultdict(list)


def erases(model: type[models.Model], *, if_asked: bool = False) -> Callable[[EraserT], EraserT]:
    """Call a function with each row of `model` that is erased, in the same transaction.

    With `if_asked` only where somebody asked for it; such functions are called first.
    """

    def add(eraser: EraserT) -> EraserT:
        (_if_asked if if_asked else _erasers)[model].append(eraser)
        return eraser

    return add


def erase_copies(row: models.Model, *, is_asked: bool = True) -> None:
    """Erase every copy of `row` that somebody keeps, its history with them.

    Unless it `is_asked`, the row's time is over, and no more than that.
    """
    for eraser in [*(_if_asked[type(row)] if is_asked else ()), *_erasers[type(row)]]:
        eraser(row)
    erase_history(row)


def erase_history(row: models.Model) -> None:
    """Erase what `row` was before, where its model has a history."""
    history = getattr(type(row), "history", None)
    if history is not None:
        history.filter(id=row.pk).delete()


def log_erasure(
    kind: str,
    *,
    why: str,
    at: datetime,
    by: User | None = None,
    dispute: Dispute | None = None,
    count: int = 1,
) -> Erasure:
    """Write down that `count` things of a kind ("message") were erased, why and by whom."""
    transaction.on_commit(empty_write_ahead_log)
    return Erasure.objects.create(
        kind=kind, why=why, erased_at=at, erased_by=by, dispute=dispute, count=count
    )


def empty_write_ahead_log() -> None:
    """Empty SQLite's write-ahead log, in which pages stay as they were before something was erased.

    Where somebody reads at that moment it waits a little, and is then left to the next erasure.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (patience,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")
