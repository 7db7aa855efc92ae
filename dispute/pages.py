"""What every public page is given, and how its address is read.

Public pages start here: `for_dispute` finds a dispute that anybody may read of, or says that there
is none; `shell` is the frame around a page; an address that cannot be read raises AddressError.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Branch, Dispute, FormerSlug

P = ParamSpec("P")
DisputeView = Callable[Concatenate[HttpRequest, Dispute, P], HttpResponseBase]

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What other sites hang on to the end of a link. It says nothing about the page.
TRACKING = re.compile(r"utm_.*|fbclid|gclid|mc_[ce]id|ref_src|igshid")


class AddressError(BadRequest):
    """An address that cannot be read; the text says what one looks like. Shown as a 400 page."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """A word of the navigation."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame around a public page."""

    branch: Branch | None
    dispute: Dispute | None
    nav: tuple[NavItem, ...]
    today: date

    @property
    def brand_url(self) -> str:
        """The address of the style sheet with the branch's colour; one for each colour."""
        if self.branch is None:
            return ""
        return reverse("dispute:brand", args=[self.branch.brand_colour.removeprefix("#").lower()])

    @property
    def logo_url(self) -> str:
        """The address of the branch's logo, if it has one."""
        if self.branch is None or not self.branch.logo:
            return ""
        return reverse("dispute:logo", args=[self.branch.logo.name.rpartition("/")[2]])

    @property
    def demonstration(self) -> bool:
        return self.dispute is not None and self.dispute.is_demonstration


def shell(dispute: Dispute | None, section: str = "") -> Shell:
    """Return the frame of a page of `dispute`, whose part of the navigation is `section`."""
    nav = _navigation(dispute, section) if dispute else ()
    return Shell(Branch.objects.public().first(), dispute, nav, timezone.localdate())


def for_dispute(view: DisputeView[P]) -> Callable[..., HttpResponseBase]:
    """Give a view the dispute that its address names; an address that it had before leads on."""

    @wraps(view)
    def found(
        request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        dispute = Dispute.objects.public().filter(slug=slug).first()
        if dispute is not None:
            return view(request, dispute, *args, **kwargs)
        return _moved(request, slug)

    return found


def asked_day(request: HttpRequest) -> date:
    """Return the day of `?as_at=`, or today in London. Raises AddressError."""
    text = request.GET.get("as_at", "").strip()
    if not text:
        return timezone.localdate()
    try:
        if not DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        message = _("“%s” is no day. A day is written with its year first: ?as_at=2026-05-01.")
        raise AddressError(message % text[:40]) from error


def asked_parameters(request: HttpRequest, *known: str) -> dict[str, str]:
    """Return what the address asks beside `known`, without what other sites hang on to links."""
    return {
        name: str(value)
        for name, value in request.GET.items()
        if name not in known and not TRACKING.fullmatch(name)
    }


def _moved(request: HttpRequest, slug: str) -> HttpResponseBase:
    public = Dispute.objects.public()
    former = FormerSlug.objects.filter(slug=slug, dispute__in=public).select_related("dispute")
    now = former.first()
    if now is None:
        raise Http404
    rest = request.get_full_path().removeprefix(f"/{slug}/")
    # What somebody typed into a form moves with them.
    return HttpResponsePermanentRedirect(
        f"/{now.dispute.slug}/{rest}", preserve_request=request.method == "POST"
    )


def _navigation(dispute: Dispute, section: str) -> tuple[NavItem, ...]:
    """The parts of a dispute's site. Their addresses are written in docs/addresses.md, for ever."""
    home = f"/{dispute.slug}/"
    parts = (
        ("dispute", _("The dispute"), home),
        ("wall", _("Wall"), f"{home}wall/"),
        ("letters", _("Letters"), f"{home}letters/"),
        ("figures", _("Figures"), f"{home}figures/"),
        ("timeline", _("Timeline"), f"{home}timeline/"),
        ("claims", _("Claims"), f"{home}claims/"),
    )
    return tuple(NavItem(label, url, section == name) for name, label, url in parts)
