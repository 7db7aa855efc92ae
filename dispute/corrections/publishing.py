"""Saying in public that something was wrong."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from dispute.models import Correction, Dispute

from .reasons import because
from .touching import Touched


@transaction.atomic
def publish_correction(
    dispute: Dispute,
    *,
    what: str,
    was: str,
    now: str,
    reason: str,
    affects: Iterable[Touched] = (),
    by: User | None,
    at: datetime | None = None,
) -> Correction:
    """Publish a correction, dated in London, with the figures of public texts that it is about as
    they stand at `at`. Anybody can read it at once."""
    moment = at or timezone.now()
    correction = Correction(
        dispute=dispute,
        corrected_on=timezone.localdate(moment),
        what=what,
        was=was,
        now=now,
        reason=reason,
        affects=[affected(each) for each in affects],
        entered_by=by,
        entered_at=moment,
    )
    correction._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from here
    with because(""):
        correction.full_clean()
        correction.save()
    return correction


def affected(touched: Touched) -> dict[str, Any]:
    """Return what a correction keeps of one published figure: all of it was public already."""
    figure = touched.figure
    return {
        "kind": figure.kind,
        "ref": figure.ref,
        "title": figure.title,
        "key": figure.key,
        "figure": figure.label,
        "shown": figure.shown,
        "as_at": figure.as_at.isoformat(),
        "now": touched.after,
    }
