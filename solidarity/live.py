"""What an open wall asks every few seconds: /<dispute>/wall/live.json?since=N.

Nothing new costs two queries and no body. A wall names the version that it has seen in `since`, and
as the ETag, which is that number in quotation marks. It learns which cards are new or look
different, and which are gone; whether it holds a card already is for the wall to know.
"""

from typing import Any

from django.db.models import Case, F, TextField, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dispute.models import Dispute
from dispute.pages import AddressError, for_dispute
from dispute.stamps import stamp_of

from .asked import Asked, asked_kind, asked_month, place_text
from .changes import Changes, changes_since
from .counts import counts_of, narrowed
from .heading import from_organisations, heading_of
from .listing import mark
from .models import Message
from .pace import ask_again
from .wall import kinds_of, months_of, pinned_refs

# More changes than these are not told one by one: then the page is read anew.
MOST_CHANGES = 1_000
# Of so many the cards are told, of others that are new their places alone: twice what a page holds.
MOST_CARDS = 60


@require_safe
@for_dispute
def live(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """What changed on the wall since a version. 304 where nothing public of the dispute has."""
    try:
        since = asked_since(request)
        asked = Asked(asked_kind(request), asked_month(request))
    except AddressError as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
    seconds = ask_again()
    etag = f'"{stamp_of(dispute)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        changes = changes_since(dispute, since, MOST_CHANGES)
        response = JsonResponse(_told(dispute, asked, changes) | {"ask_again": seconds})
        # Of the answer itself: something may have changed since the first look.
        etag = f'"{changes.version}"'
        mark(response, dispute)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    response["Ask-Again"] = str(seconds)
    return response


def asked_since(request: HttpRequest) -> int:
    """Return the version of `?since=`. Raises AddressError."""
    text = request.GET.get("since", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        message = _("“%s” is no version of the wall: ?since= is a number that a page of it gave.")
        raise AddressError(message % text[:40])
    return int(text)


def _told(dispute: Dispute, asked: Asked, changes: Changes) -> dict[str, Any]:
    whole = changes.is_whole and len(changes.altered) <= MOST_CARDS
    told = {"version": changes.version, "reload": not whole, "cards": [], "gone": []}
    if not (whole and changes.rows):
        return told
    cards = _cards(dispute, asked, changes)
    here = {card["ref"] for card in cards}
    # A card of another kind or month now is gone from a wall of this one.
    gone = [row.ref for row in changes.rows if row.ref not in here]
    return told | {"cards": cards, "gone": gone, **_counted(dispute, asked)}


def _cards(dispute: Dispute, asked: Asked, changes: Changes) -> list[dict[str, str]]:
    """What is shown, the newest first; of very many with the HTML of those that a page may hold."""
    refs, altered = changes.shown, set(changes.altered)
    told = [*altered, *(ref for ref in reversed(refs) if ref not in altered)][:MOST_CARDS]
    html = Case(When(ref__in=told, then=F("card")), default=Value(""), output_field=TextField())
    messages = narrowed(Message.objects.public_in(dispute).filter(ref__in=refs), asked)
    found = messages.newest_first().annotate(html=html)
    return [
        {"ref": ref, "day": day.isoformat(), "place": place_text(day, pk), "html": card}
        for ref, card, day, pk in found.values_list("ref", "html", "received_on", "pk")
    ]


def _counted(dispute: Dispute, asked: Asked) -> dict[str, Any]:
    """What of the page counts: its headline, and the numbers behind the links beside it."""
    counts = counts_of(dispute, asked)
    choices = [*kinds_of(dispute, asked, counts), *months_of(dispute, asked, counts)]
    return {
        "heading": heading_of(asked, counts),
        "lede": from_organisations(asked, counts),
        "counts": {choice.url: choice.count for choice in choices},
        **({} if asked.is_narrowed else {"pinned": pinned_refs(dispute)}),
    }
