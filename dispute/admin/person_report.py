"""“What we hold about somebody”: by e-mail address, as a page and as JSON, with a way to erase it.

Everything is asked by POST: an address in a page's own address would be in logs and in the
browser's history.
"""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dispute.privacy.reports import Report, erase_about, report_about
from dispute.tools import Tool, add_tool


@sensitive_post_parameters("email")
@never_cache
@require_http_methods(["GET", "POST"])
def person_report(request: HttpRequest) -> HttpResponse:
    """Ask for an address; show what is held; give it as JSON; ask once more, and erase it."""
    if request.method != "POST":
        return _page(request)
    at, do = timezone.now(), request.POST.get("do", "")
    email = request.POST.get("email", "").strip()
    try:
        report = report_about(email, at=at)
    except ValueError:
        return _page(request, email=email, problem=_("Write a whole e-mail address."), status=422)
    if do == "json":
        name = f"held-{at:%Y-%m-%d}.json"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        options = {"ensure_ascii": False, "indent": 2}
        return JsonResponse(report.as_data(), json_dumps_params=options, headers=headers)
    if do == "erase" and report.can_be_erased:
        return _erase(request, email, at)
    return _page(request, email=email, report=report, asks=do == "ask")


def _erase(request: HttpRequest, email: str, at: datetime) -> HttpResponse:
    by: Any = request.user
    count = sum(erase_about(email, at=at, by=by).values())
    told = ngettext("%(n)s thing is erased.", "%(n)s things are erased.", count) % {"n": count}
    messages.success(request, f"{told} " + _("The log says that it was, and not what."))
    return HttpResponseRedirect(reverse("admin:person-report"))


def _page(
    request: HttpRequest,
    *,
    email: str = "",
    problem: str = "",
    report: Report | None = None,
    asks: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("What we hold about somebody"),
        "email": email,
        "problem": problem,
        "report": report,
        "asks": asks,
    }
    return render(request, "admin/person_report.html", context, status=status)


add_tool(
    Tool(
        "person-report",
        "person-report/",
        gettext_lazy("What we hold about somebody"),
        person_report,
        permission="dispute.report_erasure",
        text=gettext_lazy("By e-mail address: to give it to them, or to erase it."),
        order=70,
    )
)
