"""How wide words are in Barlow Condensed, so that labels neither collide nor leave the canvas."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Thousandths of the type size, for the characters that follow; from the font's own table (700).
_GROUPS = {
    170: " '|’l",
    220: ",.`ij·I;",
    270: "!1:ftr",
    340: '()"-[]{}*“”z–',
    410: "7×/FLZ\\^_sy",
    440: "$+235689<=>?ESabcdeghknopquvx",
    470: "0CGJPQT4ABDHORUVXY~",
    520: "KN£M",
    620: "&#wWm…",
    760: "%@",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
# A letter that the font does not have comes from another, which may be as wide as it is high.
_ACCENTED, _FOREIGN = 480, 1000
# So many times as wide are the same words in DejaVu Sans Bold, the widest face that stands in where
# ours is missing. Nothing else of a drawing knows which face it will be shown in.
_STAND_IN = 1.65
_times: ContextVar[float] = ContextVar("times", default=1.0)


@contextmanager
def any_face() -> Iterator[None]:
    """Measure for a file that may be opened where our typeface is missing."""
    before = _times.set(_STAND_IN)
    try:
        yield
    finally:
        _times.reset(before)


def width(words: str, size: float) -> float:
    """Return how wide `words` are at a type size, in the same unit: rather too wide than not."""
    return sum(map(_letter, words)) * size / 960 * _times.get()


def cut(words: str, size: float, room: float) -> str:
    """Return `words`, or as many of their letters as there is room for and an ellipsis."""
    if width(words, size) <= room:
        return words
    while words and width(f"{words}…", size) > room:
        words = words[:-1]
    return f"{words.rstrip()}…"


def wrapped(words: str, size: float, room: float, most: int) -> list[str]:
    """Return `words` on at most so many lines that fit; the last line is cut where it must be."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (width(longer, size) <= room or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return [cut(each, size, room) for each in lines]


def _letter(letter: str) -> int:
    return _WIDTHS.get(letter) or (_ACCENTED if ord(letter) < 0x250 else _FOREIGN)
