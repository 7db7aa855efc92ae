"""What they said, and what we got wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dispute.answering import answers
from dispute.corrections.affected import newest_first, shown
from dispute.figures import Record
from dispute.models import Claim, Dispute
from dispute.pages import for_dispute, shell


@require_safe
@for_dispute
def claim_list(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """They said, the record says: newest first, each beside the figures that officers chose."""
    claims = Claim.objects.public().filter(dispute=dispute).order_by("-made_on", "-pk")
    record = Record(dispute)
    answered = [(claim, answers(claim, record)) for claim in claims]
    context = {"page": shell(dispute, "claims"), "claims": answered}
    return render(request, "dispute/claim_list.html", context)


@require_safe
@for_dispute
def correction_list(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """What we got wrong: newest first."""
    context = {
        "page": shell(dispute),
        "corrections": shown(dispute, newest_first(dispute)),
    }
    return render(request, "dispute/correction_list.html", context)
