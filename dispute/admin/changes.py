"""A row's history in the words of its form: “Kind: strike → part-day strike”."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from simple_history.models import DeletedObject, ModelChange
from simple_history.template_utils import HistoricalRecordContextHelper


class Changes(HistoricalRecordContextHelper):  # type: ignore[misc]  # simple_history ships no types
    """What one saving changed, each value as its form shows it."""

    def context_for_delta_changes(self, delta: Any) -> Any:
        """Return every change: simple_history leaves out what no form can set, such as the status
        of a letter, and that is what a reader of its history asks first."""
        told = [*changes_by_functions(delta), *delta.changes]
        return super().context_for_delta_changes(replace(delta, changes=told))

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        """Return the value of a field before or after, ready to be read."""
        field = self.model._meta.get_field(change.field)
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, value)) or _("nothing")
        return readable(value)


def changes_by_functions(delta: Any) -> list[Any]:
    """Return the changes of fields that are in no form."""
    old, new = delta.old_record, delta.new_record
    fields = [each for each in new.tracked_fields if not (each.editable or each.is_relation)]
    values = [(each.name, getattr(old, each.name), getattr(new, each.name)) for each in fields]
    return [ModelChange(name, was, now) for name, was, now in values if was != now]


def readable(value: Any) -> str:
    """Return any field's value in words: days as "16 November 2023", empty ones as "nothing"."""
    if value in (None, "") or (isinstance(value, DeletedObject) and value.pk is None):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(value)
