"""A letter's PDF holds all of it, says what it is, and is the same for ever."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PageObject, PdfReader

from campaigns import letters
from campaigns.documents import pdf
from campaigns.documents.letter import LetterData, QuotedLine, letter_data
from campaigns.documents.pdf import letter_pdf, pdf_problem, set_letter
from campaigns.models import OpenLetter
from dispute.documents.blocks import Paragraph, Run, plain
from dispute.documents.paper import Letterhead, Picture
from dispute.documents.typesetting import BusyError, TooLongError, TypesettingError
from tests import factories as make
from tests.addresses import PIXEL

HOSTILE = (
    r'#import "x.typ": * #read("/etc/passwd") $x^2$ \*a\* @ref <lab> #{1+1} // no /* no */ \#let'
)
BODY = f"""
We write about **posts**.

{HOSTILE}

## What we ask

1. Fill them.
2. Tell us.

> You do not stand by.

| Team | Posts |
|---|---:|
| North | 12 |

See [the report](https://report.example/2026/posts).
"""


def data(**fields: object) -> LetterData:
    """Return a short letter as plain data."""
    paragraph = Paragraph(plain("We write about the empty posts."))
    head = Letterhead("Millbrook Branch", "Union of Invented Workers", ("3 Weir Lane",))
    letter = LetterData(
        head, ("Robin Invented",), date(2026, 3, 9), "Dear Robin,", "Posts", (paragraph,)
    )
    return replace(letter, **fields)


def text_in(content: bytes) -> str:
    """Return the text of a PDF, its lines joined."""
    pages = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.fixture
def letter(db: None) -> OpenLetter:
    make.make_branch()
    return make.make_open_letter(body=BODY, title="The empty posts")


def test_it_is_tagged_and_says_its_title_language_and_author(letter: OpenLetter) -> None:
    read = PdfReader(io.BytesIO(letter_pdf(letter)))
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.author) == (
        "The empty posts",
        "Millbrook Libraries Branch",
    )
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_it_holds_every_part_of_the_letter(letter: OpenLetter) -> None:
    text = text_in(letter_pdf(letter))
    for part in (
        "Millbrook Libraries Branch", "Robin Invented", "Chief Executive", "Town Hall",
        "9 March 2026", "Dear Robin Invented,", "The empty posts", "We write about posts.",
        "What we ask", "Fill them.", "You do not stand by.", "North", "12", "the report",
        "(https://report.example/2026/posts)", "Yours sincerely,",
        "Olive Example, branch secretary",
    ):  # fmt: skip
        assert part in text


def test_no_text_becomes_markup(letter: OpenLetter) -> None:
    assert HOSTILE.replace("\\*", "*").replace("\\#", "#") in text_in(letter_pdf(letter))


def test_the_same_letter_has_the_same_bytes(letter: OpenLetter) -> None:
    assert letter_pdf(letter) == letter_pdf(letter)


def test_pages_are_numbered_where_there_are_more_than_one() -> None:
    long = (Paragraph(plain("We write about the empty posts. " * 30)),) * 6
    assert "1 of 2" in text_in(set_letter(data(blocks=long)).pdf)
    assert "1 of 1" not in text_in(set_letter(data()).pdf)


def test_a_published_letter_says_the_same_after_the_record_changed(db: None) -> None:
    day = make.make_strike_day(date=date(2026, 3, 2))
    letter = make.make_open_letter(dispute=day.dispute, body="After [[strike_days_taken]] of it.")
    before = letter_pdf(letter)
    make.make_strike_day(dispute=day.dispute, date=date(2026, 3, 3))
    assert letter_pdf(letter) == before
    text = text_in(before)
    assert "Figures quoted" in text
    assert "[[" not in text


def test_a_draft_shows_its_figures_as_they_would_be_pinned(db: None) -> None:
    day = make.make_strike_day(date=date(2026, 3, 2))
    body = "After [[strike_days_taken]] of it; [[nonsense_key]]."
    letter = make.make_open_letter(dispute=day.dispute, body=body, status="draft")
    assert "[[nonsense_key]]" in text_in(letter_pdf(letter))
    assert len(letter_data(letter).quoted) == 1


def test_a_second_version_says_so(letter: OpenLetter) -> None:
    letter.body += "\n\nAnd once more."
    letters.publish_new_version(letter, by=None)
    assert "Version 2 of this letter" in text_in(letter_pdf(letter))


def test_figures_quoted_are_a_table_with_their_day_and_definition() -> None:
    runs = (Run("After "), Run("12 days", figure=1), Run("."))
    line = QuotedLine("12 days", date(2026, 3, 9), "Strike days taken.", "12 days were taken")
    text = text_in(set_letter(data(blocks=(Paragraph(runs),), quoted=(line,))).pdf)
    assert "After 12 days[1]." in text.replace(" [", "[").replace("] .", "].")
    for part in ("Figures quoted", "As at", "9 March 2026", "Strike days taken.", "12 days were"):
        assert part in text


def test_the_sources_of_a_figure_stand_under_it(db: None) -> None:
    day = make.make_strike_day(date=date(2026, 3, 1), source="Minutes 1")
    for number in range(2, 8):
        make.make_strike_day(
            dispute=day.dispute, date=date(2026, 3, number), source=f"Minutes {min(number, 6)}"
        )
    for status in ("draft", "published"):
        letter = make.make_open_letter(
            dispute=day.dispute, body="After [[strike_days_taken]].", status=status
        )
        (line,) = letter_data(letter).quoted
        assert line.label
        assert line.sources == (
            "Sources: Minutes 1; Minutes 2; Minutes 3; Minutes 4; Minutes 5; "
            "and others on the letter’s page"
        )
        assert "and others on the letter’s page" in text_in(letter_pdf(letter))


def test_the_address_of_a_link_of_many_runs_is_written_once() -> None:
    link = "https://report.example/posts"
    runs = (Run("see ", link=link), Run("b", bold=True, link=link), Run("12", link=link, figure=1))
    line = QuotedLine("12", date(2026, 3, 9), "Strike days taken.")
    text = text_in(set_letter(data(blocks=(Paragraph(runs),), quoted=(line,))).pdf)
    assert text.count("(https://report.example/posts)") == 1


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم", "We stand ✊ with you 😀", "Zażółć gęślą", "Ελληνικά", "Привет"]
)
def test_these_scripts_have_typefaces(text: str) -> None:
    made = set_letter(data(subject=text, blocks=(Paragraph(plain(text)),)))
    assert made.missing == ""
    assert b"/StructTreeRoot" in made.pdf


def test_a_letter_in_no_typeface_of_ours_still_comes_out() -> None:
    made = set_letter(data(blocks=(Paragraph(plain("Look: \u0378 and on.")),)))
    assert made.missing == "\\u{378}"
    assert "and on." in text_in(made.pdf)
    assert PdfReader(io.BytesIO(made.pdf)).trailer["/Root"]["/StructTreeRoot"]


def test_an_officer_is_told_of_what_is_in_no_typeface(letter: OpenLetter) -> None:
    assert pdf_problem(letter) == ""
    letter.salutation = "Dear \u0378,"
    assert "box for" in pdf_problem(letter)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TypesettingError("it broke off"), "it broke off"),
        (TooLongError("x"), "too long"),
        (BusyError("x"), "half a minute"),
    ],
)
def test_an_officer_is_told_of_a_pdf_that_cannot_be_made(
    letter: OpenLetter, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(pdf, "typeset", fail)
    assert told in pdf_problem(letter)


def test_a_letter_that_nobody_could_read_is_refused() -> None:
    with pytest.raises(TooLongError):
        set_letter(data(blocks=(Paragraph(plain("x" * 2_000_001)),)))


@pytest.mark.parametrize(
    "fields",
    [
        {"blocks": ()},
        {"recipient": (), "salutation": "", "letterhead": Letterhead("")},
        {"dated": date(1, 1, 1)},
        {"dated": date(9999, 12, 31)},
        {"subject": "word " * 60},
        {"signatories": tuple(f"Person {number}" for number in range(120))},
        {"blocks": (Paragraph(plain("x" * 3000)),)},
    ],
)
def test_odd_letters_come_out(fields: dict[str, object]) -> None:
    assert set_letter(data(**fields)).pdf.startswith(b"%PDF")


@pytest.mark.parametrize("content", [PIXEL, b"\x89PNG\r\n\x1a\nno picture"])
def test_a_logo_stands_on_the_letter_or_is_left_out(content: bytes) -> None:
    head = Letterhead("Millbrook", logo=Picture("png", content))
    assert "Millbrook" in text_in(set_letter(data(letterhead=head)).pdf)


@pytest.mark.parametrize("count", [3, 4, 8, 9, 20])
def test_no_line_of_figures_quoted_is_lost_at_the_end_of_a_page(db: None, count: int) -> None:
    dispute = make.make_dispute(notice_given_on=date(2025, 2, 2), raised_on=date(2025, 1, 1))
    team = make.make_team(dispute=dispute, name="North", posts=90, as_at=date(2025, 1, 1))
    for day in range(1, 9):
        make.make_departure(
            dispute=dispute, team=team, source=f"The steward's own list of {day} departures",
            notice_given_on=date(2025, 3, day), left_on=date(2026, 1, day),
        )  # fmt: skip
    body = "\n\n".join(
        f"Since [[departures_left since=2025-01-{day:02}]]." for day in range(1, count + 1)
    )
    letter = make.make_open_letter(dispute=dispute, body=body)
    for page in PdfReader(io.BytesIO(letter_pdf(letter))).pages:
        assert lowest(page) > 0
    assert text_in(letter_pdf(letter)).count("Staff who have left") == count


def lowest(page: PageObject) -> float:
    """Return how high above the page's lower edge its lowest text stands, in points."""
    heights: list[float] = []

    def see(text: str, cm: list[float], tm: list[float], *_font: object) -> None:
        if text.strip():
            heights.append(cm[1] * tm[4] + cm[3] * tm[5] + cm[5])

    page.extract_text(visitor_text=see)
    return min(heights)
