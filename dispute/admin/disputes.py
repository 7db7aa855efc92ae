"""Disputes."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dispute.models import Dispute

from .historied import HistoryAdmin


@admin.register(Dispute)
class DisputeAdmin(HistoryAdmin[Dispute]):
    list_display = ("title", "employer", "status", "raised_on", "notice_given_on")
    list_filter = ("status",)
    search_fields = ("title", "headline", "employer", "workforce", "slug")
    date_hierarchy = "raised_on"
    ordering = ("-raised_on", "-pk")
    fieldsets = (
        (None, {"fields": ("title", "slug", "headline", ("employer", "workforce"))}),
        (_("What it is about"), {"fields": ("summary", "demand")}),
        (_("How far it is"), {"fields": (("raised_on", "notice_given_on"), "status")}),
        (_("How it ended"), {"fields": ("closed_on", "outcome")}),
        (_("For show"), {"fields": ("is_demonstration",), "classes": ("collapse",)}),
    )

    def get_prepopulated_fields(self, request: HttpRequest, obj: Dispute | None = None) -> Any:
        """The address of a new dispute is made of its title."""
        return {} if obj else {"slug": ("title",)}

    def get_view_on_site_url(self, obj: Dispute | None = None) -> str | None:
        return obj.get_absolute_url() if obj and obj.is_public else None
