"""“What changed”: every change of a dispute's rows in sentences, the newest first."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.corrections.histories import Version
from dispute.corrections.sentences import headed, sentence
from dispute.corrections.whole import ON_A_PAGE, newest, versions_of
from dispute.models import Dispute, Row
from dispute.tools import Tool, add_tool

from .historied import HistoryAdmin
from .rows import usual_dispute


def changes_page(request: HttpRequest) -> HttpResponse:
    """The changes of a dispute: `?dispute=<slug>` (the current one without), `?table=` one table,
    `?deleted=1` only what was deleted, `?p=` the page."""
    disputes = list(Dispute.objects.order_by("-raised_on", "-pk"))
    dispute = chosen(disputes, request.GET.get("dispute", ""))
    tables = tables_for(request)
    asked = request.GET.get("table", "")
    shown = [each for each in tables if each._meta.label_lower == asked] or tables
    deleted = request.GET.get("deleted") == "1"
    found = newest(dispute, shown, deleted=deleted) if dispute else []
    page = Paginator(list(found), ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": _("What changed"),
        "disputes": disputes,
        "dispute": dispute,
        "tables": [(each._meta.label_lower, named(each)) for each in tables],
        "table": asked,
        "deleted": deleted,
        "page_obj": page,
        "changes": [line(each) for each in versions_of(page, shown)],
    }
    return render(request, "admin/what_changed.html", context)


def chosen(disputes: list[Dispute], slug: str) -> Dispute | None:
    """Return the dispute of that address, or the one that is likely meant."""
    usual = usual_dispute() if not slug else None
    found = (each for each in disputes if each.slug == slug or each.pk == usual)
    return next(found, disputes[0] if disputes else None)


def tables_for(request: HttpRequest) -> list[type[models.Model]]:
    """Return the models whose history this person may read, by name."""
    found = [
        model
        for model, model_admin in admin.site._registry.items()
        if isinstance(model_admin, HistoryAdmin)
        and issubclass(model, (Row, Dispute))
        and model_admin.has_view_history_or_change_history_permission(request)
    ]
    return sorted(found, key=named)


def named(model: type[models.Model]) -> str:
    return capfirst(str(model._meta.verbose_name_plural)) or ""


def line(version: Version) -> dict[str, Any]:
    """Return one line of the page: the sentence, and where the row's whole history is."""
    told = sentence(version, at=timezone.localdate(), whole=False)
    meta = version.model._meta
    try:
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[version.now.id])
    except NoReverseMatch:
        url = ""
    return {
        "when": version.now.history_date,
        "day": told.day,
        "text": headed(told.text),
        "reason": told.reason,
        "url": url,
        "kind": capfirst(str(meta.verbose_name)),
    }


add_tool(
    Tool(
        "changes",
        "changes/",
        gettext_lazy("What changed"),
        changes_page,
        permission="dispute.view_dispute",
        text=gettext_lazy("Who entered, changed and deleted what, and why."),
        order=60,
    )
)
