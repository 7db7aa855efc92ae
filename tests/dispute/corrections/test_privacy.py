"""A correction says no more of anybody than figures do."""

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from campaigns import letters
from dispute.models import Correction, Departure, Dispute, Team
from tests import factories as make
from tests.addresses import every_path, whole_site
from tests.reading import read

from .made import (
    REASON,
    answer,
    asked,
    change_url,
    delete_url,
    departure_fields,
    dispute_with_letter,
    letter_of,
    team_of,
)

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def small_teams() -> tuple[Dispute, Departure]:
    """Make East and West, of 2 and 3 posts: both are shown only together."""
    dispute = make.make_dispute(slug="library")
    team_of(dispute, "North", 30)
    east = team_of(dispute, "East", 2)
    team_of(dispute, "West", 3)
    departure = make.make_departure(
        team=east, left_on=date(2026, 4, 1), note="Private words", source="East steward's list"
    )
    letter_of(dispute, "[[departures_left]] have left.")
    return dispute, departure


def test_a_small_team_is_called_as_figures_call_it(
    officer_client: "Client", client: "Client"
) -> None:
    dispute, departure = small_teams()
    fields = departure_fields(departure, left_on="2026-05-08")
    page = asked(officer_client, change_url(departure), fields)
    told = answer(page, reason=REASON)
    assert told["correction-what"].startswith("Last day of a departure in East")
    assert "and" in told["correction-what"].removeprefix("Last day of a departure in East")
    officer_client.post(change_url(departure), fields | told)
    public = client.get(f"/{dispute.slug}/corrections/").text
    assert "Private words" not in public
    assert "steward" not in public


def test_moving_between_teams_that_are_shown_as_one_is_not_said(officer_client: "Client") -> None:
    dispute, departure = small_teams()
    west = Team.objects.get(dispute=dispute, name="West").pk
    fields = departure_fields(departure, team=west, left_on="2026-05-08")
    told = answer(asked(officer_client, change_url(departure), fields))
    assert told["correction-what"].startswith("Last day of a departure in")


def test_a_deleted_departure_leaves_neither_note_nor_source_nor_years(
    officer_client: "Client",
) -> None:
    _dispute, departure = small_teams()
    Departure.objects.update(experience_years="17.5")
    page = officer_client.get(delete_url(departure))
    told = " ".join(str(value) for value in answer(page).values())
    for private in ("Private words", "steward", "17.5", "resigned"):
        assert private not in told


def test_years_of_a_person_are_drafted_as_the_figure_alone(officer_client: "Client") -> None:
    dispute, departure, _letter = dispute_with_letter(status="draft")
    for _each in range(9):
        make.make_departure(team=departure.team, left_on=date(2026, 4, 1))
    letter = letter_of(dispute, "[[experience_lost]] of experience went.")
    fields = departure_fields(departure, experience_years="6.5")
    told = answer(asked(officer_client, change_url(departure), fields))
    assert told["correction-what"] == f"Experience lost, in “{letter.title}”"
    assert not re.search(r"\b6\.5\b", str(told))


def test_a_letter_that_is_public_no_more_is_neither_linked_nor_named(
    officer_client: "Client", client: "Client"
) -> None:
    dispute, departure, letter = dispute_with_letter()
    fields = departure_fields(departure, left_on="2026-05-08")
    page = asked(officer_client, change_url(departure), fields)
    officer_client.post(change_url(departure), fields | answer(page, reason=REASON))
    letters.unpublish(letter, by=None)
    for address in ("corrections/", "record/corrections.csv", "record/corrections.json"):
        public = read(client, f"/{dispute.slug}/{address}")
        assert "1 April 2026" in public
        assert letter.title not in public
        assert letter.slug not in public
    assert "A text of 1 May 2026 that is not public any more" in read(
        client, f"/{dispute.slug}/corrections/"
    )


def test_what_an_officer_touched_is_on_no_public_page(
    officer_client: "Client", client: "Client"
) -> None:
    site = whole_site(slug="library")
    departure = make.make_departure(
        team=make.make_team(dispute=site.dispute, posts=30), note="hidden-note"
    )
    letter_of(site.dispute, "[[departures_left]] left.")
    fields = departure_fields(departure, left_on="2026-06-08")
    page = asked(officer_client, change_url(departure), fields)
    told = answer(page, reason="shown-reason", publish=None)
    officer_client.post(change_url(departure), fields | told)
    assert not Correction.objects.filter(reason="shown-reason").exists()
    for path in every_path(site):
        text = read(client, path)
        assert "hidden-note" not in text, path
        assert "shown-reason" not in text, path
