"""Asking why, in the admin, before a row that published figures rest on is changed or deleted.

A page is saved first and looked at then, in one transaction: where published figures turn out to
rest on what was saved, and no reason came with it, all is taken back and the same page asks for
one. What is deleted is left out of a copy of the record instead, so that the page can ask before.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import NestedObjects
from django.contrib.auth.models import User
from django.db import models, router, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from dispute.corrections.affected import anchor_of
from dispute.corrections.asking import PREFIX, AskedError, Asking, ask
from dispute.corrections.changes import Change, change_of, deletion_of, draft
from dispute.corrections.publishing import publish_correction
from dispute.corrections.reasons import because
from dispute.corrections.tables import table_of
from dispute.corrections.touching import TABLES, Published, Touched, without
from dispute.figures import Record
from dispute.models import Dispute, Row

from .touched import tell_touched

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Admin = ModelAdmin[Any]
else:
    Admin = object

ASKED = gettext_noop("Say why this is changed, above. Nothing is saved yet.")


@dataclass
class Work:
    """What one request is about to change: the record before, and what is asked about it."""

    dispute: Dispute
    before: Published
    after: Published
    asking: Asking | None = None
    touched: list[Touched] = field(default_factory=list)


class CorrectingAdmin(Admin):
    """An admin that asks why, where figures are worked out from its rows."""

    # --- Adding and changing

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save; or, where it has to be asked why first, show the same page with the question."""
        try:
            with because(given_reason(request)):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except AskedError as asked:
            keep(request, asked.asking)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A page that has to ask is not saved: its form says so."""
        form = super().get_form(request, *args, **kwargs)
        return form if kept(request) is None else type("Asked", (form,), {"asks": _(ASKED)})

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Look at what is published before anything is saved."""
        if table_of(self.model) is not None and kept(request) is None:
            begin(request, dispute_of(form.instance))
        return super().save_form(request, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save what hangs on the row; then see what all of it touches."""
        super().save_related(request, form, formsets, change)
        work: Work | None = vars(request).pop("correcting", None)
        if work is None:
            return
        changes = [*changes_of(form, formsets)] if change else []
        if change and not changes and not any(each.new_objects for each in formsets):
            return
        after = Published(read_whole(work.dispute.pk), work.before.figures)
        touched = work.before.touched(after, changes)
        asking = self.asking(request, work.before, after, touched, changes)
        self.answered(request, work.dispute, asking, touched)
        tell_touched(request, work.before, after, touched)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Give the page its question; it is no error of what was typed."""
        if (asking := kept(request)) is not None:
            context |= {"asking": asking, "errors": None}
        return super().render_change_form(request, context, *args, **kwargs)

    # --- Deleting

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete; or, where no reason came, show the page again with what was typed."""
        try:
            with because(given_reason(request)):
                return super().delete_view(request, object_id, extra_context)
        except AskedError as asked:
            keep(request, asked.asking)
        request.POST = QueryDict()  # what Django takes for no answer yet
        return super().delete_view(request, object_id, extra_context)

    def render_delete_form(self, request: HttpRequest, context: dict[str, Any]) -> Any:
        """Ask before a row is deleted."""
        if not (context["perms_lacking"] or context["protected"]):
            asked = kept(request) or self.asking_before(request, [context["object"]])
            context |= {"asking": asked}
        return super().render_delete_form(request, context)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with self.deleting(request, [obj]):
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with self.deleting(request, list(queryset)):
            super().delete_queryset(request, queryset)

    def get_actions(self, request: HttpRequest) -> Any:
        """The list's own way of deleting asks too."""
        actions: dict[str, Any] = dict(super().get_actions(request))
        if "delete_selected" in actions and table_of(self.model) is not None:
            actions["delete_selected"] = (delete_chosen, *actions["delete_selected"][1:])
        return actions

    # --- Asking

    def asking_before(self, request: HttpRequest, rows: list[Any]) -> Asking | None:
        """Return what to ask before rows are deleted, None where nothing rests on them."""
        looked = self.look(request, rows)
        return looked.asking if looked else None

    def look(self, request: HttpRequest, rows: list[Any]) -> Work | None:
        """See what deleting rows would touch, with all that goes with them."""
        if not rows or table_of(self.model) is None or not isinstance(rows[0], Row):
            return None
        work = started(rows[0].dispute_id)
        gone = gone_with(rows)
        changes = [each for each in map(deletion_of, gone) if each is not None]
        work.after = Published(without(work.before.record, gone), work.before.figures)
        work.touched = work.before.touched(work.after, changes)
        work.asking = self.asking(request, work.before, work.after, work.touched, changes)
        return work

    def asking(
        self,
        request: HttpRequest,
        before: Published,
        after: Published,
        touched: list[Touched],
        changes: list[Change],
    ) -> Asking | None:
        """Return what to ask, answered as far as the page answers it."""
        if not touched or not changes:
            return None
        drafted = draft(changes, before.record, after.record)
        may = request.user.has_perm("dispute.add_correction")
        return ask(request.POST, touched, changes, drafted, may=may)

    def answered(
        self, request: HttpRequest, dispute: Dispute, asking: Asking | None, touched: list[Touched]
    ) -> None:
        """Go on where nothing is asked, or it is answered; publish the correction that was ticked.

        Raises AskedError otherwise, which takes back what was saved.
        """
        if asking is None:
            return
        if not asking.is_answered:
            raise AskedError(asking)
        told = asking.form.cleaned_data
        if not told.get("publish"):
            return
        words = {name: told[name] for name in ("what", "was", "now", "reason")}
        by = request.user if isinstance(request.user, User) else None
        # Where what letters say stays right, it is about all that rests on the row.
        affects = [each for each in touched if each.is_changed] or touched
        correction = publish_correction(dispute, affects=affects, by=by, **words)
        page = f"{dispute.get_absolute_url()}corrections/#{anchor_of(correction)}"
        said = format_html(
            '{} <a href="{}">{}</a>', _("The correction is public:"), page, told["what"]
        )
        self.message_user(request, said, messages.SUCCESS)

    @contextmanager
    def deleting(self, request: HttpRequest, rows: list[Any]) -> Iterator[None]:
        """Let rows be deleted once it is said why, and tell what that touched."""
        work = self.look(request, rows)
        if work is None:
            yield
            return
        if work.asking is not None and not work.asking.is_answered:
            raise AskedError(work.asking)
        yield
        self.answered(request, work.dispute, work.asking, work.touched)
        tell_touched(request, work.before, work.after, work.touched)


def delete_chosen(
    model_admin: CorrectingAdmin, request: HttpRequest, queryset: Any
) -> HttpResponse | None:
    """Django's own deletion of what a list chose, asking once for all."""
    try:
        with transaction.atomic(), because(given_reason(request)):
            answer = delete_selected(model_admin, request, queryset)
    except AskedError as asked:
        keep(request, asked.asking)
        again = request.POST.copy()
        again.pop("post", None)
        request.POST = again  # type: ignore[assignment]  # what Django takes for no answer yet
        answer = delete_selected(model_admin, request, queryset)
    if isinstance(answer, TemplateResponse) and answer.context_data is not None:
        context = answer.context_data
        if not (context["perms_lacking"] or context["protected"]):
            asking = kept(request) or model_admin.asking_before(request, list(queryset))
            context["asking"] = asking
    return answer


# --- What a request remembers


def begin(request: HttpRequest, dispute: Dispute | None) -> None:
    """Look at what is published, before anything is saved; others wait until it is."""
    if dispute is None:
        return
    Dispute.objects.select_for_update().get(pk=dispute.pk)
    vars(request)["correcting"] = started(dispute.pk)


def started(dispute: int) -> Work:
    """Return the work of one request: what the record says before."""
    before = Published(read_whole(dispute))
    _said_now = before.said
    return Work(before.record.dispute, before, before)


def read_whole(dispute: int) -> Record:
    """Return a record as it is now: later changes of the database make no other of it."""
    record = Record(Dispute.objects.get(pk=dispute))
    for name in TABLES:
        getattr(record, name)
    return record


def keep(request: HttpRequest, asking: Asking) -> None:
    """Remember what to ask, for the page that comes instead of saving."""
    vars(request).pop("correcting", None)
    vars(request)["asking"] = asking


def kept(request: HttpRequest) -> Asking | None:
    """Return what the page has to ask, if anything."""
    found: Asking | None = vars(request).get("asking")
    return found


def given_reason(request: HttpRequest) -> str:
    """Return the reason that came with a page."""
    return request.POST.get(f"{PREFIX}-reason", "") if request.method == "POST" else ""


def dispute_of(row: Any) -> Dispute | None:
    """Return the dispute that a row belongs to, None for a new one."""
    if isinstance(row, Dispute):
        return row if row.pk else None
    return row.dispute if isinstance(row, Row) else None


def changes_of(form: Any, formsets: Iterable[Any]) -> Iterator[Change]:
    """Yield the changes that were saved: of the row, and of those on its page."""
    found = [change_of(form.instance, form.initial, form.changed_data)]
    for formset in formsets:
        deleted = list(getattr(formset, "deleted_objects", ()))
        found += [deletion_of(row) for row in deleted]
        gone = {row.ref for row in deleted if isinstance(row, Row)}
        for each in formset.initial_forms:
            if each.has_changed() and getattr(each.instance, "ref", "") not in gone:
                found.append(change_of(each.instance, each.initial, each.changed_data))
    return (each for each in found if each is not None)


def gone_with(rows: list[Any]) -> list[models.Model]:
    """Return rows with all that would be deleted along with them."""
    collector = NestedObjects(using=router.db_for_write(type(rows[0])))
    collector.collect(rows)
    return [row for found in collector.data.values() for row in found]
