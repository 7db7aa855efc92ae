"""What they said: claims, with the figures that would answer each."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dispute.answering import added, asked_already, problems
from dispute.contradictions.proposals import Proposal, proposals
from dispute.figures import Record
from dispute.models import Claim

from .rows import RowAdmin, RowForm

ACCEPT = "accept"


class Answered(admin.SimpleListFilter):
    """Claims with an answer, and those that want one."""

    title = _("answer")
    parameter_name = "answered"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("wants an answer")), ("yes", _("answered"))]

    def queryset(self, request: Any, queryset: Any) -> Any:
        if self.value() == "no":
            return queryset.filter(answer="", answered_by="")
        return queryset.exclude(answer="", answered_by="") if self.value() == "yes" else queryset


class ClaimForm(RowForm[Claim]):
    """A claim; its figures are refused in words where a letter's would be."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(with_proposals(data, kwargs.get("instance")), *args, **kwargs)

    def clean(self) -> dict[str, Any] | None:
        """Refuse what cannot be shown beside the claim, and say what is nearest."""
        super().clean()
        dispute = self.cleaned_data.get("dispute") or getattr(self.instance, "dispute", None)
        text = self.cleaned_data.get("answered_by", "")
        if dispute and text and "answered_by" in self.changed_data:
            at = self.day("made_on") or timezone.localdate()
            for problem in problems(text, Record(dispute), at):
                self.add_error("answered_by", forms.ValidationError(problem))
        return self.cleaned_data


@admin.register(Claim)
class ClaimAdmin(RowAdmin[Claim]):
    form = ClaimForm
    facts = ("made_on", ("made_by", "outlet"), "statement", "answer", "answered_by")
    list_display = ("made_by", "made_on", "outlet", "statement", "dispute")
    list_filter = ("dispute", Answered)
    search_fields = ("made_by", "outlet", "statement", "answer", "source")
    date_hierarchy = "made_on"
    ordering = ("-made_on", "-pk")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """A claim's page proposes figures that would answer it."""
        if (claim := context.get("original")) is not None:
            context["proposals"] = still_proposed(claim)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Claim) -> HttpResponse:
        """Whoever took proposals over stays with the claim, to look at them."""
        response = super().response_change(request, obj)
        return redirect(request.path) if ACCEPT in request.POST else response


def still_proposed(claim: Claim) -> tuple[Proposal, ...]:
    """Return the figures that would answer a claim, without those that were chosen."""
    found = proposals(claim, Record(claim.dispute))
    return tuple(each for each in found if not asked_already(claim, each.line))


def with_proposals(data: Any, claim: Claim | None) -> Any:
    """Return what a form sent; where its button was pressed, with the proposals in it."""
    if not data or ACCEPT not in data or claim is None or claim.pk is None:
        return data
    sent = data.copy()
    proposed = [each.line for each in still_proposed(claim)]
    sent["answered_by"] = added(sent.get("answered_by", ""), proposed)
    return sent
