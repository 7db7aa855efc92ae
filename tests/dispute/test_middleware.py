"""What a client says of itself is believed from trusted proxies alone."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from dispute.middleware import FORWARDED, TrustedProxyMiddleware

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
