"""Figures: metric, population, window and as-at day, with the rows behind each.

    record = Record(dispute)                      # its dated rows, each table read once
    compute(record, "strike_days_taken", date(2026, 3, 1))
    sheet(record, date(2026, 3, 1))               # every figure

What each one means is in docs/figures.md, and in each figure's `definition`.
"""

from .figure import Figure, FigureRow, Found, Missing, QuerySetRows, Value
from .record import Record
from .registry import (
    Definition,
    FigureError,
    Parameter,
    ParameterError,
    UnknownFigureError,
    compute,
    definition_of,
    definitions,
    figure,
    parse_parameters,
    sheet,
)

__all__ = [
    "Definition",
    "Figure",
    "FigureError",
    "FigureRow",
    "Found",
    "Missing",
    "Parameter",
    "ParameterError",
    "QuerySetRows",
    "Record",
    "UnknownFigureError",
    "Value",
    "compute",
    "definition_of",
    "definitions",
    "figure",
    "parse_parameters",
    "sheet",
]
