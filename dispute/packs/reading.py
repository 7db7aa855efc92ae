"""Rows of a pack as values: what stands in each cell, checked one by one."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from .cells import Text
from .documents import read_document
from .files import PackFiles
from .problems import Place, Problems, Trouble
from .sheets import checked_names, not_a_column, refuse_control, rows
from .spreadsheet import unguarded
from .tables import UNSAID, Column, PackRow, PackTable


def read_table(table: PackTable, files: PackFiles, problems: Problems) -> Iterator[PackRow]:
    """Yield the rows of a table that have no problem."""
    if table.is_documents:
        yield from read_documents(table, files, problems)
    elif table.file in files:
        yield from read_sheet(table, files, problems)


def document_names(table: PackTable, files: PackFiles) -> list[str]:
    """Return the names of the documents of a table."""
    return [name for name in files.names() if name.startswith(table.file) and name.endswith(".md")]


# --- CSV ------------------------------------------------------------------------------------------


def read_sheet(table: PackTable, files: PackFiles, problems: Problems) -> Iterator[PackRow]:
    """Yield the rows of a CSV file; none if its first line is wrong."""
    found = rows(table.file, files.lines(table.file), problems)
    place, names = next(found, (Place(table.file, 1), []))
    before = len(problems)
    required = [column.name for column in table.columns if column.required]
    names = checked_names(names, [c.name for c in table.columns], required, place, problems)
    if len(problems) > before:
        return
    columns = [table.column(name) for name in names]
    for place, cells in found:
        if len(cells) != len(columns):
            problems.add(
                place, f"this row has {len(cells)} cells, and the first line names {len(columns)}."
            )
        elif (values := read_cells(columns, cells, place, problems)) is not None:
            yield PackRow(place, values)


def read_cells(
    columns: list[Column], cells: list[str], place: Place, problems: Problems
) -> dict[str, Any] | None:
    """Return the values of one row's cells, None if any has a problem."""
    before = len(problems)
    values: dict[str, Any] = {}
    for column, cell in zip(columns, cells, strict=True):
        try:
            value = read_value(column, unguarded(cell) if column.kind.is_text else cell)
        except Trouble as trouble:
            problems.add(place.at(column.name), str(trouble))
            continue
        if value is not UNSAID:
            values[column.name] = value
    return values if len(problems) == before else None


def read_value(column: Column, text: str) -> Any:
    """Return what a cell stands for. Raises Trouble."""
    if not text or not text.strip():
        return blank(column, text)
    refuse_control(text)
    return column.kind.parse(text)


def blank(column: Column, text: str) -> Any:
    """Return what an empty cell stands for. Raises Trouble where something is needed."""
    if column.required:
        raise Trouble("this is empty, and it is required.")
    # Blanks alone are a text like others, where text is what is wanted and nothing else is meant.
    keeps_blanks = type(column.kind) is Text and column.blank == "" and column.field
    if text and keeps_blanks:
        refuse_control(text)
        return text
    return column.blank


# --- Documents ------------------------------------------------------------------------------------


def read_documents(table: PackTable, files: PackFiles, problems: Problems) -> Iterator[PackRow]:
    """Yield the documents of a table, in the order of their names."""
    for name in document_names(table, files):
        before = len(problems)
        read = read_document(name, files.content(name), problems)
        if read is None:
            continue
        found, body = read
        found[table.body] = (Place(name, 0, table.body), body)
        if table.stem:
            stem = PurePosixPath(name).stem
            found.setdefault(table.stem, (Place(name, 0, table.stem), stem))
        values = read_front_matter(table, found, Place(name), problems)
        if len(problems) == before:
            yield PackRow(Place(name), values)


def read_front_matter(
    table: PackTable, found: dict[str, tuple[Place, str]], whole: Place, problems: Problems
) -> dict[str, Any]:
    """Return the values of a document by column."""
    values: dict[str, Any] = {}
    known = {column.name: column for column in table.columns}
    for column in table.columns:
        if column.required and column.name not in found:
            problems.add(whole.at(column.name), "this is missing, and it is required.")
    for name, (place, text) in found.items():
        with problems.at(place):
            if name not in known:
                raise Trouble(not_a_column(name, [n for n in known if n != table.body]))
            value = read_value(known[name], text)
            if value is not UNSAID:
                values[name] = value
    return values
