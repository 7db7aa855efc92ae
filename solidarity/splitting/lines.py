"""A page as lines: of plain text, or of HTML, with what stood between them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from .tags import is_html, lines_of_html

UNSEEN = "\ufeff\u200b\u200e\u200f \t\r\n\f\v\u00a0\x00\x85\u2028\u2029\x1c\x1d\x1e"
BULLET = re.compile(
    r"^\s{0,8}(?:(?P<number>\d{1,4})[.)]|#(?P<hash>\d{1,4})\b[.:)]?|(?P<sign>[•●▪◦‣*·]|-(?=\s)))\s{1,8}(?=\S)"
)
RULE = re.compile(r"^[\s\-–—_=*~•·.#+✊❤♥★☆<>|]{3,200}$")


TITLE = re.compile(r"^#{1,6}\s+(?=\S)")
STARS = re.compile(r"(?<![\w*])(\*\*|__)(?=[^\s*])([^*]{1,200}?)(?<=[^\s*])\1(?![\w*])")
# Quotations are taken off where so many lines at least are marked as one, one in so many.
LEAST_QUOTED, MOST_OTHERS = 3, 3


class Mark(StrEnum):
    """What a page itself says about a line, beside its words."""

    NONE = ""
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty. `gap` is how many empty ones stood before it, `mark` what begins
    with it, `block` which quotation or item it is in (0: none), `start` and `end` where it is."""

    text: str
    gap: int
    start: int
    end: int
    mark: Mark = Mark.NONE
    block: int = 0


def lines_of(page: str) -> list[Line]:
    """Return the lines of a page of text or HTML, without empty ones; bullets are taken off."""
    if is_html(page):
        return [Line(each.text, each.gap, each.start, each.end, Mark(each.mark), each.block)
                for each in lines_of_html(page)]  # fmt: skip
    return _without_bullets(_without_marks(_of_text(page)))


def _of_text(page: str) -> list[Line]:
    found: list[Line] = []
    gap, at = 0, 0
    for raw in page.splitlines(keepends=True):
        text = raw.strip(
            "\ufeff\u200b\u200e\u200f \t\r\n\f\v\u00a0\x00\x85\u2028\u2029\x1c\x1d\x1e"
        )
        if text:
            mark = Mark.RULE if RULE.match(text) else Mark.NONE
            found.append(Line(text, gap, at, at + len(raw.rstrip()), mark))
            gap = 0
        else:
            gap += 1
        at += len(raw)
    return found


def _without_marks(lines: list[Line]) -> list[Line]:
    """Take off what Markdown writes: “>” before quotations where many have it, “#” before
    headings, stars around names."""
    quoted = sum(each.text.startswith(">") for each in lines)
    is_quoted = quoted >= LEAST_QUOTED and MOST_OTHERS * quoted >= len(lines)
    found: list[Line] = []
    gap, block, was_quoted = 0, 0, False
    for line in lines:
        has = is_quoted and line.text.startswith(">")
        begins = has and (not was_quoted or line.gap > 0)
        block, was_quoted = block + begins, has
        bare = STARS.sub(r"\2", line.text.lstrip("> ") if has else line.text)
        gap = max(gap, line.gap)
        if not bare:
            gap += 1
            continue
        mark = Mark.HEADING if TITLE.match(bare) else (Mark.QUOTE if begins else line.mark)
        text = TITLE.sub("", bare)
        found.append(Line(text, gap, line.start, line.end, mark, block if has else 0))
        gap = 0
    return found


def _without_bullets(lines: list[Line]) -> list[Line]:
    """Take numbers or bullets off where most paragraphs have one: then each is a message's."""
    bulleted = [bool(BULLET.match(each.text)) for each in lines]
    long = sum(1 for each, has in zip(lines, bulleted, strict=True) if has and len(each.text) > 30)
    if long < 3 or 4 * sum(bulleted) < len(lines):
        return lines
    return [_item(each) if has else each for each, has in zip(lines, bulleted, strict=True)]


def _item(line: Line) -> Line:
    match = BULLET.match(line.text)
    text = line.text[match.end() :] if match else line.text
    return Line(text, line.gap, line.start, line.end, Mark.ITEM)
