"""Whatever colour a branch enters, what is written in it can be read."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispute.colour import (
    DARK_CONTRAST,
    DARK_GROUNDS,
    LIGHT_CONTRAST,
    LIGHT_GROUNDS,
    ON_DARK,
    ON_LIGHT,
    nearest_readable,
    ratio,
    stylesheet,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"


def rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def least(colour: str, grounds: tuple[str, ...]) -> float:
    return min(ratio(rgb(colour), rgb(ground)) for ground in grounds)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)],
)
def test_contrast_is_as_the_standard_counts_it(one: str, other: str, expected: float) -> None:
    assert ratio(rgb(one), rgb(other)) == pytest.approx(expected, abs=0.01)
    assert ratio(rgb(one), rgb(other)) == ratio(rgb(other), rgb(one))


@given(COLOURS)
def test_every_colour_becomes_readable_on_every_ground(colour: str) -> None:
    light = nearest_readable(colour, LIGHT_GROUNDS, LIGHT_CONTRAST, towards=0.0)
    dark = nearest_readable(colour, DARK_GROUNDS, DARK_CONTRAST, towards=1.0)
    assert least(light, (*LIGHT_GROUNDS, ON_LIGHT)) >= 4.5
    assert least(dark, (*DARK_GROUNDS, ON_DARK)) >= 4.5


@pytest.mark.parametrize("colour", ["#a3182d", "#005030", "#1d1a16", "#000000"])
def test_a_colour_that_can_be_read_stays_as_it_is(colour: str) -> None:
    assert nearest_readable(colour, LIGHT_GROUNDS, LIGHT_CONTRAST, towards=0.0) == colour


def test_a_style_sheet_holds_both_schemes_and_paper() -> None:
    sheet = stylesheet("#ffff00")
    assert len(re.findall(r"--brand:#[0-9a-f]{6};--on-brand:#[0-9a-f]{6}", sheet)) == 3
    assert sheet.count("{") == sheet.count("}")
    assert sheet.index("prefers-color-scheme:dark") < sheet.index("@media print")


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    written = TOKENS.read_text().lower()
    for ground in (*LIGHT_GROUNDS, *DARK_GROUNDS):
        assert ground in written
