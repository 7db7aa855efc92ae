"""The form, what will appear, and "sent". Nothing typed is lost on the way, whatever goes wrong.

All steps are one address: a page brings back every field, so that no cookie is needed. The views
take no token against forged requests: there is no account whose rights another site could use, and
what does not come from a page of ours is shown to whoever sits there before anything is sent.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dispute.figures.numbers import pounds
from dispute.mail import keeps_mail
from dispute.models import Dispute
from dispute.pages import for_dispute, shell
from solidarity.moderation import card_before
from solidarity.private_links import (
    SENT,
    BadLinkError,
    GoneError,
    message_of,
    private_url,
    token_of,
)
from solidarity.sender_views import display_choices
from solidarity.shown import paragraphs_of

from . import steps, taking
from .asking import client_address, comes_from_here
from .forms import SPEAKER, TRAP, SendForm
from .limits import TooManyError
from .waits import checking_time

# So long the page after sending shows a sender's own link to whoever opens it.
LINK_SHOWN = timedelta(days=1)
UNREADABLE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError)


@dataclass(frozen=True, slots=True)
class Step:
    """What a page brought back: the dispute, what was typed, and the form's opening."""

    request: HttpRequest
    dispute: Dispute
    data: QueryDict
    opening: steps.Opening
    at: datetime


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@for_dispute
def send(request: HttpRequest, dispute: Dispute) -> HttpResponse:
    """Every step of sending a message."""
    at = timezone.now()
    is_closed = dispute.status == Dispute.Status.CLOSED
    if request.method != "POST" and is_closed:
        return _closed(request, dispute, "")
    if request.method != "POST":
        step = Step(request, dispute, request.GET, steps.opened(at), at)
        return _form(step, SendForm())
    try:
        data = request.POST
    except UNREADABLE:
        return _page(request, dispute, "solidarity/send_too_big.html", {}, 413)
    if is_closed:
        return _closed(request, dispute, data.get("message", ""))
    return _go_on(request, dispute, data, at)


def _closed(request: HttpRequest, dispute: Dispute, typed: str) -> HttpResponse:
    """Say that the wall is complete; what somebody was writing meanwhile is theirs to keep."""
    return _page(request, dispute, "solidarity/send_closed.html", {"typed": typed}, 410)


@require_safe
@never_cache
def sent(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """That a message has come, how long checking takes, and the sender's own link."""
    try:
        message = message_of(token, SENT)
    except BadLinkError as error:
        raise Http404 from error
    except GoneError as gone:
        return _page(request, gone.message.dispute, "solidarity/message_erased.html", {}, 410)
    at = timezone.now()
    submission = getattr(message, "submission", None)
    context = {
        "message": message,
        "is_private": not message.has_basis,
        # A mail that no server sends brings nobody a link.
        "mailed": submission is not None and submission.mailed and not keeps_mail(),
        "yours": private_url(message) if at - message.entered_at < LINK_SHOWN else "",
        "checking": checking_time(message.dispute, at),
    }
    response = _page(request, message.dispute, "solidarity/send_sent.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


# --- Steps ----------------------------------------------------------------------------------------


def _go_on(request: HttpRequest, dispute: Dispute, data: QueryDict, at: datetime) -> HttpResponse:
    """Find the form's opening again; without one, show the form anew with all that was typed."""
    fresh = steps.opened(at)
    try:
        opening = steps.opening_of(data.get("note", ""), dispute)
    except steps.NoteError:
        notice = _("We could not go on from that page. All that you wrote is here: look it over.")
        return _again(Step(request, dispute, data, fresh, at), notice, asked_alike=False)
    if opening.is_old(at):
        notice = _("You began some days ago. All that you wrote is still here: look it over.")
        step = Step(request, dispute, data, fresh, at)
        return _again(step, notice, asked_alike=fresh.asks_as(opening))
    step = Step(request, dispute, data, opening, at)
    if not comes_from_here(request):
        notice = _("This came from another site. Send it only if you wrote it yourself.")
        return _again(step, notice, asked_alike=False)
    if data.get("do") == "change":
        return _form(step, _filled(data))
    return _judge(step, SendForm(data))


def _judge(step: Step, form: SendForm) -> HttpResponse:
    """Show what is wrong, or what will appear; send what was shown as it is."""
    if not form.is_valid():
        return _form(step, form, 422)
    fields = form.kept()
    brought = step.data.get("seal", "")
    wants_sent = step.data.get("do") == "send"
    if not wants_sent or not steps.is_sealed(step.opening, fields, brought):
        return _look(step, form, is_changed=wants_sent)
    address = client_address(step.request)
    try:
        message = taking.take(
            step.dispute, form.cleaned_data, step.opening, address=address, at=step.at
        )
    except TooManyError as error:
        response = _look(step, form, seconds=error.seconds)
        response["Retry-After"] = str(error.seconds)
        return response
    there = reverse("solidarity:sent", args=[step.dispute.slug, token_of(message, SENT)])
    return HttpResponseRedirect(there, status=303)


def _look(
    step: Step, form: SendForm, *, seconds: int = 0, is_changed: bool = False
) -> HttpResponse:
    """Show exactly what will appear; with `seconds`, that it can be sent only then; where it
    `is_changed`, that it was not sent, because it had not been seen like this."""
    message = taking.message_of(step.dispute, form.cleaned_data, step.opening, step.at)
    fields = form.kept()
    context = {
        "is_private": not message.has_basis,
        "card": card_before(message),
        "message": message,
        "choices": display_choices(message),
        # Of what will be published, the way in which the name shows can still be chosen here.
        "fields": {k: v for k, v in fields.items() if k != "display" or not message.has_basis},
        "note": steps.note_of(step.opening, step.dispute),
        "seal": steps.seal(step.opening, fields),
        "told": form.cleaned_data,
        "pledge": pounds(form.cleaned_data["pledge"] or 0),
        "speaker": [form.cleaned_data[name] for name in SPEAKER if form.cleaned_data[name]],
        "paragraphs": paragraphs_of(message.body),
        "minutes": (seconds + 59) // 60,
        "is_changed": is_changed,
    }
    status = 429 if seconds else 200
    return _page(step.request, step.dispute, "solidarity/send_look.html", context, status)


def _again(step: Step, notice: str, *, asked_alike: bool) -> HttpResponse:
    """Show the form with all that was typed, and why. A tick stays beside the same words alone."""
    data = step.data.copy()
    if not asked_alike:
        data.pop("publish", None)
        data.pop("contact", None)
    return _form(step, _filled(data), notice=notice)


def _filled(data: QueryDict) -> SendForm:
    """Return the form as it was filled in, not judged."""
    return SendForm(initial=data.dict())


def _form(step: Step, form: SendForm, status: int = 200, notice: str = "") -> HttpResponse:
    context = {
        "form": form,
        "notice": notice,
        "note": steps.note_of(step.opening, step.dispute),
        "opening": step.opening,
        "trap": form[TRAP],
    }
    return _page(step.request, step.dispute, "solidarity/send.html", context, status)


def _page(
    request: HttpRequest,
    dispute: Dispute,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    here = reverse("solidarity:send", args=[dispute.slug])
    context |= {"page": shell(dispute, "wall"), "here": here}
    response = render(request, template, context, status=status)
    # No cache keeps what somebody typed; the browser may, so that going back finds it again.
    response["Cache-Control"] = "private, no-cache"
    return response
