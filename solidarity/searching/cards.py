"""The words of a card, and their marks in it. Pure functions of a stored card's HTML.

What can be searched is read from the card itself, so that nothing is found that it does not show.
In a card whatever a sender wrote stands in an element with dir="auto", and nothing else does.
"""

from collections.abc import Collection
from html.parser import HTMLParser

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .words import tokens

# So many characters of a card's words are kept: PostgreSQL indexes no more than a megabyte.
MOST_KEPT = 100_000
# What is kept where a card has no word: "…", by "?".
NO_WORD = "…"


def words_in(card: str) -> str:
    """Return the words of a card, folded, each once, with a space between two."""
    reader = _Reader()
    reader.feed(card)
    reader.close()
    return _whole_words(" ".join(reader.words)) or NO_WORD


def marked(card: SafeString, words: Collection[str]) -> SafeString:
    """Return a card with each of the folded `words` in a <mark>, wherever a sender wrote it.

    What a long card folds away is open where a word is marked in it.
    """
    marker = _Marker(words)
    marker.feed(card)
    marker.close()
    # Safe: the card was, and what is added are <mark>s around letters and digits of its texts.
    return mark_safe("".join(marker.pieces))  # noqa: S308 - see above


def _whole_words(text: str) -> str:
    """`text` up to its limit, without a word that is cut in two."""
    return text if len(text) <= MOST_KEPT else text[:MOST_KEPT].rpartition(" ")[0]


class _Card(HTMLParser):
    """Goes through a card. `said` is what was written by the sender, never a tag or an entity."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kept(self.get_starttag_text() or "")
        if ("dir", "auto") in attrs:
            self._inside = tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.kept(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        self.kept(f"</{tag}>")
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.said(data)
        else:
            self.kept(data)

    def handle_entityref(self, name: str) -> None:
        self.kept(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.kept(f"&#{name};")

    def kept(self, markup: str) -> None:
        """What is ours: a tag, a character that was escaped, a label."""

    def said(self, text: str) -> None:
        """What the sender wrote."""
        raise NotImplementedError


class _Reader(_Card):
    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, None] = {}

    def said(self, text: str) -> None:
        self.words.update((token.word, None) for token in tokens(text))


class _Marker(_Card):
    def __init__(self, words: Collection[str]) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._words = words
        self._fold: int | None = None

    def kept(self, markup: str) -> None:
        if markup.startswith("<details"):
            self._fold = len(self.pieces)
        self.pieces.append(markup)

    def said(self, text: str) -> None:
        done = 0
        for token in tokens(text):
            if token.word in self._words:
                word = format_html("<mark>{}</mark>", text[token.start : token.end])
                self.pieces += (text[done : token.start], word)
                done = token.end
                self._open()
        self.pieces.append(text[done:])

    def _open(self) -> None:
        """Open the fold that was begun, once."""
        if self._fold is not None:
            self.pieces[self._fold] = self.pieces[self._fold].replace(">", " open>")
            self._fold = None
