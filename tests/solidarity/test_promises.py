"""Pledges and invitations: lists for officers; totals only where they say so; nobody is named."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from dispute.figures import Figure, Record, compute
from dispute.models import Dispute
from solidarity import promises
from solidarity.models import Invitation, Pledge, WallSettings
from tests import factories as make
from tests.people import signed_in
from tests.reading import read, text_of

pytestmark = pytest.mark.django_db

D = date(2026, 3, 10)
KEYS = ("pledged_total", "pledges_received")
PLEDGES = reverse("admin:solidarity_pledge_changelist")
INVITATIONS = reverse("admin:solidarity_invitation_changelist")


def figure(dispute: Dispute, key: str, at: date = D) -> Figure:
    return compute(Record(dispute), key, at)


def telling() -> Dispute:
    """Return a dispute whose totals are public."""
    return make.make_wall_settings(pledges_public=True).dispute


# --- Figures --------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_totals_are_private_until_an_officer_says_otherwise(key: str) -> None:
    pledge = make.make_pledge(received_on=D)
    assert figure(pledge.dispute, key).missing == "The branch does not publish this."
    make.make_wall_settings(dispute=pledge.dispute)
    assert figure(pledge.dispute, key).missing == "The branch does not publish this."
    WallSettings.objects.update(pledges_public=True)
    assert figure(pledge.dispute, key).value == 50


def test_totals_are_as_at_a_day() -> None:
    dispute = telling()
    make.make_pledge(dispute=dispute, amount=Decimal("100.50"), received_on=date(2026, 3, 12))
    make.make_pledge(dispute=dispute, pledged_on=date(2026, 3, 11))
    make.make_pledge()
    found = [figure(dispute, "pledged_total", date(2026, 3, day)) for day in (1, 10, 11)]
    assert [each.value for each in found] == [None, Decimal("100.50"), Decimal("150.50")]
    assert found[0].missing == "The record holds no pledge made by 1 March 2026."
    assert found[1].sentence == ("£100.50 pledged to the strike fund by 10 March 2026, in 1 pledge")
    received = [figure(dispute, "pledges_received", date(2026, 3, day)) for day in (11, 12)]
    assert [each.value for each in received] == [None, Decimal("100.50")]
    assert received[0].missing == "The record holds no pledge received by 11 March 2026."
    assert received[1].sentence.endswith("by 12 March 2026, from 1 pledge")


def test_rows_name_an_organisation_that_agreed_and_nobody_else() -> None:
    dispute = telling()
    make.make_pledge(dispute=dispute, source="A note of Ines")
    make.make_pledge(
        dispute=dispute, organisation="Named", organisation_public=True, source="Their letter"
    )
    rows = list(figure(dispute, "pledged_total").rows)
    assert [(row.text, row.source) for row in rows] == [("£50", ""), ("£50, Named", "Their letter")]
    assert "Ines" not in str(rows)


# --- What the database refuses --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"amount": 0}, "of_something"),
        ({"amount": -5}, "of_something"),
        ({"received_on": date(2026, 3, 1)}, "received_on_not_before"),
        ({"thanked_on": date(2026, 3, 1)}, "thanked_on_not_before"),
        ({"organisation_public": True, "source": ""}, "names_whom_it_may"),
        ({"organisation_public": True, "source": "x", "organisation": ""}, "names_whom_it_may"),
    ],
)
def test_impossible_pledge_is_refused(fields: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make.make_pledge(**fields)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"answer": "accepted"}, "answer_is_dated"),
        ({"answered_on": D}, "answer_is_dated"),
        ({"answer": "accepted", "answered_on": date(2026, 3, 1)}, "not_before"),
        ({"takes_place_on": D}, "takes_place_if_accepted"),
    ],
)
def test_impossible_invitation_is_refused(fields: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make.make_invitation(**fields)


def test_message_of_another_dispute_is_refused() -> None:
    for row in (make.make_pledge(), make.make_invitation()):
        row.message = make.make_message()
        with pytest.raises(ValidationError, match="another dispute"):
            row.clean()


def test_settings_are_one_row_a_dispute() -> None:
    dispute = make.make_wall_settings().dispute
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_wall_settings(dispute=dispute)


# --- The office -----------------------------------------------------------------------------------


def test_money_that_came_is_noted_once(officer: Any) -> None:
    pledge = make.make_pledge()
    everything = Pledge.objects.all()
    assert promises.receive(everything, on=date(2026, 3, 1), by=officer) == 0
    assert promises.receive(everything, on=D, by=officer) == 1
    assert promises.receive(everything, on=date(2026, 3, 12), by=officer) == 0
    assert promises.thank(everything, on=D, by=officer) == 1
    pledge.refresh_from_db()
    assert (pledge.received_on, pledge.thanked_on) == (D, D)
    assert pledge.history.latest().history_user == officer


@pytest.mark.parametrize(("stage", "count"), [("promised", 1), ("received", 2), ("thanked", 3)])
def test_list_shows_each_stage(stage: str, count: int, officer_client: Client) -> None:
    make.make_pledge(organisation="Of promised")
    for n in range(2):
        make.make_pledge(organisation=f"Of received {n}", received_on=D)
    for n in range(3):
        make.make_pledge(organisation=f"Of thanked {n}", received_on=D, thanked_on=D)
    page = read(officer_client, f"{PLEDGES}?stage={stage}")
    assert page.count(f"Of {stage}") == count


def test_list_says_what_its_pledges_come_to(officer_client: Client) -> None:
    assert "promised in" not in read(officer_client, PLEDGES)
    make.make_pledge(amount=Decimal("1250.50"))
    assert "£1,250.50 promised in 1 pledge; £0 of it has come." in read(officer_client, PLEDGES)
    make.make_pledge(received_on=D)
    page = read(officer_client, PLEDGES)
    assert "£1,300.50 promised in 2 pledges; £50 of it has come." in page
    page = read(officer_client, f"{PLEDGES}?stage=received")
    assert "£50 promised in 1 pledge; £50 of it has come." in page


def test_actions_of_the_list_note_today(officer_client: Client) -> None:
    pledge = make.make_pledge()
    for action in ("mark_received", "mark_thanked"):
        chosen = {"action": action, "_selected_action": [pledge.pk]}
        assert "1 pledge was" in text_of(officer_client.post(PLEDGES, chosen, follow=True))
    pledge.refresh_from_db()
    assert pledge.received_on == pledge.thanked_on is not None


def test_treasurers_file_holds_sums_and_days(officer_client: Client) -> None:
    make.make_pledge(organisation="Example Branch", received_on=D)
    text = text_of(officer_client.get(reverse("admin:solidarity_pledge_export", args=["csv"])))
    assert "Example Branch" in text
    assert "50" in text
    assert "2026-03-10" in text


@pytest.mark.parametrize("name", ["rep", "moderator"])
@pytest.mark.parametrize("page", [PLEDGES, INVITATIONS])
def test_names_are_for_officers_alone(name: str, page: str, request: pytest.FixtureRequest) -> None:
    assert signed_in(request.getfixturevalue(name)).get(page).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [(PLEDGES, 14), (INVITATIONS, 13)])
def test_lists_ask_the_same_questions_of_one_row_and_three(
    rows: int, page: str, queries: int, officer_client: Client, django_assert_num_queries: Any
) -> None:
    dispute = make.make_dispute()
    for _each in range(rows):
        make.make_pledge(dispute=dispute)
        make.make_invitation(dispute=dispute)
    with django_assert_num_queries(queries):
        read(officer_client, page)


def test_unanswered_invitations_wait_on_the_first_page(officer_client: Client) -> None:
    index = reverse("admin:index")
    row = make.make_invitation()
    assert "invitation to answer" in read(officer_client, index)
    Invitation.objects.filter(pk=row.pk).update(answer="declined", answered_on=D)
    assert "invitation to answer" not in read(officer_client, index)
