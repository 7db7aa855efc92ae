"""Messages as slides: what shows of each, its text in pieces with the time that each takes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from dispute.models import Dispute
from solidarity.models import Message
from solidarity.shown import Shown, shown

from .reading import milliseconds, screens_of, sentences_of, size_for, time_of

# What a slide is made of, and nothing else of a message.
FIELDS = (
    "ref", "body", "name", "role", "organisation", "place", "display", "kind", "received_on",
    "dispute_id",
)  # fmt: skip
# Messages that a screen holds at a time; it asks onward for those behind them.
WINDOW = 100
# A page that is loaded anew needs a while to come: no screen without JavaScript is shown for less.
STILL_SECONDS = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stay together on a screen, the milliseconds that they take to read, and whether a
    sentence ends with them."""

    text: str
    ms: int
    ends: bool


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """A message on the screen. `paragraphs` are lines of pieces; `place` is its own on the wall."""

    message: Shown
    paragraphs: tuple[tuple[Line, ...], ...]
    place: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Slides, newest first. `onward` is the place after which older ones follow, "" at the end."""

    slides: tuple[Slide, ...]
    onward: str


@dataclass(frozen=True, slots=True)
class Still:
    """One screen of one message, for a page without JavaScript, and for how many seconds."""

    message: Shown
    pieces: tuple[str, ...]
    number: int
    count: int
    size: str
    seconds: int

    @property
    def is_last(self) -> bool:
        return self.number == self.count


def window(dispute: Dispute, place: tuple[date, int] | None) -> Window:
    """Return the messages after a place on the wall; None: the newest. One query."""
    messages = Message.objects.public_in(dispute).newest_first()
    if place is not None:
        messages = messages.before(*place)
    found = list(messages.only(*FIELDS)[: WINDOW + 1])
    slides = tuple(slide(message, dispute) for message in found[:WINDOW])
    return Window(slides, slides[-1].place if len(found) > WINDOW else "")


def slides_of(
    dispute: Dispute, refs: Collection[str], new: Collection[str] = ()
) -> tuple[Slide, ...]:
    """Return the messages of `refs` that are on the wall, as `refs` orders them. `new` say which
    of them were never there before."""
    public = Message.objects.public_in(dispute).filter(ref__in=refs)
    found = {message.ref: message for message in public.only(*FIELDS)} if refs else {}
    return tuple(slide(found[ref], dispute, is_new=ref in new) for ref in refs if ref in found)


def slide(message: Message, dispute: Dispute, *, is_new: bool = False) -> Slide:
    """Return a message as a slide."""
    message.dispute = dispute
    seen = shown(message)
    paragraphs = tuple(tuple(map(_line, lines)) for lines in seen.text_paragraphs)
    return Slide(seen, paragraphs, f"{message.received_on.isoformat()}.{message.pk}", is_new)


def still(slides: Iterable[Slide], number: int) -> Still | None:
    """Return the screen `number` (from 1; the last where there are fewer) of the first slide."""
    first = next(iter(slides), None)
    if first is None:
        return None
    lines = [line for paragraph in first.message.text_paragraphs for line in paragraph]
    screens = screens_of(lines)
    number = min(max(1, number), len(screens))
    pieces = screens[number - 1]
    return Still(
        message=first.message,
        pieces=pieces,
        number=number,
        count=len(screens),
        size=size_for(pieces),
        seconds=max(STILL_SECONDS, round(time_of(pieces) / 1000)),
    )


def _line(line: str) -> Line:
    return tuple(
        Piece(text, milliseconds(text), ends=text is sentence[-1])
        for sentence in sentences_of(line)
        for text in sentence
    )
