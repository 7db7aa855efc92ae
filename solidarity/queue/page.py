"""The queue's page: one message at a time, or a list. Each act is a form that is posted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.tools import Tool, add_tool
from solidarity.mailbox.guessed import came_by_mail
from solidarity.models import Decision, Message
from solidarity.turns import AlreadyDecidedError

from . import acts, recent, rows
from .came import card_here, fields_of, visible
from .log import sentence
from .looking import looked_at, openings_looked_at

A_PAGE = 50
PERMISSION = "solidarity.change_message"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in the queue: which tab, one message or the list, and which."""

    tab: str = "check"
    message: int = 0
    is_list: bool = False
    page: int = 1

    @classmethod
    def of(cls, asked: QueryDict) -> Self:
        """Return the place that an address names; what makes no sense there is left out."""
        tab = asked.get("show", "")
        return cls(
            tab=tab if tab in rows.TABS else "check",
            message=_number(asked.get("m", "")),
            is_list=asked.get("view") == "list",
            page=max(_number(asked.get("page", "")), 1),
        )

    def url(self) -> str:
        """Return its address."""
        named = {
            "show": self.tab if self.tab != "check" else "",
            "view": "list" if self.is_list else "",
            "page": self.page if self.is_list and self.page > 1 else "",
            "m": self.message or "",
        }
        query = urlencode({name: value for name, value in named.items() if value})
        return f"{reverse('admin:queue')}{'?' if query else ''}{query}"

    @property
    def status(self) -> str:
        """The status of what waits here."""
        return rows.TABS[self.tab][0]


def queue_page(request: HttpRequest) -> HttpResponse:
    """Show what waits; do what was pressed."""
    place, now = Place.of(request.GET), timezone.now()
    if request.method != "POST":
        return _shown(request, place, now)
    if request.POST.get("act") == "undo":
        return _taken_back(request, place, now)
    return (_many if place.is_list else _one)(request, place, now)


# --- Doing ----------------------------------------------------------------------------------------


def _one(request: HttpRequest, place: Place, now: datetime) -> HttpResponse:
    """Do something about one message, and go on to the next; what was typed survives a refusal."""
    form = acts.ActForm(request.POST)
    if not form.is_valid():
        told = " ".join(str(each) for errors in form.errors.values() for each in errors)
        messages.warning(request, told)
        return _shown(request, place, now, typed=request.POST, problem=told)
    sent = form.cleaned_data
    here = Place(place.tab, sent["message"])
    message = Message.objects.select_related("dispute").filter(pk=sent["message"]).first()
    if message is None:
        messages.warning(request, _("That message is not there any more."))
        return HttpResponseRedirect(here.url())
    try:
        messages.success(request, acts.run(message, sent, by=_account(request), at=now))
    except ValidationError as refused:
        told = " ".join(refused.messages)
        messages.warning(request, told)
        if _still_waits(message.pk, place) and _has_typed(sent, refused):
            return _shown(request, here, now, typed=request.POST, problem=told)
    return _seen_next(here)


def _seen_next(place: Place) -> HttpResponse:
    """Go on, past the page's head."""
    return HttpResponseRedirect(f"{place.url()}#queue-message")


def _has_typed(sent: acts.Told, refused: ValidationError) -> bool:
    """Whether something was typed that a new page would lose."""
    return bool(sent["note"] or sent["body"]) or not isinstance(refused, AlreadyDecidedError)


def _still_waits(pk: int, place: Place) -> bool:
    return Message.objects.filter(pk=pk, status=place.status).exists()


def _many(request: HttpRequest, place: Place, now: datetime) -> HttpResponse:
    """Do the same about all that were chosen in the list."""
    sent = request.POST
    try:
        outcome = acts.run_many(
            sent.get("act", ""),
            sent.getlist("chosen"),
            code=sent.get("code", ""),
            note=sent.get("note", "").strip(),
            by=_account(request),
            at=now,
        )
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return _shown(request, place, now, typed=sent)
    level = messages.WARNING if outcome.refused else messages.SUCCESS
    messages.add_message(request, level, outcome.sentences())
    if not outcome.done:
        return _shown(request, place, now, typed=sent)
    return HttpResponseRedirect(place.url())


def _taken_back(request: HttpRequest, place: Place, now: datetime) -> HttpResponse:
    """Take back the last decision, and show its message again."""
    try:
        pk = _number(request.POST.get("decision", ""))
        message, told = recent.take_back(pk, by=_account(request), at=now)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return HttpResponseRedirect(place.url())
    messages.success(request, told)
    if place.is_list:
        return HttpResponseRedirect(place.url())
    tab = next((name for name, (s, _l) in rows.TABS.items() if s == message.status), place.tab)
    return HttpResponseRedirect(Place(tab, message.pk).url())


# --- Showing --------------------------------------------------------------------------------------


def _shown(
    request: HttpRequest,
    place: Place,
    now: datetime,
    typed: QueryDict | None = None,
    problem: str = "",
) -> HttpResponse:
    """Show a place of the queue; with `typed`, what was typed stays, and its `problem` beside it:
    on a telephone the open panel covers what is said above."""
    counts = rows.counts()
    context = {
        **admin.site.each_context(request),
        "title": _("Check messages"),
        "place": place,
        "tabs": [_tab(name, place, counts[name]) for name in rows.TABS],
        "views": _views(place),
        "count": counts[place.tab],
        "made": recent.made_by(_account(request), at=now),
        "codes": [each for each in Decision.Code.choices if each[0]],
        "typed": typed or {},
        "problem": problem,
    }
    if place.is_list:
        context |= _listed(place, counts[place.tab], typed)
        return render(request, "admin/solidarity/queue/list.html", context)
    return render(request, "admin/solidarity/queue/one.html", context | _alone(request, place))


def _alone(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Return the message at a place, or the next one after it; nothing where nothing waits."""
    waiting = rows.queue(place.status)
    near = Message.objects.filter(pk=place.message).first() if place.message else None
    found = rows.from_here(waiting, near).first() if near else None
    found = found or waiting.first()
    if found is None:
        return {"one": None}
    neighbours = Message.objects.filter(status=place.status)
    earlier = rows.before(neighbours, found)
    later = rows.from_here(neighbours, found).exclude(pk=found.pk)
    previous = earlier.order_by("-entered_at", "-pk").values_list("pk", flat=True).first()
    following = later.order_by("entered_at", "pk").values_list("pk", flat=True).first()
    raw = visible(found.body_as_sent or found.body)
    return {
        "one": looked_at([found])[0],
        "here": Place(place.tab, found.pk).url(),
        "card": card_here(found),
        "fields": fields_of(found),
        "raw": raw,
        "raw_differs": raw != found.body,
        "log": [sentence(each) for each in found.decisions.all()],
        "by_mail": came_by_mail(request, found),
        "position": earlier.count() + 1,
        "previous": Place(place.tab, previous).url() if previous else "",
        "following": Place(place.tab, following).url() if following else "",
        "first": Place(place.tab).url(),
    }


def _listed(place: Place, count: int, typed: QueryDict | None) -> dict[str, Any]:
    """Return a page of the list."""
    paginator = Paginator(rows.openings(place.status), A_PAGE)
    # Counted before: asking twice could give two answers.
    paginator.count = count
    page = paginator.get_page(place.page)
    turn = {
        name: Place(place.tab, is_list=True, page=number).url()
        for name, number in (("previous", page.number - 1), ("following", page.number + 1))
        if 1 <= number <= paginator.num_pages
    }
    here = Place(place.tab, is_list=True, page=page.number).url()
    return {
        "page": page,
        "rows": [(each, _alone_url(place, each.message)) for each in _waiting(page.object_list)],
        "chosen": typed.getlist("chosen") if typed else [],
        "here": here,
        **turn,
    }


def _waiting(found: Any) -> Any:
    return openings_looked_at(list(found))


def _alone_url(place: Place, message: Message) -> str:
    return Place(place.tab, message.pk).url()


def _tab(name: str, place: Place, count: int) -> dict[str, Any]:
    url = Place(name, is_list=place.is_list).url()
    return {"label": rows.TABS[name][1], "count": count, "url": url, "is_here": name == place.tab}


def _views(place: Place) -> list[dict[str, Any]]:
    """Return the two ways of looking at what waits."""
    return [
        {
            "label": label,
            "url": Place(place.tab, is_list=is_list).url(),
            "is_here": place.is_list == is_list,
        }
        for label, is_list in ((_("One at a time"), False), (_("As a list"), True))
    ]


def _number(text: str) -> int:
    """Return a number from an address or a form; 0 where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _account(request: HttpRequest) -> User:
    """Return who asks: the admin let nobody in who has not signed in."""
    return cast(User, request.user)


add_tool(
    Tool(
        "queue",
        "queue/",
        gettext_lazy("Check messages"),
        queue_page,
        permission=PERMISSION,
        text=gettext_lazy("One at a time or as a list, by keyboard or thumb."),
        order=1,
    )
)
