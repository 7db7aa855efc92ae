"""The figure sheet to keep: as PDF, and as a Word document."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dispute.documents.answers import PDF, WORD, Answer, answer
from dispute.documents.figure_sheet import (
    SheetData,
    figure_sheet,
    figure_sheet_docx,
    figure_sheet_pdf,
)
from dispute.figures import Record, sheet
from dispute.models import Dispute
from dispute.pages import asked_day, for_dispute


@require_safe
@for_dispute
def figures_pdf(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """Every figure as at a day, as PDF."""
    return _figures(request, dispute, PDF, figure_sheet_pdf)


@require_safe
@for_dispute
def figures_word(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """Every figure as at a day, as a Word document."""
    return _figures(request, dispute, WORD, figure_sheet_docx)


def _figures(
    request: HttpRequest, dispute: Dispute, kind: str, make: Callable[[SheetData], bytes]
) -> HttpResponse:
    at = asked_day(request)
    page = f"{reverse('dispute:figures', args=[dispute.slug])}?as_at={at.isoformat()}"
    name = f"{dispute.slug}-figures-{at.isoformat()}"
    asked = Answer(f"figures {at.isoformat()}", kind, name, page)
    return answer(
        request,
        dispute,
        asked,
        lambda: make(figure_sheet(dispute, at, sheet(Record(dispute), at))),
    )
