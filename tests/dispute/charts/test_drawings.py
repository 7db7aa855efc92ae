"""What every drawing keeps, whatever it is given: well-formed, on its canvas, without a NaN."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispute.charts.draw import columns, lettering, monthgrid, scales, squares, stepline
from dispute.charts.draw.marks import NARROW, WIDE, Drawing, coordinate
from dispute.charts.draw.svg import LOOKS, Palette, clean, inline, standalone
from dispute.charts.readings import tick_in_words
from tests.house.tree import ROOT

WIDTHS = st.sampled_from([WIDE, NARROW])
WORDS = st.text(max_size=200)
VALUES = st.floats(-1e12, 1e12, allow_nan=False) | st.sampled_from([0.0, 1.0, 99999.9, 1e-4])
DAYS = st.integers(1, date.max.toordinal())
COUNTS = st.integers(0, 10**9) | st.integers(0, 5)


@st.composite
def step_lines(draw: Callable[..., Any]) -> stepline.StepLine:
    points = draw(st.dictionaries(DAYS, VALUES, min_size=1, max_size=40))
    standard = st.builds(stepline.Standard, VALUES, WORDS)
    return stepline.StepLine(
        points=tuple(sorted(points.items())),
        until=draw(DAYS),
        label=draw(WORDS),
        tick=partial(tick_in_words, unit=draw(st.sampled_from(["GBP", "percent", "calls"]))),
        steps=draw(st.sampled_from([(), scales.MONTHS])),
        standard=draw(st.none() | standard),
    )


def columns_of(counts: list[tuple[int, int]], words: str) -> columns.Columns:
    labels = tuple(f"{words}{n}" for n in range(len(counts)))
    return columns.Columns(labels, tuple(counts), (("solid", words), ("hollow", words)))


def places(element: ET.Element) -> list[tuple[float, float]]:
    """Return the corners of what an element covers, as far as it can be told."""
    at = {name: float(value) for name, value in element.attrib.items() if is_number(value)}
    if element.tag == "rect":
        assert min(at["width"], at["height"]) >= 0
        corner = (at["x"], at["y"])
        return [corner, (at["x"] + at["width"], at["y"] + at["height"])]
    if element.tag == "circle":
        return [(at["cx"], at["cy"])]
    if element.tag == "line":
        return [(at["x1"], at["y1"]), (at["x2"], at["y2"])]
    if element.tag == "text":
        return text_places(element, at)
    steps = re.findall(r"[MHV]([\d.]+)(?: ([\d.]+))?", element.get("d", ""))
    return [(float(first), float(second or 0)) for first, second in steps]


def text_places(element: ET.Element, at: dict[str, float]) -> list[tuple[float, float]]:
    wide = lettering.width(element.text or "", at["font-size"])
    before = {"end": 1.0, "middle": 0.5}.get(element.get("text-anchor", ""), 0.0) * wide
    return [(at["x"] - before, at["y"]), (at["x"] - before + wide, at["y"])]


def parsed(svg: str) -> ET.Element:
    """Return the root of an SVG, which has to be well-formed."""
    return ET.fromstring(svg)  # noqa: S314 - we wrote it


def is_number(value: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", value))


def check(drawing: Drawing, words: str = "") -> None:
    """Check a drawing as a page's element and as a file."""
    written = inline(drawing, "chart", (words, words), "wide")
    marks = re.sub(r">[^<]*<", "><", written)
    assert not re.search(r"\bnan\b|\binf\b|[0-9]e[-+]?[0-9]|style=", marks)
    parsed(standalone(drawing, (words, words), words, Palette()))
    root = parsed(written)
    _x, _y, width, height = map(float, root.get("viewBox", "").split())
    for element in root:
        for x, y in places(element) if element.tag not in ("title", "desc") else ():
            assert -1 <= x <= width + 1, (element.tag, element.attrib, element.text)
            assert -1 <= y <= height + 1, (element.tag, element.attrib, element.text)


@settings(deadline=None)
@given(step_lines(), WIDTHS, WORDS)
def test_step_lines_stay_on_the_canvas(data: stepline.StepLine, width: int, words: str) -> None:
    check(stepline.draw(data, width), words)


@settings(deadline=None)
@given(
    st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=60).filter(
        lambda counts: any(map(sum, counts))
    ),
    WIDTHS,
    st.text(max_size=30),
)
def test_columns_stay_on_the_canvas(counts: list[tuple[int, int]], width: int, words: str) -> None:
    check(columns.draw(columns_of(counts, words), width), words)


@settings(deadline=None)
@given(st.lists(COUNTS, min_size=3, max_size=3).filter(any), WIDTHS, WORDS)
def test_squares_stay_on_the_canvas(counts: list[int], width: int, words: str) -> None:
    looks = ("solid", "hollow", "rest")
    parts = tuple((n, look, words) for n, look in zip(counts, looks, strict=True))
    check(squares.draw(squares.Squares(parts), width), words)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.dates(date(2020, 1, 1), date(2022, 12, 31)),
        st.sampled_from(monthgrid.STATES),
        min_size=1,
        max_size=60,
    ),
    WIDTHS,
)
def test_calendars_stay_on_the_canvas(days: dict[date, str], width: int) -> None:
    words = dict.fromkeys(monthgrid.STATES, "what it was")
    check(monthgrid.draw(monthgrid.MonthGrid(days, words), width))


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("count", [1, 3, 300])
def test_any_number_of_readings_is_a_line(count: int, width: int) -> None:
    start = date(2022, 1, 1).toordinal()
    points = tuple((start + n, float(n % 7)) for n in range(count))
    data = stepline.StepLine(points, start + count + 9, "9 weeks", str)
    drawing = stepline.draw(data, width)
    check(drawing)
    dots = [mark for mark in drawing.marks if mark.tag == "circle"]
    assert len(dots) == (count if count <= stepline.MOST_DOTS else 1)


def test_ten_thousand_readings_are_no_longer_than_the_canvas_is_wide() -> None:
    points = tuple((n + 1, float(n % 97)) for n in range(10_000))
    data = stepline.StepLine(points, 10_001, "x", str)
    assert len(inline(stepline.draw(data, WIDE), "n", ("", ""), "wide")) < 50_000


def test_the_same_data_are_the_same_picture() -> None:
    data = squares.Squares(((14, "solid", "left"), (5, "rest", "remain")))
    one, other = (squares.draw(data, WIDE) for _each in range(2))
    assert standalone(one, ("a", "b"), "c", Palette()) == standalone(
        other, ("a", "b"), "c", Palette()
    )


def test_a_square_is_a_post_until_nobody_could_count_them() -> None:
    def drawn(whole: int) -> int:
        data = squares.Squares(((whole, "solid", "left"),))
        return sum(mark.tag == "rect" for mark in squares.draw(data, WIDE).marks) - 1

    assert [drawn(each) for each in (1, 3, 120, 300)] == [1, 3, 120, 1]


@pytest.mark.parametrize(
    ("low", "high", "most", "steps", "expected"),
    [
        (0, 15, 4, scales.MONTHS, [0, 6, 12]),
        (0, 100, 5, (), [0, 20, 40, 60, 80, 100]),
        (0, 1, 5, (), [0, Fraction(1, 5), Fraction(2, 5), Fraction(3, 5), Fraction(4, 5), 1]),
        (-35, 10, 5, (), [-30, -20, -10, 0, 10]),
    ],
)
def test_axes_are_marked_with_round_numbers(
    low: float, high: float, most: int, steps: tuple[int, ...], expected: list[float]
) -> None:
    assert scales.round_numbers(low, high, most, steps) == expected


def test_counts_are_marked_with_whole_numbers() -> None:
    assert scales.round_numbers(0, 2, 4, whole=True) == [0, 1, 2]


def test_months_are_written_as_people_do_and_do_not_touch() -> None:
    first, last = (date(*day).toordinal() for day in ((2022, 4, 1), (2024, 3, 5)))
    ticks = scales.days(scales.Scale(first, last, 40, 700), 17, WIDE)
    assert [tick.label for tick in ticks][:2] == ["Jul 2022", "Jan 2023"]
    for one, other in pairwise(ticks):
        assert other.at - one.at > lettering.width(one.label, 17)


def test_a_few_days_are_marked_by_day() -> None:
    day = date(2026, 3, 3).toordinal()
    ticks = scales.days(scales.Scale(day, day + 9, 40, 700), 17, WIDE)
    assert [tick.label for tick in ticks] == ["3 Mar 2026", "12 Mar 2026"]


def test_what_somebody_typed_is_text_and_nothing_else() -> None:
    name = '<script>alert("1")</script> & ]]> \x00\x0b "\'<svg onload=x>'
    drawing = squares.draw(squares.Squares(((1, "solid", name),)), WIDE)
    for svg in (
        inline(drawing, "n", (name, name), "wide"),
        standalone(drawing, (name, name), name, Palette()),
    ):
        assert "<script" not in svg
        assert "\x00" not in svg
        texts = [each.text for each in parsed(svg).iter() if each.tag.endswith("title")]
        assert texts == [clean(name)]


def test_labels_that_are_too_long_are_cut() -> None:
    assert lettering.cut("short", 17, 300) == "short"
    cut = lettering.cut("a very long name " * 20, 17, 300)
    assert cut.endswith("…")
    assert lettering.width(cut, 17) <= 300
    lines = lettering.wrapped("a very long name " * 20, 17, 300, 2)
    assert len(lines) == 2
    assert max(lettering.width(line, 17) for line in lines) <= 300


def test_a_file_leaves_room_for_a_wider_face() -> None:
    title = "48 days of strike action taken, 12 more to come, and none of them paid"
    with lettering.any_face():
        assert lettering.width("16 November 2023", 10) > 90  # 85 in DejaVu Sans Bold
        for_any = parsed(standalone(None, (title, ""), "", Palette()))
    ours = parsed(standalone(None, (title, ""), "", Palette()))
    assert len(for_any) == len(ours) + 1
    assert "…" not in "".join(for_any.itertext())


@pytest.mark.parametrize(
    ("value", "written"), [(-0.04, "0"), (12.0, "12"), (3.14159, "3.1"), (1e9, "1000000000")]
)
def test_coordinates_are_plain_numbers(value: float, written: str) -> None:
    assert coordinate(value) == written


def test_the_style_sheet_knows_every_look_and_no_other() -> None:
    css = (ROOT / "static/css/charts.css").read_text()
    pieces = {"headline", "drawing", "files", "table", "scroll"}
    known = set(re.findall(r"\.chart__([a-z]+)\b", css))
    assert known - pieces == set(LOOKS)


def test_a_day_has_one_shape_for_each_state() -> None:
    day = date(2026, 3, 2)
    shapes = set()
    for n, state in enumerate(monthgrid.STATES):
        grid = monthgrid.MonthGrid({day: state}, {state: str(n)})
        marks = monthgrid.draw(grid, WIDE).marks
        shapes.add(tuple((mark.tag, mark.look) for mark in marks if mark.tag != "text"))
    assert len(shapes) == len(monthgrid.STATES)
