"""Whole tables: headings, notes, sheets, bytes; and rows that are written as they come."""

import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dispute.exports import FORMS, Cell, Table, form
from dispute.exports.ods import ods_bytes
from dispute.exports.tables import WIDEST, laid_out
from dispute.exports.xlsx import xlsx_bytes

from .reading_back import as_csv, as_json, ods, part, table, xlsx

NOTES = (("Definition", "=what it counts"), ("As at", date(2026, 3, 1)), ("Value", 12))


@pytest.mark.parametrize("extension", ["csv", "xlsx", "ods", "json"])
def test_the_same_table_gives_the_same_bytes(extension: str) -> None:
    made = [table(("a", 1, date(2026, 1, 1)), day=date(2026, 3, 1), notes=NOTES) for _each in "ab"]
    first, second = (list(form(extension).stream(each)) for each in made)
    assert first == second


def test_a_table_without_rows_has_its_headings() -> None:
    assert xlsx(table())["table"] == [["a", "b", "c"]]
    assert ods(table())["table"] == [["a", "b", "c"]]
    assert as_csv(table()) == [["a", "b", "c"]]
    assert as_json(table()) == {"rows": []}


def test_notes_stand_on_a_sheet_of_their_own() -> None:
    made = table((1, 2, 3), name="strike_days", notes=NOTES)
    for book in (xlsx(made), ods(made)):
        assert list(book) == ["strike_days", "Notes"]
        assert book["Notes"][0][1] == "A table"
        assert [tuple(row) for row in book["Notes"][1:]] == list(NOTES)


def test_the_head_stands_before_the_rows() -> None:
    made = table((1, None, "x"), head={"dispute": "library", "columns": {"a": "one"}})
    assert list(as_json(made)) == ["dispute", "columns", "rows"]
    assert as_json(made)["rows"] == [{"a": 1, "b": None, "c": "x"}]


def test_more_rows_than_a_sheet_holds_go_on_on_the_next() -> None:
    rows = [(number, "x", "y") for number in range(7)]
    for read in (xlsx, ods):
        book = read(table(*rows, name="x" * 40), most_rows=4)
        first, second, third, notes = book
        assert (len(first), second[-2:], third[-2:], notes) == (31, " 2", " 3", "Notes")
        assert [row[0] for row in book[first]] == ["a", 0, 1, 2]
        assert [row[0] for row in book[second]] == ["a", 3, 4, 5]
        assert [row[0] for row in book[third]] == ["a", 6]


def test_a_sheet_that_is_just_full_needs_no_other() -> None:
    for read in (xlsx, ods):
        assert list(read(table((1, 2, 3), (4, 5, 6)), most_rows=3)) == ["table", "Notes"]


def test_headings_stay_in_sight() -> None:
    made = b"".join(xlsx_bytes(table((1, 2, 3))))
    assert '<pane ySplit="1"' in part(made, "xl/worksheets/sheet1.xml")
    free = b"".join(ods_bytes(table((1, 2, 3))))
    settings = part(free, "settings.xml")
    assert '<config:config-item-map-entry config:name="table">' in settings
    assert '"VerticalSplitPosition" config:type="int">1<' in settings


def test_columns_are_as_wide_as_they_need() -> None:
    widths, _rows = laid_out(table(("x", "y" * 30, "z" * 500), (date(2026, 1, 1), 1, None)))
    assert widths == [12, 32, WIDEST]


def test_a_spreadsheet_is_known_by_its_first_bytes() -> None:
    free = b"".join(ods_bytes(table()))
    assert free[30:38] == b"mimetype"
    assert free[38:].startswith(b"application/vnd.oasis.opendocument.spreadsheet")


# A Word document is made in one piece, and holds no more rows than it says.
LONG_FORMS = [each for each in FORMS if each.extension != "docx"]


@pytest.mark.parametrize("each", LONG_FORMS, ids=lambda each: each.extension)
def test_memory_does_not_grow_with_the_table(each: object) -> None:
    few, many = (peak(each, count) for count in (1_000, 6_000))
    assert many < few + 500_000


@pytest.mark.parametrize("extension", ["csv", "json"])
def test_rows_are_sent_as_they_are_read(extension: str) -> None:
    read: list[int] = []

    def rows() -> Iterator[tuple[Cell, ...]]:
        for number in range(100):
            read.append(number)
            yield (number, "x", "y")

    lines = iter(form(extension).stream(Table("t", ("a", "b", "c"), rows())))
    for _line in range(10):
        next(lines)
    assert len(read) <= 10


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for stream in (xlsx_bytes, ods_bytes):
        assert b"".join(stream(table((1, 2, 3))))
        begun = stream(table((1, 2, 3)))
        next(begun)
        begun.close()
        with pytest.raises(ValueError, match="shorter"):
            list(stream(table((1, 2))))
    assert list(tmp_path.iterdir()) == []


def peak(each: object, count: int) -> int:
    """Return the most memory that a table of so many rows took while it was written."""
    made = Table(
        "t", ("a", "b", "c"), ((n, f"text {n}" * 20, date(2026, 1, 1)) for n in range(count))
    )
    tracemalloc.start()
    for _chunk in each.stream(made):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most
