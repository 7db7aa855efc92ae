"""The page for a big screen: the newest messages, what changed since it asked, and where to go on.

One address serves both a screen that is switched on and one that asks again (`?since=`): it reads
the messages out of the page that it is given.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dispute.models import Dispute
from dispute.pages import AddressError, for_dispute, shell
from dispute.stamps import stamp_of
from solidarity.asked import Asked, asked_place
from solidarity.changes import changes_since
from solidarity.counts import counts_of
from solidarity.listing import mark
from solidarity.pace import ask_again
from solidarity.views import send_url

from .qr import qr_code
from .reading import LEAST_MS, SETTLE_MS
from .slides import Slide, Still, slides_of, still, window

THEMES = ("dark", "light")
# So many changes are told one by one; beyond, all is shown anew.
MOST_CHANGES = 50
# What the page is made of, beside the record.
FILES = ("css/tokens.css", "css/themes.css", "css/display.css", "js/display.js")
SOURCES = tuple(
    f"templates/solidarity/{name}.html"
    for name in ("display", "_display_slide", "_display_by", "_shape")
)


@dataclass(frozen=True, slots=True)
class Since:
    """What a screen that has seen a version learns: slides that are new or look different, and the
    references of those that are gone. Where it is not whole, the screen begins anew."""

    version: int
    slides: tuple[Slide, ...] = ()
    gone: str = ""
    is_whole: bool = True


@require_safe
@for_dispute
def display(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """One message after another, in large type. 304 where nothing has changed."""
    theme, place = _asked_theme(request), asked_place(request)
    etag, seconds = _etag(dispute), ask_again()
    response = get_conditional_response(request, etag=etag)
    if response is None:
        context = _context(request, dispute, place) | {"theme": theme, "ask_again": seconds}
        response = render(request, "solidarity/display.html", context)
    response["ETag"] = etag
    response["Ask-Again"] = str(seconds)
    response["Cache-Control"] = "no-cache"
    mark(response, dispute)
    return response


def _context(
    request: HttpRequest, dispute: Dispute, place: tuple[date, int] | None
) -> dict[str, Any]:
    # Read first: what is read after it is at least as new as it says.
    since = _since(dispute, request)
    shown = window(dispute, place)
    one = still(shown.slides, _number(request.GET.get("screen", "")))
    address = send_url(dispute)
    return {
        "page": shell(dispute),
        "slides": shown.slides,
        "since": since,
        "still": one,
        "onward_url": _url(request, before=shown.onward) if shown.onward else "",
        "still_next_url": _next_still(request, one, shown.slides),
        "still_stay_url": _url(request, stay="1", screen=request.GET.get("screen", "")),
        "stays": "stay" in request.GET,
        "counts": counts_of(dispute, Asked()),
        "send_address": f"{settings.SITE_URL}{address}".partition("://")[2] if address else "",
        "qr": qr_code(f"{settings.SITE_URL}{address}") if address else "",
        "least_ms": LEAST_MS,
        "settle_ms": SETTLE_MS,
    }


def _since(dispute: Dispute, request: HttpRequest) -> Since:
    """What changed since the version of `?since=`; without one, there is nothing to tell."""
    asked = request.GET.get("since", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return Since(stamp_of(dispute))
    changes = changes_since(dispute, int(asked), MOST_CHANGES)
    new = set(changes.shown) - set(changes.altered)
    slides = slides_of(dispute, changes.shown, new)
    return Since(changes.version, slides, " ".join(changes.gone), changes.is_whole)


def _next_still(request: HttpRequest, one: Still | None, slides: tuple[Slide, ...]) -> str:
    """Where a page without JavaScript goes on: the next screen, the next message, or the newest."""
    if one is None:
        return _url(request, screen="", stay="")
    if not one.is_last:
        return _url(request, screen=str(one.number + 1), stay="")
    return _url(request, before=slides[0].place if len(slides) > 1 else "", screen="", stay="")


def _url(request: HttpRequest, **changed: str) -> str:
    """This page's address with some of what it asks changed; "" takes a word out."""
    query = QueryDict(mutable=True)
    for name in ("theme", "before", "screen", "stay"):
        if value := changed.get(name, request.GET.get(name, "")):
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _asked_theme(request: HttpRequest) -> str:
    """Return the theme of `?theme=`: without one dark, as halls are. Raises AddressError."""
    theme = request.GET.get("theme", "") or THEMES[0]
    if theme not in THEMES:
        message = _("There is no theme “%s”. There are: dark, light.")
        raise AddressError(message % theme[:40])
    return theme


def _number(text: str) -> int:
    """Return the number of a screen; 1 where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def _etag(dispute: Dispute) -> str:
    """The version of what is shown. What was asked is no part of it: a screen that asks what is new
    since a version names the version that it has seen."""
    told = f"{dispute.pk} {stamp_of(dispute)} {settings.SITE_URL} {_build()}"
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


@cache
def _build() -> str:
    sources = b"".join((Path(settings.BASE_DIR) / each).read_bytes() for each in SOURCES)
    files = " ".join(map(static, FILES))
    return hashlib.sha256(sources + files.encode()).hexdigest()
