"""Every cell of every form: exact values and types, and texts that no spreadsheet runs."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispute.exports.cells import is_risky, legal
from dispute.exports.csv import csv_cell
from dispute.exports.xlsx import CUT, MOST_TEXT, fitting

from .reading_back import as_csv, as_json, ods, one, table, xlsx

RISKY = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\ufeff=1", "\u200b=1",
    "\u00a0=1", "\x01=1", "＝1", "＋1", "－1", "＠x", "﹦1", "﹢1", "﹣1", "﹫x", "\ttext",
    "\r\ntext", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","y")', "-", "--",
    "+44 1632 960123",
]  # fmt: skip
HARMLESS = ["", "text", "a=1", "'=1", "“=1”", '"=1"', "12 days", "é", "(=1)", "-5", "+5", "-1.50"]
MOMENT = datetime(2026, 7, 1, 9, 30, 15, 999, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ANY_CELL = st.one_of(
    TEXTS,
    st.sampled_from(RISKY),
    st.integers(-(10**12), 10**12),
    st.decimals(-(10**9), 10**9, places=4),
    st.fractions(-1000, 1000, max_denominator=5000),
    st.dates(),
    st.booleans(),
    st.none(),
)


@pytest.mark.parametrize("text", RISKY)
def test_what_might_run_is_seen(text: str) -> None:
    assert is_risky(text)
    assert csv_cell(text).startswith("'")


@pytest.mark.parametrize("text", HARMLESS)
def test_what_cannot_run_is_let_be(text: str) -> None:
    assert not is_risky(text)
    assert csv_cell(text) == text


@pytest.mark.parametrize("text", [each for each in RISKY if each == legal(each)])
def test_what_might_run_is_a_text_and_can_still_be_read(text: str) -> None:
    said = text.replace("\r\n", "\n").replace("\r", "\n")
    assert xlsx(one(text))["table"][1][0] == said
    assert ods(one(text))["table"][1][0] == said
    assert as_csv(one(text))[1][0] == f"'{text}"
    assert as_json(one(text))["rows"][0]["a"] == text


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (12, 12),
        (-5, -5),
        (Decimal("2.50"), 2.5),
        (Fraction(1500, 19), 1500 / 19),
        (Fraction(14, 7), 2),
        (date(2026, 3, 2), date(2026, 3, 2)),
        (date(1900, 3, 1), date(1900, 3, 1)),
        (date(9999, 12, 31), date(9999, 12, 31)),
        (MOMENT, datetime(2026, 7, 1, 10, 30, 15)),  # noqa: DTZ001 - cells know no zones
        (True, True),
        (False, False),
        (None, None),
        ("Zoë’s café ☕ 您好 🎉", "Zoë’s café ☕ 您好 🎉"),
        ("two\nlines", "two\nlines"),
        (" a  b ", " a  b "),
        ("<b>&amp;</b> ]]>", "<b>&amp;</b> ]]>"),
        ("https://x.example/", "https://x.example/"),
        ("12", "12"),
        ("1E5", "1E5"),
    ],
)
def test_values_and_types_are_exact(cell: Any, expected: Any) -> None:
    for back in (xlsx(one(cell))["table"][1][0], ods(one(cell))["table"][1][0]):
        assert back == expected
        assert type(back) is type(expected)


def test_days_that_excel_has_not_are_texts() -> None:
    for day in (date(1, 1, 1), date(1899, 12, 31), date(1900, 2, 28)):
        assert xlsx(one(day))["table"][1][0] == day.isoformat()
        assert ods(one(day))["table"][1][0] == day


def test_numbers_with_more_digits_than_excel_has_are_texts() -> None:
    assert xlsx(one(12345678901234567))["table"][1][0] == "12345678901234567"
    assert as_json(one(12345678901234567))["rows"][0]["a"] == 12345678901234567


def test_a_share_is_a_number_to_the_last_digit_that_excel_has() -> None:
    back = xlsx(one(Fraction(100, 3)))["table"][1][0]
    assert back == pytest.approx(100 / 3, rel=1e-15)
    assert ods(one(Fraction(100, 3)))["table"][1][0] == 100 / 3


@pytest.mark.parametrize("character", ["a", "é", "🎉"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(character: str) -> None:
    text = character * (MOST_TEXT + 1)
    cut = xlsx(one(text))["table"][1][0]
    assert cut.endswith(CUT)
    assert len(cut.encode("utf-16-le")) // 2 <= MOST_TEXT
    assert ods(one(text))["table"][1][0] == text
    assert as_csv(one(text))[1][0] == text
    assert as_json(one(text))["rows"][0]["a"] == text
    assert fitting(character * 1000) == character * 1000


def test_what_no_xml_can_hold_is_left_out() -> None:
    text = "a\x00b\x0bc\x1fd\ufffee\uffff\ud800f"
    assert xlsx(one(text))["table"][1][0] == "abcdef"
    assert ods(one(text))["table"][1][0] == "abcdef"
    assert as_csv(one(text))[1][0] == "abcdef"
    assert as_json(one(text))["rows"][0]["a"] == text.replace("\ud800", "?")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(ANY_CELL, ANY_CELL, TEXTS), max_size=4))
def test_any_table_comes_back(rows: list[tuple[Any, ...]]) -> None:
    made = table(*[(*row, "end") for row in rows], columns="a b c d")
    books = xlsx(made)["table"], ods(made)["table"], as_csv(made)
    assert [len(book) for book in books] == [len(rows) + 1] * 3
    for row, (in_xlsx, in_ods, in_csv) in zip(
        rows, list(zip(*books, strict=True))[1:], strict=True
    ):
        for cell, excel, free, comma in zip(row, in_xlsx, in_ods, in_csv, strict=False):
            assert not comma.startswith(("=", "@", "\t", "\r", "＝", "＋", "－", "＠"))
            if isinstance(cell, str):
                said = legal(cell).replace("\r\n", "\n").replace("\r", "\n")
                # Excel writes the text _x000A_ with its first character spelled out.
                assert (excel or "").replace("_x005F_", "_") == said.replace("_x005F_", "_")
                assert (free or "") == said
            elif isinstance(cell, bool) or cell is None:
                assert (excel, free) == (cell, cell)
            elif isinstance(cell, date):
                assert free == cell
            else:
                assert excel == pytest.approx(float(cell), rel=1e-14, abs=1e-300)
                assert free == float(cell)
