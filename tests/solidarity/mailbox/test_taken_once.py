"""One mail taken by several hands at the same moment: kept once, and one message of it.

On PostgreSQL they meet inside the database; on SQLite writers queue.
"""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from solidarity.mailbox import dealing
from solidarity.mailbox.taking import take
from solidarity.models import Message, Pledge, ReceivedMail
from tests import factories as make
from tests.solidarity.test_at_the_same_moment import HANDS, together

from .writing import a_mail

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
MAILBOX = ReceivedMail.Door.MAILBOX


def test_the_same_mail_in_many_hands_is_kept_once() -> None:
    dispute = make.make_dispute()
    taken = together(lambda _hand: take(a_mail(), dispute, door=MAILBOX, at=AT))
    assert sorted(each.is_new for each in taken) == [False] * (HANDS - 1) + [True]
    assert len({each.mail.pk for each in taken}) == 1
    assert (ReceivedMail.objects.count(), Message.objects.count()) == (1, 1)


def test_copies_in_many_hands_are_all_kept_and_make_one_message() -> None:
    dispute = make.make_dispute()
    raws = [f"Received: by host{hand}.example\n".encode() + a_mail() for hand in range(HANDS)]
    taken = together(lambda hand: take(raws[hand], dispute, door=MAILBOX, at=AT))
    assert all(each.is_new for each in taken)
    kinds = sorted(ReceivedMail.objects.values_list("what", flat=True))
    assert kinds == ["duplicate"] * (HANDS - 1) + ["message"]
    assert Message.objects.count() == 1
    first = ReceivedMail.objects.get(what="message")
    assert first.copies.count() == HANDS - 1


def test_many_presses_make_one_pledge() -> None:
    gift = {"what": "gift", "sentence": "£150", "amount": "150", "state": "", "row": None}
    mail = make.make_received_mail(raw=a_mail(), suggestions=[gift])

    def press(_hand: int) -> Any:
        mine = ReceivedMail.objects.get(pk=mail.pk)
        try:
            return dealing.make_pledge(mine, 0, Decimal(150), by=None, at=AT, edition=mail.edition)
        except dealing.DealtWithError:
            return "late"

    assert together(press).count("late") == HANDS - 1
    assert Pledge.objects.count() == 1
