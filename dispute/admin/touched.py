"""“This touches 2 published letters”, and the page that lists them.

The lists are kept in the session of whoever made the change: they are for the next quarter of an
hour, and the letters' own pages say for ever what the record says of them.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.corrections.publishing import affected
from dispute.corrections.touching import Touched, TouchedText, by_text, how_many
from dispute.models.rows import new_ref
from dispute.tools import Tool, add_tool

IN_SESSION = "touched"
# As many lists as a session keeps, and as many figures as one of them.
LISTS_KEPT = 5
FIGURES_KEPT = 200


def tell_touched(request: HttpRequest, touched: list[Touched], are_all: bool) -> None:
    """Say which published texts say another thing than the record, since what was just saved."""
    changed = [each for each in touched if each.is_changed]
    if changed:
        texts = by_text(changed)
        name = remember(request, texts, are_all)
        page = f"{reverse('admin:touched')}#touched-{name}"
        words = _("This touches %s.") % how_many(texts)
        link = format_html('{} <a href="{}">{}</a>', words, page, _("See which"))
        messages.warning(request, link)


def remember(request: HttpRequest, texts: list[TouchedText], are_all: bool) -> str:
    """Keep a list in the session, before older ones; return its name."""
    name = new_ref()
    figures = [each for text in texts for each in text.figures]
    lists = {
        name: {
            "at": timezone.now().isoformat(),
            "heading": how_many(texts),
            "are_all": are_all and len(figures) <= FIGURES_KEPT,
            "figures": [figure_kept(each) for each in figures[:FIGURES_KEPT]],
        },
        **request.session.get(IN_SESSION, {}),
    }
    request.session[IN_SESSION] = dict(list(lists.items())[:LISTS_KEPT])
    return name


def figure_kept(touched: Touched) -> dict[str, Any]:
    """Return what the page shows of a figure, and what a correction would keep of it."""
    figure = touched.figure
    where = {"url": figure.url, "admin_url": figure.admin_url}
    return {**affected(touched), **where, "before": touched.before}


def affected_by(request: HttpRequest, name: str) -> list[dict[str, Any]]:
    """Return what a correction keeps of the figures on one of this person's lists."""
    kept = request.session.get(IN_SESSION, {}).get(name, {}).get("figures", [])
    beside = {"url", "admin_url", "before"}
    return [{key: each[key] for key in each if key not in beside} for each in kept]


def touched_page(request: HttpRequest) -> HttpResponse:
    """What this person's last changes touch, the newest first."""
    lists = request.session.get(IN_SESSION, {})
    may = request.user.has_perm("dispute.add_correction")
    context = {
        **admin.site.each_context(request),
        "title": _("What your last changes touch"),
        "lists": [
            {**each, "name": name, "correct": correct_url(name, each) if may else ""}
            for name, each in lists.items()
        ],
    }
    return render(request, "admin/touched.html", context)


def correct_url(name: str, kept: dict[str, Any]) -> str:
    """Return the address of a new correction that is about what is on a list."""
    first = kept["figures"][0]
    what = _("%(figure)s, in “%(text)s”") % {"figure": first["figure"], "text": first["title"]}
    today = timezone.localdate().isoformat()
    words = {"what": what, "was": first["before"], "now": first["now"], "corrected_on": today}
    page = reverse("admin:dispute_correction_add")
    return f"{page}?{urlencode({**words, 'touched': name})}"


add_tool(
    Tool(
        "touched",
        "touched/",
        gettext_lazy("What your last changes touch"),  # type: ignore[arg-type]  # a lazy text
        touched_page,
        permission="dispute.change_dispute",
        text=gettext_lazy(  # type: ignore[arg-type]  # as above
            "Published letters that say what the record said before."
        ),
        order=70,
    )
)
