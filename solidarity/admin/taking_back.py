"""Taking a message back for its sender, who asked by word of mouth: what goes, then one button."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from dispute.models import Erasure, OutgoingMail
from solidarity.models import Message
from solidarity.shown import shown
from solidarity.withdrawing import kept_twin, withdraw

PERMISSION = "solidarity.delete_message"


def may_take_back(request: HttpRequest, message: Message | None) -> bool:
    """Whether this person may erase a message, and anything is left of it."""
    is_there = message is not None and message.status != Message.Status.WITHDRAWN
    return is_there and request.user.has_perm(PERMISSION)


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will be erased, and erase it once that is confirmed."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    message = Message.objects.filter(pk=pk).select_related("dispute").first()
    if message is None:
        raise Http404
    if message.status == Message.Status.WITHDRAWN:
        messages.info(request, _("Nothing is left of this message: it was taken back."))
        return HttpResponseRedirect(reverse("admin:solidarity_message_changelist"))
    if request.method == "POST":
        by: Any = request.user
        withdraw(message, at=timezone.now(), by=by, reason=Erasure.Why.ASKED)
        messages.success(request, _("The message is erased, everywhere. The log says that it was."))
        return HttpResponseRedirect(reverse("admin:solidarity_message_changelist"))
    context = {
        **admin.site.each_context(request),
        "title": _("Take back and erase a message"),
        "message": message,
        "shown": shown(message),
        "goes": what_goes(message),
    }
    return render(request, "admin/solidarity/message/take_back.html", context)


def what_goes(message: Message) -> list[str]:
    """Say what else is erased with a message; nothing of what is not there."""
    mails = OutgoingMail.objects.unsent().filter(about=message.about).count()
    duplicates = message.duplicates.exclude(status=Message.Status.WITHDRAWN).count()
    counted = (
        (message.history.count(), _n("%(n)s earlier version", "%(n)s earlier versions")),
        (message.decisions.exclude(note="").count(), _n("%(n)s note", "%(n)s notes")),
        (
            message.pledges.count(),
            _n("who made %(n)s pledge (its sum stays)", "who made %(n)s pledges (the sums stay)"),
        ),
        (
            message.invitations.count(),
            _n(
                "who sent %(n)s invitation, where and when to",
                "who sent %(n)s invitations, where and when to",
            ),
        ),
        (mails, _n("%(n)s mail that has not left", "%(n)s mails that have not left")),
        (duplicates, _n("%(n)s duplicate of it", "%(n)s duplicates of it")),
        (len(kept_twin(message)), _n("the one that was kept instead of it", "")),
    )
    return [ngettext(one, many, n) % {"n": n} for n, (one, many) in counted if n]


def _n(one: str, many: str) -> tuple[str, str]:
    return one, many
