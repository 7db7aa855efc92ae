"""How dates, times, texts and colours are typed: with the device's own pickers."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.utils.translation import gettext as _

# No dispute, and no law that it rests on, is older; nobody plans further ahead.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class DayInput(forms.DateInput):
    """A date, with the picker that the device brings along."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A date that somebody could mean: 0202 and 20266 are slips of the finger."""

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            values = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise forms.ValidationError(
                _("Enter a day of the years %(first)s to %(last)s.") % values
            )
        return day


class InstantInput(forms.DateTimeInput):
    """A date and time. Seconds are kept: without them, every saving would change the time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"step": 1, **(attrs or {})}, format="%Y-%m-%dT%H:%M:%S")


class LinesField(forms.CharField):
    """A text of several lines. A browser sends other line ends than it was given: no change."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.to_python(initial), data)


class ColourInput(forms.TextInput):
    """A colour, with the picker that the device brings along."""

    input_type = "color"


# For `formfield_overrides`. Django's own calendar is a script for a mouse.
NATIVE: "dict[type[models.Field[Any, Any]], dict[str, Any]]" = {
    models.DateField: {"form_class": DayField, "widget": DayInput},
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": InstantInput},
    models.TextField: {"form_class": LinesField, "widget": AdminTextareaWidget},
    models.URLField: {"assume_scheme": "https", "widget": forms.URLInput},
}
