"""The figures that letters quote, in a pack: what each said when it was published, word for word.

A letter that comes without them (one written by hand) has its figures looked up and pinned on the
way in, as when it is published here.
"""

import json
from collections.abc import Iterable, Iterator

from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet

from dispute.figures import FigureRow, Record
from dispute.figures.teams import is_held_back, is_row_held_back
from dispute.models import Dispute
from dispute.packs.cells import Text
from dispute.packs.linking import Links
from dispute.packs.problems import Place, Problems, Trouble
from dispute.packs.tables import Column, PackRow, PackTable, TableReport, column, columns

from .letters import quoting_of
from .markup import references_in, to_html
from .models import OpenLetter, QuotedFigure
from .pins import digest, pins_of
from .references import Reference
from .taken_back import OnTheWall, without_taken_back

NAME = "quoted_figures"
FILE = f"{NAME}.csv"
ORDER = ("letter__dated", "letter", "version", "position")
NAMES = """
    version position reference key style label definition value unit numerator denominator shown
    sentence as_at row_count rows_digest
"""


class Json(Text):
    """A list or a group, as JSON in one cell."""

    is_text = False
    schema = {"type": "any"}

    def parse(self, text: str) -> object:
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Trouble(f"this is no JSON ({error}).") from None

    def write(self, value: object) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)


def pins_table() -> PackTable:
    """Return how quoted figures stand in a pack: after the letters that they belong to."""
    return PackTable(
        NAME,
        QuotedFigure,
        tuple(pin_columns()),
        order=ORDER,
        related=("letter",),
        rows=pins,
        public_rows=public_pins,
        save=save_pins,
    )


def pin_columns() -> Iterator[Column]:
    """Yield the columns: which letter, which version of it, and all that was written down."""
    yield Column(
        "letter", Text(), "", lambda pin: pin.letter.slug, required=True,
        title="letter", about="The slug of a letter.",
    )  # fmt: skip
    yield from columns(QuotedFigure, NAMES)
    for name, empty in (("parameters", {}), ("rows", [])):
        plain = column(QuotedFigure, name)
        yield Column(name, Json(), name, plain.read, empty, title=plain.title)


def pins(dispute: Dispute, _public: bool = False) -> QuerySet[QuotedFigure]:
    """Return what letters of a dispute quote, in all their versions."""
    return QuotedFigure.objects.filter(letter__dispute=dispute)


def public_pins(dispute: Dispute) -> Iterator[QuotedFigure]:
    """Yield what public letters quote, in the version that is to be read."""
    letters = OpenLetter.objects.public().filter(dispute=dispute)
    found = QuotedFigure.objects.filter(letter__in=letters, version=F("letter__version"))
    record, wall = Record(dispute), OnTheWall.of(dispute)
    for pin in found.select_related("letter").order_by(*ORDER).iterator(chunk_size=200):
        pin.rows = wall.rows(pin.rows)
        yield without_small_teams(record, pin)


def without_small_teams(record: Record, pin: QuotedFigure) -> QuotedFigure:
    """Take off a pin, for a public export, the rows that name a team too small to be shown now.

    The number that was published stays. The digest goes with the rows: of few references, it tells
    by trial which they were.
    """
    rows = [] if is_held_back(record, pin.parameters) else pin.rows
    rows = [row for row in rows if not is_row_held_back(record, row["table"], row["text"])]
    if rows != pin.rows:
        pin.rows = rows
        pin.rows_digest = digest(FigureRow(r["table"], r["ref"], None, r["text"]) for r in rows)
    return pin


def save_pins(rows: Iterable[PackRow], links: Links, problems: Problems) -> TableReport:
    """Save the quoted figures that are not there (nothing changes one), then set the letters."""
    letters = {letter.slug: letter for letter in links.rows(OpenLetter)}
    there = set(pins(links.dispute).values_list("letter_id", "version", "position"))
    added = unchanged = 0
    for row in rows:
        with problems.at(row.place):
            pin = pin_of(row, letters, links)
            place = (pin.letter_id, pin.version, pin.position)
            unchanged += place in there
            if place not in there:
                there.add(place)
                write_pin(pin)
                added += 1
    if OpenLetter not in links.troubled:
        for letter in letters.values():
            added += set_letter(letter, problems)
    return TableReport(FILE, added=added, unchanged=unchanged)


def pin_of(row: PackRow, letters: dict[str, OpenLetter], links: Links) -> QuotedFigure:
    """Return a quoted figure as the pack has it. Raises Trouble."""
    slug = row.values["letter"].strip()
    found = links.find(OpenLetter, "letter", slug, lambda each: each.slug == slug, letters)
    fields = {name: value for name, value in row.values.items() if name != "letter"}
    pin = QuotedFigure(letter=found[0], **fields)
    pin.rows = without_taken_back(links.dispute.pk, pin.rows)
    return pin


def write_pin(pin: QuotedFigure) -> None:
    """Save a quoted figure. Raises Trouble where the database refuses it."""
    try:
        pin.clean_fields(exclude=["letter", "parameters", "rows"])
        with transaction.atomic():
            pin.save()
    except DatabaseError as error:
        raise Trouble(f"the database refuses this: {error}") from error


def set_letter(letter: OpenLetter, problems: Problems) -> int:
    """Make the HTML of a published letter with what it quotes; return how many pins that took."""
    references = list(dict.fromkeys(references_in(letter.body)))
    if letter.status != OpenLetter.Status.PUBLISHED or not references:
        return 0
    found = QuotedFigure.objects.filter(letter=letter, version=letter.version)
    said = {pin.reference: pin.shown for pin in found.order_by("position")}
    made = 0 if said else pin_now(letter, problems)
    if made:
        said = {pin.reference: pin.shown for pin in found.order_by("position")}
    for each in references:
        if said and each.is_closed and each.text not in said:
            text = (
                f"{each.text} is quoted, and {FILE} has no row for it in version {letter.version}."
            )
            problems.add(Place("letters/", 0, letter.slug), text)
    show(letter, {each: said[each.text] for each in references if each.text in said})
    return made


def pin_now(letter: OpenLetter, problems: Problems) -> int:
    """Pin what a letter quotes as at the day that it bears, as publishing it would."""
    quotes = quoting_of(letter)
    for each in quotes.problems:
        problems.add(Place("letters/", 0, letter.slug), f"{each.text}: {each.message}")
    made = pins_of(letter, quotes.quotes)
    QuotedFigure.objects.bulk_create(made, batch_size=200)
    return len(made)


def show(letter: OpenLetter, said: dict[Reference, str]) -> None:
    """Keep the letter's HTML with its figures in it, where it is another than before."""
    html = to_html(letter.body, said)
    if html != letter.body_html:
        OpenLetter.objects.filter(pk=letter.pk).update(body_html=html)
