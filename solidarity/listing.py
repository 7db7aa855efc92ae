"""Whether search engines may list the wall: an officer's choice (Settings of the wall).

Every page, feed or file that holds messages asks here. What a search engine has seen goes from its
list when it comes by the next time; nobody can make it forget at once.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from dispute.models import Dispute

from .models import WallSettings

UNLISTED = "noindex, noarchive"


def is_listed(dispute: Dispute) -> bool:
    """Whether search engines may list a dispute's wall."""
    return not WallSettings.of(dispute).noindex


def mark(response: HttpResponseBase, dispute: Dispute) -> None:
    """Ask search engines in the head of an answer not to list it, where the officers chose that."""
    if not is_listed(dispute):
        response["X-Robots-Tag"] = UNLISTED


def wall_page(
    request: HttpRequest,
    dispute: Dispute,
    template: str,
    context: dict[str, Any],
    *,
    listed: bool = True,
) -> HttpResponse:
    """Return a page of the wall, which asks so in its own head too.

    One that is not `listed` is in no search engine, whatever the officers chose.
    """
    unlisted = "" if is_listed(dispute) and listed else UNLISTED
    response = render(request, template, {**context, "unlisted": unlisted})
    if unlisted:
        response["X-Robots-Tag"] = unlisted
    return response
