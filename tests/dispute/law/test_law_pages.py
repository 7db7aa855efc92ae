"""The law calendar in the admin: its page, the planner, and warnings where days are entered."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.messages import get_messages
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from dispute.admin.law_shown import law_to_watch
from dispute.law.rules import GUIDANCE
from dispute.models import Dispute, LawRule, StrikeDay
from tests import factories

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

LAW, PLAN = "/admin/law/", "/admin/law/plan/"


@pytest.fixture
def dispute(db: None) -> Dispute:
    """A dispute with a mandate to 4 March 2027, and a notice of strike from 20 April 2026."""
    made = factories.make_dispute()
    factories.make_ballot(
        dispute=made, opened_on=date(2026, 2, 18), closed_on=date(2026, 3, 5), result_told_on=None
    )
    factories.make_action_notice(
        dispute=made,
        sent_on=date(2026, 4, 9),
        received_on=date(2026, 4, 10),
        first_day=date(2026, 4, 20),
    )
    return made


def sentences(answer: Any) -> list[str]:
    return [str(each) for each in get_messages(answer.wsgi_request)]


def enter_day(client: "Client", dispute: Dispute, on: date, **fields: Any) -> Any:
    sent = {"dispute": dispute.pk, "date": on, "announced_on": "2026-01-02", "kind": "strike"}
    return client.post(reverse("admin:dispute_strikeday_add"), sent | fields)


# --- The page -------------------------------------------------------------------------------------


def test_the_page_shows_ballots_notices_days_and_rules(
    officer_client: "Client", dispute: Dispute
) -> None:
    factories.make_strike_day(dispute=dispute, date=date(2026, 4, 10))
    page = officer_client.get(LAW).text
    assert "4 March 2027" in page
    assert "17 of 20, 10 needed" in page
    assert "Friday 10 April 2026" in page
    assert "On no notice" in page
    assert "check before relying" in page
    assert "https://www.legislation.gov.uk/ukpga/1992/52/section/226" in page
    assert page.count(str(GUIDANCE)) >= 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_as_often_for_three_as_for_one(
    rows: int,
    officer_client: "Client",
    dispute: Dispute,
    django_assert_num_queries: "DjangoAssertNumQueries",
) -> None:
    for _each in range(rows):
        factories.make_strike_day(dispute=dispute)
        factories.make_action_notice(dispute=dispute)
        factories.make_ballot(dispute=dispute)
    with django_assert_num_queries(16):
        officer_client.get(LAW)


@pytest.mark.parametrize("asked", ["", "?dispute=0", "?dispute=x", "?dispute=99999999999999999999"])
def test_a_dispute_that_there_is_not_leads_to_the_usual_one(
    asked: str, officer_client: "Client", dispute: Dispute
) -> None:
    page = officer_client.get(LAW + asked)
    assert page.status_code == 200
    assert dispute.title in page.text


def test_without_any_dispute_the_page_says_so(officer_client: "Client") -> None:
    assert "There is no dispute yet" in officer_client.get(LAW).text
    assert officer_client.get(PLAN).status_code == 200


def test_without_rules_nothing_is_worked_out_and_that_is_said(
    officer_client: "Client", dispute: Dispute
) -> None:
    LawRule.objects.all().delete()
    factories.make_strike_day(dispute=dispute, date=date(2026, 4, 21))
    page = officer_client.get(LAW).text
    assert "No rule is recorded" in page
    assert "No rule on “mandate” is recorded for 18 February 2026" in page
    for name in ("ballot", "actionnotice", "strikeday"):
        assert officer_client.get(reverse(f"admin:dispute_{name}_changelist")).status_code == 200


@pytest.mark.parametrize("address", [LAW, PLAN])
def test_the_pages_are_for_officers_and_reps(
    address: str, rep_client: "Client", moderator_client: "Client", client: "Client"
) -> None:
    assert rep_client.get(address).status_code == 200
    assert moderator_client.get(address).status_code == 403
    assert client.get(address).status_code == 302
    assert rep_client.post(address).status_code == 405


# --- The planner ----------------------------------------------------------------------------------


def test_the_planner_says_what_must_happen_by_when(
    officer_client: "Client", dispute: Dispute
) -> None:
    page = officer_client.get(PLAN, {"dispute": dispute.pk, "first_day": "2027-02-01"}).text
    assert "22 January 2027" in page
    assert "Last day of the mandate" in page
    assert "file=ics" in page
    assert str(GUIDANCE) in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first_day": ""}, "This field is required"),
        ({"first_day": "2026-02-30"}, "Enter a valid date"),
        ({"first_day": "1026-02-03"}, "Enter a day of the years 2000 to 2100"),
        ({"first_day": "9999-12-31"}, "Enter a day of the years 2000 to 2100"),
        ({"last_day": "2027-01-31"}, "This is before the first day"),
        ({"last_day": "9999-12-31"}, "Enter a day of the years 2000 to 2100"),
        ({"kind": "riot"}, "Select a valid choice"),
        ({"dispute": "x"}, "Select a valid choice"),
        ({"dispute": ""}, "This field is required"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    wrong: dict[str, str], said: str, officer_client: "Client", dispute: Dispute
) -> None:
    asked = {"dispute": str(dispute.pk), "first_day": "2027-02-01", "file": "ics", **wrong}
    page = officer_client.get(PLAN, asked)
    assert page.status_code == 200
    assert said in page.text
    assert "law-steps" not in page.text


def test_the_plan_is_taken_into_a_calendar(officer_client: "Client", dispute: Dispute) -> None:
    asked = {"dispute": dispute.pk, "first_day": "2027-02-01", "file": "ics"}
    answer = officer_client.get(PLAN, asked)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="law-calendar-2027-02-01.ics"' in answer.headers["Content-Disposition"]
    made = Calendar.from_ical(answer.content).walk("VEVENT")
    assert date(2027, 1, 22) in [each["dtstart"].dt for each in made]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_planner_asks_as_often_for_three_as_for_one(
    rows: int,
    officer_client: "Client",
    dispute: Dispute,
    django_assert_num_queries: "DjangoAssertNumQueries",
) -> None:
    for _each in range(rows):
        factories.make_action_notice(dispute=dispute)
        factories.make_ballot(dispute=dispute)
    with django_assert_num_queries(13):
        officer_client.get(PLAN, {"dispute": dispute.pk, "first_day": "2027-02-01"})


# --- Where rows are entered -----------------------------------------------------------------------


def test_a_day_outside_the_mandate_is_saved_and_warned_of(
    officer_client: "Client", dispute: Dispute
) -> None:
    said = " ".join(sentences(enter_day(officer_client, dispute, date(2027, 3, 5))))
    assert StrikeDay.objects.count() == 1
    assert "outside every mandate" in said
    assert str(GUIDANCE) in said
    row = StrikeDay.objects.get()
    page = officer_client.get(reverse("admin:dispute_strikeday_change", args=[row.pk])).text
    assert "Outside every mandate." in page
    assert str(GUIDANCE) in page
    assert "outside every mandate" in officer_client.get("/admin/dispute/strikeday/").text


def test_a_day_in_order_is_not_warned_of(officer_client: "Client", dispute: Dispute) -> None:
    notice = factories.make_action_notice(
        dispute=dispute, received_on=date(2026, 4, 1), first_day=date(2026, 4, 21)
    )
    said = sentences(enter_day(officer_client, dispute, date(2026, 4, 21), notice=notice.pk))
    assert len(said) == 1
    row = StrikeDay.objects.get()
    page = officer_client.get(reverse("admin:dispute_strikeday_change", args=[row.pk])).text
    assert "Inside the mandate of the ballot that closed on 5 March 2026" in page


def test_a_saved_notice_says_whether_it_is_in_time(
    officer_client: "Client", dispute: Dispute
) -> None:
    sent = {
        "dispute": dispute.pk, "sent_on": "2026-05-01", "received_on": "2026-05-05",
        "kind": "strike", "first_day": "2026-05-14",
    }  # fmt: skip
    said = sentences(officer_client.post(reverse("admin:dispute_actionnotice_add"), sent))
    assert any("1 day short" in each and str(GUIDANCE) in each for each in said)


def test_a_saved_ballot_says_its_mandate_or_what_was_not_met(
    officer_client: "Client", dispute: Dispute
) -> None:
    sent = {
        "dispute": dispute.pk, "opened_on": "2026-03-01", "closed_on": "2026-03-20",
        "entitled": 20, "votes_cast": 9, "yes": 9, "no": 0, "spoiled": 0,
    }  # fmt: skip
    add = reverse("admin:dispute_ballot_add")
    said = " ".join(sentences(officer_client.post(add, sent)))
    assert "Turnout: 9 of 20 voted; 10 needed" in said
    met = {**sent, "opened_on": "2026-03-02", "votes_cast": 12, "yes": 12}
    assert "ends on 19 March 2027" in " ".join(sentences(officer_client.post(add, met)))


def test_a_plan_that_names_no_dispute_is_of_the_usual_one(
    officer_client: "Client", dispute: Dispute
) -> None:
    page = officer_client.get(reverse("admin:law_plan"), {"first_day": "2026-04-20"}).text
    assert "Friday 10 April 2026" in page
    assert "This field is required." not in page


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_error(
    day: date, officer_client: "Client", dispute: Dispute
) -> None:
    # No form takes them; a pack may bring them.
    notice = factories.make_action_notice(
        dispute=dispute, sent_on=day, received_on=day, first_day=day
    )
    factories.make_strike_day(dispute=dispute, date=day, announced_on=day, notice=notice)
    for page in ("/admin/", LAW, reverse("admin:dispute_actionnotice_change", args=[notice.pk])):
        assert officer_client.get(page).status_code == 200


# --- The index ------------------------------------------------------------------------------------


def watched(user: "User") -> Any:
    request = RequestFactory().get("/admin/")
    request.user = user
    return law_to_watch(request)


def test_nothing_to_watch_is_no_panel(officer: "User") -> None:
    factories.make_dispute()
    assert watched(officer) is None


def test_a_coming_day_on_no_notice_is_to_be_watched(officer: "User", moderator: "User") -> None:
    factories.make_strike_day(date=timezone.localdate() + timedelta(days=3))
    panel = watched(officer)
    assert panel.count == 1
    assert "on no notice" in panel.items[0].note
    assert panel.text == str(GUIDANCE)
    assert watched(moderator) is None


@pytest.mark.parametrize(
    ("today", "is_shown"),
    [
        (date(2027, 2, 3), False),
        (date(2027, 2, 4), True),
        (date(2027, 3, 4), True),
        (date(2027, 3, 5), False),
    ],
)
def test_a_mandate_is_watched_for_its_last_four_weeks(
    today: date,
    is_shown: bool,
    officer: "User",
    dispute: Dispute,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dispute.admin.law_shown.timezone.localdate", lambda: today)
    panel = watched(officer)
    assert (panel is not None) is is_shown
    if panel:
        assert "4 March 2027" in panel.items[0].text


def test_a_newer_mandate_takes_the_worry_away(
    officer: "User", dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_ballot(
        dispute=dispute,
        opened_on=date(2027, 1, 4),
        closed_on=date(2027, 1, 29),
        result_told_on=None,
    )
    monkeypatch.setattr("dispute.admin.law_shown.timezone.localdate", lambda: date(2027, 2, 20))
    assert watched(officer) is None
