"""Deleting rows that published figures rest on: alone, from a list, and with what hangs on them."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from dispute.models import Correction, Departure, WaitingList, WaitingListFigure
from tests import factories as make

from .made import REASON, answer, asked, change_url, delete_url, dispute_with_letter, letter_of

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def listed(*rows: Any) -> dict[str, Any]:
    return {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}


def test_the_page_that_confirms_a_deletion_asks_why(officer_client: "Client") -> None:
    _dispute, departure, letter = dispute_with_letter()
    page = officer_client.get(delete_url(departure))
    assert letter.title in page.text
    assert "will say 1 departure" in page.text
    told = answer(page)
    assert told["correction-what"].startswith("A departure in North, day of notice 2 March 2026")
    assert told["correction-now"] == "not counted any more"


def test_a_row_is_deleted_with_its_reason_and_a_correction(
    officer_client: "Client", client: "Client"
) -> None:
    dispute, departure, _letter = dispute_with_letter()
    page = officer_client.get(delete_url(departure))
    sent = {"post": "yes", **answer(page, reason=REASON)}
    assert officer_client.post(delete_url(departure), sent).status_code == 302
    assert Departure.objects.count() == 1
    last = Departure.history.filter(id=departure.pk).first()
    assert (last.history_type, last.history_change_reason) == ("-", REASON)
    assert REASON in client.get(f"/{dispute.slug}/corrections/").text


def test_without_a_reason_nothing_is_deleted_and_nothing_is_lost(officer_client: "Client") -> None:
    _dispute, departure, _letter = dispute_with_letter()
    sent = {"post": "yes", **answer(officer_client.get(delete_url(departure)), what="My words")}
    page = asked(officer_client, delete_url(departure), sent)
    assert "Say why." in page.text
    assert "My words" in page.text
    assert Departure.objects.count() == 2
    # A form made before somebody published the letter knows of no question.
    assert asked(officer_client, delete_url(departure), {"post": "yes"})
    assert Departure.objects.count() == 2


def test_several_rows_are_deleted_for_one_reason(officer_client: "Client") -> None:
    _dispute, _departure, _letter = dispute_with_letter()
    rows = list(Departure.objects.all())
    url = reverse("admin:dispute_departure_changelist")
    page = asked(officer_client, url, listed(*rows))
    assert "These rows stand behind figures in 1 published letter." in page.text
    # In words for whoever reads it in public, to whom nothing is a row.
    first, second = answer(page)["correction-what"].split("; ")
    assert first.startswith("A departure in North, ")
    assert second.startswith("a departure in North, ")
    again = asked(officer_client, url, {**listed(*rows), "post": "yes", **answer(page)})
    assert Departure.objects.count() == 2
    sent = {**listed(*rows), "post": "yes", **answer(again, reason=REASON)}
    assert officer_client.post(url, sent).status_code == 302
    assert not Departure.objects.exists()
    reasons = Departure.history.filter(history_type="-").values_list("history_change_reason")
    assert set(reasons) == {(REASON,)}
    assert Correction.objects.count() == 1


def test_a_hundred_rows_take_no_more_questions_than_two(
    officer_client: "Client", django_assert_max_num_queries: Any
) -> None:
    _dispute, departure, _letter = dispute_with_letter()
    for each in range(98):
        make.make_departure(team=departure.team, left_on=date(2026, 4, 1 + each % 28))
    url = reverse("admin:dispute_departure_changelist")
    with django_assert_max_num_queries(40):
        asked(officer_client, url, listed(*Departure.objects.all()))


def test_rows_that_nothing_rests_on_are_deleted_as_ever(officer_client: "Client") -> None:
    day = make.make_strike_day()
    page = officer_client.get(delete_url(day))
    assert page.context["asking"] is None
    assert officer_client.post(delete_url(day), {"post": "yes"}).status_code == 302
    days = [make.make_strike_day(), make.make_strike_day()]
    url = reverse("admin:dispute_strikeday_changelist")
    assert officer_client.post(url, {**listed(*days), "post": "yes"}).status_code == 302


def reading_with_letter() -> WaitingListFigure:
    dispute = make.make_dispute(slug="library")
    waits = make.make_waiting_list(dispute=dispute, name="Home visits")
    reading = make.make_waiting_list_figure(
        list=waits, as_at=date(2026, 3, 1), longest_wait=Decimal(9), unit="months"
    )
    letter_of(dispute, "They wait [[longest_wait]].")
    return reading


def test_a_list_takes_its_readings_along_and_asks_for_them(officer_client: "Client") -> None:
    reading = reading_with_letter()
    page = officer_client.get(delete_url(reading.list))
    assert "will say" in page.text
    sent = {"post": "yes", **answer(page, reason=REASON)}
    assert officer_client.post(delete_url(reading.list), sent).status_code == 302
    assert not WaitingList.objects.exists()
    assert WaitingListFigure.history.first().history_change_reason == REASON


@pytest.mark.parametrize("deleted", [True, False])
def test_a_reading_on_the_page_of_its_list_asks_too(
    deleted: bool, officer_client: "Client"
) -> None:
    reading = reading_with_letter()
    waits = reading.list
    fields = {
        "name": waits.name, "standard_min": "4", "standard_max": "6", "standard_unit": "weeks",
        "standard_source": waits.standard_source, "standard_url": "", "source": "",
        "source_url": "", "readings-TOTAL_FORMS": 1, "readings-INITIAL_FORMS": 1,
        "readings-0-id": reading.pk, "readings-0-list": waits.pk, "readings-0-as_at": "2026-03-01",
        "readings-0-longest_wait": "8", "readings-0-unit": "months",
        "readings-0-people_waiting": "140", "readings-0-source": "", "readings-0-source_url": "",
    } | ({"readings-0-DELETE": "on"} if deleted else {})  # fmt: skip
    page = asked(officer_client, change_url(waits), fields)
    assert WaitingListFigure.objects.get().longest_wait == 9
    told = answer(page, reason=REASON)
    words = "The reading of “Home visits” on 1 March 2026"
    assert words.lower() in told["correction-what"].lower()
    assert officer_client.post(change_url(waits), fields | told).status_code == 302
    assert WaitingListFigure.objects.exists() != deleted
    assert WaitingListFigure.history.first().history_change_reason == REASON
