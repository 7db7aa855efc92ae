"""export_pack: a dispute as a folder or a ZIP that import_pack reads back to the same pages."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from dispute.models import Branch, Dispute

from . import logo, tables
from .cells import Day, YesNo
from .datapackage import NAME as DESCRIPTION
from .datapackage import datapackage
from .documents import write_document
from .objects import write_object
from .problems import PackError
from .sheets import CONTROL
from .site import (
    BRANCH_FILE,
    DISPUTE_FILE,
    FORMER_SLUGS,
    PUBLIC_EXPORT,
    branch_table,
    dispute_table,
)
from .spreadsheet import guarded
from .tables import Column, PackTable
from .writing import Target, target

CHUNK = 2000


def export_pack(dispute: Dispute, out: Path | str, *, public: bool = False) -> None:
    """Write a dispute's pack to `out`: a new or empty folder, or a path that ends in .zip.

    A `public` one holds what everybody can read on the site, and nothing else: no e-mail addresses,
    no private notes, nothing that waits. Raises PackError, and leaves nothing behind.
    """
    branch = Branch.objects.first()
    if branch is None:
        raise PackError(["This site has no branch yet: enter it in the admin first."])
    if public and not dispute.is_public:
        raise PackError([f"“{dispute.title}” is a draft: nothing about it is public yet."])
    with target(Path(out), private=not public) as written, snapshot():
        pictures = write_site(branch, dispute, written, public)
        documents: list[str] = []
        for table in tables.tables(public=public):
            documents += write_table(table, dispute, written, public)
        described = datapackage(dispute, documents, pictures, public=public)
        written.write(DESCRIPTION, in_json(described))


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything as it is at one moment, whatever others write meanwhile."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def write_site(branch: Branch, dispute: Dispute, written: Target, public: bool) -> list[str]:
    """Write the branch with its logo, and the dispute with the addresses that it had.

    Returns the name of the logo's file, if there is one.
    """
    written.write(BRANCH_FILE, write_object(branch_table().columns, branch, {}).encode())
    former = list(dispute.former_slugs.order_by("slug").values_list("slug", flat=True))
    more = ({FORMER_SLUGS: former} if former else {}) | ({PUBLIC_EXPORT: True} if public else {})
    written.write(DISPUTE_FILE, write_object(dispute_table().columns, dispute, more).encode())
    if not (picture := logo.kept(branch)):
        return []
    written.write(logo.name_of(branch), picture)
    return [logo.name_of(branch)]


def write_table(table: PackTable, dispute: Dispute, written: Target, public: bool) -> Iterator[str]:
    """Write a table, and yield the names of its documents if it has such."""
    columns = written_columns(table, public=public)
    rows = rows_of(table, dispute, public)
    if table.is_documents:
        yield from write_documents(table, columns, rows, written)
    else:
        write_sheet(table, columns, rows, written)


def written_columns(table: PackTable, *, public: bool) -> list[Column]:
    """Return the columns that an export has."""
    return [column for column in table.columns if not (public and column.private)]


def rows_of(table: PackTable, dispute: Dispute, public: bool) -> Iterator[Any]:
    """Yield a table's rows in its order, a few at a time."""
    if public and table.public_rows:
        return iter(table.public_rows(dispute))
    rows = table.rows(dispute, public) if table.rows else own_rows(table, dispute, public)
    if public and table.known:
        rows = rows.filter(**{f"{table.known}__lte": timezone.localdate()})
    found: Iterator[Any] = (
        rows.select_related(*table.related).order_by(*table.order).iterator(chunk_size=CHUNK)
    )
    return map(table.public, found) if public else found


def own_rows(table: PackTable, dispute: Dispute, public: bool) -> Any:
    """Return a query of a dispute's rows."""
    rows = table.model.objects.public() if public else table.model.objects.all()
    return rows.filter(dispute=dispute)


# --- CSV ------------------------------------------------------------------------------------------


def write_sheet(
    table: PackTable, columns: list[Column], rows: Iterator[Any], written: Target
) -> None:
    """Write a CSV file, as RFC 4180 has it."""
    with written.file(table.file) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        writer.writerows([cell(column, row) for column in columns] for row in rows)
        text.flush()
        text.detach()


def cell(column: Column, row: Any) -> str:
    """Return what stands in a cell. Control characters, which no page shows, are left out."""
    text = column.written(row)
    return guarded(CONTROL.sub("", text)) if column.kind.is_text else text


# --- Documents ------------------------------------------------------------------------------------


def write_documents(
    table: PackTable, columns: list[Column], rows: Iterator[Any], written: Target
) -> Iterator[str]:
    """Write a document a row and yield their names, which are in the order of the rows."""
    body = table.column(table.body)
    front = [column for column in columns if column is not body]
    for day, of_that_day in groupby(rows, key=attrgetter(table.order[0])):
        together = list(of_that_day)
        for number, row in enumerate(together, 1):
            place = f"{number:03}-" if len(together) > 1 else ""
            name = f"{table.file}{day}-{place}{getattr(row, table.stem)}.md"
            values = {column.name: front_value(column, row) for column in front}
            text = write_document(values, CONTROL.sub("", body.written(row)))
            written.write(name, text.encode())
            yield name


def front_value(column: Column, row: Any) -> str | bool | date | None:
    """Return a value as YAML writes it best."""
    value = column.read(row)
    if isinstance(column.kind, YesNo):
        return bool(value)
    if isinstance(column.kind, Day):
        return value if isinstance(value, date) else None
    return CONTROL.sub("", column.written(row)) or None


def in_json(value: object) -> bytes:
    """Return JSON that a person can read."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
