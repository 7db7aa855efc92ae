"""A sender's own pages, behind links that nobody can guess: see, change, take back, agree.

They take no cookie and no token against forged requests: the secret is in the address, which
another site would have to know. Opening one changes nothing, so that programs which open links in
mails do no harm; what is changed is changed by a button.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dispute.pages import shell

from .consent import PUBLISH, current_wording, give_consent
from .models import Message
from .moderation import card_before, card_of
from .private_links import CONSENT, YOURS, BadLinkError, GoneError, message_of
from .shown import shown_belonging, shown_name
from .turns import AlreadyDecidedError
from .withdrawing import change_display, is_private, kept_twin, withdraw

OwnView = Callable[[HttpRequest, Message, str], HttpResponse]

STATUS_IN_WORDS = {
    Message.Status.PENDING: _("Somebody will read it before it is on the wall."),
    Message.Status.AWAITING: _("It waits for you to agree that it is published."),
    Message.Status.HELD: _("Somebody has read it, and somebody else will decide."),
    Message.Status.PUBLISHED: _("It is on the wall."),
    Message.Status.DECLINED: _("It is not on the wall, and will not be."),
}


@dataclass(frozen=True, slots=True)
class DisplayChoice:
    """A way in which a name can show, and how it would."""

    value: str
    label: str
    example: str
    is_current: bool


def own(purpose: str) -> Callable[[OwnView], Callable[..., HttpResponse]]:
    """Give a view the message of a link of that purpose; say what is wrong with any other."""

    def decorate(view: OwnView) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @never_cache
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def found(request: HttpRequest, slug: str, token: str) -> HttpResponse:
            try:
                response = view(request, message_of(token, purpose), token)
            except BadLinkError as error:
                raise Http404 from error
            except GoneError as gone:
                response = _erased(request, gone.message)
            response["X-Robots-Tag"] = "noindex, nofollow"
            # The address is the secret: no page that is opened from here is told it.
            response["Referrer-Policy"] = "no-referrer"
            return response

        return found

    return decorate


@own(YOURS)
def yours(request: HttpRequest, message: Message, token: str) -> HttpResponse:
    """The sender's message: how it shows, and the ways to change that and to take it back."""
    here = reverse("solidarity:yours", args=[message.dispute.slug, token])
    problem = ""
    if request.method == "POST":
        try:
            _insist(lambda: _change(message_of(token), request.POST))
            return HttpResponseRedirect(here)
        except AlreadyDecidedError:
            # Who was first is nothing that a sender is told.
            problem = str(_("It changed at the same moment. Look again, and choose once more."))
        except ValidationError as error:
            problem = " ".join(error.messages)
        message = message_of(token)
    context = {
        "page": shell(message.dispute, "wall"),
        "message": message,
        "status": status_in_words(message),
        "card": preview_of(message),
        "choices": [] if is_private(message) else display_choices(message),
        "problem": problem,
        "here": here,
    }
    return render(request, "solidarity/message_yours.html", context)


@own(CONSENT)
def consent(request: HttpRequest, message: Message, token: str) -> HttpResponse:
    """The page that a mail asking for consent leads to: the message, the words, and two buttons."""
    here = reverse("solidarity:consent", args=[message.dispute.slug, token])
    if request.method == "POST" and request.POST.get("answer") == "erase":
        withdraw(message, at=timezone.now())
        return HttpResponseRedirect(here)
    if request.method == "POST" and request.POST.get("answer") == "agree":
        told = {name: request.POST.get(name, "") for name in ("version", "display")}
        _insist(lambda: give_consent(token, at=timezone.now(), **told))
        return HttpResponseRedirect(here)
    context = {
        "page": shell(message.dispute, "wall"),
        "message": message,
        "has_agreed": message.has_basis,
        "is_declined": message.status == Message.Status.DECLINED,
        "status": status_in_words(message),
        "card": preview_of(message),
        "choices": display_choices(message),
        "wording": current_wording(PUBLISH),
        "here": here,
    }
    return render(request, "solidarity/message_consent.html", context)


def status_in_words(message: Message) -> str:
    """Say how things stand with a message, to its sender."""
    if message.merged_into:
        return _merged_in_words(message)
    if is_private(message):
        return str(_("Only the strikers read it: it is not published, as you chose."))
    return str(STATUS_IN_WORDS[Message.Status(message.status)])


def _merged_in_words(message: Message) -> str:
    if kept_twin(message):
        return str(_("It came twice, and one is enough. If you take it back, both are erased."))
    return str(
        _(
            "The same words came twice, and the other message was kept. What you do here changes "
            "this one alone: the other has a link of its own."
        )
    )


def display_choices(message: Message) -> list[DisplayChoice]:
    """Return the ways in which the name of a message's sender can show, each with what it shows."""
    return [
        DisplayChoice(value, str(label), example_of(message, value), value == message.display)
        for value, label in Message.Display.choices
    ]


def example_of(message: Message, display: str) -> str:
    """Return what would stand below a message that shows in that way."""
    other = copy(message)
    other.display = display
    name, belonging = shown_name(other), shown_belonging(other)
    return ", ".join(dict.fromkeys(filter(None, (name, *belonging))))


def preview_of(message: Message) -> SafeString:
    """Return the message as it shows, or would: until then no page is there to lead to."""
    is_public = message.status == Message.Status.PUBLISHED
    return card_of(message) if is_public else card_before(message)


def _insist(act: Callable[[], object]) -> None:
    """Do what is a sender's to ask: again, where the message was changed at the same moment."""
    for _attempt in range(3):
        try:
            act()
        except AlreadyDecidedError:
            continue
        return
    act()


def _change(message: Message, data: QueryDict) -> None:
    """Do what a button of the page says. One that it has not does nothing."""
    if data.get("do") == "withdraw":
        withdraw(message, at=timezone.now())
    elif data.get("do") == "display":
        change_display(message, data.get("display", ""), at=timezone.now())


def _erased(request: HttpRequest, message: Message) -> HttpResponse:
    page = shell(message.dispute, "wall")
    return render(request, "solidarity/message_erased.html", {"page": page}, status=410)
