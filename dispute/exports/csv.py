"""A table as CSV."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain

from dispute.figures.numbers import plain

from .cells import Cell, is_risky, legal, local
from .tables import Table


def csv_lines(table: Table) -> Iterator[str]:
    """Yield a table as CSV, a line at a time. Begins with a byte order mark: Excel takes accents
    wrong without one."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    for row in chain([table.columns], table.rows):
        writer.writerow([csv_cell(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def csv_cell(cell: Cell) -> str:
    """Return a cell's text. A text that a spreadsheet would run gets an apostrophe before it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = legal(cell)
        return f"'{text}" if is_risky(text) else text
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return local(cell).isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(plain(cell))
