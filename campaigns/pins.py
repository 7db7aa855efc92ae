"""Pins: figures written down when a letter is published, and what the record says of them since.

Nothing changes a pin. The database refuses, by a trigger that is made anew after every migrate (as
the stamps are: SQLite drops triggers when it rebuilds a table). It lets one thing through: a
message that is taken back loses its words in the rows behind a figure (campaigns/taken_back.py).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db import connections
from django.urls import reverse
from django.utils.translation import gettext as _

from dispute.figures import (
    Figure,
    FigureError,
    FigureRow,
    Record,
    compute,
    definition_of,
    parse_parameters,
)
from dispute.figures.days import day
from dispute.figures.numbers import numeral
from dispute.figures.teams import is_held_back, is_row_held_back

from .models import OpenLetter, QuotedFigure
from .quoting import Quote

# As many rows as are written down whole; beyond, their number and their digest prove them.
ROWS_KEPT = 1000
# As many rows as one letter shows beneath its figures.
ROWS_ON_A_PAGE = 5000


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A pin as the page shows it: what the letter says, and what the record says now.

    `held_back` counts rows that would point at people since a team has become small. `record_now`
    is what today's record says of the letter's own day, where that differs; `record_today` what it
    says as at today, where that differs.
    """

    pin: QuotedFigure
    rows: tuple[FigureRow, ...]
    held_back: int
    record_now: str
    record_today: str

    @property
    def url(self) -> str:
        """The figure's own page as at the letter's day, with the rows that the record has now."""
        page = reverse("dispute:figure", args=[self.pin.letter.dispute.slug, self.pin.key])
        return f"{page}?{urlencode({**self.pin.parameters, 'as_at': self.pin.as_at.isoformat()})}"


def pins_of(letter: OpenLetter, quotes: Iterable[Quote]) -> list[QuotedFigure]:
    """Return the pins of a letter's version, in the order of its text, without saving them."""
    return [_pin(letter, position, quote) for position, quote in enumerate(quotes, 1)]


def quoted_lines(letter: OpenLetter, record: Record, today: date) -> tuple[QuotedLine, ...]:
    """Return what the newest version of a letter quotes, beside what the record says now."""
    pins = QuotedFigure.objects.filter(letter=letter, version=letter.version).order_by("position")
    lines = []
    for pin in pins:
        pin.letter = letter
        lines.append(line_of(pin, record, today))
    if sum(len(line.rows) for line in lines) <= ROWS_ON_A_PAGE:
        return tuple(lines)
    # Each row is on its figure's own page, which the line leads to.
    return tuple(replace(line, rows=()) for line in lines)


def exact(value: object) -> str:
    """Return a figure's value as a text that loses nothing: 12, 2.6, 1500/19."""
    return "" if value is None else str(value)


def digest(rows: Iterable[FigureRow]) -> str:
    """Return the SHA-256 of the references of rows, in order."""
    told = hashlib.sha256()
    for row in rows:
        told.update(f"{row.table}/{row.ref}\n".encode())
    return told.hexdigest()


def _pin(letter: OpenLetter, position: int, quote: Quote) -> QuotedFigure:
    figure = quote.figure
    return QuotedFigure(
        letter=letter,
        version=letter.version,
        position=position,
        reference=quote.reference.text,
        key=figure.key,
        parameters=figure.parameter_texts,
        style=quote.reference.style,
        label=figure.label,
        definition=figure.definition,
        value=exact(figure.value),
        unit=figure.unit,
        numerator=exact(figure.numerator),
        denominator=exact(figure.denominator),
        shown=quote.shown,
        sentence=figure.sentence,
        as_at=figure.as_at,
        rows=[_kept(row) for row in islice(figure.rows, ROWS_KEPT)],
        row_count=len(figure.rows),
        rows_digest=digest(figure.rows),
    )


def _kept(row: FigureRow) -> dict[str, Any]:
    return asdict(row) | {"date": row.date.isoformat() if row.date else None}


def _row(kept: dict[str, Any]) -> FigureRow:
    when = date.fromisoformat(kept["date"]) if kept["date"] else None
    text = kept["text"] or (
        _("a message that was taken back") if kept["table"] == "messages" else ""
    )
    return FigureRow(**(kept | {"date": when, "text": text}))


def line_of(pin: QuotedFigure, record: Record, today: date) -> QuotedLine:
    """Return a pin beside what the record says now."""
    # A team that has become small since: its number was said, its rows are said no more.
    known = () if is_held_back(record, pin.parameters) else map(_row, pin.rows)
    rows = tuple(row for row in known if not is_row_held_back(record, row.table, row.text))
    now, since = said(pin, record, pin.as_at), said(pin, record, today)
    return QuotedLine(
        pin,
        rows,
        held_back=len(pin.rows) - len(rows),
        record_now=_differing(pin, now, _("The record now says %s.")),
        record_today=_differing(pin, since, _("The record today says %s.")),
    )


def _differing(pin: QuotedFigure, said: Figure | str, sentence: str) -> str:
    """What the record says, in a sentence; "" where it says what the pin says."""
    if isinstance(said, str):
        return said
    return "" if exact(said.value) == pin.value else sentence % _words(said)


def said(pin: QuotedFigure, record: Record, at: date) -> Figure | str:
    """Return what the record says of a pin's figure as at a day, or why it says nothing."""
    try:
        definition = definition_of(pin.key)
        chosen = parse_parameters(definition, record, pin.parameters)
        figure = compute(record, pin.key, at, **chosen)
    except FigureError:
        # What it was asked of was renamed or taken away: its own words are for whoever writes.
        return _("The record no longer holds what this figure was asked of.")
    return figure if figure.value is not None else figure.missing


def _words(figure: Figure) -> str:
    counts = ""
    if figure.numerator is not None and figure.denominator is not None:
        counts = _(" (%(part)s of %(whole)s)") % {
            "part": numeral(figure.numerator),
            "whole": numeral(figure.denominator),
        }
    return _("%(shown)s%(counts)s, as at %(day)s") % {
        "shown": figure.shown,
        "counts": counts,
        "day": day(figure.as_at),
    }


# --- The database's own refusal ---------------------------------------------------------------

TABLE = "campaigns_quotedfigure"
REFUSAL = "a quoted figure is never changed"
# All but `rows`, of which a message that is taken back may be erased: campaigns/taken_back.py. The
# new rows are as many as the old, and each is as it was, or is a message's without its words.
FIXED = tuple(each.column for each in QuotedFigure._meta.concrete_fields if each.name != "rows")
TRIGGERS = {
    "sqlite": (
        f"DROP TRIGGER IF EXISTS {TABLE}_refuse",
        f"CREATE TRIGGER {TABLE}_refuse BEFORE UPDATE ON {TABLE} WHEN NOT ("  # noqa: S608 - names of ours
        + " AND ".join(f'OLD."{name}" IS NEW."{name}"' for name in FIXED)
        + " AND OLD.rows IS NOT NEW.rows"  # noqa: S608 - names of ours
        " AND json_array_length(OLD.rows) IS json_array_length(NEW.rows) AND NOT EXISTS ("
        "SELECT 1 FROM json_each(OLD.rows) AS o JOIN json_each(NEW.rows) AS n ON n.key = o.key "
        "WHERE o.value IS NOT n.value AND NOT (json_extract(o.value, '$.table') IS 'messages' "
        "AND json_extract(n.value, '$.text') IS '' AND json_extract(n.value, '$.source') IS '' "
        "AND json_extract(n.value, '$.source_url') IS '' "
        "AND json_remove(o.value, '$.text', '$.source', '$.source_url') "
        "IS json_remove(n.value, '$.text', '$.source', '$.source_url')))) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ),
    "postgresql": (
        f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "  # noqa: S608 - names of ours
        "$refuse$ BEGIN IF to_jsonb(NEW) - 'rows' = to_jsonb(OLD) - 'rows' "
        "AND NEW.rows IS DISTINCT FROM OLD.rows "
        "AND jsonb_array_length(NEW.rows) = jsonb_array_length(OLD.rows) AND NOT EXISTS ("
        "SELECT 1 FROM jsonb_array_elements(OLD.rows) WITH ORDINALITY AS o(row, place) "
        "JOIN jsonb_array_elements(NEW.rows) WITH ORDINALITY AS n(row, place) USING (place) "
        "WHERE o.row IS DISTINCT FROM n.row AND NOT (o.row ->> 'table' = 'messages' "
        """AND n.row @> '{"text": "", "source": "", "source_url": ""}' """
        "AND o.row - '{text,source,source_url}'::text[] "
        "= n.row - '{text,source,source_url}'::text[])) THEN RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23000'; END $refuse$",
        f"DROP TRIGGER IF EXISTS {TABLE}_refuse ON {TABLE}",
        f"CREATE TRIGGER {TABLE}_refuse BEFORE UPDATE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    ),
}


def refuse_changes_after_migrate(*, using: str, **_kwargs: Any) -> None:
    """Make the trigger anew. Receives Django's `post_migrate`."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        with connection.cursor() as cursor:
            for statement in TRIGGERS[connection.vendor]:
                cursor.execute(statement)
