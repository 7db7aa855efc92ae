"""A table as JSON: what is to be said of it, then its rows as objects."""

import json
from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from dispute.figures.numbers import plain

from .cells import Cell
from .tables import Table

JsonValue = str | bool | int | float | None


def json_lines(table: Table) -> Iterator[str]:
    """Yield a table as JSON, a row at a time. The rows stand under "rows", after its head."""
    yield "{"
    for name, value in table.head.items():
        yield f"\n {_text(name)}: {_text(value)},"
    yield '\n "rows": ['
    comma = ""
    for row in table.rows:
        cells = (json_value(cell) for cell in row)
        yield f"{comma}\n  {_text(dict(zip(table.columns, cells, strict=True)))}"
        comma = ","
    yield "\n ]\n}\n"


def json_value(cell: Cell) -> JsonValue:
    """Return a cell as JSON has it: numbers are numbers, days and moments texts."""
    if cell is None or isinstance(cell, str | bool):
        return cell
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat() if timezone.is_aware(cell) else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return plain(cell)


def _text(value: object) -> str:
    # Half a pair of characters is in no database; a file that holds one is no UTF-8.
    text = json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()
