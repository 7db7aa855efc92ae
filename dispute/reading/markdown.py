"""Markdown text to its blocks of prose: paragraphs, headings, list items, table cells.

A scanner of lines. It knows what a block is and what is no prose (code, link definitions, markers
of lists); what is inside the lines is for plain.py. Each line is looked at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_QUOTE = re.compile(r"[ \t]{0,20}>[ ]?")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?=[ \t\r\n]|$)")
# What ends a line that a list belongs to: "The waits:", "How long do people wait?".
_LEADS = (":", "?")
_BULLET = re.compile(r"[ \t]{0,40}(?:[-*+•◦▪·–][ \t]{1,8}|[•◦▪])(?:\[[ xX]\][ \t]{1,4})?")
_NUMBERED = re.compile(
    r"[ \t]{0,40}(?:(\d{1,3})[.)]|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?:[a-z]|[ivx]{1,4})\))"
    r"[ \t]{1,8}"
)
_FENCE = re.compile(r"[ ]{0,3}(`{3,100}|~{3,100})")
_RULE = re.compile(
    r"[ ]{0,3}(?:[-*_=][ \t]{0,5}){3,200}[ \t]{0,20}[\r\n]*$|[ ]{0,3}=+[ \t]*[\r\n]*$"
)
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]\r\n]{1,100}\]:[ \t]")
_DELIMITERS = re.compile(r"[ \t|:-]{3,2000}[\r\n]{0,2}$")
_BAR = re.compile(r"(?<!\\)\|")
_FRONT_MATTER = re.compile(r"---[ \t]{0,10}\r?\n[A-Za-z_]{1,50}:")

Piece = tuple[int, int]


@dataclass(slots=True)
class Block:
    """A stretch of prose: pieces (start, end) of the text, and whose words they are.

    `context` holds pieces that stand elsewhere and belong to it: the head of a table's column and
    the first cell of the row; the line with a colon, or the question, that a list follows.
    `heading` says that it is one, `column` which of its row of a table (the first is 0, as is all
    else).
    """

    pieces: list[Piece] = field(default_factory=list)
    quoted: bool = False
    item: bool = False
    context: tuple[Piece, ...] = ()
    heading: bool = False
    column: int = 0

    def add(self, start: int, end: int) -> None:
        """Add a line; those that touch become one piece."""
        if self.pieces and self.pieces[-1][1] == start:
            self.pieces[-1] = (self.pieces[-1][0], end)
        elif start < end:
            self.pieces.append((start, end))


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of prose of a Markdown text, in order."""
    return _Scanner(text).blocks()


class _Scanner:
    """The state between lines: the block that is open, and what the line before was."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open = Block()
        self.fence = ""
        self.in_list = False
        self.lead_in: tuple[Piece, ...] = ()
        self.heads: list[Piece] | None = None

    def blocks(self) -> Iterator[Block]:
        lines = self._lines()
        for number, (start, end) in enumerate(lines):
            following = lines[number + 1] if number + 1 < len(lines) else (end, end)
            yield from self._line(start, end, following)
        yield from self._close()

    def _lines(self) -> list[Piece]:
        start = self._after_front_matter()
        found = [match.span() for match in _LINE.finditer(self.text, start)]
        return [(start, end) for start, end in found if start < end]

    def _after_front_matter(self) -> int:
        if not _FRONT_MATTER.match(self.text):
            return 0
        closed = self.text.find("\n---", 4, 20_000)
        return closed + 4 if closed != -1 else 0

    def _line(self, start: int, end: int, following: Piece) -> Iterator[Block]:
        if self._is_code(start, end):
            yield from self._close()
            return
        content = self._after_quote_marks(start, end)
        quoted = content > start
        if not self.text[content:end].strip():
            yield from self._blank()
        elif quoted != self.open.quoted and self.open.pieces and quoted:
            yield from self._close()
            yield from self._prose(content, end, following, quoted)
        else:
            yield from self._prose(content, end, following, quoted)

    def _is_code(self, start: int, end: int) -> bool:
        """Say whether the line is of a block of code, and remember whether one is open."""
        match = _FENCE.match(self.text, start, end)
        if self.fence:
            if match and match.group(1).startswith(self.fence):
                self.fence = ""
            return True
        self.fence = match.group(1) if match else ""
        return bool(match)

    def _after_quote_marks(self, start: int, end: int) -> int:
        for _ in range(10):
            match = _QUOTE.match(self.text, start, end)
            if not match:
                break
            start = match.end()
        return start

    def _blank(self) -> Iterator[Block]:
        self.heads = None
        yield from self._close()

    def _close(self) -> Iterator[Block]:
        closed, self.open = self.open, Block()
        if closed.pieces:
            if not closed.item:
                self.lead_in = self._lead_in(closed)
            yield closed

    def _lead_in(self, block: Block) -> tuple[Piece, ...]:
        start, end = block.pieces[-1]
        tail = self.text[max(start, end - 300) : end]
        # "**Waiting times:**" ends with its emphasis.
        return ((max(start, end - 300), end),) if tail.rstrip(" \t\r\n*_").endswith(_LEADS) else ()

    def _prose(self, start: int, end: int, following: Piece, quoted: bool) -> Iterator[Block]:
        if _RULE.match(self.text, start, end) or _DEFINITION.match(self.text, start, end):
            yield from self._close()
        elif self._is_row(start, end, following):
            yield from self._close()
            yield from self._row(start, end, quoted)
        elif heading := _HEADING.match(self.text, start, end):
            yield from self._close()
            self.in_list = False
            yield Block([(heading.end(), end)], quoted, heading=True)
        else:
            yield from self._flowing(start, end, quoted)

    def _flowing(self, start: int, end: int, quoted: bool) -> Iterator[Block]:
        marker = self._marker(start, end)
        if marker is not None:
            yield from self._close()
            self.open = Block([], quoted, True, self.lead_in)
            self.in_list = True
            start = marker
        elif not self.open.pieces:
            self.in_list = self.in_list and self.text[start] in " \t"
            self.open = Block([], quoted)
        self.open.add(start, end)

    def _marker(self, start: int, end: int) -> int | None:
        """Return where the words of a list item begin, None where the line begins none.

        A number that a line happens to begin with in the middle of a paragraph marks no item.
        """
        if match := _BULLET.match(self.text, start, end):
            return match.end()
        match = _NUMBERED.match(self.text, start, end)
        if not match:
            return None
        number = match.group(1)
        interrupts = self.open.pieces and not self.open.item
        return None if interrupts and number and number != "1" else match.end()

    def _is_row(self, start: int, end: int, following: Piece) -> bool:
        if self.text.find("|", start, end) == -1:
            return False
        if self.heads is not None or self.text[start:end].lstrip().startswith("|"):
            return True
        return self._is_delimiters(*following)

    def _is_delimiters(self, start: int, end: int) -> bool:
        line = self.text[start : min(end, start + 2100)]
        return "|" in line and "-" in line and bool(_DELIMITERS.match(line))

    def _row(self, start: int, end: int, quoted: bool) -> Iterator[Block]:
        if self._is_delimiters(start, end):
            return
        cells = self._cells(start, end)
        heads, first = self.heads, cells[0] if cells else (start, start)
        if heads is None:
            self.heads = cells
        for number, cell in enumerate(cells):
            if self.text[cell[0] : cell[1]].strip():
                head = [heads[number]] if heads and number < len(heads) else []
                row = [first] if number and heads else []
                yield Block([cell], quoted, context=(*row, *head), column=number)

    def _cells(self, start: int, end: int) -> list[Piece]:
        bars = [match.start() for match in _BAR.finditer(self.text, start, end)]
        cells = [(left + 1, right) for left, right in pairwise([start - 1, *bars, end])]
        first = cells[0]
        return cells if self.text[first[0] : first[1]].strip() else cells[1:]
