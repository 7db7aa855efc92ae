"""How long checking takes is measured, and said only where there is something to measure."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from dispute.models import Dispute
from solidarity import moderation
from solidarity.models import Message
from solidarity.sending.waits import checking_time, in_words, usual_wait
from tests import factories as make

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 10, tzinfo=UTC)


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute()


def came(dispute: Dispute, at: datetime = AT, **fields: Any) -> Message:
    told = {"channel": "web", "entered_at": at, "status": "pending"}
    return make.make_message(dispute=dispute, **{**told, **fields})


def decided(dispute: Dispute, by: User | None, *minutes: int) -> None:
    for n in minutes:
        moderation.publish(came(dispute), by=by, at=AT + timedelta(minutes=n))


def test_too_few_decisions_say_nothing(dispute: Dispute, moderator: User) -> None:
    decided(dispute, moderator, 1, 2, 3, 4)
    assert usual_wait(dispute) is None
    assert "Too few messages" in checking_time(dispute, AT)[0]


def test_the_middle_of_the_last_twenty_is_told(dispute: Dispute, moderator: User) -> None:
    decided(dispute, moderator, 5, 10, 20, 600, 900)
    assert usual_wait(dispute) == timedelta(minutes=20)
    assert "about 20 minutes at present" in checking_time(dispute, AT)[0]
    decided(dispute, moderator, *range(1000, 1020))
    assert usual_wait(dispute) == timedelta(minutes=1010)


def test_only_peoples_first_and_lasting_decisions_count(dispute: Dispute, moderator: User) -> None:
    decided(dispute, moderator, 10, 10, 10, 10, 10)
    # Machines hold, messages are put back, others came by letter.
    decided(dispute, None, 0, 0, 0, 0, 0, 0)
    for message in Message.objects.filter(decided_by=moderator)[:3]:
        moderation.return_to_queue(message, by=moderator, at=AT + timedelta(days=9))
        moderation.publish(message, by=moderator, at=AT + timedelta(days=10))
    moderation.publish(came(dispute, channel="paper"), by=moderator, at=AT + timedelta(days=3))
    assert usual_wait(dispute) == timedelta(minutes=10)


def test_what_waits_longer_just_now_is_told_too(dispute: Dispute, moderator: User) -> None:
    decided(dispute, moderator, 10, 10, 10, 10, 10)
    came(dispute)
    assert len(checking_time(dispute, AT + timedelta(hours=1))) == 1
    late = checking_time(dispute, AT + timedelta(days=3))
    assert late[1] == "The oldest that still waits came about 3 days ago."


def test_it_takes_two_queries_however_many_there_were(
    dispute: Dispute, moderator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for minutes in ((1, 2, 3), (4, 5, 6)):
        decided(dispute, moderator, *minutes)
        with django_assert_num_queries(2):
            checking_time(dispute, AT)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "a few minutes"), (5, "about 5 minutes"), (22, "about 20 minutes"),
        (57, "about 55 minutes"), (58, "about an hour"), (89, "about an hour"),
        (91, "about 2 hours"), (36 * 60, "about 2 days"), (36 * 60 - 1, "about 36 hours"),
        (30 * 24 * 60, "about 30 days"),
    ],
)  # fmt: skip
def test_time_is_told_as_people_say_it(minutes: int, words: str) -> None:
    assert in_words(timedelta(minutes=minutes)) == words
