"""A letter as a Word document, to go on working in."""

from django.utils.translation import gettext as _

from campaigns.models import OpenLetter
from dispute.documents.blocks import Grid, Run, Runs, plain, size_of
from dispute.documents.paper import midday
from dispute.documents.typesetting import MOST, TooLongError
from dispute.documents.word import WordWriter
from dispute.documents.word_file import file_of, write_foot, write_letterhead
from dispute.documents.word_styles import new_document
from dispute.figures.days import day

from .letter import LetterData, QuotedLine, letter_data


def letter_docx(letter: OpenLetter) -> bytes:
    """Return a letter as a Word document, published or not. Raises TooLongError."""
    return write_letter(letter_data(letter))


def write_letter(data: LetterData) -> bytes:
    """Return a letter's data as a Word document; the same data give the same bytes."""
    if size_of(data.blocks) > MOST:
        raise TooLongError("it has too many words")
    writer = WordWriter(new_document(data.letterhead.colour))
    write_letterhead(writer, data.letterhead)
    if data.recipient:
        writer.paragraph(plain("\n".join(data.recipient)), "Recipient")
    writer.paragraph(plain(day(data.dated)), "Letter Date")
    if data.salutation:
        writer.paragraph(plain(data.salutation))
    writer.paragraph(plain(data.subject), "Title")
    writer.blocks(data.blocks)
    if data.closing:
        writer.paragraph(plain(data.closing), "Letter Closing")
    if data.signatories:
        writer.paragraph(plain("\n".join(data.signatories)), "Signatories")
    if data.version:
        writer.paragraph((Run(data.version, soft=True),))
    if data.quoted:
        writer.paragraph(plain(_("Figures quoted")), "Heading 2")
        writer.grid(_quoted(data))
    running = ", ".join(part for part in (data.letterhead.name, day(data.dated)) if part)
    write_foot(writer, running)
    return file_of(
        writer.document,
        title=data.subject,
        author=data.letterhead.name,
        made=midday(data.dated),
    )


def _quoted(data: LetterData) -> Grid:
    head = ("", _("Figure"), _("As at"), _("What it counts"))
    rows = tuple(
        (
            plain(str(number)),
            (Run(line.shown, bold=True),),
            plain(day(line.as_at)),
            _what_it_counts(line),
        )
        for number, line in enumerate(data.quoted, 1)
    )
    return Grid(tuple(plain(text) for text in head), rows, shares=(2, 7, 7, 16))


def _what_it_counts(line: QuotedLine) -> Runs:
    lines = (
        Run(line.label, bold=True),
        Run(line.definition),
        Run(line.sentence, soft=True),
        Run(line.sources, soft=True),
    )
    broken = [each for run in lines if run.text for each in (Run("\n"), run)]
    return tuple(broken[1:])
