"""What changed in a dispute: the newest versions of all its rows, those deleted since too.

The versions of all tables are put in order by one question, and a page of them takes a few more a
table, however many there are.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import CharField, Value

from dispute.models import Dispute

from .histories import Version, history_of, versions

# As far back as the pages go: beyond, a row's own history says it.
MOST = 2000
ON_A_PAGE = 50


def newest(dispute: Dispute, tables: Iterable[type[models.Model]], *, deleted: bool = False) -> Any:
    """Return the newest versions of a dispute's rows as (label, history_id), at most MOST of them;
    with `deleted`, only those that say that a row was deleted."""
    queries = [_of(model, dispute, deleted=deleted) for model in tables]
    if not queries:
        return []
    first, *others = queries
    both = first.union(*others, all=True) if others else first
    return both.order_by("-history_date", "-history_id")[:MOST]


def versions_of(page: Iterable[Any], tables: Iterable[type[models.Model]]) -> list[Version]:
    """Return a page of versions, in its order, each with the one before it."""
    wanted = [(each["label"], each["history_id"]) for each in page]
    found: dict[tuple[str, int], Version] = {}
    for model in tables:
        keys = [key for label, key in wanted if label == model._meta.label_lower]
        if not keys:
            continue
        records = history_of(model).objects.filter(pk__in=keys).select_related("history_user")
        for each in versions(model, records):
            found[model._meta.label_lower, each.now.pk] = each
    return [found[which] for which in wanted if which in found]


def _of(model: type[models.Model], dispute: Dispute, *, deleted: bool) -> Any:
    kept = history_of(model).objects.order_by()
    is_dispute = model is Dispute
    rows = kept.filter(**{"id" if is_dispute else "dispute_id": dispute.pk})
    if deleted:
        rows = rows.filter(history_type="-")
    label = Value(model._meta.label_lower, output_field=CharField())
    return rows.annotate(label=label).values("label", "history_date", "history_id")
