"""Which figures there are. The record defines its own; each app adds to them when it is ready."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .figure import Figure, Found, Missing, ParameterValue
from .record import Record
from .words import Words

if TYPE_CHECKING:  # django_stubs_ext is there for the type checker alone
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

Parameters = dict[str, ParameterValue]
Compute = Callable[..., Found | Missing]


class FigureError(ValueError):
    """A figure that was asked for in a way that cannot be answered; its text says what to do."""


class UnknownFigureError(FigureError):
    """No figure has this key."""


class ParameterError(FigureError):
    """A parameter that the figure has not, or a value that it cannot have."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that can be chosen about a figure.

    `choices` gives the texts that the record allows; None means a day, as 2026-05-01. A `required`
    one has no default where the record holds several. `held_back` says why something that the
    record knows cannot be chosen, "" for anything else; `shown_as` gives what is shown instead.
    `in_prose` gives the names by which a text may speak of a choice, "" for one that is held back;
    `has_capitals` says that they are written with capitals.
    """

    name: str
    label: Text
    choices: Callable[[Record], Iterable[str]] | None = None
    required: bool = False
    held_back: Callable[[Record, str], str] | None = None
    shown_as: Callable[[Record, str], str] | None = None
    in_prose: Callable[[Record], Mapping[str, str]] | None = None
    has_capitals: bool = True

    def parse(self, record: Record, text: str, *, merge: bool = False) -> ParameterValue:
        """Return the value that `text` stands for; with `merge`, what is shown instead of it where
        it is held back. Raises ParameterError, naming the nearest."""
        if self.choices is None:
            return _parse_day(self.name, text)
        allowed = list(self.choices(record))
        if text in allowed:
            return text
        if merge and self.shown_as and (label := self.shown_as(record, text)) in allowed:
            return label
        if self.held_back and (reason := self.held_back(record, text)):
            raise ParameterError(self.name, reason)
        raise ParameterError(self.name, _not_one_of(self.name, text, allowed))


@dataclass(frozen=True, slots=True)
class Definition:
    """What is known of a figure before the record is asked.

    `instances` gives the sets of parameters that the figures page shows (one a list or series).
    `group` is the heading it stands under. `words` are those by which prose speaks of it, each a
    way of saying it, and `words_for` those of one of its instances; figures with the same `family`
    are told apart by them alone (14 left, 16 in all).
    """

    key: str
    label: Text
    unit: str
    definition: Text
    group: Text
    compute: Compute
    parameters: tuple[Parameter, ...] = ()
    instances: Callable[[Record], list[Parameters]] = lambda _record: [{}]
    decimals: int = 2
    unit_belongs: bool = False
    words: tuple[Words, ...] = ()
    words_for: Callable[[Record, Parameters], tuple[Words, ...]] | None = None
    family: str = ""


_definitions: dict[str, Definition] = {}

# date.fromisoformat alone would take weeks, such as 2026-W05-1, for days.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def figure(
    key: str, *, label: Text, unit: str, definition: Text, group: Text, **more: Any
) -> Callable[[Compute], Compute]:
    """Register the decorated `(record, at, **parameters) -> Found | Missing` as a figure."""

    def register(compute: Compute) -> Compute:
        if key in _definitions:
            raise FigureError(f"Two figures are called {key}.")
        _definitions[key] = Definition(key, label, unit, definition, group, compute, **more)
        return compute

    return register


def definitions() -> tuple[Definition, ...]:
    """Return every figure's definition, in the order in which they were registered."""
    return tuple(_definitions.values())


def definition_of(key: str) -> Definition:
    """Return one definition. Raises UnknownFigureError, which names the nearest key."""
    if key not in _definitions:
        raise UnknownFigureError(_not_one_of(_("figure"), key, list(_definitions)))
    return _definitions[key]


def parse_parameters(
    definition: Definition, record: Record, texts: Mapping[str, str], *, merge: bool = False
) -> Parameters:
    """Return `texts` as the definition's parameters, in its order. Raises ParameterError.

    With `merge`, something held back leads to what is shown instead: an address stays good for
    ever. A letter's words would then be about something else, so there it is an error.
    """
    known = {parameter.name: parameter for parameter in definition.parameters}
    for name in texts:
        if name not in known:
            raise ParameterError(name, _not_one_of(definition.key, name, list(known)))
    given = {name: each for name, each in known.items() if name in texts}
    parsed = {name: each.parse(record, texts[name], merge=merge) for name, each in given.items()}
    since, until = parsed.get("since"), parsed.get("until")
    if isinstance(since, date) and isinstance(until, date) and until < since:
        raise ParameterError("until", _("“until” is before “since”."))
    return parsed


def compute(record: Record, key: str, at: date, **parameters: ParameterValue) -> Figure:
    """Return the figure `key` of `record` as at the day `at`, that day included.

    Raises UnknownFigureError; ParameterError where a required parameter is not given.
    """
    definition = definition_of(key)
    for parameter in definition.parameters:
        if parameter.required and parameter.name not in parameters:
            _fill_or_refuse(parameter, record, parameters)
    found = definition.compute(record, at, **parameters)
    common: dict[str, Any] = {
        "key": key,
        "label": _label(definition, parameters),
        "as_at": at,
        "definition": str(definition.definition),
        "parameters": tuple(parameters.items()),
        "decimals": definition.decimals,
        "dispute_slug": record.dispute.slug,
        "unit_belongs": definition.unit_belongs,
    }
    if isinstance(found, Missing):
        return Figure(**common, unit=definition.unit, missing=found.reason)
    return Figure(
        **common,
        unit=found.unit or definition.unit,
        value=found.value,
        sentence=found.sentence,
        rows=found.rows,
        numerator=found.numerator,
        denominator=found.denominator,
        basis=found.basis,
    )


def sheet(record: Record, at: date) -> tuple[Figure, ...]:
    """Return every figure of `record` as at the day `at`, one a list or series."""
    return tuple(
        compute(record, definition.key, at, **parameters)
        for definition in definitions()
        for parameters in definition.instances(record)
    )


def _label(definition: Definition, parameters: Parameters) -> str:
    """The label, with what was chosen by name behind it."""
    chosen = [str(value) for value in parameters.values() if isinstance(value, str)]
    return ": ".join([str(definition.label), *chosen])


def _fill_or_refuse(parameter: Parameter, record: Record, parameters: Parameters) -> None:
    """Choose the only choice; leave none to the figure, which says why; refuse to guess."""
    choices = list(parameter.choices(record)) if parameter.choices else []
    if len(choices) == 1:
        parameters[parameter.name] = choices[0]
    elif choices:
        message = _("Say which %(name)s: %(choices)s.")
        quoted = ", ".join(f"“{choice}”" for choice in choices)
        raise ParameterError(parameter.name, message % {"name": parameter.name, "choices": quoted})


def _parse_day(name: str, text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # such as the 30th of February
    message = _("“%(text)s” is no day for “%(name)s”: write it as 2026-05-01.")
    raise ParameterError(name, message % {"name": name, "text": text[:40]})


def _not_one_of(what: str, text: str, allowed: list[str]) -> str:
    """Say that `text` is not known, and what is nearest to it."""
    folded = {each.casefold(): each for each in allowed}
    near = difflib.get_close_matches(text.casefold(), folded, n=1, cutoff=0.5) or list(folded)[:1]
    message = _("“%(what)s” knows no “%(text)s”.") % {"what": what, "text": text[:80]}
    return f"{message} {_('Did you mean “%s”?') % folded[near[0]]}" if near else message
