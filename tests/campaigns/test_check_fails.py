"""Where the check itself fails, nothing else does: each door says so, and what to do."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from campaigns.models import OpenLetter
from tests import factories as make
from tests.campaigns import stand_in

if TYPE_CHECKING:
    from django.test import Client

BROKEN = "Break the check."
LIST = "admin:campaigns_openletter_changelist"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispute.judging.check", stand_in.failing_on("Break"))


@pytest.fixture
def letter() -> OpenLetter:
    return make.make_open_letter(status="draft", slug="held", body=BROKEN, dated=date(2026, 5, 1))


def press(client: "Client", letter: OpenLetter, pressed: str, **others: Any) -> Any:
    fields = {"title": "To all", "slug": "held", "dated": "2026-05-01", "body": BROKEN}
    page = reverse("admin:campaigns_openletter_change", args=[letter.pk])
    return client.post(page, {**fields, "letter": pressed, **others}, follow=True)


@pytest.mark.parametrize("pressed", ["check", "not-ours:0", "write:0:[[posts]]"])
def test_the_letters_page_says_so(
    officer_client: "Client", letter: OpenLetter, pressed: str
) -> None:
    answer = press(officer_client, letter, pressed)
    assert "Not checked" in answer.text
    assert "The check failed on this letter" in answer.text


def test_a_link_to_the_check_opens_the_letter(rep_client: "Client", letter: OpenLetter) -> None:
    page = reverse("admin:campaigns_openletter_change", args=[letter.pk])
    answer = rep_client.get(page, {"check": "1"})
    assert "The check failed on this letter" in answer.text
    assert "Publish unchecked" not in answer.text


def test_it_is_published_unchecked_only_when_somebody_says_so(
    officer_client: "Client", letter: OpenLetter
) -> None:
    answer = press(officer_client, letter, "publish", title="Typed just now")
    assert "Not published yet" in answer.text
    assert 'value="Typed just now"' in answer.text
    letter.refresh_from_db()
    assert letter.status == "draft"
    press(officer_client, letter, "publish", confirm="unchecked")
    letter.refresh_from_db()
    assert letter.status == "published"
    reason = letter.history.first().history_change_reason
    assert reason == "Published unchecked: the check failed on it."


def test_the_list_refuses_it_and_publishes_the_others(
    officer_client: "Client", letter: OpenLetter
) -> None:
    other = make.make_open_letter(dispute=letter.dispute, status="draft", body="All is well.")
    chosen = {"action": "publish", "_selected_action": [letter.pk, other.pk]}
    answer = officer_client.post(reverse(LIST), chosen, follow=True)
    assert "the check failed on it. Its own page can publish it unchecked." in answer.text
    other.refresh_from_db()
    assert other.status == "published"


def test_the_first_page_opens(officer_client: "Client", letter: OpenLetter) -> None:
    make.make_open_letter(dispute=letter.dispute, title="Broken", body=BROKEN)
    assert "the check failed on it" in officer_client.get(reverse("admin:index")).text


def test_a_pasted_text_comes_back_with_the_reason(rep_client: "Client", letter: OpenLetter) -> None:
    sent = {"dispute": letter.dispute.pk, "as_at": "", "text": BROKEN}
    answer = rep_client.post("/admin/check/", sent)
    assert "The check failed on this text: none of its numbers was looked at." in answer.text
    assert BROKEN in answer.text


def test_the_command_names_the_letter_and_exits_with_2(
    letter: OpenLetter, capsys: pytest.CaptureFixture[str]
) -> None:
    make.make_open_letter(dispute=letter.dispute, title="Broken", body=BROKEN)
    with pytest.raises(SystemExit) as ended:
        call_command("check_letters", "--json")
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out.strip() == "[]"
    assert "The check failed on “Broken”" in said.err


def test_the_command_refuses_a_file_on_which_the_check_fails(
    letter: OpenLetter, tmp_path: Path
) -> None:
    (tmp_path / "broken.md").write_text(BROKEN)
    with pytest.raises(CommandError, match="The check failed on this text"):
        call_command("check_letters", "--file", str(tmp_path / "broken.md"))


def test_the_log_keeps_nothing_of_the_text(
    rep_client: "Client", letter: OpenLetter, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = {"dispute": letter.dispute.pk, "as_at": "", "text": f"{BROKEN} A secret."}
    rep_client.post("/admin/check/", sent)
    assert "A secret" not in capsys.readouterr().err
