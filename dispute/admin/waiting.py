"""Waiting lists, with their readings on the same page."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Max, QuerySet
from django.forms import BaseFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dispute.models import WaitingList, WaitingListFigure

from .rows import RowAdmin, RowInline, entered


class ReadingInline(RowInline):
    model = WaitingListFigure
    fields = (("as_at", "longest_wait", "unit", "people_waiting"), ("source", "source_url"))
    ordering = ("-as_at",)
    verbose_name = _("reading")
    verbose_name_plural = _("readings")


@admin.register(WaitingList)
class WaitingListAdmin(RowAdmin[WaitingList]):
    facts = (
        "name",
        ("standard_min", "standard_max", "standard_unit"),
        ("standard_source", "standard_url"),
    )
    list_display = ("name", "standard", "readings", "latest", "dispute")
    list_filter = ("dispute",)
    search_fields = ("name", "standard_source", "source")
    ordering = ("name",)
    inlines = (ReadingInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[WaitingList]:
        rows: QuerySet[WaitingList] = super().get_queryset(request)
        return rows.annotate(readings_count=Count("readings"), latest_on=Max("readings__as_at"))

    @admin.display(description=_("standard"))
    def standard(self, row: WaitingList) -> str:
        if row.standard_max is None:
            return ""
        least = f"{row.standard_min.normalize():f}–" if row.standard_min else ""
        return f"{least}{row.standard_max.normalize():f} {row.get_standard_unit_display()}"

    @admin.display(description=_("readings"), ordering="readings_count")
    def readings(self, row: WaitingList) -> Any:
        return row.readings_count  # type: ignore[attr-defined]  # an annotation, from above

    @admin.display(description=_("latest reading"), ordering="latest_on")
    def latest(self, row: WaitingList) -> Any:
        return row.latest_on  # type: ignore[attr-defined]  # an annotation, from above

    def save_formset(
        self, request: HttpRequest, form: Any, formset: "BaseFormSet[Any]", change: bool
    ) -> None:
        """Save the readings; the new ones remember who entered them."""
        for each in formset.forms:
            entered(each.instance, request, change=each.instance.pk is not None)
        super().save_formset(request, form, formset, change)


@admin.register(WaitingListFigure)
class WaitingListFigureAdmin(RowAdmin[WaitingListFigure]):
    facts = ("list", "as_at", ("longest_wait", "unit"), "people_waiting")
    list_display = ("list", "as_at", "longest_wait", "unit", "people_waiting", "dispute")
    list_filter = ("dispute", "list")
    list_select_related = ("dispute", "list")
    search_fields = ("list__name", "source")
    date_hierarchy = "as_at"
    ordering = ("-as_at", "list__name")
