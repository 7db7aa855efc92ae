"""A drawing as SVG: inside a page, coloured by its style sheet; or alone, carrying its colours.

Nothing but ElementTree writes the XML, so names that somebody typed are text and nothing else.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from . import lettering
from .marks import WIDE, Box, Drawing, Mark, coordinate, rectangle, text

# Around what a file shows.
MARGIN = 28.0
FACE = "Barlow Condensed, Barlow, Arial Narrow, sans-serif"
# Letters that XML cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Look:
    """Colours by name (see `Palette`), and what is the same in every colour."""

    fill: str = "none"
    stroke: str = ""
    shape: tuple[tuple[str, str], ...] = ()
    weight: str = ""


_HALO = (("stroke-width", "4"), ("stroke-linejoin", "round"), ("paint-order", "stroke"))
# static/css/charts.css says the same of .chart__<look>, by custom properties.
LOOKS: Mapping[str, Look] = {
    "axis": Look(stroke="soft", shape=(("stroke-width", "1.5"),)),
    "edge": Look(stroke="brand", shape=(("stroke-width", "2"),)),
    "fine": Look(stroke="brand", shape=(("stroke-width", "2.5"), ("stroke-linejoin", "round"))),
    "ground": Look(fill="paper"),
    "grid": Look(stroke="rule", shape=(("stroke-width", "1"),)),
    "hollow": Look(fill="paper", stroke="brand", shape=(("stroke-width", "2"),)),
    "line": Look(stroke="brand", shape=(("stroke-width", "4.5"), ("stroke-linejoin", "miter"))),
    "note": Look(fill="soft", stroke="paper", shape=_HALO, weight="600"),
    "off": Look(stroke="soft", shape=(("stroke-width", "1.5"), ("stroke-dasharray", "3 2"))),
    "on": Look(fill="on-brand", weight="600"),
    "rest": Look(fill="tint", stroke="rule", shape=(("stroke-width", "1"),)),
    "solid": Look(fill="brand"),
    "standard": Look(stroke="ink", shape=(("stroke-width", "2"), ("stroke-dasharray", "3 4"))),
    "strike": Look(stroke="ink", shape=(("stroke-width", "2"),)),
    "tail": Look(stroke="brand", shape=(("stroke-width", "1.5"),)),
    "tick": Look(fill="soft", weight="600"),
    "title": Look(fill="ink", weight="700"),
    "value": Look(fill="ink", stroke="paper", shape=_HALO, weight="700"),
}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture to take away: ink on white, and the branch's own."""

    brand: str = "#a3182d"

    def colour(self, name: str) -> str:
        """Return the colour called so; `none` is none."""
        colours = {"brand": self.brand, "ink": "#1d1a16", "soft": "#5f574c", "rule": "#d9cfc0"}
        grounds = {"paper": "#ffffff", "on-brand": "#ffffff", "tint": "#f1e9dc", "none": "none"}
        return {**colours, **grounds}[name]


def inline(drawing: Drawing, name: str, titled: tuple[str, str], size: str) -> str:
    """Return a drawing as an element of a page, its colours left to classes.

    `name` makes ids that are the page's only ones; `titled` are its title and description; `size`
    is a class beside `chart__drawing`.
    """
    root = _root(drawing, name, titled)
    root.set("class", f"chart__drawing {size}")
    for mark in drawing.marks:
        element = _element(root, mark)
        element.set("class", f"chart__{mark.look}")
        _set(element, LOOKS[mark.look].shape)
    return ET.tostring(root, encoding="unicode", short_empty_elements=False)


def standalone(
    drawing: Drawing | None, titled: tuple[str, str], foot: str, palette: Palette
) -> str:
    """Return a file: the title as headline, the drawing, and the words at its foot, on white.

    No class and no style element: every mark carries its colours. Its typeface may be missing where
    it is opened, so whoever draws for it does so within `lettering.any_face`.
    """
    width = drawing.width if drawing else WIDE
    head, top = _lines(titled[0], "title", 34, width, MARGIN)
    below = top + (drawing.height + 34 if drawing else 0)
    feet, bottom = _lines(foot, "tick", 17, width, below)
    whole = Drawing(width + 2 * MARGIN, bottom + MARGIN, ())
    root = _root(whole, "chart", titled)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    ground = rectangle(Box(0, 0, whole.width, whole.height), "ground")
    for mark in (ground, *head, *feet):
        _set(_element(root, mark), _presentation(mark, palette))
    place = f"translate({coordinate(MARGIN)} {coordinate(top + 20)})"
    group = ET.SubElement(root, "g", transform=place)
    for mark in drawing.marks if drawing else ():
        _set(_element(group, mark), _presentation(mark, palette))
    return ET.tostring(root, encoding="unicode")


def _lines(
    words: str, look: str, size: float, width: float, top: float
) -> tuple[list[Mark], float]:
    """Words on as many lines as they need, four at most, and where the last one ends."""
    marks = []
    for each in lettering.wrapped(clean(words), size, width, 4):
        top += size * 1.2
        marks.append(text(MARGIN, top - size * 0.3, each, look, size))
    return marks, top


def clean(words: str) -> str:
    """Return `words` without the characters that XML cannot hold."""
    return _NO_XML.sub("", words)


def _root(drawing: Drawing, name: str, titled: tuple[str, str]) -> ET.Element:
    width, height = coordinate(drawing.width), coordinate(drawing.height)
    root = ET.Element("svg", viewBox=f"0 0 {width} {height}", width=width, height=height)
    _set(root, (("role", "img"), ("aria-labelledby", f"{name}-title {name}-desc")))
    for tag, words in zip(("title", "desc"), titled, strict=True):
        ET.SubElement(root, tag, id=f"{name}-{tag}").text = clean(words)
    return root


def _element(root: ET.Element, mark: Mark) -> ET.Element:
    element = ET.SubElement(root, mark.tag, dict(mark.attributes))
    if mark.text:
        element.text = clean(mark.text)
    return element


def _presentation(mark: Mark, palette: Palette) -> list[tuple[str, str]]:
    look = LOOKS[mark.look]
    found = [("fill", palette.colour(look.fill))]
    if look.stroke:
        found.append(("stroke", palette.colour(look.stroke)))
    found += look.shape
    if look.weight:
        # The typesetter of PNGs files the face under Barlow, condensed.
        face = {"font-family": FACE, "font-stretch": "condensed", "font-weight": look.weight}
        found += face.items()
    return found


def _set(element: ET.Element, attributes: Iterable[tuple[str, str]]) -> None:
    for name, value in attributes:
        element.set(name, value)
