"""Walking through the form as a browser does: what a page holds is what is sent next."""

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from dispute.models import Dispute
from tests.reading import text_of

SENDER = "203.0.113.9"
FILLED = {
    "message": "We stand with you.\n\nTogether to the end!",
    "name": "Ines Example",
    "role": "Secretary",
    "organisation": "Example Branch",
    "place": "Millbrook",
    "kind": "union",
    "display": "full",
    "email": "ines@example.org",
    "publish": "on",
}


class Fields(HTMLParser):
    """What a page's form would send, its buttons apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        each = {name: value or "" for name, value in attrs}
        if tag == "textarea":
            self.area, self.found[each["name"]] = each["name"], ""
        elif tag == "input" and each["type"] not in ("radio", "checkbox"):
            self.found[each["name"]] = each.get("value", "")
        elif tag == "input" and "checked" in each:
            self.found[each["name"]] = each.get("value", "on")

    def handle_data(self, data: str) -> None:
        if self.area:
            # A browser leaves out the line break that a textarea begins with.
            self.found[self.area] += data.removeprefix("\n").removeprefix("\r\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""


class Walk:
    """One browser at the form of a dispute. Each step keeps the page that it came to."""

    def __init__(self, dispute: Dispute, address: str = SENDER) -> None:
        self.path = f"{dispute.get_absolute_url()}wall/send/"
        self.client, self.address = Client(enforce_csrf_checks=True), address
        self.keep(self.client.get(self.path, REMOTE_ADDR=address))

    def keep(self, response: HttpResponse) -> HttpResponse:
        self.response, self.html = response, text_of(response)
        return response

    @property
    def fields(self) -> dict[str, str]:
        """What the page's form holds."""
        return Fields(self.html).found

    def press(self, do: str, headers: Any = None, **typed: str) -> HttpResponse:
        """Fill fields in, and press a button."""
        data = {**self.fields, **typed, "do": do}
        options: dict[str, Any] = {"REMOTE_ADDR": self.address, "headers": headers}
        return self.keep(self.client.post(self.path, data, **options))

    def look(self, **typed: str) -> HttpResponse:
        """Fill in a whole message, changed by `typed`, and go on to see it."""
        return self.press("look", **{**FILLED, **typed})

    def send(self, **typed: str) -> HttpResponse:
        """Send what was looked at."""
        return self.press("send", **typed)
