"""The headers of a mail or of a part: their lines, their words, their parameters."""

import binascii
import re
from dataclasses import dataclass, field

from .characters import one_line
from .charsets import text_of
from .limits import LONGEST_VALUE, MOST_HEADER_BYTES, MOST_HEADERS

FIELD = re.compile(rb"([!-9;-~]{1,120})[ \t]{0,20}:")
ENCODED = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]{0,4000})\?=")
BETWEEN = re.compile(r"[ \t\r\n]*\Z")
HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
PARAMETER = re.compile(
    r";\s{0,50}([\w!#$%&\'+\-.^`{|}~]{1,60}?)(\*\d{1,3})?(\*)?\s{0,20}=\s{0,20}"
    r'("(?:[^"\\]|\\.){0,2000}"?|[^;\s]{0,2000}(?: [^;="]{1,200}(?=;|$))?)'
)


@dataclass(slots=True)
class Headers:
    """The headers of one mail or part, by their names in small letters."""

    values: dict[str, list[bytes]] = field(default_factory=dict)

    def raw(self, name: str) -> str:
        """Return the first header of a name, unfolded, with its encoded words as they came."""
        found = self.values.get(name)
        return text_of(found[0]) if found else ""

    def text(self, name: str) -> str:
        """Return the first header of a name, as people read it."""
        return one_line(decoded(self.raw(name)))

    def all(self, name: str) -> list[str]:
        """Return all headers of a name."""
        return [one_line(decoded(text_of(each))) for each in self.values.get(name, [])[:50]]


def headers_in(data: bytes, start: int, end: int) -> tuple[Headers, int]:
    """Return the headers that stand at `start`, and where the content begins after them."""
    found, at, last = Headers(), start, b""
    stop = min(end, start + MOST_HEADER_BYTES)
    for _line in range(MOST_HEADERS):
        close = data.find(b"\n", at, stop)
        after = stop if close < 0 else close + 1
        line = data[at:after].rstrip(b"\r\n")
        if not line.strip(b"\r\x00"):
            return found, after
        if line[:1] in b" \t" and last:
            _fold(found.values[last.decode("ascii")], line)
        elif match := FIELD.match(line):
            last = match.group(1).lower()
            found.values.setdefault(last.decode("ascii"), []).append(
                line[match.end() :].strip()[:LONGEST_VALUE]
            )
        elif last or not line.startswith((b"From ", b">From ")):
            return found, at
        at = after
        if at >= stop:
            break
    return found, at


def _fold(values: list[bytes], line: bytes) -> None:
    if len(values[-1]) < LONGEST_VALUE:
        values[-1] += b" " + line.strip()


def decoded(text: str) -> str:
    """Return a header with its encoded words (RFC 2047) read, also where they are put wrongly."""
    said: list[str] = []
    waiting: tuple[str, bytes] | None = None
    at = 0
    for match in ENCODED.finditer(text):
        apart = text[at : match.start()]
        charset, data = match.group(1).casefold(), _bytes(match.group(2), match.group(3))
        # A letter may be split between two encoded words; blanks between them are none.
        if waiting and not apart.strip() and waiting[0] == charset:
            waiting = (charset, waiting[1] + data)
        else:
            said.append(text_of(waiting[1], waiting[0]) if waiting else "")
            said.append(apart if apart.strip() or not waiting else "")
            waiting = (charset, data)
        at = match.end()
    said.append(text_of(waiting[1], waiting[0]) if waiting else "")
    return "".join([*said, text[at:]])


def _bytes(way: str, said: str) -> bytes:
    data = said.encode("utf-8", "replace")
    if way in "bB":
        return base64_of(data)
    return HEX.sub(lambda m: bytes([int(m.group(1), 16)]), data.replace(b"_", b" "))


def base64_of(data: bytes) -> bytes:
    """Return what base64 says, also of text that breaks off or has something else in it."""
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        only = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
        only = only[: len(only) - (len(only) % 4 == 1)]
        return binascii.a2b_base64(only + b"=" * (-len(only) % 4))


def parameters(value: str) -> dict[str, str]:
    """Return the parameters of a header, also those in pieces or in a charset (RFC 2231)."""
    pieces: dict[str, list[tuple[int, str, bool]]] = {}
    for name, number, star, said in PARAMETER.findall(value[:LONGEST_VALUE]):
        bare = re.sub(r"\\(.)", r"\1", said[1:].removesuffix('"')) if said[:1] == '"' else said
        place = int(number[1:]) if number else 0
        pieces.setdefault(name.casefold(), []).append((place, bare.strip(), bool(star)))
    return {name: _joined(sorted(said)) for name, said in pieces.items()}


def _joined(pieces: list[tuple[int, str, bool]]) -> str:
    if not any(star for _place, _said, star in pieces):
        one = pieces[0][1] if all(p[0] == 0 for p in pieces) else "".join(p[1] for p in pieces)
        return one_line(decoded(one))
    charset, data = "", b""
    for place, said, star in pieces:
        if star and place == 0 and said.count("'") >= 2:
            charset, _language, said = said.split("'", 2)
        part = said.encode("utf-8", "replace")
        data += (
            re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m.group(1), 16)]), part)
            if star
            else part
        )
    return one_line(text_of(data, charset))
