"""The lines of a page of HTML. Reads on whatever it meets, each character once."""

import html
import re
from dataclasses import dataclass, field

from .labels import are_asked

LOOKS = re.compile(
    r"<(?:!doctype|html|body|article|section|main|table|figure|p|div|br|hr|li|ul|ol|blockquote|h[1-6])"
    r"(?:[\s/][^<>]{0,300})?>",
    re.IGNORECASE,
)
NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})")
SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\ufeff]+")
# What is in these is no message's.
SKIPPED = frozenset(
    [
        "script",
        "style",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "noscript",
        "svg",
        "figcaption",
        "head",
        "title",
        "template",
        "button",
        "select",
        "option",
        "textarea",
        "iframe",
        "object",
        "video",
        "audio",
        "picture",
        "canvas",
        "menu",
        "dialog",
        "time",
    ]
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "article",
        "section",
        "main",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "figure",
        "hr",
        "address",
        "pre",
        "body",
        "html",
        "details",
        "summary",
        "cite",
    ]
)
CARDED = frozenset({"div", "article", "section", "figure"})
# What a page calls the part of it that holds one message.
CARD = re.compile(
    r"""class\s*=\s*["']?[^"'>]*(?<![a-z])(?:message|card|testimonial|quote|tribute|tweet|note)(?![a-z])"""
    r"""(?!-?(?:s\b|list|grid|wrap|container|body|content|text|title|header|footer|author|meta))""",
    re.IGNORECASE,
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A tag is looked for within so many characters; a “<” without one is a letter like others.
LONGEST_TAG = 4000
RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe"})


@dataclass(frozen=True, slots=True)
class HtmlLine:
    """A line of a page: see lines.Line."""

    text: str
    gap: int
    start: int
    end: int
    mark: str
    block: int


@dataclass(slots=True)
class _Reader:
    """What was read so far: the line being read, and in what it stands."""

    found: list[HtmlLine] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    start: int = -1
    end: int = 0
    gap: int = 0
    mark: str = ""
    block: int = 0
    blocks: int = 0
    skipping: str = ""
    depth: int = 0
    heading: bool = False
    is_blank: bool = False
    # A table's columns, the cells of the row that is read, and the label of the cell.
    columns: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    label: str = ""
    # Which parts of the page are open, and whether each is one message.
    parts: list[bool] = field(default_factory=list)

    def say(self, text: str, start: int, end: int) -> None:
        """Take text in."""
        if self.start < 0 and text.strip():
            self.start = start
        self.text.append(text)
        self.end = end

    def break_line(self, *, gap: int) -> None:
        """End the line; `gap` is how many empty lines the break stands for."""
        line = SPACES.sub(" ", html.unescape("".join(self.text))).strip()
        if line and self.label:
            line, self.label = f"{self.label}: {line}", ""
        if line:
            mark = "heading" if self.heading else self.mark
            self.found.append(HtmlLine(line, self.gap, self.start, self.end, mark, self.block))
            self.gap, self.mark, self.is_blank = 0, "", False
        self.gap = max(self.gap, gap) if self.found else 0
        self.text, self.start = [], -1

    def rule(self, at: int) -> None:
        """Take a line that parts what is before it from what is after it."""
        self.break_line(gap=1)
        self.found.append(HtmlLine("---", 1, at, at, "rule", 0))
        self.gap = 1


def is_html(page: str) -> bool:
    """Whether a page is HTML rather than text: it has a tag that parts lines."""
    return LOOKS.search(page) is not None


def lines_of_html(page: str) -> list[HtmlLine]:
    """Return the lines of a page of HTML."""
    reader, at = _Reader(), 0
    while at < len(page):
        opens = page.find("<", at)
        stop = len(page) if opens < 0 else opens
        if stop > at and not reader.skipping:
            reader.say(page[at:stop], at, stop)
        if opens < 0:
            break
        at = _tag(reader, page, opens)
    reader.break_line(gap=0)
    return reader.found


def _tag(reader: _Reader, page: str, at: int) -> int:
    """Read what begins with “<” and return where it ends."""
    if page.startswith("<!--", at):
        end = page.find("-->", at, at + 100_000)
        return at + 4 if end < 0 else end + 3
    name = NAME.match(page, at)
    end = _end(page, at)
    if (name is None and page[at + 1 : at + 2] not in {"!", "?"}) or end < 0:
        if not reader.skipping:
            reader.say("&lt;", at, at + 1)
        return at + 1
    if name is not None:
        _element(reader, name.group(1).lower(), page[at:end], at)
    return end


def _end(page: str, at: int) -> int:
    """Return where a tag ends, past a “>” in quotation marks; -1 where it does not."""
    end = page.find(">", at, at + LONGEST_TAG)
    for _more in range(3):
        if end < 0 or page.count('"', at, end) % 2 == 0:
            break
        further = page.find(">", end + 1, at + LONGEST_TAG)
        if further < 0:
            break
        end = further
    return end + 1 if end >= 0 else -1


def _element(reader: _Reader, name: str, tag: str, at: int) -> None:
    closes = tag.startswith("</")
    if reader.skipping:
        _skipped(reader, name, closes=closes)
    elif name in SKIPPED and not closes and not tag.endswith("/>") and not _is_comments(name, tag):
        reader.break_line(gap=1 if name in {"figcaption", "aside"} else 0)
        reader.skipping, reader.depth = name, 1
    elif name == "br":
        _br(reader)
    elif name == "hr":
        reader.rule(at)
    elif name in BLOCKS:
        _block(reader, name, tag, closes=closes)


def _is_comments(name: str, tag: str) -> bool:
    """Whether a header or footer is a comment's, where it says who wrote."""
    return name in {"header", "footer"} and "comment" in tag.casefold()


def _skipped(reader: _Reader, name: str, *, closes: bool) -> None:
    if name == reader.skipping:
        reader.depth += -1 if closes else (0 if name in RAW else 1)
        if reader.depth <= 0:
            reader.skipping = ""


def _br(reader: _Reader) -> None:
    """A first break ends a line; one after it is an empty line."""
    if "".join(reader.text).strip():
        reader.break_line(gap=0)
    else:
        reader.text = []
        reader.gap += 1


def _block(reader: _Reader, name: str, tag: str, *, closes: bool) -> None:
    reader.break_line(gap=1)
    if name == "p":
        # An empty paragraph is an empty line more.
        reader.gap += 1 if closes and reader.is_blank else 0
        reader.is_blank = not closes
    if name in CARDED:
        _card(reader, tag, closes=closes)
    if name == "blockquote":
        _enter(reader, "quote", is_in=not closes)
    elif name == "li":
        _enter(reader, "item", is_in=not closes)
    elif name in HEADINGS:
        reader.heading = not closes
    elif name in {"table", "tr", "td", "th"}:
        _table(reader, name, closes=closes)


def _card(reader: _Reader, tag: str, *, closes: bool) -> None:
    """Begin or end a part of the page; one that its class calls a message's is an item."""
    if not closes:
        # One inside another is a part of it.
        is_card = not any(reader.parts) and CARD.search(tag) is not None
        reader.parts.append(is_card)
        if is_card:
            _enter(reader, "item", is_in=True)
    elif reader.parts and reader.parts.pop():
        _enter(reader, "item", is_in=False)


def _table(reader: _Reader, name: str, *, closes: bool) -> None:
    """Know the columns of a table of messages, and say them before what stands in them."""
    if name == "table":
        reader.columns, reader.label = [], ""
    elif name == "tr" and closes and are_asked(reader.cells):
        reader.columns = reader.cells
    elif name == "tr":
        reader.cells = []
    elif not closes:
        at = len(reader.cells)
        reader.cells.append("")
        reader.label = reader.columns[at] if at < len(reader.columns) else ""
    else:
        reader.label = ""
        said = reader.found[-1].text if reader.found else ""
        reader.cells = [*reader.cells[:-1], said]


def _enter(reader: _Reader, mark: str, *, is_in: bool) -> None:
    """Begin or end a quotation or an item."""
    if is_in:
        reader.blocks += 1
        reader.block, reader.mark = reader.blocks, mark
    else:
        reader.block, reader.mark = 0, ""
