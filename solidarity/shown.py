"""How a message shows: its name, its paragraphs, the shape of its kind.

Pure functions of a message's fields; the card and the admin's preview both stand on them.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from .models import Message

# A shape and a word tell kinds apart, never colour alone; never a red cross: the law protects it.
SHAPES = {
    Message.Kind.UNION: "square",
    Message.Kind.HEALTH: "diamond",
    Message.Kind.SERVICE_USER: "circle",
    Message.Kind.POLITICIAN: "triangle",
    Message.Kind.RESIDENT: "ring",
    Message.Kind.INDIVIDUAL: "dot",
    Message.Kind.OTHER: "bar",
}
# Up to so many characters a message is set large; after about so many words it folds.
SHOUT_CHARACTERS = 140
FOLD_WORDS = 150
# So few words more are no reason to fold.
LEAST_FOLDED = 40
CHARACTERS_A_WORD = 8
# All control characters but tab and line feed; and what turns the direction of a text around.
HARMFUL = dict.fromkeys(
    [*range(9), *range(11, 32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)]
)
TITLES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "cllr", "councillor", "sir",
        "dame", "lord", "lady", "baroness", "baron", "rev", "revd", "reverend", "fr", "sr", "the",
        "hon", "rt",
    }
)  # fmt: skip
SENTENCE_END = re.compile(r"(?<=[.!?…؟])\s+")

Paragraph = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What everybody sees of a message; nothing else of it reaches a page."""

    ref: str
    url: str
    received_on: date
    shown_name: str
    shown_role: str
    organisation: str
    place: str
    kind: str
    kind_label: str
    shape: str
    size: str
    text_paragraphs: tuple[Paragraph, ...]
    opening_paragraphs: tuple[Paragraph, ...]
    rest_paragraphs: tuple[Paragraph, ...]


def shown(message: Message) -> Shown:
    """Return what `message` shows, as its sender chose."""
    paragraphs = paragraphs_of(message.body)
    opening, rest = folded(paragraphs)
    name = shown_name(message)
    role, organisation, place = shown_belonging(message)
    return Shown(
        ref=message.ref,
        url=message.get_absolute_url(),
        received_on=message.received_on,
        shown_name=name,
        shown_role=role if role != name else "",
        organisation=organisation if organisation != name else "",
        place=place,
        kind=message.kind,
        kind_label=str(message.get_kind_display()),
        shape=SHAPES[Message.Kind(message.kind)],
        size=size_of(message.body),
        text_paragraphs=paragraphs,
        opening_paragraphs=opening,
        rest_paragraphs=rest,
    )


def shown_belonging(message: Message) -> tuple[str, str, str]:
    """Return the role, organisation and place that show, each harmless and in one line."""
    full = message.display == Message.Display.FULL
    named = message.display in Message.SHOWS_ORGANISATION
    placed = message.display in (Message.Display.FULL, Message.Display.FIRST_NAME)
    return (
        one_line(message.role) if full else "",
        one_line(message.organisation) if named else "",
        one_line(message.place) if placed else "",
    )


def shown_name(message: Message) -> str:
    """Return the name that shows: what the sender chose, or the nearest thing they gave."""
    name, organisation = one_line(message.name), one_line(message.organisation)
    chosen = {
        Message.Display.FULL: name or one_line(message.role) or organisation,
        Message.Display.FIRST_NAME: first_name(name),
        Message.Display.ORGANISATION: organisation,
        Message.Display.SUPPORTER: "",
    }[Message.Display(message.display)]
    return chosen or _("A supporter")


def first_name(name: str) -> str:
    """Return the first name of a full one; "" where it may be a surname.

    "Smith, Mary Ann" is Mary, "Dr Ann Smith" is Ann, and "Dr Smith" says too little.
    """
    surname, comma, given = name.partition(",")
    words = (given if comma else surname).split()
    known = [word for word in words if word.strip(".").casefold() not in TITLES]
    if not known or (len(known) == 1 and len(known) < len(words) and not comma):
        return ""
    return known[0]


def size_of(body: str) -> str:
    """Return "shout" for a message short enough to be set large, else "testimony"."""
    text = body.strip()
    short = len(text) <= SHOUT_CHARACTERS and text.count("\n") <= 2
    return "shout" if short else "testimony"


def paragraphs_of(body: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text, each as its lines, without characters that break a page."""
    text = harmless(body.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (line.strip() for line in text.split("\n"))
    return tuple(tuple(block) for seen, block in groupby(lines, key=can_be_seen) if seen)


def can_be_seen(line: str) -> bool:
    """Whether a line holds anything but spaces and characters that take no room."""
    return any(not c.isspace() and unicodedata.category(c) != "Cf" for c in line)


def one_line(text: str) -> str:
    """Return `text` harmless and without line breaks, for a name."""
    return " ".join(harmless(text).split())


def harmless(text: str) -> str:
    """Return `text` without control characters and bidirectional overrides (not marks), which can
    make one message look like part of another."""
    return text.translate(HARMFUL)


def folded(
    paragraphs: tuple[Paragraph, ...],
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Return what shows at once and what folds: nothing, unless a good deal is left to fold.

    The fold comes after the paragraph that passes FOLD_WORDS words; a paragraph that goes on far
    beyond them is divided at the end of a sentence.
    """
    words = 0
    for position, paragraph in enumerate(paragraphs):
        length = _words(paragraph)
        if words + length < FOLD_WORDS:
            words += length
            continue
        opening, rest = _divided(paragraph, FOLD_WORDS - words)
        folding = (*rest, *paragraphs[position + 1 :])
        if sum(map(_words, folding)) <= LEAST_FOLDED:
            break
        return (*paragraphs[:position], opening), folding
    return paragraphs, ()


def _divided(paragraph: Paragraph, wanted: int) -> tuple[Paragraph, tuple[Paragraph, ...]]:
    """Divide a paragraph that goes on far beyond `wanted` words: after a line, or a sentence."""
    if _words(paragraph) < wanted + FOLD_WORDS:
        return paragraph, ()
    if len(paragraph) > 1:
        opening = _first(list(paragraph), wanted)
        return paragraph[:opening], (paragraph[opening:],) if paragraph[opening:] else ()
    pieces = _pieces(paragraph[0])
    count = _first(pieces, wanted)
    rest = "".join(pieces[count:]).strip()
    return ("".join(pieces[:count]).strip(),), ((rest,),) if rest else ()


def _pieces(line: str) -> list[str]:
    """A line as its sentences; one without end, or without spaces, in pieces of a fixed length."""
    sentences = SENTENCE_END.sub("\\g<0>\n", line).split("\n")
    length = FOLD_WORDS * CHARACTERS_A_WORD
    return [each[at : at + length] for each in sentences for at in range(0, len(each), length)]


def _first(pieces: Sequence[str], wanted: int) -> int:
    """How many pieces it takes to have `wanted` words."""
    words = 0
    for count, piece in enumerate(pieces, 1):
        words += _words((piece,))
        if words >= wanted:
            return count
    return len(pieces)


def _words(paragraph: Paragraph) -> int:
    """Words, or where a script or a prank has no spaces, as many as would take that room."""
    return sum(max(len(line.split()), len(line) // CHARACTERS_A_WORD) for line in paragraph)
