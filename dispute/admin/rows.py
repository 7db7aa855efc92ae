"""What the admin does with every row of a dispute, whatever it records."""

from typing import Any, ClassVar, TypeVar

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dispute.models import Dispute, Row

from .exporting import ExportingAdmin
from .generic import InlineBase, InlineFormSetBase
from .historied import ConstrainedForm, HistoryAdmin

RowT = TypeVar("RowT", bound=Row)
ENTERED = ("entered_by", "entered_at", "ref")
SOURCE = ("source", "source_url")


class RowForm(ConstrainedForm[RowT]):
    """The form of a row: what it points at can be chosen from its own dispute alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            return
        for field in self.fields.values():
            if isinstance(field, ModelChoiceField):
                field.queryset = within(self.instance.dispute_id, field.queryset)


class RowAdmin(ExportingAdmin, HistoryAdmin[RowT]):
    """A row's page: `facts` are what it records; below them how we know, and who entered it."""

    form: Any = RowForm
    facts: tuple[str | tuple[str, ...], ...] = ()
    list_select_related: ClassVar[Any] = ("dispute",)
    readonly_fields: ClassVar[Any] = ENTERED

    def get_fieldsets(self, request: HttpRequest, obj: RowT | None = None) -> Any:
        """The facts, their source, and who entered them."""
        sets: list[Any] = [(None, {"fields": ("dispute", *self.facts)})]
        if hasattr(self.model, "source"):
            sets.append((_("How we know"), {"fields": SOURCE}))
        return [*sets, *entered_set(obj)]

    def get_list_display(self, request: HttpRequest) -> Any:
        """Its dispute is named where there is more than one."""
        columns = super().get_list_display(request)
        if Dispute.objects.count() > 1:
            return columns
        return [column for column in columns if column != "dispute"]

    def get_readonly_fields(self, request: HttpRequest, obj: RowT | None = None) -> Any:
        """A row stays with its dispute: others point at it."""
        fixed = ("dispute",) if obj is not None else ()
        return (*fixed, *super().get_readonly_fields(request, obj))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new row is about the current dispute, unless the address says otherwise."""
        return {"dispute": usual_dispute(), **super().get_changeform_initial_data(request)}

    def save_model(self, request: HttpRequest, obj: RowT, form: Any, change: bool) -> None:
        """Save, and remember who entered a new row."""
        entered(obj, request, change)
        super().save_model(request, obj, form, change)


class RowsOfOneDispute(InlineFormSetBase[Row, Row]):
    """Rows on the page of another: they belong to its dispute before they are checked."""

    def _construct_form(self, i: int, **kwargs: Any) -> "forms.ModelForm[Row]":
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]  # the stubs leave it out
        form.instance.dispute_id = self.instance.dispute_id
        return form  # type: ignore[no-any-return]  # as above


class RowInline(InlineBase[Row, Row]):
    """Rows on the page of the row that they hang on."""

    form: Any = RowForm
    formset = RowsOfOneDispute
    formfield_overrides = HistoryAdmin.formfield_overrides
    extra = 1


def within(dispute: int, choices: QuerySet[Any] | None) -> QuerySet[Any] | None:
    """Return the choices that belong to a dispute; all of them, if they are no rows of one."""
    if choices is not None and issubclass(choices.model, Row):
        return choices.filter(dispute=dispute)
    return choices


def entered_set(obj: Row | None) -> list[Any]:
    """Return the part of a page that says who entered a row, when, and its reference."""
    return [(_("Entered"), {"classes": ("collapse",), "fields": (ENTERED,)})] if obj else []


def entered(row: Row, request: HttpRequest, change: bool) -> None:
    """Remember on a new row who entered it."""
    if not change:
        row.entered_by_id = request.user.pk


def usual_dispute() -> int | None:
    """Return the key of the dispute that a new row is likely about: the current one, or a draft."""
    newest = Dispute.objects.order_by("-raised_on", "-pk")
    dispute = Dispute.objects.current() or newest.first()
    return dispute.pk if dispute else None
