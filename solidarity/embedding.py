"""The wall on other sites: its newest messages as a page that they may put into a frame, and the
page that says how.

`embed` and no other page of the site may stand in a frame of another (tests/addresses.py: FRAMED).
The snippet works without any script: a frame of a fixed height, which scrolls inside. Where the
other site lets a script run, the frame fits its messages: the embedded page tells its height
(static/js/embed.js), and the snippet listens to nobody but this site, for its own frames.
"""

from collections.abc import Callable
from dataclasses import dataclass

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from dispute.models import Dispute
from dispute.pages import AddressError, Shell, for_dispute, shell
from dispute.stamps import stamp_of

from .asked import Asked, asked_kind
from .counts import counts_of, narrowed
from .following import followed
from .heading import heading_of, number
from .listing import wall_page
from .models import Message
from .wall import KINDS_IN_WORDS

View = Callable[..., HttpResponseBase]

FEWEST, USUALLY, MOST = 1, 5, 20
THEMES = {
    "": gettext_lazy("As each reader has it"),
    "light": gettext_lazy("Light"),
    "dark": gettext_lazy("Dark"),
}
# Room for a message or two, and for the ways on below them, on a telephone.
HEIGHT = 640

FRAME = (
    '<iframe src="{src}" title="{title}" height="{height}" style="width:100%;border:0"'
    ' loading="lazy" referrerpolicy="no-referrer"><a href="{wall}">{title}</a></iframe>'
)
# Of our own origin and window alone, so that no other frame on that page is listened to. It stands
# before the frame, so that no height is told before somebody listens.
FITTING = """<script>
addEventListener("message", function (event) {{
  document.querySelectorAll('iframe[src^="{embed}"]').forEach(function (frame) {{
    if (event.source !== frame.contentWindow || event.origin !== new URL(frame.src).origin) return;
    if (event.data.type === "dispute:height") frame.style.height = Number(event.data.height) + "px";
  }});
}});
</script>
"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an embedded wall shows: a kind ("": all), how many messages, a scheme ("": either)."""

    kind: str
    count: int
    theme: str

    @property
    def query(self) -> str:
        """How that is asked for, without what is so anyway."""
        count = self.count if self.count != USUALLY else ""
        asked = {"kind": self.kind, "count": count, "theme": self.theme}
        known = urlencode({name: value for name, value in asked.items() if value})
        return f"?{known}" if known else ""


def may_be_framed(view: View) -> View:
    """Let other sites put what `view` answers into a frame. A wrong address stays refused."""
    return xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(view))


@may_be_framed
@require_safe
@for_dispute
def embed(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """The newest messages, for a frame on another site."""
    chosen = asked_embed(request)
    asked = Asked(kind=chosen.kind)
    # Read before what it vouches for: what changes meanwhile is asked for once more.
    live = followed(dispute, asked, stamp_of(dispute), ())
    counts = counts_of(dispute, asked)
    page = shell(dispute, "wall")
    closed = dispute.status == Dispute.Status.CLOSED
    context = {
        "page": page,
        "chosen": chosen,
        "brand_url": _brand_url(page, chosen.theme),
        "live": live,
        "cards": _newest(dispute, chosen),
        "heading": heading_of(asked, counts),
        "total": number(counts.messages),
        "has_more": (counts.messages or 0) > chosen.count,
        "wall_url": asked.url(dispute),
        "send_url": "" if closed else reverse("solidarity:send", args=[dispute.slug]),
    }
    return wall_page(request, dispute, "solidarity/embed.html", context)


@csp_update({"frame-src": ["'self'"]})
@require_safe
@for_dispute
def how_to_embed(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """What to copy to put the wall on another site, for what is chosen; and how it looks there."""
    chosen = asked_embed(request)
    page = shell(dispute, "wall")
    frame = snippet(dispute, chosen, title_of(page))
    context = {
        "page": page,
        "chosen": chosen,
        "kinds": KINDS_IN_WORDS.items(),
        "themes": THEMES.items(),
        "fewest": FEWEST,
        "most": MOST,
        "frame": frame,
        "fitting": fitting(dispute) + frame,
        "preview_url": reverse("solidarity:embed", args=[dispute.slug]) + chosen.query,
        "height": HEIGHT,
    }
    return wall_page(request, dispute, "solidarity/embed_how.html", context)


def snippet(dispute: Dispute, chosen: Chosen, title: str) -> str:
    """Return the frame for another site, to be shown as text: HTML that needs no script."""
    embed_url, wall_url = _whole("solidarity:embed", dispute), _whole("solidarity:wall", dispute)
    words = {"src": f"{embed_url}{chosen.query}", "title": title, "wall": wall_url}
    return FRAME.format(height=HEIGHT, **{name: escape(text) for name, text in words.items()})


def fitting(dispute: Dispute) -> str:
    """Return the script for another site that lets such frames fit what they hold."""
    return FITTING.format(embed=_whole("solidarity:embed", dispute))


def title_of(page: Shell) -> str:
    """Return what the frame is called, for those who cannot see it."""
    if page.branch is None:
        return _("Messages of solidarity")
    return _("Messages of solidarity with %(branch)s") % {"branch": page.branch.name}


def asked_embed(request: HttpRequest) -> Chosen:
    """Return what `?kind=`, `?count=` and `?theme=` choose. Raises AddressError."""
    return Chosen(asked_kind(request), _asked_count(request), _asked_theme(request))


def _asked_count(request: HttpRequest) -> int:
    text = request.GET.get("count", "") or str(USUALLY)
    if text.isascii() and text.isdecimal() and len(text) <= 2 and FEWEST <= int(text) <= MOST:
        return int(text)
    message = _("“%(text)s” is no number of messages: give one from %(fewest)s to %(most)s.")
    raise AddressError(message % {"text": text[:40], "fewest": FEWEST, "most": MOST})


def _asked_theme(request: HttpRequest) -> str:
    theme = request.GET.get("theme", "")
    if theme in THEMES:
        return theme
    message = _("There is no theme “%s”: give light or dark, or none to follow each reader’s own.")
    raise AddressError(message % theme[:40])


def _newest(dispute: Dispute, chosen: Chosen) -> list[SafeString]:
    messages = narrowed(Message.objects.public_in(dispute), Asked(kind=chosen.kind))
    cards = messages.newest_first().values_list("card", flat=True)[: chosen.count]
    # Safe: a card was rendered by our own template when it was published, every field escaped.
    return [mark_safe(card) for card in cards]  # noqa: S308 - see above


def _brand_url(page: Shell, theme: str) -> str:
    return page.brand_url + (f"?{urlencode({'theme': theme})}" if theme and page.brand_url else "")


def _whole(name: str, dispute: Dispute) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=[dispute.slug])}"
