"""Which lines of a page are messages', and which are the page's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from solidarity.reading.attributions import attribution_of, is_closing, is_greeting, opening_of

from .furniture import is_about_page, is_date, is_furniture, is_title
from .lines import Line, Mark

# What a page says of itself before its first message has no more lines than this.
MOST_BEFORE = 15
LONGEST_HEADING = 160
# What parts messages counts as so many empty lines.
PARTED = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the page that is no message: its text, and where it was."""

    text: str
    span: tuple[int, int]


def sifted(lines: Sequence[Line]) -> tuple[list[Line], frozenset[int], list[Piece]]:
    """Return the lines of messages, the numbers of those that come after something that parts
    messages, and what was left out."""
    begins = _first(lines)
    kept: list[Line] = []
    hard: set[int] = set()
    left = [_piece(line) for line in lines[:begins] if line.mark != Mark.RULE]
    parted, gap = False, 0
    for line in lines[begins:]:
        if not _is_own(line):
            kept.append(_apart(line, max(gap, PARTED) if parted else gap))
            hard |= {len(kept) - 1} if parted else set()
            parted, gap = False, 0
            continue
        parted, gap = parted or _parts(line), max(gap, line.gap)
        left.extend([_piece(line)] if line.mark != Mark.RULE else [])
    return kept, frozenset(hard), left


def _piece(line: Line) -> Piece:
    return Piece(line.text, (line.start, line.end))


def _apart(line: Line, gap: int) -> Line:
    """Return a line with the larger of the gaps around what was left out before it."""
    return Line(line.text, max(line.gap, gap), line.start, line.end, line.mark, line.block)


def _first(lines: Sequence[Line]) -> int:
    """Return where messages begin: after the last line near the top that is of the page."""
    begins = 0
    for at, line in enumerate(lines[:MOST_BEFORE]):
        if is_greeting(line.text) or opening_of(line.text) or _is_name(line):
            break
        title = at == 0 and is_closing(line.text)
        if title or (_is_own(line) and not is_date(line.text)):
            begins = at + 1
        elif at >= begins and line.gap > max((each.gap for each in lines[1:at]), default=line.gap):
            break
    return begins


def _is_name(line: Line) -> bool:
    found = attribution_of(line.text)
    return found is not None and bool(found.name) and found.sure > 0.8


def _is_own(line: Line) -> bool:
    """Whether a line is the page's own."""
    if line.mark == Mark.RULE:
        return True
    if line.mark == Mark.HEADING and len(line.text) < LONGEST_HEADING and not _names(line):
        return True
    return is_furniture(line.text) or is_about_page(line.text) or is_title(line.text)


def _names(line: Line) -> bool:
    return attribution_of(line.text) is not None or opening_of(line.text) is not None


def _parts(line: Line) -> bool:
    """Whether what was left out stood between two messages rather than inside one."""
    headed = line.mark in (Mark.RULE, Mark.HEADING)
    return headed or is_date(line.text) or is_title(line.text) or is_about_page(line.text)
