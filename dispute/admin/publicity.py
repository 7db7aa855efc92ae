"""Offers, claims, statistics, milestones and corrections."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from dispute.models import Claim, Correction, Milestone, Offer, Statistic

from .rows import RowAdmin


class Answered(admin.SimpleListFilter):
    """Claims with an answer, and those that want one."""

    title = _("answer")
    parameter_name = "answered"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("wants an answer")), ("yes", _("answered"))]

    def queryset(self, request: Any, queryset: Any) -> Any:
        if self.value() == "no":
            return queryset.filter(answer="")
        return queryset.exclude(answer="") if self.value() == "yes" else queryset


@admin.register(Offer)
class OfferAdmin(RowAdmin[Offer]):
    facts = ("made_on", "made_by", ("percent", "amount"), "summary", ("response", "responded_on"))
    list_display = ("made_on", "made_by", "percent", "amount", "response", "dispute")
    list_filter = ("dispute", "response")
    search_fields = ("made_by", "summary", "source")
    date_hierarchy = "made_on"
    ordering = ("-made_on", "-pk")


@admin.register(Claim)
class ClaimAdmin(RowAdmin[Claim]):
    facts = ("made_on", ("made_by", "outlet"), "statement", "answer")
    list_display = ("made_by", "made_on", "outlet", "statement", "dispute")
    list_filter = ("dispute", Answered)
    search_fields = ("made_by", "outlet", "statement", "answer", "source")
    date_hierarchy = "made_on"
    ordering = ("-made_on", "-pk")


@admin.register(Statistic)
class StatisticAdmin(RowAdmin[Statistic]):
    facts = ("series", "as_at", ("value", "unit"), "note")
    list_display = ("series", "as_at", "value", "unit", "dispute")
    list_filter = ("dispute", "series")
    search_fields = ("series", "note", "source")
    date_hierarchy = "as_at"
    ordering = ("series", "-as_at")


@admin.register(Milestone)
class MilestoneAdmin(RowAdmin[Milestone]):
    facts = ("date", "title", "text")
    list_display = ("title", "date", "dispute")
    list_filter = ("dispute",)
    search_fields = ("title", "text", "source")
    date_hierarchy = "date"
    ordering = ("-date", "-pk")


@admin.register(Correction)
class CorrectionAdmin(RowAdmin[Correction]):
    facts = ("corrected_on", "what", ("was", "now"), "reason")
    list_display = ("what", "corrected_on", "was", "now", "dispute")
    list_filter = ("dispute",)
    search_fields = ("what", "was", "now", "reason", "source")
    date_hierarchy = "corrected_on"
    ordering = ("-corrected_on", "-pk")
