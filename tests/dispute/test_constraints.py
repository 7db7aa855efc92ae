"""The database refuses nonsense itself, whichever road it takes in."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from dispute.models import Branch, FormerSlug, StrikeDay, Team
from tests import factories as make

pytestmark = pytest.mark.django_db

Factory = Callable[..., models.Model]

D = date(2026, 3, 10)
BEFORE = date(2026, 3, 9)


def refused(factory: Factory, start: dict[str, Any], change: dict[str, Any]) -> str:
    """Make a row, change it behind Django's back, and return the database's words of refusal."""
    row = factory(**start)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**change)
    return str(caught.value)


@pytest.mark.parametrize(
    ("factory", "start", "change", "constraint"),
    [
        (
            make.make_dispute,
            {"raised_on": D, "notice_given_on": None},
            {"notice_given_on": BEFORE},
            "raised_on",
        ),
        (
            make.make_dispute,
            {"raised_on": D, "notice_given_on": None, "status": "closed"},
            {"closed_on": BEFORE},
            "raised_on",
        ),
        (make.make_dispute, {}, {"closed_on": date(2027, 1, 1)}, "closed_on_when_over"),
        (make.make_dispute, {}, {"status": "over"}, "status_known"),
        (make.make_ballot, {}, {"closed_on": date(2020, 1, 1)}, "closed_on"),
        (make.make_ballot, {}, {"result_told_on": date(2026, 1, 29)}, "told"),
        (make.make_ballot, {"entitled": 20}, {"votes_cast": 21}, "by_those_entitled"),
        (make.make_ballot, {"votes_cast": 17}, {"yes": 16}, "counted_were_cast"),
        (make.make_ballot, {}, {"no": -1, "yes": 0}, "no"),
        (make.make_action_notice, {}, {"received_on": date(2026, 2, 1)}, "received_on"),
        (make.make_action_notice, {}, {"first_day": date(2026, 2, 1)}, "first_day"),
        (make.make_action_notice, {}, {"kind": "picnic"}, "kind_known"),
        (make.make_strike_day, {"date": D}, {"announced_on": date(2026, 3, 11)}, "announced_on"),
        (make.make_strike_day, {"date": D}, {"called_off_on": date(2026, 3, 11)}, "called_off"),
        (make.make_strike_day, {}, {"called_off_on": date(2026, 2, 1)}, "called_off"),
        (make.make_strike_day, {}, {"kind": "picnic"}, "kind_known"),
        (make.make_strike_day, {}, {"strikers": -1}, "strikers"),
        (make.make_team, {}, {"posts": -1}, "posts"),
        (make.make_team, {}, {"experience_years": Decimal("-0.1")}, "experience"),
        (make.make_departure, {}, {"left_on": date(2026, 3, 1)}, "left_on"),
        (make.make_departure, {}, {"left_on": None, "notice_given_on": None}, "has_a_date"),
        (make.make_departure, {}, {"experience_years": Decimal(-1)}, "experience"),
        (make.make_waiting_list, {}, {"standard_min": Decimal(7)}, "in_order"),
        (make.make_waiting_list, {}, {"standard_min": Decimal(-1)}, "in_order"),
        (make.make_waiting_list, {}, {"standard_max": None, "standard_unit": ""}, "in_order"),
        (make.make_waiting_list, {"standard_min": None}, {"standard_max": None}, "has_unit"),
        (make.make_waiting_list, {"standard_min": None}, {"standard_max": 0}, "has_unit"),
        (make.make_waiting_list, {}, {"standard_unit": ""}, "has_unit"),
        (make.make_waiting_list, {}, {"standard_unit": "years"}, "has_unit"),
        (make.make_waiting_list_figure, {}, {"longest_wait": Decimal(-1)}, "not_negative"),
        (make.make_waiting_list_figure, {}, {"unit": "years"}, "unit_known"),
        (make.make_waiting_list_figure, {}, {"people_waiting": -1}, "people_waiting"),
        (make.make_offer, {}, {"responded_on": date(2026, 2, 1)}, "responded_on"),
        (make.make_offer, {}, {"responded_on": None}, "response_is_dated"),
        (make.make_offer, {}, {"response": ""}, "response_is_dated"),
        (make.make_offer, {}, {"response": "maybe"}, "response_is_dated"),
        (make.make_offer, {}, {"percent": Decimal(-1)}, "not_negative"),
        (make.make_offer, {}, {"amount": Decimal(-1)}, "not_negative"),
        (make.make_open_letter, {}, {"acknowledged_on": date(2026, 3, 8)}, "acknowledged"),
        (make.make_open_letter, {}, {"chased_on": date(2026, 3, 8)}, "chased_on"),
        (make.make_open_letter, {}, {"replied_on": date(2026, 3, 8)}, "replied_on"),
        (make.make_open_letter, {}, {"status": "sent"}, "openletter"),
        (make.make_open_letter, {}, {"published_at": None}, "published_is_dated"),
        (make.make_open_letter, {}, {"body_html": ""}, "published_is_dated"),
        (make.make_open_letter, {"status": "draft"}, {"status": "published"}, "published_is_dated"),
        (make.make_open_letter, {}, {"status": "draft"}, "published_is_dated"),
    ],
)  # fmt: skip
def test_an_update_to_nonsense_is_refused(
    factory: Factory, start: dict[str, Any], change: dict[str, Any], constraint: str
) -> None:
    assert constraint in refused(factory, start, change)


@pytest.mark.parametrize(
    ("factory", "same"),
    [
        (make.make_ballot, {"opened_on": date(2026, 1, 1)}),
        (make.make_action_notice, {"sent_on": BEFORE, "received_on": None, "first_day": D}),
        (make.make_strike_day, {"date": D, "kind": "strike"}),
        (make.make_team, {"name": "East", "as_at": D}),
        (make.make_waiting_list, {"name": "Talks"}),
        (make.make_statistic, {"series": "Spend", "as_at": D}),
        (make.make_open_letter, {"slug": "posts"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_same_thing_is_recorded_once_a_dispute(factory: Factory, same: dict[str, Any]) -> None:
    row = factory(**same)
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(dispute=row.dispute, **same)
    assert factory(**same).pk, "another dispute has rows of its own"


def test_a_list_is_read_once_a_day() -> None:
    row = make.make_waiting_list_figure(as_at=D)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_waiting_list_figure(list=row.list, as_at=D)


def test_a_strike_and_action_short_of_one_may_be_on_one_day() -> None:
    day = make.make_strike_day(date=D)
    assert make.make_strike_day(dispute=day.dispute, date=D, kind="action short of a strike").pk


def test_a_site_has_one_branch() -> None:
    make.make_branch()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_branch(name="Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_branch(name="Another", is_the_branch=False)
    assert Branch.objects.count() == 1


def test_a_slug_belongs_to_one_dispute_now_and_to_one_before() -> None:
    dispute = make.make_dispute(slug="porters")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_dispute(slug="porters")
    make.make_former_slug(slug="old")
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerSlug.objects.create(slug="old", dispute=dispute)


def test_many_at_once_are_refused_together() -> None:
    dispute = make.make_dispute()
    fields = {"dispute": dispute, "announced_on": BEFORE}
    days = [StrikeDay(date=D, **fields), StrikeDay(date=date(2026, 1, 1), **fields)]
    with pytest.raises(IntegrityError), transaction.atomic():
        StrikeDay.objects.bulk_create(days)
    assert not StrikeDay.objects.exists()


def test_plain_sql_is_refused_too() -> None:
    team = make.make_team(posts=12)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE dispute_team SET posts = -1 WHERE id = %s", [team.pk])
    assert Team.objects.get().posts == 12


def test_what_was_told_on_the_day_it_happened_is_in_order() -> None:
    """Same days are no nonsense: the borders stand open."""
    assert make.make_strike_day(date=D, announced_on=D, called_off_on=D).pk
    assert make.make_departure(notice_given_on=D, left_on=D).pk
    assert make.make_ballot(opened_on=D, closed_on=D, result_told_on=D).pk
    assert make.make_offer(made_on=D, responded_on=D).pk
    assert make.make_ballot(entitled=0, votes_cast=0, yes=0, no=0, spoiled=0).pk
