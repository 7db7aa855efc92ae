"""The book as PDF: A5, tagged, with its title and language, the same bytes each time."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import ceil
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.documents.as_json import line_as_json, runs_as_json
from dispute.documents.blocks import Run, written
from dispute.documents.paper import letterhead_as_json, midday
from dispute.documents.typesetting import Typeset, typeset
from dispute.figures.days import day
from solidarity.shown import Paragraph, paragraphs_of

from .contents import Book, Chapter, Entry, index_of

TEMPLATE = Path(__file__).resolve().parent / "book.typ"
# Characters that a line of a message holds, and lines up to which one is never divided between
# pages.
LINE, MOST_WHOLE = 60, 15
# Messages in a chapter, on average, from which each begins on a page of its own.
ON_ITS_OWN = 8
LONGEST_SIGNATURE = 120
# Seconds that the longest book may take; a page of the admin waits for it.
PATIENCE = 100


def book_pdf(book: Book) -> Typeset:
    """Return a book as PDF. Raises TypesettingError.

    `missing` is the first text for which this machine has no letters: boxes stand for it in print,
    and the text itself stays in the file for copying and reading aloud.
    """
    return typeset(
        TEMPLATE,
        book_as_json(book),
        made=midday(book.choice.as_at),
        logo=book.letterhead.logo,
        patience=PATIENCE,
    )


def book_as_json(book: Book) -> dict[str, Any]:
    """Return a book as book.typ reads it."""
    entries = list(chain.from_iterable(chapter.entries for chapter in book.chapters))
    indexed = index_of(entries)
    return {
        **letterhead_as_json(book.letterhead),
        "title": _("Messages of solidarity: %s") % written(book.dispute),
        "dispute": line_as_json(written(book.dispute)),
        "running": written(book.dispute),
        "count": f"{book.tally.messages:,}",
        "counted": _counted(book),
        "dates": _dates(book),
        "thanks": {
            "title": _("To everybody who stood with us"),
            "paragraphs": _thanks(book),
        },
        "contents": _("In this book"),
        "fresh": len(entries) >= ON_ITS_OWN * len(book.chapters),
        "chapters": [_chapter(chapter) for chapter in book.chapters],
        "organisations": _("Who wrote"),
        "index": [{"name": line_as_json(written(name)), "refs": refs} for name, refs in indexed],
        "colophon": {"title": _("About this book"), "paragraphs": colophon(book)},
    }


def colophon(book: Book) -> list[str]:
    """Return what the last page says: of which day it is, and what that means for who wrote."""
    tally, at = book.tally, day(book.choice.as_at)
    return [
        _("This book holds %(messages)s as they stood on the wall, received up to %(day)s.")
        % {"messages": _messages(tally.messages), "day": at},
        _("The wall goes on at %s") % book.wall,
        _permitted(book),
        _(
            "Whoever wrote a message can change how their name shows, or take it back, at any "
            "time: by the link in the mail that they were sent, or by asking the branch. It then "
            "goes from the wall at once, and from every book made after that day. A book that is "
            "printed cannot be called back. Please do not copy or publish pages of it without "
            "asking the branch whether the message still stands."
        ),
        _("Set in Barlow Condensed and Source Serif 4, which are under the SIL Open Font License."),
    ]


def _permitted(book: Book) -> str:
    """Why the messages may be in it."""
    tally = book.tally
    if not tally.were_public:
        return _("Each is printed because its sender agreed that the branch publishes it.")
    if not tally.agreed:
        return _("Each was public already when it came to the wall.")
    return _(
        "%(agreed)s are printed because their senders agreed that the branch publishes them; "
        "%(public)s were public already when they came to the wall."
    ) % {"agreed": f"{tally.agreed:,}", "public": f"{tally.were_public:,}"}


def _thanks(book: Book) -> list[dict[str, Any]]:
    """What an officer wrote for the first page; or else what the book is, and thanks for it."""
    if book.choice.words.strip():
        return _texts(paragraphs_of(book.choice.words))
    came = (
        _("Here they are, in the order in which they came.")
        if book.choice.by == "month"
        else _("Here they are, by who sent them.")
    )
    said = [
        _("These messages were sent to us while we were in dispute with %s.")
        % written(book.employer),
        _("One of us read each before it went up on our wall. %s") % came,
        _("Thank you. You stood with us, and we have it in writing."),
    ]
    return _texts(tuple((line,) for line in said))


def _counted(book: Book) -> str:
    """What stands under the number on the cover: "messages from 27 organisations"."""
    n, organisations = book.tally.messages, book.tally.organisations
    if organisations < 2:
        return ngettext("message of solidarity", "messages of solidarity", n)
    words = ngettext("message from %s organisations", "messages from %s organisations", n)
    return words % f"{organisations:,}"


def _messages(n: int) -> str:
    return ngettext("%s message", "%s messages", n) % f"{n:,}"


def _dates(book: Book) -> str:
    if book.first_on == book.last_on:
        return day(book.first_on)
    return f"{day(book.first_on)} – {day(book.last_on)}"


def _chapter(chapter: Chapter) -> dict[str, Any]:
    entries = [_entry(entry) for entry in chapter.entries]
    return {"title": chapter.title, "count": _messages(len(entries)), "entries": entries}


def _entry(entry: Entry) -> dict[str, Any]:
    message = entry.message
    belonging = (message.shown_role, message.organisation, message.place)
    return {
        "ref": message.ref,
        "paragraphs": _texts(message.text_paragraphs),
        "shout": message.size == "shout",
        "whole": _lines(message.text_paragraphs) <= MOST_WHOLE,
        "signed": _is_signed(message.text_paragraphs, message.shown_name),
        "name": line_as_json(written(message.shown_name)),
        "of": [line_as_json(written(each)) for each in belonging if each],
        "kind": message.kind_label,
        "shape": message.shape,
        "day": day(message.received_on),
    }


def _is_signed(paragraphs: Sequence[Paragraph], name: str) -> bool:
    """Whether a message ends with its sender's name, in a paragraph of its own."""
    if len(paragraphs) < 2:
        return False
    last = " ".join(paragraphs[-1])
    is_named = bool(name) and name.casefold() in last.casefold()
    return is_named and len(last) < LONGEST_SIGNATURE


def _texts(paragraphs: Iterable[Paragraph]) -> list[dict[str, Any]]:
    return [runs_as_json(tuple(_runs(lines))) for lines in paragraphs]


def _runs(lines: Paragraph) -> Iterator[Run]:
    for number, line in enumerate(lines):
        if number:
            yield Run("\n")
        yield Run(written(line))


def _lines(paragraphs: Iterable[Paragraph]) -> int:
    """How many lines a message takes, at least, and with a line between paragraphs."""
    return sum(1 + sum(ceil(max(1, len(line)) / LINE) for line in lines) for lines in paragraphs)
