"""Messages in the admin: the queue, decisions, and what nobody else may see of a sender."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from solidarity.models import Message
from tests import factories

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

LIST = "admin:solidarity_message_changelist"
CONSENT = {
    "consent_basis": "consent",
    "consented_at": "2026-03-01T10:00:00",
    "consent_channel": "web",
    "consent_wording": "You may publish this.",
}


def pending(**fields: Any) -> Message:
    return factories.make_message(status="pending", **fields)


def unconsented(**fields: Any) -> Message:
    return pending(consent_basis="", source="", **fields)


def page_of(message: Message) -> str:
    return reverse("admin:solidarity_message_change", args=[message.pk])


def fields_of(message: Message, **others: Any) -> dict[str, Any]:
    """What the page's form would send, unchanged but for `others`."""
    names = (
        "body", "kind", "channel", "name", "role", "organisation", "place", "display", "email",
        "consent_basis", "consent_channel", "consent_wording", "consent_version", "source",
        "source_url",
    )  # fmt: skip
    fields = {name: getattr(message, name) for name in names}
    return {**fields, "received_on": message.received_on.isoformat(), **others}


def act(client: "Client", action: str, *chosen: Message, reason: str = "") -> str:
    fields = {"action": action, "_selected_action": [m.pk for m in chosen], "reason": reason}
    answer = client.post(reverse(LIST) + "?status=all", fields, follow=True)
    return " ".join(str(message) for message in answer.context["messages"])


# --- The queue ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_as_often_for_three_messages_as_for_one(
    rows: int, moderator_client: "Client", django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    dispute = factories.make_dispute()
    for _each in range(rows):
        pending(dispute=dispute)
    with django_assert_num_queries(12):
        answer = moderator_client.get(reverse(LIST))
    assert len(answer.context["cl"].result_list) == rows


def test_list_opens_on_what_waits_oldest_first(moderator_client: "Client") -> None:
    late, early = pending(received_on=date(2026, 3, 9)), pending(received_on=date(2026, 3, 2))
    factories.make_message()
    shown = moderator_client.get(reverse(LIST)).context["cl"].result_list
    assert [message.pk for message in shown] == [early.pk, late.pk]


@pytest.mark.parametrize("status", ["pending", "held", "published", "declined", "withdrawn"])
def test_list_shows_any_status(status: str, moderator_client: "Client") -> None:
    made = {each: factories.make_message(status=each) for each in Message.Status.values}
    shown = moderator_client.get(reverse(LIST), {"status": status}).context["cl"].result_list
    assert [message.pk for message in shown] == [made[status].pk]


def test_search_looks_through_every_status_but_not_e_mail(moderator_client: "Client") -> None:
    factories.make_message(name="Zora Invented", email="zora@private.example")
    for words, found in (("Zora", 1), ("private.example", 0)):
        shown = moderator_client.get(reverse(LIST), {"q": words}).context["cl"].result_list
        assert len(shown) == found


def test_e_mail_is_on_the_message_page_alone(moderator_client: "Client") -> None:
    message = pending(email="zora@private.example")
    assert "zora@private" in moderator_client.get(page_of(message)).text
    pages = (
        "/admin/",
        reverse(LIST),
        reverse("admin:solidarity_message_history", args=[message.pk]),
    )
    for page in pages:
        assert "zora@private" not in moderator_client.get(page).text


# --- Deciding from the list -----------------------------------------------------------------------


def test_published_ones_are_counted_and_refused_ones_explained(
    moderator_client: "Client", moderator: "User"
) -> None:
    first, second, without = pending(), pending(), unconsented()
    told = act(moderator_client, "publish", first, second, without)
    assert told.startswith("2 messages are on the wall. 1 refused. It cannot be published without")
    first.refresh_from_db()
    without.refresh_from_db()
    assert (first.status, first.decided_by) == ("published", moderator)
    assert first.card
    assert (without.status, without.decided_at) == ("pending", None)


@pytest.mark.parametrize(("action", "status"), [("decline", "declined"), ("hold", "held")])
def test_no_is_said_with_a_reason(
    action: str, status: str, moderator_client: "Client", moderator: "User"
) -> None:
    message = factories.make_message()
    assert "Say why" in act(moderator_client, action, message)
    message.refresh_from_db()
    assert message.status == "published"
    assert status in act(moderator_client, action, message, reason="Names a patient")
    message.refresh_from_db()
    assert (message.status, message.reason, message.card) == (status, "Names a patient", "")
    assert (message.decided_by, message.history.first().history_user) == (moderator, moderator)


def test_decision_is_taken_back(moderator_client: "Client") -> None:
    message = factories.make_message()
    assert "waits to be checked again" in act(moderator_client, "return_to_queue", message)
    message.refresh_from_db()
    assert (message.status, message.decided_at, message.card) == ("pending", None, "")


def test_withdrawn_message_stays_withdrawn(moderator_client: "Client") -> None:
    message = factories.make_message(status="withdrawn")
    for action in ("publish", "hold", "decline", "return_to_queue"):
        assert "Its sender withdrew it" in act(moderator_client, action, message, reason="x")
    assert "nothing is left to decide" in moderator_client.get(page_of(message)).text


# --- The page of one ------------------------------------------------------------------------------


def test_page_saves_what_was_changed_and_decides(
    moderator_client: "Client", moderator: "User"
) -> None:
    message = unconsented(body="Solidarity!")
    fields = fields_of(message, **CONSENT, kind="health", decision="publish")
    answer = moderator_client.post(page_of(message), fields)
    assert answer.headers["Location"] == reverse(LIST)
    message.refresh_from_db()
    assert (message.status, message.kind, message.decided_by) == ("published", "health", moderator)
    assert "Health worker" in message.card


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("publish", "Not published: It cannot be published without"),
        ("hold", "Not held: Say why"),
        ("decline", "Not declined: Say why"),
        ("return_to_queue", "Not put back: That was decided before."),
    ],
)
def test_refused_decision_changes_nothing_and_says_so_on_the_page(
    decision: str, said: str, moderator_client: "Client"
) -> None:
    message = unconsented(name="Old name")
    fields = fields_of(message, decision=decision, name="New name")
    answer = moderator_client.post(page_of(message), fields)
    assert said in answer.text
    assert "1 refused" not in answer.text
    assert 'value="New name"' in answer.text
    message.refresh_from_db()
    assert (message.status, message.name) == ("pending", "Old name")
    assert message.history.count() == 1


def test_refused_decision_keeps_the_reason_that_was_typed(moderator_client: "Client") -> None:
    message = pending()
    fields = fields_of(message, decision="hold", decision_reason="Ask Olive", body="")
    assert 'value="Ask Olive"' in moderator_client.post(page_of(message), fields).text


def test_decision_refused_at_the_last_moment_saves_nothing(
    moderator_client: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    message = unconsented(name="Old name")
    monkeypatch.setattr("solidarity.admin.messages.refusal_of", lambda *args, **kwargs: "")
    fields = fields_of(message, decision="publish", name="New name")
    answer = moderator_client.post(page_of(message), fields, follow=True)
    assert "Not published: It cannot be published without" in answer.text
    message.refresh_from_db()
    assert (message.status, message.name, message.history.count()) == ("pending", "Old name", 1)


def test_decision_alone_is_one_line_of_history(moderator_client: "Client") -> None:
    message = pending()
    moderator_client.post(page_of(message), fields_of(message, decision="publish"))
    page = moderator_client.get(reverse("admin:solidarity_message_history", args=[message.pk])).text
    assert message.history.count() == 2
    assert "changed from to check to published, by musa" in page
    assert "Deleted user" not in page


def test_saving_a_message_untouched_is_no_line_of_history(moderator_client: "Client") -> None:
    agreed = timezone.now().replace(microsecond=123456)
    message = pending(body="One line\nand another", consent_basis="consent", consented_at=agreed)
    typed = timezone.localtime(agreed).strftime("%Y-%m-%dT%H:%M:%S")
    fields = fields_of(message, body="One line\r\nand another", consented_at=typed)
    assert moderator_client.post(page_of(message), fields).status_code == 302
    message.refresh_from_db()
    assert (message.body, message.consented_at) == ("One line\nand another", agreed)
    assert message.history.count() == 1


def test_enter_key_decides_nothing(moderator_client: "Client") -> None:
    page = moderator_client.get(page_of(pending())).text
    assert page.index('name="_continue"') < page.index('name="decision"')


def test_published_message_gets_its_new_card_at_once(officer_client: "Client") -> None:
    message = factories.make_message(body="Old words")
    officer_client.post(page_of(message), fields_of(message, body="New words"))
    message.refresh_from_db()
    assert "New words" in message.card
    assert message.status == "published"


@pytest.mark.parametrize(
    "broken", [{"body": " \n "}, {"body": "\x07"}, {"source": ""}, {"consent_basis": ""}]
)
def test_published_message_cannot_lose_what_it_stands_on(
    broken: dict[str, str], officer_client: "Client"
) -> None:
    message = factories.make_message()
    answer = officer_client.post(page_of(message), fields_of(message, **broken))
    assert answer.status_code == 200
    assert answer.context["errors"]
    message.refresh_from_db()
    assert message.source == "Their public page"


def test_withdrawn_message_is_not_filled_again(officer_client: "Client") -> None:
    message = factories.make_message(status="withdrawn")
    answer = officer_client.post(page_of(message), fields_of(message, body="Back again"))
    assert answer.context["errors"]


def test_status_is_not_set_by_hand(officer_client: "Client") -> None:
    message = pending()
    fields = fields_of(message, status="published", decided_at="2026-03-01", card="<b>x</b>")
    assert officer_client.post(page_of(message), fields).status_code == 302
    message.refresh_from_db()
    assert (message.status, message.card) == ("pending", "")


def test_message_that_came_by_post_is_typed_in(officer_client: "Client", officer: "User") -> None:
    dispute = factories.make_dispute()
    blank = Message(dispute=dispute, body="By post.", received_on=date(2026, 3, 1))
    fields = fields_of(blank, dispute=dispute.pk)
    assert officer_client.post(reverse("admin:solidarity_message_add"), fields).status_code == 302
    made = Message.objects.get()
    assert (made.entered_by, made.status, made.history.get().history_user) == (
        officer, "pending", officer,
    )  # fmt: skip


def test_message_without_a_text_is_not_entered(officer_client: "Client") -> None:
    dispute = factories.make_dispute()
    for body in ("", " \n ", "\u200b"):
        blank = Message(dispute=dispute, body=body, received_on=date(2026, 3, 1))
        fields = fields_of(blank, dispute=dispute.pk)
        answer = officer_client.post(reverse("admin:solidarity_message_add"), fields)
        assert list(answer.context["adminform"].form.errors) == ["body"]
    assert not Message.objects.exists()


def test_withdrawn_message_is_saved_without_a_text(officer_client: "Client") -> None:
    message = factories.make_message(status="withdrawn")
    answer = officer_client.post(page_of(message), fields_of(message, kind="health"))
    assert answer.status_code == 302


def test_message_of_a_day_to_come_is_refused_beside_the_day(officer_client: "Client") -> None:
    message, today = pending(), timezone.localdate()
    late = fields_of(message, received_on=(today + timedelta(days=1)).isoformat())
    answer = officer_client.post(page_of(message), late)
    assert "still to come" in str(answer.context["adminform"].form.errors["received_on"])
    in_time = fields_of(message, received_on=today.isoformat())
    assert officer_client.post(page_of(message), in_time).status_code == 302


def test_log_of_the_admin_keeps_no_words_of_senders(officer_client: "Client") -> None:
    message = pending()
    officer_client.post(page_of(message), fields_of(message, name="Zora Invented"))
    officer_client.post(
        reverse("admin:solidarity_message_delete", args=[message.pk]), {"post": "yes"}
    )
    assert not Message.objects.exists()
    assert not LogEntry.objects.exists()


def test_huge_and_hostile_text_is_shown_harmless(moderator_client: "Client") -> None:
    message = pending(body="<script>alert(1)</script>" + "long " * 39_000, name="<b>")
    for page in ("/admin/", reverse(LIST), page_of(message)):
        text = moderator_client.get(page).text
        assert "<script>alert" not in text
        assert "<b><" not in text
    assert len(moderator_client.get(reverse(LIST)).text) < 60_000


# --- Who may --------------------------------------------------------------------------------------


def test_moderators_check_and_reps_and_strangers_do_not(
    officer: "User", moderator: "User", rep: "User", stranger: "User"
) -> None:
    def may(user: "User") -> set[str]:
        actions = ("view", "add", "change", "delete")
        return {each for each in actions if user.has_perm(f"solidarity.{each}_message")}

    assert may(officer) == {"view", "add", "change", "delete"}
    assert may(moderator) == {"view", "add", "change"}
    assert may(rep) == {"view"}
    assert may(stranger) == set()


def test_rep_sees_what_the_wall_shows_and_no_more(rep_client: "Client") -> None:
    waiting = pending()
    veiled = factories.make_message(
        display="supporter",
        name="Zora Invented",
        organisation="Zora Ltd",
        email="z@private.example",
    )
    assert rep_client.get(page_of(waiting)).status_code == 302
    history = reverse("admin:solidarity_message_history", args=[veiled.pk])
    assert rep_client.get(history).status_code == 403
    for page in (reverse(LIST), page_of(veiled), reverse(LIST) + "?q=Zora"):
        answer = rep_client.get(page)
        assert answer.status_code == 200
        for hidden in ("Zora Invented", "Zora Ltd", "private.example", history, "decision"):
            assert hidden not in answer.text
    assert "A supporter" in rep_client.get(reverse(LIST)).text
    assert not rep_client.get(reverse(LIST) + "?q=Zora").context["cl"].result_list


def test_rep_decides_and_edits_nothing(rep_client: "Client") -> None:
    message = factories.make_message()
    act_url = reverse(LIST)
    rep_client.post(act_url, {"action": "decline", "_selected_action": [message.pk], "reason": "x"})
    assert (
        rep_client.post(page_of(message), fields_of(message, decision="decline")).status_code == 403
    )
    message.refresh_from_db()
    assert message.status == "published"


def test_stranger_is_sent_to_sign_in(stranger_client: "Client") -> None:
    message = factories.make_message()
    for page in (reverse(LIST), page_of(message)):
        assert "/admin/login/" in stranger_client.get(page).headers["Location"]


# --- What waits -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "said"), [(0, "The oldest came today."), (1, "for 1 day."), (9, "for 9 days.")]
)
def test_index_says_how_long_the_oldest_has_waited(
    days: int, said: str, moderator_client: "Client"
) -> None:
    # An old one that was taken in now waits since now.
    pending(received_on=date(2020, 1, 1), entered_at=timezone.now())
    pending(entered_at=timezone.now() - timedelta(days=days))
    page = moderator_client.get("/admin/").text
    assert said in page
    assert '<span class="waits__count">2</span> messages to check' in page


def test_index_says_that_all_is_checked(moderator_client: "Client") -> None:
    factories.make_message()
    assert "Everything is checked." in moderator_client.get("/admin/").text
