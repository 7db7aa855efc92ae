"""What each look means, above a drawing that has several: by shape, in words."""

from collections.abc import Callable, Sequence

from . import lettering
from .marks import Box, Mark, text

Swatch = Callable[[Box], list[Mark]]


def legend(
    entries: Sequence[tuple[Swatch, str]], width: float, size: float
) -> tuple[list[Mark], float]:
    """Return the entries in as many rows as they need, and the height of those rows."""
    marks: list[Mark] = []
    side, x, top = size, 2.0, 2.0
    for swatch, words in entries:
        shown = lettering.cut(words, size, width - side - size)
        needed = side + size * 0.5 + lettering.width(shown, size)
        if x > 2 and x + needed > width:
            x, top = 2.0, top + size * 1.6
        marks += swatch(Box(x, top, x + side, top + side))
        marks.append(text(x + side + size * 0.5, top + size * 0.86, shown, "tick", size))
        x += needed + size * 1.2
    return marks, top + side + size * 0.6 if entries else 0.0
