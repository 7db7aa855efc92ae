"""Complaints about data, and the days on which things were erased."""

from datetime import UTC, datetime, timedelta
from typing import Any

from dispute.models import DataComplaint, PurgeRun

from .record import DAYS, DECIDED_AT, number


def make_data_complaint(**fields: Any) -> DataComplaint:
    """Make a complaint of 2 March 2026 that nobody has acknowledged; `closed_at=` for one that is
    answered."""
    n = number()
    defaults = {
        "received_at": DECIDED_AT,
        "name": f"Ines Example {n}",
        "email": f"ines{n}@example.org",
        "text": f"You published my words, {n} of them.",
    }
    if fields.get("closed_at"):
        defaults |= {"acknowledged_at": fields["closed_at"], "outcome": "upheld"}
    return DataComplaint.objects.create(**{**defaults, **fields})


def make_purge_run(**fields: Any) -> PurgeRun:
    """Make the run of a day in 2025, which erased nothing; each on its own day."""
    ran_at = datetime(2025, 1, 1, 3, tzinfo=UTC) + timedelta(days=number() % DAYS)
    defaults = {"day": ran_at.date(), "ran_at": ran_at}
    return PurgeRun.objects.create(**{**defaults, **fields})
