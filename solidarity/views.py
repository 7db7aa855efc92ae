"""The wall, and one message of it."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from dispute.models import Dispute
from dispute.pages import for_dispute, shell
from dispute.stamps import stamp_of

from .asked import Asked, asked_of
from .counts import counts_of
from .following import followed
from .heading import from_organisations, heading_of, title_of
from .listing import wall_page
from .models import Message
from .shown import shown
from .wall import kinds_of, months_of, page_of


@require_safe
@for_dispute
def wall(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """Messages, newest first, a page at a time: of one kind or month, or with the words sought."""
    asked = asked_of(request)
    # Read first: what is read after it is at least as new as it says.
    version = stamp_of(dispute)
    counts = counts_of(dispute, asked, version)
    found = page_of(dispute, asked)
    context = {
        "page": shell(dispute, "wall"),
        "asked": asked,
        "shown": found,
        "live": followed(dispute, asked, version, found.places),
        "title": title_of(asked, counts),
        "heading": heading_of(asked, counts),
        "organisations": from_organisations(asked, counts),
        "canonical": asked.url(dispute),
        "newest_url": replace(asked, place=None).url(dispute),
        "wider_url": Asked(query=asked.query).url(dispute),
        "all_kinds_url": replace(asked, kind="", place=None).url(dispute),
        "all_months_url": replace(asked, month="", place=None).url(dispute),
        "kinds": kinds_of(dispute, asked, counts),
        "months": months_of(dispute, asked, counts),
        "send_url": send_url(dispute),
    }
    is_listed = not asked.query.text
    return wall_page(request, dispute, "solidarity/wall.html", context, listed=is_listed)


@require_safe
@for_dispute
def message_detail(request: HttpRequest, dispute: Dispute, ref: str) -> HttpResponse:
    """One message, with the ways to the next."""
    message = Message.objects.public_in(dispute).filter(ref=ref).first()
    if message is None:
        return _not_here(request, dispute, ref)
    message.dispute = dispute
    around = Message.objects.public_in(dispute).only("ref", "dispute_id")
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
