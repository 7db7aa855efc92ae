"""Words as they are searched for: without capitals and accents, and the same in both databases.

Each database would divide and fold a text in its own way. So both are given words that are divided
and folded here, with a space between two, and have nothing left to do but to find their stems.
Pure functions.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# No word is longer; a text without spaces would be one.
LONGEST_WORD = 60
# So many words are looked for, in so many characters.
MOST_WORDS, LONGEST_QUERY = 10, 200

# Scripts without spaces: each sign is a word.
SIGNS = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Emoji and their like, each a word; not what gives another its colour.
PICTURES = "\u2190-\u2bff\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
MARKS = "".join(c for c in map(chr, range(0x300, 0xFFFF)) if unicodedata.category(c)[0] == "M")
LETTER = rf"[^\W_{SIGNS}{PICTURES}]"
WORD = re.compile(f"[{PICTURES}]|[{SIGNS}]|{LETTER}(?:{LETTER}|[{MARKS}])*")
PICTURE = re.compile(f"[{PICTURES}]")
# Letters that no accent was added to, and that people type as others.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
# Nearly every message has them. They are those that PostgreSQL leaves out of an English text.
STOP_WORDS = frozenset(
    """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she
    her hers herself it its itself they them their theirs themselves what which who whom this that
    these those am is are was were be been being have has had having do does did doing a an the and
    but if or because as until while of at by for with about against between into through during
    before after above below to from up down in out on off over under again further then once here
    there when where why how all any both each few more most other some such no nor not only own
    same so than too very s t can will just don should now
    """.split()  # noqa: SIM905 - a list that is read
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, and how it is searched for."""

    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for: as they typed it, and the words to find, none of them twice.

    There are no words where the text has but signs, or words that every message has. `is_cut`
    where words were left out.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    is_cut: bool = False


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text."""
    for found in WORD.finditer(text):
        if word := fold(found[0]):
            yield Token(found.start(), found.end(), word)


def fold(word: str) -> str:
    """Return a word as it is searched for: letters and digits without capitals and accents."""
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    if PICTURE.fullmatch(word):
        # Neither database would take the picture itself for a word.
        return f"u{ord(word):x}"
    plain = unicodedata.normalize("NFKD", word).casefold()
    spread = unicodedata.normalize("NFKD", plain).translate(LETTERS)
    return "".join(map(_digit, filter(str.isalnum, spread)))[:LONGEST_WORD]


def query_of(text: str) -> Query:
    """Return what to look for where somebody typed `text`, which may be anything."""
    line = " ".join(text[: 5 * LONGEST_QUERY].replace("\x00", " ").split())
    shown = line[:LONGEST_QUERY]
    found = dict.fromkeys(token.word for token in tokens(shown))
    words = [word for word in found if word not in STOP_WORDS]
    is_cut = len(line) > LONGEST_QUERY or len(words) > MOST_WORDS
    return Query(shown, tuple(words[:MOST_WORDS]), is_cut)


def _digit(character: str) -> str:
    """A digit of any script as one of ours."""
    return str(unicodedata.decimal(character)) if character.isdecimal() else character
