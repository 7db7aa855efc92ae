"""The headers of a mail or of a part, as people read them."""

from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from .characters import one_line
from .charsets import text_of


@dataclass(slots=True)
class Headers:
    """The headers of one mail or part, by their names in small letters."""

    values: dict[str, list[str]]

    @classmethod
    def of(cls, message: Message) -> "Headers":
        """Return those of a message."""
        values: dict[str, list[str]] = {}
        for name, said in message.items():
            values.setdefault(name.casefold(), []).append(said)
        return cls(values)

    def raw(self, name: str) -> str:
        """Return the first header of a name, unfolded, with its encoded words as they came."""
        return self.values.get(name, [""])[0]

    def text(self, name: str) -> str:
        """Return the first header of a name, as people read it."""
        return one_line(decoded(self.raw(name)))

    def all(self, name: str) -> list[str]:
        """Return all headers of a name."""
        return [one_line(decoded(each)) for each in self.values.get(name, [])[:50]]


def decoded(text: str) -> str:
    """Return a header with its encoded words (RFC 2047) read; as it came where they are broken."""
    try:
        words = decode_header(text)
    except HeaderParseError:
        return text
    return "".join(_word(*each) for each in words)


def _word(said: bytes | str, charset: str | None) -> str:
    if isinstance(said, str):
        return said
    # What stands beside encoded words comes out of the library like this.
    if charset is None:
        return said.decode("raw-unicode-escape", "replace")
    return text_of(said, charset.partition("*")[0])
