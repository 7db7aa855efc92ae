"""The parts of a mail, found in its bytes.

Not by the standard library's parser: it reads line by line, which takes half a minute for the
hostile of the mails that may be sent to us, and one part within another a thousand times stops it.
Here each byte is looked at a few times by searches of the interpreter, and nothing is copied.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .headers import Headers, base64_of, headers_in, parameters
from .limits import DEEPEST, MOST_BOUNDARIES, MOST_PARTS

TYPE = re.compile(r"\s*([\w.+\-]{1,80})/([\w.+\-]{1,120})")
FIRST_DASHES = re.compile(rb"(?:\A|\n)--([!-~](?:[ -~]{0,68}[!-~])?)[ \t]*\r?\n")
GLUED = re.compile(rb"\n[ \t]*\r?\n(?=[^\r\n]{0,200}[^A-Za-z0-9+/=\s])")


@dataclass(slots=True)
class Part:
    """One part of a mail. `start` and `end` are where its content stands in the mail's bytes."""

    data: bytes
    start: int
    end: int
    headers: Headers
    type: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    name: str = ""
    children: list["Part"] = field(default_factory=list)

    def walk(self) -> Iterator["Part"]:
        """Yield this part and all within it, in their order; not those of a mail within."""
        yield self
        if self.type != "message/rfc822":
            for child in self.children:
                yield from child.walk()

    def content(self, most: int | None = None) -> bytes:
        """Return the content, decoded; of no more than `most` of its bytes."""
        end = self.end if most is None else min(self.end, self.start + most)
        return _decoded(self.data[self.start : end], self.headers.text("content-transfer-encoding"))


@dataclass(slots=True)
class Growing:
    """A tree of parts while it is made, and which limits it met."""

    data: bytes
    parts: int = 0
    met: set[str] = field(default_factory=set)


def _decoded(data: bytes, encoding: str) -> bytes:
    way = encoding.casefold().strip(" \"';")
    if way == "base64":
        # What a gateway glued below in plain letters is none of it.
        glued = GLUED.search(data)
        return base64_of(data[: glued.start()] if glued else data)
    if way == "quoted-printable":
        return binascii.a2b_qp(data)
    if way in {"x-uuencode", "uuencode", "x-uue"}:
        return _uudecoded(data)
    return data


def _uudecoded(data: bytes) -> bytes:
    said: list[bytes] = []
    for line in data.splitlines():
        if line.startswith((b"begin ", b"end")) or not line:
            continue
        try:
            said.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(said)


def tree_of(data: bytes) -> tuple[Part, set[str]]:
    """Return the parts of a mail, and which limits were met: "too deep", "too many parts"."""
    growing = Growing(data)
    begins = len(data) - len(data.lstrip(b"\r\n \t\x00\xef\xbb\xbf"))
    return _part(growing, begins, len(data), 0, "text/plain"), growing.met


def _part(growing: Growing, start: int, end: int, depth: int, usual: str) -> Part:
    headers, begins = headers_in(growing.data, start, end)
    growing.parts += 1
    said = headers.raw("content-type")
    found = TYPE.match(said)
    kind = f"{found.group(1)}/{found.group(2)}".casefold() if found else usual
    disposition = headers.raw("content-disposition")
    known = parameters(said if found else "")
    name = parameters(";" + disposition.partition(";")[2]).get("filename") or known.get("name", "")
    part = Part(growing.data, min(begins, end), end, headers, kind, known,
                disposition.partition(";")[0].strip().casefold(), name[:300])  # fmt: skip
    if kind.startswith("multipart/"):
        _divide(growing, part, depth)
    elif kind in {"message/rfc822", "message/global"}:
        part.type = "message/rfc822"
        _enclose(growing, part, depth)
    return part


def _enclose(growing: Growing, part: Part, depth: int) -> None:
    """Read the mail that is a part: where it is encoded, as mails may not be, decode it first."""
    if depth >= DEEPEST:
        growing.met.add("too deep")
        return
    way = part.headers.text("content-transfer-encoding").casefold()
    if way in {"base64", "quoted-printable"}:
        inner = Growing(part.content(), growing.parts)
        part.children = [_part(inner, 0, len(inner.data), depth + 1, "text/plain")]
        growing.parts, growing.met = inner.parts, growing.met | inner.met
        return
    begins = part.start
    while begins < part.end and growing.data[begins] in b"\r\n":
        begins += 1
    part.children = [_part(growing, begins, part.end, depth + 1, "text/plain")]


def _divide(growing: Growing, part: Part, depth: int) -> None:
    """Find the parts of a multipart; one whose boundary is nowhere is read as a text."""
    if depth >= DEEPEST:
        growing.met.add("too deep")
        part.type = "text/plain"
        return
    usual = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
    spans = _spans(growing, part)
    for start, end in spans:
        if growing.parts >= MOST_PARTS:
            growing.met.add("too many parts")
            break
        part.children.append(_part(growing, start, end, depth + 1, usual))
    if not spans:
        part.type = "text/plain"


def _spans(growing: Growing, part: Part) -> list[tuple[int, int]]:
    named = part.parameters.get("boundary", "").encode("utf-8", "replace")
    spans = _between(growing, part, named) if named else []
    if not spans and (guess := FIRST_DASHES.search(growing.data, part.start, part.end)):
        spans = _between(growing, part, guess.group(1).removesuffix(b"--"))
    return spans


def _between(growing: Growing, part: Part, boundary: bytes) -> list[tuple[int, int]]:
    """Return where the parts between the lines with a boundary begin and end."""
    data, mark = growing.data, b"--" + boundary
    spans: list[tuple[int, int]] = []
    at, begins = part.start, -1
    for _candidate in range(MOST_BOUNDARIES):
        here = data.find(mark, at, part.end)
        if here < 0:
            break
        at = here + len(mark)
        closes = data[at : at + 2] == b"--"
        line_ends = data.find(b"\n", at, min(part.end, at + 200))
        rest = data[at + 2 * closes : line_ends if line_ends >= 0 else min(part.end, at + 200)]
        if (here > part.start and data[here - 1] not in b"\r\n") or rest.strip():
            continue
        if begins >= 0:
            spans.append((begins, max(begins, _before(data, here))))
        begins = -1 if closes else (line_ends + 1 if line_ends >= 0 else part.end)
        if closes or len(spans) > MOST_PARTS:
            break
    else:
        growing.met.add("too many parts")
    if begins >= 0:
        spans.append((begins, part.end))
    return spans


def _before(data: bytes, here: int) -> int:
    """Return where a part ends before the line with a boundary: without the line's break."""
    if data[here - 1 : here] == b"\n":
        here -= 1
    return here - 1 if data[here - 1 : here] == b"\r" else here
