"""Ballots, notices of action and strike days."""

from datetime import date, timedelta

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.models import ActionNotice, Ballot, StrikeDay
from dispute.what_waits import Item, Panel, panel

from .law_shown import BallotLaw, DayLaw, NoticeLaw
from .rows import RowAdmin

DAYS_AHEAD = 14
DAYS_SHOWN = 5


@admin.register(Ballot)
class BallotAdmin(BallotLaw, RowAdmin[Ballot]):
    facts = (
        ("opened_on", "closed_on", "result_told_on"),
        ("entitled", "votes_cast"),
        ("yes", "no", "spoiled"),
        "important_public_service",
    )
    list_display = ("closed_on", "dispute", "turnout", "in_favour", "law_brief")
    list_filter = ("dispute",)
    search_fields = ("source",)
    date_hierarchy = "closed_on"
    ordering = ("-closed_on", "-pk")

    @admin.display(description=gettext_lazy("voted"))
    def turnout(self, ballot: Ballot) -> str:
        return of(ballot.votes_cast, ballot.entitled)

    @admin.display(description=gettext_lazy("yes"))
    def in_favour(self, ballot: Ballot) -> str:
        return of(ballot.yes, ballot.yes + ballot.no)


@admin.register(ActionNotice)
class ActionNoticeAdmin(NoticeLaw, RowAdmin[ActionNotice]):
    facts = (("sent_on", "received_on"), "kind", "first_day")
    list_display = ("first_day", "kind", "sent_on", "received_on", "law_brief", "dispute")
    list_filter = ("dispute", "kind")
    search_fields = ("source",)
    date_hierarchy = "first_day"
    ordering = ("-first_day", "-pk")


@admin.register(StrikeDay)
class StrikeDayAdmin(DayLaw, RowAdmin[StrikeDay]):
    facts = ("date", "kind", ("announced_on", "called_off_on"), "strikers", "note", "notice")
    list_display = (
        "date",
        "kind",
        "announced_on",
        "called_off_on",
        "strikers",
        "law_brief",
        "dispute",
    )
    list_filter = ("dispute", "kind", ("called_off_on", admin.EmptyFieldListFilter))
    search_fields = ("note", "source")
    date_hierarchy = "date"
    ordering = ("-date", "-pk")


@panel(order=20)
def strike_days_to_come(request: HttpRequest) -> Panel | None:
    """The strike days of the coming fortnight, today included, that are not called off."""
    if not request.user.has_perm("dispute.view_strikeday"):
        return None
    today = timezone.localdate()
    last = today + timedelta(days=DAYS_AHEAD)
    coming = StrikeDay.objects.filter(date__range=(today, last), called_off_on=None)
    days = list(coming.select_related("dispute").order_by("date", "pk"))
    return Panel(
        count=len(days),
        title=ngettext(
            "strike day in the coming fortnight", "strike days in the coming fortnight", len(days)
        ),
        text="" if days else _("Nothing is announced up to %s.") % _day(last),
        url=reverse("admin:dispute_strikeday_changelist"),
        items=tuple(_item(day) for day in days[:DAYS_SHOWN]),
    )


def of(count: int, base: int) -> str:
    """Return "15 of 19 (78.95%)": a percentage never travels without its counts."""
    counts = _("%(count)s of %(base)s") % {"count": count, "base": base}
    return f"{counts} ({100 * count / base:.2f}%)" if base else counts


def _item(day: StrikeDay) -> Item:
    url = reverse("admin:dispute_strikeday_change", args=[day.pk])
    return Item(_day(day.date), url, f"{day.get_kind_display()}, {day.dispute}")


def _day(day: date) -> str:
    return date_format(day, "l j F")
