"""A table as a Word document: what it is in words, and its rows as one table."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from django.utils.translation import gettext as _

from dispute.documents.blocks import Grid, Heading, Paragraph, Run, Runs, plain, written
from dispute.documents.paper import DEFAULT_COLOUR, midday
from dispute.documents.word import WordWriter
from dispute.documents.word_file import file_of, write_foot
from dispute.documents.word_styles import new_document
from dispute.figures.days import day
from dispute.figures.numbers import numeral

from .cells import Cell, local
from .tables import Note, Row, Table

# Word is slow with longer tables, and nobody reads them; the other forms have every row.
MOST_ROWS = 2_000
# A table of more columns lies on its side.
UPRIGHT = 4


def word_bytes(table: Table) -> Iterator[bytes]:
    """Yield a table as a Word document, in one piece: its first rows, and a sentence where there
    are more. The same table gives the same bytes."""
    rows = list(islice(table.rows, MOST_ROWS + 1))
    title = written(table.title)
    writer = WordWriter(new_document(DEFAULT_COLOUR, landscape=len(table.columns) > UPRIGHT))
    writer.paragraph(plain(title), "Title")
    about_columns = [note for note in table.notes if note[0] in table.columns]
    writer.blocks(_noted(note) for note in table.notes if note not in about_columns)
    writer.blocks([_count(rows)])
    writer.grid(_grid(table, rows[:MOST_ROWS]))
    if about_columns:
        writer.block(Heading(2, plain(_("What the columns mean"))))
        writer.blocks(map(_noted, about_columns))
    write_foot(writer, title)
    made = midday(table.day or date(2000, 1, 1))
    yield file_of(writer.document, title=title, author="", made=made)


def in_words(cell: Cell) -> str:
    """Return a cell as people write it: 2 March 2026; 1,250; yes."""
    match cell:
        case None:
            return ""
        case bool():
            return _("yes") if cell else _("no")
        case datetime():
            moment = local(cell)
            return f"{day(moment.date())}, {moment:%H:%M}"
        case date():
            return day(cell)
        case int() | Decimal() | Fraction():
            return numeral(cell)
        case _:
            return written(cell)


def _count(rows: list[Row]) -> Paragraph:
    if len(rows) <= MOST_ROWS:
        return Paragraph((Run(_("Rows: %s") % numeral(len(rows)), soft=True),))
    message = _(
        "Only the first %s rows are here: the CSV, Excel, OpenDocument and JSON files have all."
    )
    return Paragraph((Run(message % numeral(MOST_ROWS), bold=True),))


def _noted(note: Note) -> Paragraph:
    name, value = note
    return Paragraph((Run(f"{written(name)}: ", bold=True), *plain(in_words(value))))


def _grid(table: Table, rows: list[Row]) -> Grid:
    cells: list[tuple[Runs, ...]] = [tuple(plain(in_words(cell)) for cell in row) for row in rows]
    columns = zip(table.columns, *rows, strict=True)
    aligns = tuple("end" if _counts(values) else "start" for _name, *values in columns)
    return Grid(tuple(plain(written(name)) for name in table.columns), tuple(cells), aligns)


def _counts(values: list[Cell]) -> bool:
    """Return whether a column holds numbers and nothing else."""
    known = [value for value in values if value is not None]
    return bool(known) and all(
        isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)
        for value in known
    )
