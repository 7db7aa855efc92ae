"""The band: the four figures a passer-by takes away, and none that the record cannot give."""

from datetime import date
from decimal import Decimal

import pytest

from dispute.band import BandFigure, band
from dispute.figures import Record
from dispute.models import Dispute
from tests import factories as make

pytestmark = pytest.mark.django_db

AT = date(2026, 6, 1)


def band_of(dispute: Dispute, at: date = AT) -> tuple[BandFigure, ...]:
    return band(Record(dispute), at)


def wait(dispute: Dispute, name: str, months: int, **standard: object) -> None:
    """Read a wait of `months` on a list called `name`."""
    listed = make.make_waiting_list(dispute=dispute, name=name, **standard)
    make.make_waiting_list_figure(list=listed, as_at=AT, longest_wait=Decimal(months))


def test_an_empty_record_has_no_band() -> None:
    assert band_of(make.make_dispute()) == ()


def test_strike_days_say_how_many_more_are_announced() -> None:
    dispute = make.make_dispute()
    for day in (date(2026, 3, 2), date(2026, 6, 1), date(2026, 6, 2)):
        make.make_strike_day(dispute=dispute, date=day)
    (cell,) = band_of(dispute)
    assert (cell.numeral, cell.sentence, cell.label) == (
        "2", "days of strike action taken", "1 more announced",
    )  # fmt: skip
    (first,) = band_of(dispute, date(2026, 3, 2))
    assert (first.numeral, first.sentence) == ("1", "day of strike action taken")
    (last,) = band_of(dispute, date(2026, 7, 1))
    assert last.label == ""


def test_departures_stand_against_posts_where_those_are_known() -> None:
    team = make.make_team(posts=12)
    make.make_departure(team=team)
    make.make_departure(team=team, left_on=None)
    make.make_departure(team=team, notice_given_on=date(2026, 6, 2), left_on=None)
    (cell,) = band_of(team.dispute)
    assert (cell.numeral, cell.unit_after, cell.label) == ("2", "of 12", "16.7% of posts")
    team.as_at = date(2026, 6, 2)
    team.save()
    (cell,) = band_of(team.dispute)
    assert (cell.numeral, cell.unit_after, cell.label) == ("2", "", "")


def test_the_wait_shown_is_the_longest_whatever_its_unit() -> None:
    dispute = make.make_dispute()
    wait(dispute, "Longest", 9, standard_max=Decimal(6))
    wait(dispute, "Shorter", 8, standard_min=None, standard_max=Decimal(1))
    weeks = make.make_waiting_list(dispute=dispute, name="In weeks")
    make.make_waiting_list_figure(list=weeks, as_at=AT, longest_wait=Decimal(30), unit="weeks")
    (cell,) = band_of(dispute)
    assert (cell.sentence, cell.numeral, cell.unit_after, cell.label) == (
        "longest wait: Longest", "9", "months", "ought to be 6 weeks",
    )  # fmt: skip


def test_an_old_reading_says_its_day() -> None:
    dispute = make.make_dispute()
    wait(dispute, "Home visits", 9, standard_max=Decimal(6))
    (cell,) = band_of(dispute, date(2026, 7, 1))
    assert cell.label == "ought to be 6 weeks; read on 1 June 2026"


def test_a_wait_without_a_standard_is_shown_bare() -> None:
    dispute = make.make_dispute()
    bare = {"standard_min": None, "standard_max": None, "standard_unit": "", "standard_source": ""}
    wait(dispute, "Short", 2, **bare)
    wait(dispute, "Long", 5, **bare)
    (cell,) = band_of(dispute)
    assert (cell.sentence, cell.label) == ("longest wait: Long", "")


def test_the_ballot_says_its_counts() -> None:
    dispute = make.make_dispute()
    make.make_ballot(dispute=dispute)
    (cell,) = band_of(dispute)
    assert cell.numeral == "93.75%"
    assert "turnout of 85%" in cell.sentence
    assert cell.label.startswith("15 of 16 votes; 17 of 20")


def test_every_cell_leads_to_its_rows_as_at_its_day() -> None:
    dispute = make.make_dispute(slug="library")
    make.make_departure(team=make.make_team(dispute=dispute))
    make.make_strike_day(dispute=dispute, date=date(2026, 3, 2))
    make.make_ballot(dispute=dispute)
    wait(dispute, "Home visits", 9)
    cells = band_of(dispute)
    assert len(cells) == 4
    for cell in cells:
        assert cell.url.startswith("/library/figures/")
        assert "as_at=2026-06-01" in cell.url
