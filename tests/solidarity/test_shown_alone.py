"""What is noted as shown, and is hidden before it is read, is told by no feed and to no wall.

Between the notes of what changed and the messages themselves lies a moment.
"""

import pytest
from django.test import Client

from solidarity import search
from solidarity.display.slides import slides_of
from solidarity.models import Message, WallChange
from tests import factories as make
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", ["pending", "awaiting consent", "held", "declined"])
def test_a_message_that_is_not_public_is_nowhere_whatever_is_noted(
    client: Client, status: str
) -> None:
    dispute = make.make_dispute(slug="library")
    make.make_message(dispute=dispute, body="shown-words")
    hidden = make.make_message(dispute=dispute, body="hidden-words", status=status)
    last = WallChange.objects.get()
    WallChange.objects.create(
        dispute=dispute, ref=hidden.ref, what="shown", kind=hidden.kind, number=last.number,
        changed_at=last.changed_at, first_shown_at=last.changed_at,
    )  # fmt: skip
    assert slides_of(dispute, [hidden.ref]) == ()
    for asked in ("wall/feed.atom", "wall.json", "wall/live.json?since=0", "wall/display/?since=0"):
        told = read(client, f"/library/{asked}")
        assert ("shown-words" in told, "hidden-words" in told) == (True, False), asked
    told = client.get("/library/wall/live.json?since=0").json()
    assert hidden.ref in told["gone"]
    assert Message.objects.public().count() == 1


def test_words_that_were_left_behind_off_the_wall_are_not_in_the_index() -> None:
    message = make.make_message(body="zebra")
    assert search.found(message.dispute, ["zebra"], 9) == [message.pk]
    Message.objects.filter(pk=message.pk).update(status="held")
    assert Message.objects.get().words
    assert search.found(message.dispute, ["zebra"], 9) == []
