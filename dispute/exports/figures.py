"""Figures as tables: many, one a row; or the rows behind one."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dispute.figures import Figure
from dispute.models import Dispute

from .cells import Cell
from .json import json_value
from .tables import Note, Table

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
ROW_COLUMNS = (
    "dispute", "as_at", "key", "parameters", "table", "ref", "date", "text", "source", "source_url",
)  # fmt: skip


def figures_table(
    dispute: Dispute, figures: Iterable[Figure], at: date | None = None, address: str = ""
) -> Table:
    """Return figures as a table, one a row. `address` is where it comes from, on this site."""
    found = tuple(figures)
    return Table(
        dispute.title,
        FIGURE_COLUMNS,
        (_figure_row(dispute, each) for each in found),
        name="figures",
        notes=(*_from(dispute, at, address), *_figure_columns_in_words()),
        head=figures_json(dispute, at, found) if at else {},
        day=at,
    )


def figure_rows_table(dispute: Dispute, figure: Figure) -> Table:
    """Return the rows behind one figure as a table; its notes and head say what the figure is."""
    entry = {
        "dispute": dispute.slug,
        "as_at": figure.as_at.isoformat(),
        "figure": figure_json(figure),
        "address": f"{settings.SITE_URL}{figure.url}",
    }
    return Table(
        f"{dispute.title}: {figure.label}",
        ROW_COLUMNS,
        _rows_behind(dispute, figure),
        name=figure.key,
        notes=(*_from(dispute, figure.as_at, figure.url), *_figure_in_words(figure)),
        head=entry,
        day=figure.as_at,
    )


def figures_json(dispute: Dispute, at: date, figures: Iterable[Figure]) -> dict[str, Any]:
    """Return figures as JSON has them: counts and durations are numbers, days are texts."""
    entries = [figure_json(figure) for figure in figures]
    return {"dispute": dispute.slug, "as_at": at.isoformat(), "figures": entries}


def figure_json(figure: Figure) -> dict[str, Any]:
    """Return one figure as JSON has it."""
    return {
        "key": figure.key,
        "label": figure.label,
        "parameters": figure.parameter_texts,
        "value": json_value(figure.value),
        "unit": figure.unit,
        "sentence": figure.sentence,
        "definition": figure.definition,
        "numerator": json_value(figure.numerator),
        "denominator": json_value(figure.denominator),
        "missing": figure.missing or None,
    }


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


def _rows_behind(dispute: Dispute, figure: Figure) -> Iterator[tuple[Cell, ...]]:
    parameters = _in_one_cell(figure)
    for row in figure.rows:
        about = (dispute.slug, figure.as_at, figure.key, parameters)
        yield (*about, row.table, row.ref, row.date, row.text, row.source, row.source_url)


def _in_one_cell(figure: Figure) -> str:
    texts = figure.parameter_texts
    return json.dumps(texts, ensure_ascii=False) if texts else ""


# --- In words -----------------------------------------------------------------------------------


def _from(dispute: Dispute, at: date | None, address: str) -> Iterator[Note]:
    yield _("Dispute"), dispute.title
    if at:
        yield _("As at"), at
    if address:
        yield _("Address"), f"{settings.SITE_URL}{address}"


def _figure_in_words(figure: Figure) -> Iterator[Note]:
    yield _("Figure"), figure.label
    yield from figure.parameters
    yield _("Definition"), figure.definition
    if figure.value is None:
        yield _("Not known because"), figure.missing
        return
    yield _("Value"), figure.value
    yield _("Unit"), figure.unit
    if figure.numerator is not None and figure.denominator is not None:
        yield _("Counts"), figure.basis
        yield _("Numerator"), figure.numerator
        yield _("Denominator"), figure.denominator
    yield _("Sentence"), figure.sentence


def _figure_columns_in_words() -> Iterator[Note]:
    yield (
        _("value"),
        _(
            "In the unit beside it: 78.95 and “percent” are 78.95%. Where the unit is “percent”, "
            "numerator and denominator are the exact counts that it rests on."
        ),
    )
    yield _("parameters"), _("What was chosen of the figure, as its address has it.")
    yield _("missing"), _("Why the record cannot give the figure; it is never nought by accident.")
