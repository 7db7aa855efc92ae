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

    `offers` where what is new may come: not on a page of older messages, or of what a search found.
    `counts` where its counts are those of the wall, or of a kind or month. `pins` where the pinned
    messages stand.
    """

    url: str
    version: int
    every: int
    places: str
    offers: bool
    counts: bool
    pins: bool


def followed(dispute: Dispute, asked: Asked, version: int, places: tuple[str, ...]) -> Followed:
    """Return what a page of the wall needs whose `version` was read before its cards were."""
    named = {"kind": asked.kind, "month": asked.month}
    narrowed = urlencode({name: value for name, value in named.items() if value})
    address = reverse("solidarity:live", args=[dispute.slug])
    url = f"{address}?{narrowed}" if narrowed else address
    return Followed(
        url=url,
        version=version,
        every=settings.WALL_ASK_EVERY,
        places=" ".join(places),
        offers=not (asked.place or asked.query.text),
        counts=not asked.query.text,
        pins=not (asked.place or asked.is_narrowed),
    )
