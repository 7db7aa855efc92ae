"""The wall, and one message of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from dispute.models import Dispute
from dispute.pages import for_dispute, shell

from .listing import wall_page
from .models import Message
from .shown import shown
from .wall import (
    asked_kind,
    asked_place,
    kind_counts,
    kind_in_words,
    organisation_count,
    page_of,
)


@require_safe
@for_dispute
def wall(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """Messages, newest first, a page at a time."""
    kind, place = asked_kind(request), asked_place(request)
    shown_page = page_of(dispute, kind, place)
    kinds = kind_counts(dispute, kind)
    page = shell(dispute, "wall")
    context = {
        "page": page,
        "cards": shown_page.cards,
        "next_url": shown_page.next_url,
        "is_first": place is None,
        "total": sum(each.count for each in kinds),
        "organisations": organisation_count(dispute),
        "kinds": kinds,
        "current_kind_label": kind_in_words(kind),
        "send_url": send_url(dispute),
    }
    return wall_page(request, dispute, "solidarity/wall.html", context)


@require_safe
@for_dispute
def message_detail(request: HttpRequest, dispute: Dispute, ref: str) -> HttpResponse:
    """One message, with the ways to the next."""
    message = Message.objects.public().filter(dispute=dispute, ref=ref).first()
    if message is None:
        return _not_here(request, dispute, ref)
    message.dispute = dispute
    around = Message.objects.public().filter(dispute=dispute).only("ref", "dispute_id")
    place = (message.received_on, message.pk)
    newer = around.after(*place).order_by("received_on", "pk").first()
    older = around.before(*place).newest_first().first()
    context = {
        "page": shell(dispute, "wall"),
        "message": shown(message),
        # Safe: the stored card was rendered by our own template, every field escaped.
        "card": mark_safe(message.card),  # noqa: S308 - rendered and escaped when it was published
        "newer_url": _address(dispute, newer),
        "older_url": _address(dispute, older),
    }
    return wall_page(request, dispute, "solidarity/message_detail.html", context)


def send_url(dispute: Dispute) -> str:
    """Return where a supporter can send a message; "" once the dispute is closed."""
    if dispute.status == Dispute.Status.CLOSED:
        return ""
    return reverse("solidarity:send", args=[dispute.slug])


def _address(dispute: Dispute, message: Message | None) -> str:
    if message is None:
        return ""
    message.dispute = dispute
    return message.get_absolute_url()


def _not_here(request: HttpRequest, dispute: Dispute, ref: str) -> HttpResponse:
    """A message that its sender took back is gone; of any other, nothing is said."""
    withdrawn = Message.objects.filter(dispute=dispute, ref=ref, status=Message.Status.WITHDRAWN)
    if not withdrawn.exists():
        raise Http404
    return render(request, "410.html", {"page": shell(dispute, "wall")}, status=410)
