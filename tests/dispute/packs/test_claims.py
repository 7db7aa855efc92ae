"""The figures that answer a claim, in a pack."""

from datetime import date
from pathlib import Path

import pytest

from dispute.models import Claim
from tests import factories as make
from tests.dispute.packs.made import SLUG, brought, emptied, folder, refusal
from tests.dispute.packs.test_export import exported, rows

pytestmark = pytest.mark.django_db
LINES = 'strike_days_taken\ndepartures_left team="Deck"'


def claims(answered_by: str = "") -> dict[str, str]:
    column, cell = (",answered_by", f',"{answered_by}"') if answered_by else ("", "")
    return {"claims.csv": f"made_on,made_by,statement{column}\n2026-03-05,Owner,All well{cell}\n"}


def test_what_answers_a_claim_comes_back_as_it_was(tmp_path: Path) -> None:
    dispute = make.make_dispute(slug=SLUG)
    make.make_branch()
    make.make_claim(dispute=dispute, answered_by=LINES)
    exported(dispute, tmp_path / "out")
    emptied()
    brought(tmp_path / "out")
    assert Claim.objects.get().answered_by == LINES


def test_a_pack_from_before_there_was_the_column_comes_in(tmp_path: Path) -> None:
    brought(folder(tmp_path, claims()))
    assert Claim.objects.get().answered_by == ""


@pytest.mark.parametrize("wrong", ["strike_day_taken", "twelve days", "posts team=a team=b"])
def test_what_asks_for_no_figure_is_refused_by_its_place(tmp_path: Path, wrong: str) -> None:
    assert "claims.csv, line 2, column answered_by" in refusal(folder(tmp_path, claims(wrong)))


def test_the_public_gets_what_the_page_shows_and_no_small_team(tmp_path: Path) -> None:
    dispute = make.make_dispute(slug=SLUG)
    make.make_branch()
    make.make_strike_day(dispute=dispute, date=date(2026, 3, 3), announced_on=date(2026, 3, 1))
    make.make_team(dispute=dispute, name="Deck", posts=2)
    make.make_team(dispute=dispute, name="Engine", posts=20)
    make.make_claim(dispute=dispute, made_on=date(2026, 4, 1), answered_by=LINES)
    [row] = rows(exported(dispute, tmp_path / "out", public=True), "claims.csv")
    assert row["answered_by"] == "strike_days_taken"
