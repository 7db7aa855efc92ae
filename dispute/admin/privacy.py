"""Complaints about data, counted down; and whether what was kept long enough is being erased."""

from datetime import timedelta
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.models import DataComplaint, PurgeRun
from dispute.privacy import complaints
from dispute.what_waits import Item, Panel, panel

from .generic import FormBase
from .historied import HistoryAdmin

ITEMS_SHOWN = 5
# Two nights without a run, and somebody has to look at why.
RUNS_WITHIN = timedelta(days=2)


class Stage(admin.SimpleListFilter):
    """How far a complaint has come."""

    title = gettext_lazy("stage")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("acknowledge", _("to acknowledge")),
            ("answer", _("acknowledged, to be answered")),
            ("closed", _("answered")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[DataComplaint]
    ) -> QuerySet[DataComplaint]:
        chosen = {
            "acknowledge": {"acknowledged_at__isnull": True},
            "answer": {"acknowledged_at__isnull": False, "closed_at__isnull": True},
            "closed": {"closed_at__isnull": False},
        }.get(self.value() or "")
        return queryset.filter(**chosen) if chosen else queryset


class OutcomeForm(FormBase[DataComplaint]):
    """What an officer writes down: that it was acknowledged, and the outcome."""

    acknowledge = forms.BooleanField(
        label=gettext_lazy("I have told them that it has come"),
        required=False,
        help_text=gettext_lazy("By e-mail, letter or telephone. Stops the count of 30 days."),
    )

    class Meta:
        model = DataComplaint
        fields = ("outcome", "note")
        help_texts = {
            "outcome": gettext_lazy("Choose it once you have told them. It cannot be changed.")
        }


@admin.register(DataComplaint)
class DataComplaintAdmin(HistoryAdmin[DataComplaint]):
    """Nobody writes a complaint here, nor changes one: acknowledging and closing are functions."""

    form = OutcomeForm
    list_display = ("__str__", "count_down", "acknowledged_at", "outcome", "closed_at")
    list_filter = (Stage,)
    ordering: ClassVar[Any] = (
        F("closed_at").asc(nulls_first=True),
        F("acknowledged_at").asc(nulls_first=True),
        "received_at",
        "pk",
    )
    actions = ("mark_acknowledged",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come by the form; one that came by letter is kept with the letters."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: DataComplaint | None = None) -> bool:
        """They are erased in time, and the row stays."""
        return False

    def get_fieldsets(self, request: HttpRequest, obj: DataComplaint | None = None) -> Any:
        """The complaint, how to answer it, and what was done."""
        is_acknowledged = obj is not None and obj.acknowledged_at is not None
        told = ("acknowledged_at", "acknowledged_by") if is_acknowledged else ("acknowledge",)
        closed = (("closed_at", "closed_by"),) if obj is not None and obj.closed_at else ()
        return [
            (None, {"fields": ("received_at", "count_down", "text", "ref")}),
            (gettext_lazy("How to answer"), {"fields": ("name", "email", "contact")}),
            (gettext_lazy("What was done"), {"fields": (*told, "note", "outcome", *closed)}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: DataComplaint | None = None) -> Any:
        """All that others wrote; and everything, once it is closed."""
        fixed = (
            "received_at", "count_down", "text", "ref", "name", "email", "contact",
            "acknowledged_at", "acknowledged_by", "closed_at", "closed_by",
        )  # fmt: skip
        return (*fixed, "note", "outcome") if obj is not None and obj.closed_at else fixed

    @admin.display(description=gettext_lazy("to acknowledge"))
    def count_down(self, complaint: DataComplaint) -> str:
        return state_of(complaint)

    def save_model(self, request: HttpRequest, obj: DataComplaint, form: Any, change: bool) -> None:
        """Do what was written down, by the functions that do it."""
        told, at = form.cleaned_data, timezone.now()
        if obj.closed_at is not None:
            return
        if told.get("acknowledge"):
            complaints.acknowledge(obj, by=account(request), at=at)
        if told.get("outcome"):
            complaints.close(
                obj, outcome=told["outcome"], note=told["note"], by=account(request), at=at
            )
        else:
            DataComplaint.objects.filter(pk=obj.pk).update(note=told["note"])

    @admin.action(description=gettext_lazy("Acknowledged: they were told"), permissions=["change"])
    def mark_acknowledged(self, request: HttpRequest, queryset: QuerySet[DataComplaint]) -> None:
        """Note that those who sent these were told that they have come."""
        chosen = DataComplaint.objects.unacknowledged().filter(pk__in=queryset.values("pk"))
        count = 0
        for complaint in chosen:
            complaints.acknowledge(complaint, by=account(request), at=timezone.now())
            count += 1
        told = ngettext("%(n)s is acknowledged.", "%(n)s are acknowledged.", count)
        self.message_user(request, told % {"n": count}, messages.SUCCESS)


def state_of(complaint: DataComplaint) -> str:
    """Say how a complaint stands: the days left, or what was done."""
    if complaint.closed_at is not None:
        return _("answered")
    if complaint.acknowledged_at is not None:
        days = (timezone.localdate() - complaint.received_on).days
        return ngettext(
            "acknowledged; open for %(n)s day", "acknowledged; open for %(n)s days", days
        ) % {"n": days}
    left = complaints.days_left(complaint, timezone.localdate())
    if left < 1:
        return _("late: it was due on %s") % date_format(complaint.due_on, "j F Y")
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}


@panel(order=5)
def complaints_open(request: HttpRequest) -> Panel | None:
    """The complaints that nobody has answered, those that are due first above."""
    if not request.user.has_perm("dispute.change_datacomplaint"):
        return None
    found = list(DataComplaint.objects.open().only("received_at", "acknowledged_at", "closed_at"))
    if not found:
        return None
    due = [each for each in found if each.acknowledged_at is None]
    text = _("All are acknowledged. Tell each the outcome without undue delay.")
    if due:
        text = _("The law gives 30 days to say that one has come: %s.") % state_of(due[0])
    return Panel(
        count=len(found),
        title=ngettext("complaint about data", "complaints about data", len(found)),
        text=text,
        url=reverse("admin:dispute_datacomplaint_changelist"),
        items=tuple(
            Item(
                str(each),
                reverse("admin:dispute_datacomplaint_change", args=[each.pk]),
                state_of(each),
            )
            for each in found[:ITEMS_SHOWN]
        ),
    )


@panel(order=65)
def erasing_stands_still(request: HttpRequest) -> Panel | None:
    """/privacy/ promises that things are erased in time: somebody has to know if they are not."""
    if not request.user.has_perm("dispute.view_erasure"):
        return None
    since = timezone.now() - RUNS_WITHIN
    joined = cast(User, request.user).date_joined
    if joined > since or PurgeRun.objects.filter(ran_at__gt=since).exists():
        return None
    return Panel(
        count=1,
        title=_("promise not kept"),
        text=_(
            "Nothing was erased in time for two days. Let the mail worker run, or "
            "manage.py purge_personal_data once a day."
        ),
        url=reverse("admin:dispute_erasure_changelist"),
    )


def account(request: HttpRequest) -> User:
    """Return who is signed in."""
    return cast(User, request.user)
