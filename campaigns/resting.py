"""The letters that rest on a row of the record, by the figures that they quote."""

from collections.abc import Collection, Iterator

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from dispute.figures import FigureError, Record, compute, definition_of, parse_parameters
from dispute.models import Dispute
from dispute.resting import RestsOn, find_public, tell_resting

from .models import OpenLetter, QuotedFigure
from .pins import ROWS_KEPT

LETTER = "letter"
# As many references as one question looks for in the rows written down; beyond, they are read.
ASKED_AT_ONCE = 50
LONG_TEXTS = ("body", "body_html", "reply", "reply_html")


def register() -> None:
    tell_resting(letters_resting)
    find_public(LETTER, public_letters)


def letters_resting(
    dispute: Dispute, table: str, refs: Collection[str] | None
) -> Iterator[RestsOn]:
    """Yield the figures of public letters, in their newest version, that rest on rows of a table;
    with None for references, all of them."""
    pins = _pins(dispute)
    if refs is None:
        found: Iterator[QuotedFigure] = iter(pins.defer("rows"))
    else:
        record = Record(dispute)
        holding = pins.filter(_may_hold(refs)).iterator(chunk_size=50)
        found = (pin for pin in holding if _rests(pin, record, table, set(refs)))
    for pin in found:
        pin.letter.dispute = dispute
        yield _told(pin)


def public_letters(dispute: Dispute, refs: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return title and address of the letters that are public now, by their references."""
    found = OpenLetter.objects.public().filter(dispute=dispute, ref__in=refs).defer(*LONG_TEXTS)
    letters = {letter.ref: letter for letter in found}
    for letter in letters.values():
        letter.dispute = dispute
    return {ref: (letter.title, letter.get_absolute_url()) for ref, letter in letters.items()}


def _pins(dispute: Dispute) -> QuerySet[QuotedFigure]:
    letters = OpenLetter.objects.public().filter(dispute=dispute)
    pins = QuotedFigure.objects.filter(letter__in=letters, version=F("letter__version"))
    texts = (*(f"letter__{name}" for name in LONG_TEXTS), "sentence", "definition")
    return pins.select_related("letter").defer(*texts).order_by("letter", "position")


def _may_hold(refs: Collection[str]) -> Q:
    """A condition that both databases can ask of JSON: a reference stands in it, as it is written,
    or it does not hold all its rows."""
    if len(refs) > ASKED_AT_ONCE:
        return Q()
    held = Q(row_count__gt=ROWS_KEPT)
    for ref in refs:
        held |= Q(rows__icontains=f'"{ref}"')
    return held


def _rests(pin: QuotedFigure, record: Record, table: str, refs: set[str]) -> bool:
    if any(row["table"] == table and row["ref"] in refs for row in pin.rows):
        return True
    # Not all its rows were written down: those that the record has now stand for them.
    return pin.row_count > len(pin.rows) and _rests_now(pin, record, table, refs)


def _rests_now(pin: QuotedFigure, record: Record, table: str, refs: set[str]) -> bool:
    # Each app keeps the tables that its own figures read; a figure about messages has no day.
    try:
        chosen = parse_parameters(definition_of(pin.key), record, pin.parameters)
        rows = compute(record, pin.key, pin.as_at, **chosen).rows
    except FigureError:
        return False
    first = next(iter(rows), None)
    if first is None or first.table != table:
        return False
    return any(row.ref in refs for row in rows)


def _told(pin: QuotedFigure) -> RestsOn:
    return RestsOn(
        kind=LETTER,
        ref=pin.letter.ref,
        title=pin.letter.title,
        url=pin.letter.get_absolute_url(),
        admin_url=reverse("admin:campaigns_openletter_change", args=[pin.letter.pk]),
        key=pin.key,
        label=pin.label,
        shown=pin.shown,
        as_at=pin.as_at,
        parameters=pin.parameters,
    )
