"""How a message shows: its name, its paragraphs, the shape of its kind.

Pure functions of a message's fields; the card and the admin's preview both stand on them.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

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
    placed = message.display != Message.Display.SUPPORTER
    return (
        one_line(message.role) if full else "",
        one_line(message.organisation) if named else "",
        one_line(message.place) if placed else "",
    )


def shown_name(message: Message) -> str:
    """Return the name that shows: what the sender chose, or the nearest thing they gave."""
    chosen = {
        Message.Display.FULL: message.name or message.role or message.organisation,
        Message.Display.FIRST_NAME: message.name.partition(" ")[0],
        Message.Display.ORGANISATION: message.organisation,
        Message.Display.SUPPORTER: "",
    }[Message.Display(message.display)]
    return one_line(chosen) or _("A supporter")


def size_of(body: str) -> str:
    """Return "shout" for a message short enough to be set large, else "testimony"."""
    one_line = len(body) <= SHOUT_CHARACTERS and body.strip().count("\n") <= 2
    return "shout" if one_line else "testimony"


def paragraphs_of(body: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text, each as its lines, without characters that break a page."""
    text = harmless(body.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip())
    return tuple(tuple(line.strip() for line in block.split("\n")) for block in blocks if block)


def one_line(text: str) -> str:
    """Return `text` harmless and without line breaks, for a name."""
    return " ".join(harmless(text).split())


def harmless(text: str) -> str:
    """Return `text` without control characters and bidirectional overrides (not marks), which can
    make one message look like part of another."""
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
    return "".join(
        c for c in kept if c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def folded(
    paragraphs: tuple[Paragraph, ...],
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Split after the paragraph that passes FOLD_WORDS words, if a good deal is left to fold."""
    words = 0
    for position, paragraph in enumerate(paragraphs, 1):
        words += sum(len(line.split()) for line in paragraph)
        rest = paragraphs[position:]
        if words >= FOLD_WORDS and sum(len(line.split()) for p in rest for line in p) > 40:
            return paragraphs[:position], rest
    return paragraphs, ()
