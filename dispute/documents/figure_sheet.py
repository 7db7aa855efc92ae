"""The figure sheet on the branch's paper: every figure as at a day, to put before somebody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.figures import Figure, definition_of
from dispute.figures.days import day
from dispute.figures.numbers import numeral
from dispute.models import Branch, Dispute

from .as_json import blocks_as_json, line_as_json
from .blocks import Block, Grid, Heading, Paragraph, Run, Runs, plain, written
from .paper import Letterhead, letterhead, letterhead_as_json, midday
from .typesetting import typeset
from .word import WordWriter
from .word_file import file_of, write_foot, write_letterhead
from .word_styles import new_document

TEMPLATE = Path(__file__).resolve().parent / "sheet.typ"
# Rows of a figure whose sources are looked through, and sources that are named; the rest are on
# the figure's page.
ROWS_READ, SOURCES_NAMED = 200, 2
SHARES = (7, 15, 6)


@dataclass(frozen=True, slots=True)
class SheetData:
    """A figure sheet as plain data."""

    letterhead: Letterhead
    title: str
    as_at: date
    blocks: tuple[Block, ...]


def figure_sheet(dispute: Dispute, at: date, figures: Iterable[Figure]) -> SheetData:
    """Return the sheet of `figures`, which are as at the day `at`."""
    head = letterhead(Branch.objects.public().first())
    title = _("Figures, as at %s") % day(at)
    return SheetData(head, title, at, tuple(_blocks(dispute, at, figures)))


def figure_sheet_pdf(data: SheetData) -> bytes:
    """Return a figure sheet as PDF. Raises TypesettingError."""
    entries = {
        **letterhead_as_json(data.letterhead),
        "title": data.title,
        "running": _running(data),
        "rough": False,
        "subject": line_as_json(data.title),
        "blocks": blocks_as_json(data.blocks),
    }
    return typeset(TEMPLATE, entries, made=midday(data.as_at), logo=data.letterhead.logo).pdf


def figure_sheet_docx(data: SheetData) -> bytes:
    """Return a figure sheet as a Word document."""
    writer = WordWriter(new_document(data.letterhead.colour))
    write_letterhead(writer, data.letterhead)
    writer.paragraph(plain(data.title), "Title")
    writer.blocks(data.blocks)
    write_foot(writer, _running(data))
    author, made = data.letterhead.name, midday(data.as_at)
    return file_of(writer.document, title=data.title, author=author, made=made)


def _running(data: SheetData) -> str:
    return ", ".join(part for part in (data.letterhead.name, data.title) if part)


def _blocks(dispute: Dispute, at: date, figures: Iterable[Figure]) -> Iterator[Block]:
    page = f"{reverse('dispute:figures', args=[dispute.slug])}?as_at={at.isoformat()}"
    yield Paragraph((Run(written(dispute.title), bold=True),))
    explained = _(
        "Each figure is counted from rows with a date and a source, up to and including the day "
        "named. The rows behind each are"
    )
    shown = Run(_("on its page"), link=f"{settings.SITE_URL}{page}")
    yield Paragraph((Run(f"{explained} "), shown, Run(".")))
    for title, under in groupby(figures, lambda figure: str(definition_of(figure.key).group)):
        yield Heading(2, plain(title))
        rows = tuple((_figure(each), _said(each), _sources(each)) for each in under)
        head = (_("Figure"), _("In a sentence, and what it counts"), _("Sources"))
        yield Grid(tuple(plain(word) for word in head), rows, shares=SHARES)


def _figure(figure: Figure) -> Runs:
    """The numeral with its unit, over the label."""
    label = Run(written(figure.label), soft=True)
    if figure.missing:
        return (label,)
    unit = [Run(f" {figure.unit_after}")] if figure.unit_after else []
    return (Run(figure.numeral, numeral=True), *unit, Run("\n"), label)


def _said(figure: Figure) -> Runs:
    """The sentence, or why there is none; the definition; and the counts behind a share."""
    lines = [Run(written(figure.missing or figure.sentence), bold=not figure.missing)]
    lines.append(Run(written(figure.definition), soft=True))
    if counts := _counts(figure):
        lines.append(Run(counts, soft=True))
    return tuple(_a_line_each(lines))


def _counts(figure: Figure) -> str:
    if figure.basis:
        return written(figure.basis)
    if figure.numerator is None or figure.denominator is None:
        return ""
    counts = {"part": numeral(figure.numerator), "whole": numeral(figure.denominator)}
    return _("%(part)s of %(whole)s") % counts


def _sources(figure: Figure) -> Runs:
    """How many rows there are, and where they come from."""
    count = len(figure.rows)
    if figure.missing or not count:
        return ()
    rows = ngettext("%s row", "%s rows", count) % numeral(count)
    named = list(dict.fromkeys(row.source for row in figure.rows[:ROWS_READ] if row.source))
    lines = [rows, *(written(source) for source in named[:SOURCES_NAMED])]
    if len(named) > SOURCES_NAMED:
        lines.append(_("and others"))
    return tuple(_a_line_each([Run(line, soft=True) for line in lines]))


def _a_line_each(runs: list[Run]) -> Iterator[Run]:
    for number, run in enumerate(runs):
        if number:
            yield Run("\n")
        yield run
