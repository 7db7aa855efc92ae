"""Tables to take away: rows first, format second.

    table = figures_table(dispute, sheet(record, at), at)
    form("ods").stream(table)                         # its bytes, as they are made

Each app adds the tables that anybody may take away by `publish()`: dispute/record_exports.py.
"""

from .cells import FORMULA_STARTS, Cell
from .csv import csv_cell, csv_lines
from .figures import (
    FIGURE_COLUMNS,
    ROW_COLUMNS,
    figure_json,
    figure_rows_table,
    figures_json,
    figures_table,
)
from .forms import FORMS, Form, download, form
from .public import (
    Column,
    PublicTable,
    as_table,
    column,
    columns,
    public_table,
    public_tables,
    publish,
)
from .tables import Note, Row, Table

__all__ = [
    "FIGURE_COLUMNS",
    "FORMS",
    "FORMULA_STARTS",
    "ROW_COLUMNS",
    "Cell",
    "Column",
    "Form",
    "Note",
    "PublicTable",
    "Row",
    "Table",
    "as_table",
    "column",
    "columns",
    "csv_cell",
    "csv_lines",
    "download",
    "figure_json",
    "figure_rows_table",
    "figures_json",
    "figures_table",
    "form",
    "public_table",
    "public_tables",
    "publish",
]
