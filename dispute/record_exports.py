"""The record's tables that anybody may take away.

A departure says no more than figures do: never why somebody left, nor how long they had been there.
What was not known or said by today (a strike day to be announced tomorrow) is in no table yet.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import models
from .corrections.affected import in_a_line, public_corrections
from .exports.public import Column, PublicTable, column, columns, publish
from .figures import Record
from .figures.teams import team_labels

REF, SOURCE = "ref", "source source_url"


def register() -> None:
    """Add this app's tables."""
    _action()
    _staffing()
    _waiting()
    _publicity()


def _action() -> None:
    day, ballot, notice = models.StrikeDay, models.Ballot, models.ActionNotice
    _publish(
        "strike_days", _("Strike days"), _("Days of action announced by today."), day,
        "date announced_on called_off_on kind strikers note",
        order="date kind", known="announced_on",
    )  # fmt: skip
    _publish(
        "ballots", _("Ballots"), _("Ballots that have closed, with their counts."), ballot,
        "opened_on closed_on result_told_on entitled votes_cast yes no spoiled "
        "important_public_service",
        order="closed_on pk", known="closed_on",
    )  # fmt: skip
    _publish(
        "action_notices", _("Notices of action"), _("Notices of industrial action sent."), notice,
        "sent_on received_on kind first_day", order="sent_on pk", known="sent_on",
    )  # fmt: skip


def _staffing() -> None:
    names = "name as_at posts experience_years"
    publish(
        PublicTable(
            "teams",
            _("Teams"),
            _("Posts of each team on a date. A later row of a name is its later establishment."),
            _columns(models.Team, names),
            teams,
        )
    )
    team = column(models.Departure, "team", "team.name")
    publish(
        PublicTable(
            "departures",
            _("Departures"),
            _("Staff who have left, or given notice. A person is never named."),
            _columns(models.Departure, "notice_given_on left_on", team),
            departures,
        )
    )


def _waiting() -> None:
    waiting_list = column(models.WaitingListFigure, "list", "list.name")
    _publish(
        "waiting_lists", _("Waiting lists"), _("Lists, with the wait that ought to be."),
        models.WaitingList,
        "name standard_min standard_max standard_unit standard_source standard_url",
        order="name",
    )  # fmt: skip
    _publish(
        "waiting_list_figures", _("Waits"), _("The longest wait on a list on a day."),
        models.WaitingListFigure, "as_at longest_wait unit people_waiting", waiting_list,
        order="as_at pk", known="as_at", related="list list__name",
    )  # fmt: skip


def _publicity() -> None:
    offer = "made_on made_by percent amount summary response responded_on"
    _publish(
        "offers", _("Offers"), _("What was offered, and what was answered."), models.Offer,
        offer, order="made_on pk", known="made_on",
    )  # fmt: skip
    _publish(
        "claims", _("Claims"), _("What they said, and what the record says."), models.Claim,
        "made_on made_by outlet statement answer", order="made_on pk",
    )  # fmt: skip
    _publish(
        "statistics", _("Statistics"), _("Anything else that is counted, by series."),
        models.Statistic, "series unit as_at value note known_as", order="series as_at",
        known="as_at",
    )  # fmt: skip
    _publish(
        "milestones", _("Milestones"), _("What else happened, by day."), models.Milestone,
        "date title text", order="date pk", known="date",
    )  # fmt: skip
    publish(
        PublicTable(
            "corrections",
            _("Corrections"),
            _("What we got wrong."),
            (
                *_columns(models.Correction, "corrected_on what was now reason"),
                Column("affects", _("the published figures that it is about"), in_a_line),
            ),
            public_corrections,
        )
    )


def teams(dispute: models.Dispute) -> Iterator[models.Team]:
    """Yield the establishments known by today, oldest first. How long the few people of a team that
    is too small to be shown alone have worked is not in them."""
    labels = team_labels(Record(dispute))
    rows = models.Team.objects.public().filter(dispute=dispute, as_at__lte=timezone.localdate())
    for row in rows.order_by("as_at", "name").iterator():
        if labels.get(row.name) != row.name:
            row.experience_years = None
        yield row


def departures(dispute: models.Dispute) -> Iterator[models.Departure]:
    """Yield the departures of which something was known by today, oldest first, each from its team
    as figures show it: a small one together with others."""
    labels = team_labels(Record(dispute))
    today = timezone.localdate()
    known = Q(notice_given_on__lte=today) | Q(left_on__lte=today)
    rows = models.Departure.objects.public().filter(known, dispute=dispute).select_related("team")
    names = "dispute_id ref notice_given_on left_on source source_url team team__name"
    given, left = (F(name).asc(nulls_first=True) for name in ("notice_given_on", "left_on"))
    for row in rows.only(*names.split()).order_by(given, left, "pk").iterator():
        label = labels.get(row.team.name, row.team.name)
        if label != row.team.name:
            row.team.name = label
            # “Steward's list, North team” would say which of them it was.
            row.source = row.source_url = ""
        yield row


def _columns(model: Any, names: str, *more: Column) -> tuple[Column, ...]:
    """A table's columns: its reference, what it hangs on, its own, and how we know."""
    return (*columns(model, REF), *more, *columns(model, f"{names} {SOURCE}"))


def _publish(
    name: str,
    title: Any,
    about: Any,
    model: Any,
    names: str,
    *more: Column,
    order: str,
    known: str = "",
    related: str = "",
) -> None:
    """Publish the rows of `model` whose day `known` has come, with its fields `names`."""
    read = [*f"{REF} {names} {SOURCE} {related}".split(), "dispute_id"]

    def rows(dispute: models.Dispute) -> QuerySet[Any]:
        found = model.objects.public().filter(dispute=dispute)
        if known:
            found = found.filter(**{f"{known}__lte": timezone.localdate()})
        if related:
            found = found.select_related(related.partition(" ")[0])
        return found.only(*read).order_by(*order.split())  # type: ignore[no-any-return]  # any model

    publish(PublicTable(name, title, about, _columns(model, names, *more), rows))
