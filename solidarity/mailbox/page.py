"""The page of mails in the admin: lists, one mail whole, and what is done with it."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.tools import Tool, add_tool
from dispute.what_waits import Panel, panel
from solidarity.models import ReceivedMail

from . import dealing
from .adding import add
from .collecting.state import mailbox_now
from .forms import MessageForm, prefilled
from .guessed import suggestions_for
from .shell import PERMISSION, account, number, rendered, url
from .whole import whole_of

What = ReceivedMail.What
A_PAGE = 50
MACHINES = (What.AUTOREPLY, What.BOUNCE, What.CALENDAR)
HELD = Q(what=What.HELD, looked_at__isnull=True)
TABS: dict[str, tuple[Q, Any]] = {
    "held": (HELD, gettext_lazy("Held for you")),
    "message": (Q(what=What.MESSAGE), gettext_lazy("Messages")),
    "machines": (Q(what__in=MACHINES, looked_at__isnull=True), gettext_lazy("From machines")),
    "copies": (Q(what=What.DUPLICATE, looked_at__isnull=True), gettext_lazy("Copies")),
    "aside": (~Q(what=What.MESSAGE) & Q(looked_at__isnull=False), gettext_lazy("Set aside")),
}


def mails(request: HttpRequest) -> HttpResponse:
    """Show mails, one of them, or the boxes for new ones; do what was pressed."""
    if request.GET.get("show") == "add":
        return add(request)
    if key := number(request.GET.get("mail", "")):
        found = ReceivedMail.objects.select_related("dispute", "message", "duplicate_of")
        mail = get_object_or_404(found.defer("duplicate_of__raw"), pk=key)
        return _pressed(request, mail) if request.method == "POST" else _one(request, mail)
    return _list(request)


# --- Lists ----------------------------------------------------------------------------------------


def kept() -> QuerySet[ReceivedMail]:
    """Return the mails that are not erased, the newest first, without their bytes."""
    rows = ReceivedMail.objects.filter(erased_at__isnull=True).defer("raw", "suggestions")
    return rows.select_related("dispute").order_by("-received_at", "-pk")


def _list(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("show", "")
    here = asked if asked in TABS else "held"
    counted = {name: Count("pk", filter=chosen) for name, (chosen, _label) in TABS.items()}
    counts = kept().order_by().aggregate(**counted)
    paginator = Paginator(kept().filter(TABS[here][0]), A_PAGE)
    # Counted before: asking twice could give two answers.
    paginator.count = counts[here]
    page = paginator.get_page(request.GET.get("page", "1"))
    context = {
        "tabs": [
            {
                "label": label,
                "count": counts[name],
                "url": url(show="" if name == "held" else name),
                "is_here": name == here,
            }
            for name, (_chosen, label) in TABS.items()
        ],
        "here": here,
        "mailbox": mailbox_now(timezone.now()),
        "page": page,
        "rows": [(each, url(mail=each.pk)) for each in page],
        "previous": url(show=here, page=page.number - 1) if page.has_previous() else "",
        "following": url(show=here, page=page.number + 1) if page.has_next() else "",
        "add_url": url(show="add"),
    }
    return rendered(request, "list.html", context)


# --- One ------------------------------------------------------------------------------------------


def _one(request: HttpRequest, mail: ReceivedMail, form: MessageForm | None = None) -> HttpResponse:
    if request.GET.get("file") and not mail.is_erased:
        return _file(mail)
    can_become = not mail.is_erased and mail.message_id is None
    context = {
        "mail": mail,
        "whole": whole_of(bytes(mail.raw)) if not mail.is_erased else None,
        "form": (form or prefilled(mail)) if can_become else None,
        "suggested": suggestions_for(request, mail),
        "first": url(mail=mail.duplicate_of_id) if mail.duplicate_of_id else "",
        "back": url(show=_tab_of(mail)),
        "file": url(mail=mail.pk, file=1),
        "is_refused": form is not None,
    }
    return rendered(request, "one.html", context, status=422 if form else 200)


def _tab_of(mail: ReceivedMail) -> str:
    if mail.what == What.MESSAGE:
        return "message"
    if mail.looked_at:
        return "aside"
    return {What.HELD: "", What.DUPLICATE: "copies"}.get(What(mail.what), "machines")


def _file(mail: ReceivedMail) -> HttpResponse:
    """Return a mail as it came, to be kept: never shown by a browser."""
    response = HttpResponse(bytes(mail.raw), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="mail-{mail.ref}.eml"'
    response["Cache-Control"] = "no-store"
    return response


# --- Acts -----------------------------------------------------------------------------------------


def _pressed(request: HttpRequest, mail: ReceivedMail) -> HttpResponse:
    """Do what was pressed, and go on; what was typed survives a refusal."""
    do = request.POST.get("do", "")
    if do == "make":
        form = MessageForm(request.POST)
        if not form.is_valid():
            return _one(request, mail, form)
    act = ACTS.get(do)
    try:
        if act is None:
            raise ValidationError(_("There is no such button."))
        messages.success(request, act(request, mail))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        if do == "make":
            return _one(request, mail, form)
    return HttpResponseRedirect(_next(request, mail, do))


def _next(request: HttpRequest, mail: ReceivedMail, do: str) -> str:
    """Return where to go: back to the queue, to the list after setting aside, else to the mail."""
    if request.POST.get("back") == "queue" and mail.message_id:
        return f"{reverse('admin:queue')}?m={mail.message_id}#queue-message"
    return url() if do == "aside" else url(mail=mail.pk)


def _edition(request: HttpRequest) -> int:
    return min(number(request.POST.get("edition", "")), 2**31 - 1)


def _make(request: HttpRequest, mail: ReceivedMail) -> str:
    form = MessageForm(request.POST)
    form.full_clean()
    dealing.make_message(
        mail, form.cleaned_data, by=account(request), at=timezone.now(), edition=_edition(request)
    )
    return _("It waits to be checked. Nobody was written to.")


def _aside(request: HttpRequest, mail: ReceivedMail) -> str:
    dealing.set_aside(mail, by=account(request), at=timezone.now(), edition=_edition(request))
    return _("Set aside. It is kept for a while under “Set aside”.")


def _up(request: HttpRequest, mail: ReceivedMail) -> str:
    dealing.take_up(mail, by=account(request), edition=_edition(request))
    return _("Taken up again.")


def _again(request: HttpRequest, mail: ReceivedMail) -> str:
    dealing.read_again(mail, by=account(request), at=timezone.now(), edition=_edition(request))
    if mail.message_id:
        return _("It was read, and waits to be checked.")
    return _("Read again: it is still %s.") % mail.get_what_display()


def _pledge(request: HttpRequest, mail: ReceivedMail) -> str:
    _permitted(request, "solidarity.add_pledge")
    amount = _pounds(request.POST.get("amount", ""))
    dealing.make_pledge(
        mail,
        _which(request),
        amount,
        by=account(request),
        at=timezone.now(),
        edition=_edition(request),
    )
    return _("Entered under “Pledges”.")


def _invitation(request: HttpRequest, mail: ReceivedMail) -> str:
    _permitted(request, "solidarity.add_invitation")
    dealing.make_invitation(
        mail, _which(request), by=account(request), at=timezone.now(), edition=_edition(request)
    )
    return _("Entered under “Invitations”.")


def _no(request: HttpRequest, mail: ReceivedMail) -> str:
    dealing.set_suggestion_aside(
        mail, _which(request), by=account(request), edition=_edition(request)
    )
    return _("Left out.")


ACTS: dict[str, Callable[[HttpRequest, ReceivedMail], str]] = {
    "make": _make,
    "aside": _aside,
    "up": _up,
    "again": _again,
    "pledge": _pledge,
    "invitation": _invitation,
    "no": _no,
}


def _which(request: HttpRequest) -> int:
    return number(request.POST.get("number", ""))


def _permitted(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _pounds(text: str) -> Decimal:
    """Return a sum that somebody typed: “150”, “£1,150.50”. Raises ValidationError."""
    try:
        amount = Decimal(text.strip().removeprefix("£").replace(",", ""))
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or not 0 < amount < 10**8 or amount != round(amount, 2):
        raise ValidationError(_("Write the sum in pounds: 150 or 150.50."))
    return amount


@panel(order=15)
def mails_held(request: HttpRequest) -> Panel | None:
    """The mails that nobody but a person can make sense of."""
    if not request.user.has_perm(PERMISSION):
        return None
    count = ReceivedMail.objects.filter(HELD, erased_at__isnull=True).count()
    if not count:
        return None
    title = ngettext("mail to look at", "mails to look at", count)
    return Panel(count, title, _("What the site could not make a message of."), url())


add_tool(
    Tool(
        "mails",
        "mails/",
        gettext_lazy("Mails"),
        mails,
        permission=PERMISSION,
        text=gettext_lazy("Mails as they came; upload or paste others."),
        order=3,
    )
)
