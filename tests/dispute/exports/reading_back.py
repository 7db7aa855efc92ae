"""Tables read back as other programs would: by openpyxl, odfpy, csv and json."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
from odf import teletype
from odf.namespaces import OFFICENS, TABLENS
from odf.opendocument import load
from odf.table import Table as OdsTable
from odf.table import TableCell, TableRow
from odf.text import P

from dispute.exports import Cell, Table, csv_lines
from dispute.exports.json import json_lines
from dispute.exports.ods import ods_bytes
from dispute.exports.xlsx import xlsx_bytes

Rows = list[list[Any]]


def table(*rows: Iterable[Cell], columns: str = "a b c", **more: Any) -> Table:
    """Return a table; its columns are named by single letters."""
    return Table("A table", tuple(columns.split()), [tuple(row) for row in rows], **more)


def one(cell: Cell) -> Table:
    """Return a table of one cell, with a full one beside it: a row is no longer than its last."""
    return table((cell, "end"), columns="a b")


def xlsx(made: Table | bytes, **more: Any) -> dict[str, Rows]:
    """Return the cells of each sheet, formulas as formulas, days as days."""
    data = made if isinstance(made, bytes) else b"".join(xlsx_bytes(made, **more))
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[xlsx_value(cell) for cell in row] for row in sheet] for sheet in book}


def xlsx_value(cell: Any) -> Any:
    assert cell.data_type != "f", cell.value
    value = cell.value
    midnight = isinstance(value, datetime) and "h" not in cell.number_format
    return value.date() if midnight else value


def ods(made: Table | bytes, **more: Any) -> dict[str, Rows]:
    """Return the cells of each sheet by the types that they are marked with."""
    data = made if isinstance(made, bytes) else b"".join(ods_bytes(made, **more))
    document = load(io.BytesIO(data))
    return {
        sheet.getAttribute("name"): [
            [ods_value(cell) for cell in row.getElementsByType(TableCell)]
            for row in sheet.getElementsByType(TableRow)
        ]
        for sheet in document.spreadsheet.getElementsByType(OdsTable)
    }


def ods_value(cell: Any) -> Any:
    attributes = {name: value for (space, name), value in cell.attributes.items()}
    assert (TABLENS, "formula") not in cell.attributes
    assert not cell.attributes or (OFFICENS, "value-type") in cell.attributes
    kind = attributes.get("value-type")
    if kind == "float":
        number = float(attributes["value"])
        return int(attributes["value"]) if number.is_integer() else number
    if kind == "date":
        text = attributes["date-value"]
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    if kind == "boolean":
        return attributes["boolean-value"] == "true"
    if kind is None:
        return None
    return "\n".join(teletype.extractText(each) for each in cell.getElementsByType(P))


def as_csv(made: Table | bytes) -> list[list[str]]:
    """Return the cells of a CSV, its byte order mark taken off."""
    text = made.decode() if isinstance(made, bytes) else "".join(csv_lines(made))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def as_json(made: Table | bytes) -> dict[str, Any]:
    """Return a JSON object."""
    text = made if isinstance(made, bytes) else "".join(json_lines(made))
    found: dict[str, Any] = json.loads(text)
    return found


def part(data: bytes, name: str) -> str:
    """Return one of the files inside a workbook or spreadsheet."""
    return ZipFile(io.BytesIO(data)).read(name).decode()
