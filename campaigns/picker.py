"""What the admin's letter page asks while a letter is written: figures, what they say, a preview.

Nothing here writes. Without JavaScript the same figures stand on a page, each with its reference.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from dispute.admin.rows import usual_dispute
from dispute.figures import Definition, Figure, FigureError, Record, definitions, sheet
from dispute.models import Dispute

from .markup import to_html
from .quoting import quote, quoting
from .references import STYLES, read


@dataclass(frozen=True, slots=True)
class Pickable:
    """A figure as the list of figures offers it: what to write, and what it says."""

    figure: Figure
    reference: str


def figure_page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Every figure as at a day, with the reference to write in a letter."""
    dispute, at = asked(request.GET.get("dispute", ""), request.GET.get("as_at", ""))
    found = sheet(Record(dispute), at)
    figures = [Pickable(figure, written(figure.key, figure.parameter_texts)) for figure in found]
    context |= {"figures": figures, "dispute": dispute, "as_at": at, "styles": STYLES}
    return render(request, "admin/campaigns/openletter/figures.html", context)


def catalogue(request: HttpRequest) -> JsonResponse:
    """Every figure that can be picked, with what can be chosen about it."""
    dispute, _at = asked(request.GET.get("dispute", ""), "")
    record = Record(dispute)
    return JsonResponse({"figures": [_described(each, record) for each in definitions()]})


def said(request: HttpRequest) -> JsonResponse:
    """What one reference says as at a day, or what is wrong with it."""
    dispute, at = asked(request.GET.get("dispute", ""), request.GET.get("as_at", ""))
    reference = read(request.GET.get("reference", "")[:2000])
    if reference is None:
        return JsonResponse({"problem": ""})
    try:
        found = quote(reference, Record(dispute), at)
    except FigureError as error:
        return JsonResponse({"problem": str(error)})
    return JsonResponse({"shown": found.shown, "sentence": found.figure.sentence})


def preview(request: HttpRequest) -> JsonResponse:
    """A text as the letter would show it, and what is wrong with its references."""
    dispute, at = asked(request.POST.get("dispute", ""), request.POST.get("as_at", ""))
    body = request.POST.get("body", "")
    found = quoting(body, Record(dispute), at)
    problems = [f"{each.text}: {each.message}" for each in found.problems]
    return JsonResponse({"html": to_html(body, found.shown), "problems": problems})


def asked(dispute: str, as_at: str) -> tuple[Dispute, date]:
    """Return the dispute and the day that a request names: the usual one, and today, where it names
    none, as the page of a new letter does. Raises Http404 where there is no such dispute.
    """
    if dispute and not dispute.isdecimal():
        raise Http404
    chosen = int(dispute[:18]) if dispute else usual_dispute()
    try:
        at = date.fromisoformat(as_at)
    except ValueError:
        at = timezone.localdate()
    return get_object_or_404(Dispute, pk=chosen), at


def written(key: str, parameters: dict[str, str], style: str = "") -> str:
    """Return a reference as it is written in a letter."""
    chosen = "".join(f' {name}="{value}"' for name, value in parameters.items())
    reference = f"[[{key}{chosen}{'|' if style else ''}{style}]]"
    return reference if read(reference) else ""


def _described(definition: Definition, record: Record) -> dict[str, Any]:
    return {
        "key": definition.key,
        "label": str(definition.label),
        "group": str(definition.group),
        "definition": str(definition.definition),
        "parameters": [
            {
                "name": parameter.name,
                "label": str(parameter.label),
                "required": parameter.required,
                "choices": None if parameter.choices is None else list(parameter.choices(record)),
            }
            for parameter in definition.parameters
        ],
    }
