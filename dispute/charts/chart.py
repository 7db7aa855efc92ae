"""What a chart says: in a headline, in a description, in a table, and in a drawing."""

from collections.abc import Callable
from dataclasses import dataclass

from .draw.marks import Drawing

# Given the width of a canvas.
Draw = Callable[[int], Drawing]


@dataclass(frozen=True, slots=True)
class Table:
    """What a drawing is drawn from: the words above its columns, and its rows as they are read."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A headline that says what is to be seen, and the drawing that shows it.

    `caption` says what is drawn and in what unit; `description` tells it to who cannot see it.
    Without `draw` there is nothing to draw, and the headline says why.
    """

    headline: str
    caption: str = ""
    description: str = ""
    table: Table = Table((), ())
    draw: Draw | None = None
