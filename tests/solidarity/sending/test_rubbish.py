"""Rubbish is kept out, and nobody's message with it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client, RequestFactory
from pytest_django import Settings

from dispute.middleware import TrustedProxyMiddleware
from dispute.models import Dispute, OutgoingMail
from solidarity.models import Message, Submission, Tally
from solidarity.sending import limits
from solidarity.sending.asking import client_address
from solidarity.sending.signs import links_in
from tests import factories as make
from tests.reading import text_of
from tests.solidarity.sending.walking import FILLED, SENDER, Walk

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 10, tzinfo=UTC)
OTHER = "198.51.100.7"


@pytest.fixture
def dispute() -> Dispute:
    make.make_branch()
    return make.make_dispute(slug="library")


def slowly(dispute: Dispute, address: str = SENDER, **typed: str) -> Walk:
    """Send as a person does, who takes some minutes."""
    with time_machine.travel(AT, tick=False) as clock:
        walk = Walk(dispute, address)
        walk.look(**typed)
        clock.shift(timedelta(minutes=3))
        walk.send()
    return walk


def signs(dispute: Dispute) -> str:
    return Submission.objects.latest("pk").signs


# --- Machines -------------------------------------------------------------------------------------


def test_a_machine_that_fills_everything_is_answered_as_usual_and_held(dispute: Dispute) -> None:
    walk = slowly(dispute, homepage="https://shop.example/")
    assert walk.response.status_code == 303
    message = Message.objects.get()
    assert (message.status, message.decided_by) == ("held", None)
    assert "machine" in message.reason
    assert signs(dispute) == "trap"
    # Whoever it named hears nothing; a person whose browser filled it has the link on the page.
    assert not OutgoingMail.objects.exists()
    assert "Keep this link" in text_of(_page_after(walk))


def _page_after(walk: Walk) -> Any:
    with time_machine.travel(AT + timedelta(minutes=4)):
        return walk.client.get(walk.response["Location"])


def test_the_trap_is_named_to_nobody_and_filled_by_no_browser(dispute: Dispute) -> None:
    html = Walk(dispute).html
    trap = html.partition('class="trap"')[2].partition("</div>")[0]
    assert 'aria-hidden="true"' in trap
    assert 'autocomplete="off"' in trap
    assert 'tabindex="-1"' in trap
    assert "Leave this empty" in trap


def test_what_is_sent_too_fast_waits_with_a_sign(dispute: Dispute) -> None:
    with time_machine.travel(AT, tick=False):
        walk = Walk(dispute)
        walk.look()
        walk.send()
    assert (Message.objects.get().status, signs(dispute)) == ("pending", "fast")


def test_a_person_leaves_no_sign(dispute: Dispute) -> None:
    slowly(dispute)
    assert signs(dispute) == ""


def test_a_clock_that_is_set_back_makes_nobody_suspicious(dispute: Dispute) -> None:
    with time_machine.travel(AT, tick=False) as clock:
        walk = Walk(dispute)
        clock.shift(timedelta(hours=-1))
        assert walk.look().status_code == 200
        assert walk.send().status_code == 303
    assert signs(dispute) == ""


def test_same_words_are_marked_whoever_sends_them(dispute: Dispute) -> None:
    slowly(dispute)
    slowly(dispute, OTHER, message="WE STAND WITH YOU – together, to the end", name="Ann")
    assert signs(dispute) == "duplicate"
    make.make_message(dispute=dispute, body="Printed elsewhere.")
    slowly(dispute, message="Printed elsewhere.")
    assert signs(dispute) == "duplicate"
    assert Message.objects.count() == 4


def test_two_links_are_marked_and_a_third_is_refused_in_words(dispute: Dispute) -> None:
    slowly(dispute, message="See https://a.example/x and www.b.example")
    assert signs(dispute) == "link"
    walk = Walk(dispute)
    assert walk.look(message="a.com b.org/x https://c.example").status_code == 422
    assert "has 3 links" in walk.html
    assert walk.fields["message"] == "a.com b.org/x https://c.example"


def test_words_with_full_stops_are_no_links() -> None:
    text = "Solidarity.Always with you... at 8.30, i.e. today, ann@example.org, U.K. workers"
    assert links_in(text) == []
    assert len(links_in("example.com, http://1.2.3.4/x, sub.shop.example.co.uk/y?z")) == 3


# --- Limits ---------------------------------------------------------------------------------------


def test_too_many_from_one_address_wait_with_all_they_wrote(
    dispute: Dispute, settings: Settings
) -> None:
    settings.MESSAGES_PER_ADDRESS = 2
    with time_machine.travel(AT, tick=False) as clock:
        for _each in range(2):
            assert slowly_in(dispute).response.status_code == 303
        walk = slowly_in(dispute, message="The third, and every word of it")
        assert walk.response.status_code == 429
        assert 0 < int(walk.response["Retry-After"]) <= 600
        assert walk.fields["message"] == "The third, and every word of it"
        assert slowly_in(dispute, OTHER).response.status_code == 303
        clock.shift(timedelta(minutes=10))
        assert walk.send().status_code == 303
    assert Message.objects.count() == 4


def slowly_in(dispute: Dispute, address: str = SENDER, **typed: str) -> Walk:
    """Send with the clock as it stands."""
    walk = Walk(dispute, address)
    walk.look(**typed)
    walk.send()
    return walk


def test_a_day_has_a_limit_too(settings: Settings) -> None:
    settings.MESSAGES_PER_ADDRESS = 1
    for n in range(10):
        limits.count_sent(SENDER, at=AT + timedelta(minutes=10 * n))
    with pytest.raises(limits.TooManyError) as refused:
        limits.count_sent(SENDER, at=AT + timedelta(hours=3))
    assert refused.value.seconds == 11 * 3600
    limits.count_sent(SENDER, at=AT + timedelta(days=1))


def test_refused_messages_leave_nothing_behind(dispute: Dispute, settings: Settings) -> None:
    settings.MESSAGES_PER_ADDRESS = 1
    slowly(dispute)
    for _each in range(3):
        assert slowly(dispute, pledge="5").response.status_code == 429
    assert (Message.objects.count(), OutgoingMail.objects.count()) == (1, 1)
    assert set(Tally.objects.filter(what="sent").values_list("count", flat=True)) == {1}


def test_sending_the_same_form_again_is_no_second_message_to_count(
    dispute: Dispute, settings: Settings
) -> None:
    settings.MESSAGES_PER_ADDRESS = 1
    with time_machine.travel(AT, tick=False):
        walk = Walk(dispute)
        page = walk.look()
        for _each in range(3):
            walk.keep(page)
            assert walk.send().status_code == 303


@pytest.mark.parametrize(("most", "allowed"), [(0, 60), (2, 20)])
def test_limit_can_be_off_and_is_wide_where_one_address_is_everybody(
    settings: Settings, most: int, allowed: int
) -> None:
    settings.MESSAGES_PER_ADDRESS = most
    for _each in range(allowed):
        limits.count_sent("127.0.0.1", at=AT)
    if most:
        with pytest.raises(limits.TooManyError):
            limits.count_sent("127.0.0.1", at=AT)


def test_a_mailbox_that_anybody_can_name_is_not_filled(dispute: Dispute) -> None:
    for n in range(limits.MAILS_A_DAY + 2):
        walk = slowly(dispute, f"198.51.100.{n}", email="Victim@example.org ")
    assert OutgoingMail.objects.count() == limits.MAILS_A_DAY
    assert Message.objects.filter(status="pending").count() == limits.MAILS_A_DAY + 2
    assert "Keep this link" in text_of(_page_after(walk))


def test_no_address_is_kept_but_as_a_digest(dispute: Dispute) -> None:
    slowly(dispute)
    kept = [*Submission.objects.values_list("sender"), *Tally.objects.values_list("digest")]
    assert len(kept) == 4
    assert not [each for (each,) in kept if SENDER in each or len(each) != 64]


# --- Who asks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trusted", "came_from", "forwarded", "address"),
    [
        ([], SENDER, "", SENDER),
        # Nobody is believed who is no trusted proxy.
        ([], SENDER, OTHER, SENDER),
        (["10.0.0.0/8"], SENDER, OTHER, SENDER),
        (["10.0.0.0/8"], "10.0.0.2", OTHER, OTHER),
        # What stands before the proxies' own word is the client's, and may be a lie.
        (["10.0.0.0/8"], "10.0.0.2", f"1.2.3.4, {OTHER}", OTHER),
        (["10.0.0.0/8"], "10.0.0.2", f"1.2.3.4, {OTHER}, 10.0.0.9", OTHER),
        (["10.0.0.0/8"], "10.0.0.2", "", "10.0.0.2"),
        (["10.0.0.0/8"], "10.0.0.2", f"{OTHER}, rubbish", "10.0.0.2"),
        (["10.0.0.0/8"], "::ffff:10.0.0.2", OTHER, OTHER),
        (["::1"], "::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        # Some proxies tell the port too.
        (["10.0.0.0/8"], "10.0.0.2", f"{OTHER}:51234", OTHER),
        (["::1"], "::1", "[2001:db8:1:2:3:4:5:6]:443", "2001:db8:1:2::/64"),
        ([], "", "", ""),
    ],
)
def test_address_behind_a_trusted_proxy_is_right_and_only_there(
    settings: Settings, trusted: list[str], came_from: str, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = trusted
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=came_from)
    seen: list[str] = []
    TrustedProxyMiddleware(lambda asked: seen.append(client_address(asked)))(request)  # type: ignore[func-returns-value]
    assert seen == [address]


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "https://elsewhere.example"}, False),
        ({"Origin": "null"}, False),
    ],
)
def test_another_site_sends_nothing_in_somebodys_name(
    dispute: Dispute, headers: dict[str, str], sent: bool
) -> None:
    walk = Walk(dispute)
    walk.look()
    response = walk.press("send", headers=headers)
    assert (response.status_code == 303) is sent
    assert Message.objects.exists() is sent
    if not sent:
        assert walk.fields["message"] == FILLED["message"]
        assert "publish" not in walk.fields


# --- Forged and old -------------------------------------------------------------------------------


@pytest.mark.parametrize("note", ["", "x", "é:\x00", "e30:forged", "a" * 9000])
def test_forged_note_leads_to_the_form_with_all_that_was_typed(dispute: Dispute, note: str) -> None:
    walk = Walk(dispute)
    walk.look()
    response = walk.press("send", note=note)
    assert response.status_code == 200
    assert {k: walk.fields.get(k) for k in FILLED} == FILLED | {"publish": None}
    assert "look it over" in walk.html
    walk.press("look", publish="on")
    assert walk.send().status_code == 303


def test_note_of_one_dispute_is_none_of_another(dispute: Dispute) -> None:
    walk = Walk(dispute)
    note = Walk(make.make_dispute(slug="other")).fields["note"]
    walk.look()
    assert walk.press("send", note=note).status_code == 200
    assert not Message.objects.exists()


def test_form_of_last_week_is_shown_again_and_keeps_its_ticks(dispute: Dispute) -> None:
    with time_machine.travel(AT, tick=False) as clock:
        walk = Walk(dispute)
        walk.look()
        clock.shift(timedelta(days=4))
        assert walk.send().status_code == 200
        assert {k: walk.fields.get(k) for k in FILLED} == FILLED
        walk.press("look")
        assert walk.send().status_code == 303


def test_tick_beside_other_words_is_no_consent_to_new_ones(dispute: Dispute) -> None:
    with time_machine.travel(AT, tick=False) as clock:
        walk = Walk(dispute)
        walk.look()
        clock.shift(timedelta(days=4))
        make.make_consent_wording(version="newer")
        walk.send()
    assert "publish" not in walk.fields
    assert walk.fields["message"] == FILLED["message"]


# --- Too much -------------------------------------------------------------------------------------


def test_a_hundred_kilobytes_are_refused_in_words_and_kept(dispute: Dispute) -> None:
    walk = Walk(dispute)
    text = "solidarity " * 9_000
    assert walk.look(message=text).status_code == 422
    assert "Your message has 98999 characters" in walk.html
    assert walk.fields["message"].strip() == text.strip()


def test_ten_thousand_characters_are_taken(dispute: Dispute) -> None:
    slowly(dispute, message="a" * 10_000, name="n" * 200, email="")
    assert len(Message.objects.get().body) == 10_000


@pytest.mark.parametrize("name", ["name", "role", "organisation", "place", "email", "pledge"])
def test_long_fields_are_refused_in_words_and_kept(dispute: Dispute, name: str) -> None:
    walk = Walk(dispute)
    assert walk.look(**{name: "x" * 3_000}).status_code == 422
    assert walk.fields[name] == "x" * 3_000


@pytest.mark.parametrize("content", [b"message=" + b"a" * 6_000_000, b"&".join([b"a=b"] * 1_001)])
def test_more_than_the_site_reads_is_a_kind_page(dispute: Dispute, content: bytes) -> None:
    kind = "application/x-www-form-urlencoded"
    response = Client().post("/library/wall/send/", content, content_type=kind)
    assert response.status_code == 413
    assert "should still be in the form" in text_of(response)


@pytest.mark.parametrize(
    "text", ["\u202e\u200b\u2066", "\u3164\u2800", "\x00\x07", "\n \n", "\u0301"]
)
def test_what_cannot_be_seen_is_no_message_and_no_name(dispute: Dispute, text: str) -> None:
    walk = Walk(dispute)
    assert walk.look(message=text).status_code == 422
    assert walk.look(message="Hello", name=text).status_code == 422
    assert "Write your name" in walk.html


def test_text_cannot_become_part_of_the_page(dispute: Dispute) -> None:
    hostile = '"><script>alert(1)</script><article class="message">{{ x }}</textarea>'
    walk = Walk(dispute)
    fields = dict.fromkeys(("message", "name", "role", "organisation", "place"), hostile)
    for press in (walk.look(**fields), walk.press("change"), walk.look(**fields, email=hostile)):
        assert "<script>alert" not in text_of(press)
    assert walk.html.count("</textarea>") == 1
