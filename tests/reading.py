"""What a page says, and what it is made of."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client

# What a browser fetches by itself, and so tells another site of the reader.
FETCHED = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src"}

# Named by a link and not fetched.
NAMED = ("canonical",)
OURS = ("/static/", "/media/")


class Tags(HTMLParser):
    """Every tag of a page, in order, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def read(client: Client, path: str, asked: dict[str, str] | None = None) -> str:
    """Return all that `path` answers, whatever its status."""
    return text_of(client.get(path, asked))


def text_of(response: HttpResponse | StreamingHttpResponse) -> str:
    """Return all that was sent; reading a stream to its end is what closes its file."""
    return response.getvalue().decode("utf-8", "replace")


def headline(page: str) -> str:
    """Return the words of a page's headline, as a reader reads them."""
    inside = page.partition("<h1")[2].partition(">")[2].partition("</h1>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", inside)).split())


def links(html: str) -> list[str]:
    """Return the addresses on this site that a page leads to, in order."""
    found = (each.get("href", "") for tag, each in Tags(html).found if tag == "a")
    return [href.partition("#")[0] for href in found if href.startswith("/")]


def fetched(html: str) -> list[str]:
    """Return the addresses that a browser fetches for a page."""
    return [
        each.get(FETCHED[tag], "")
        for tag, each in Tags(html).found
        if tag in FETCHED and each.get("rel") not in NAMED
    ]


def foreign(html: str) -> list[str]:
    """Return the tags of a page that no template of ours writes: somebody's text became one."""
    return [
        tag
        for tag, each in Tags(html).found
        if tag in ("style", "iframe", "object", "embed")
        or (
            tag in ("script", "img") and not each.get("src", "").startswith(("/static/", "/media/"))
        )
        or any(name == "style" or name.startswith("on") for name in each)
        or each.get("href", "").startswith(("javascript:", "data:"))
    ]


def elsewhere(addresses: list[str]) -> list[str]:
    """Return those of `addresses` that another host would be asked for."""
    return [each for each in addresses if urlsplit(each).netloc]
