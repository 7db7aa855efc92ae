"""A person's report: all that is held about an address, by command and page, and erasing it."""

import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from dispute.models import Erasure
from solidarity import moderation
from tests import factories as make
from tests.people import person
from tests.tables import everything

pytestmark = pytest.mark.django_db

PAGE = "/admin/person-report/"
EMAIL = "Zq7secret@example.org"
AT = datetime(2026, 3, 5, 10, tzinfo=UTC)


@pytest.fixture
def held() -> None:
    """Something in every place in which an address can be held."""
    message = make.make_message(email=EMAIL, body="Zq7words", status="pending")
    moderation.edit(message, "Zq7words, edited", by=None)
    moderation.hold(message, by=None, reason="Zq7note", at=AT)
    make.make_pledge(message=message, dispute=message.dispute, name="Zq7giver", organisation="")
    make.make_invitation(contact=f"Ines, {EMAIL}")
    make.make_data_complaint(email=EMAIL.upper(), text="Zq7complaint")
    make.make_outgoing_mail(to=EMAIL, body="Zq7mail")
    make.make_consent_asked(address=digest())
    make.make_claim(statement=f"They wrote from {EMAIL}.")
    make.make_message(email="other@example.org", body="Others’ words")


def digest() -> str:
    from solidarity.consent import digest_of

    return digest_of(EMAIL)


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("personal_data_report", *arguments, stdout=out)
    return out.getvalue()


def test_report_is_written_as_people_write(officer_client: Client) -> None:
    message = make.make_message(email=EMAIL, name="2026-99-99", place="20260301", role="2026-03")
    make.make_submission(message=message, mailed=True, received_at=AT)
    page = officer_client.post(PAGE, {"email": EMAIL, "do": "show"}).text
    for text in ("5 March 2026, 10:00", "<dt>arrival: mailed</dt>", "<dd>yes</dd>"):
        assert text in page
    for typed in (message.name, message.place, message.role):
        assert f"<dd>{typed}</dd>" in page
    assert "+00:00" not in page


def test_report_finds_everything_and_nobody_elses(held: None) -> None:
    report = json.loads(said(EMAIL.lower(), "--json"))
    parts = {part["name"]: part for part in report["held"]}
    assert set(parts) == {
        "complaints", "mails", "messages", "pledges", "invitations", "consent_asked", "elsewhere",
    }  # fmt: skip
    for told in ("words, edited", "note", "giver", "complaint", "mail"):
        assert f"Zq7{told}" in str(report)
    assert len(parts["messages"]["entries"][0]["values"]["history"]) == 3
    assert "Others’ words" not in str(report)
    assert report["count"] == sum(len(part["entries"]) for part in report["held"])


def test_report_in_words_and_where_nothing_is_held(held: None) -> None:
    assert "Zq7words" in said(f"  {EMAIL} ")
    assert said("nobody@example.org") == "Nothing is held about this address.\n"
    with pytest.raises(CommandError):
        said("ines")


def test_account_is_reported_and_not_erased(officer_client: Client) -> None:
    person("zq7", group="rep")
    data = officer_client.post(PAGE, {"email": "ZQ7@branch.example", "do": "json"}).json()
    assert data["held"][0]["name"] == "accounts"
    assert "password" not in str(data)
    officer_client.post(PAGE, {"email": "zq7@branch.example", "do": "erase"})
    assert User.objects.filter(username="zq7").exists()


def test_page_asks_by_post_alone_so_that_no_log_holds_the_address(
    held: None, officer_client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert "Zq7words" not in officer_client.get(PAGE, {"email": EMAIL}).text
    page = officer_client.post(PAGE, {"email": EMAIL, "do": "show"})
    assert "Zq7words" in page.text
    assert 'method="post"' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert EMAIL not in caplog.text


def test_page_says_that_nothing_is_held_or_that_it_is_no_address(officer_client: Client) -> None:
    page = officer_client.post(PAGE, {"email": "nobody@example.org"})
    assert "Nothing is held about this address." in page.text
    for wrong in ("", "ines", "\x00"):
        assert officer_client.post(PAGE, {"email": wrong}).status_code == 422


def test_json_is_a_file_whose_name_names_nobody(held: None, officer_client: Client) -> None:
    response = officer_client.post(PAGE, {"email": EMAIL, "do": "json"})
    assert "attachment" in response.headers["Content-Disposition"]
    assert "zq7" not in response.headers["Content-Disposition"].casefold()
    assert response.json()["email"] == EMAIL


def test_erasing_asks_once_more_and_then_erases_all_but_others_texts(
    held: None, officer_client: Client
) -> None:
    before = everything()
    assert "Yes, erase it" in officer_client.post(PAGE, {"email": EMAIL, "do": "ask"}).text
    assert everything().count("Zq7") == before.count("Zq7")
    officer_client.post(PAGE, {"email": EMAIL, "do": "erase"})
    tables = {
        line.partition(":")[0] for line in everything().splitlines() if "zq7" in line.casefold()
    }
    assert tables == {"dispute_claim", "dispute_historicalclaim"}
    assert digest() not in everything()
    assert {row.why for row in Erasure.objects.all()} == {"asked"}
    left = json.loads(said(EMAIL, "--json"))
    assert [part["name"] for part in left["held"]] == ["elsewhere"]


def test_only_officers_may(
    moderator_client: Client, rep_client: Client, stranger_client: Client, client: Client
) -> None:
    for each in (moderator_client, rep_client, stranger_client, client):
        assert each.post(PAGE, {"email": EMAIL}).status_code in (302, 403)


def test_every_text_of_every_table_is_looked_through(officer_client: Client) -> None:
    makers: list[Any] = [
        make.make_dispute(summary=EMAIL),
        make.make_departure(note=f"Ask {EMAIL}"),
        make.make_open_letter(signatories=EMAIL),
        make.make_offer(summary=EMAIL),
    ]
    found = json.loads(said(EMAIL, "--json"))["held"][0]["entries"]
    names = {entry["title"].rpartition(" ")[0] for entry in found}
    assert {str(each._meta.verbose_name) for each in makers} <= names


# --- The log --------------------------------------------------------------------------------------


def test_log_of_erasures_can_be_read_and_not_written(held: None, officer_client: Client) -> None:
    officer_client.post(PAGE, {"email": EMAIL, "do": "erase"})
    row = Erasure.objects.latest("pk")
    log = "/admin/dispute/erasure/"
    assert "zq7" not in officer_client.get(log).text.casefold()
    assert "zq7" not in officer_client.get(f"{log}{row.pk}/change/").text.casefold()
    assert "zq7" not in str(list(Erasure.objects.values())).casefold()
    for page in ("add/", f"{row.pk}/delete/"):
        assert officer_client.get(f"{log}{page}").status_code == 403
    assert officer_client.post(f"{log}{row.pk}/change/", {"kind": "x"}).status_code == 403
