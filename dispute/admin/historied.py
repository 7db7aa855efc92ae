"""What the admin does with everything that keeps a history, rows of the record or not."""

from typing import Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .changes import Changes
from .fields import NATIVE
from .generic import FormBase, HistoryBase

ModelT = TypeVar("ModelT", bound=models.Model)


class ConstrainedForm(FormBase[ModelT]):
    """A form that asks every constraint of the database before the database does.

    Django leaves out the constraints that name a field which is not in the form, such as the status
    of a message: then the database's refusal would be an error page.
    """

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except forms.ValidationError as error:
            self._update_errors(error)


class HistoryAdmin(HistoryBase[ModelT]):
    """Editable on a phone, with a history that says in words who changed what."""

    form: Any = ConstrainedForm
    formfield_overrides = NATIVE
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    object_history_list_template = "admin/changes.html"

    def get_urls(self) -> list[URLPattern]:
        """Only Django's own: an old version is read in the history, and not brought back whole."""
        return admin.ModelAdmin.get_urls(self)

    def revert_disabled(self, request: HttpRequest, obj: ModelT | None = None) -> bool:
        return True

    def get_historical_record_context_helper(self, request: HttpRequest, record: Any) -> Changes:
        return Changes(self.model, record, max_displayed_delta_change_chars=300)

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """A choice of another row, without the buttons that open windows: a phone has none."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """A list is headed by the name of what it lists."""
        title = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Add or change; where two people save the same at once, the second is told."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            refusal = _("Not saved: somebody else has just saved the same. Look again.")
        except forms.ValidationError as error:
            refusal = _("Not saved: %s") % " ".join(error.messages)
        messages.error(request, refusal)
        return HttpResponseRedirect(request.get_full_path())
