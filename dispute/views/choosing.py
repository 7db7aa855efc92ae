"""What can be chosen of a figure, as a form that leads to the address of what was chosen."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from dispute.figures import Figure, Parameter, Record, definition_of
from dispute.figures.windows import EVENTS


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values that can be chosen."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of the form: a day where there are no `options`."""

    name: str
    label: str
    value: str
    options: tuple[Option, ...]
    is_required: bool


def choices(record: Record, figure: Figure) -> tuple[Choice, ...]:
    """Return the fields for a figure's parameters, each with what this figure has chosen."""
    chosen = figure.parameter_texts
    return tuple(
        _choice(record, parameter, chosen.get(parameter.name, ""))
        for parameter in definition_of(figure.key).parameters
        # A list or series of which the record holds none cannot be chosen.
        if parameter.choices is None or list(parameter.choices(record))
    )


def without_blanks(request: HttpRequest) -> str:
    """Return the address without the fields of a form that were left empty; "" if none was.

    A browser sends them all the same, and an address that is passed on ought to say what it means.
    """
    blank = [name for name, value in request.GET.items() if not str(value).strip()]
    if not blank:
        return ""
    said = request.GET.copy()
    for name in blank:
        del said[name]
    return f"{request.path}?{said.urlencode()}" if said else request.path


def as_text(value: str | date) -> str:
    """Return a parameter's value in words."""
    return str(EVENTS.get(str(value), value))


def _choice(record: Record, parameter: Parameter, value: str) -> Choice:
    values = () if parameter.choices is None else tuple(parameter.choices(record))
    options = tuple(Option(each, as_text(each), each == value) for each in values)
    return Choice(parameter.name, str(parameter.label), value, options, parameter.required)
