"""Prose without its markup, each character with its place in the text as it was given.

What is markup is left out: emphasis marks, the addresses of links, soft hyphens, characters of no
width. What cannot be prose becomes OPAQUE: code, figure references, bare web addresses. Quotes are
made straight, thin spaces NBSP and full-width characters plain; entities become their character.
Every search in here is bounded or remembers its answer, so that hostile text costs no more than
other text.
"""

import html
import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from .words import these

OPAQUE = "\ufffc"
HARD_SPACE = "\u00a0"

_INLINE_TAGS = these("a abbr b del em i ins mark s small span strong sub sup u")

# Soft hyphens, characters of no width or that turn the direction, accents apart from their letter,
# and raised figures: the marks of notes.
_NOTHING = (
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u0300-\u036f\ufe00-\ufe0f"
    "\u00b2\u00b3\u00b9\u2070-\u2079\u20d0-\u20ff"
)
_SPECIAL = re.compile(
    r"""
      (?P<escape> \\ (?= [!-/:-@\[-`{-~] ) )
    | (?P<code> `{1,100} )
    | (?P<figure> \[\[ [^\[\]\n]{1,300} \]\] )
    | (?P<note> \[ (?: \^ [\w-]{1,30} | \d{1,3} ) \] (?! [(\[] ) )
    | (?P<address> \]\( )
    | (?P<bracket> \]\[ [^\[\]\n]{0,100} \] | !?\[ | \] )
    | (?P<tag> < )
    | (?P<entity> & [#\w]{1,32} ; )
    | (?P<emphasis> \*{1,100} | ~~ | (?<! [^\W_] ) _{1,3} | _{1,3} (?! [^\W_] ) )
    | (?P<web> (?: https?:// | www\. ) [^\s<>()\[\]"“”]{1,2000} )
    | (?P<nothing> [NOTHING]{1,1000} )
    """.replace("NOTHING", _NOTHING),
    re.VERBOSE,
)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,20})\b[^<>]{0,1000}>")

_TRANSLATED = {
    **{ord(each): "'" for each in "‘’‚‛ʼʹ′`´＇"},
    **{ord(each): '"' for each in "“”„‟″«»＂"},
    **{ord(each): "-" for each in "‐‑−﹣－"},
    **{ord(each): "–" for each in "‒"},
    **{ord(each): "—" for each in "―"},
    **dict.fromkeys((160, 8239, 8287, *range(8194, 8203)), HARD_SPACE),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "＇＂－"},
    0xFFE1: "£",
    0x2044: "/",
    0x3000: " ",
}


@dataclass(slots=True)
class Plain:
    """Characters of prose; the character `text[i]` stands at `starts[i]` to `ends[i]`."""

    text: str = ""
    starts: "array[int]" = field(default_factory=lambda: array("L"))
    ends: "array[int]" = field(default_factory=lambda: array("L"))


class _Ahead:
    """Where something comes next; it searches no stretch of the text twice."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.end = text, end
        self.known: dict[str, int] = {}

    def find(self, what: str, start: int) -> int:
        """Return the first place of `what` from `start` on, -1 where there is none."""
        found = self.known.get(what, -2)
        if found != -1 and found < start:
            found = self.known[what] = self.text.find(what, start, self.end)
        return found


class _Writer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.plain = Plain()

    def copy(self, start: int, end: int) -> None:
        if start < end:
            self.parts.append(self.text[start:end])
            self.plain.starts.extend(range(start, end))
            self.plain.ends.extend(range(start + 1, end + 1))

    def put(self, characters: str, start: int, end: int) -> None:
        for each in characters:
            self.parts.append(each)
            self.plain.starts.append(start)
            self.plain.ends.append(end)

    def done(self) -> Plain:
        self.plain.text = "".join(self.parts).translate(_TRANSLATED)
        return self.plain


def plain_of(text: str, pieces: Iterable[tuple[int, int]]) -> Plain:
    """Return the prose of the pieces of `text`: stretches (start, end), one after the other."""
    writer = _Writer(text)
    for start, end in pieces:
        _write_piece(writer, start, end)
    return writer.done()


def _write_piece(writer: _Writer, start: int, end: int) -> None:
    ahead, done = _Ahead(writer.text, end), start
    while match := _SPECIAL.search(writer.text, done, end):
        writer.copy(done, match.start())
        done = _write_special(writer, match, ahead)
    writer.copy(done, end)


def _write_special(writer: _Writer, match: re.Match[str], ahead: _Ahead) -> int:
    """Write what the markup found stands for; return where it ends."""
    kind, start, end = match.lastgroup, match.start(), match.end()
    if kind == "code":
        return _write_code(writer, match, ahead)
    if kind == "tag":
        return _write_tag(writer, start, ahead)
    if kind == "address":
        return _end_of_address(writer.text, end, ahead)
    if kind == "entity":
        writer.put(_character(match.group()), start, end)
    elif kind == "figure":
        writer.put(OPAQUE, start, end)
    elif kind == "web":
        end = start + len(match.group().rstrip(".,;:!?'’*_"))
        writer.put(OPAQUE, start, end)
    return end


def _character(entity: str) -> str:
    decoded = html.unescape(entity)
    return decoded if len(decoded) == 1 else entity[:1]


def _write_code(writer: _Writer, match: re.Match[str], ahead: _Ahead) -> int:
    closed = ahead.find(match.group(), match.end())
    if closed == -1:
        return match.end()
    end = closed + len(match.group())
    writer.put(OPAQUE, match.start(), end)
    return end


def _write_tag(writer: _Writer, start: int, ahead: _Ahead) -> int:
    if writer.text.startswith("<!--", start) and (closed := ahead.find("-->", start)) != -1:
        return closed + 3
    if tag := _TAG.match(writer.text, start, ahead.end):
        if tag.group(1).lower() not in _INLINE_TAGS:
            writer.put(" ", start, tag.end())
        return tag.end()
    if writer.text.startswith(("<http", "<www", "<mailto:"), start):
        return start + 1
    writer.copy(start, start + 1)
    return start + 1


def _end_of_address(text: str, start: int, ahead: _Ahead) -> int:
    """Return where the address of a link ends; an address may hold one pair of brackets."""
    closed = ahead.find(")", start)
    if closed == -1 or closed - start > 2000:
        return start
    if "(" in text[start:closed] and text[closed + 1 : closed + 2] == ")":
        return closed + 2
    return closed + 1
