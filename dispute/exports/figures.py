"""Tables to take away: rows first, format second. The writers know no model."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Any

from .figures import Figure
from .figures.numbers import plain
from .models import Dispute

Cell = str | int | Decimal | Fraction | date | None

# What a spreadsheet takes for the beginning of a formula; some take the wide forms for the same.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the columns' names, and the rows, each as long as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


FIGURE_COLUMNS = (
    "dispute",
    "as_at",
    "key",
    "label",
    "parameters",
    "value",
    "unit",
    "sentence",
    "definition",
    "numerator",
    "denominator",
    "missing",
)


def figures_table(dispute: Dispute, figures: Iterable[Figure]) -> Table:
    """Return figures as a table, one a row."""
    return Table(dispute.title, FIGURE_COLUMNS, (_figure_row(dispute, each) for each in figures))


def _figure_row(dispute: Dispute, figure: Figure) -> tuple[Cell, ...]:
    return (
        dispute.slug,
        figure.as_at,
        figure.key,
        figure.label,
        _in_one_cell(figure),
        figure.value,
        figure.unit,
        figure.sentence,
        figure.definition,
        figure.numerator,
        figure.denominator,
        figure.missing,
    )


def figures_json(dispute: Dispute, at: date, figures: Iterable[Figure]) -> dict[str, Any]:
    """Return figures as JSON has them: counts and durations are numbers, days are texts."""
    entries = [
        {
            "key": figure.key,
            "label": figure.label,
            "parameters": figure.parameter_texts,
            "value": None if figure.value is None else plain(figure.value),
            "unit": figure.unit,
            "sentence": figure.sentence,
            "definition": figure.definition,
            "numerator": None if figure.numerator is None else plain(figure.numerator),
            "denominator": None if figure.denominator is None else plain(figure.denominator),
            "missing": figure.missing or None,
        }
        for figure in figures
    ]
    return {"dispute": dispute.slug, "as_at": at.isoformat(), "figures": entries}


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
        return f"'{cell}" if cell.lstrip(" \n").startswith(FORMULA_STARTS) else cell
    if isinstance(cell, date):
        return cell.isoformat()
    return str(plain(cell))


def _in_one_cell(figure: Figure) -> str:
    texts = figure.parameter_texts
    return json.dumps(texts, ensure_ascii=False) if texts else ""
