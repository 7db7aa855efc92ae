"""A message is sent: seen first as it will appear, taken in once, and never lost on the way."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from dispute.mail.posting import KEPT_BACKEND
from dispute.models import Dispute, OutgoingMail
from solidarity import moderation, withdrawing
from solidarity.models import Invitation, Message, Pledge, Submission
from solidarity.private_links import private_url
from tests import factories as make
from tests.reading import read, text_of
from tests.solidarity.sending.walking import FILLED, Walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute() -> Dispute:
    make.make_branch()
    return make.make_dispute(slug="library")


def sent(dispute: Dispute, **typed: str) -> Message:
    """Send a message from the form to the end, and return it."""
    walk = Walk(dispute)
    walk.look(**typed)
    assert walk.send().status_code == 303, walk.html
    return Message.objects.latest("pk")


# --- What comes of it -----------------------------------------------------------------------------


def test_message_waits_to_be_checked_with_all_that_was_said(dispute: Dispute) -> None:
    message = sent(dispute)
    told = {name: getattr(message, name) for name in FILLED if hasattr(message, name)}
    assert told == {k: v for k, v in FILLED.items() if k not in ("message", "publish")}
    assert (message.body, message.status) == (FILLED["message"], "pending")
    assert (message.channel, message.dispute) == ("web", dispute)


def test_consent_is_kept_word_for_word_with_its_version_time_and_channel(dispute: Dispute) -> None:
    make.make_consent_wording(version="2026-11", text="You may put it up.")
    message = sent(dispute)
    assert (message.consent_basis, message.consent_channel) == ("consent", "web")
    assert (message.consent_wording, message.consent_version) == ("You may put it up.", "2026-11")
    assert message.consented_at == message.entered_at
    assert message.contact_consented_at is None


def test_both_boxes_come_unticked_and_are_two_consents(dispute: Dispute) -> None:
    walk = Walk(dispute)
    assert not {"publish", "contact"} & walk.fields.keys()
    message = sent(dispute, contact="on")
    assert message.may_be_contacted
    assert message.contact_version == "site-1"


def test_words_that_were_shown_are_kept_though_newer_ones_came_meanwhile(dispute: Dispute) -> None:
    walk = Walk(dispute)
    make.make_consent_wording(version="newer")
    walk.look()
    walk.send()
    assert Message.objects.get().consent_version == "site-1"


def test_mail_with_the_senders_link_is_queued_with_it(dispute: Dispute) -> None:
    message = sent(dispute)
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to, mail.about) == ("received", FILLED["email"], message.about)
    assert "/library/wall/yours/" in mail.body
    assert FILLED["name"] not in mail.body


def test_page_after_it_shows_the_link_only_to_whoever_gave_no_address(dispute: Dispute) -> None:
    without, having = Walk(dispute), Walk(dispute)
    for walk, typed in ((without, {"email": ""}), (having, {})):
        walk.look(**typed)
        walk.send()
        walk.keep(walk.client.get(walk.response["Location"]))
        assert walk.response.status_code == 200
    assert "/wall/yours/" in without.html
    assert "/wall/yours/" not in having.html
    link = without.html.partition('class="keep"><a href="http://testserver')[2].partition('"')[0]
    assert "Your message" in read(Client(), link)


def test_page_after_it_shows_the_link_where_no_server_sends_the_mail(
    dispute: Dispute, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = KEPT_BACKEND
    walk = Walk(dispute)
    walk.look()
    page = read(walk.client, walk.send()["Location"])
    assert "/wall/yours/" in page
    assert "We have written" not in page


def test_link_is_not_shown_any_more_on_another_day(dispute: Dispute) -> None:
    walk = Walk(dispute)
    walk.look(email="")
    there = walk.send()["Location"]
    Message.objects.update(entered_at=make.DECIDED_AT)
    assert "/wall/yours/" not in read(Client(), there)


def test_pledge_and_invitation_come_with_it(dispute: Dispute) -> None:
    message = sent(dispute, pledge="£1,250.50", speaker_organisation="Choir", speaker_when="May")
    pledge, invitation = Pledge.objects.get(), Invitation.objects.get()
    assert (str(pledge.amount), pledge.name, pledge.message) == (
        "1250.50", FILLED["name"], message,
    )  # fmt: skip
    assert not pledge.organisation_public
    assert (invitation.organisation, invitation.when) == ("Choir", "May")
    assert (invitation.contact, invitation.message) == (FILLED["email"], message)


def test_whom_to_contact_about_a_speaker_is_enough_to_ask_for_one(dispute: Dispute) -> None:
    sent(dispute, speaker_contact="Ines, 01632 960001")
    invitation = Invitation.objects.get()
    assert invitation.contact == "Ines, 01632 960001"
    assert invitation.organisation == FILLED["organisation"]


def test_sum_is_read_back_as_people_write_it(dispute: Dispute) -> None:
    assert "£1,250.50" in text_of(Walk(dispute).look(pledge="1250.5"))
    assert "£1,250" in text_of(Walk(dispute).look(pledge="£1,250"))


def test_taking_it_back_erases_the_form_s_notes_and_whom_to_contact(dispute: Dispute) -> None:
    message = sent(dispute, speaker_when="May", speaker_contact="Ines, 01632 960001")
    withdrawing.withdraw(message, at=make.DECIDED_AT)
    assert not Submission.objects.exists()
    assert Invitation.objects.get().contact == ""


# --- Without consent ------------------------------------------------------------------------------


def test_without_consent_it_is_for_the_strikers_alone(dispute: Dispute) -> None:
    walk = Walk(dispute)
    typed = {**FILLED, "name": "Only You"}
    del typed["publish"]
    assert "Only the strikers will read this" in text_of(walk.press("look", **typed))
    walk.send()
    message = Message.objects.get()
    assert (message.status, message.consent_basis, message.decided_by) == ("held", "", None)
    assert "For the strikers alone" in message.reason
    assert "it is not published" in OutgoingMail.objects.get().body
    assert "as you chose" in read(Client(), private_url(message).removeprefix("http://testserver"))
    with pytest.raises(Exception, match="consent"):
        moderation.publish(message, by=None)
    assert "Only You" not in read(walk.client, "/library/wall/")


# --- What will appear -----------------------------------------------------------------------------


def card_in(html: str) -> str:
    """Return the card of a page, without the link to a page of its own."""
    card = html.partition("<article")[2].partition("</article>")[0]
    head, _a, rest = card.partition('<a href="/library/wall/')
    return " ".join((head + rest.partition(">")[2].replace("</a>", "") if rest else card).split())


@pytest.mark.parametrize("display", Message.Display.values)
def test_page_before_shows_exactly_the_card_of_the_wall(dispute: Dispute, display: str) -> None:
    walk = Walk(dispute)
    shown = card_in(text_of(walk.look(display=display, name="Ines\u202e Z\u200ba\u0301\u0301")))
    walk.send()
    moderation.publish(Message.objects.get(), by=None)
    assert shown
    assert card_in(read(walk.client, "/library/wall/")) == shown


def test_another_way_for_the_name_to_show_is_shown_before_it_is_sent(dispute: Dispute) -> None:
    walk = Walk(dispute)
    walk.look()
    assert "Not sent yet" not in walk.html
    assert walk.send(display="supporter").status_code == 200
    assert "Not sent yet: you changed something" in walk.html
    assert "A supporter" in card_in(walk.html)
    assert "Ines" not in card_in(walk.html)
    assert walk.send().status_code == 303
    assert Message.objects.get().display == "supporter"


def test_nothing_is_sent_that_was_not_shown(dispute: Dispute) -> None:
    walk = Walk(dispute)
    assert walk.press("send", **FILLED).status_code == 200
    for typed in (
        {"message": "Something else"},
        {"seal": "x" * 64},
        {"seal": "é"},
        {"kind": "other"},
    ):
        assert walk.send(**typed).status_code == 200
    assert not Message.objects.exists()
    assert walk.send().status_code == 303


# --- Nothing is lost ------------------------------------------------------------------------------


def test_errors_keep_everything_and_lead_to_their_fields(dispute: Dispute) -> None:
    walk = Walk(dispute)
    response = walk.look(email="ines@", pledge="lots", display="", message="Still <here> & “so”")
    assert response.status_code == 422
    kept = walk.fields
    assert kept["message"] == "Still <here> & “so”"
    assert (kept["email"], kept["pledge"], kept["publish"]) == ("ines@", "lots", "on")
    assert "<title>Error:" in walk.html
    for name in ("email", "pledge", "display_0"):
        assert f'href="#id_{name}"' in walk.html
        assert f'id="id_{name}"' in walk.html
    assert 'aria-invalid="true"' in walk.html


def test_going_back_to_change_it_keeps_everything(dispute: Dispute) -> None:
    walk = Walk(dispute)
    before = {**FILLED, "pledge": "25", "speaker_when": "May", "contact": "on"}
    walk.look(**before)
    assert walk.press("change").status_code == 200
    kept = {name: value for name, value in walk.fields.items() if value}
    assert {name: kept.get(name) for name in before} == before | {"pledge": "25.00"}
    assert "Error" not in walk.html
    assert not Message.objects.exists()


def test_form_moves_with_the_dispute_s_address(dispute: Dispute) -> None:
    walk = Walk(dispute)
    dispute.slug = "archive"
    dispute.save()
    response = walk.press("look", **FILLED)
    assert (response.status_code, response["Location"]) == (308, "/archive/wall/send/")


# --- Once -----------------------------------------------------------------------------------------


def test_sending_twice_makes_one_message_and_comes_to_the_same_page(dispute: Dispute) -> None:
    walk = Walk(dispute)
    page = walk.look()
    there = walk.send()["Location"]
    walk.keep(page)
    assert walk.send()["Location"] == there
    walk.keep(page)
    walk.look(message="The other tab says something else")
    assert walk.send()["Location"] == there
    assert (Message.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_form_sent_again_does_not_bring_back_what_was_taken_back(dispute: Dispute) -> None:
    walk = Walk(dispute)
    page = walk.look()
    walk.send()
    withdrawing.withdraw(Message.objects.get(), at=make.DECIDED_AT)
    walk.keep(page)
    assert walk.client.get(walk.send()["Location"]).status_code == 410
    assert Message.objects.get().body == ""


def test_two_forms_are_two_messages(dispute: Dispute) -> None:
    sent(dispute)
    sent(dispute)
    assert Message.objects.count() == 2


# --- Odds and ends --------------------------------------------------------------------------------


def test_sending_sets_no_cookie_and_is_kept_by_no_cache(dispute: Dispute) -> None:
    walk = Walk(dispute)
    for response in (walk.response, walk.look(), walk.send()):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        if response.status_code == 200:
            assert response["Cache-Control"] == "private, no-cache"


def test_dispute_that_closes_meanwhile_gives_back_what_was_written(dispute: Dispute) -> None:
    walk = Walk(dispute)
    walk.look(message="Begun <before> it closed.")
    Dispute.objects.update(status="closed", closed_on=date(2026, 3, 10))
    response = walk.send()
    assert response.status_code == 410
    assert "Begun &lt;before&gt; it closed." in text_of(response)
    assert not Message.objects.exists()


def test_closed_dispute_takes_no_more_and_a_draft_shows_nothing(dispute: Dispute) -> None:
    ended = date(2026, 3, 1)
    for status, day, answer in (
        ("settled", ended, 200),
        ("closed", ended, 410),
        ("draft", None, 404),
    ):
        Dispute.objects.update(status=status, closed_on=day)
        assert Client().get("/library/wall/send/").status_code == answer
        assert Client().post("/library/wall/send/", FILLED).status_code == answer


def test_wall_and_front_page_lead_to_the_form(dispute: Dispute) -> None:
    for path in ("/", "/library/", "/library/wall/"):
        assert 'href="/library/wall/send/"' in read(Client(), path)


def test_each_step_takes_few_queries(
    dispute: Dispute, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    walk = Walk(dispute)
    with django_assert_max_num_queries(8):
        walk.client.get(walk.path)
    with django_assert_max_num_queries(8):
        walk.look()
    with django_assert_max_num_queries(32):
        walk.send()
