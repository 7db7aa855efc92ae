"""Figures: all of them, one of them, and to take away."""

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dispute.band import band
from dispute.charts.shown import ShownChart, listed, shown
from dispute.exports import FORMS
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
from dispute.figures.quotes import quoted_in
from dispute.figures.registry import Parameters
from dispute.models import Dispute
from dispute.pages import AddressError, asked_day, asked_parameters, for_dispute, shell

from .choosing import choices, without_blanks

# As many rows behind a figure as a page shows; the rest are in what can be taken away.
ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures that stand under one heading."""

    title: str
    figures: tuple[Figure, ...]
    charts: tuple[ShownChart, ...] = ()


@require_safe
@for_dispute
def figure_list(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """Every figure as at a day."""
    at = asked_day(request)
    record = Record(dispute)
    query = f"as_at={at.isoformat()}"
    # The Word file among the forms is the figure sheet too.
    pdf = ("PDF", f"{request.path.rstrip('/')}.pdf?{query}")
    context = {
        "page": shell(dispute, "figures"),
        "as_at": at,
        "band": band(record, at),
        "groups": grouped(record, sheet(record, at)),
        "downloads": (pdf, *downloads(request.path, query)),
    }
    return render(request, "dispute/figure_list.html", context)


@require_safe
@for_dispute
def figure_detail(request: HttpRequest, dispute: Dispute, key: str) -> HttpResponse:
    """One figure: what it counts, and the rows behind it."""
    if address := without_blanks(request):
        return redirect(address)
    record = Record(dispute)
    figure = asked_figure(request, record, key)
    definition = definition_of(key)
    context = {
        "page": shell(dispute, "figures"),
        "as_at": figure.as_at,
        "figure": figure,
        "chart": shown(record, figure, "chart"),
        "rows": figure.rows[:ROWS_SHOWN],
        "row_count": len(figure.rows),
        "choices": choices(record, figure),
        "downloads": downloads(*figure.url.split("?")),
        "others": _others(record, definition, figure),
        "quoted_in": quoted_in(dispute, key),
    }
    return render(request, "dispute/figure_detail.html", context)


def grouped(record: Record, figures: tuple[Figure, ...]) -> tuple[FigureGroup, ...]:
    """Return figures under the headings of their definitions, in order, with their charts."""
    by_title = groupby(figures, lambda figure: str(definition_of(figure.key).group))
    groups = ((title, tuple(under)) for title, under in by_title)
    return tuple(FigureGroup(title, under, listed(record, under)) for title, under in groups)


def downloads(address: str, query: str) -> tuple[tuple[str, str], ...]:
    """Return the forms in which a page can be taken away, each with its address."""
    return tuple((form.label, f"{address.rstrip('/')}.{form.extension}?{query}") for form in FORMS)


def asked_figure(request: HttpRequest, record: Record, key: str) -> Figure:
    """Return the figure of an address, or if it says too little, the first that the page lists.

    Raises Http404 where no figure has this key, AddressError where it cannot be so asked.
    """
    at = asked_day(request)
    try:
        definition = definition_of(key)
        asked = asked_parameters(request, "as_at")
        chosen = parse_parameters(definition, record, asked, merge=True)
        return compute(record, key, at, **{**_first(definition, record), **chosen})
    except UnknownFigureError as error:
        raise Http404(str(error)) from error
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
