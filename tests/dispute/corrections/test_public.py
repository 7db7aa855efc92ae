"""Corrections in public: their page, the letter that they are about, files and packs."""

import csv
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from campaigns import letters
from campaigns.models import OpenLetter
from dispute.corrections.publishing import publish_correction
from dispute.corrections.touching import Touched
from dispute.models import Correction, Dispute
from dispute.packs.exporting import export_pack
from dispute.resting import published_figures
from tests import factories as make
from tests.dispute.packs.made import brought, emptied, folder, refusal

from .made import dispute_with_letter, letter_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 10, 23, 30, tzinfo=UTC)


def corrected(dispute: Dispute, by: Any = None, **fields: Any) -> Correction:
    """Publish a correction of all that letters quote."""
    touched = [Touched(each, "2", "1", True, True) for each in published_figures(dispute)]
    words = {"what": "Staff who left", "was": "2", "now": "1", "reason": "Counted twice."}
    return publish_correction(dispute, **words | {"affects": touched, "by": by, "at": AT} | fields)


def test_a_correction_is_dated_in_london_and_knows_who_published_it(officer: "User") -> None:
    dispute, _departure, letter = dispute_with_letter()
    correction = corrected(dispute, officer)
    assert correction.corrected_on == date(2026, 5, 11)
    assert correction.history.get().history_user == officer
    assert correction.affects == [
        {
            "kind": "letter", "ref": letter.ref, "title": letter.title, "key": "departures_left",
            "figure": "Staff who have left", "shown": "2", "as_at": "2026-05-01", "now": "1",
        }
    ]  # fmt: skip


def test_the_letter_says_that_it_was_corrected_and_stays_as_it_was(client: "Client") -> None:
    dispute, _departure, letter = dispute_with_letter()
    other = letter_of(dispute, "No figures.")
    before = client.get(letter.get_absolute_url()).text
    assert "Corrected since" not in before
    correction = corrected(dispute)
    page = client.get(letter.get_absolute_url()).text
    assert f"/{dispute.slug}/corrections/#correction-{correction.ref}" in page
    assert f'id="correction-{correction.ref}"' in client.get(f"/{dispute.slug}/corrections/").text
    assert "Corrected since" not in client.get(other.get_absolute_url()).text
    kept = OpenLetter.objects.get(pk=letter.pk)
    assert (kept.body_html, kept.version) == (letter.body_html, letter.version)


@pytest.mark.parametrize("count", [1, 3])
def test_more_corrections_ask_the_database_no_more_often(
    count: int, client: "Client", django_assert_num_queries: Any
) -> None:
    dispute, _departure, letter = dispute_with_letter()
    for _each in range(count):
        corrected(dispute)
    with django_assert_num_queries(4):
        client.get(f"/{dispute.slug}/corrections/")
    with django_assert_num_queries(7):
        client.get(letter.get_absolute_url())


@pytest.mark.parametrize("nonsense", [{}, "x", [1], [{"kind": "letter"}], [{"ref": ["x"]}]])
def test_what_is_no_list_of_figures_breaks_no_page(nonsense: Any, client: "Client") -> None:
    dispute, _departure, letter = dispute_with_letter()
    make.make_correction(dispute=dispute, affects=nonsense, what="Shown all the same")
    assert "Shown all the same" in client.get(f"/{dispute.slug}/corrections/").text
    assert client.get(letter.get_absolute_url()).status_code == 200


def test_files_say_what_a_correction_is_about(client: "Client") -> None:
    dispute, _departure, letter = dispute_with_letter()
    corrected(dispute)
    answer = client.get(f"/{dispute.slug}/record/corrections.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(text))
    assert row["affects"] == f"{letter.title}: Staff who have left, 2"


def test_a_pack_brings_corrections_back_as_they_were(tmp_path: Path) -> None:
    dispute, _departure, _letter = dispute_with_letter()
    before = corrected(dispute).affects
    export_pack(dispute, tmp_path / "out")
    emptied()
    brought(tmp_path / "out")
    assert Correction.objects.get().affects == before


def test_a_public_pack_names_no_letter_that_is_public_no_more(tmp_path: Path) -> None:
    dispute, _departure, letter = dispute_with_letter()
    corrected(dispute)
    letters.unpublish(letter, by=None)
    export_pack(dispute, tmp_path / "out", public=True)
    assert letter.title not in (tmp_path / "out" / "corrections.csv").read_text()


def test_an_old_pack_without_the_column_still_comes_in(tmp_path: Path) -> None:
    old = "corrected_on,what,was,now,reason\n2026-05-01,Days,12,11,Counted twice\n"
    brought(folder(tmp_path, {"corrections.csv": old}))
    assert Correction.objects.get().affects == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("{", "no JSON"),
        ("{}", "no list of published figures"),
        ("[1]", "no list of published figures"),
        ('[{"kind": "letter", "ref": "x", "more": "y"}]', "has only these"),
        ('[{"kind": "letter", "ref": 7}]', "is text"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_cell_that_is_no_list_of_figures_is_refused(cell: str, said: str, tmp_path: Path) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    text = f"corrected_on,what,was,now,reason,affects\n2026-05-01,Days,12,11,Twice,{quoted}\n"
    assert said in refusal(folder(tmp_path, {"corrections.csv": text}))
