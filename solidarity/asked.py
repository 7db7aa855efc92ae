"""What an address of the wall asks: a kind, a month, words to find, a place to go on from.

All that narrows the wall stays while a reader turns pages, searches, or changes one of the others.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dispute.models import Dispute
from dispute.pages import AddressError

from .models import Message
from .searching.words import Query, query_of

NO_QUERY = Query()
# A place on the wall: the day and key of the last message seen.
PLACE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,18})")
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the wall a reader wants to see; each is empty where it was not asked."""

    kind: str = ""
    month: str = ""
    query: Query = NO_QUERY
    place: tuple[date, int] | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether it is a part of the wall and not the whole."""
        return bool(self.kind or self.month or self.query.text)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of the month."""
        return days_of(self.month) if self.month else None

    def url(self, dispute: Dispute) -> str:
        """Return the address that asks this."""
        place = place_text(*self.place) if self.place else ""
        named = {"kind": self.kind, "month": self.month, "q": self.query.text, "before": place}
        asked = urlencode({name: value for name, value in named.items() if value})
        wall = reverse("solidarity:wall", args=[dispute.slug])
        return f"{wall}?{asked}" if asked else wall


def asked_of(request: HttpRequest) -> Asked:
    """Return what the address asks. Raises AddressError; no text is a wrong thing to look for."""
    query = query_of(request.GET.get("q", ""))
    return Asked(asked_kind(request), asked_month(request), query, asked_place(request))


def asked_kind(request: HttpRequest) -> str:
    """Return the kind of `?kind=`, or "" where none is asked. Raises AddressError."""
    kind = request.GET.get("kind", "")
    if kind and kind not in Message.Kind.values:
        known = ", ".join(Message.Kind.values)
        raise AddressError(
            _("There is no kind of message “%(kind)s”. There are: %(known)s.")
            % {"kind": kind[:40], "known": known}
        )
    return kind


def asked_month(request: HttpRequest) -> str:
    """Return the month of `?month=`, or "" where none is asked. Raises AddressError."""
    text = request.GET.get("month", "")
    if not text:
        return ""
    try:
        days_of(text)
    except ValueError as error:
        message = _("“%s” is no month. A month is written with its year first: ?month=2026-05.")
        raise AddressError(message % text[:40]) from error
    return text


def asked_place(request: HttpRequest) -> tuple[date, int] | None:
    """Return the place of `?before=`, or None where none is asked. Raises AddressError."""
    text = request.GET.get("before", "")
    if not text:
        return None
    found = PLACE.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        return date.fromisoformat(found[1]), int(found[2])
    except ValueError as error:
        message = _("“%s” is no place on the wall. Start again from its newest messages.")
        raise AddressError(message % text[:40]) from error


def place_text(day: date, pk: int) -> str:
    """Return a place on the wall as an address has it."""
    return f"{day.isoformat()}.{pk}"


def days_of(month: str) -> tuple[date, date]:
    """Return the first and the last day of a month: "2026-05". Raises ValueError."""
    found = MONTH.fullmatch(month)
    if found is None:
        raise ValueError(month)
    first = date(int(found[1]), int(found[2]), 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])
