"""Versions of rows, each with the one before it and the names of what it points to.

However many versions there are, a model takes the same few questions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Max, OuterRef, Subquery


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a row: `before` is the one before it, None where it is the first.

    `names` are what other rows are called, by field and key.
    """

    model: type[models.Model]
    now: Any
    before: Any | None
    names: Mapping[tuple[str, Any], str]

    def name_of(self, name: str, row: Any = None) -> str:
        """Return what the row is called that a field of this version (or of `row`) points to."""
        field = self.model._meta.get_field(name)
        key = getattr(row or self.now, getattr(field, "attname", name))
        return self.names.get((name, key), "")


def history_of(model: Any) -> Any:
    """Return the model that keeps the history of another."""
    return model.history.model


def versions(model: type[models.Model], records: Iterable[Any]) -> list[Version]:
    """Return versions in the order of their records."""
    now = list(records)
    kept = history_of(model)
    earlier = kept.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    last = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    found = kept.objects.filter(pk__in=[record.pk for record in now]).annotate(last=last)
    pairs = dict(found.values_list("pk", "last")) if now else {}
    before = kept.objects.in_bulk([pk for pk in pairs.values() if pk])
    both = [*now, *before.values()]
    names = names_of(model, both)
    return [Version(model, each, before.get(pairs.get(each.pk)), names) for each in now]


def names_of(model: type[models.Model], records: list[Any]) -> dict[tuple[str, Any], str]:
    """Return what the rows are called that these versions point to, those deleted since too."""
    names: dict[tuple[str, Any], str] = {}
    for field in model._meta.fields:
        if field.name == "dispute" or not isinstance(field, models.ForeignKey):
            continue
        keys = {getattr(record, field.attname, None) for record in records} - {None}
        for key, name in _called(field.related_model, keys).items():
            names[field.name, key] = name
    return names


def _called(model: Any, keys: set[Any]) -> dict[Any, str]:
    if not keys:
        return {}
    called = {key: _name(row) for key, row in model._base_manager.in_bulk(list(keys)).items()}
    gone = keys - called.keys()
    if gone and hasattr(model, "history"):
        kept = model.history.model.objects
        last = kept.filter(id__in=gone).values("id").annotate(last=Max("history_id"))
        rows = kept.filter(pk__in=[each["last"] for each in last])
        called |= {row.id: _name(row) for row in rows}
    return called


def _name(row: Any) -> str:
    """A team or list by its name, an account by its person's, anything else by what it says."""
    if hasattr(row, "get_full_name"):
        return str(row.get_full_name() or row.get_username())
    return str(getattr(row, "name", "") or getattr(row, "instance", row))
