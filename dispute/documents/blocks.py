"""What documents are made of: frozen, free of models, and free of markup."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Neither XML nor PDF/UA knows them: controls, half characters, and what Unicode calls no character.
_NOT_WRITTEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U000efffe-\U000effff"
    "\U000ffffe\U000fffff\U0010fffe\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face. A text of "\\n" is a line break.

    `link` is an address to write out on paper; `figure` the number of the line under the letter
    that proves it, from 1; `numeral` sets it large.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    figure: int = 0
    numeral: bool = False
    soft: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a document, whose title has level 1: so from 2, and never skipping one."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class ItemList:
    """Items, each made of blocks. `start` is the first number, None for bullets."""

    items: tuple[tuple["Block", ...], ...]
    start: int | None = None
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Quotation:
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a row of heads, and rows as long as that. `aligns` are start, center or end.

    `shares` divides the width between the columns; without it each takes what it needs.
    """

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    aligns: tuple[str, ...] = ()
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A rule between two parts."""


Block = Paragraph | Heading | ItemList | Quotation | Grid | Code | Break


def written(text: str) -> str:
    """Return `text` without what no document can hold; its other characters are all kept."""
    return _NOT_WRITTEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter that has a direction runs from the right, as dir="auto"."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def text_of(runs: Iterable[Run]) -> str:
    """Return the text of runs."""
    return "".join(run.text for run in runs)


def plain(text: str) -> Runs:
    """Return a text as runs, its line breaks kept."""
    lines = text.split("\n")
    return tuple(_with_breaks(Run(line) for line in lines))


def addresses_written_out(runs: Runs) -> list[str]:
    """Return for each run the address to write behind it: once for a link, behind the last of its
    runs, and "" where its text says it already."""
    found = [""] * len(runs)
    text, last = "", -1
    for at, run in enumerate(runs):
        if run.text == "\n":
            continue
        if last >= 0 and run.link != runs[last].link:
            found[last], text = _written_out(runs[last].link, text), ""
        text, last = text + run.text, at
    if last >= 0:
        found[last] = _written_out(runs[last].link, text)
    return found


def size_of(blocks: Iterable[Block]) -> int:
    """Return how much there is to set: characters, and some for each cell and paragraph."""
    return sum(_size(block) for block in blocks)


def _with_breaks(runs: Iterable[Run]) -> Iterator[Run]:
    for number, run in enumerate(runs):
        if number:
            yield Run("\n")
        if run.text:
            yield run


def _written_out(link: str, text: str) -> str:
    address = re.sub(r"^(mailto|tel):", "", link)
    bare = re.sub(r"^https?://(www\.)?|/$", "", address)
    return "" if bare and bare in text else address


# What a run, a paragraph or a cell costs to set, in characters; measured.
_EACH = 20


def _size(block: Block) -> int:
    match block:
        case Paragraph(runs) | Heading(_, runs):
            return _EACH + _runs_size(runs)
        case ItemList(items):
            return sum(_EACH + size_of(item) for item in items)
        case Quotation(blocks):
            return _EACH + size_of(blocks)
        case Grid(head, rows):
            return sum(_EACH + _runs_size(cell) for row in (head, *rows) for cell in row)
        case Code(text):
            return _EACH + len(text)
        case Break():
            return _EACH


def _runs_size(runs: Runs) -> int:
    return sum(_EACH + len(run.text) + len(run.link) for run in runs)
