"""What happens to every request before and after its view."""

import logging
import time
from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger("dispute.requests")

FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_FORWARDED",
)
# Beside text/*. Pictures, PDFs and spreadsheets are compressed by their makers.
COMPRESSED = frozenset(
    {"application/json", "application/atom+xml", "application/feed+json", "image/svg+xml"}
)


class TrustedProxyMiddleware:
    """Forget what a client says of itself in X-Forwarded headers, unless it is a trusted proxy."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.trusted = [ip_network(each, strict=False) for each in settings.TRUSTED_PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.is_trusted(request.META.get("REMOTE_ADDR", "")):
            for header in FORWARDED:
                request.META.pop(header, None)
        return self.get_response(request)

    def is_trusted(self, address: str) -> bool:
        try:
            asks = ip_address(address)
            # A server that listens on IPv6 tells of IPv4 so: ::ffff:10.0.0.2.
            asks = getattr(asks, "ipv4_mapped", None) or asks
            return any(asks in network for network in self.trusted)
        except ValueError:  # a unix socket has no address
            return False


class HeadMiddleware:
    """Answer HEAD as GET is answered, without the body: servers complain of one, or send it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD":
            empty(response)
        return response


def empty(response: HttpResponseBase) -> None:
    """Take the body off a response. What it would have read from is closed with the response."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = iter(())
    elif isinstance(response, HttpResponse):
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""


class PublicGZipMiddleware(GZipMiddleware):
    """Compress public text. A page that holds a secret stays as it is: how far it shrinks would
    tell somebody who can put guesses into it what the secret is (BREACH).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if not kind.startswith("text/") and kind not in COMPRESSED:
            return response
        if holds_secret(request, response):
            # The next visitor's may come compressed, and caches lie between.
            patch_vary_headers(response, ("Accept-Encoding",))
            return response
        return super().process_response(request, response)


def holds_secret(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether an answer may be about who asks: one of the admin, or with a cookie of ours."""
    ours = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    in_admin = request.path_info.startswith("/admin/")
    return in_admin or bool(ours & (request.COOKIES.keys() | response.cookies.keys()))


class RequestLogMiddleware:
    """One line a request: method, the pattern of its address (not what it held), status, time.

    None for what no view answered and nobody was refused: static files, and redirects to a slash.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        if match is None and response.status_code < 400:
            return response
        fields = {
            "method": request.method,
            "route": match.route if match else "",
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - started) * 1000, 1),
        }
        log.info("request", extra=fields)
        return response
