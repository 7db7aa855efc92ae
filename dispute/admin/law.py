"""Rules of law, for administrators to keep and for everybody who plans by them to read."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy

from dispute.law.kinds import Kind
from dispute.law.record import rule_of, rules_of
from dispute.law.rules import GUIDANCE, day, spans_without
from dispute.models import LawRule
from dispute.tools import Tool, add_tool

from .historied import HistoryAdmin
from .law_pages import law_calendar, law_plan

MAY_READ = "dispute.view_lawrule"

add_tool(
    Tool(
        "law",
        "law/",
        gettext_lazy("Law calendar"),
        law_calendar,
        MAY_READ,
        gettext_lazy("What ballots and notices allow, and until when."),
        order=20,
    )
)
add_tool(
    Tool(
        "law_plan",
        "law/plan/",
        gettext_lazy("Plan action"),
        law_plan,
        MAY_READ,
        gettext_lazy("“We want to strike from …”: what must happen by when."),
        order=21,
    )
)


@admin.register(LawRule)
class LawRuleAdmin(HistoryAdmin[LawRule]):
    list_display = ("kind", "asks", "holds", "decides", "source", "confirmed")
    list_filter = ("kind", "confirmed")
    search_fields = ("source", "caution")
    ordering = ("kind", "-starts_on")
    fieldsets = (
        (
            None,
            {
                "fields": ("kind", ("starts_on", "ends_on"), "decides", ("value", "unit")),
                "description": GUIDANCE,
            },
        ),
        (
            gettext_lazy("Agreements and exceptions"),
            {
                "fields": (
                    ("shorter_by_agreement", "longer_by_agreement"),
                    "important_public_services_only",
                )
            },
        ),
        (
            gettext_lazy("How we know"),
            {"fields": ("source", "source_url", "confirmed", "caution")},
        ),
    )

    @admin.display(description=gettext_lazy("value"), ordering="value")
    def asks(self, rule: LawRule) -> str:
        """The value with its unit, and what can be agreed."""
        return rule_of(rule).value_words

    @admin.display(description=gettext_lazy("holds"), ordering="starts_on")
    def holds(self, rule: LawRule) -> str:
        return rule_of(rule).span

    def response_add(self, request: HttpRequest, obj: LawRule, *args: Any, **kwargs: Any) -> Any:
        self.say_what_is_missing(request)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: LawRule) -> HttpResponse:
        self.say_what_is_missing(request)
        return super().response_change(request, obj)

    def delete_model(self, request: HttpRequest, obj: LawRule) -> None:
        super().delete_model(request, obj)
        self.say_what_is_missing(request)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset)
        self.say_what_is_missing(request)

    def say_what_is_missing(self, request: HttpRequest) -> None:
        """Warn of days without a rule: nothing is worked out for them."""
        rules = rules_of()
        for kind in Kind:
            if not any(rule.kind == kind for rule in rules):
                said = gettext("No rule on “%(kind)s” is recorded at all.")
                self.message_user(request, said % {"kind": kind.label}, messages.WARNING)
            for since, until in spans_without(rules, kind):
                self.message_user(request, missing(kind, since, until), messages.WARNING)


def missing(kind: Kind, since: date, until: date | None) -> str:
    """Return from when to when nothing is worked out, and what to do."""
    values = {"kind": kind.label, "from": day(since), "to": day(until)}
    if until is None:
        return (
            gettext("From %(from)s no rule on “%(kind)s” is recorded: add the one that follows.")
            % values
        )
    return (
        gettext(
            "From %(from)s to %(to)s no rule on “%(kind)s” is recorded: for those days nothing is "
            "worked out."
        )
        % values
    )
