"""“Paste a whole wall”: a page is split, its pieces are put right, and taken in together."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.admin.rows import usual_dispute
from dispute.tools import Tool, add_tool
from solidarity.models import Message, PastedWall
from solidarity.pasting import pieces as parts
from solidarity.pasting import walls
from solidarity.pasting.forms import BasisForm, PageForm, typed, typed_again

A_PAGE = 20
PUBLISHES = "solidarity.change_message"


def split_page(request: HttpRequest) -> HttpResponse:
    """Take a page in pieces; or show and change the pieces of one."""
    asked = request.GET.get("wall", "")
    if not asked:
        return _new(request)
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    wall = get_object_or_404(PastedWall.objects.select_related("dispute"), pk=number)
    return _changed(request, wall) if request.method == "POST" else _shown(request, wall)


def _new(request: HttpRequest) -> HttpResponse:
    form = PageForm(request.POST or None, initial={"dispute": usual_dispute()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            wall = walls.begin(
                told["dispute"], told["page"], by=_account(request), at=timezone.now()
            )
            return HttpResponseRedirect(_url(wall))
        except ValidationError as refused:
            form.add_error("page", refused)
    kept = PastedWall.objects.select_related("dispute").order_by("-changed_at")[:20]
    context = {"form": form, "kept": [(each, _url(each)) for each in kept]}
    return _rendered(request, "split.html", context)


def _changed(request: HttpRequest, wall: PastedWall) -> HttpResponse:
    """Keep what was typed, then do what was pressed."""
    act, _colon, which = request.POST.get("do", "save").partition(":")
    try:
        if act in {"undo", "delete"}:
            return _closed(request, wall, act)
        walls.change(wall, _edition(request), _doing(request, act, which), at=timezone.now())
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        if isinstance(refused, walls.ChangedError) and act not in {"undo", "delete"}:
            _keep_typed(request, wall)
        return HttpResponseRedirect(_url(wall, _number(request.GET.get("page", ""))))
    if act == "take":
        return _taken(request, wall)
    page = _number(which) if act == "page" else _number(request.GET.get("page", ""))
    number = which.partition(":")[0] if act in {"join", "part", "turn"} else ""
    return HttpResponseRedirect(_url(wall, page) + (f"#piece-{_number(number)}" if number else ""))


def _keep_typed(request: HttpRequest, wall: PastedWall) -> None:
    """Keep what was typed on a page that somebody else changed: all but where both did."""
    wall.refresh_from_db()
    said, clash = typed_again(request.POST, walls.pieces(wall))
    walls.change(wall, wall.edition, lambda now: parts.corrected(now, said), at=timezone.now())
    if clash:
        told = _("Somebody changed these as well, so that yours is not kept: %(names)s.")
        names = [each.name or each.body[:40] for each in walls.pieces(wall) if each.number in clash]
        messages.warning(request, told % {"names": ", ".join(names)})


def _doing(request: HttpRequest, act: str, which: str) -> walls.Change:
    """Return what makes of the pieces those that were asked for."""

    def to(found: list[parts.Piece]) -> list[parts.Piece]:
        now = parts.corrected(found, typed(request.POST, found))
        first, _colon, second = which.partition(":")
        if act == "join":
            return parts.joined(now, _number(first))
        if act == "part":
            return parts.parted(now, _number(first), _number(second))
        return parts.turned(now, _number(first)) if act == "turn" else now

    return to


def _taken(request: HttpRequest, wall: PastedWall) -> HttpResponse:
    """Take the chosen pieces in; what was typed survives a refusal."""
    form = BasisForm(request.POST)
    if not form.is_valid():
        return _shown(request, wall, form)
    told = form.told()
    if told.publish and not request.user.has_perm(PUBLISHES):
        raise PermissionDenied
    try:
        done = walls.take_in(wall, wall.edition, told, by=_account(request), at=timezone.now())
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        wall.refresh_from_db()
        return _shown(request, wall, form)
    messages.success(request, _told(done, published=told.publish))
    return HttpResponseRedirect(_url(wall))


def _told(done: walls.Taken, *, published: bool) -> str:
    n = done.count
    if published:
        said = ngettext("%(n)s message is on the wall.", "%(n)s messages are on the wall.", n)
    else:
        said = ngettext("%(n)s message waits.", "%(n)s messages wait.", n)
    if done.skipped:
        said += " " + _("%(s)s were there already, and were left.") % {"s": done.skipped}
    return said % {"n": n}


def _closed(request: HttpRequest, wall: PastedWall, act: str) -> HttpResponse:
    """Undo the import, or throw the pasted page away."""
    if act == "delete":
        walls.throw_away(wall, _edition(request))
        messages.success(request, _("The pasted page is deleted. Its messages stay."))
        return HttpResponseRedirect(reverse("admin:split-wall"))
    if not request.user.has_perm(PUBLISHES):
        raise PermissionDenied
    done = walls.take_back(wall, _edition(request), by=_account(request), at=timezone.now())
    said = _("%(n)s messages are pieces again; %(stay)s stay, because somebody changed them.")
    messages.success(request, said % {"n": done.count, "stay": done.skipped})
    return HttpResponseRedirect(_url(wall))


def _shown(request: HttpRequest, wall: PastedWall, form: BasisForm | None = None) -> HttpResponse:
    found = walls.pieces(wall)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page", "1"))
    today = timezone.localdate()
    first = next((each.number for each in found if not each.is_left_out), 0)
    like = Message.objects.in_bulk([each.like for each in page if each.like])
    context = {
        "wall": wall,
        "page": page,
        "rows": [(each, like.get(each.like), _joins(found, each, first)) for each in page],
        "form": form or BasisForm(initial={"received_on": today, "basis": "already public"}),
        "kinds": Message.Kind.choices,
        "chosen": len(parts.to_take(found)),
        "taken": sum(1 for each in found if each.message),
        "total": sum(1 for each in found if not each.is_left_out),
    }
    return _rendered(request, "split_pieces.html", context)


def _joins(found: list[parts.Piece], piece: parts.Piece, first: int) -> bool:
    """Whether a message stands before a piece, to join it to."""
    numbers = [each.number for each in found]
    return bool(first) and numbers.index(piece.number) > numbers.index(first)


def _rendered(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    shell = {**admin.site.each_context(request), "title": _("Paste a whole wall")}
    return render(request, f"admin/solidarity/{name}", {**shell, **context})


def _url(wall: PastedWall, page: int = 1) -> str:
    query: dict[str, int] = {"wall": wall.pk} | ({"page": page} if page > 1 else {})
    return f"{reverse('admin:split-wall')}?{urlencode(query)}"


def _edition(request: HttpRequest) -> int:
    return _number(request.POST.get("edition", ""))


def _number(text: str) -> int:
    """Return a number from an address or a form; 0 where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _account(request: HttpRequest) -> User:
    """Return who asks: the admin let nobody in who has not signed in."""
    return cast(User, request.user)


add_tool(
    Tool(
        "split-wall",
        "split-wall/",
        gettext_lazy("Paste a whole wall"),
        split_page,
        permission="solidarity.add_message",
        text=gettext_lazy("One page of many messages, split, checked and taken in."),
        order=4,
    )
)
