"""Consent is asked for once, given by a button, and written down word for word."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from dispute.mail import run_round
from dispute.models import OutgoingMail
from solidarity import consent, moderation, private_links, withdrawing
from solidarity.models import ConsentAsked, ConsentWording, Message
from tests import factories as make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 10, tzinfo=UTC)
TOMORROW = AT + timedelta(days=1)
CAME = {"consent_basis": "", "source": "", "channel": "e-mail", "email": "ines@example.org"}


def waiting(**fields: Any) -> Message:
    return make.make_message(**{"status": "awaiting consent", "entered_at": AT, **CAME, **fields})


def path_of(message: Message) -> str:
    return private_links.consent_url(message).removeprefix("http://testserver")


# --- The words ------------------------------------------------------------------------------------


def test_site_has_words_of_its_own_until_the_branch_has_some() -> None:
    assert consent.current_wording("publish", AT).version == "site-1"
    make.make_consent_wording(version="a", starts_at=AT)
    make.make_consent_wording(version="b", text="Later", starts_at=TOMORROW)
    found = [consent.current_wording("publish", at).version for at in (AT, TOMORROW)]
    assert found == ["a", "b"]
    assert consent.current_wording("publish", AT - timedelta(seconds=1)).version == "site-1"
    assert consent.current_wording("contact", TOMORROW).version == "site-1"


def test_words_that_people_agreed_to_stay() -> None:
    row = make.make_consent_wording()
    row.text = "Something else"
    with pytest.raises(ValidationError, match="add a new version"):
        row.save()


@pytest.mark.parametrize("fields", [{"text": ""}, {"version": ""}, {"version": "site-9"}])
def test_words_are_words_and_the_branchs_own(fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_consent_wording(**fields)


def test_version_is_found_again_by_what_a_form_brings_back() -> None:
    make.make_consent_wording(version="a", text="Words")
    assert consent.wording_of("publish", "a") == consent.Wording("a", "Words")
    assert consent.wording_of("publish", "site-1") == consent.of_the_site("publish")
    assert consent.wording_of("contact", "a") is None


def test_consent_to_be_contacted_is_whole_or_none() -> None:
    message = make.make_message(email="ines@example.org")
    assert not message.may_be_contacted
    words = consent.current_wording("contact", AT)
    consent.agree_to_contact(message, words, at=AT, channel="web")
    message.save()
    assert message.may_be_contacted
    assert message.contact_version == "site-1"
    for field in ("contact_wording", "contact_version", "contact_channel"):
        with pytest.raises(IntegrityError, match="contact_consent"), transaction.atomic():
            Message.objects.update(**{field: ""})
    consent.take_back_contact(message)
    message.save()
    assert not message.may_be_contacted


# --- Asking ---------------------------------------------------------------------------------------


def test_one_mail_asks_and_holds_nothing_that_was_typed() -> None:
    message = waiting(name="Zoe Typed", body="Typed words", role="Typed role", place="Typed place")
    assert consent.ask_consent(message, at=AT)
    run_round(AT)
    (sent,) = mail.outbox
    assert sent.to == ["ines@example.org"]
    assert private_links.consent_url(message) in sent.body
    assert private_links.private_url(message) not in sent.body
    assert "Typed" not in sent.subject + sent.body + str(sent.message())


def test_address_is_asked_once_a_day_however_it_is_written() -> None:
    first, second = waiting(), waiting(email="INES@example.org")
    assert consent.ask_consent(first, at=AT)
    assert not consent.ask_consent(first, at=AT)
    assert not consent.ask_consent(second, at=AT)
    assert second.status == "awaiting consent"
    assert OutgoingMail.objects.count() == 1
    assert consent.ask_consent(second, at=TOMORROW)
    assert "ines" not in str(list(ConsentAsked.objects.values())).lower()


def test_database_lets_an_address_be_asked_once_a_day() -> None:
    row = make.make_consent_asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.make_consent_asked(address=row.address)


def test_worker_asks_those_who_wait_one_a_day() -> None:
    first, second = waiting(), waiting()
    waiting(email="")
    waiting(email="old@example.org", entered_at=AT - timedelta(days=31))
    for at in (AT, AT, TOMORROW, TOMORROW + timedelta(days=1)):
        consent.ask_those_who_wait(at)
    asked = ConsentAsked.objects.order_by("pk").values_list("message", "day")
    assert list(asked) == [(first.pk, AT.date()), (second.pk, TOMORROW.date())]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"email": ""}, "no e-mail address"),
        ({"status": "declined"}, "that waits"),
        ({"status": "withdrawn"}, "that waits"),
        ({"consent_basis": "already public", "source": "Their page"}, "as it is"),
    ],
)
def test_nobody_is_asked_in_vain(fields: dict[str, Any], said: str) -> None:
    if fields.get("status") == "withdrawn":
        message = make.make_message(status="withdrawn")
    else:
        message = waiting(**fields)
    with pytest.raises(ValidationError, match=said):
        consent.ask_consent(message, at=AT)
    assert not OutgoingMail.objects.exists()


def test_asking_about_a_message_in_the_queue_takes_it_out_of_the_queue(moderator: User) -> None:
    message = waiting(status="pending")
    consent.ask_consent(message, at=AT, by=moderator)
    assert not Message.objects.waiting().exists()
    assert message.history.latest().history_user == moderator


# --- The page with the button ---------------------------------------------------------------------


def test_opening_the_link_changes_nothing(client: Client) -> None:
    message = waiting(body="We stand with you.")
    before = Message.objects.values().get()
    for method in (client.get, client.head, client.get):
        assert method(path_of(message)).status_code == 200
    assert Message.objects.values().get() == before
    page = client.get(path_of(message))
    assert "We stand with you." in page.text
    # Its date leads to no page yet.
    assert message.get_absolute_url() not in page.text
    assert str(consent.of_the_site("publish").text)[:40] in page.text
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert "no-store" in page.headers["Cache-Control"]
    assert not page.cookies


def test_button_writes_the_words_down_and_puts_the_message_into_the_queue(client: Client) -> None:
    message = waiting()
    make.make_consent_wording(version="seen", text="The words that were seen")
    make.make_consent_wording(version="new", text="Newer words", starts_at=AT)
    answer = client.post(path_of(message), {"answer": "agree", "version": "seen"})
    assert answer.status_code == 302
    message.refresh_from_db()
    assert (message.status, message.consent_basis) == ("pending", "consent")
    assert message.consent_wording == "The words that were seen"
    assert (message.consent_version, message.consent_channel) == ("seen", "web")
    assert message.consented_at is not None
    assert "you have agreed" in client.get(path_of(message)).text


def test_whoever_agrees_chooses_how_their_name_shows(client: Client) -> None:
    message = waiting(name="Ines Example", place="Millbrook")
    assert "Ines, Millbrook" in client.get(path_of(message)).text
    client.post(path_of(message), {"answer": "agree", "display": "first name"})
    message.refresh_from_db()
    assert (message.display, message.status) == ("first name", "pending")
    assert "Ines Example" not in client.get(path_of(message)).text


def test_way_of_showing_that_there_is_not_changes_none(client: Client) -> None:
    message = waiting()
    client.post(path_of(message), {"answer": "agree", "display": "as a cat"})
    message.refresh_from_db()
    assert (message.display, message.has_basis) == ("full", True)


def test_second_press_changes_nothing(client: Client) -> None:
    message = waiting()
    client.post(path_of(message), {"answer": "agree"})
    before = Message.objects.values().get()
    client.post(path_of(message), {"answer": "agree", "display": "supporter"})
    client.post(path_of(message), {"answer": "something else"})
    assert Message.objects.values().get() == before


def test_consent_given_late_brings_no_declined_message_back() -> None:
    message = waiting()
    moderation.decline(message, by=None, reason="Rude", at=AT)
    given = consent.give_consent(private_links.token_of(message, "consent"), at=TOMORROW)
    assert (given.status, given.consent_basis) == ("declined", "consent")


def test_page_of_a_declined_message_promises_no_publication(client: Client) -> None:
    message = waiting()
    moderation.decline(message, by=None, reason="Rude", at=AT)
    page = client.get(path_of(message)).text
    assert "It is not on the wall, and will not be." in page
    assert "publish it" not in page


def test_page_of_a_published_message_says_that_it_is_on_the_wall(client: Client) -> None:
    message = waiting()
    client.post(path_of(message), {"answer": "agree"})
    moderation.publish(Message.objects.get(), by=None)
    assert "It is on the wall." in client.get(path_of(message)).text


def test_whoever_did_not_write_it_has_it_erased(client: Client) -> None:
    message = waiting(body="Forged")
    client.post(path_of(message), {"answer": "erase"})
    assert client.get(path_of(message)).status_code == 410
    message.refresh_from_db()
    assert (message.status, message.body, message.email) == ("withdrawn", "", "")
    again = client.post(path_of(message), {"answer": "agree"})
    assert again.status_code == 410
    assert not Message.objects.public().exists()


def test_links_that_are_none_lead_nowhere(client: Client) -> None:
    message, other = waiting(), waiting()
    token = private_links.token_of(message, "consent")
    forged = [
        private_links.token_of(message, "yours"),
        token[:-1] + ("a" if token[-1] != "a" else "b"),
        other.ref + token[12:],
        token.partition(".")[0],
        f"{message.ref}.x",
        "x",
        "\x00",
    ]
    for each in forged:
        with pytest.raises(private_links.BadLinkError):
            private_links.message_of(each, "consent")
        path = f"/{message.dispute.slug}/wall/consent/{each}/"
        assert client.post(path, {"answer": "agree"}).status_code == 404
    assert set(Message.objects.values_list("status", flat=True)) == {"awaiting consent"}


# --- What comes by word of mouth ------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["e-mail", "telephone"])
def test_message_that_an_officer_types_in_waits_for_consent(channel: str, officer: User) -> None:
    message = Message(dispute=make.make_dispute(), body="Hold fast", channel=channel)
    moderation.save_edited(message, by=officer)
    assert message.status == "awaiting consent"
    assert not OutgoingMail.objects.exists()
    words = consent.Wording("", "May we? – Yes, she said.")
    consent.agree_to_publish(message, words, at=AT, channel="telephone")
    moderation.save_edited(message, by=officer)
    assert message.status == "pending"
    assert message.consent_version.startswith("words-")
    moderation.publish(message, by=officer)


def test_message_with_consent_is_taken_in_and_its_sender_told() -> None:
    message = Message(dispute=make.make_dispute(), body="Hold fast", email="ines@example.org")
    words = consent.current_wording("publish", AT)
    consent.agree_to_publish(message, words, at=AT, channel="web")
    moderation.receive(message, at=AT)
    assert message.status == "pending"
    run_round()
    (sent,) = mail.outbox
    assert private_links.private_url(message) in sent.body
    assert "Hold fast" not in sent.body


def test_message_without_consent_is_taken_in_and_its_sender_asked() -> None:
    message = Message(dispute=make.make_dispute(), body="Hold fast", email="ines@example.org")
    moderation.receive(message, at=AT)
    assert message.status == "awaiting consent"
    assert OutgoingMail.objects.get().kind == "consent asked"
    withdrawing.withdraw(message, at=AT)
    assert OutgoingMail.objects.get().status == "cancelled"


def test_wordings_are_kept_by_officers_and_changed_by_nobody(officer_client: Client) -> None:
    row = make.make_consent_wording(version="seen")
    page = f"/admin/solidarity/consentwording/{row.pk}/"
    assert "seen" in officer_client.get("/admin/solidarity/consentwording/").text
    assert officer_client.post(f"{page}change/", {"text": "x"}).status_code == 403
    assert officer_client.post(f"{page}delete/", {"post": "yes"}).status_code == 403
    assert ConsentWording.objects.get().version == "seen"
