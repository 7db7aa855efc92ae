"""Taking away what a list of the admin shows: whatever is filtered, in every form.

A file holds what the person may see on a row's own page, and no e-mail address.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dispute.exports import FORMS, Cell, Note, Table, download
from dispute.exports.public import FETCHED

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    Admin = ModelAdmin[Any]
else:
    Admin = object

# Of the record's own: never an e-mail address, nor the account of whoever entered a row.
LEFT_OUT = (models.EmailField, models.FileField, models.ManyToManyField)


class ExportingAdmin(Admin):
    """An admin whose list can be taken away."""

    change_list_template = "admin/exporting_change_list.html"

    def get_urls(self) -> list[URLPattern]:
        """The address of each form stands beside the list's."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export_view)
        return [path("export.<str:form>", view, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Offer the forms under the list, each with the filters of the list."""
        context = {**(extra_context or {}), "exports": self.export_links(request)}
        return super().changelist_view(request, context)

    def export_links(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Return each form's label and address, for the list as it is filtered now."""
        asked = request.GET.copy()
        asked.pop("p", None)
        query = f"?{asked.urlencode()}" if asked else ""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_export"
        return [(each.label, f"{reverse(name, args=[each.extension])}{query}") for each in FORMS]

    def export_view(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """Answer with all rows of the list as it is filtered, not a page of them."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if form not in {each.extension for each in FORMS}:
            raise Http404(form)
        try:
            found = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
            return HttpResponseRedirect(f"{reverse(name)}?e=1")
        stem = f"{self.opts.model_name}-{timezone.localdate().isoformat()}"
        return download(self.export_table(request, found), form, stem)

    def export_table(self, request: HttpRequest, found: models.QuerySet[Any]) -> Table:
        """Return the rows found as a table of the fields that the person may see."""
        fields = self.export_fields(request)
        links = [each.name for each in fields if isinstance(each, models.ForeignKey)]
        rows = found.defer(None).select_related(*links) if links else found.defer(None)
        title, today = str(self.opts.verbose_name_plural), timezone.localdate()
        notes: list[Note] = [
            (_("Taken on"), today),
            (_("Not for publication"), _("It may hold what the public pages do not show.")),
        ]
        return Table(
            title=title[:1].upper() + title[1:],
            columns=tuple(each.name for each in fields),
            rows=self.export_rows(request, fields, rows),
            name=str(self.opts.model_name),
            notes=(*notes, *((each.name, str(each.verbose_name)) for each in fields)),
            head={"table": str(self.opts.model_name), "taken_on": today.isoformat()},
            day=today,
        )

    def export_rows(
        self, request: HttpRequest, fields: list[Any], rows: models.QuerySet[Any]
    ) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows' cells, fetched as they are written down."""
        for row in rows.iterator(chunk_size=FETCHED):
            seen = self.as_exported(request, row)
            yield tuple(_cell(getattr(seen, each.name)) for each in fields)

    def as_exported(self, request: HttpRequest, row: Any) -> Any:
        """Return a row with no more than the person may see of it. Not to be saved."""
        return row

    def export_fields(self, request: HttpRequest) -> list[Any]:
        """Return the fields of a row's own page, as this person sees it, that a file may hold."""
        shown = flatten_fieldsets(self.get_fieldsets(request, self.model()))
        named = dict.fromkeys(["dispute", "ref", *shown])
        return [field for name in named if (field := self._own_field(name)) is not None]

    def _own_field(self, name: str) -> Any:
        try:
            field = self.opts.get_field(name)
        except FieldDoesNotExist:  # a method that the page shows
            return None
        if isinstance(field, LEFT_OUT) or field.related_model is get_user_model():
            return None
        return field if getattr(field, "concrete", False) else None


def _cell(value: Any) -> Cell:
    """A field's value as a cell: another row by what it calls itself."""
    return str(value) if isinstance(value, models.Model) else value
