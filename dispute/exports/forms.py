"""The forms in which a table can be taken away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import StreamingHttpResponse

from dispute.documents.answers import WORD

from .csv import csv_lines
from .json import json_lines
from .ods import ods_bytes
from .ods_parts import MIMETYPE as ODS
from .tables import Table
from .word import word_bytes
from .xlsx import xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Form:
    """A form: how its files' names end, what it is called, and how a table is written in it."""

    extension: str
    label: str
    content_type: str
    stream: Callable[[Table], Iterator[str] | Iterator[bytes]]


FORMS = (
    Form("csv", "CSV", "text/csv; charset=utf-8", csv_lines),
    Form("xlsx", "Excel", XLSX, xlsx_bytes),
    Form("ods", "OpenDocument", ODS, ods_bytes),
    Form("json", "JSON", "application/json", json_lines),
    Form("docx", "Word", WORD, word_bytes),
)
_by_extension = {each.extension: each for each in FORMS}


def form(extension: str) -> Form:
    """Return the form whose files end so. Raises KeyError."""
    return _by_extension[extension]


def download(table: Table, extension: str, stem: str) -> StreamingHttpResponse:
    """Answer with a table in one form, made while it is sent; `stem` begins the file's name."""
    chosen = form(extension)
    response = StreamingHttpResponse(chosen.stream(table), content_type=chosen.content_type)
    # A browser shows JSON, as the figures' own always was; the others are files.
    if extension != "json":
        response["Content-Disposition"] = f'attachment; filename="{stem}.{extension}"'
    return response
