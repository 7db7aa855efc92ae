"""The history of a row, and what changed in a dispute, in sentences that anybody understands."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from simple_history.utils import bulk_create_with_history

from campaigns import letters
from dispute.corrections.histories import versions
from dispute.corrections.reasons import because
from dispute.corrections.sentences import sentence
from dispute.models import Departure, Dispute, Milestone
from solidarity import moderation
from tests import factories as make

from .made import dispute_with_letter

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)
QUERIES = 16


def told(row: Any, *, at: date = TODAY, whole: bool = True) -> list[str]:
    """Return a row's history in sentences, the newest first, each dated 3 May 2026."""
    kept = type(row).history.model
    kept.objects.update(history_date=datetime(2026, 5, 3, 12, tzinfo=ZoneInfo("Europe/London")))
    found = kept.objects.filter(id=row.pk).order_by("-history_id").select_related("history_user")
    return [str(sentence(each, at=at, whole=whole)) for each in versions(type(row), found)]


def departure(**fields: Any) -> Departure:
    north = make.make_team(name="North")
    return make.make_departure(
        **{"team": north, "notice_given_on": None, "left_on": date(2026, 4, 1), **fields}
    )


def saved(row: Any, by: Any = None, **fields: Any) -> Any:
    for name, value in fields.items():
        setattr(row, name, value)
    row._history_user = by
    row.save()
    return row


def test_a_day_that_changed_is_said_in_short(officer: "User") -> None:
    officer.first_name, officer.last_name = "Ann", "Officer"
    officer.save()
    row = saved(departure(), officer, left_on=date(2026, 4, 8))
    assert told(row)[0] == (
        "3 May: the last day of a departure in North changed from 1 to 8 April, by Ann Officer."
    )


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (date(2026, 5, 8), "from 1 April to 8 May"),
        (date(2025, 4, 8), "from 1 April 2026 to 8 April 2025"),
        (date(2027, 1, 8), "from 1 April 2026 to 8 January 2027"),
        (None, "from 1 April to nothing"),
    ],
)
def test_days_say_as_much_of_themselves_as_is_needed(to: date | None, said: str) -> None:
    row = departure(notice_given_on=date(2025, 1, 1))
    assert (
        f"the last day of a departure in North changed {said}, by the system."
        in (told(saved(row, left_on=to))[0])
    )


def test_the_year_is_said_when_it_is_another() -> None:
    row = saved(departure(), left_on=date(2026, 4, 8))
    assert told(row, at=date(2027, 1, 1))[0].startswith("3 May 2026: ")


def test_choices_and_other_rows_are_said_by_name() -> None:
    row = departure()
    west = make.make_team(name="West", dispute=row.dispute)
    assert told(saved(row, team=west, kind="retired"))[0] == (
        "3 May: the team of a departure in North changed from North to West, "
        "and the kind changed from resigned to retired, by the system."
    )


def test_entering_deleting_and_reasons_are_said(officer: "User") -> None:
    row = departure()
    pk = row.pk
    row._history_user = officer
    with because("Counted twice."):
        row.delete()
    row.pk = pk
    assert told(row) == [
        "3 May: a departure in North (last day 1 April 2026) was deleted, by olive. "
        "Reason: Counted twice.",
        "3 May: a departure in North (last day 1 April 2026) was entered, by the system.",
    ]


def test_a_team_that_is_gone_is_still_called_by_its_name() -> None:
    row = departure()
    team, pk = row.team, row.pk
    row.delete()
    team.delete()
    row.pk = pk
    assert "a departure in North" in told(row)[0]


def test_long_texts_addresses_and_first_values_are_said_in_short() -> None:
    row = make.make_milestone(title="Petition", text="Before.", source_url="")
    address = "https://www.example.org/a/very/long/address?of=a-page"
    assert told(saved(row, text="Words. " * 40, source_url=address))[0] == (
        "3 May: the address of the source of the milestone “Petition” became www.example.org/…, "
        "and the text was rewritten, by the system."
    )


def test_a_pack_is_said_to_be_one() -> None:
    row = Milestone(dispute=make.make_dispute(), date=TODAY, title="March")
    bulk_create_with_history([row], Milestone, default_change_reason="pack import")
    row = Milestone.objects.get()
    assert told(row) == ["3 May: the milestone “March” was imported from a pack."]


def test_publishing_a_letter_is_one_plain_change() -> None:
    letter = make.make_open_letter(title="Fill the posts", status="draft")
    letters.publish(letter, by=None)
    assert told(letter)[0] == (
        "3 May: the status of the letter “Fill the posts” changed from draft to published, "
        "by the system."
    )


def test_the_history_page_of_every_kind_says_sentences(officer_client: "Client") -> None:
    message, letter = make.make_message(), make.make_open_letter()
    moderation.return_to_queue(message, by=None)
    for row in (message, letter, make.make_ballot(), make.make_branch(), letter.dispute):
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_history"
        page = officer_client.get(reverse(name, args=[row.pk])).text
        assert "by the system." in page
        assert "_on" not in page.partition('id="change-history"')[2].partition("</ol>")[0]


# --- What changed ---------------------------------------------------------------------------------


def test_everything_that_changed_is_on_one_page_the_deleted_too(officer_client: "Client") -> None:
    _dispute, row, _letter = dispute_with_letter()
    with because("Entered twice."):
        row.delete()
    page = officer_client.get("/admin/changes/").text
    assert (
        "A departure in North (day of notice 2 March 2026, last day 1 April 2026) was deleted"
        in (page)
    )
    assert "Entered twice." in page
    only = officer_client.get("/admin/changes/?deleted=1&table=dispute.departure").text
    assert "was deleted" in only
    assert "was entered" not in only


def test_a_message_is_told_without_its_sender(officer_client: "Client") -> None:
    message = make.make_message(name="Ines Secret", body="Secret words")
    message.name, message.body = "Ines Hidden", "Hidden words"
    moderation.save_edited(message, by=None)
    page = officer_client.get(f"/admin/changes/?dispute={message.dispute.slug}").text
    assert "of a message of 1 March 2026 changed" in page
    for secret in ("Ines Secret", "Ines Hidden", "Secret words", "Hidden words"):
        assert secret not in page


def test_each_reads_of_the_tables_whose_history_they_may_read(
    rep_client: "Client", moderator_client: "Client", stranger_client: "Client"
) -> None:
    message = make.make_message()
    make.make_strike_day(dispute=message.dispute)
    address = f"/admin/changes/?dispute={message.dispute.slug}"
    assert "a message" not in rep_client.get(address).text
    assert "strike day" in rep_client.get(address).text
    assert "strike day of" not in moderator_client.get(address).text
    assert stranger_client.get(address).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_more_changes_ask_the_database_no_more_often(
    count: int, officer_client: "Client", django_assert_num_queries: Any
) -> None:
    dispute = make.make_dispute()
    team = make.make_team(dispute=dispute)
    officer_client.get("/admin/changes/")
    for _each in range(count):
        saved(make.make_departure(team=team), kind="retired")
    with django_assert_num_queries(QUERIES):
        officer_client.get(f"/admin/changes/?dispute={dispute.slug}")


def test_pages_and_wrong_questions_are_answered(officer_client: "Client") -> None:
    dispute: Dispute = make.make_dispute()
    for _each in range(60):
        make.make_strike_day(dispute=dispute)
    first = officer_client.get("/admin/changes/?table=dispute.strikeday")
    assert len(first.context["changes"]) == 50
    second = officer_client.get("/admin/changes/?table=dispute.strikeday&p=2")
    assert len(second.context["changes"]) == 10
    for wrong in ("?p=99", "?p=x", "?table=auth.user", "?dispute=none", "?deleted=x"):
        assert officer_client.get(f"/admin/changes/{wrong}").status_code == 200
