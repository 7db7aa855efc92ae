"""Teams, and departures from them."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dispute.models import Departure, Team

from .rows import RowAdmin


@admin.register(Team)
class TeamAdmin(RowAdmin[Team]):
    facts = ("name", "as_at", "posts", "experience_years")
    list_display = ("name", "as_at", "posts", "experience_years", "departed", "dispute")
    list_filter = ("dispute",)
    search_fields = ("name", "source")
    date_hierarchy = "as_at"
    ordering = ("name", "-as_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        return super().get_queryset(request).annotate(departed=Count("departures"))

    @admin.display(description=_("departures recorded"), ordering="departed")
    def departed(self, team: Team) -> int:
        count: int = team.departed  # type: ignore[attr-defined]  # an annotation, from above
        return count


@admin.register(Departure)
class DepartureAdmin(RowAdmin[Departure]):
    facts = ("team", "kind", ("notice_given_on", "left_on"), "experience_years", "note")
    list_display = ("team", "kind", "notice_given_on", "left_on", "experience_years", "dispute")
    list_filter = ("dispute", "kind", "team")
    list_select_related = ("dispute", "team")
    search_fields = ("team__name", "note", "source")
    date_hierarchy = "left_on"
    ordering = ("-left_on", "-notice_given_on", "-pk")
