"""Mails to moderators about what waits: as often as they chose, and once."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from dispute.mail import run_round
from dispute.models import OutgoingMail
from solidarity.models import DigestChoice
from solidarity.queue import digest
from solidarity.queue.digest import choose, last_due, send_digests
from tests import factories as make

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client

pytestmark = pytest.mark.django_db

# A Thursday in winter, when London is on UTC.
NIGHT = datetime(2026, 3, 5, 3, tzinfo=UTC)
MORNING = datetime(2026, 3, 5, 8, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def wait(count: int = 1) -> None:
    for _each in range(count):
        make.make_message(
            status="pending", entered_at=NIGHT - 3 * DAY, name="Ines", body="Secret words"
        )


@pytest.mark.parametrize(
    ("often", "due"),
    [
        ("hourly", datetime(2026, 3, 5, 16, tzinfo=UTC)),
        ("daily", datetime(2026, 3, 5, 8, tzinfo=UTC)),
        ("twice a day", datetime(2026, 3, 5, 8, tzinfo=UTC)),
        ("weekly", datetime(2026, 3, 2, 8, tzinfo=UTC)),
    ],
)
def test_each_choice_has_its_hours(often: str, due: datetime) -> None:
    assert last_due(often, datetime(2026, 3, 5, 16, 59, tzinfo=UTC)) == due


def test_eight_in_the_morning_is_so_in_summer_too() -> None:
    assert last_due("daily", datetime(2026, 7, 1, 9, tzinfo=UTC)).hour == 8
    assert last_due("daily", datetime(2026, 7, 1, 9, tzinfo=UTC)).utcoffset() == timedelta(hours=1)


def test_mail_counts_and_says_no_word_of_any_message(moderator: "User") -> None:
    wait(2)
    make.make_message(status="held")
    choose(moderator, "daily", at=NIGHT)
    assert send_digests(MORNING) == 1
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (moderator.email, "2 messages wait")
    assert "2 messages of solidarity wait to be checked, the oldest for 3 days." in mail.body
    assert "1 is held." in mail.body
    assert "http://testserver/admin/queue/" in mail.body
    assert "Ines" not in mail.body
    assert "Secret" not in mail.body


def test_one_mail_an_interval(moderator: "User") -> None:
    wait()
    choose(moderator, "daily", at=NIGHT)
    rounds = [MORNING + timedelta(minutes=n) for n in range(0, 600, 60)]
    assert [send_digests(at) for at in rounds] == [1] + [0] * 9
    assert send_digests(MORNING + DAY) == 1


def test_of_two_workers_one_writes_it(moderator: "User", monkeypatch: pytest.MonkeyPatch) -> None:
    wait()
    choose(moderator, "daily", at=NIGHT)
    other, counted = [], digest.what_waits

    def meanwhile() -> digest.Waits:
        """The other worker does its whole round after this one has read what is due."""
        monkeypatch.setattr(digest, "what_waits", counted)
        other.append(send_digests(MORNING))
        return counted()

    monkeypatch.setattr(digest, "what_waits", meanwhile)
    assert (send_digests(MORNING), other) == (0, [1])
    assert OutgoingMail.objects.count() == 1


def test_first_mail_comes_when_it_is_next_due(moderator: "User") -> None:
    wait()
    choose(moderator, "daily", at=MORNING)
    assert send_digests(MORNING + timedelta(minutes=5)) == 0
    assert send_digests(MORNING + DAY) == 1


def test_nothing_waits_and_nobody_is_told(moderator: "User") -> None:
    choose(moderator, "hourly", at=NIGHT)
    assert send_digests(MORNING) == 0


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_who_has_gone_is_told_nothing(change: dict[str, object], moderator: "User") -> None:
    wait()
    choose(moderator, "daily", at=NIGHT)
    type(moderator).objects.filter(pk=moderator.pk).update(**change)
    assert send_digests(MORNING) == 0


def test_who_may_not_check_any_more_is_told_nothing(rep: "User") -> None:
    wait()
    choose(rep, "daily", at=NIGHT)
    assert send_digests(MORNING) == 0


def test_mail_that_could_not_leave_is_replaced_by_the_next(moderator: "User") -> None:
    wait()
    choose(moderator, "daily", at=NIGHT)
    send_digests(MORNING)
    send_digests(MORNING + DAY)
    assert OutgoingMail.objects.unsent().count() == 1


def test_workers_round_and_the_command_send_them(moderator: "User") -> None:
    wait()
    choose(moderator, "hourly", at=NIGHT)
    run_round(MORNING)
    assert OutgoingMail.objects.count() == 1
    call_command("send_digests", verbosity=0)


def test_moderator_chooses_on_a_page_of_their_own(
    moderator: "User", moderator_client: "Client", rep_client: "Client"
) -> None:
    page = "/admin/queue/mails/"
    assert "It goes to musa@branch.example." in moderator_client.get(page).text
    answer = moderator_client.post(page, {"often": "weekly"}, follow=True)
    assert "You are told: every Monday at 8 am." in answer.text
    assert DigestChoice.objects.get(user=moderator).often == "weekly"
    assert moderator_client.post(page, {"often": "always"}).status_code == 200
    assert rep_client.get(page).status_code == 403
