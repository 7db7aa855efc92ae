"""What a page of the wall needs to be followed by its script: static/js/wall.js."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from dispute.models import Dispute

from .asked import Asked


@dataclass(frozen=True, slots=True)
class Followed:
    """Where the script asks, from which version on, after how many seconds for the first time; and
    the places of the page's cards, in their order.
    """

    url: str
    version: int
    every: int
    places: str


def followed(
    dispute: Dispute, asked: Asked, version: int, places: tuple[str, ...]
) -> Followed | None:
    """Return what a page of the wall needs whose `version` was read before its cards were.

    None where it is not followed: a page of older messages, or what a search found.
    """
    if asked.place or asked.query.text:
        return None
    named = {"kind": asked.kind, "month": asked.month}
    narrowed = urlencode({name: value for name, value in named.items() if value})
    address = reverse("solidarity:live", args=[dispute.slug])
    url = f"{address}?{narrowed}" if narrowed else address
    return Followed(url, version, settings.WALL_ASK_EVERY, " ".join(places))
