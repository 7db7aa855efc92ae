"""What a drawing is made of: marks with a place and a look, on a canvas of so many units.

A look is a name. In a page it is a class, coloured by static/css/charts.css in both schemes and in
print; in a file to take away it becomes presentation attributes (see svg.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass

# Widths of the two drawings of each chart: a column of text, and a phone.
WIDE, NARROW = 720, 340


@dataclass(frozen=True, slots=True)
class Mark:
    """One element: its tag, its look, its attributes in order, and its text if it has one."""

    tag: str
    look: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks on a canvas, those behind first. Lengths are in units of the view box."""

    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the canvas; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, others: Iterable["Box"]) -> bool:
        """Whether any of `others` shares a point with this one."""
        return any(
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
            for other in others
        )


def coordinate(value: float) -> str:
    """Return a number as SVG writes it, to a tenth: 12, 3.5, never -0 or 1e-7."""
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> Mark:
    """Return a straight line."""
    return _mark("line", look, x1=x1, y1=y1, x2=x2, y2=y2)


def rectangle(box: Box, look: str) -> Mark:
    """Return a filled box."""
    size = {"width": max(box.right - box.left, 0), "height": max(box.bottom - box.top, 0)}
    return _mark("rect", look, x=box.left, y=box.top, **size)


def dot(x: float, y: float, radius: float, look: str) -> Mark:
    """Return a circle."""
    return _mark("circle", look, cx=x, cy=y, r=radius)


def path(description: str, look: str) -> Mark:
    """Return a path by its description (M, H, V and L with absolute places)."""
    return Mark("path", look, (("d", description),))


def text(x: float, y: float, words: str, look: str, size: float, anchor: str = "start") -> Mark:
    """Return words whose baseline starts, has its middle or ends at a place."""
    places = [("x", coordinate(x)), ("y", coordinate(y)), ("font-size", coordinate(size))]
    if anchor != "start":
        places.append(("text-anchor", anchor))
    return Mark("text", look, tuple(places), words)


def _mark(tag: str, look: str, **places: float) -> Mark:
    return Mark(tag, look, tuple((name, coordinate(value)) for name, value in places.items()))
