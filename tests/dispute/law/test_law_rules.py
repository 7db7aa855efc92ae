"""Rules of law as rows: what a site begins with, what is refused, and who may change them."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from dispute.law.record import rules_of
from dispute.models import LawRule
from tests import factories
from tests.dispute.law.seeds import RULES

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

BEFORE = {"starts_on": date(1999, 1, 1), "ends_on": date(1999, 12, 31)}


def rule(**fields: Any) -> LawRule:
    defaults = {"kind": "notice", "decides": "received", "value": 7, "unit": "days", "source": "S"}
    return LawRule(**{**defaults, **BEFORE, **fields})


@pytest.mark.django_db
def test_a_new_site_has_the_rules_of_the_table(
    django_assert_num_queries: "DjangoAssertNumQueries",
) -> None:
    with django_assert_num_queries(1):
        found = rules_of()
    assert set(found) == set(RULES)
    assert len(found) == 8


@pytest.mark.django_db
def test_every_first_rule_is_one_that_would_be_accepted_and_has_a_history() -> None:
    for each in LawRule.objects.all():
        each.full_clean()
        assert each.history.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": date(2000, 1, 1)},
        {"unit": "months"},
        {"decides": "opened"},
        {"decides": ""},
        {"value": 0},
        {"value": 1001},
        {"kind": "turnout", "decides": "opened", "unit": "percent", "value": 101},
        {"shorter_by_agreement": 7},
        {"longer_by_agreement": 9},
        {"kind": "mandate", "decides": "opened", "unit": "months", "longer_by_agreement": 7},
        {"ends_on": None},
        {"kind": "majority", "decides": "opened", "unit": "percent", "starts_on": None},
        {"starts_on": date(2017, 3, 1), "ends_on": date(2017, 3, 1)},
    ],
)
def test_the_database_refuses_nonsense(wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rule(**wrong).save()
    with pytest.raises(ValidationError):
        rule(**wrong).full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends", "is_refused"),
    [
        (date(2017, 2, 1), date(2017, 2, 28), False),
        (date(2017, 2, 1), date(2017, 3, 1), True),
        (date(2020, 1, 1), date(2020, 1, 1), True),
        (date(2026, 2, 17), date(2026, 2, 17), True),
        (date(2030, 1, 1), date(2030, 12, 31), True),
        (None, date(2017, 2, 28), False),
        (None, date(2017, 3, 1), True),
    ],
)
def test_two_rules_of_a_kind_never_hold_on_one_day(
    starts: date | None, ends: date | None, is_refused: bool
) -> None:
    made = rule(starts_on=starts, ends_on=ends)
    if not is_refused:
        made.full_clean()
        return
    with pytest.raises(ValidationError, match="Another rule of this kind holds"):
        made.full_clean()


@pytest.mark.django_db
def test_a_rule_does_not_stand_in_its_own_way() -> None:
    made = LawRule.objects.get(kind="turnout")
    made.ends_on = date(2027, 3, 31)
    made.full_clean()


def test_a_rule_says_what_it_is() -> None:
    assert str(rule()) == "Notice of action: 7 days"


# --- The admin ------------------------------------------------------------------------------------


def fields_of(rule: LawRule, **changed: Any) -> dict[str, Any]:
    names = [each.name for each in LawRule._meta.fields if each.name != "id"]
    values = {name: getattr(rule, name) for name in names} | changed
    return {name: value for name, value in values.items() if value not in (None, False)}


def change_url(rule: LawRule) -> str:
    return reverse("admin:dispute_lawrule_change", args=[rule.pk])


def test_an_administrator_changes_a_rule_and_history_says_so(admin_client: "Client") -> None:
    turnout = LawRule.objects.get(kind="turnout")
    sent = fields_of(turnout, ends_on=date(2027, 3, 31), confirmed="on")
    answer = admin_client.post(change_url(turnout), sent)
    assert answer.status_code == 302
    turnout.refresh_from_db()
    assert (turnout.ends_on, turnout.confirmed) == (date(2027, 3, 31), True)
    assert turnout.history.count() == 2
    page = admin_client.get(reverse("admin:dispute_lawrule_history", args=[turnout.pk])).text
    assert "31 March 2027" in page


def test_an_overlap_is_said_beside_its_field(admin_client: "Client") -> None:
    old = LawRule.objects.get(kind="notice", value=14)
    page = admin_client.post(change_url(old), fields_of(old, ends_on=date(2026, 3, 1)))
    assert page.status_code == 200
    assert "Another rule of this kind holds from 18 February 2026" in page.text


@pytest.mark.parametrize(
    ("which", "changed", "said"),
    [
        (
            {"kind": "notice", "value": 10},
            {"starts_on": date(2026, 3, 2)},
            "From 18 February 2026 to 1 March 2026 no rule on “notice of action” is recorded",
        ),
        (
            {"kind": "mandate", "value": 12},
            {"ends_on": date(2028, 2, 29)},
            "From 1 March 2028 no rule on “mandate” is recorded: add the one that follows.",
        ),
        ({"kind": "turnout"}, {"ends_on": date(2027, 3, 31)}, ""),
    ],
)
def test_days_without_a_rule_are_said_to_who_made_them(
    which: dict[str, Any], changed: dict[str, Any], said: str, admin_client: "Client"
) -> None:
    rule = LawRule.objects.get(**which)
    page = admin_client.post(change_url(rule), fields_of(rule, **changed), follow=True).text
    assert (said in page) if said else ("no rule on" not in page.lower())


def test_a_rule_that_is_deleted_leaves_a_warning(admin_client: "Client") -> None:
    rule = LawRule.objects.get(kind="scrutineer")
    url = reverse("admin:dispute_lawrule_delete", args=[rule.pk])
    page = admin_client.post(url, {"post": "yes"}, follow=True).text
    assert "No rule on “scrutineer” is recorded at all." in page


def test_history_calls_a_rule_by_its_kind_and_first_day(admin_client: "Client") -> None:
    rule = LawRule.objects.get(kind="notice", value=10)
    admin_client.post(change_url(rule), fields_of(rule, starts_on=date(2026, 3, 2)))
    page = admin_client.get(reverse("admin:dispute_lawrule_history", args=[rule.pk])).text
    assert "the first day of the rule on “notice of action” from 18 February 2026 changed" in page


@pytest.mark.django_db  # asked for by name, so that it runs before the tests that empty tables
@pytest.mark.parametrize("who", ["officer_client", "rep_client"])
def test_officers_and_reps_read_rules_and_change_none(
    who: str, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(who)
    turnout = LawRule.objects.get(kind="turnout")
    page = client.get(change_url(turnout))
    assert page.status_code == 200
    assert 'name="_save"' not in page.text
    assert client.post(change_url(turnout), fields_of(turnout, value=10)).status_code == 403
    assert client.get(reverse("admin:dispute_lawrule_add")).status_code == 403
    assert LawRule.objects.get(kind="turnout").value == 50


def test_moderators_have_no_business_with_rules(moderator_client: "Client") -> None:
    assert moderator_client.get(reverse("admin:dispute_lawrule_changelist")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_rules_asks_as_often_for_three_more_as_for_one(
    rows: int, officer_client: "Client", django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    for _each in range(rows):
        factories.make_law_rule()
    with django_assert_num_queries(8):
        officer_client.get(reverse("admin:dispute_lawrule_changelist"))
