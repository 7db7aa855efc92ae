"""Buttons pressed at the same moment, by threads of their own: each does its work once, or says so.

On PostgreSQL they meet inside the database; on SQLite writers queue.
"""

from collections.abc import Callable
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client

from dispute.models import OutgoingMail
from solidarity import private_links
from solidarity.changes import changes_since
from solidarity.models import Decision, Message, WallChange
from tests import factories as make
from tests.solidarity.sending.walking import SENDER, Walk

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 6


def together(act: Callable[[int], Any]) -> list[Any]:
    """Return what `act` returns to each of several threads that begin at once."""
    found: list[Any] = [None] * HANDS
    ready = Barrier(HANDS)

    def run(hand: int) -> None:
        ready.wait()
        try:
            found[hand] = act(hand)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(hand,)) for hand in range(HANDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def press(path: str, data: dict[str, str]) -> Any:
    return Client(raise_request_exception=False).post(path, data, REMOTE_ADDR=SENDER)


def path_of(message: Message, purpose: str) -> str:
    token = private_links.token_of(message, purpose)
    return f"/{message.dispute.slug}/wall/{purpose}/{token}/"


def waiting() -> Message:
    return make.make_message(
        status="awaiting consent", consent_basis="", source="", email="ines@example.org"
    )


def test_one_form_sent_by_many_hands_is_one_message_and_one_mail() -> None:
    make.make_branch()
    walk = Walk(make.make_dispute(slug="library"))
    walk.look()
    data = {**walk.fields, "do": "send"}
    answers = together(lambda hand: press(walk.path, data))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert (Message.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_consent_is_given_once() -> None:
    path = path_of(waiting(), "consent")
    answers = together(lambda hand: press(path, {"answer": "agree"}))
    assert {answer.status_code for answer in answers} == {302}
    message = Message.objects.get()
    assert (message.status, message.consent_basis) == ("pending", "consent")
    assert message.edition == 1


def test_erasing_wins_over_agreeing() -> None:
    path = path_of(waiting(), "consent")
    words = ("agree", "erase")
    answers = together(lambda hand: press(path, {"answer": words[hand % 2]}))
    assert {answer.status_code for answer in answers} <= {302, 410}
    assert Message.objects.get().status == "withdrawn"


def test_changing_and_taking_back_at_once_ends_with_nothing_left() -> None:
    path = path_of(make.make_message(name="Ines", organisation="Example Branch"), "yours")
    shown = ("supporter", "organisation", "first name")
    asked = [{"do": "display", "display": each} for each in shown] + [{"do": "withdraw"}] * 3
    answers = together(lambda hand: press(path, asked[hand]))
    assert {answer.status_code for answer in answers} <= {200, 302, 410}
    message = Message.objects.get()
    assert (message.status, message.name, message.body) == ("withdrawn", "", "")


def test_changes_at_once_send_it_back_to_the_queue_once() -> None:
    path = path_of(make.make_message(name="Ines", organisation="Example Branch"), "yours")
    shown = ("supporter", "organisation", "first name") * 2
    answers = together(lambda hand: press(path, {"do": "display", "display": shown[hand]}))
    assert {answer.status_code for answer in answers} <= {200, 302}
    assert Message.objects.get().status == "pending"
    assert Decision.objects.filter(was="published").count() == 1


def test_whoever_follows_the_wall_hears_of_what_two_write_at_once() -> None:
    """The later of two writers waits for the first to end, so that numbers come in their order."""
    dispute = make.make_dispute()
    version = changes_since(dispute, 0, 9).version
    heard: list[str] = []
    has_written, may_end, is_done = Event(), Event(), Event()

    def first() -> None:
        with transaction.atomic():
            make.make_message(dispute=dispute)
            has_written.set()
            may_end.wait(60)
        connections.close_all()

    def second() -> None:
        make.make_message(dispute=dispute)
        is_done.set()
        connections.close_all()

    writers = [Thread(target=first), Thread(target=second)]
    writers[0].start()
    assert has_written.wait(60)
    writers[1].start()
    assert not is_done.wait(0.3)
    for _before_and_after in range(2):
        changes = changes_since(dispute, version, 9)
        heard, version = [*heard, *changes.shown], changes.version
        may_end.set()
        for writer in writers:
            writer.join()
    assert sorted(heard) == sorted(Message.objects.values_list("ref", flat=True))
    assert WallChange.objects.values("number").distinct().count() == 2
