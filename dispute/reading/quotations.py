"""Whose words: which tokens stand between quotation marks.

Marks are known by their place, not by their curl, so that straight ones do as well. A mark that
nothing closes quotes nothing, unless the next paragraph opens with one too: that is how a
quotation runs on.
"""

from .tokens import NOTHING, Sort, Token
from .words import these

_OPENERS = frozenset("([{-–—/\"'")
_STRONG_ENDS = frozenset(".,!?;:…)")
# They begin with an apostrophe, which is no quotation mark.
_ELISIONS = these("til tis twas em cause bout n cos im")


def quoted_tokens(tokens: list[Token], *, runs_on: bool = False) -> list[bool]:
    """Say of each token whether it is quoted. `runs_on`: the next paragraph opens with one too."""
    quoted = [False] * len(tokens)
    for start, end in (*_double(tokens, runs_on), *_single(tokens)):
        quoted[start:end] = [True] * (end - start)
    return quoted


def _double(tokens: list[Token], runs_on: bool) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for index, token in enumerate(tokens):
        if token.raw != '"':
            continue
        if _opens(tokens, index):
            opened = index
        elif opened is not None and token.touches:
            found.append((opened, index + 1))
            opened = None
    if opened is not None and runs_on:
        found.append((opened, len(tokens)))
    return found


def _single(tokens: list[Token]) -> list[tuple[int, int]]:
    """Return what stands between single marks; "workers'" closes only where nothing better does."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    weak: int | None = None
    for index, token in enumerate(tokens):
        if token.raw != "'":
            continue
        if _opens(tokens, index) and not _is_elision(tokens, index):
            if opened is not None and weak is not None:
                found.append((opened, weak + 1))
            opened, weak = index, None
        elif opened is not None and token.touches and _may_close(tokens, index):
            if _is_possessive(tokens, index):
                weak = index
            else:
                found.append((opened, index + 1))
                opened = weak = None
    if opened is not None and weak is not None:
        found.append((opened, weak + 1))
    return found


def _after(tokens: list[Token], index: int) -> Token:
    return tokens[index + 1] if index + 1 < len(tokens) else NOTHING


def _opens(tokens: list[Token], index: int) -> bool:
    before = tokens[index - 1] if index else NOTHING
    starts = not tokens[index].touches or not index or before.raw in _OPENERS
    following = _after(tokens, index)
    return starts and following.touches and following is not NOTHING


def _may_close(tokens: list[Token], index: int) -> bool:
    following = _after(tokens, index)
    return not following.touches or following.sort is Sort.SIGN


def _is_elision(tokens: list[Token], index: int) -> bool:
    following = _after(tokens, index)
    return following.text in _ELISIONS or (
        following.sort is Sort.NUMERAL and len(following.raw) == 2 and _is_decade(tokens, index + 2)
    )


def _is_decade(tokens: list[Token], index: int) -> bool:
    following = tokens[index] if index < len(tokens) else NOTHING
    return following.text == "s" and following.touches


def _is_possessive(tokens: list[Token], index: int) -> bool:
    """Say whether it may be "workers' jobs": an s before, and a word after a space."""
    before, following = tokens[index - 1], _after(tokens, index)
    owned = following.sort in (Sort.WORD, Sort.NUMERAL) and not following.touches
    return before.text.endswith("s") and owned
