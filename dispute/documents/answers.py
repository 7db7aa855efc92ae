"""Documents as answers to requests: made when asked for, and never a fault to the reader."""

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.core.cache import cache as kept
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from dispute.models import Dispute
from dispute.pages import shell
from dispute.stamps import stamp_of

from .typesetting import BusyError, TypesettingError

log = logging.getLogger("dispute.documents")

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What took longer than so many seconds is kept for an hour, and so is what could not be made.
SLOW, AN_HOUR = 1.0, 3600
# Bytes beyond which a document is made anew rather than kept in memory.
MOST_KEPT = 4_000_000
RETRY_AFTER = "30"


@dataclass(frozen=True, slots=True)
class Answer:
    """A document that can be asked for.

    `what` tells it from the dispute's others; `page` is the address that shows the same;
    `name` the file's, without its end.
    """

    what: str
    kind: str
    name: str
    page: str

    @property
    def filename(self) -> str:
        return f"{self.name}.{'pdf' if self.kind == PDF else 'docx'}"


def answer(
    request: HttpRequest, dispute: Dispute, asked: Answer, make: Callable[[], bytes]
) -> HttpResponse:
    """Return the document that `make` makes; 304 where the reader has it; 503 in words where it
    cannot be made.

    Its version is the dispute's stamp, which whatever it shows moves: see dispute.stamps.
    """
    etag = _etag(dispute, asked)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        unchanged["ETag"] = etag
        return unchanged
    try:
        content = _made(etag, make)
    except TypesettingError as error:
        return _unmade(request, dispute, asked, error)
    return _file(content, asked, etag)


def _etag(dispute: Dispute, asked: Answer) -> str:
    told = f"{dispute.pk} {stamp_of(dispute)} {asked.kind} {asked.what} {_build()}"
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


@cache
def _build() -> str:
    """What documents are made with: another typesetter or template makes another document."""
    apps = Path(__file__).resolve().parents[2]
    sources = sorted(apps.glob("*/documents/*.*"))
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    return f"{version('typst')} {version('python-docx')} {digest}"


def _made(etag: str, make: Callable[[], bytes]) -> bytes:
    """Make a document, or take what was kept of one that is slow or cannot be made."""
    key = f"document:{etag[1:-1]}"
    found: bytes | TypesettingError | None = kept.get(key)
    if isinstance(found, TypesettingError):
        raise found
    if found is not None:
        return found
    started = time.perf_counter()
    try:
        content = make()
    except BusyError:
        raise
    except TypesettingError as error:
        kept.set(key, error, AN_HOUR)
        raise
    if time.perf_counter() - started > SLOW and len(content) < MOST_KEPT:
        kept.set(key, content, AN_HOUR)
    return content


def _file(content: bytes, asked: Answer, etag: str) -> HttpResponse:
    response = HttpResponse(content, content_type=asked.kind)
    # A PDF is read where it is; a Word document is opened by another program.
    how = "inline" if asked.kind == PDF else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{asked.filename}"'
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def _unmade(
    request: HttpRequest, dispute: Dispute, asked: Answer, error: TypesettingError
) -> HttpResponse:
    """Say in words that there is no such document, and where the same can be read."""
    busy = isinstance(error, BusyError)
    if not busy:
        # The reason quotes nothing: dispute.documents.compositor sees to it.
        log.error(
            "a document could not be made", extra={"error": f"{type(error).__name__}: {error}"}
        )
    context = {
        "page": shell(dispute),
        "asked": asked,
        "is_pdf": asked.kind == PDF,
        "is_busy": busy,
    }
    response = render(request, "dispute/document_unmade.html", context, status=503)
    if busy:
        response["Retry-After"] = RETRY_AFTER
    return response
