"""Pages of the admin that are no model's."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from dispute import tools

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def hello(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


@pytest.fixture
def added() -> Iterator[tools.Tool]:
    """A page that those who may read strike days may open."""
    kept = dict(tools._tools)
    tool = tools.Tool("hello", "hello/", "Hello", hello, "dispute.view_strikeday", order=-1)
    tools.add_tool(tool)
    yield tool
    tools._tools.clear()
    tools._tools.update(kept)


def asked(user: "User") -> HttpRequest:
    request = RequestFactory().get("/admin/hello/")
    request.user = user
    return request


def test_a_tool_is_offered_to_those_who_may_open_it(
    added: tools.Tool, rep: "User", moderator: "User"
) -> None:
    assert tools.tools_for(asked(rep))[0] == added
    assert added not in tools.tools_for(asked(moderator))


def test_a_tool_answers_those_who_may_open_it_and_asks_others_to_sign_in(
    added: tools.Tool, rep: "User", moderator: "User", stranger: "User"
) -> None:
    page = next(each for each in admin.site.get_urls() if each.name == "hello").callback
    assert page(asked(rep)).content == b"hello"
    with pytest.raises(tools.PermissionDenied):
        page(asked(moderator))
    assert page(asked(stranger)).status_code == 302
