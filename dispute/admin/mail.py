"""Mails on their way out, and the log of what was erased: to be read, never written by hand."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.mail import keeps_mail
from dispute.models import Erasure, OutgoingMail
from dispute.what_waits import Panel, panel

AGAIN = (OutgoingMail.Status.KEPT, OutgoingMail.Status.FAILED, OutgoingMail.Status.WAITING)


class ReadAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # it takes no name at run time
    """Rows that the site itself writes, to be read; their list is headed by what they are."""

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They are written by what causes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list has its actions; the page of a row has nothing to save."""
        return obj is None and super().has_change_permission(request)


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadAdmin):
    """What has left shows its kind and its time alone: the rest is erased."""

    list_display = ("kind", "to", "subject", "status", "created_at", "sent_at")
    list_filter = ("status", "kind")
    date_hierarchy = "created_at"
    ordering = ("-created_at", "-pk")
    actions = ("send_again",)
    fields = (
        "kind", "to", "subject", "body", "status", ("created_at", "not_before", "sent_at"),
        ("attempts", "last_error"),
    )  # fmt: skip

    @admin.action(description=gettext_lazy("Send now"), permissions=["change"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutgoingMail]) -> None:
        """Let kept and refused mails leave, and those that wait leave at once."""
        if keeps_mail():
            text = _("There is no mail server: set EMAIL_URL, and start the site again.")
            self.message_user(request, text, messages.WARNING)
            return
        found = OutgoingMail.objects.filter(pk__in=queryset.values("pk"), status__in=AGAIN)
        count = found.update(
            status=OutgoingMail.Status.WAITING, not_before=timezone.now(), attempts=0
        )
        told = ngettext("%(n)s mail is on its way.", "%(n)s mails are on their way.", count)
        self.message_user(request, told % {"n": count})


@admin.register(Erasure)
class ErasureAdmin(ReadAdmin):
    """The log can be read, and nothing else."""

    list_display = ("erased_at", "kind", "count", "why", "erased_by")
    list_filter = ("why", "kind")
    date_hierarchy = "erased_at"
    ordering = ("-erased_at", "-pk")

    def has_change_permission(self, request: HttpRequest, obj: Erasure | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Erasure | None = None) -> bool:
        return False


@panel(order=60)
def mails_refused(request: HttpRequest) -> Panel | None:
    """Mails that the mail server refuses: somebody has to look."""
    if not request.user.has_perm("dispute.view_outgoingmail"):
        return None
    count = OutgoingMail.objects.filter(status=OutgoingMail.Status.FAILED).count()
    if not count:
        return None
    url = f"{reverse('admin:dispute_outgoingmail_changelist')}?status__exact=failed"
    text = _("The mail server refuses them. Look at why, mend it, and send them again.")
    title = ngettext("mail could not be sent", "mails could not be sent", count)
    return Panel(count=count, title=title, text=text, url=url)
