"""What belongs to the whole site: its colour, its logo, its health, and pages that go wrong."""

import mimetypes

from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dispute.colour import stylesheet
from dispute.models import Branch, Dispute
from dispute.pages import AddressError, Shell, shell

A_YEAR = 365 * 24 * 3600


@require_safe
def brand(request: HttpRequest, colour: str) -> HttpResponse:
    """A style sheet with one colour, for either scheme or the one of `?theme=`.

    What it says of a colour never changes.
    """
    sheet = stylesheet(f"#{colour}", request.GET.get("theme", ""))
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


@require_safe
def logo(request: HttpRequest, name: str) -> FileResponse:
    """The branch's logo, and no other file."""
    branch = Branch.objects.public().first()
    if branch is None or not branch.logo or branch.logo.name != f"logos/{name}":
        raise Http404
    try:
        content = branch.logo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(content, content_type=kind)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The process answers, and so does its database, with tables in it."""
    try:
        Dispute.objects.exists()
    except DatabaseError:
        connection.close()
        return HttpResponse("the database does not answer\n", "text/plain", 503)
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that cannot be read, with what one looks like."""
    message = str(exception) if isinstance(exception, AddressError) else ""
    context = {"page": safe_shell(), "message": message}
    return render(request, "400.html", context, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page for others."""
    return render(request, "403.html", {"page": safe_shell()}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page, and the way home."""
    return render(request, "404.html", {"page": safe_shell()}, status=404)


def safe_shell() -> Shell | None:
    """Return the frame of a page that tells of a fault: the current dispute’s, if it can be had."""
    try:
        return shell(Dispute.objects.current())
    except DatabaseError:
        return None
