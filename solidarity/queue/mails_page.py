"""Where a moderator chooses how often to be told by mail that messages wait."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.tools import Tool, add_tool
from solidarity.models import DigestChoice

from .digest import choose
from .page import PERMISSION

Often = DigestChoice.Often


class OftenForm(forms.Form):
    """One question."""

    often = forms.ChoiceField(
        label=gettext_lazy("How often?"), choices=Often.choices, widget=forms.RadioSelect
    )


def mails_page(request: HttpRequest) -> HttpResponse:
    """Show what somebody chose, and change it."""
    person = cast(User, request.user)
    known = DigestChoice.objects.filter(user=person).first()
    form = OftenForm(request.POST or None, initial={"often": known.often if known else Often.OFF})
    if request.method == "POST" and form.is_valid():
        choice = choose(person, form.cleaned_data["often"], at=timezone.now())
        messages.success(request, _("You are told: %s.") % choice.get_often_display())
        return HttpResponseRedirect(reverse("admin:queue"))
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Mails about what waits"),
        "form": form,
        "address": person.email,
    }
    return render(request, "admin/solidarity/queue/mails.html", context)


add_tool(
    Tool(
        "queue-mails",
        "queue/mails/",
        gettext_lazy("Mails about what waits"),
        mails_page,
        permission=PERMISSION,
        text=gettext_lazy("How often you hear that messages wait."),
        order=2,
    )
)
