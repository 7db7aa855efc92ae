"""The admin: the branch's name and colour on each page, and an index that opens with what waits."""

from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _

from .pages import shell
from .tools import tool_urls, tools_for
from .what_waits import panels_for


class BranchAdminSite(AdminSite):
    site_title = _("Branch office")
    site_header = _("Branch office")
    index_title = _("What waits")
    # One column, with the way back in the breadcrumbs, is the same on a phone and on a desk.
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the branch, whose name and colour every page of the admin carries."""
        page = shell(None)
        return {**super().each_context(request), "branch": page.branch, "brand_url": page.brand_url}

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Before the books' own addresses, the pages that are no model's."""
        return [*tool_urls(self.admin_view), *super().get_urls()]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The branch's own books before the site's: as the settings list them."""
        order = [config.label for config in apps.get_app_configs()]
        books = super().get_app_list(request, app_label)
        return sorted(books, key=lambda book: order.index(book["app_label"]))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The first page: what waits for this person, then everything that there is."""
        waiting = {"waiting": panels_for(request), "tools": tools_for(request)}
        return super().index(request, {**waiting, **(extra_context or {})})
