"""Prose to tokens: words, numerals, signs, each with its place in the text as it was given."""

import re
from dataclasses import dataclass
from enum import Enum

from .plain import HARD_SPACE, OPAQUE, Plain
from .words import VULGAR


class Sort(Enum):
    """What a token is."""

    NUMERAL = "numeral"
    WORD = "word"
    VULGAR = "vulgar fraction"
    SIGN = "sign"
    END = "end"


class Gap(Enum):
    """What stands before a token."""

    NONE = "nothing"
    SPACE = "a space"
    HARD = "a space that does not break"


@dataclass(slots=True)
class Token:
    """A word, numeral or sign, from `start` to `end` of the given text.

    `raw` is as written, `text` in lower case, `word` without the s of a possessive.
    """

    sort: Sort
    raw: str
    text: str
    start: int
    end: int
    gap: Gap
    word: str = ""

    @property
    def touches(self) -> bool:
        """Whether nothing stands between it and the token before."""
        return self.gap is Gap.NONE

    @property
    def capital(self) -> bool:
        """Whether it is a word with a capital letter."""
        return self.sort is Sort.WORD and self.raw[0].isupper()


# Stands before the first and after the last token of a sentence.
NOTHING = Token(Sort.END, "", "", 0, 0, Gap.SPACE)

_TOKEN = re.compile(
    rf"""
      (?P<numeral> (?<! \d[.,] ) \d{{1,3}} (?: ,\d{{3}} ){{1,4}} (?! \d | ,\d )
                   (?: \.\d{{1,12}} (?! \d | \.\d ) )?
                 | (?<! \d\. ) \d{{1,20}} (?: \.\d{{1,12}} (?! \d | \.\d ) )?
                 | \d{{1,20}} )
    | (?P<vulgar> [{"".join(VULGAR)}] )
    | (?P<word> [^\W\d_]{{1,60}} (?: ' [^\W\d_]{{1,30}} ){{0,3}} )
    | (?P<sign> [^\w\s] | _ | \w )
    """,
    re.VERBOSE,
)
_SORTS = {"numeral": Sort.NUMERAL, "vulgar": Sort.VULGAR, "word": Sort.WORD, "sign": Sort.SIGN}


def tokens_of(plain: Plain) -> list[Token]:
    """Return the tokens of a stretch of prose, in order."""
    found, before = [], 0
    text, starts, ends = plain.text, plain.starts, plain.ends
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        raw = match.group()
        gap = Gap.NONE if start == before and start else _gap(text, before, start)
        sort = _SORTS[match.lastgroup or "sign"]
        folded = raw.lower()
        bare = folded.removesuffix("'s") if sort is Sort.WORD else folded
        found.append(Token(sort, raw, folded, starts[start], ends[end - 1], gap, bare))
        before = end
    return found


def _gap(text: str, start: int, end: int) -> Gap:
    return Gap.HARD if end - start == 1 and text[start] == HARD_SPACE else Gap.SPACE


def is_opaque(token: Token) -> bool:
    """Say whether the token stands for what is no prose: code, a figure reference, an address."""
    return token.raw == OPAQUE
