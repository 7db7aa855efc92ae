"""The branch's headed paper, and a document on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dispute.colour import LIGHT_CONTRAST, nearest_readable
from dispute.models import Branch

from .blocks import written

LANGUAGE = "en-GB"
# A bigger logo is a photograph: it would make every letter as heavy as itself.
MOST_LOGO_BYTES = 2_000_000
_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"RIFF": "webp"}
DEFAULT_COLOUR = "#a3182d"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes, and what kind it is: png, jpg or webp."""

    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head: name, union, and the lines of the address. `colour` is #rrggbb."""

    name: str
    union: str = ""
    lines: tuple[str, ...] = ()
    colour: str = DEFAULT_COLOUR
    logo: Picture | None = None


def letterhead(branch: Branch | None) -> Letterhead:
    """Return the letterhead of a branch; a site without one writes on plain paper."""
    if branch is None:
        return Letterhead("")
    lines = [*branch.address_lines, branch.telephone, branch.email]
    return Letterhead(
        written(branch.name),
        written(branch.union),
        tuple(written(line) for line in lines if line.strip()),
        nearest_readable(branch.brand_colour, ["#ffffff"], LIGHT_CONTRAST, towards=0.0),
        _logo(branch),
    )


def letterhead_as_json(head: Letterhead) -> dict[str, Any]:
    """Return what paper.typ needs beside the text: the letterhead, and the paper's own words."""
    paper = {"name": head.name, "union": head.union, "lines": head.lines, "colour": head.colour}
    return {"letterhead": paper, "author": head.name, "of": _("of")}


def _logo(branch: Branch) -> Picture | None:
    """The branch's logo, if there is one that can be read and is no larger than it should be."""
    if not branch.logo:
        return None
    try:
        if branch.logo.size > MOST_LOGO_BYTES:
            return None
        with branch.logo.open("rb") as file:
            content = bytes(file.read())
    except OSError:
        return None
    kinds = [kind for magic, kind in _PICTURES.items() if content.startswith(magic)]
    return Picture(kinds[0], content) if kinds else None


def midday(day: date) -> int:
    """Return noon of a day in seconds since 1970: the moment that a document's file bears."""
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400 + 43_200
