"""The queue's page: what it shows, to whom, and how often it asks the database."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from solidarity.models import Message
from solidarity.queue.came import visible
from tests import factories as make

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

QUEUE = "/admin/queue/"
START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def waiting(minutes: int = 0, **fields: Any) -> Message:
    """Make a message that came so many minutes after the first."""
    at = START + timedelta(minutes=minutes)
    return make.make_message(status=fields.pop("status", "pending"), entered_at=at, **fields)


def unconsented(**fields: Any) -> Message:
    return waiting(consent_basis="", source="", **fields)


# --- One at a time --------------------------------------------------------------------------------


def test_oldest_comes_first(moderator_client: "Client") -> None:
    waiting(5, body="The later one"), waiting(1, body="The first one")
    page = moderator_client.get(QUEUE)
    assert page.context["one"].message.body == "The first one"
    assert "1 of 2" in page.text


def test_what_will_appear_is_the_walls_own_card(moderator_client: "Client") -> None:
    message = waiting(name="Ines Example", display="first name", place="Millbrook")
    page = moderator_client.get(QUEUE)
    assert f'<article class="message message--shout" id="m-{message.ref}">' in page.text
    assert '<strong class="message__name" dir="auto">Ines</strong>' in page.text
    assert "Ines Example" in page.text  # beside it, what came


def test_an_email_address_is_never_shown(moderator_client: "Client") -> None:
    message = waiting(email="secret@example.org")
    for address in (QUEUE, f"{QUEUE}?view=list", f"{QUEUE}?m={message.pk}"):
        assert "secret@example.org" not in moderator_client.get(address).text
    assert "Gave an e-mail address" in moderator_client.get(QUEUE).text


def test_consent_is_shown_with_its_words_time_and_channel(moderator_client: "Client") -> None:
    given = {
        "consent_basis": "consent",
        "consented_at": START,
        "consent_wording": "You may put it up.",
        "consent_version": "branch-7",
        "consent_channel": "telephone",
    }
    waiting(source="", **given)
    page = moderator_client.get(QUEUE).text
    assert "Given on 1 March 2026, 09:00 by telephone, version branch-7:" in page
    assert "<q>You may put it up.</q>" in page


def test_hidden_characters_are_spelled_out_beside_the_card(moderator_client: "Client") -> None:
    waiting(body="Pay ‮evil")
    assert "Pay ⟨U+202E⟩evil" in moderator_client.get(QUEUE).text


@pytest.mark.parametrize(
    "seen", ["A nurse 👩🏽\u200d⚕️", "می\u200cخواهم", "🏴\U000e0067\U000e0062 Cymru"]
)
def test_what_joins_an_emoji_or_a_script_hides_nothing(seen: str) -> None:
    assert visible(seen) == seen
    assert visible(f"\u200d{seen}") == f"⟨U+200D⟩{seen}"


def test_arrows_lead_to_the_one_before_and_after(moderator_client: "Client") -> None:
    first, second, third = (waiting(n) for n in range(3))
    page = moderator_client.get(f"{QUEUE}?m={second.pk}").context
    assert page["previous"].endswith(f"?m={first.pk}")
    assert page["following"].endswith(f"?m={third.pk}")


@pytest.mark.parametrize(
    "which", ["m=99999", "m=x", "m=" + "9" * 40, "show=nothing", "page=-1&view=list"]
)
def test_an_address_that_makes_no_sense_shows_the_first(
    which: str, moderator_client: "Client"
) -> None:
    waiting(body="Here I am")
    assert "Here I am" in moderator_client.get(f"{QUEUE}?{which}").text


def test_without_consent_the_button_asks_for_it_or_says_why(moderator_client: "Client") -> None:
    with_address, without = unconsented(email="a@b.example"), unconsented(minutes=1)
    page = moderator_client.get(f"{QUEUE}?m={with_address.pk}").text
    assert "Ask for consent" in page
    assert "No consent to publish: it cannot be approved." in page
    page = moderator_client.get(f"{QUEUE}?m={without.pk}").text
    assert "No consent: cannot be approved" in page


@pytest.mark.parametrize("tab", ["held", "consent"])
def test_what_is_held_or_waits_for_consent_has_a_tab(tab: str, moderator_client: "Client") -> None:
    waiting(body="Held here", status="held")
    unconsented(body="No answer yet", status="awaiting consent")
    page = moderator_client.get(f"{QUEUE}?show={tab}")
    assert ("Held here" if tab == "held" else "No answer yet") in page.text
    assert [each["count"] for each in page.context["tabs"]] == [0, 1, 1]


def test_empty_queue_says_so(moderator_client: "Client") -> None:
    make.make_message()
    assert "Everything is checked." in moderator_client.get(QUEUE).text
    assert "Nothing waits here." in moderator_client.get(f"{QUEUE}?view=list").text


def test_script_in_a_message_stays_text(moderator_client: "Client") -> None:
    waiting(body="<script>alert(1)</script>", name="<b>Ann</b>")
    for address in (QUEUE, f"{QUEUE}?view=list"):
        page = moderator_client.get(address).text
        assert "<script>alert" not in page
        assert "<b>Ann" not in page


# --- Likely duplicates ----------------------------------------------------------------------------


def test_likely_duplicate_is_flagged_and_chosen_for_merging(moderator_client: "Client") -> None:
    words = "Your fight is our fight and we will be there on Friday with all of our banners."
    dispute = make.make_dispute()
    public = make.make_message(dispute=dispute, body=words, name="Ines Example")
    again = waiting(dispute=dispute, body=words.upper())
    page = moderator_client.get(f"{QUEUE}?m={again.pk}").text
    assert "The same words as that of Ines Example, 1 March 2026 (published)." in page
    assert f'<input type="radio" name="into" value="{public.pk}" checked' in page


def test_same_words_in_another_dispute_are_no_duplicate(moderator_client: "Client") -> None:
    make.make_message(body="The very same words")
    waiting(body="The very same words")
    assert "The same words" not in moderator_client.get(QUEUE).text


# --- The list, and what it costs ------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("view", "queries"), [("", 16), ("?view=list", 12)])
def test_page_asks_as_often_for_three_as_for_one(
    rows: int,
    view: str,
    queries: int,
    moderator_client: "Client",
    django_assert_num_queries: "DjangoAssertNumQueries",
) -> None:
    dispute = make.make_dispute()
    for n in range(rows):
        message = waiting(n, dispute=dispute, body="The same words as others write too")
        make.make_submission(message=message)
        make.make_decision(message=message, was="held", now="pending", decided_by=None)
    with django_assert_num_queries(queries):
        moderator_client.get(QUEUE + view)


def test_a_thousand_are_paged(moderator_client: "Client") -> None:
    dispute = make.make_dispute()
    row = {
        "dispute": dispute,
        "consent_basis": "already public",
        "source": "x",
        "entered_at": START,
    }
    many = [Message(body=f"Message {n}", status="pending", **row) for n in range(1000)]
    Message.objects.bulk_create(many)
    page = moderator_client.get(f"{QUEUE}?view=list&page=2")
    assert "51 to 100 of 1000" in page.text
    assert len(page.context["rows"]) == 50
    assert "1 of 1000" in moderator_client.get(QUEUE).text


# --- Who may --------------------------------------------------------------------------------------


def test_officers_and_moderators_check(
    officer_client: "Client", moderator_client: "Client"
) -> None:
    for client in (officer_client, moderator_client):
        assert client.get(QUEUE).status_code == 200


def test_rep_is_refused_and_reads_nothing(rep_client: "Client") -> None:
    waiting(body="Not for reps")
    for answer in (rep_client.get(QUEUE), rep_client.post(QUEUE, {"act": "approve"})):
        assert answer.status_code == 403
        assert "Not for reps" not in answer.text
    assert reverse("admin:queue") not in rep_client.get("/admin/").text


def test_stranger_is_asked_to_sign_in(stranger_client: "Client", client: "Client") -> None:
    for who in (stranger_client, client):
        assert "/admin/login/" in who.get(QUEUE).headers["Location"]


def test_index_leads_to_the_queue(moderator_client: "Client") -> None:
    message = waiting()
    page = moderator_client.get("/admin/").text
    assert f'<a href="{QUEUE}"><span class="waits__count">1</span>' in page
    assert f'href="{QUEUE}?m={message.pk}"' in page


def test_messages_page_tells_its_decisions_in_sentences(moderator_client: "Client") -> None:
    message = waiting(status="held")
    make.make_decision(message=message, code="", note="Ask Ann", decided_at=START)
    page = moderator_client.get(reverse("admin:solidarity_message_change", args=[message.pk])).text
    assert "1 March 2026, 09:00: the site held it: Ask Ann." in page
