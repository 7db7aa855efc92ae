"""Teams, and departures from them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Min, QuerySet, Window
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dispute.figures import Record
from dispute.figures.teams import fewest, team_labels, why_held_back
from dispute.models import Departure, Team

from .rows import RowAdmin


@admin.register(Team)
class TeamAdmin(RowAdmin[Team]):
    facts = ("name", "as_at", "posts", "experience_years")
    list_display = (
        "name",
        "as_at",
        "posts",
        "experience_years",
        "departed",
        "published",
        "dispute",
    )
    readonly_fields = (*RowAdmin.readonly_fields, "published_as")
    list_filter = ("dispute",)
    search_fields = ("name", "source")
    date_hierarchy = "as_at"
    ordering = ("name", "-as_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        rows: QuerySet[Team] = super().get_queryset(request)
        smallest = Window(Min("posts"), partition_by=[F("dispute"), F("name")])
        return rows.annotate(departed=Count("departures")).annotate(smallest=smallest)

    def get_fieldsets(self, request: HttpRequest, obj: Team | None = None) -> Any:
        """A team that is there says under what name its departures are published."""
        first, *others = super().get_fieldsets(request, obj)
        shown = (_("In public"), {"fields": ("published_as",)})
        return [first, *([shown] if obj else []), *others]

    @admin.display(description=_("in public"))
    def published(self, team: Team) -> str:
        small = getattr(team, "smallest", team.posts) < fewest()
        return gettext("only with another team") if small else gettext("by its name")

    @admin.display(description=_("departures are published under"))
    def published_as(self, team: Team) -> str:
        """The name, and for a small team why it is not its own."""
        record = Record(team.dispute)
        return why_held_back(record, team.name) or team_labels(record).get(team.name, team.name)

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
