"""Figures: all of them, one of them, and to take away."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dispute.band import band
from dispute.exports import csv_lines, figures_json, figures_table
from dispute.figures import (
    Definition,
    Figure,
    FigureError,
    Record,
    UnknownFigureError,
    compute,
    definition_of,
    parse_parameters,
    sheet,
)
from dispute.figures.days import day
from dispute.figures.registry import Parameters
from dispute.models import Dispute
from dispute.pages import AddressError, asked_day, asked_parameters, for_dispute, shell

# As many rows behind a figure as a page shows; the rest are in what can be taken away.
ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures that stand under one heading."""

    title: str
    figures: tuple[Figure, ...]


@require_safe
@for_dispute
def figure_list(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """Every figure as at a day."""
    at = asked_day(request)
    record = Record(dispute)
    context = {
        "page": shell(dispute, "figures"),
        "as_at": at,
        "band": band(record, at),
        "groups": grouped(sheet(record, at)),
        "downloads": downloads(dispute, at),
    }
    return render(request, "dispute/figure_list.html", context)


@require_safe
@for_dispute
def figure_detail(request: HttpRequest, dispute: Dispute, key: str) -> HttpResponse:
    """One figure: what it counts, and the rows behind it."""
    at = asked_day(request)
    record = Record(dispute)
    definition = _definition(key)
    figure = _asked_figure(request, record, definition, at)
    context = {
        "page": shell(dispute, "figures"),
        "as_at": at,
        "figure": figure,
        "rows": figure.rows[:ROWS_SHOWN],
        "row_count": len(figure.rows),
        "chosen": chosen_in_words(definition, figure),
        "others": _others(record, definition, figure),
    }
    return render(request, "dispute/figure_detail.html", context)


@require_safe
@for_dispute
def figures_csv(request: HttpRequest, dispute: Dispute) -> StreamingHttpResponse:
    """Every figure as at a day, as CSV."""
    at = asked_day(request)
    lines = csv_lines(figures_table(dispute, sheet(Record(dispute), at)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"{dispute.slug}-figures-{at.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@for_dispute
def figures_as_json(request: HttpRequest, dispute: Dispute) -> JsonResponse:
    """Every figure as at a day, as JSON."""
    at = asked_day(request)
    found = figures_json(dispute, at, sheet(Record(dispute), at))
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})


def grouped(figures: tuple[Figure, ...]) -> tuple[FigureGroup, ...]:
    """Return figures under the headings of their definitions, in order."""
    by_title = groupby(figures, lambda figure: str(definition_of(figure.key).group))
    return tuple(FigureGroup(title, tuple(under)) for title, under in by_title)


def downloads(dispute: Dispute, at: date) -> tuple[tuple[str, str], ...]:
    """Return the forms in which all figures can be taken away, each with its address."""
    forms = (("CSV", "dispute:figures-csv"), ("JSON", "dispute:figures-json"))
    return tuple(
        (label, f"{reverse(name, args=[dispute.slug])}?as_at={at.isoformat()}")
        for label, name in forms
    )


def chosen_in_words(definition: Definition, figure: Figure) -> tuple[tuple[str, str], ...]:
    """Return what was chosen about a figure: the words for it, and the value."""
    labels = {parameter.name: str(parameter.label) for parameter in definition.parameters}
    return tuple(
        (labels[name], day(value) if isinstance(value, date) else value)
        for name, value in figure.parameters
    )


def _definition(key: str) -> Definition:
    try:
        return definition_of(key)
    except UnknownFigureError as error:
        raise Http404(str(error)) from error


def _asked_figure(request: HttpRequest, record: Record, definition: Definition, at: date) -> Figure:
    """The figure with the parameters of the address; without any, the first that the page lists."""
    try:
        asked = asked_parameters(request, "as_at")
        chosen = parse_parameters(definition, record, asked)
        return compute(record, definition.key, at, **{**_first(definition, record), **chosen})
    except FigureError as error:
        raise AddressError(str(error)) from error


def _first(definition: Definition, record: Record) -> Parameters:
    """What is chosen where the address does not say: only what the figure cannot do without."""
    first = definition.instances(record)[0]
    required = {parameter.name for parameter in definition.parameters if parameter.required}
    return {name: value for name, value in first.items() if name in required}


def _others(record: Record, definition: Definition, figure: Figure) -> tuple[Figure, ...]:
    """The same figure of the other lists, series or kinds of event."""
    sets = definition.instances(record)
    found = (compute(record, definition.key, figure.as_at, **chosen) for chosen in sets)
    return tuple(other for other in found if other.parameters != figure.parameters)
