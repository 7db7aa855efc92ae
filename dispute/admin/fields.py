"""How dates, times, texts and colours are typed: with the device's own pickers."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models


class DayInput(forms.DateInput):
    """A date, with the picker that the device brings along."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


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
    models.DateField: {"widget": DayInput},
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": InstantInput},
    models.TextField: {"form_class": LinesField, "widget": AdminTextareaWidget},
    models.URLField: {"assume_scheme": "https", "widget": forms.URLInput},
}
