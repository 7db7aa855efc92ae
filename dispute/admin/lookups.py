"""The questions that a list of the admin answers in its address: its filters', and no others."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db import models

# How the filters of a field ask.
ASKED = ("", "__exact", "__isnull", "__isempty")
PARTS_OF_DAYS = ("year", "month", "day")


def lookups_of(
    model: type[models.Model], filters: Iterable[Any], date_hierarchy: str | None
) -> set[str]:
    """Return the lookups of a list's filters and of its days: never one of an e-mail address."""
    found = {lookup for each in filters for lookup in lookups_of_filter(model, each)}
    if date_hierarchy:
        found |= {f"{date_hierarchy}__{part}" for part in PARTS_OF_DAYS}
    return found


def lookups_of_filter(model: type[models.Model], chosen: Any) -> list[str]:
    """Return the lookups of one entry of `list_filter`: a class, a field, or a field and class."""
    if isinstance(chosen, type) and issubclass(chosen, SimpleListFilter):
        return [chosen.parameter_name] if chosen.parameter_name else []
    name = chosen if isinstance(chosen, str) else chosen[0]
    field = model._meta.get_field(name)
    if isinstance(field, models.EmailField):
        return []
    asked = [f"{name}{each}" for each in ASKED]
    if isinstance(field, models.ForeignKey):
        asked.append(f"{name}__{field.target_field.name}__exact")
    return asked
