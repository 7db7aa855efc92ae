"""Letters of a pack, and the figures that they quote."""

from datetime import date
from pathlib import Path

import pytest

from campaigns.models import OpenLetter, QuotedFigure
from dispute.packs.exporting import export_pack
from tests.dispute.packs.made import brought, everything, folder, refusal

pytestmark = pytest.mark.django_db

FRONT = "---\ntitle: A\nslug: a\ndated: 2026-03-04\nstatus: published\n---\n\n"
QUOTING = f"{FRONT}We wait [[days_since_notice]] days.\n"
NAME = "letters/a.md"


def test_letter_written_by_hand_has_its_figures_pinned(tmp_path: Path) -> None:
    path = folder(tmp_path, {NAME: QUOTING})
    brought(path)
    pin = QuotedFigure.objects.get()
    assert (pin.value, pin.version, pin.as_at) == ("30", 1, date(2026, 3, 4))
    assert ">30" in pin.letter.body_html
    assert "[[" not in pin.letter.body_html
    before = everything()
    brought(path)
    assert everything() == before


def test_letter_that_quotes_what_nobody_knows_is_refused(tmp_path: Path) -> None:
    said = refusal(folder(tmp_path, {NAME: QUOTING.replace("days_since", "nights_since")}))
    assert said.startswith("letters/, column a: [[nights_since_notice]]: ")


def test_published_letter_that_a_pack_changes_is_a_new_version(tmp_path: Path) -> None:
    brought(folder(tmp_path, {NAME: QUOTING}))
    first = OpenLetter.objects.get(slug="a")
    path = folder(tmp_path, {NAME: QUOTING.replace("We wait", "We waited")})
    brought(path)
    second = OpenLetter.objects.get(slug="a")
    assert (second.version, second.first_published_at) == (2, first.first_published_at)
    assert second.published_at != first.published_at
    assert [pin.version for pin in QuotedFigure.objects.order_by("version")] == [1, 2]
    before = everything()
    brought(path)
    assert everything() == before


def test_quotation_that_an_export_does_not_prove_is_refused(tmp_path: Path) -> None:
    brought(folder(tmp_path / "pack", {NAME: QUOTING}))
    export_pack(OpenLetter.objects.get(slug="a").dispute, tmp_path / "out")
    letter = next((tmp_path / "out" / "letters").glob("*-a.md"))
    letter.write_text(letter.read_text().replace("days.", "days, [[strike_days_taken]] of them."))
    OpenLetter.objects.all().delete()
    assert "[[strike_days_taken]] is quoted, and quoted_figures.csv has no row for it" in refusal(
        tmp_path / "out"
    )


def test_a_pack_changes_no_published_words_under_the_same_version(tmp_path: Path) -> None:
    brought(folder(tmp_path / "pack", {NAME: QUOTING}))
    export_pack(OpenLetter.objects.get(slug="a").dispute, tmp_path / "out")
    letter = next((tmp_path / "out" / "letters").glob("*-a.md"))
    letter.write_text(letter.read_text().replace("We wait", "We waited"))
    assert "leave “version” out" in refusal(tmp_path / "out")


@pytest.mark.parametrize(
    ("cells", "column"),
    [("letter,version\nnone,1", "letter"), ("rows,letter,version\n[,a,1", "rows")],
)
def test_bad_quotation_is_named(tmp_path: Path, cells: str, column: str) -> None:
    names, row = cells.split("\n")
    more = "position,reference,key,style,label,definition,value,shown,sentence,as_at,row_count"
    text = f"{names},{more},rows_digest\n{row},1,r,k,s,l,d,1,1,s,2026-03-04,0,x\n"
    said = refusal(folder(tmp_path, {NAME: QUOTING, "quoted_figures.csv": text}))
    assert said.startswith(f"quoted_figures.csv, line 2, column {column}: ")
