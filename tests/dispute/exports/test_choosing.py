"""A figure's parameters are chosen on its page; the page says plainly what the figure counts."""

import html
import re

import pytest
from django.test import Client

from dispute.models import Dispute
from tests import factories as make
from tests.reading import read

pytestmark = pytest.mark.django_db
LEFT = "/library/figures/departures_left/"


@pytest.fixture
def dispute() -> Dispute:
    dispute = make.make_dispute(slug="library")
    make.make_departure(team=make.make_team(dispute=dispute, name="North", posts=12))
    return dispute


def said(client: Client, path: str, **asked: str) -> str:
    return html.unescape(read(client, path, asked))


def test_the_form_shows_what_is_chosen(client: Client, dispute: Dispute) -> None:
    page = said(client, LEFT, team="North", since="2026-03-31", as_at="2026-06-01")
    assert '<option value="North" selected>North</option>' in page
    assert '<input type="date" id="choose-since" name="since" value="2026-03-31">' in page
    assert '<input type="date" id="as_at" name="as_at" value="2026-06-01" required>' in page
    assert f'href="{LEFT}?team=North&since=2026-03-31&as_at=2026-06-01"' in page


def test_what_a_form_leaves_empty_is_not_in_the_address(client: Client, dispute: Dispute) -> None:
    sent = {"team": "", "since": "2026-01-01", "until": " ", "as_at": "2026-06-01"}
    response = client.get(LEFT, sent)
    assert response.status_code == 302
    assert response["Location"] == f"{LEFT}?since=2026-01-01&as_at=2026-06-01"
    assert client.get(LEFT, {"team": "", "as_at": ""})["Location"] == LEFT


def test_a_share_says_event_team_window_and_base(client: Client, dispute: Dispute) -> None:
    asked = {"since": "2026-01-01", "as_at": "2026-06-01", "event": "left"}
    page = said(client, "/library/figures/departures_share/", **asked)
    for words in ("left", "all teams", "1 January 2026 to 1 June 2026, both", "1 of 12 posts"):
        assert f'<dd dir="auto">{words}' in page


def test_a_count_says_that_it_has_no_base(client: Client, dispute: Dispute) -> None:
    page = said(client, "/library/figures/departures_total/", team="North", until="2026-05-01")
    for words in ("either: left, or given notice", "North", "none: it is a count"):
        assert f'<dd dir="auto">{words}' in page
    assert "all that is recorded, up to and including 1 May 2026" in page


def test_a_window_ends_with_the_day_of_the_figure(client: Client, dispute: Dispute) -> None:
    page = said(client, LEFT, until="2026-12-31", as_at="2026-06-01")
    assert "up to and including 1 June 2026" in page


def test_every_sentence_can_be_copied_with_its_day(client: Client, dispute: Dispute) -> None:
    make.make_waiting_list_figure(list=make.make_waiting_list(dispute=dispute))
    for maker in (make.make_strike_day, make.make_ballot, make.make_offer, make.make_statistic):
        maker(dispute=dispute)
    page = said(client, "/library/figures/", as_at="2027-12-01")
    sentences = re.findall(r"data-sentence>([^<]+)<", page)
    assert len(sentences) > 10
    assert [each for each in sentences if "1 December 2027" not in each] == []
    assert "js/copy.js" in page


def test_a_figure_is_taken_away_as_it_is_shown(client: Client, dispute: Dispute) -> None:
    page = said(client, LEFT, team="North", as_at="2026-06-01")
    for form in ("csv", "xlsx", "ods", "json", "docx"):
        address = f"/library/figures/departures_left.{form}?team=North&as_at=2026-06-01"
        assert f'href="{address}"' in page
        assert client.get(html.unescape(address)).status_code == 200
