"""Tables as Word documents: what they are in words, and one table with its head on every page."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import docx
import pytest
from django.test import Client
from docx.document import Document

from dispute.exports import Table
from dispute.exports.word import MOST_ROWS, in_words, word_bytes
from tests import factories as make

from .reading_back import table


def opened(made: Table | bytes) -> Document:
    data = made if isinstance(made, bytes) else b"".join(word_bytes(made))
    return docx.Document(io.BytesIO(data))


def texts(document: Document) -> list[str]:
    return [each.text for each in document.paragraphs if each.text]


def test_it_is_a_title_the_notes_and_one_table() -> None:
    notes = (("As at", date(2026, 6, 1)), ("b", "What b means"))
    document = opened(table((1, "x\ny", None), (2, "=1+1", True), notes=notes))
    assert texts(document) == [
        "A table", "As at: 1 June 2026", "Rows: 2", "What the columns mean", "b: What b means",
    ]  # fmt: skip
    (found,) = document.tables
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["a", "b", "c"],
        ["1", "x\ny", ""],
        ["2", "=1+1", "yes"],
    ]
    assert "w:tblHeader" in found.rows[0]._tr.xml
    assert document.core_properties.title == "A table"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (False, "no"),
        (1250, "1,250"),
        (Decimal("2.50"), "2.5"),
        (date(2026, 3, 2), "2 March 2026"),
        (datetime(2026, 7, 1, 9, 30, tzinfo=UTC), "1 July 2026, 10:30"),
        ("a\x00b", "ab"),
    ],
)
def test_cells_are_as_people_write_them(cell: object, text: str) -> None:
    assert in_words(cell) == text


def test_a_long_table_is_cut_and_says_so() -> None:
    full, long = (opened(table(*[(1, 2, 3)] * count)) for count in (MOST_ROWS, MOST_ROWS + 1))
    assert len(full.tables[0].rows) == len(long.tables[0].rows) == MOST_ROWS + 1
    assert "Rows: 2,000" in texts(full)
    assert any(each.startswith("Only the first 2,000 rows are here") for each in texts(long))


def test_a_wide_table_lies_on_its_side_and_an_empty_one_opens() -> None:
    wide = opened(table(columns="a b c d e f g h i"))
    section = wide.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    assert len(wide.tables[0].rows) == 1


def test_the_same_table_gives_the_same_bytes() -> None:
    assert list(word_bytes(table((1, 2, 3)))) == list(word_bytes(table((1, 2, 3))))


@pytest.mark.django_db
def test_figures_and_tables_of_the_record_are_there(client: Client) -> None:
    day = make.make_strike_day(dispute=make.make_dispute(slug="library"), date=date(2026, 3, 2))
    for path in ("figures/strike_days_taken.docx?as_at=2026-06-01", "record/strike_days.docx"):
        response = client.get(f"/library/{path}")
        (found,) = opened(response.getvalue()).tables
        cells = [cell.text for cell in found.rows[1].cells]
        assert day.ref in cells
        assert "2 March 2026" in cells
    sheet = opened(client.get("/library/figures.docx?as_at=2026-06-01").getvalue())
    assert "Figures, as at 1 June 2026" in texts(sheet)
