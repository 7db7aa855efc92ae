"""Pinned messages: first on the wall, once, never more than three, and never off the wall."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from dispute.models import Dispute
from dispute.packs.exporting import export_pack
from dispute.stamps import stamp_of
from solidarity import moderation, undoing, withdrawing
from solidarity.models import Message
from solidarity.models.messages import PINS
from solidarity.wall import PAGE_SIZE
from tests import factories as make
from tests.dispute.packs.made import brought
from tests.reading import Tags, read

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 5, 10, tzinfo=UTC)
WALL = "/library/wall/"


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute(slug="library")


def refs(page: str) -> list[str]:
    """Return the references of a page's messages, in order."""
    found = (each.get("id", "") for tag, each in Tags(page).found if tag == "article")
    return [name.removeprefix("m-") for name in found]


def pinned(message: Message, *, minutes: int = 0) -> Message:
    moderation.pin(message, by=None, at=AT + timedelta(minutes=minutes))
    return message


def test_pinned_messages_come_first_and_not_twice(client: Client, dispute: Dispute) -> None:
    made = [make.make_message(dispute=dispute) for _n in range(PAGE_SIZE + 3)]
    first, second = pinned(made[0]), pinned(made[-1], minutes=1)
    newest_first = [each.ref for each in reversed(made[1:-1])]
    page = read(client, WALL)
    assert refs(page) == [second.ref, first.ref, *newest_first[:PAGE_SIZE]]
    assert page.count(">Pinned</p>") == 2
    following = next(e["href"] for tag, e in Tags(page).found if e.get("rel") == "next")
    assert refs(read(client, following)) == newest_first[PAGE_SIZE:]


def test_a_part_of_the_wall_has_nothing_pinned_and_everything_in_its_place(
    client: Client, dispute: Dispute
) -> None:
    old, new = make.make_message(dispute=dispute), make.make_message(dispute=dispute)
    pinned(old)
    for asked in ({"kind": "union"}, {"month": "2026-03"}, {"q": "stand"}):
        page = read(client, WALL, asked)
        assert refs(page) == [new.ref, old.ref]
        assert "Pinned" not in page


def test_a_fourth_is_refused_in_words(officer: User, dispute: Dispute) -> None:
    made = [make.make_message(dispute=dispute) for _n in range(PINS + 1)]
    for each in made[:PINS]:
        pinned(each)
    pinned(make.make_message())
    with pytest.raises(ValidationError, match="3 messages are pinned already"):
        moderation.pin(made[PINS], by=officer)
    moderation.unpin(made[0], by=officer)
    moderation.pin(made[PINS], by=officer, at=AT)
    kept = Message.objects.get(pk=made[PINS].pk)
    assert (kept.pinned_at, kept.pinned_by) == (AT, officer)
    moderation.pin(kept, by=None)


@pytest.mark.parametrize("status", ["pending", "awaiting consent", "held", "declined", "withdrawn"])
def test_only_what_is_on_the_wall_is_pinned(status: str) -> None:
    message = make.make_message(status=status)
    with pytest.raises(ValidationError):
        moderation.pin(message, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(pinned_at=AT)


def test_nobody_pins_without_a_time(officer: User) -> None:
    make.make_message()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(pinned_by=officer)


OFF = {
    "hold": lambda message: moderation.hold(message, by=None, reason="Ask first"),
    "decline": lambda message: moderation.decline(message, by=None, reason="No"),
    "return": lambda message: moderation.return_to_queue(message, by=None),
    "undo": lambda message: undoing.undo(message.decisions.get(), by=None, at=AT),
    "withdraw": lambda message: withdrawing.withdraw(message, at=AT),
    "display": lambda message: withdrawing.change_display(message, "supporter", at=AT),
}


@pytest.mark.parametrize("name", OFF)
def test_whatever_takes_it_off_the_wall_unpins_it(name: str, officer: User) -> None:
    message = make.make_message()
    moderation.pin(message, by=officer)
    OFF[name](message)
    kept = Message.objects.get()
    assert kept.status != "published"
    assert (kept.pinned_at, kept.pinned_by) == (None, None)


def test_an_edit_leaves_it_pinned() -> None:
    message = pinned(make.make_message())
    moderation.edit(message, "Other words.", by=None)
    assert Message.objects.get().pinned_at == AT


def test_the_stamp_moves_and_history_says_who(officer: User) -> None:
    message = make.make_message()
    before = stamp_of(message.dispute)
    moderation.pin(message, by=officer)
    between = stamp_of(message.dispute)
    assert between > before
    moderation.unpin(message, by=officer)
    assert stamp_of(message.dispute) > between
    newest, earlier = message.history.all()[:2]
    assert (newest.history_user, newest.pinned_at) == (officer, None)
    assert earlier.pinned_at is not None


def test_who_was_first_is_told_where_two_change_it() -> None:
    message = make.make_message()
    stale = Message.objects.get()
    moderation.edit(message, "Other words.", by=None)
    with pytest.raises(ValidationError):
        moderation.pin(stale, by=None)
    assert Message.objects.get().body == "Other words."


def test_a_private_pack_keeps_pins_and_a_public_one_the_order(tmp_path: Path) -> None:
    make.make_branch()
    message = pinned(make.make_message())
    export_pack(message.dispute, tmp_path / "pack")
    message.dispute.delete()
    brought(tmp_path / "pack")
    assert Message.objects.get().pinned_at == AT
    table = tmp_path / "pack" / "messages.csv"
    table.write_text(table.read_text().replace(",published,", ",declined,"))
    (tmp_path / "pack" / "datapackage.json").unlink()
    with pytest.raises(Exception, match="only a published message is pinned"):
        brought(tmp_path / "pack")


# --- The admin ------------------------------------------------------------------------------------


def act(client: Client, action: str, *chosen: Message) -> str:
    """Run an action of the list; return the page after it."""
    url = reverse("admin:solidarity_message_changelist") + "?status=all"
    data = {"action": action, "_selected_action": [each.pk for each in chosen]}
    return client.post(url, data, follow=True).text


def test_list_pins_and_unpins_and_says_so(moderator_client: Client, dispute: Dispute) -> None:
    made = [make.make_message(dispute=dispute) for _n in range(PINS + 1)]
    page = act(moderator_client, "pin", *made)
    assert "3 messages are pinned to the top of the wall." in page
    assert "1 refused. 3 messages are pinned already" in page
    assert Message.objects.pinned().count() == PINS
    listed = moderator_client.get(
        reverse("admin:solidarity_message_changelist"), {"status": "pinned"}
    )
    assert listed.text.count('class="action-select"') == PINS
    assert "stands in its own place" in act(moderator_client, "unpin", made[0])
    assert Message.objects.pinned().count() == PINS - 1


def test_page_of_a_message_has_the_button_that_fits(
    officer_client: Client, rep_client: Client, officer: User
) -> None:
    message = make.make_message()
    url = reverse("admin:solidarity_message_change", args=[message.pk])
    assert 'value="pin"' in officer_client.get(url).text
    assert 'value="pin"' not in rep_client.get(url).text
    moderation.pin(message, by=officer)
    page = officer_client.get(url).text
    assert 'value="unpin"' in page
    assert 'value="pin"' not in page
    act(rep_client, "unpin", message)
    assert Message.objects.pinned().count() == 1


def test_what_waits_has_no_such_button(officer_client: Client) -> None:
    message = make.make_message(status="pending")
    url = reverse("admin:solidarity_message_change", args=[message.pk])
    assert 'value="pin"' not in officer_client.get(url).text
