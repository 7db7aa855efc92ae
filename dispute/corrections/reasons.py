"""Why something is done, for the history of everything that is written while it is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from simple_history.signals import pre_create_historical_record

LONGEST = 2000

_reason: ContextVar[str] = ContextVar("reason", default="")


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Write `reason` beside every change that is made inside, rows that go with others included."""
    token = _reason.set(reason.strip()[:LONGEST])
    try:
        yield
    finally:
        _reason.reset(token)


def register() -> None:
    """Let histories know the reason that is given."""
    pre_create_historical_record.connect(_give_reason, dispatch_uid="dispute.corrections.reasons")


def _give_reason(*, history_instance: Any, **_kwargs: Any) -> None:
    if _reason.get() and not history_instance.history_change_reason:
        history_instance.history_change_reason = _reason.get()
