"""A letter as PDF: tagged, with its title and language (PDF/UA-1), the same bytes each time."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from campaigns.models import OpenLetter
from dispute.documents.as_json import blocks_as_json, line_as_json
from dispute.documents.blocks import size_of
from dispute.documents.paper import letterhead_as_json, midday
from dispute.documents.typesetting import (
    FINE,
    MOST,
    BusyError,
    TooLongError,
    Typeset,
    TypesettingError,
    typeset,
)
from dispute.figures.days import day

from .letter import LetterData, QuotedLine, letter_data

# A last paragraph that is longer than some twenty lines does not follow the signature to its page.
MOST_HELD = 1_800
TEMPLATE = Path(__file__).resolve().parent / "letter.typ"


def letter_pdf(letter: OpenLetter) -> bytes:
    """Return a letter as PDF, published or not. Raises TypesettingError."""
    return set_letter(letter_data(letter)).pdf


def pdf_problem(letter: OpenLetter) -> str:
    """Return what an officer should know about the letter's PDF, "" where all is well."""
    try:
        missing = set_letter(letter_data(letter)).missing
    except BusyError:
        return _("Another long letter is being made into a PDF: look again in half a minute.")
    except TooLongError:
        return _(
            "This letter is too long for a PDF: readers are told so, and read it on its page, "
            "which is not affected."
        )
    except TypesettingError as error:
        message = _(
            "No PDF can be made of this letter (%s): readers are told so, and read it on its page, "
            "which is not affected."
        )
        return message % error
    if not missing:
        return ""
    message = _(
        "The PDF shows a box for “%s”, which is in no typeface of this machine. Its page is not "
        "affected. Whoever runs the site can install more typefaces, such as fonts-noto."
    )
    return message % missing


def set_letter(data: LetterData) -> Typeset:
    """Return a letter's data as PDF. Raises TypesettingError; TooLongError where that is why."""
    if size_of(data.blocks) > MOST:
        raise TooLongError("it has too many words")
    return typeset(
        TEMPLATE, letter_as_json(data), made=midday(data.dated), logo=data.letterhead.logo
    )


def letter_as_json(data: LetterData) -> dict[str, Any]:
    """Return a letter as letter.typ reads it."""
    running = ", ".join(part for part in (data.letterhead.name, day(data.dated)) if part)
    return {
        **letterhead_as_json(data.letterhead),
        "title": data.subject,
        "running": running,
        "recipient": [line_as_json(line) for line in data.recipient],
        "dated": day(data.dated),
        "salutation": _line(data.salutation),
        "subject": line_as_json(data.subject),
        "blocks": blocks_as_json(data.blocks),
        "rough": size_of(data.blocks) > FINE,
        "hold": size_of(data.blocks[-1:]) < MOST_HELD,
        "closing": _line(data.closing),
        "signatories": [line_as_json(line) for line in data.signatories],
        "version": data.version,
        "quoted": [_quoted(line) for line in data.quoted],
        "figures": _("Figures quoted"),
        "columns": ["", _("Figure"), _("As at"), _("What it counts")],
    }


def _line(text: str) -> dict[str, Any] | None:
    return line_as_json(text) if text.strip() else None


def _quoted(line: QuotedLine) -> dict[str, Any]:
    return {
        "shown": line_as_json(line.shown),
        "as_at": day(line.as_at),
        "label": _line(line.label),
        "definition": line_as_json(line.definition),
        "sentence": _line(line.sentence),
        "sources": _line(line.sources),
    }
