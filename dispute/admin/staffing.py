"""Teams, and departures from them."""

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dispute.figures import Record
from dispute.figures.teams import labels_of, shown_as, why_held_back
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
        return rows.annotate(departed=Count("departures"))

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """A list whose teams each know by what name they are shown: asked once for all of them."""
        changes = super().get_changelist_instance(request)
        listed = list(changes.result_list)
        labels = labels_by_dispute({team.dispute_id for team in listed})
        for team in listed:
            team.shown_as = labels[team.dispute_id][team.name]
        changes.result_list = listed
        return changes

    def get_fieldsets(self, request: HttpRequest, obj: Team | None = None) -> Any:
        """A team that is there says under what name its departures are published."""
        first, *others = super().get_fieldsets(request, obj)
        shown = (_("In public"), {"fields": ("published_as",)})
        return [first, *([shown] if obj else []), *others]

    @admin.display(description=_("in public"))
    def published(self, team: Team) -> str:
        label = getattr(team, "shown_as", "") or shown_as(Record(team.dispute), team.name)
        by_name = label == team.name
        return gettext("by its name") if by_name else gettext("only with another team")

    @admin.display(description=_("departures are published under"))
    def published_as(self, team: Team) -> str:
        """The name, and where it is not its own, why."""
        return why_held_back(Record(team.dispute), team.name) or team.name

    @admin.display(description=_("departures recorded"), ordering="departed")
    def departed(self, team: Team) -> int:
        count: int = team.departed  # type: ignore[attr-defined]  # an annotation, from above
        return count


def labels_by_dispute(disputes: set[int]) -> dict[int, dict[str, str]]:
    """Return by what name each team of these disputes is shown, with one question for all."""
    teams = Team.objects.filter(dispute__in=disputes).order_by("dispute_id")
    by_dispute = groupby(teams, attrgetter("dispute_id"))
    return {dispute: labels_of(rows) for dispute, rows in by_dispute}


@admin.register(Departure)
class DepartureAdmin(RowAdmin[Departure]):
    facts = ("team", "kind", ("notice_given_on", "left_on"), "experience_years", "note")
    list_display = ("team", "kind", "notice_given_on", "left_on", "experience_years", "dispute")
    list_filter = ("dispute", "kind", "team")
    list_select_related = ("dispute", "team")
    search_fields = ("team__name", "note", "source")
    date_hierarchy = "left_on"
    ordering = ("-left_on", "-notice_given_on", "-pk")
