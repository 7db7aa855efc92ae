"""The parts of a mail: the standard library's `email` package, bounded.

The library reads line by line, holds each line against every boundary that is open, and one part
within another a thousand times stops it. So what would take it long is not given to it, it makes
so many parts and no more, and no header is longer than is looked at. What it cannot read is
`Unreadable`, whatever error it says that by.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.errors import InvalidBase64LengthDefect
from email.message import Message
from email.parser import BytesFeedParser
from email.policy import Compat32, Policy
from email.utils import collapse_rfc2231_value
from itertools import count
from typing import Any, cast

from .characters import one_line
from .charsets import text_of
from .headers import Headers, decoded
from .limits import (
    AT_ONCE,
    DEEPEST,
    LONGEST_PARAMETERS,
    LONGEST_VALUE,
    MOST_HEADERS,
    MOST_PARTS,
    MOST_TESTS,
)

BROKEN = "The parts of this mail are put together so that they cannot be told apart."
TOO_DEEP = "This mail has parts within parts, deeper than is read here."
TOO_MANY = "This mail has more parts, or more lines in them, than are read here."
# A line below base64 that is none of it: some gateways glue their notices on in plain letters.
GLUED = re.compile(r"\n[ \t]*\r?\n(?=[^\r\n]{0,200}[^A-Za-z0-9+/=\s])")


# Words where base64 should stand: some programs say it of letters that they never encoded.
NEVER_ENCODED = re.compile(r"\A\s{0,20}[^\r\n]{0,200}[A-Za-z][,.!;:]? {1,3}[A-Za-z]")
ENCODED = re.compile(r"[A-Za-z0-9+/]{56}")


class Unreadable(Exception):
    """A mail that cannot be taken apart; it says why."""


class _Reading(Compat32):
    """Headers come out of the library in one line, as text: their bytes in whatever charset."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return the text of a header."""
        text = text_of(value.encode("ascii", "surrogateescape"))
        return " ".join(line.strip() for line in text.splitlines())


READING = _Reading()


class _Bounded(Message):
    """A message that takes in so many headers, each so long; cut before any code looks at them."""

    is_cut = False

    def set_raw(self, name: str, value: str) -> None:
        """Take in a header as the parser found it; programs' own long ones are not worth a note."""
        most = LONGEST_PARAMETERS if name.casefold().startswith("content-") else LONGEST_VALUE
        if len(self) < MOST_HEADERS:
            super().set_raw(name[:most], value[:most])
        long = len(value) > most and not name.casefold().startswith("x-")
        self.is_cut = self.is_cut or long or len(self) >= MOST_HEADERS

    def set_payload(self, payload: Any, charset: Any = None) -> None:
        """Take in a content as the parser found it."""
        if self.get("content-transfer-encoding", "").casefold() == "base64":
            if NEVER_ENCODED.match(payload) and not ENCODED.search(payload[:LONGEST_VALUE]):
                self.replace_header("content-transfer-encoding", "8bit")
            else:
                payload = GLUED.split(payload, maxsplit=1)[0]
        super().set_payload(payload, charset)


@dataclass(slots=True)
class Part:
    """One part of a mail."""

    message: _Bounded
    headers: Headers
    type: str
    parameters: dict[str, str]
    disposition: str
    name: str
    children: list["Part"]

    @property
    def is_cut(self) -> bool:
        """Whether there are headers, here or within, that were not read."""
        return self.message.is_cut or any(child.is_cut for child in self.children)

    @property
    def size(self) -> int:
        """How many bytes the content has, decoded."""
        return len(self._decoded())

    def content(self, most: int | None = None) -> bytes:
        """Return the content, decoded; no more than `most` of its bytes."""
        said = self._decoded()
        # Where base64 breaks off the library returns it as it came, which nobody can read.
        if any(isinstance(each, InvalidBase64LengthDefect) for each in self.message.defects):
            raise Unreadable(BROKEN)
        return said[:most]

    def _decoded(self) -> bytes:
        with _library():
            said = self.message.get_payload(decode=True)
        return said if isinstance(said, bytes) else b""


@contextmanager
def _library() -> Iterator[None]:
    """Say of whatever error the library ends with that the mail is unreadable: it is then held
    whole. Mails make it raise RecursionError, LookupError, ValueError, AssertionError and more."""
    try:
        yield
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(BROKEN) from error


def tree_of(data: bytes) -> Part:
    """Return the parts of a mail, or raise Unreadable."""
    lines = max(data.count(b"\n"), data.count(b"\r"))
    if lines * (4 + data.lower().count(b"boundary")) > MOST_TESTS:
        raise Unreadable(TOO_MANY)
    with _library():
        return _part(_parsed(_begun(data)), 0)


def _begun(data: bytes) -> bytes:
    """Return a mail from its first letter on, and with the line ends that a copy doubled."""
    return data.lstrip(b"\r\n \t\x00\xef\xbb\xbf").replace(b"\r\r\n", b"\r\n")


def _parsed(data: bytes) -> _Bounded:
    made = count()

    def part(policy: Policy = READING) -> Message:
        if next(made) > MOST_PARTS:
            raise Unreadable(TOO_MANY)
        return _Bounded(policy)

    parser = BytesFeedParser(part, policy=READING)
    for at in range(0, len(data), AT_ONCE):
        parser.feed(data[at : at + AT_ONCE])
    return cast(_Bounded, parser.close())


def _part(message: _Bounded, depth: int) -> Part:
    if depth > DEEPEST:
        raise Unreadable(TOO_DEEP)
    kind = one_line(message.get_content_type()).partition(" ")[0][:200]
    inner = cast(list[_Bounded], message.get_payload()) if message.is_multipart() else []
    # Its boundary is nowhere: what would come out as a text is full of the marks of parts.
    if kind.startswith("multipart/") and not inner:
        raise Unreadable(BROKEN)
    return Part(
        message, Headers.of(message), "message/rfc822" if kind == "message/global" else kind,
        {name: _value(said) for name, said in reversed(message.get_params([]))},
        message.get_content_disposition() or "", _value(message.get_filename(""))[:300],
        [_part(each, depth + 1) for each in inner],
    )  # fmt: skip


def _value(said: str | tuple[str | None, str | None, str]) -> str:
    """Return what a parameter says, whichever way it is encoded."""
    return one_line(decoded(collapse_rfc2231_value(said)[:1_000]))
