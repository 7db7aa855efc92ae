"""Pledges and invitations: lists for officers, and a file for the treasurer."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.admin.rows import RowAdmin
from dispute.figures.numbers import pounds
from dispute.what_waits import Panel, panel
from solidarity import promises
from solidarity.models import Invitation, Pledge

from .messages import account


class Stage(admin.SimpleListFilter):
    """How far a pledge has come."""

    title = gettext_lazy("stage")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("promised", _("promised")),
            ("received", _("received, to be thanked")),
            ("thanked", _("thanked")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Pledge]) -> QuerySet[Pledge]:
        chosen = {
            "promised": {"received_on__isnull": True, "thanked_on__isnull": True},
            "received": {"received_on__isnull": False, "thanked_on__isnull": True},
            "thanked": {"thanked_on__isnull": False},
        }.get(self.value() or "")
        return queryset.filter(**chosen) if chosen else queryset


@admin.register(Pledge)
class PledgeAdmin(RowAdmin[Pledge]):
    """The list says who promised what; its file is the treasurer's."""

    facts = (
        "pledged_on",
        ("name", "organisation"),
        "organisation_public",
        "amount",
        ("received_on", "thanked_on"),
        "message",
    )
    list_display = ("who", "sum", "pledged_on", "received_on", "thanked_on", "dispute")
    list_filter = ("dispute", Stage)
    search_fields = ("name", "organisation", "source")
    raw_id_fields = ("message",)
    date_hierarchy = "pledged_on"
    ordering = ("-pledged_on", "-pk")
    actions = ("mark_received", "mark_thanked")
    change_list_template = "admin/solidarity/pledge/change_list.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say above the list what its pledges come to, as they are filtered."""
        response = super().changelist_view(request, extra_context)
        # An action answers with another page.
        shown = isinstance(response, TemplateResponse) and response.context_data
        if shown and "cl" in shown:
            shown["total"] = self.total(shown["cl"].queryset)
        return response

    def total(self, pledges: QuerySet[Pledge]) -> str:
        """Return in a sentence what pledges come to; "" where there are none."""
        found = promises.total_of(pledges)
        if not found.count:
            return ""
        told = ngettext(
            "%(promised)s promised in %(n)s pledge; %(received)s of it has come.",
            "%(promised)s promised in %(n)s pledges; %(received)s of it has come.",
            found.count,
        )
        sums = {"promised": pounds(found.promised), "received": pounds(found.received)}
        return told % {"n": found.count, **sums}

    @admin.display(description=gettext_lazy("from"), ordering="organisation")
    def who(self, pledge: Pledge) -> str:
        return ", ".join(filter(None, (pledge.name, pledge.organisation))) or _("no name")

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def sum(self, pledge: Pledge) -> str:
        return pounds(pledge.amount)

    @admin.action(description=gettext_lazy("Received today"), permissions=["change"])
    def mark_received(self, request: HttpRequest, queryset: QuerySet[Pledge]) -> None:
        """Note that the money has come, where nothing says so yet."""
        chosen = Pledge.objects.filter(pk__in=queryset.values("pk"))
        count = promises.receive(chosen, on=timezone.localdate(), by=account(request))
        told = ngettext("%(n)s pledge was received.", "%(n)s pledges were received.", count)
        self.message_user(request, told % {"n": count})

    @admin.action(description=gettext_lazy("Thanked today"), permissions=["change"])
    def mark_thanked(self, request: HttpRequest, queryset: QuerySet[Pledge]) -> None:
        """Note that somebody said thank you, where nothing says so yet."""
        chosen = Pledge.objects.filter(pk__in=queryset.values("pk"))
        count = promises.thank(chosen, on=timezone.localdate(), by=account(request))
        told = ngettext("%(n)s pledge was thanked for.", "%(n)s pledges were thanked for.", count)
        self.message_user(request, told % {"n": count})


@admin.register(Invitation)
class InvitationAdmin(RowAdmin[Invitation]):
    """Who would like a speaker: asked, answered, and when it takes place."""

    facts = (
        "asked_on",
        ("organisation", "contact"),
        ("when", "place"),
        "message",
        ("answer", "answered_on"),
        ("takes_place_on", "speaker"),
    )
    list_display = (
        "organisation", "asked_on", "when", "answer", "answered_on", "takes_place_on", "dispute",
    )  # fmt: skip
    list_filter = ("dispute", "answer")
    search_fields = ("organisation", "place", "speaker")
    raw_id_fields = ("message",)
    date_hierarchy = "asked_on"
    ordering = ("-asked_on", "-pk")


@panel(order=30)
def invitations_to_answer(request: HttpRequest) -> Panel | None:
    """The invitations that nobody has answered."""
    if not request.user.has_perm("solidarity.change_invitation"):
        return None
    count = Invitation.objects.filter(answer="").count()
    if not count:
        return None
    url = f"{reverse('admin:solidarity_invitation_changelist')}?answer__exact="
    title = ngettext("invitation to answer", "invitations to answer", count)
    return Panel(count=count, title=title, text=_("They would like a speaker."), url=url)
