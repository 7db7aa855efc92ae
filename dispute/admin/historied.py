"""What the admin does with everything that keeps a history, rows of the record or not."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils import timezone
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from dispute.corrections.histories import versions
from dispute.corrections.sentences import is_rewritten, sentence

from .changes import Changes
from .correcting import CorrectingAdmin
from .fields import NATIVE, LinesField
from .generic import FormBase, HistoryBase
from .lookups import lookups_of

ModelT = TypeVar("ModelT", bound=models.Model)


class ConstrainedForm(FormBase[ModelT]):
    """A form that asks every constraint of the database before the database does.

    Django leaves out the constraints that name a field which is not in the form, such as the status
    of a message: then the database's refusal would be an error page.

    `asks` is what a page has to ask before it may be saved: dispute/admin/correcting.py.
    """

    asks = ""

    def clean(self) -> dict[str, Any] | None:
        """Refuse days in the wrong order beside the later one, as the form calls them."""
        super().clean()
        if self.asks:
            self.add_error(None, self.asks)
        for earlier, later in days_in_order(type(self.instance)):
            first, then = self.day(earlier), self.day(later)
            if first and then and then < first and later in self.fields:
                names = {"later": self.name_of(later), "earlier": self.name_of(earlier)}
                self.add_error(later, _("“%(later)s” cannot be before “%(earlier)s”.") % names)
        return self.cleaned_data

    def day(self, name: str) -> date | None:
        """Return a day as it was typed, or as it stands where the form has no such field."""
        if name in self.fields:
            return self.cleaned_data.get(name)
        found: date | None = getattr(self.instance, name)
        return found

    def name_of(self, name: str) -> str:
        names = {each.name: str(each.verbose_name) for each in self.instance._meta.fields}
        return names[name]

    def _post_clean(self) -> None:
        self.keep_untouched()
        super()._post_clean()
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except forms.ValidationError as error:
            self._update_errors(error)

    def _update_errors(self, errors: forms.ValidationError) -> None:
        """Say of what is there already which of its fields are the same, as the form calls them."""
        for error in errors.error_dict.get(NON_FIELD_ERRORS, []):
            if error.code == "unique_together" and error.params:
                error.message = self.same_as_another(error.params["unique_check"])
        super()._update_errors(errors)

    def same_as_another(self, names: Sequence[str]) -> str:
        """Return that another row has the same `names`; of the same dispute, if that is one."""
        said = [f"“{self.name_of(name)}”" for name in names if name != "dispute"]
        values = {"kind": self.instance._meta.verbose_name, "names": get_text_list(said, _("and"))}
        if "dispute" in names:
            return _("Another %(kind)s of this dispute has the same %(names)s.") % values
        return _("Another %(kind)s has the same %(names)s.") % values

    def keep_untouched(self) -> None:
        """What a browser cannot send back as it was stays: line ends, parts of seconds."""
        if self.instance.pk is None:
            return
        for name in self.cleaned_data.keys() - set(self.changed_data):
            if isinstance(self.fields[name], LinesField | forms.DateTimeField):
                self.cleaned_data[name] = getattr(self.instance, name)


class HistoryAdmin(CorrectingAdmin, HistoryBase[ModelT]):
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

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """An address that can be no row's has no history: a wrong link is no fault of ours."""
        try:
            self.opts.pk.to_python(unquote(object_id))
        except forms.ValidationError as error:
            raise Http404 from error
        return super().history_view(request, object_id, extra_context)

    def get_historical_record_context_helper(self, request: HttpRequest, record: Any) -> Changes:
        return Changes(self.model, record, max_displayed_delta_change_chars=300)

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Any, foreign_keys_are_objs: bool = True
    ) -> None:
        """Say each version in a sentence, and what long texts said before and after."""
        super().set_history_delta_changes(request, historical_records, foreign_keys_are_objs)
        for version in versions(self.model, historical_records):
            version.now.told = sentence(version, at=timezone.localdate())
            version.now.is_rewritten = is_rewritten(version)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what the list's own filters ask: any other question, put letter by letter, would
        read what no page shows, such as an e-mail address."""
        chosen = self.list_filter if request is None else self.get_list_filter(request)
        return lookup in lookups_of(self.model, chosen, self.date_hierarchy)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """A question that is not allowed leads to the list without it, as a wrong one does."""
        try:
            return super().get_changelist_instance(request)
        except DisallowedModelAdminLookup as error:
            raise IncorrectLookupParameters(error) from error

    def save_model(self, request: HttpRequest, obj: ModelT, form: Any, change: bool) -> None:
        with no_empty_history(obj, form, change):
            super().save_model(request, obj, form, change)

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """A choice of another row, without the buttons that open windows: a phone has none."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if field is not None:
            # What changed is what differs from the row, not from what a page said of it.
            field.show_hidden_initial = False
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


@contextmanager
def no_empty_history(row: models.Model, form: Any, change: bool) -> Iterator[None]:
    """Let a saving that changed nothing leave no line in the row's history."""
    if change and not form.has_changed():
        row.skip_history_when_saving = True  # type: ignore[attr-defined]  # simple_history reads it
    try:
        yield
    finally:
        vars(row).pop("skip_history_when_saving", None)


def days_in_order(model: type[models.Model]) -> list[tuple[str, str]]:
    """Return the fields of the constraints of `dates_in_order`: the earlier and the later day."""
    prefix, names = f"{model._meta.model_name}_", {each.name for each in model._meta.fields}
    called = [each.name.removeprefix(prefix) for each in model._meta.constraints]
    pairs = [name.split("_not_before_") for name in called if "_not_before_" in name]
    return [(earlier, later) for later, earlier in pairs if {earlier, later} <= names]
