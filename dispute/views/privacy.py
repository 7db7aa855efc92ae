"""What is held about people and how long, and the form to complain about it. It sets no cookie."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dispute.models import DataComplaint, Dispute
from dispute.pages import shell
from dispute.privacy import complaints
from dispute.privacy.complaint_form import TRAP, ComplaintForm, complaint_of, is_ours, new_note
from dispute.privacy.held import holdings
from dispute.privacy.notice import facts

UNREADABLE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError)
SECONDS_TO_WAIT = 3600


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Who holds what, why and how long: made from the settings and rules in force."""
    at = timezone.now()
    context = {
        "page": shell(Dispute.objects.current()),
        "facts": facts(at),
        "holdings": holdings(at),
    }
    return render(request, "dispute/privacy.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def data_complaint(request: HttpRequest) -> HttpResponse:
    """The form; what is wrong with it, with all that was typed; and that a complaint has come."""
    if request.method != "POST":
        return _form(request, ComplaintForm(), new_note())
    try:
        data = request.POST
    except UNREADABLE:
        notice = _("That was too much to read. Send a shorter text, or write to the branch.")
        return _form(request, ComplaintForm(), new_note(), notice, 413)
    note, form = data.get("note", ""), ComplaintForm(data)
    if not is_ours(note) or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        notice = _("We could not go on from that page. All that you wrote is here: look it over.")
        return _form(request, ComplaintForm(initial=data.dict()), new_note(), notice)
    if not form.is_valid():
        return _form(request, form, note, status=422)
    return _take(request, form, note)


def _take(request: HttpRequest, form: ComplaintForm, note: str) -> HttpResponse:
    complaint = complaint_of(form, note)
    is_trapped = bool(form.cleaned_data[TRAP])
    try:
        taken = complaints.take(complaint, at=timezone.now(), mails=not is_trapped)
    except complaints.TooManyError:
        notice = _("Very many complaints came within the hour. Yours is here: try again later.")
        response = _form(request, form, note, notice, 429)
        response["Retry-After"] = str(SECONDS_TO_WAIT)
        return response
    context = {"complaint": taken, "days": DataComplaint.DAYS_TO_ACKNOWLEDGE}
    return _page(request, "dispute/complaint_sent.html", context)


def _form(
    request: HttpRequest, form: ComplaintForm, note: str, notice: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "note": note, "notice": notice, "trap": form[TRAP]}
    return _page(request, "dispute/complaint.html", context, status)


def _page(
    request: HttpRequest, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    context |= {"page": shell(Dispute.objects.current())}
    response = render(request, template, context, status=status)
    # No cache keeps what somebody typed; the browser may, so that going back finds it again.
    response["Cache-Control"] = "private, no-cache"
    return response
