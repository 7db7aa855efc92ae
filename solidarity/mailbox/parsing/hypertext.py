"""HTML to text: paragraphs, lists, links' words; quotations as lines with “>”, as in plain mails.

Each character is looked at once, whatever is wrong with the tags. That is why it does not stand on
`html.parser`: tags, comments and attributes that never end take that the square of their number,
1.5 seconds for 50 kB of them and minutes for the million letters that are read of a mail.
"""

import html
import re
from dataclasses import dataclass, field

from .limits import MOST_TAGS

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>")
LONE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,30})([^<>]*)>?")
ATTRIBUTE = re.compile(
    r"\b(style|class|id|type|hidden|align|name)\b(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+))?", re.I
)
BLANKS = re.compile(r"[ \t\r\n\f]+")
LONG_NUMBER = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?")
RAW = frozenset({"script", "style", "title", "textarea", "xmp", "noembed", "noframes"})
SKIPPED = frozenset({"head", "template", "object", "svg", "select", "button", "iframe", "noscript",
                     "video", "audio", "canvas", "map", "math", "xml", "applet"})  # fmt: skip
VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed",
                  "source", "track", "wbr", "basefont", "frame", "param"})  # fmt: skip
PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl",
                        "table", "pre", "figure", "center", "fieldset"})  # fmt: skip
LINES = frozenset({"div", "tr", "li", "address", "section", "article", "main", "header", "footer",
                   "aside", "nav", "form", "dt", "dd", "figcaption", "caption", "tbody", "thead",
                   "details", "summary", "body", "html", "legend", "title", "option"})  # fmt: skip
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|$)"
    r"|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)|opacity\s*:\s*0\s*(?:;|!|$)",
    re.IGNORECASE,
)
PREHEADER = re.compile(r"pre-?header|preview-?text|mcnpreview", re.IGNORECASE)
QUOTES = re.compile(r"gmail_quote|cite|quoted|protonmail_quote|moz-cite", re.IGNORECASE)
QUOTE_STYLE = re.compile(r"border-left\s*:|border-left-\w+\s*:", re.IGNORECASE)
SIGNATURE = re.compile(r"^(?:gmail_signature|moz-signature|ms-outlook-mobile-signature|signature|"
                       r"protonmail_signature_block"
                       r"|applemailsignature)$", re.IGNORECASE)  # fmt: skip
NO_MARGIN = re.compile(r"margin(?:-top|-bottom)?\s*:\s*0", re.IGNORECASE)
WROTE = re.compile(
    r"(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|ysgrifennodd)\s{0,3}:$"
)
# So many tags that never end are looked for to their end; later ones end at the next “<”.
MOST_BROKEN = 300
DEEPEST_OPEN, LOOKED_BACK, DEEPEST_QUOTE = 400, 40, 9


@dataclass(slots=True)
class _Open:
    """An element that is open: its name, and what it does to what is in it."""

    name: str
    hides: bool = False
    quotes: bool = False
    is_loose: bool = False


@dataclass(slots=True)
class _Page:
    """What was read so far."""

    said: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    hidden: int = 0
    quoted: int = 0
    pre: int = 0
    tags: int = 0
    broken: int = 0

    def say(self, text: str) -> None:
        """Take text in."""
        if self.hidden:
            return
        text = html.unescape(LONG_NUMBER.sub("\ufffd", text))
        if self.pre:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self.line.append(first)
            for more in rest:
                self.end_line(always=True)
                self.line.append(more)
        else:
            self.line.append(BLANKS.sub(" ", text))

    def end_line(self, *, always: bool = False) -> None:
        """End the line that is read; an empty one only counts where it was `always` meant."""
        joined = "".join(self.line)
        text = BLANKS.sub(" ", joined).strip(" \u00a0") if not self.pre else joined.rstrip()
        self.line = []
        if text:
            depth = min(self.quoted, DEEPEST_QUOTE)
            self.said.append(f"{'>' * depth} {text}" if depth else text)
        elif always or "\u00a0" in joined:
            self.gap(always=always)

    def gap(self, *, always: bool = False) -> None:
        """Leave an empty line."""
        if self.said and (always or self.said[-1]):
            self.said.append("")


def text_of_html(page: str) -> tuple[str, bool]:
    """Return the text of a page of HTML, and whether all of it was read."""
    page = page.replace("\x00", "")
    read, at, whole = _Page(), 0, True
    while at < len(page):
        opens = page.find("<", at)
        stop = len(page) if opens < 0 else opens
        if stop > at:
            read.say(page[at:stop])
        if opens < 0:
            break
        read.tags += 1
        if read.tags > MOST_TAGS:
            whole = False
            break
        at = _markup(read, page, opens)
    read.end_line()
    return "\n".join(read.said), whole


def _markup(read: _Page, page: str, at: int) -> int:
    """Read what begins with “<”, and return where it ends."""
    following = page[at + 1 : at + 2]
    if page.startswith("<!--", at):
        end = page.find("-->", at + 2)
        return len(page) if end < 0 else end + 3
    if following in {"!", "?"}:
        end = page.find(">", at)
        return len(page) if end < 0 else end + 1
    found = TAG.match(page, at, at + 4_000) if read.broken < MOST_BROKEN else None
    if found is None:
        read.broken += 1
        found = LONE_TAG.match(page, at)
    if found is None:
        read.say("&lt;")
        return at + 1
    name = found.group(2).casefold()
    if found.group(1):
        _close(read, name)
    elif name in RAW:
        return _raw(page, name, found.end())
    else:
        _begin(read, name, found.group(3))
    return found.end()


def _raw(page: str, name: str, at: int) -> int:
    """Return where an element of scripts, styles or the like ends."""
    end = re.compile(rf"</{name}\b[^>]{{0,50}}>?", re.IGNORECASE).search(page, at)
    return end.end() if end else len(page)


def _begin(read: _Page, name: str, rest: str) -> None:
    said = {key.casefold(): value.strip("\"' ") for key, value in ATTRIBUTE.findall(rest[:3_000])}
    if name == "br":
        read.end_line(always=True)
    elif name == "hr":
        read.end_line()
        read.gap()
    elif name in {"td", "th"}:
        read.line.append(" ")
    if name == "body":
        read.open, read.hidden, read.quoted, read.pre = [], 0, 0, 0
    if name in VOID or (rest.endswith("/") and name not in PARAGRAPHS | LINES):
        return
    element = _Open(name, _hides(name, said), is_loose=_is_loose(said))
    _break(read, element)
    element.quotes = name == "blockquote" and _quotes(read, said)
    _signature(read, said)
    read.hidden += element.hides
    read.quoted += element.quotes
    read.pre += name == "pre"
    if len(read.open) < DEEPEST_OPEN:
        read.open.append(element)
    else:
        read.hidden -= element.hides
        read.quoted -= element.quotes
        read.pre -= name == "pre"
    if name == "li" and not read.hidden:
        read.line.append("• ")


def _hides(name: str, said: dict[str, str]) -> bool:
    if name in SKIPPED or "hidden" in said:
        return True
    named = f"{said.get('class', '')} {said.get('id', '')}"
    return bool(HIDDEN.search(said.get("style", "")) or PREHEADER.search(named))


def _is_loose(said: dict[str, str]) -> bool:
    """Whether a paragraph has no space around it: Outlook's are lines."""
    return said.get("class", "").startswith("Mso") or bool(NO_MARGIN.search(said.get("style", "")))


def _quotes(read: _Page, said: dict[str, str]) -> bool:
    """Whether a quotation is a mail program's, not one that the sender made."""
    if said.get("type", "").casefold() == "cite" or QUOTES.search(said.get("class", "")):
        return True
    before = next((each for each in reversed(read.said[-3:]) if each), "")
    return bool(
        QUOTE_STYLE.search(said.get("style", "")) or WROTE.search(before[-80:]) or read.quoted
    )


def _signature(read: _Page, said: dict[str, str]) -> None:
    """Mark a mail program's signature as plain mails do."""
    named = f"{said.get('class', '')} {said.get('id', '')} {said.get('name', '')}".split()
    if not read.hidden and any(SIGNATURE.match(each) for each in named) and any(read.said):
        read.end_line()
        read.said.append("-- ")


def _break(read: _Page, element: _Open) -> None:
    """Break the line before or after an element that stands for itself."""
    if element.name in PARAGRAPHS and not (element.is_loose and element.name == "p"):
        read.end_line()
        read.gap()
    elif element.name in PARAGRAPHS or element.name in LINES:
        read.end_line()


def _close(read: _Page, name: str) -> None:
    if name == "p" and not any(each.name == "p" for each in read.open[-LOOKED_BACK:]):
        read.end_line()
        return
    for back in range(1, min(len(read.open), LOOKED_BACK) + 1):
        if read.open[-back].name != name:
            continue
        for _each in range(back):
            element = read.open.pop()
            _break(read, element)
            read.hidden -= element.hides
            read.quoted -= element.quotes
            read.pre -= element.name == "pre"
        return
    if name in LINES or name in PARAGRAPHS:
        read.end_line()
