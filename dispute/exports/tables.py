"""A table to take away: rows first, format second. Whoever writes it down knows no model."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from typing import Any

from .cells import Cell

Row = Sequence[Cell]
Note = tuple[str, Cell]

# As many rows as tell how wide the columns ought to be.
PEEKED = 100
NARROWEST, WIDEST = 9, 60


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the columns' names, and the rows, each as long as there are columns.

    `rows` may be read once, and is read as it is written down. `name` is what a file and a sheet
    are called. `notes` say in words where the table comes from and what its columns mean, on a
    sheet of their own; `head` says it to programs, before the rows. `day` is the day of its making.
    """

    title: str
    columns: tuple[str, ...]
    rows: Iterable[Row]
    name: str = "table"
    notes: tuple[Note, ...] = ()
    head: Mapping[str, Any] = field(default_factory=dict)
    day: date | None = None


def laid_out(table: Table) -> tuple[list[int], Iterator[Row]]:
    """Return how many characters wide each column is best, and the rows, still to be read."""
    rows = iter(table.rows)
    first = list(islice(rows, PEEKED))
    columns = zip(table.columns, *first, strict=True)
    return [_width(cells) for cells in columns], chain(first, rows)


def in_sheets(rows: Iterator[Row], most: int) -> Iterator[Iterator[Row]]:
    """Yield the rows of one sheet after another, at most `most` each; one sheet if there are none.

    Each has to be read to its end before the next.
    """
    yield islice(rows, most)
    for first in rows:
        yield chain([first], islice(rows, most - 1))


def sheet_name(table: Table, number: int) -> str:
    """Return the name of a table's sheet, the first being number 1; 31 characters at most."""
    return table.name[:31] if number == 1 else f"{table.name[:26]} {number}"


def _width(cells: Sequence[Cell]) -> int:
    longest = max(len(line) for cell in cells for line in _shown(cell).split("\n"))
    return max(NARROWEST, min(WIDEST, longest + 2))


def _shown(cell: Cell) -> str:
    if isinstance(cell, str | date):
        return str(cell)
    return "" if cell is None else f"{float(cell):.6g}"
