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
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.corrections.publishing import affected
from dispute.corrections.rereading import Contradicted, Reread, reread
from dispute.corrections.touching import Published, Touched, TouchedText, by_text, how_many
from dispute.models.rows import new_ref
from dispute.tools import Tool, add_tool

IN_SESSION = "touched"
# As many lists as a session keeps, and as many figures as one of them.
LISTS_KEPT = 5
FIGURES_KEPT = 200


def tell_touched(
    request: HttpRequest, before: Published, after: Published, touched: list[Touched]
) -> None:
    """Say which published texts say another thing than the record, since what was just saved."""
    changed = by_text(each for each in touched if each.is_changed)
    again = reread(before.record, after.record)
    if not changed and not again.found:
        return
    heading = how_many_in_all(changed, again)
    name = new_ref()
    remember(
        request,
        name,
        {
            "at": timezone.now().isoformat(),
            "heading": heading,
            "are_all": before.are_all,
            "unread": again.unread,
            "figures": [figure_kept(each) for text in changed for each in text.figures],
            "sentences": [sentence_kept(each) for each in again.found],
        },
    )
    page = f"{reverse('admin:touched')}#touched-{name}"
    words = _("This touches %s.") % heading
    messages.warning(request, format_html('{} <a href="{}">{}</a>', words, page, _("See which")))


def how_many_in_all(changed: list[TouchedText], again: Reread) -> str:
    """Return “2 published letters”: texts with figures, and those with sentences, each once."""
    texts = {text.url: text.kind for text in changed}
    texts |= {each.text.url: each.text.kind for each in again.found}
    return how_many(list(texts.values()))


def remember(request: HttpRequest, name: str, found: dict[str, Any]) -> None:
    """Keep a list in the session, before older ones, with no more than it can hold."""
    figures, sentences = found["figures"], found["sentences"]
    found["are_all"] &= len(figures) <= FIGURES_KEPT and len(sentences) <= FIGURES_KEPT
    found["figures"], found["sentences"] = figures[:FIGURES_KEPT], sentences[:FIGURES_KEPT]
    lists = {name: found, **request.session.get(IN_SESSION, {})}
    request.session[IN_SESSION] = dict(list(lists.items())[:LISTS_KEPT])


def sentence_kept(each: Contradicted) -> dict[str, str]:
    """Return what the page shows of a sentence that the record does not bear out any more."""
    return {
        "title": each.text.title,
        "url": each.text.url,
        "admin_url": each.text.admin_url,
        "sentence": Truncator(each.sentence).chars(300),
        "number": each.number,
        "record": each.record,
    }


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
    today = timezone.localdate().isoformat()
    words = {**words_of(kept), "corrected_on": today}
    page = reverse("admin:dispute_correction_add")
    return f"{page}?{urlencode({**words, 'touched': name})}"


def words_of(kept: dict[str, Any]) -> dict[str, str]:
    """Return what a correction begins with: of the first figure, or the first sentence."""
    if kept["figures"]:
        first = kept["figures"][0]
        what = _("%(figure)s, in “%(text)s”") % {"figure": first["figure"], "text": first["title"]}
        return {"what": what, "was": first["before"], "now": first["now"]}
    said = kept["sentences"][0]
    what = _("“%(number)s”, in “%(text)s”") % {"number": said["number"], "text": said["title"]}
    return {"what": what, "was": said["number"], "now": said["record"]}


add_tool(
    Tool(
        "touched",
        "touched/",
        gettext_lazy("What your last changes touch"),
        touched_page,
        permission="dispute.change_dispute",
        text=gettext_lazy("Published letters that say what the record said before."),
        order=70,
    )
)
