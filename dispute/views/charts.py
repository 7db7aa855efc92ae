"""Charts as files to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dispute.charts import chart_of
from dispute.charts.picture import NoPicture, png
from dispute.charts.shown import svg_file
from dispute.figures import Record
from dispute.models import Dispute
from dispute.pages import for_dispute

from .figures import asked_figure


@require_safe
@for_dispute
def chart_svg(request: HttpRequest, dispute: Dispute, key: str) -> HttpResponse:
    """A figure's chart as SVG, with the parameters and the day of the address."""
    response = HttpResponse(_file(request, dispute, key), content_type="image/svg+xml")
    return _named(response, dispute, key, "svg")


@require_safe
@for_dispute
def chart_png(request: HttpRequest, dispute: Dispute, key: str) -> HttpResponse:
    """The same as PNG, which is set in our own typeface."""
    svg = _file(request, dispute, key, own_face=True)
    try:
        response = HttpResponse(png(svg), content_type="image/png")
    except NoPicture:
        said = _("This picture cannot be made just now. The chart as SVG is at chart.svg.")
        return HttpResponse(f"{said}\n", content_type="text/plain; charset=utf-8", status=503)
    return _named(response, dispute, key, "png")


def _file(request: HttpRequest, dispute: Dispute, key: str, *, own_face: bool = False) -> str:
    """The chart as an SVG file. Raises Http404 where such figures have none, AddressError."""
    record = Record(dispute)
    figure = asked_figure(request, record, key)
    chart = chart_of(record, figure)
    if chart is None:
        raise Http404(_("The figure “%s” has no chart.") % figure.label)
    return svg_file(chart, dispute, figure.as_at, own_face=own_face)


def _named(response: HttpResponse, dispute: Dispute, key: str, kind: str) -> HttpResponse:
    response["Content-Disposition"] = f'inline; filename="{dispute.slug}-{key}.{kind}"'
    return response
