"""Rules of law, for administrators to keep and for everybody who plans by them to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from dispute.law.record import rule_of
from dispute.law.rules import GUIDANCE
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
