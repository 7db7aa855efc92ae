"""A page copied out of a spreadsheet, or a file of one: rows whose first says what is in them."""

import csv
from collections.abc import Iterator
from itertools import accumulate

from .labels import are_asked
from .lines import Line


def lines_of_sheet(page: str) -> list[Line]:
    """Return the rows of a sheet as the lines of forms, “Name: Jo Bell”; none of another page."""
    first = page.lstrip("\ufeff\n\r ").partition("\n")[0]
    try:
        for sign in ("\t", ",", ";"):
            if are_asked(next(csv.reader([first], delimiter=sign), [])):
                return list(_rows(page, sign))
    except csv.Error:
        pass  # a cell that is longer than any message: a page like others
    return []


def _rows(page: str, sign: str) -> Iterator[Line]:
    raw = page.lstrip("\ufeff").splitlines(keepends=True)
    ends = [0, *accumulate(map(len, raw))]
    reader = csv.reader(raw, delimiter=sign)
    labels: list[str] = []
    began = 0
    for row in reader:
        start, end = ends[began], ends[min(reader.line_num, len(raw))]
        began = reader.line_num
        if not labels:
            labels = row if any(row) else []
            continue
        for label, cell in zip(labels, row, strict=False):
            yield from _cell(label, cell, start, end)


def _cell(label: str, cell: str, start: int, end: int) -> Iterator[Line]:
    """Return the lines of a cell, the first with what its column is called."""
    gap = 0
    for text in cell.strip().splitlines():
        if not text.strip():
            gap += 1
            continue
        yield Line(f"{label}: {text.strip()}" if label else text.strip(), gap, start, end)
        label, gap = "", 0
