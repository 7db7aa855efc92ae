"""Offers, statistics, milestones and corrections."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dispute.corrections.affected import anchor_of, in_a_line
from dispute.models import Correction, Milestone, Offer, Statistic

from .rows import RowAdmin
from .touched import affected_by


@admin.register(Offer)
class OfferAdmin(RowAdmin[Offer]):
    facts = ("made_on", "made_by", ("percent", "amount"), "summary", ("response", "responded_on"))
    list_display = ("made_on", "made_by", "percent", "amount", "response", "dispute")
    list_filter = ("dispute", "response")
    search_fields = ("made_by", "summary", "source")
    date_hierarchy = "made_on"
    ordering = ("-made_on", "-pk")


@admin.register(Statistic)
class StatisticAdmin(RowAdmin[Statistic]):
    facts = ("series", "as_at", ("value", "unit"), "note", "known_as")
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
    readonly_fields = (*RowAdmin.readonly_fields, "about")

    def get_fieldsets(self, request: HttpRequest, obj: Correction | None = None) -> Any:
        """A correction that is about published texts names them."""
        first, *others = super().get_fieldsets(request, obj)
        texts = [(_("Texts that it is about"), {"fields": ("about",)})] if obj else []
        return [first, *texts, *others]

    @admin.display(description=_("figures"))
    def about(self, correction: Correction) -> str:
        """What was published, fixed on the day."""
        return in_a_line(correction) or gettext("none")

    def get_view_on_site_url(self, obj: Correction | None = None) -> str | None:
        if obj is None or not obj.dispute.is_public:
            return None
        return f"{reverse('dispute:corrections', args=[obj.dispute.slug])}#{anchor_of(obj)}"

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        """A new one that was begun from what a change touches is about that."""
        name = request.GET.get("touched", "")
        if not change and name:
            obj.affects = affected_by(request, name)
        super().save_model(request, obj, form, change)
