"""What is done with pledges: received, and thanked for; and what they come to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum

from .models import Pledge


@dataclass(frozen=True, slots=True)
class Total:
    """What pledges come to: how many, their pounds, and how much of that has come."""

    count: int
    promised: Decimal
    received: Decimal


def total_of(pledges: QuerySet[Pledge]) -> Total:
    """Return what pledges come to, whatever is public."""
    found = pledges.order_by().aggregate(
        count=Count("pk"),
        promised=Sum("amount", default=Decimal()),
        received=Sum("amount", filter=Q(received_on__isnull=False), default=Decimal()),
    )
    return Total(**found)


@transaction.atomic
def receive(pledges: QuerySet[Pledge], *, on: date, by: User | None) -> int:
    """Note the day on which the money came, where none is noted; return how many that were."""
    return _note(
        pledges.filter(received_on__isnull=True, pledged_on__lte=on), "received_on", on, by
    )


@transaction.atomic
def thank(pledges: QuerySet[Pledge], *, on: date, by: User | None) -> int:
    """Note the day on which somebody said thank you; return how many that were."""
    return _note(pledges.filter(thanked_on__isnull=True, pledged_on__lte=on), "thanked_on", on, by)


def _note(pledges: QuerySet[Pledge], field: str, on: date, by: User | None) -> int:
    found = list(pledges)
    for pledge in found:
        setattr(pledge, field, on)
        pledge._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from here
        pledge.save()
    return len(found)
