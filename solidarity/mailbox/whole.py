"""A mail as a person looks at it: its head, and every text in it, as text."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from solidarity.queue.came import visible

from .parsing.charsets import text_of
from .parsing.structure import Part, tree_of

NAMED = ("From", "To", "Cc", "Reply-To", "Date", "Subject")
MOST_HEAD, MOST_LINE, MOST_TEXT = 20_000, 1000, 200_000
MOST_PARTS = 50


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a mail; `what` names it where it is not plain."""

    what: str
    text: str
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """A mail: the lines of its head that matter, the whole head, and its texts."""

    named: tuple[tuple[str, str], ...]
    head: str
    texts: tuple[Text, ...]


def whole_of(raw: bytes) -> Whole:
    """Return a mail for looking at; what cannot be taken apart is one text, byte by byte."""
    head = visible(_decoded(raw[:MOST_HEAD]).replace("\r\n", "\n").partition("\n\n")[0])
    try:
        tree = tree_of(raw)
        lines = ((name, tree.headers.text(name.casefold())) for name in NAMED)
        named = tuple((name, visible(text[:MOST_LINE])) for name, text in lines if text)
        texts = tuple(_texts(tree))
    except Exception:
        # The page on which a person looks at what broke the parser must open.
        named, texts = (), (_text(_("As it came"), _decoded(raw[: MOST_TEXT + 1])),)
    return Whole(named, head, texts)


def _texts(tree: Part) -> Iterator[Text]:
    """Return the texts of a mail and of the mails within it, as many as a page can show."""
    left = MOST_TEXT
    for part in list(_parts(tree))[:MOST_PARTS]:
        if not part.type.startswith("text/") or left <= 0:
            continue
        decoded = text_of(part.content(left * 4), part.parameters.get("charset", ""))
        shown = _text(_what(part), decoded, left)
        left -= len(shown.text)
        if shown.text.strip():
            yield shown


def _parts(part: Part) -> Iterator[Part]:
    yield part
    for child in part.children:
        yield from _parts(child)


def _what(part: Part) -> str:
    if part.name:
        return _("Attached: %s") % visible(part.name)
    return "" if part.type == "text/plain" else part.type.removeprefix("text/").upper()


def _text(what: str, text: str, most: int = MOST_TEXT) -> Text:
    lines = text.replace("\r\n", "\n").strip("\n")
    return Text(what, visible(lines[:most].replace("\x00", "⟨U+0000⟩")), is_cut=len(lines) > most)


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\x00", "⟨U+0000⟩")
