"""What the pages of mails share: their frame, their addresses, who asks."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

PERMISSION = "solidarity.change_receivedmail"


def rendered(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Return a page in the admin's frame."""
    shell = {**admin.site.each_context(request), "title": _("Mails")}
    template = f"admin/solidarity/mails/{name}"
    return render(request, template, {**shell, **context}, status=status)


def url(**asked: Any) -> str:
    """Return an address of the page."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('admin:mails')}{'?' if query else ''}{query}"


def account(request: HttpRequest) -> User:
    """Return who asks: the admin let nobody in who has not signed in."""
    return cast(User, request.user)


def number(text: str) -> int:
    """Return a number from an address or a form; 0 where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
