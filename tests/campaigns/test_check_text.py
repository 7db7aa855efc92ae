"""The page where a rep pastes any text: what the record says of its numbers."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from campaigns.models import CheckedNumber, OpenLetter
from dispute.models import Dispute
from tests import factories as make
from tests.campaigns import stand_in

if TYPE_CHECKING:
    from django.test import Client

PAGE = "/admin/check/"
WRONG = "We took 9 days of strike action."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispute.judging.check", stand_in.check)


@pytest.fixture
def dispute() -> Dispute:
    """Three days of strike action were taken."""
    dispute = make.make_dispute(slug="library")
    for day in (3, 4, 5):
        when = date(2026, 4, day)
        make.make_strike_day(dispute=dispute, date=when, announced_on=date(2026, 3, 1))
    return dispute


def paste(client: "Client", dispute: Dispute, text: str, **others: Any) -> Any:
    fields = {"dispute": dispute.pk, "as_at": "", "text": text}
    return client.post(PAGE, {**fields, **others})


def test_reps_and_officers_open_it_and_nobody_else(
    rep_client: "Client",
    officer_client: "Client",
    moderator_client: "Client",
    stranger_client: "Client",
    client: "Client",
) -> None:
    statuses = [
        (each.get(PAGE).status_code, each.post(PAGE).status_code)
        for each in (rep_client, officer_client, moderator_client, stranger_client, client)
    ]
    assert statuses == [(200, 200), (200, 200), (403, 403), (302, 302), (302, 302)]
    assert f'href="{PAGE}"' in rep_client.get(reverse("admin:index")).text
    assert f'href="{PAGE}"' not in moderator_client.get(reverse("admin:index")).text


def test_a_text_is_marked_and_its_findings_lead_to_and_fro(
    rep_client: "Client", dispute: Dispute
) -> None:
    answer = paste(rep_client, dispute, f"{WRONG} [[strike_days_taken]]. 7 people.")
    assert 'We took <a href="#finding-1"' in answer.text
    assert "<mark>9</mark>" in answer.text
    assert 'id="finding-1"' in answer.text
    assert "1 number contradicts the record." in answer.text
    assert "<code data-sentence>[[strike_days_taken]]</code>" in answer.text
    assert 'name="letter"' not in answer.text


def test_front_matter_says_the_day_unless_another_is_chosen(
    rep_client: "Client", dispute: Dispute
) -> None:
    front = "---\r\ntitle: 9 days of strike action\r\ndated: 2026-04-04\r\n---\r\n"
    text = f"{front}2 days of strike action"
    result = paste(rep_client, dispute, text).context["result"]
    assert (result.text.dated, result.text.says_its_day) == (date(2026, 4, 4), True)
    assert [line.finding.number for line in result.lines.warnings] == ["9"]
    result = paste(rep_client, dispute, text, as_at="2026-04-03").context["result"]
    assert (result.text.dated, result.text.says_its_day) == (date(2026, 4, 3), False)
    assert [line.finding.number for line in result.lines.warnings] == ["9", "2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste the text"),
        ("a" * (2**20 + 1), "longer than 1 MB"),
        ("---\ndated: soon\n---\nNo.", "“soon” is no day"),
        ("---\ndated: [\n---\nNo.", "cannot be read"),
    ],
    ids=["nothing", "too long", "no day", "no YAML"],
)
def test_a_text_that_cannot_be_checked_is_kept_and_told_why(
    rep_client: "Client", dispute: Dispute, text: str, said: str
) -> None:
    answer = paste(rep_client, dispute, text)
    assert said in str(answer.context["form"].errors["text"])
    assert answer.context["form"]["text"].value() == text
    assert answer.context["result"] is None


@pytest.mark.parametrize("fields", [{"dispute": "x"}, {"dispute": 0}, {"as_at": "31.12."}])
def test_what_nobody_offered_is_refused(
    rep_client: "Client", dispute: Dispute, fields: dict[str, Any]
) -> None:
    typed = {"dispute": dispute.pk, "text": WRONG}
    answer = rep_client.post(PAGE, {**typed, **fields})
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_nothing_is_stored_or_logged(
    rep_client: "Client", dispute: Dispute, caplog: pytest.LogCaptureFixture
) -> None:
    sessions = list(Session.objects.values_list("session_data", flat=True))
    paste(rep_client, dispute, f"Ms Invented wrote: {WRONG}")
    assert "Invented" not in caplog.text
    assert not OpenLetter.objects.exists()
    assert not CheckedNumber.objects.exists()
    assert list(Session.objects.values_list("session_data", flat=True)) == sessions


def test_a_hostile_text_is_shown_as_text(rep_client: "Client", dispute: Dispute) -> None:
    text = "<script>alert(1)</script> 9 days of strike action \x00\u202e<img src=x>"
    answer = paste(rep_client, dispute, f"---\ntitle: <b>9 people</b>\n---\n{text}")
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "<b>9" not in answer.text


def test_many_findings_are_cut_and_said_to_be(rep_client: "Client", dispute: Dispute) -> None:
    answer = paste(rep_client, dispute, "9 people.\n\n" * 203)
    assert len(answer.context["result"].lines.remarks) == 200
    assert "3 more are not shown." in answer.text
