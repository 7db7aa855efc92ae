"""What a moderator presses: approve, decline, hold, edit, merge, ask, undo, and many at once."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from dispute.models import OutgoingMail
from solidarity import moderation, withdrawing
from solidarity.models import Decision, Message
from tests import factories as make

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

pytestmark = pytest.mark.django_db

QUEUE, LIST = "/admin/queue/", "/admin/queue/?view=list"
START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def waiting(minutes: int = 0, **fields: Any) -> Message:
    at = START + timedelta(minutes=minutes)
    return make.make_message(status=fields.pop("status", "pending"), entered_at=at, **fields)


def press(client: "Client", message: Message, act: str, **told: Any) -> str:
    """Press a button on a message as it was seen; return the page that comes."""
    sent = {"act": act, "message": message.pk, "edition": message.edition, **told}
    return client.post(QUEUE, sent, follow=True).text


def choose(client: "Client", act: str, *chosen: Message, **told: Any) -> str:
    ticked = [f"{message.pk}:{message.edition}" for message in chosen]
    return client.post(LIST, {"act": act, "chosen": ticked, **told}, follow=True).text


def undo(client: "Client", address: str = QUEUE) -> str:
    made = client.get(address).context["made"]
    return client.post(address, {"act": "undo", "decision": made[0].pk}, follow=True).text


def status(message: Message) -> str:
    return Message.objects.get(pk=message.pk).status


# --- One ------------------------------------------------------------------------------------------


def test_approved_message_is_on_the_wall_and_the_next_one_shows(
    moderator_client: "Client", client: "Client"
) -> None:
    first, second = waiting(0, body="First of two"), waiting(1, body="Second of two")
    page = press(moderator_client, first, "approve")
    assert "On the wall." in page
    assert f'data-message="{second.pk}"' in page
    assert "First of two" in client.get(first.get_absolute_url()).text


def test_sender_is_told_of_publication_with_the_link(
    moderator_client: "Client", moderator: "User"
) -> None:
    message = waiting(email="ines@branch.example")
    assert "Its sender is told." in press(moderator_client, message, "approve")
    mail = OutgoingMail.objects.get()
    assert mail.to == "ines@branch.example"
    assert f"http://testserver{message.get_absolute_url()}" in mail.body
    assert Decision.objects.get().decided_by == moderator


def test_declining_needs_a_reason_and_tells_the_sender(moderator_client: "Client") -> None:
    message = waiting(email="ines@branch.example")
    page = press(moderator_client, message, "decline")
    # Above, and in the panel, which covers what stands above on a telephone.
    assert page.count("Choose a reason, or write one.") == 2
    assert "Choose a reason, or write one." in page[page.index('value="decline"') :]
    assert status(message) == "pending"
    press(moderator_client, message, "decline", code="person", note="Please leave out the name.")
    assert status(message) == "declined"
    body = OutgoingMail.objects.get().body
    assert "a person who could be recognised" in body
    assert "Please leave out the name." in body


def test_too_long_a_reason_is_refused_and_kept(moderator_client: "Client") -> None:
    message = waiting()
    page = press(moderator_client, message, "decline", note="x" * 301)
    assert "The reason is too long" in page
    assert f'value="{"x" * 301}"' in page
    assert status(message) == "pending"


def test_held_message_waits_with_its_reason_and_comes_back(moderator_client: "Client") -> None:
    message = waiting()
    press(moderator_client, message, "hold", note="Ask Ann first")
    page = moderator_client.get(f"{QUEUE}?show=held").text
    assert "Held: Ask Ann first" in page
    message.refresh_from_db()
    press(moderator_client, message, "back")
    assert status(message) == "pending"


def test_edit_keeps_the_words_as_they_came(moderator_client: "Client") -> None:
    message = waiting(body="We stand wiht you.")
    page = press(moderator_client, message, "edit", body="We stand with you.")
    assert "Its words were edited here." in page
    message.refresh_from_db()
    assert (message.body, message.body_as_sent) == ("We stand with you.", "We stand wiht you.")
    press(moderator_client, message, "restore")
    message.refresh_from_db()
    assert (message.body, message.body_as_sent) == ("We stand wiht you.", "")


def test_edit_and_approve_are_one_press(moderator_client: "Client", client: "Client") -> None:
    message = waiting(body="We stand wiht you.")
    press(moderator_client, message, "edit-approve", body="We stand with you.")
    assert "We stand with you." in client.get(message.get_absolute_url()).text


def test_an_emptied_message_is_refused(moderator_client: "Client") -> None:
    message = waiting(body="Something")
    assert "Write what the message says." in press(moderator_client, message, "edit", body=" \n ")
    assert Message.objects.get().body == "Something"


def test_merged_message_is_declined_as_a_duplicate_of_the_other(moderator_client: "Client") -> None:
    dispute = make.make_dispute()
    public, again = make.make_message(dispute=dispute), waiting(dispute=dispute)
    assert "Merged" in press(moderator_client, again, "merge", into=public.pk)
    again.refresh_from_db()
    assert (again.status, again.merged_into) == ("declined", public)


def test_merging_takes_an_address_too_and_refuses_nonsense(moderator_client: "Client") -> None:
    dispute = make.make_dispute()
    public, again = make.make_message(dispute=dispute), waiting(dispute=dispute)
    for told in ({}, {"into": again.pk}, {"into_ref": "/nowhere/"}, {"into": "x"}):
        page = press(moderator_client, again, "merge", **told)
        assert "Choose" in page
        assert status(again) == "pending"
    press(moderator_client, again, "merge", into_ref=f"http://x{public.get_absolute_url()}")
    assert status(again) == "declined"


def test_without_consent_nothing_is_approved_but_asked(moderator_client: "Client") -> None:
    message = waiting(consent_basis="", source="", email="ines@branch.example")
    page = press(moderator_client, message, "approve")
    assert "cannot be published without the sender&#x27;s consent" in page
    assert "Its sender is asked." in press(moderator_client, message, "ask")
    assert status(message) == "awaiting consent"
    assert OutgoingMail.objects.get().kind == "consent asked"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"act": "approve"},
        {"act": "approve", "message": "x", "edition": "y"},
        {"act": "approve", "message": 99999, "edition": 0},
        {"act": "approve", "message": "9" * 30, "edition": 0},
        {"act": "undo"},
        {"act": "undo", "decision": "x"},
    ],
)
def test_forged_forms_change_nothing(sent: dict[str, Any], moderator_client: "Client") -> None:
    message = waiting()
    for address in (QUEUE, LIST):
        assert moderator_client.post(address, sent, follow=True).status_code == 200
    assert status(message) == "pending"


def test_unknown_act_and_code_are_refused(moderator_client: "Client") -> None:
    message = waiting()
    press(moderator_client, message, "publish-all")
    press(moderator_client, message, "decline", code="because")
    choose(moderator_client, "merge", message)
    choose(moderator_client, "decline", message, code="because")
    assert status(message) == "pending"


# --- Nothing twice, nothing blindly ---------------------------------------------------------------


def test_second_moderator_is_told_who_was_first_and_moves_on(
    moderator_client: "Client", officer: "User"
) -> None:
    seen, following = waiting(0), waiting(1)
    at = datetime(2026, 3, 5, 10, tzinfo=UTC)
    moderation.decline(Message.objects.get(pk=seen.pk), by=officer, reason="Rude", at=at)
    page = press(moderator_client, seen, "approve")
    assert "Olive was first, on 5 March, 10:00: declined." in page
    assert f'data-message="{following.pk}"' in page
    assert status(seen) == "declined"


def test_message_whose_sender_changed_it_is_not_approved_blindly(
    moderator_client: "Client",
) -> None:
    seen = waiting()
    now = Message.objects.get(pk=seen.pk)
    withdrawing.change_display(now, "organisation", at=timezone.now())
    assert "Somebody changed it meanwhile" in press(moderator_client, seen, "approve")
    assert status(seen) == "pending"


def test_message_taken_back_by_its_sender_is_not_approved(moderator_client: "Client") -> None:
    seen = waiting(body="Now gone")
    withdrawing.withdraw(Message.objects.get(pk=seen.pk), at=timezone.now())
    page = press(moderator_client, seen, "approve")
    assert "Now gone" not in page
    assert status(seen) == "withdrawn"


def test_edit_that_comes_too_late_keeps_what_was_typed(
    moderator_client: "Client", officer: "User"
) -> None:
    seen = waiting(body="First words")
    moderation.edit(Message.objects.get(pk=seen.pk), "Other words", by=officer)
    page = press(moderator_client, seen, "edit", body="My careful words")
    assert "Somebody changed it meanwhile" in page
    assert "My careful words" in page
    assert Message.objects.get().body == "Other words"


# --- Taking back ----------------------------------------------------------------------------------


def test_undo_brings_the_message_back_and_unsends_its_mail(moderator_client: "Client") -> None:
    message = waiting(email="ines@branch.example")
    press(moderator_client, message, "approve")
    page = undo(moderator_client)
    assert "Taken back." in page
    assert "had left" not in page
    assert f'data-message="{message.pk}"' in page
    assert status(message) == "pending"
    assert OutgoingMail.objects.get().status == OutgoingMail.Status.CANCELLED


def test_undo_after_the_mail_has_left_says_so(moderator_client: "Client") -> None:
    press(moderator_client, waiting(email="ines@branch.example"), "approve")
    OutgoingMail.objects.all().update(
        status="sent", to="", subject="", body="", about="", sent_at=timezone.now()
    )
    assert "The mail to its sender had left." in undo(moderator_client)


def test_undo_goes_back_press_by_press(moderator_client: "Client") -> None:
    messages = [waiting(n) for n in range(3)]
    for message in messages:
        press(moderator_client, message, "approve")
    undo(moderator_client)
    undo(moderator_client)
    assert [status(message) for message in messages] == ["published", "pending", "pending"]


def test_nobody_undoes_what_another_decided(moderator_client: "Client", officer: "User") -> None:
    message = waiting()
    moderation.publish(message, by=officer)
    assert moderator_client.get(QUEUE).context["made"] == []
    sent = {"act": "undo", "decision": Decision.objects.get().pk}
    assert "cannot be taken back" in moderator_client.post(QUEUE, sent, follow=True).text
    assert status(message) == "published"


def test_yesterdays_decisions_are_not_undone_here(
    moderator_client: "Client", moderator: "User"
) -> None:
    moderation.publish(waiting(), by=moderator, at=timezone.now() - timedelta(days=1))
    assert moderator_client.get(QUEUE).context["made"] == []


# --- Many -----------------------------------------------------------------------------------------


def test_many_are_approved_at_once_and_taken_back_at_once(moderator_client: "Client") -> None:
    messages = [waiting(n) for n in range(3)]
    assert "2 messages are on the wall." in choose(moderator_client, "approve", *messages[:2])
    assert [status(message) for message in messages] == ["published", "published", "pending"]
    assert "Taken back: 2 messages." in undo(moderator_client, LIST)
    assert {status(message) for message in messages} == {"pending"}


def test_one_that_is_refused_leaves_the_others_alone(
    moderator_client: "Client", officer: "User"
) -> None:
    good, bare, gone = waiting(0), waiting(1, consent_basis="", source=""), waiting(2)
    moderation.decline(Message.objects.get(pk=gone.pk), by=officer, reason="Rude")
    page = choose(moderator_client, "approve", good, bare, gone)
    assert "1 message is on the wall." in page
    assert "olive was first" in page
    assert [status(each) for each in (good, bare, gone)] == ["published", "pending", "declined"]


def test_button_that_takes_back_is_called_what_it_says(moderator_client: "Client") -> None:
    press(moderator_client, waiting(), "hold")
    page = moderator_client.get(QUEUE).text
    for label in ("Undo", "Take back"):
        assert f'>{label}<span class="visually-hidden">: held, ' in page


def test_many_are_declined_with_one_reason(moderator_client: "Client") -> None:
    messages = [waiting(n) for n in range(2)]
    assert "Choose a reason" in choose(moderator_client, "decline", *messages)
    choose(moderator_client, "decline", *messages, code="advert")
    assert {Message.objects.get(pk=m.pk).reason for m in messages} == {"an advertisement, or links"}


@pytest.mark.parametrize("chosen", [[], ["x"], ["1:x"], [":"], ["1:1"] * 201, ["٣:٣"]])
def test_choices_that_make_no_sense_are_refused(
    chosen: list[str], moderator_client: "Client"
) -> None:
    sent = {"act": "approve", "chosen": chosen}
    page = moderator_client.post(LIST, sent, follow=True).text
    assert "Choose" in page
