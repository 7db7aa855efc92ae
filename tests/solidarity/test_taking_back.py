"""An officer takes a message back for a sender who asked by word of mouth; deleting erases too."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from dispute.mail import send_later
from dispute.models import Erasure
from solidarity import moderation
from solidarity.models import Invitation, Message, Pledge
from tests import factories as make
from tests.tables import everything

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 10, tzinfo=UTC)
SECRET = "Zq7secret"


def rich() -> Message:
    """Return a published message with something to leak wherever anything of it can be."""
    told = dict.fromkeys(("body", "name", "role", "organisation", "place", "source"), SECRET)
    message = make.make_message(**told, email=f"{SECRET}@example.org")
    moderation.edit(message, f"{SECRET}, edited", by=None)
    moderation.hold(message, by=None, reason=f"Ask {SECRET}", at=AT)
    moderation.publish(message, by=None, at=AT)
    make.make_pledge(message=message, name=SECRET, organisation=SECRET, source=SECRET)
    make.make_invitation(message=message, organisation=SECRET, contact=SECRET, place=SECRET)
    send_later("test", to=message.email, subject=SECRET, body=SECRET, about=message.about)
    return message


def page_of(message: Message) -> str:
    return reverse("admin:solidarity_message_take_back", args=[message.pk])


def left() -> list[str]:
    return [line for line in everything().splitlines() if SECRET.casefold() in line.casefold()]


def test_page_says_what_goes_and_opening_it_changes_nothing(officer_client: Client) -> None:
    message = rich()
    change = reverse("admin:solidarity_message_change", args=[message.pk])
    assert page_of(message) in officer_client.get(change).text
    page = officer_client.get(page_of(message)).text
    for told in ("4 earlier versions", "1 note", "who made 1 pledge", "who sent 1 invitation"):
        assert told.casefold() in page.casefold()
    message.refresh_from_db()
    assert message.status == "published"


def test_button_erases_it_everywhere_and_the_log_says_by_whom(officer_client: Client) -> None:
    message = rich()
    officer_client.post(
        reverse("admin:solidarity_invitation_change", args=[Invitation.objects.get().pk]),
        {"asked_on": "2026-03-02", "organisation": SECRET, "message": message.pk, "answer": ""},
    )
    assert len(left()) > 8
    assert SECRET in LogEntry.objects.get().object_repr
    assert officer_client.post(page_of(message)).status_code == 302
    assert left() == []
    row = Erasure.objects.get()
    assert (row.kind, row.why, str(row.erased_by)) == ("message", "asked", "olive")
    assert officer_client.get(message.get_absolute_url()).status_code == 410


def test_sum_of_a_pledge_stays_and_so_does_an_organisation_that_agreed_to_be_named() -> None:
    from solidarity.withdrawing import withdraw

    message = make.make_message()
    make.make_pledge(message=message, name=SECRET, received_on=date(2026, 3, 3))
    told = {"organisation": "Named Branch", "organisation_public": True, "source": "Their letter"}
    make.make_pledge(message=message, name=SECRET, **told)
    withdraw(message, at=AT)
    private, public = Pledge.objects.order_by("pk")
    assert (private.name, private.organisation, private.amount) == ("", "", 50)
    assert private.received_on == date(2026, 3, 3)
    assert (public.name, public.organisation, public.source) == ("", "Named Branch", "Their letter")


def test_second_time_says_that_nothing_is_left(officer_client: Client) -> None:
    message = rich()
    officer_client.post(page_of(message))
    assert "Nothing is left" in officer_client.post(page_of(message), follow=True).text
    assert Erasure.objects.count() == 1
    assert officer_client.get("/admin/solidarity/message/999999/take-back/").status_code == 404


def test_only_officers_may(
    moderator_client: Client, rep_client: Client, stranger_client: Client, client: Client
) -> None:
    message = rich()
    for each in (moderator_client, rep_client, stranger_client, client):
        assert each.post(page_of(message)).status_code in (302, 403)
    change = reverse("admin:solidarity_message_change", args=[message.pk])
    assert page_of(message) not in moderator_client.get(change).text
    message.refresh_from_db()
    assert message.status == "published"


@pytest.mark.parametrize("whole_list", [False, True])
def test_deleting_one_in_the_admin_leaves_no_history_of_it(
    officer_client: Client, whole_list: bool
) -> None:
    message = rich()
    if whole_list:
        chosen = {"action": "delete_selected", "_selected_action": [message.pk], "post": "yes"}
        officer_client.post("/admin/solidarity/message/?status=all", chosen)
    else:
        page = reverse("admin:solidarity_message_delete", args=[message.pk])
        officer_client.post(page, {"post": "yes"})
    assert not Message.objects.exists()
    assert left() == []
    assert Erasure.objects.get().kind == "message"
