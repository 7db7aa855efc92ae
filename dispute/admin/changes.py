"""A row's history in the words of its form: “Kind: strike → part-day strike”."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from simple_history.template_utils import HistoricalRecordContextHelper


class Changes(HistoricalRecordContextHelper):  # type: ignore[misc]  # simple_history ships no types
    """What one saving changed, each value as its form shows it."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        """Return the value of a field before or after, ready to be read."""
        field = self.model._meta.get_field(change.field)
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, value)) or _("nothing")
        return readable(value)


def readable(value: Any) -> str:
    """Return any field's value in words: days as "16 November 2023", empty ones as "nothing"."""
    if value in (None, ""):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(value)
