"""The branch's colour, made readable: whatever colour a branch enters, text keeps 4.5 to 1."""

import colorsys
from collections.abc import Iterable

# The grounds of static/css/tokens.css that the colour stands on, and that stand on it.
LIGHT_GROUNDS = ("#faf6ef", "#fffdf9", "#f1e9dc")
DARK_GROUNDS = ("#171411", "#201c18", "#29241e")
ON_LIGHT, ON_DARK = "#fffdf9", "#171411"
# WCAG 2.2 asks for 4.5; light letters on dark paper read thinner, so they get more.
LIGHT_CONTRAST, DARK_CONTRAST = 4.6, 6.5

Colour = tuple[float, float, float]


def stylesheet(colour: str, theme: str = "") -> str:
    """Return the style sheet that sets the brand's custom properties: in both schemes, or as in
    one of them whatever the reader's is, where `theme` is "light" or "dark"."""
    light = nearest_readable(colour, LIGHT_GROUNDS, LIGHT_CONTRAST, towards=0.0)
    dark = nearest_readable(colour, DARK_GROUNDS, DARK_CONTRAST, towards=1.0)
    forced = {"light": (light, ON_LIGHT), "dark": (dark, ON_DARK)}
    if theme in forced:
        return ":root{{--brand:{};--on-brand:{}}}\n".format(*forced[theme])
    return (
        f":root{{--brand:{light};--on-brand:{ON_LIGHT}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{--brand:{dark};--on-brand:{ON_DARK}}}}}\n"
        f"@media print{{:root{{--brand:{light};--on-brand:{ON_LIGHT}}}}}\n"
    )


def nearest_readable(
    colour: str, grounds: Iterable[str], contrast: float, *, towards: float
) -> str:
    """Return `colour`, or its nearest shade towards black (0) or white (1), that keeps `contrast`
    to 1 against every one of `grounds`. Its hue stays."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parse(colour))
    against = [_parse(ground) for ground in grounds]
    for step in range(101):
        shade = lightness + (towards - lightness) * step / 100
        candidate = _format(colorsys.hls_to_rgb(hue, shade, saturation))
        if min(ratio(_parse(candidate), ground) for ground in against) >= contrast:
            return candidate
    return _format((towards, towards, towards))


def ratio(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parse(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _format(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
