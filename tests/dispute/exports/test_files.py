"""What anybody can take away from a dispute's pages, in each form."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from dispute.exports import FORMS, public_tables
from dispute.models import Departure, Dispute
from tests import factories as make
from tests.addresses import Site, whole_site
from tests.reading import read

from .reading_back import as_csv, as_json, ods, xlsx

pytestmark = pytest.mark.django_db
AT = date(2026, 6, 1)
TABLES = [
    "strike_days", "ballots", "action_notices", "teams", "departures", "waiting_lists",
    "waiting_list_figures", "offers", "claims", "statistics", "milestones", "corrections",
    "messages", "letters",
]  # fmt: skip


@pytest.fixture
def site() -> Site:
    return whole_site(slug="library")


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute(slug="library")


def sent(client: Client, path: str, **asked: str) -> bytes:
    response = client.get(f"/library/{path}", asked)
    assert response.status_code == 200
    return response.getvalue()


def rows_of(client: Client, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = as_json(sent(client, f"record/{name}.json"))["rows"]
    return found


# --- The record's tables ------------------------------------------------------------------------


def test_the_tables_are_these_and_the_page_offers_each_in_each_form(
    site: Site, client: Client
) -> None:
    assert sorted(each.name for each in public_tables()) == sorted(TABLES)
    page = read(client, "/library/record/")
    for name in TABLES:
        for form in FORMS:
            assert f'href="/library/record/{name}.{form.extension}"' in page


@pytest.mark.parametrize("name", TABLES)
def test_every_form_of_a_table_says_the_same(site: Site, client: Client, name: str) -> None:
    data = as_json(sent(client, f"record/{name}.json"))
    columns, found = list(data["columns"]), data["rows"]
    assert found
    assert data["address"] == f"http://testserver/library/record/#{name}"
    assert {row["dispute"] for row in found} == {"library"}
    comma, excel, free = (
        as_csv(sent(client, f"record/{name}.csv")),
        xlsx(sent(client, f"record/{name}.xlsx"))[name],
        ods(sent(client, f"record/{name}.ods"))[name],
    )
    assert comma[0] == excel[0] == free[0] == ["dispute", *columns]
    for row, *others in zip(found, comma[1:], excel[1:], free[1:], strict=True):
        for value, *cells in zip(row.values(), *others, strict=True):
            assert len({as_text(each) for each in (value, *cells)}) == 1


def as_text(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell).replace("\r\n", "\n")


def test_numbers_and_days_of_the_record_are_numbers_and_days(site: Site, client: Client) -> None:
    for form, book in (("xlsx", xlsx), ("ods", ods)):
        heads, row = book(sent(client, f"record/ballots.{form}"))["ballots"]
        ballot = dict(zip(heads, row, strict=True))
        assert ballot["closed_on"] == date(2026, 1, 30)
        assert (ballot["entitled"], type(ballot["entitled"])) == (20, int)
        assert ballot["important_public_service"] is False


def test_files_have_names_and_types(site: Site, client: Client) -> None:
    for form in FORMS:
        response = client.get(f"/library/record/strike_days.{form.extension}")
        assert response["Content-Type"] == form.content_type
        named = f'attachment; filename="library-strike_days.{form.extension}"'
        assert response.get("Content-Disposition") == (None if form.extension == "json" else named)
        assert response.getvalue()


@pytest.mark.parametrize("path", ["record/none.csv", "record/teams.pdf/", "record/teams/"])
def test_other_tables_and_forms_are_not_there(site: Site, client: Client, path: str) -> None:
    assert client.get(f"/library/{path}").status_code == 404


def test_a_departure_is_no_more_than_figures_say(dispute: Dispute, client: Client) -> None:
    team = make.make_team(dispute=dispute, name="North")
    make.make_departure(
        team=team, kind="dismissed", note="private", experience_years=Decimal("7.5")
    )
    row = rows_of(client, "departures")[0]
    assert list(row) == [
        "dispute", "ref", "team", "notice_given_on", "left_on", "source", "source_url",
    ]  # fmt: skip
    text = read(client, "/library/record/departures.csv")
    assert not [word for word in ("private", "dismissed", "7.5") if word in text]


def test_a_small_team_is_shown_only_together_with_another(dispute: Dispute, client: Client) -> None:
    for name, posts in (("Large", 30), ("Middle", 9), ("Tiny", 1)):
        team = make.make_team(dispute=dispute, name=name, posts=posts, experience_years=posts)
        make.make_departure(team=team, source=f"List of {name}", source_url="https://a.example/")
    told = {(row["team"], row["source"]) for row in rows_of(client, "departures")}
    assert told == {("Large", "List of Large"), ("Middle and Tiny", "")}
    years = {row["name"]: row["experience_years"] for row in rows_of(client, "teams")}
    assert years == {"Large": 30, "Middle": None, "Tiny": None}


@time_machine.travel("2026-03-10 12:00Z", tick=False)
def test_what_is_not_known_yet_is_in_no_table(dispute: Dispute, client: Client) -> None:
    later = date(2026, 3, 11)
    make.make_strike_day(dispute=dispute, date=date(2026, 4, 1), announced_on=later)
    make.make_statistic(dispute=dispute, as_at=later)
    make.make_milestone(dispute=dispute, date=later)
    make.make_departure(dispute=dispute, notice_given_on=later, left_on=date(2026, 4, 1))
    make.make_strike_day(dispute=dispute, date=date(2026, 4, 2), announced_on=date(2026, 3, 10))
    assert len(rows_of(client, "strike_days")) == 1
    for name in ("statistics", "milestones", "departures"):
        assert rows_of(client, name) == []


def test_a_draft_disputes_tables_are_nobodys(client: Client) -> None:
    make.make_dispute(slug="library", status=Dispute.Status.DRAFT)
    for path in ("record/", "record/teams.csv", "figures.xlsx", "figures/posts.csv"):
        assert client.get(f"/library/{path}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_asks_no_more_the_longer_it_is(
    site: Site,
    client: Client,
    name: str,
    count: int,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for _each in range(count - 1):
        more_of_everything(site.dispute)
    with django_assert_max_num_queries(3):
        sent(client, f"record/{name}.csv")


def more_of_everything(dispute: Dispute) -> None:
    make.make_departure(team=make.make_team(dispute=dispute))
    make.make_waiting_list_figure(list=make.make_waiting_list(dispute=dispute))
    make.make_strike_day(dispute=dispute, notice=make.make_action_notice(dispute=dispute))
    for maker in (make.make_ballot, make.make_offer, make.make_claim, make.make_statistic,
                  make.make_milestone, make.make_correction, make.make_message,
                  make.make_open_letter):  # fmt: skip
        maker(dispute=dispute)


# --- Figures ------------------------------------------------------------------------------------


def test_figures_say_the_same_in_every_form(site: Site, client: Client) -> None:
    asked = {"as_at": AT.isoformat()}
    data = as_json(sent(client, "figures.json", **asked))["figures"]
    excel = xlsx(sent(client, "figures.xlsx", **asked))
    free = ods(sent(client, "figures.ods", **asked))
    assert list(excel) == list(free) == ["figures", "Notes"]
    for book in (excel["figures"], free["figures"]):
        assert len(book) == len(data) + 1
        for row, entry in zip(book[1:], data, strict=True):
            said = dict(zip(book[0], row, strict=True))
            assert (said["as_at"], said["key"]) == (AT, entry["key"])
            for name in ("value", "numerator", "denominator"):
                assert said[name] == (None if entry[name] is None else pytest.approx(entry[name]))
    notes = dict(row[:2] for row in excel["Notes"][1:])
    assert notes["As at"] == AT
    assert notes["Address"] == "http://testserver/library/figures/?as_at=2026-06-01"


def test_a_share_is_a_number_with_its_exact_counts(dispute: Dispute, client: Client) -> None:
    make.make_ballot(dispute=dispute, entitled=19, votes_cast=15, yes=15, no=0, spoiled=0)
    for name, book in (("figures.xlsx", xlsx), ("figures.ods", ods)):
        heads, *rows = book(sent(client, name, as_at="2026-06-01"))["figures"]
        turnout = next(row for row in rows if "ballot_turnout" in row)
        said = dict(zip(heads, turnout, strict=True))
        assert said["value"] == pytest.approx(1500 / 19, rel=1e-15)
        assert (said["unit"], said["numerator"], said["denominator"]) == ("percent", 15, 19)
        assert type(said["numerator"]) is int


def test_one_figures_rows_are_taken_away_with_what_it_is(dispute: Dispute, client: Client) -> None:
    north = make.make_departure(team=make.make_team(dispute=dispute, name="North"))
    make.make_departure(team=make.make_team(dispute=dispute, name="South"))
    asked = {"team": "North", "since": "2026-01-01", "as_at": "2026-06-01"}
    data = as_json(sent(client, "figures/departures_left.json", **asked))
    assert data["figure"]["parameters"] == {"team": "North", "since": "2026-01-01"}
    assert data["figure"]["value"] == 1
    assert [row["ref"] for row in data["rows"]] == [north.ref]
    book = xlsx(sent(client, "figures/departures_left.xlsx", **asked))
    notes = dict(row[:2] for row in book["Notes"][1:])
    assert notes["since"] == date(2026, 1, 1)
    assert notes["Sentence"].startswith("1 person had left by 1 June 2026")
    assert book["departures_left"][1][6] == date(2026, 3, 31)


def test_a_figures_file_holds_every_row_and_not_a_pages_worth(
    dispute: Dispute, client: Client
) -> None:
    team = make.make_team(dispute=dispute)
    left = (date(2026, 1, 1) + timedelta(days=n % 90) for n in range(250))
    Departure.objects.bulk_create(Departure(dispute=dispute, team=team, left_on=on) for on in left)
    assert len(as_csv(sent(client, "figures/departures_left.csv", as_at="2026-06-01"))) == 251


def test_a_figure_that_cannot_be_given_says_why(dispute: Dispute, client: Client) -> None:
    book = ods(sent(client, "figures/posts.ods", as_at="2020-01-01"))
    assert dict(row[:2] for row in book["Notes"][1:])["Not known because"]
    assert book["posts"][1:] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("figures/none.csv", 404),
        ("figures/posts.csv?team=Nowhere", 400),
        ("figures/posts.xlsx?as_at=yesterday", 400),
        ("figures/posts.exe/", 404),
    ],
)
def test_what_cannot_be_asked_is_said(
    dispute: Dispute, client: Client, path: str, status: int
) -> None:
    make.make_team(dispute=dispute)
    assert client.get(f"/library/{path}").status_code == status
