"""What can be taken away: figures, the rows behind one, and the record's tables."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dispute.exports import (
    FORMS,
    as_table,
    download,
    figure_rows_table,
    figures_json,
    figures_table,
    public_table,
    public_tables,
)
from dispute.figures import Record, sheet
from dispute.models import Dispute
from dispute.pages import asked_day, for_dispute, shell

from .figures import asked_figure


@require_safe
@for_dispute
def figures_file(request: HttpRequest, dispute: Dispute, form: str) -> HttpResponseBase:
    """Every figure as at a day."""
    at = asked_day(request)
    figures = sheet(Record(dispute), at)
    if form == "json":
        found = figures_json(dispute, at, figures)
        return JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    address = f"{reverse('dispute:figures', args=[dispute.slug])}?as_at={at.isoformat()}"
    table = figures_table(dispute, figures, at, address)
    return download(table, form, f"{dispute.slug}-figures-{at.isoformat()}")


@require_safe
@for_dispute
def figure_file(request: HttpRequest, dispute: Dispute, key: str, form: str) -> HttpResponseBase:
    """The rows behind one figure, with what the figure is."""
    figure = asked_figure(request, Record(dispute), key)
    stem = f"{dispute.slug}-{figure.key}-{figure.as_at.isoformat()}"
    return download(figure_rows_table(dispute, figure), form, stem)


@require_safe
@for_dispute
def record_list(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """The tables that can be taken away, each in every form."""
    context = {"page": shell(dispute), "tables": public_tables(), "forms": FORMS}
    return render(request, "dispute/record_list.html", context)


@require_safe
@for_dispute
def record_file(request: HttpRequest, dispute: Dispute, table: str, form: str) -> HttpResponseBase:
    """One table of the record, as it is today."""
    found = public_table(table)
    if found is None:
        raise Http404(table)
    response = download(as_table(found, dispute), form, f"{dispute.slug}-{found.name}")
    if not found.is_listed(dispute):
        response["X-Robots-Tag"] = "noindex, noarchive"
    return response
