"""What officers and reps take away from the admin's lists: what is filtered, as they may see it."""

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dispute.admin.exporting import ExportingAdmin
from dispute.exports import FORMS
from dispute.models import Dispute
from solidarity.models import Message
from tests import factories as make
from tests.addresses import fill
from tests.reading import read

from .reading_back import as_csv, as_json, ods, xlsx

pytestmark = pytest.mark.django_db
DAYS = "/admin/dispute/strikeday/export"
MESSAGES = "/admin/solidarity/message/export"
LISTS = [
    each.opts.label_lower.replace(".", "_")
    for each in admin.site._registry.values()
    if isinstance(each, ExportingAdmin)
]


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute(slug="library")


def exported(client: Client, path: str, form: str = "json", **asked: str) -> bytes:
    response = client.get(f"{path}.{form}", asked)
    assert response.status_code == 200
    return response.getvalue()


def rows(client: Client, path: str, **asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = as_json(exported(client, path, **asked))["rows"]
    return found


def test_every_list_of_rows_can_be_taken_away_in_every_form(
    officer_client: Client, dispute: Dispute
) -> None:
    fill(dispute)
    make.make_message(dispute=dispute)
    make.make_open_letter(dispute=dispute)
    make.make_pledge(dispute=dispute)
    make.make_invitation(dispute=dispute)
    make.make_wall_settings(dispute=dispute)
    assert len(LISTS) == 17
    for name in LISTS:
        for form in FORMS:
            response = officer_client.get(reverse(f"admin:{name}_export", args=[form.extension]))
            assert (name, response.status_code) == (name, 200)
            assert response.getvalue()


def test_the_list_leads_to_what_is_filtered(officer_client: Client, dispute: Dispute) -> None:
    make.make_strike_day(dispute=dispute)
    page = read(officer_client, "/admin/dispute/strikeday/", {"kind": "strike", "p": "0"})
    assert 'href="/admin/dispute/strikeday/export.xlsx?kind=strike"' in page
    assert "Take away what is filtered" not in read(officer_client, "/admin/dispute/strikeday/")


def test_what_is_filtered_and_nothing_else_is_exported(
    officer_client: Client, dispute: Dispute
) -> None:
    for number in range(60):
        make.make_strike_day(dispute=dispute, kind="strike" if number % 2 else "part-day")
    assert len(rows(officer_client, DAYS)) == 60
    assert {row["kind"] for row in rows(officer_client, DAYS, kind="part-day")} == {"part-day"}
    assert len(rows(officer_client, DAYS, kind="part-day")) == 30


def test_days_and_numbers_are_days_and_numbers(officer_client: Client, dispute: Dispute) -> None:
    notice = make.make_action_notice(dispute=dispute)
    day = make.make_strike_day(dispute=dispute, strikers=11, notice=notice, note="=1+1")
    for form, book in (("xlsx", xlsx), ("ods", ods)):
        heads, row = book(exported(officer_client, DAYS, form))["strikeday"]
        said = dict(zip(heads, row, strict=True))
        assert (said["date"], said["strikers"], said["note"]) == (day.date, 11, "=1+1")
        assert (said["dispute"], said["notice"]) == (str(dispute), str(notice))
    assert "'=1+1" in as_csv(exported(officer_client, DAYS, "csv"))[1]


def test_an_officer_sees_who_sent_a_message_but_no_address(
    officer_client: Client, dispute: Dispute
) -> None:
    make.make_message(
        dispute=dispute, name="Ines Hidden", display="supporter", email="ines@hidden.example"
    )
    row = rows(officer_client, MESSAGES, status="all")[0]
    assert row["name"] == "Ines Hidden"
    assert "email" not in row
    for form in FORMS:
        sent = exported(officer_client, MESSAGES, form.extension, status="all")
        assert b"hidden.example" not in sent


def test_a_rep_sees_no_more_than_the_wall_shows(rep_client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute, status="pending", body="hidden-pending")
    make.make_message(
        dispute=dispute,
        display=Message.Display.SUPPORTER,
        name="hidden-name",
        role="hidden-role",
        organisation="hidden-organisation",
        place="hidden-place",
        source="hidden-source",
    )
    found = rows(rep_client, MESSAGES)
    assert [row["name"] for row in found] == ["A supporter"]
    assert "hidden" not in str(found)


def test_a_rep_may_take_the_record_away(rep_client: Client, dispute: Dispute) -> None:
    make.make_strike_day(dispute=dispute)
    assert len(rows(rep_client, DAYS)) == 1


def test_whoever_may_not_read_a_list_takes_nothing_away(
    moderator_client: Client, stranger_client: Client, dispute: Dispute
) -> None:
    make.make_strike_day(dispute=dispute)
    assert moderator_client.get(f"{DAYS}.csv").status_code == 403
    for client in (stranger_client, Client()):
        assert client.get(f"{DAYS}.csv")["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    ("address", "status"), [(f"{DAYS}.pdf", 404), (f"{DAYS}.csv?date__year=x", 302)]
)
def test_what_cannot_be_asked_is_refused(
    officer_client: Client, dispute: Dispute, address: str, status: int
) -> None:
    assert officer_client.get(address).status_code == status


@pytest.mark.parametrize("path", [DAYS, "/admin/dispute/departure/export", MESSAGES])
def test_questions_do_not_grow_with_the_list(
    officer_client: Client, dispute: Dispute, path: str
) -> None:
    asked = {"status": "all"} if path == MESSAGES else {}
    counts = []
    for number in range(3):
        notice = make.make_action_notice(dispute=dispute)
        make.make_strike_day(dispute=dispute, notice=notice, date=date(2026, 5, 1 + number))
        make.make_departure(team=make.make_team(dispute=dispute))
        make.make_message(dispute=dispute)
        with CaptureQueriesContext(connection) as queries:
            exported(officer_client, path, "csv", **asked)
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
