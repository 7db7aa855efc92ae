"""A letter as plain data: what its PDF and its Word document are made of, and nothing else.

Both show what was published and never ask the record: a letter says the same for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from campaigns.letters import quoting_of
from campaigns.markup import parse
from campaigns.models import OpenLetter, QuotedFigure
from campaigns.pins import ROWS_KEPT
from campaigns.references import Reference, read
from dispute.documents.blocks import Block, written
from dispute.documents.paper import Letterhead, letterhead
from dispute.figures import Figure
from dispute.figures.days import day
from dispute.models import Branch

from .blocks import Quoted, letter_blocks

# Sources of a figure that are named on paper.
SOURCES_NAMED = 5


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """A line of "Figures quoted". What the record says today is for the page alone: paper bears
    one date."""

    shown: str
    as_at: date
    definition: str
    sentence: str = ""
    label: str = ""
    sources: str = ""


@dataclass(frozen=True, slots=True)
class LetterData:
    """A letter. A run of `blocks` whose figure is n is proved by line n of `quoted`, from 1."""

    letterhead: Letterhead
    recipient: tuple[str, ...]
    dated: date
    salutation: str
    subject: str
    blocks: tuple[Block, ...]
    closing: str = ""
    signatories: tuple[str, ...] = ()
    version: str = ""
    quoted: tuple[QuotedLine, ...] = ()


def letter_data(letter: OpenLetter) -> LetterData:
    """Return a letter as plain data: a published one with its pins, a draft with its figures as
    they would be pinned now."""
    quotes = _pinned(letter) if letter.status == letter.Status.PUBLISHED else _to_be_pinned(letter)
    shown = {reference: Quoted(line.shown, at) for at, (reference, line) in enumerate(quotes, 1)}
    address = f"{settings.SITE_URL}{letter.get_absolute_url()}"
    return LetterData(
        letterhead=letterhead(Branch.objects.public().first()),
        recipient=_lines(letter.recipient_lines),
        dated=letter.dated,
        salutation=written(letter.salutation),
        subject=written(letter.title),
        blocks=letter_blocks(parse(letter.body), address=address, quoted=shown),
        closing=written(letter.closing),
        signatories=_lines(letter.signatories.splitlines()),
        version=_version(letter),
        quoted=tuple(line for _reference, line in quotes),
    )


def _pinned(letter: OpenLetter) -> list[tuple[Reference | None, QuotedLine]]:
    pins = QuotedFigure.objects.filter(letter=letter, version=letter.version).order_by("position")
    return [
        (read(pin.reference), _line(pin, pin.shown, [_source(**row) for row in pin.rows]))
        for pin in pins
    ]


def _to_be_pinned(letter: OpenLetter) -> list[tuple[Reference | None, QuotedLine]]:
    return [
        (quote.reference, _line(quote.figure, quote.shown, _sources_of(quote.figure)))
        for quote in quoting_of(letter).quotes
    ]


def _sources_of(figure: Figure) -> list[str]:
    # As many rows as a pin would keep.
    return [row.source or row.source_url for row in islice(figure.rows, ROWS_KEPT)]


def _source(source: str = "", source_url: str = "", **_others: object) -> str:
    """The source of a row that a pin keeps."""
    return source or source_url


def _line(of: QuotedFigure | Figure, shown: str, sources: Iterable[str]) -> QuotedLine:
    return QuotedLine(
        written(shown),
        of.as_at,
        written(of.definition),
        written(of.sentence),
        written(of.label),
        written(_sources(sources)),
    )


def _sources(sources: Iterable[str]) -> str:
    """Where the rows behind a figure come from, each named once, in a line."""
    named = list(dict.fromkeys(source.strip() for source in sources if source.strip()))
    told = "; ".join(named[:SOURCES_NAMED])
    if len(named) > SOURCES_NAMED:
        told = _("%s; and others on the letter’s page") % told
    return _("Sources: %s") % told if told else ""


def _version(letter: OpenLetter) -> str:
    """What a letter that was published more than once says of that, as its page does."""
    if letter.version < 2 or letter.published_at is None or letter.first_published_at is None:
        return ""
    message = _(
        "Version %(version)s of this letter, published on %(day)s. First published on %(first)s."
    )
    return message % {
        "version": letter.version,
        "day": day(localdate(letter.published_at)),
        "first": day(localdate(letter.first_published_at)),
    }


def _lines(texts: list[str]) -> tuple[str, ...]:
    return tuple(written(text) for text in texts if text.strip())
