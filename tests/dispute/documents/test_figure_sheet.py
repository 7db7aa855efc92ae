"""The figure sheet says every figure with its sentence, what it counts, and its sources."""

import io
import re
from datetime import date

import docx
import pytest
from django.test import Client
from pypdf import PdfReader

from dispute.figures import Record, sheet
from dispute.models import Dispute
from tests import factories as make

AT = date(2026, 3, 31)


@pytest.fixture
def dispute(db: None) -> Dispute:
    make.make_branch()
    dispute = make.make_dispute(slug="library", title="Library assistants")
    make.make_strike_day(dispute=dispute, date=date(2026, 3, 2), source="The picket log")
    make.make_waiting_list_figure(list=make.make_waiting_list(dispute=dispute))
    return dispute


def flat(text: str) -> str:
    """Return a text without its spaces: where lines are broken is nobody's business."""
    return re.sub(r"\s+", "", text)


def pdf_text(client: Client) -> str:
    content = client.get("/library/figures.pdf", {"as_at": AT.isoformat()}).content
    return flat(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def word_text(client: Client) -> str:
    content = client.get("/library/figures.docx", {"as_at": AT.isoformat()}).content
    document = docx.Document(io.BytesIO(content))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return flat(" ".join([*(each.text for each in document.paragraphs), *cells]))


@pytest.mark.parametrize("read", [pdf_text, word_text])
def test_it_holds_every_figure(client: Client, dispute: Dispute, read: object) -> None:
    text = read(client)
    for words in ("Figures, as at 31 March 2026", "Library assistants", "The picket log"):
        assert flat(words) in text
    for figure in sheet(Record(dispute), AT):
        assert flat(figure.missing or figure.sentence) in text
        assert flat(figure.definition) in text


@pytest.mark.parametrize("end", ["pdf", "docx"])
def test_the_same_day_has_the_same_bytes(client: Client, dispute: Dispute, end: str) -> None:
    first, second = (client.get(f"/library/figures.{end}?as_at=2026-03-31") for _ in range(2))
    assert first.content == second.content
    assert f'filename="library-figures-2026-03-31.{end}"' in first["Content-Disposition"]
    assert client.get(f"/library/figures.{end}?as_at=2026-03-30")["ETag"] != first["ETag"]


@pytest.mark.parametrize("end", ["pdf", "docx"])
def test_the_figures_page_leads_to_it(client: Client, dispute: Dispute, end: str) -> None:
    page = client.get("/library/figures/", {"as_at": "2026-03-31"}).text
    assert f'href="/library/figures.{end}?as_at=2026-03-31"' in page
