"""A whole and its parts: a square for each where they can be counted, else a bar."""

import math
from dataclasses import dataclass

from dispute.figures.numbers import numeral

from .columns import block, swatch
from .legend import legend
from .marks import WIDE, Box, Drawing, Mark

# More squares than this nobody counts.
MOST_SQUARES = 120


@dataclass(frozen=True, slots=True)
class Squares:
    """`parts` are a count, a look and words each; at least one count is above nought."""

    parts: tuple[tuple[int, str, str], ...]


def draw(data: Squares, width: int) -> Drawing:
    """Return the squares or the bar on a canvas of that width, with a legend that counts."""
    size = 17.0 if width >= WIDE else 14.0
    parts = [part for part in data.parts if part[0]]
    entries = [(swatch(look), f"{numeral(count)} {words}") for count, look, words in parts]
    key, above = legend(entries, width, size)
    top = above + size * 0.5
    whole = sum(count for count, _look, _words in parts)
    arrange = _grid if whole <= MOST_SQUARES else _bar
    marks, height = arrange(parts, whole, width, top)
    return Drawing(width, height, (*key, *marks))


def _grid(
    parts: list[tuple[int, str, str]], whole: int, width: int, top: float
) -> tuple[list[Mark], float]:
    """Rows of squares, as large as fill the width in rows of equal length."""
    most = 15 if width >= WIDE else 10
    rows = math.ceil(whole / most)
    across = math.ceil(whole / rows)
    pitch = min(width / across, 64 if width >= WIDE else 46)
    looks = [look for count, look, _words in parts for _each in range(count)]
    marks = []
    for n, look in enumerate(looks):
        x, y = n % across * pitch, top + n // across * pitch
        marks.append(block(Box(x + 1, y, x + pitch * 0.86, y + pitch * 0.86 - 1), look))
    return marks, top + rows * pitch


def _bar(
    parts: list[tuple[int, str, str]], whole: int, width: int, top: float
) -> tuple[list[Mark], float]:
    """One bar, its parts by length; none so thin that it is not seen."""
    thick = 64.0 if width >= WIDE else 44.0
    least, spare = 3.0, width - 2.0
    scaled = [max(spare * count / whole, least) for count, _look, _words in parts]
    fit = spare / sum(scaled)
    marks, left = [], 1.0
    for length, (_count, look, _words) in zip(scaled, parts, strict=True):
        marks.append(block(Box(left, top, left + length * fit, top + thick), look))
        left += length * fit
    return marks, top + thick + 8
