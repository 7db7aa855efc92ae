"""Before and after every view: whom to believe, what to compress, HEAD, and a line in the log."""

import gzip
import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from dispute.middleware import (
    FORWARDED,
    HeadMiddleware,
    PublicGZipMiddleware,
    RequestLogMiddleware,
    TrustedProxyMiddleware,
)

SAID = dict.fromkeys(FORWARDED, "203.0.113.9")


def believed(settings: Any, address: str, trusted: list[str]) -> set[str]:
    """Return which forwarded headers reach the view of a request from `address`."""
    settings.TRUSTED_PROXIES = trusted
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    request = RequestFactory().get("/", REMOTE_ADDR=address, **SAID)
    TrustedProxyMiddleware(view)(request)
    return set(FORWARDED) & seen[0].META.keys()


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("10.0.0.1", ["10.0.0.1"]),
        ("10.0.0.7", ["10.0.0.0/24"]),
        ("10.0.0.7", ["192.0.2.1", "10.0.0.1/24"]),
        ("2001:db8::7", ["2001:db8::/32"]),
    ],
)
def test_a_trusted_proxy_is_believed(settings: Any, address: str, trusted: list[str]) -> None:
    assert believed(settings, address, trusted) == set(FORWARDED)


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("10.0.0.1", []),
        ("10.0.1.1", ["10.0.0.0/24"]),
        ("2001:db8::7", ["10.0.0.0/24"]),
        ("", ["0.0.0.0/0"]),
        ("unix:", ["0.0.0.0/0", "::/0"]),
    ],
)
def test_nobody_else_is(settings: Any, address: str, trusted: list[str]) -> None:
    assert believed(settings, address, trusted) == set()


# --- HEAD, compression and the log of requests ---------------------------------------------------

PAGE = "Nothing is published yet. " * 40


def asked(
    middleware: Any, response: HttpResponseBase, path: str = "/", method: str = "get", **more: Any
) -> Any:
    request = getattr(RequestFactory(), method)(path, headers={"accept-encoding": "gzip"})
    request.COOKIES.update(more)
    return middleware(lambda _request: response)(request)


def test_head_says_how_long_the_body_would_be_and_sends_none() -> None:
    response = asked(HeadMiddleware, HttpResponse(PAGE), method="head")
    assert response.content == b""
    assert response["Content-Length"] == str(len(PAGE))
    assert asked(HeadMiddleware, HttpResponse(PAGE)).content == PAGE.encode()


@pytest.mark.django_db  # a response that is closed ends the use of the database
def test_head_closes_the_file_that_it_does_not_send() -> None:
    file = BytesIO(b"%PDF")
    response = asked(HeadMiddleware, FileResponse(file), method="head")
    assert response.getvalue() == b""
    assert response["Content-Length"] == "4"
    # A server with a way of its own to send files is not given this one.
    assert response.file_to_stream is None
    response.close()
    assert file.closed


def test_head_starts_no_stream() -> None:
    def rows() -> Iterator[str]:
        raise AssertionError("Nobody asked for a row.")
        yield ""

    response = asked(HeadMiddleware, StreamingHttpResponse(rows()), method="head")
    assert response.getvalue() == b""


@pytest.mark.parametrize(
    "kind", ["text/html; charset=utf-8", "text/csv", "application/json", "image/svg+xml"]
)
def test_public_text_is_compressed(kind: str) -> None:
    response = asked(PublicGZipMiddleware, HttpResponse(PAGE, content_type=kind))
    assert response["Content-Encoding"] == "gzip"
    assert response["Vary"] == "Accept-Encoding"
    assert gzip.decompress(response.content).decode() == PAGE


def test_a_stream_is_compressed_as_it_goes() -> None:
    stream = StreamingHttpResponse(iter([PAGE, PAGE]), content_type="text/csv")
    response = asked(PublicGZipMiddleware, stream)
    assert gzip.decompress(response.getvalue()).decode() == PAGE * 2


@pytest.mark.parametrize(
    ("path", "cookies"),
    [
        ("/admin/", {}),
        ("/admin/login/", {}),
        ("/", {settings.SESSION_COOKIE_NAME: "x"}),
        ("/", {settings.CSRF_COOKIE_NAME: "x"}),
    ],
)
def test_what_may_hold_a_secret_is_not_compressed(path: str, cookies: dict[str, str]) -> None:
    response = asked(PublicGZipMiddleware, HttpResponse(PAGE), path, **cookies)
    assert response.content == PAGE.encode()
    assert "Content-Encoding" not in response
    assert response["Vary"] == "Accept-Encoding"


def test_an_answer_that_sets_a_cookie_is_not_compressed() -> None:
    answer = HttpResponse(PAGE)
    answer.set_cookie(settings.CSRF_COOKIE_NAME, "x")
    assert "Content-Encoding" not in asked(PublicGZipMiddleware, answer)


@pytest.mark.parametrize("kind", ["application/pdf", "image/png"])
def test_what_is_compressed_already_is_let_be(kind: str) -> None:
    response = asked(PublicGZipMiddleware, HttpResponse(PAGE, content_type=kind))
    assert "Content-Encoding" not in response
    assert "Vary" not in response


@pytest.mark.parametrize(("status", "lines"), [(200, 0), (304, 0), (404, 1)])
def test_a_file_is_no_line_in_the_log(
    caplog: pytest.LogCaptureFixture, status: int, lines: int
) -> None:
    with caplog.at_level(logging.INFO, "dispute.requests"):
        asked(RequestLogMiddleware, HttpResponse(status=status), "/static/css/site.css")
    assert len(caplog.records) == lines
