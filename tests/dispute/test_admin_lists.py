"""The admin's lists of the record: how often they ask, what they find, who may open them."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from dispute.models import Dispute
from tests import factories

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

# How often each list asks the database, whatever it holds: who asks and what they may (4), the
# branch and whether there is one (2), how many disputes (2), then filters, count, rows and years.
# What the law calendar says of action takes its rules, ballots and notices (3).
QUERIES = {
    "actionnotice": 16,
    "ballot": 16,
    "claim": 13,
    "correction": 13,
    "departure": 14,
    "milestone": 13,
    "offer": 13,
    "statistic": 14,
    "strikeday": 16,
    "team": 14,
    "waitinglist": 11,
    "waitinglistfigure": 14,
}
MAKERS: dict[str, Callable[..., Any]] = {
    "actionnotice": factories.make_action_notice,
    "ballot": factories.make_ballot,
    "claim": factories.make_claim,
    "correction": factories.make_correction,
    "departure": factories.make_departure,
    "milestone": factories.make_milestone,
    "offer": factories.make_offer,
    "statistic": factories.make_statistic,
    "strikeday": factories.make_strike_day,
    "team": factories.make_team,
    "waitinglist": factories.make_waiting_list,
    "waitinglistfigure": factories.make_waiting_list_figure,
}


def list_url(model: str) -> str:
    return reverse(f"admin:dispute_{model}_changelist")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("model", QUERIES)
def test_list_asks_as_often_for_three_rows_as_for_one(
    model: str,
    rows: int,
    officer_client: "Client",
    django_assert_num_queries: "DjangoAssertNumQueries",
) -> None:
    dispute = factories.make_dispute()
    for _each in range(rows):
        MAKERS[model](dispute=dispute)
    with django_assert_num_queries(QUERIES[model]):
        answer = officer_client.get(list_url(model))
    assert len(answer.context["cl"].result_list) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_disputes_asks_as_often(
    rows: int, officer_client: "Client", django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    for _each in range(rows):
        factories.make_dispute()
    with django_assert_num_queries(10):
        assert officer_client.get(list_url("dispute")).status_code == 200


@pytest.mark.parametrize("model", MAKERS)
def test_list_can_be_searched(model: str, officer_client: "Client") -> None:
    MAKERS[model](source="Minutes of the third of May")
    for words, found in (("third of May", 1), ("nowhere", 0)):
        answer = officer_client.get(list_url(model), {"q": words})
        assert len(answer.context["cl"].result_list) == found


def test_list_names_the_dispute_where_there_are_two(officer_client: "Client") -> None:
    day = factories.make_strike_day()
    assert day.dispute.title not in officer_client.get(list_url("strikeday")).text
    factories.make_dispute()
    assert day.dispute.title in officer_client.get(list_url("strikeday")).text


def test_wrong_filters_and_searches_break_nothing(officer_client: "Client") -> None:
    factories.make_strike_day()
    for query in (
        "q=%00", "date__year=x", "kind__exact='", "dispute__id__exact=x", "p=999",
        "nothing=1", "entered_by__email__startswith=o", "note__contains=x",
    ):  # fmt: skip
        answer = officer_client.get(f"{list_url('strikeday')}?{query}", follow=True)
        assert answer.status_code == 200, query


# --- Who may -------------------------------------------------------------------------------------

RECORD = {
    "officer": {"view", "add", "change", "delete"},
    "moderator": set(),
    "rep": {"view"},
    "sid": set(),
}


@pytest.mark.parametrize("model", MAKERS)
def test_record_is_kept_by_officers_and_read_by_reps(
    model: str, officer: "User", moderator: "User", rep: "User", stranger: "User"
) -> None:
    people = {"officer": officer, "moderator": moderator, "rep": rep, "sid": stranger}
    for who, may in RECORD.items():
        actions = {a for a in RECORD["officer"] if people[who].has_perm(f"dispute.{a}_{model}")}
        assert actions == may, who


@pytest.mark.parametrize("model", MAKERS)
def test_pages_open_for_those_who_may(
    model: str,
    officer_client: "Client",
    moderator_client: "Client",
    rep_client: "Client",
    stranger_client: "Client",
) -> None:
    row = MAKERS[model]()
    change = reverse(f"admin:dispute_{model}_change", args=[row.pk])
    add = reverse(f"admin:dispute_{model}_add")
    delete = reverse(f"admin:dispute_{model}_delete", args=[row.pk])
    pages = (list_url(model), change, add, delete)
    assert [officer_client.get(page).status_code for page in pages] == [200, 200, 200, 200]
    assert [rep_client.get(page).status_code for page in pages] == [200, 200, 403, 403]
    assert [moderator_client.get(page).status_code for page in pages] == [403] * 4
    assert [stranger_client.get(page).status_code for page in pages] == [302] * 4
    assert rep_client.post(change, {"source": "A rep"}).status_code == 403


@pytest.mark.parametrize("model", ["branch", "dispute"])
def test_branch_and_disputes_are_deleted_by_administrators_alone(
    model: str, officer: "User", moderator: "User", rep: "User", admin_user: "User"
) -> None:
    assert officer.has_perm(f"dispute.change_{model}")
    assert not rep.has_perm(f"dispute.change_{model}")
    assert moderator.has_perm(f"dispute.view_{model}")
    deleters = [
        p for p in (officer, moderator, rep, admin_user) if p.has_perm(f"dispute.delete_{model}")
    ]
    assert deleters == [admin_user]


def test_what_the_site_writes_for_itself_is_not_in_the_admin(admin_client: "Client") -> None:
    from django.contrib import admin

    names = {model._meta.model_name for model in admin.site._registry}
    assert not {name for name in names if name in ("formerslug", "stamp") or "historical" in name}


def test_dispute_of_a_draft_is_offered_for_new_rows(officer_client: "Client") -> None:
    draft = factories.make_dispute(status=Dispute.Status.DRAFT)
    add = reverse("admin:dispute_strikeday_add")
    assert officer_client.get(add).context["adminform"].form.initial["dispute"] == draft.pk
    live = factories.make_dispute(raised_on=date(2020, 1, 1), notice_given_on=None)
    assert officer_client.get(add).context["adminform"].form.initial["dispute"] == live.pk
