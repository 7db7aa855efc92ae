"""A chart's file as a picture: the same SVG, set by typst with the site's own typefaces."""

import logging
from functools import cache
from pathlib import Path

import typst

# Beside the code and not among the static files: no page fetches them.
TYPEFACES = Path(__file__).resolve().parent.parent / "typefaces"
# The picture goes in as data, so nothing in it can be read as markup.
_DOCUMENT = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""
# Twice what a screen shows: sharp in print too.
PIXELS_PER_INCH = 192

log = logging.getLogger("dispute.charts")


class NoPicture(RuntimeError):
    """The picture could not be made."""


def png(svg: str) -> bytes:
    """Return an SVG file as PNG; the same bytes for the same file. Raises NoPicture."""
    try:
        # Its root holds the typefaces and nothing else, so it can read no other file.
        compiler = typst.Compiler(
            _DOCUMENT, root=TYPEFACES, font_paths=_fonts(), sys_inputs={"svg": svg}
        )
        made = compiler.compile(format="png", ppi=PIXELS_PER_INCH)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of its own is no Exception
        log.exception("A chart could not be made into a picture.")
        raise NoPicture from error
    if not isinstance(made, bytes):
        raise NoPicture
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[TYPEFACES])
