"""The figures' pages: all of them, and one with the rows behind it."""

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.test import Client

from dispute.figures import definitions
from dispute.models import Dispute
from dispute.views.figures import ROWS_SHOWN
from tests import factories as make
from tests.addresses import whole_site
from tests.reading import foreign, read

pytestmark = pytest.mark.django_db

AtMost = Callable[..., AbstractContextManager[object]]
# Of the 20. At any size of the record.
LIST_QUERIES = 15


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute(slug="library")


def add_rows(dispute: Dispute) -> None:
    """Put a row, or a few, in each table that figures count."""
    make.make_departure(team=make.make_team(dispute=dispute))
    make.make_waiting_list_figure(list=make.make_waiting_list(dispute=dispute))
    for maker in (
        make.make_strike_day,
        make.make_ballot,
        make.make_offer,
        make.make_statistic,
        make.make_message,
        make.make_open_letter,
    ):
        maker(dispute=dispute)


def said(client: Client, path: str, **asked: str) -> str:
    """Return the page's text as a reader sees its characters."""
    return html.unescape(read(client, path, asked))


def test_every_figure_is_on_the_page(client: Client, dispute: Dispute) -> None:
    make.make_strike_day(dispute=dispute, date=date(2026, 3, 2))
    page = said(client, "/library/figures/", as_at="2026-03-02")
    for definition in definitions():
        assert f"/library/figures/{definition.key}/?" in page
        assert str(definition.definition) in page
    assert "Figures, as at 2 March 2026" in page


def test_a_figure_that_cannot_be_given_says_why(client: Client, dispute: Dispute) -> None:
    page = said(client, "/library/figures/", as_at="2020-01-01")
    assert "Not known" in page
    assert "The record holds no establishment (posts) by 1 January 2020." in page
    alone = said(client, "/library/figures/posts/", as_at="2020-01-01")
    assert "The record cannot give this figure." in alone
    assert "Nothing had been recorded by that day." in alone


def test_the_page_offers_all_to_take_away_as_at_its_day(client: Client, dispute: Dispute) -> None:
    page = said(client, "/library/figures/", as_at="2026-03-02")
    for form in ("csv", "json"):
        assert f'href="/library/figures.{form}?as_at=2026-03-02"' in page


def test_one_figure_shows_its_rows_and_how_we_know(client: Client, dispute: Dispute) -> None:
    row = make.make_strike_day(
        dispute=dispute, date=date(2026, 3, 2), source="Rota", source_url="https://rota.example/"
    )
    later = make.make_strike_day(dispute=dispute, date=date(2026, 3, 4), source="Later rota")
    page = said(client, "/library/figures/strike_days_taken/", as_at="2026-03-03")
    assert f'id="row-{row.ref}"' in page
    assert 'href="https://rota.example/"' in page
    assert later.ref not in page
    assert "1 day of strike action up to 3 March 2026" in page


def test_more_rows_than_a_page_holds_are_counted(client: Client, dispute: Dispute) -> None:
    from dispute.models import StrikeDay

    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(ROWS_SHOWN + 5)]
    StrikeDay.objects.bulk_create(
        StrikeDay(dispute=dispute, date=day, announced_on=date(2019, 12, 1)) for day in days
    )
    page = said(client, "/library/figures/strike_days_taken/")
    assert "The 205 rows behind it" in page
    assert "The first 200 of 205 are shown." in page
    assert page.count('id="row-') == ROWS_SHOWN


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ({"taem": "North"}, "team"),
        ({"team": "Nroth"}, "North"),
        ({"since": "yesterday"}, "2026-05-01"),
        ({"since": "2026-05-01", "until": "2026-04-01"}, "“until” is before “since”"),
    ],
)
def test_a_wrong_parameter_is_answered_with_the_nearest(
    client: Client, dispute: Dispute, asked: dict[str, str], near: str
) -> None:
    make.make_departure(team=make.make_team(dispute=dispute, name="North"))
    response = client.get("/library/figures/departures_left/", asked)
    assert response.status_code == 400
    assert near in html.unescape(response.content.decode())


def test_a_list_that_is_not_there_is_answered_with_the_nearest(
    client: Client, dispute: Dispute
) -> None:
    make.make_waiting_list(dispute=dispute, name="Home visits")
    response = client.get("/library/figures/longest_wait/", {"list": "Home visit"})
    assert response.status_code == 400
    assert "Did you mean “Home visits”?" in response.content.decode()
    assert client.get("/library/figures/longest_wait/", {"list": "\x00"}).status_code == 400


@pytest.mark.parametrize("key", ["no_such_figure", "strike_days", "%00", "a" * 2000, "<b>"])
def test_an_unknown_figure_is_no_page(client: Client, dispute: Dispute, key: str) -> None:
    assert client.get(f"/library/figures/{key}/").status_code == 404


def test_parameters_choose_the_rows(client: Client, dispute: Dispute) -> None:
    north = make.make_departure(team=make.make_team(dispute=dispute, name="North"))
    south = make.make_departure(team=make.make_team(dispute=dispute, name="South"))
    path = "/library/figures/departures_left/"
    chosen = said(client, path, team="North", since="2026-03-31", as_at="2026-06-01")
    assert north.ref in chosen
    assert south.ref not in chosen
    assert "Nothing had been recorded" in said(client, path, team="North", since="2026-04-01")


def test_without_a_list_the_first_is_shown_and_the_others_linked(
    client: Client, dispute: Dispute
) -> None:
    for name in ("Home visits", "Assessments"):
        make.make_waiting_list_figure(list=make.make_waiting_list(dispute=dispute, name=name))
    page = said(client, "/library/figures/longest_wait/", as_at="2026-12-01")
    assert "<h1>Longest wait: Assessments</h1>" in page
    assert "/library/figures/longest_wait/?list=Home+visits&as_at=2026-12-01" in page


def test_names_of_teams_and_lists_are_text_and_nothing_else(
    client: Client, dispute: Dispute
) -> None:
    name = "<script>alert('x')</script> & “Zoë”"
    team = make.make_team(dispute=dispute, name=name)
    make.make_departure(team=team)
    waits = make.make_waiting_list(dispute=dispute, name=name)
    make.make_waiting_list_figure(list=waits, as_at=date(2026, 3, 1))
    for path in ("figures/", "figures/longest_wait/", "figures/posts/", ""):
        page = read(client, f"/library/{path}")
        assert foreign(page) == []
        assert "Zoë" in html.unescape(page)
    assert client.get("/library/figures/posts/", {"team": name}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 12])
def test_the_figures_page_asks_no_more_of_a_longer_record(
    client: Client, dispute: Dispute, rows: int, django_assert_max_num_queries: AtMost
) -> None:
    make.make_branch()
    for _each in range(rows):
        add_rows(dispute)
    with django_assert_max_num_queries(LIST_QUERIES):
        client.get("/library/figures/")


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_no_figures_page_asks_more_than_twenty_questions(
    client: Client, rows: int, django_assert_max_num_queries: AtMost
) -> None:
    dispute = whole_site(slug="library").dispute if rows else make.make_dispute(slug="library")
    for _each in range(rows):
        add_rows(dispute)
    for definition in definitions():
        with django_assert_max_num_queries(20):
            client.get(f"/library/figures/{definition.key}/")
    with django_assert_max_num_queries(20):
        client.get("/library/figures/")


def test_the_address_of_a_team_leads_to_those_that_it_is_merged_with_since(
    client: Client, dispute: Dispute
) -> None:
    for name, posts in (("Duty", 3), ("North", 8), ("South", 9)):
        make.make_departure(team=make.make_team(dispute=dispute, name=name, posts=posts))
    path = "/library/figures/departures_left/"
    page = said(client, path, team="North", as_at="2026-06-01")
    assert page == said(client, path, team="Duty and North", as_at="2026-06-01")
    assert "2 people had left by 1 June 2026 (in Duty and North)" in page


def test_the_page_leads_to_each_of_its_groups(client: Client) -> None:
    make.make_strike_day(dispute=make.make_dispute(slug="library"))
    page = read(client, "/library/figures/")
    nav = page.partition('class="jumps')[2].partition("</nav>")[0]
    led_to = re.findall(r'href="#([^"]+)"', nav)
    assert "strike-days" in led_to
    assert all(f'<section class="section" id="{each}">' in page for each in led_to)
