"""Pages of the admin that are no model's: each app adds its own, and the index leads to them.

    add_tool(Tool("check", "check/", _("Check a text"), view, "campaigns.view_openletter"))

The page is at /admin/check/, its URL name `admin:check`. Who signed in without the permission is
refused, and who did not is asked to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, reverse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Tool:
    """One page: the name and path of its address, its title, who may open it, and its view.

    `text` says on the index in a few words what it is for; `order` sorts, the lowest first.
    """

    name: str
    path: str
    title: "StrOrPromise"
    view: View
    permission: str
    text: "StrOrPromise" = ""
    order: int = 50

    @property
    def url(self) -> str:
        """The address of the page."""
        return reverse(f"admin:{self.name}")


_tools: dict[str, Tool] = {}


def add_tool(tool: Tool) -> None:
    """Add a page to the admin."""
    _tools[tool.name] = tool


def tools_for(request: HttpRequest) -> tuple[Tool, ...]:
    """Return the pages that the person who asks may open, in order."""
    allowed = [each for each in _tools.values() if request.user.has_perm(each.permission)]
    return tuple(sorted(allowed, key=lambda each: each.order))


def tool_urls(guarded: Callable[[View], Any]) -> list[URLPattern]:
    """Return the addresses of all pages; `guarded` asks people to sign in."""
    return [path(each.path, guarded(_view(each)), name=each.name) for each in _tools.values()]


def _view(tool: Tool) -> View:
    @wraps(tool.view)
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(tool.permission):
            raise PermissionDenied
        return tool.view(request, *args, **kwargs)

    return view
