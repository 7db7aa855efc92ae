"""A letter to keep: as PDF, and as a Word document."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from campaigns.models import OpenLetter
from dispute.documents.answers import PDF, WORD, Answer, answer
from dispute.models import Dispute
from dispute.pages import for_dispute

from .pdf import letter_pdf
from .word import letter_docx


@require_safe
@for_dispute
def pdf(request: HttpRequest, dispute: Dispute, letter: str) -> HttpResponse:
    """One letter as PDF."""
    return _document(request, dispute, letter, PDF, letter_pdf)


@require_safe
@for_dispute
def word(request: HttpRequest, dispute: Dispute, letter: str) -> HttpResponse:
    """One letter as a Word document."""
    return _document(request, dispute, letter, WORD, letter_docx)


def preview_file(letter: OpenLetter, kind: str) -> HttpResponse:
    """Return a letter's document of a kind (PDF or WORD) as it would be, for those who may see a
    draft: nothing of it is kept. Raises TypesettingError."""
    content = (letter_pdf if kind == PDF else letter_docx)(letter)
    asked = Answer("", kind, f"{letter.dispute.slug}-{letter.slug}", letter.get_absolute_url())
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{asked.filename}"'
    return response


def _document(
    request: HttpRequest,
    dispute: Dispute,
    slug: str,
    kind: str,
    make: Callable[[OpenLetter], bytes],
) -> HttpResponse:
    found = OpenLetter.objects.public().filter(dispute=dispute, slug=slug)
    letter = found.defer("body_html", "reply", "reply_html").first()
    if letter is None:
        raise Http404
    letter.dispute = dispute
    name = f"{dispute.slug}-{letter.slug}"
    asked = Answer(f"letter {letter.pk}", kind, name, letter.get_absolute_url())
    return answer(request, dispute, asked, lambda: make(letter))
