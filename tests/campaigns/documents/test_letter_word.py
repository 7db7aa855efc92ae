"""A letter's Word document has real styles, all of the letter, and nothing that Word refuses."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document

from campaigns.documents.blocks import letter_blocks
from campaigns.documents.letter import LetterData, QuotedLine, letter_data
from campaigns.documents.word import letter_docx, write_letter
from campaigns.markup import parse
from campaigns.models import OpenLetter
from dispute.documents.blocks import Paragraph, Run, plain
from dispute.documents.paper import Letterhead, Picture
from dispute.documents.typesetting import TooLongError
from tests import factories as make
from tests.addresses import PIXEL

BODY = """
We write about **posts** with *care* and `code`.

## What we ask

1. Fill them.
   - Now
2. Tell us.

> You do not stand by.

| Team | Posts |
|---|---:|
| North | 12 |

See [the report](https://report.example/2026/posts) and [js](javascript:alert(1)).

7. Seven

---

    code here
"""


@pytest.fixture
def letter(db: None) -> OpenLetter:
    make.make_branch()
    return make.make_open_letter(body=BODY, title="The empty posts")


@pytest.fixture
def written(letter: OpenLetter) -> LetterData:
    return letter_data(letter)


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def styled(document: Document, style: str) -> list[str]:
    """Return the texts of the paragraphs in a style."""
    return [each.text for each in document.paragraphs if each.style and each.style.name == style]


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        ("Letterhead", ["Millbrook Libraries Branch"]),
        ("Title", ["The empty posts"]),
        ("Heading 2", ["What we ask"]),
        ("List Number", ["Fill them.", "Tell us.", "Seven"]),
        ("List Bullet 2", ["Now"]),
        ("Quote", ["You do not stand by."]),
        ("Code", ["code here"]),
        ("Letter Date", ["9 March 2026"]),
        ("Letter Closing", ["Yours sincerely,"]),
        ("Signatories", ["Olive Example, branch secretary"]),
    ],
)
def test_every_part_has_its_style(letter: OpenLetter, style: str, texts: list[str]) -> None:
    assert styled(opened(letter_docx(letter)), style) == texts


def test_faces_are_runs(letter: OpenLetter) -> None:
    document = opened(letter_docx(letter))
    (first,) = [each for each in document.paragraphs if each.text.startswith("We write about")]
    assert [run.text for run in first.runs if run.bold] == ["posts"]
    assert [run.text for run in first.runs if run.italic] == ["care"]


def test_tables_repeat_their_heads(letter: OpenLetter) -> None:
    (table,) = opened(letter_docx(letter)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Team", "Posts"],
        ["North", "12"],
    ]
    assert table.style is not None
    assert table.style.name == "Table Grid"
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_numbers_count_for_each_list_from_its_start(letter: OpenLetter) -> None:
    document = opened(letter_docx(letter))
    numbered = [each for each in document.paragraphs if each.text in ("Fill them.", "Seven")]
    first, second = (each._p.pPr.numPr.numId.val for each in numbered)
    assert first != second
    assert 'w:startOverride w:val="7"' in document.part.numbering_part.element.xml


def test_properties_say_what_it_is(letter: OpenLetter) -> None:
    properties = opened(letter_docx(letter)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "The empty posts",
        "Millbrook Libraries Branch",
        "en-GB",
    )
    assert properties.comments == ""
    assert properties.created is not None
    assert properties.created.date() == letter.dated


def test_pages_are_numbered_by_fields(letter: OpenLetter) -> None:
    foot = opened(letter_docx(letter)).sections[0].footer.paragraphs[0]._p.xml
    assert 'w:instr=" PAGE "' in foot
    assert 'w:instr=" NUMPAGES "' in foot


def test_only_links_lead_outside(letter: OpenLetter) -> None:
    relations = opened(letter_docx(letter)).part.rels.values()
    outside = [each.target_ref for each in relations if each.is_external]
    assert outside == ["https://report.example/2026/posts"]


def test_the_same_letter_has_the_same_bytes(letter: OpenLetter) -> None:
    made = letter_docx(letter)
    assert letter_docx(letter) == made
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert {entry.date_time[0] for entry in file.infolist()} == {1980}
        assert not [name for name in file.namelist() if "thumbnail" in name]


def test_what_xml_cannot_hold_is_left_out(letter: OpenLetter) -> None:
    letter.title = "Posts\x01\ufffe\x0b <&> ]]>"
    letter.body = "a\x02b\x1fc <w:p/>"
    document = opened(letter_docx(letter))
    assert styled(document, "Title") == ["Posts <&> ]]>"]
    assert styled(document, "Normal")[-1] == "abc <w:p/>"


@pytest.mark.parametrize("link", ["http://a b", "http://a.example/{x}", "tel:1 2", "https://"])
def test_an_address_that_word_refuses_is_written_out(written: LetterData, link: str) -> None:
    block = Paragraph((Run("here", link=link),))
    document = opened(write_letter(replace(written, blocks=(block,))))
    assert [each for each in document.part.rels.values() if each.is_external] == []
    assert any(each.text.startswith("here (") for each in document.paragraphs)


def test_right_to_left_paragraphs_say_so(written: LetterData) -> None:
    blocks = (Paragraph(plain("مرحبا بالعالم")), Paragraph(plain("Hello مرحبا")))
    document = opened(write_letter(replace(written, blocks=blocks)))
    first, second = [each for each in document.paragraphs if "مرحبا" in each.text]
    assert "<w:bidi/>" in first._p.xml
    assert "<w:bidi/>" not in second._p.xml


def test_figures_quoted_are_a_table(written: LetterData) -> None:
    line = QuotedLine("12 days", written.dated, "Strike days taken.", "12 days were taken")
    blocks = (Paragraph((Run("12 days", figure=1),)),)
    document = opened(write_letter(replace(written, blocks=blocks, quoted=(line,))))
    assert "12 days[1]" in [each.text for each in document.paragraphs]
    cells = [cell.text for cell in document.tables[-1].rows[1].cells]
    assert cells == ["1", "12 days", "9 March 2026", "Strike days taken.\n12 days were taken"]


def test_a_figure_quoted_has_its_label_and_sources(written: LetterData) -> None:
    line = QuotedLine("12", written.dated, "Counted so.", "", "Days", "Sources: Minutes")
    document = opened(write_letter(replace(written, quoted=(line,))))
    cell = document.tables[-1].rows[1].cells[3]
    assert cell.text == "Days\nCounted so.\nSources: Minutes"
    assert [run.text for run in cell.paragraphs[0].runs if run.bold] == ["Days"]


def test_rows_may_split_or_libreoffice_loses_them(written: LetterData) -> None:
    lines = (QuotedLine("12", written.dated, "Counted so."),) * 20
    table = opened(write_letter(replace(written, quoted=lines))).tables[-1]
    assert [at for at, row in enumerate(table.rows) if "w:cantSplit" in row._tr.xml] == [0]
    assert table.columns[0].width is not None
    assert table.columns[0].width.mm > 9


def test_the_address_of_a_link_of_many_runs_is_written_once(written: LetterData) -> None:
    link = "https://report.example/{x}"
    runs = (Run("see ", link=link), Run("12", link=link, figure=1), Run(" it", link=link))
    for shown, said in ((runs, "see 12[1] it"), (runs[:2], "see 12[1]")):
        document = opened(write_letter(replace(written, blocks=(Paragraph(shown),))))
        assert f"{said} (report.example/{{x}})" in styled(document, "Normal")[-1].replace(
            "https://", ""
        )


@pytest.mark.parametrize("content", [PIXEL, b"\x89PNG\r\n\x1a\nno picture", b"\xff\xd8\xff"])
def test_a_logo_stands_on_the_letter_or_is_left_out(written: LetterData, content: bytes) -> None:
    head = Letterhead("Millbrook", logo=Picture("png", content))
    assert opened(write_letter(replace(written, letterhead=head)))


def test_deep_lists_and_odd_ones_open(written: LetterData) -> None:
    text = "".join("   " * depth + "1. x\n" for depth in range(12)) + "\n- \n- > q\n-     code\n"
    blocks = letter_blocks(parse(text), address="https://branch.example/")
    assert opened(write_letter(replace(written, blocks=blocks)))


def test_a_letter_that_nobody_could_read_is_refused(written: LetterData) -> None:
    with pytest.raises(TooLongError):
        write_letter(replace(written, blocks=(Paragraph(plain("x" * 2_000_001)),)))
