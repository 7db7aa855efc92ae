"""Messages in the admin: a queue to work through, from the list or from a message's own page."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.admin.historied import no_empty_history
from dispute.admin.rows import RowAdmin, RowForm, entered, entered_set
from dispute.erasing import erase_copies, log_erasure
from dispute.models import Erasure
from dispute.what_waits import Item, Panel, panel
from solidarity import moderation
from solidarity.decisions import ACTS, decide, open_to, refusal_of
from solidarity.mailbox.guessed import came_by_mail
from solidarity.models import Message
from solidarity.queue.log import log_of
from solidarity.shown import one_line, paragraphs_of, shown, shown_belonging, shown_name

from .taking_back import may_take_back, take_back

OPENING = 160
WORDS = 18
ITEMS_SHOWN = 3
CHUNK = 100
# A tab beside those of the statuses.
PINNED = "pinned"


class StatusTabs(admin.SimpleListFilter):
    """The list opens on what waits; a search looks through everything."""

    title = gettext_lazy("status")
    parameter_name = "status"
    template = "admin/tabs.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*Message.Status.choices, (PINNED, _("pinned to the wall")), ("all", _("all"))]

    def choices(self, changelist: ChangeList) -> Any:
        """Each status as a tab; there is no choice of none."""
        for value, title in self.lookup_choices:
            yield {
                "selected": self.chosen(changelist.query) == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": title,
            }

    def chosen(self, query: str) -> str:
        return self.value() or ("all" if query else Message.Status.PENDING)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Message]) -> QuerySet[Message]:
        chosen = self.chosen(request.GET.get("q", ""))
        if chosen == PINNED:
            return queryset.filter(pinned_at__isnull=False)
        return queryset if chosen == "all" else queryset.filter(status=chosen)


class MessageList(ChangeList):
    """Without the long texts: the list shows how each message begins."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        found = super().get_queryset(request, exclude_parameters)
        return found.defer("body", "card", "consent_wording")

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        if not self.model_admin.has_change_permission(request):
            self.result_list = [as_shown(message) for message in self.result_list]


class DecisionForm(ActionForm):
    """Beside the choice of an action: why."""

    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=300)


class MessageForm(RowForm[Message]):
    def clean_body(self) -> str:
        """A message says something, until its sender withdraws it."""
        body: str = self.cleaned_data["body"]
        if paragraphs_of(body) or self.instance.status == Message.Status.WITHDRAWN:
            return body
        if self.instance.status == Message.Status.PUBLISHED:
            raise forms.ValidationError(_("It is on the wall: take it off before you empty it."))
        raise forms.ValidationError(_("Write what the message says."))

    def clean_received_on(self) -> date:
        """Nothing came tomorrow."""
        received: date = self.cleaned_data["received_on"]
        if received > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return received

    def _post_clean(self) -> None:
        """Refuse a decision before anything is saved."""
        super()._post_clean()
        decision = ACTS.get(self.data.get("decision", ""))
        if decision is None or self.errors or self.instance.pk is None:
            return
        reason = self.data.get("decision_reason", "")
        if refusal := refusal_of(decision, self.instance, reason=reason):
            self.add_error(None, refusal)


@admin.register(Message)
class MessageAdmin(RowAdmin[Message]):
    """Nobody sets a status by hand: moderation's functions do, with who and when.

    Whoever may not check messages sees those on the wall alone, as their senders chose to be shown.
    """

    form = MessageForm
    action_form = DecisionForm
    list_display = ("opening", "who", "kind", "received_on", "status")
    search_help_text = gettext_lazy("Looks through every status.")
    date_hierarchy = "received_on"
    ordering = ("received_on", "pk")
    actions = ("publish", "hold", "decline", "return_to_queue", "pin", "unpin")
    readonly_fields = ("status", "decided_at", "decided_by", "reason", *RowAdmin.readonly_fields)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return MessageList

    def get_list_filter(self, request: HttpRequest) -> Any:
        tabs = (StatusTabs, "consent_basis") if self.has_change_permission(request) else ()
        return (*tabs, "kind", "dispute")

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """A name that is not shown is not found either; an e-mail address never is."""
        who = ("name", "role", "organisation", "place")
        return ("body", *who) if self.has_change_permission(request) else ("body",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        may_check = self.has_change_permission(request)
        found = Message.objects.all() if may_check else Message.objects.public()
        ordered = found.order_by(*self.ordering)
        return ordered.annotate(opening=Left("body", OPENING))

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Message | None:
        message = super().get_object(request, object_id, from_field)
        if message is None or self.has_change_permission(request):
            return message
        return as_shown(message)

    def as_exported(self, request: HttpRequest, row: Message) -> Message:
        return row if self.has_change_permission(request) else as_shown(row)

    def get_fieldsets(self, request: HttpRequest, obj: Message | None = None) -> Any:
        """The message, who sent it, why it may be published, and what was decided."""
        who = ("name", ("role", "organisation"), "place")
        if not self.has_change_permission(request):
            return [(None, {"fields": ("dispute", "body", "kind", "received_on", *who)})]
        consent = ("consent_basis", ("consented_at", "consent_channel"), "consent_wording")
        sets = [
            (None, {"fields": ("dispute", "body", "kind", ("received_on", "channel"))}),
            (gettext_lazy("Who sent it"), {"fields": (*who, "display", "email")}),
            (
                gettext_lazy("Why it may be published"),
                {"fields": (*consent, "consent_version", ("source", "source_url"))},
            ),
        ]
        decided = ("status", ("decided_at", "decided_by"), "reason")
        if obj is not None:
            sets.append((gettext_lazy("What was decided"), {"fields": decided}))
        return [*sets, *entered_set(obj)]

    def get_view_on_site_url(self, obj: Message | None = None) -> str | None:
        return obj.get_absolute_url() if obj and obj.is_public else None

    def has_view_history_or_change_history_permission(
        self, request: HttpRequest, obj: Message | None = None
    ) -> bool:
        """History tells what a name was: it is for those who check."""
        return self.has_change_permission(request, obj)

    # --- Columns

    @admin.display(description=gettext_lazy("message"), ordering="pk")
    def opening(self, message: Message) -> str:
        return opening_of(message)

    @admin.display(description=gettext_lazy("from"))
    def who(self, message: Message) -> str:
        return ", ".join(filter(None, (message.name, message.organisation))) or _("no name")

    def action_checkbox(self, obj: Message) -> SafeString:
        """A tick, named by how the message begins: its whole text is not fetched for a list."""
        tick = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">'
        label = _("Choose “%s”") % opening_of(obj)
        return format_html(tick, ACTION_CHECKBOX_NAME, obj.pk, label)

    # --- Writing

    def get_urls(self) -> list[URLPattern]:
        """Before Django's own, the page on which an officer takes a message back for its sender."""
        view = self.admin_site.admin_view(take_back)
        page = path("<int:pk>/take-back/", view, name="solidarity_message_take_back")
        return [page, *super().get_urls()]

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Message) -> None:
        """Delete a message with every copy of it: its history would keep its words."""
        erase_copies(obj)
        log_erasure(
            "message",
            why=Erasure.Why.ASKED,
            at=timezone.now(),
            by=account(request),
            dispute=obj.dispute,
        )
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        """Delete each as one is deleted."""
        for message in queryset:
            self.delete_model(request, message)

    def save_model(self, request: HttpRequest, obj: Message, form: Any, change: bool) -> None:
        entered(obj, request, change)
        with no_empty_history(obj, form, change):
            moderation.save_edited(obj, by=account(request))

    def log_addition(self, request: HttpRequest, obj: Message, message: Any) -> Any:
        """Nothing: the message's history says who and when, and a log line would keep its sender's
        name and words after they were withdrawn."""

    def log_change(self, request: HttpRequest, obj: Message, message: Any) -> Any:
        """Nothing, as above."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Nothing, as above."""

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Give the page the decisions that can be made about its message."""
        message: Message | None = kwargs.get("obj")
        may_check = self.has_change_permission(request, message)
        if message is not None and may_check:
            reason = request.POST.get("decision_reason", "")
            context |= {"decisions": open_to(message), "shown": shown(message), "reason": reason}
            context["decided"] = log_of(message)
            context["by_mail"] = came_by_mail(request, message)
        context["may_take_back"] = may_take_back(request, message)
        context["no_history"] = not may_check
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Message) -> HttpResponse:
        """After a decision: back to the list, where the next one waits.

        What the form could not foresee is refused here, and then nothing of the page is saved.
        """
        decision = ACTS.get(request.POST.get("decision", ""))
        if decision is None:
            return super().response_change(request, obj)
        reason = request.POST.get("decision_reason", "")
        outcome = decide(decision, [obj], by=account(request), reason=reason)
        if refusal := outcome.refusal():
            transaction.set_rollback(True)
            self.message_user(request, refusal, messages.WARNING)
            return here(request)
        self.message_user(request, outcome.sentences(), messages.SUCCESS)
        return self.response_post_save_change(request, obj)

    def decide(
        self, request: HttpRequest, name: str, chosen: Iterable[Message], reason: str
    ) -> None:
        """Decide about what a list chose, and say what was done and what was refused."""
        outcome = decide(ACTS[name], chosen, by=account(request), reason=reason)
        level = messages.WARNING if outcome.refused else messages.SUCCESS
        self.message_user(request, outcome.sentences(), level)

    def decide_chosen(self, request: HttpRequest, queryset: QuerySet[Message], name: str) -> None:
        keys = queryset.order_by("pk").values_list("pk", flat=True)
        chosen = Message.objects.filter(pk__in=list(keys)).select_related("dispute").order_by("pk")
        self.decide(request, name, chosen.iterator(CHUNK), request.POST.get("reason", ""))

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self.decide_chosen(request, queryset, "publish")

    @admin.action(description=gettext_lazy("Hold, with a reason"), permissions=["change"])
    def hold(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self.decide_chosen(request, queryset, "hold")

    @admin.action(description=gettext_lazy("Decline, with a reason"), permissions=["change"])
    def decline(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self.decide_chosen(request, queryset, "decline")

    @admin.action(description=gettext_lazy("Back to the queue"), permissions=["change"])
    def return_to_queue(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self.decide_chosen(request, queryset, "return_to_queue")

    @admin.action(description=gettext_lazy("Pin to the top of the wall"), permissions=["change"])
    def pin(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self.decide_chosen(request, queryset, "pin")

    @admin.action(description=gettext_lazy("Unpin"), permissions=["change"])
    def unpin(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self.decide_chosen(request, queryset, "unpin")


@panel(order=10)
def messages_to_check(request: HttpRequest) -> Panel | None:
    """The messages that nobody has decided about, in the order of the queue: an old mail or wall
    that was taken in today waits since today."""
    if not request.user.has_perm("solidarity.change_message"):
        return None
    waiting = Message.objects.filter(status=Message.Status.PENDING)
    counted = waiting.aggregate(count=Count("pk"), oldest=Min("entered_at"))
    first = waiting.annotate(opening=Left("body", OPENING)).defer("body", "consent_wording")
    return Panel(
        count=counted["count"],
        title=ngettext("message to check", "messages to check", counted["count"]),
        text=age_of(counted["oldest"]),
        url=reverse("admin:queue"),
        items=tuple(item(each) for each in first.order_by("entered_at", "pk")[:ITEMS_SHOWN]),
    )


def age_of(oldest: datetime | None) -> str:
    """Return how long the oldest message has waited, in a sentence."""
    if oldest is None:
        return _("Everything is checked.")
    days = (timezone.localdate() - timezone.localdate(oldest)).days
    if days < 1:
        return _("The oldest came today.")
    return ngettext(
        "The oldest has waited for %(n)s day.", "The oldest has waited for %(n)s days.", days
    ) % {"n": days}


def item(message: Message) -> Item:
    """Return one message of the panel."""
    url = f"{reverse('admin:queue')}?m={message.pk}"
    note = f"{message.get_kind_display()}, {date_format(message.received_on, 'j F')}"
    return Item(opening_of(message), url, note)


def opening_of(message: Message) -> str:
    """Return how a message begins, from the annotation `opening`."""
    begins: str = message.opening  # type: ignore[attr-defined]  # an annotation of the list
    return Truncator(one_line(begins)).words(WORDS) or _("no text")


def as_shown(message: Message) -> Message:
    """Return the message with no more of its sender than the wall shows. Not to be saved."""
    name, belonging = shown_name(message), shown_belonging(message)
    message.name, message.email = name, ""
    message.role, message.organisation, message.place = belonging
    return message


def account(request: HttpRequest) -> User:
    """Return who asks: the admin let nobody in who has not signed in."""
    return cast(User, request.user)


def here(request: HttpRequest) -> HttpResponse:
    """Show the same page again."""
    return HttpResponseRedirect(request.get_full_path())
