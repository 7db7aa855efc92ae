"""A table as an Excel workbook: its rows, and a sheet that says what they are.

Rows go to a file on the disk one by one, so that memory does not grow with the table.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from dispute.figures.numbers import plain

from .cells import Cell, is_risky, legal, local, one_kind_of_line_end
from .tables import Row, Table, in_sheets, laid_out, sheet_name

# The program's limits: rows of a sheet, UTF-16 units of a cell, digits of a number.
MOST_ROWS = 1_048_576
MOST_TEXT = 32_767
MOST_DIGITS = 15
# Before this day it counts a 29 February 1900 that never was, or has no days at all.
FIRST_DAY = date(1900, 3, 1)
CUT = " … [cut here: a cell holds no more; the CSV and the JSON have all of it]"
CHUNK = 64 * 1024
INERT = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx_bytes(table: Table, most_rows: int = MOST_ROWS) -> Iterator[bytes]:
    """Yield a table as a workbook. Rows beyond `most_rows`, its headings included, go on on
    another sheet. The same table gives the same bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        with xlsxwriter.Workbook(str(path), {**INERT, "tmpdir": folder}) as workbook:
            _Writer(workbook).write(table, most_rows)
        with path.open("rb") as made:
            yield from iter(lambda: made.read(CHUNK), b"")


def fitting(text: str) -> str:
    """Return `text` as a cell holds it; one that is too long ends in a mark that says so."""
    text = one_kind_of_line_end(legal(text))
    if len(text) <= MOST_TEXT // 2 or len(text.encode("utf-16-le")) // 2 <= MOST_TEXT:
        return text
    kept = text.encode("utf-16-le")[: (MOST_TEXT - len(CUT)) * 2]
    return kept.decode("utf-16-le", "ignore") + CUT


class _Writer:
    """Writes tables to one workbook."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        make = workbook.add_format
        self.heading = make({"bold": True, "bottom": 1})
        self.day = make({"num_format": "yyyy-mm-dd", "align": "left"})
        self.moment = make({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"})
        # Stays a text even when somebody goes into the cell and out again.
        self.risky = make({"num_format": "@", "quote_prefix": True})
        self.wrapped = make({"text_wrap": True, "valign": "top"})
        self.risky_wrapped = make(
            {"num_format": "@", "quote_prefix": True, "text_wrap": True, "valign": "top"}
        )

    def write(self, table: Table, most_rows: int) -> None:
        made = datetime.combine(table.day or date(2000, 1, 1), time())
        self.workbook.set_properties({"title": fitting(table.title)[:255], "created": made})
        widths, rows = laid_out(table)
        for number, part in enumerate(in_sheets(rows, most_rows - 1), 1):
            sheet = self.workbook.add_worksheet(sheet_name(table, number))
            self.rows(sheet, table.columns, widths, part)
        self.notes(self.workbook.add_worksheet("Notes"), table)

    def rows(self, sheet: Any, columns: tuple[str, ...], widths: list[int], rows: Any) -> None:
        sheet.freeze_panes(1, 0)
        for position, width in enumerate(widths):
            sheet.set_column(position, position, width)
            sheet.write_string(0, position, columns[position], self.heading)
        last = 0
        for last, row in enumerate(rows, 1):
            self.row(sheet, last, row)
        sheet.autofilter(0, 0, last, len(columns) - 1)

    def row(self, sheet: Any, number: int, row: Row) -> None:
        for position, cell in enumerate(row):
            self.cell(sheet, number, position, cell)

    def notes(self, sheet: Any, table: Table) -> None:
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 90)
        for number, (label, cell) in enumerate((("", table.title), *table.notes)):
            sheet.write_string(number, 0, fitting(label), self.heading)
            self.cell(sheet, number, 1, cell, wrap=True)

    def cell(self, sheet: Any, row: int, column: int, cell: Cell, wrap: bool = False) -> None:
        if isinstance(cell, str):
            self.text(sheet, row, column, fitting(cell), wrap)
        elif isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, column, local(cell), self.moment)
        elif isinstance(cell, date):
            self.date(sheet, row, column, cell)
        elif isinstance(cell, int) and len(str(abs(cell))) > MOST_DIGITS:
            sheet.write_string(row, column, str(cell))
        elif cell is not None:
            sheet.write_number(row, column, plain(cell))

    def text(self, sheet: Any, row: int, column: int, text: str, wrap: bool) -> None:
        plain_style, risky_style = None, self.risky
        if wrap:
            plain_style, risky_style = self.wrapped, self.risky_wrapped
        if text:
            sheet.write_string(row, column, text, risky_style if is_risky(text) else plain_style)

    def date(self, sheet: Any, row: int, column: int, day: date) -> None:
        if day < FIRST_DAY:
            sheet.write_string(row, column, day.isoformat())
        else:
            sheet.write_datetime(row, column, datetime.combine(day, time()), self.day)
