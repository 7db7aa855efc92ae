"""A table as an OpenDocument spreadsheet: its rows, and a sheet that says what they are.

Written as it is read, to a file on the disk: odfpy, which we read it back with in tests, builds the
whole document in memory, a gigabyte for a hundred thousand messages.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import count
from tempfile import TemporaryFile
from typing import IO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from dispute.figures.numbers import plain

from . import ods_parts as parts
from .cells import Cell, legal, local, one_kind_of_line_end
from .tables import Row, Table, in_sheets, laid_out, sheet_name

MOST_ROWS = 1_048_576
CHUNK = 64 * 1024
# ODF folds blanks as HTML does: all but a single one between words has to be said outright.
_BLANKS = re.compile(r" {2,}|^ | $|\t", re.MULTILINE)


def ods_bytes(table: Table, most_rows: int = MOST_ROWS) -> Iterator[bytes]:
    """Yield a table as a spreadsheet. Rows beyond `most_rows`, its headings included, go on on
    another sheet. The same table gives the same bytes."""
    with TemporaryFile() as made:
        with ZipFile(made, "w", ZIP_DEFLATED) as package:
            _write(package, table, most_rows)
        made.seek(0)
        yield from iter(lambda: made.read(CHUNK), b"")


def _write(package: ZipFile, table: Table, most_rows: int) -> None:
    # First, and as it is: by these bytes a program knows what it has before it opens anything.
    package.writestr(_entry("mimetype", ZIP_STORED), parts.MIMETYPE)
    widths, rows = laid_out(table)
    with package.open(_entry("content.xml"), "w") as content:
        sheets = _content(content, table, widths, rows, most_rows)
    title, made = escape(legal(table.title)), table.day or date(2000, 1, 1)
    for name, text in (
        ("meta.xml", parts.META.format(title=title, day=made.isoformat())),
        ("settings.xml", parts.settings(sheets)),
        ("styles.xml", parts.STYLES),
        ("META-INF/manifest.xml", parts.MANIFEST),
    ):
        package.writestr(_entry(name), text)


def _content(
    content: IO[bytes], table: Table, widths: list[int], rows: Iterator[Row], most_rows: int
) -> list[str]:
    """Write the sheets; return the names of those whose headings stay in sight."""
    content.write(parts.content_begins(widths).encode())
    named = []
    for number, part in zip(count(1), in_sheets(rows, most_rows - 1), strict=False):
        named.append(sheet_name(table, number))
        content.write(_sheet_begins(named[-1], table.columns).encode())
        content.writelines(_row(row).encode() for row in part)
        content.write(b"</table:table>")
    notes: list[Row] = [("", table.title), *table.notes]
    content.write(b'<table:table table:name="Notes">')
    content.write(b'<table:table-column table:style-name="label"/>')
    content.write(b'<table:table-column table:style-name="said"/>')
    content.writelines(_row(row, "wrapped").encode() for row in notes)
    content.write(f"</table:table>{parts.CONTENT_ENDS}".encode())
    return named


def _sheet_begins(name: str, columns: Iterable[str]) -> str:
    styled = "".join(
        f'<table:table-column table:style-name="co{position}"/>'
        for position, _column in enumerate(columns)
    )
    heading = _row(tuple(columns), "heading")
    return (
        f"<table:table table:name={quoteattr(name)}>{styled}"
        f"<table:table-header-rows>{heading}</table:table-header-rows>"
    )


def _row(row: Row, style: str = "") -> str:
    return f"<table:table-row>{''.join(ods_cell(cell, style) for cell in row)}</table:table-row>\n"


def ods_cell(cell: Cell, style: str = "") -> str:
    """Return a cell. A text is marked as a text, whatever it begins with: it never runs."""
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return _typed("string", "", _paragraphs(cell), style)
    if isinstance(cell, bool):
        text = "true" if cell else "false"
        return _typed("boolean", f' office:boolean-value="{text}"', _paragraphs(text), style)
    if isinstance(cell, datetime):
        return _dated(local(cell).isoformat(), local(cell).isoformat(" "), "moment")
    if isinstance(cell, date):
        return _dated(cell.isoformat(), cell.isoformat(), "day")
    number = plain(cell)
    return _typed("float", f' office:value="{number}"', _paragraphs(str(number)), style)


def _dated(value: str, shown: str, style: str) -> str:
    return _typed("date", f' office:date-value="{value}"', _paragraphs(shown), style)


def _typed(kind: str, value: str, paragraphs: str, style: str) -> str:
    styled = f' table:style-name="{style}"' if style else ""
    opened = f'<table:table-cell{styled} office:value-type="{kind}"{value}>'
    return f"{opened}{paragraphs}</table:table-cell>"


def _paragraphs(text: str) -> str:
    lines = one_kind_of_line_end(legal(text)).split("\n")
    return "".join(f"<text:p>{_BLANKS.sub(_blank, escape(line))}</text:p>" for line in lines)


def _blank(found: re.Match[str]) -> str:
    blanks = found[0]
    return "<text:tab/>" if blanks == "\t" else f'<text:s text:c="{len(blanks)}"/>'


def _entry(name: str, compression: int = ZIP_DEFLATED) -> ZipInfo:
    """An entry of the package, dated alike every time."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = compression
    return entry
