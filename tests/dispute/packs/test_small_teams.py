"""A public export of letters that quote a team which has become small since."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests import factories as make
from tests.dispute.packs.made import SLUG, brought, emptied
from tests.dispute.packs.test_export import AT, exported, rows

pytestmark = pytest.mark.django_db


def test_public_export_of_an_old_letter_tells_nothing_of_a_team_that_is_small_since(
    tmp_path: Path,
) -> None:
    full = make.make_dispute(slug=SLUG)
    make.make_branch()
    make.make_team(dispute=full, name="Deck", posts=12)
    for name in ("Bilge", "Galley"):
        team = make.make_team(dispute=full, name=name, posts=20, as_at=date(2025, 1, 1))
        make.make_departure(dispute=full, team=team, source=f"List of {name}")
    body = 'Left: [[departures_left team="Bilge"]], [[departures_left team="Galley"]], '
    make.make_open_letter(dispute=full, dated=AT, body=f"{body}[[departures_left]]")
    make.make_team(dispute=full, name="Bilge", posts=3, as_at=date(2026, 12, 1))
    before = rows(exported(full, tmp_path / "whole"), "quoted_figures.csv")
    after = rows(exported(full, tmp_path / "out", public=True), "quoted_figures.csv")
    kept = [[row["text"].split(",")[0] for row in json.loads(pin["rows"])] for pin in after]
    assert kept[-3:] == [[], ["Galley"], ["Galley"]]
    assert [pin["value"] for pin in after] == [pin["value"] for pin in before]
    changed = [a["rows_digest"] != b["rows_digest"] for a, b in zip(after, before, strict=True)]
    assert changed[-3:] == [True, False, True]
    emptied()
    brought(tmp_path / "out")
