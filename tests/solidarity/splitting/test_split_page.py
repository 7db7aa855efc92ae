"""“Paste a whole wall”: an officer sees the split, puts it right, takes it in, and undoes it."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from solidarity import moderation, withdrawing
from solidarity.models import Message, PastedWall
from solidarity.pasting import kept, walls
from tests import factories as make

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db

PATH = "/admin/split-wall/"
PUBLIC = {
    "received_on": "2026-03-01",
    "basis": "already public",
    "source": "The branch's own page",
    "source_url": "https://wall.example/",
}


def press(client: "Client", wall: PastedWall, do: str, **typed: Any) -> Any:
    """Press a button of the page of a wall as it is now."""
    wall.refresh_from_db()
    sent = {"edition": wall.edition, "do": do}
    for piece in walls.pieces(wall):
        if not piece.message and not piece.is_left_out:
            fields = ("name", "role", "organisation", "place", "kind", "body")
            sent |= {f"{each}-{piece.number}": getattr(piece, each) for each in fields}
            sent |= {f"chosen-{piece.number}": "1"} if piece.is_chosen else {}
    return client.post(f"{PATH}?wall={wall.pk}", sent | typed)


def names(wall: PastedWall) -> list[str]:
    wall.refresh_from_db()
    return [each.name for each in walls.pieces(wall)]


def test_a_pasted_page_is_shown_in_pieces(officer_client: "Client") -> None:
    dispute = make.make_dispute()
    page = "Well done.\n\n– Jo Bell, Steward, GMB\n\n\nKeep going.\n\n– Sam Orr"
    told = officer_client.post(PATH, {"dispute": dispute.pk, "page": page}, follow=True)
    assert 'value="Jo Bell"' in told.text
    assert 'value="Sam Orr"' in told.text
    assert not Message.objects.exists()


@pytest.mark.parametrize("page", ["", "   ", "Home", "x" * 1_000_001, "a\n" * 20_001])
def test_a_page_that_cannot_be_split_is_refused_in_words(
    officer_client: "Client", page: str
) -> None:
    told = officer_client.post(PATH, {"dispute": make.make_dispute().pk, "page": page})
    assert "errorlist" in told.text
    assert not PastedWall.objects.exists()


def test_pieces_are_joined_and_parted_by_one_press_and_typed_words_stay(
    officer_client: "Client",
) -> None:
    wall = make.make_pasted_wall()
    press(officer_client, wall, "save", **{"name-1": "Joanna Bell"})
    assert names(wall) == ["Joanna Bell", "Sam Orr"]
    press(officer_client, wall, "join:2")
    assert len(names(wall)) == 1
    press(officer_client, wall, "part:1:2")
    assert names(wall) == ["Jo Bell", "Sam Orr"]


def test_who_saw_an_older_state_is_told_and_changes_nothing(officer_client: "Client") -> None:
    wall = make.make_pasted_wall()
    told = officer_client.post(
        f"{PATH}?wall={wall.pk}", {"edition": 9, "do": "join:2"}, follow=True
    )
    assert "Somebody changed it" in told.text
    assert len(names(wall)) == 2


def test_what_was_typed_on_an_older_page_is_kept_where_nobody_else_typed(
    officer_client: "Client",
) -> None:
    wall = make.make_pasted_wall()
    seen = {f"seen-{each.number}": each.seen for each in walls.pieces(wall)}
    press(officer_client, wall, "save", **{"name-1": "Theirs"})
    older = seen | {"edition": wall.edition - 1, "name-1": "Mine", "name-2": "Mine too"}
    press(officer_client, wall, "save", **older)
    told = officer_client.get(f"{PATH}?wall={wall.pk}").text
    assert names(wall) == ["Theirs", "Mine too"]
    assert "not kept: Theirs." in told


def test_a_button_pressed_twice_is_done_once(officer_client: "Client") -> None:
    wall = make.make_pasted_wall()
    older = {"edition": wall.edition, "name-2": "Samuel Orr"}
    older |= {f"seen-{each.number}": each.seen for each in walls.pieces(wall)}
    for _press in range(2):
        press(officer_client, wall, "join:2", **older)
    assert len(names(wall)) == 1


def test_messages_taken_in_wait_to_be_checked(officer_client: "Client") -> None:
    wall = make.make_pasted_wall()
    press(officer_client, wall, "take", **PUBLIC)
    message = Message.objects.get(name="Jo Bell")
    assert (message.status, message.kind, message.organisation) == ("pending", "union", "GMB")
    assert message.source_url == "https://wall.example/"
    assert Message.objects.count() == 2
    wall.refresh_from_db()
    assert "Well done" not in str(wall.pieces)


def test_they_are_published_only_where_an_officer_says_so(officer_client: "Client") -> None:
    wall = make.make_pasted_wall()
    press(officer_client, wall, "take", publish="on", **PUBLIC)
    assert Message.objects.public().count() == 2


LACKING = (
    {"source": ""},
    {"source_url": ""},
    {"received_on": ""},
    {"received_on": "2999-01-01"},
    {"basis": "consent"},
    {"basis": "", "publish": "on"},
    {"basis": "nonsense"},
)


@pytest.mark.parametrize("missing", LACKING)
def test_without_a_whole_reason_nothing_is_taken_in(
    officer_client: "Client", missing: dict[str, str]
) -> None:
    wall = make.make_pasted_wall()
    told = press(officer_client, wall, "take", **(PUBLIC | missing))
    assert told.status_code == 200
    assert "errorlist" in told.text
    assert not Message.objects.exists()


def test_consent_has_its_words_time_and_channel(officer_client: "Client") -> None:
    wall = make.make_pasted_wall()
    told = {"basis": "consent", "wording": "May we publish it?", "agreed_on": "2026-02-28"}
    press(officer_client, wall, "take", **{**PUBLIC, **told, "channel": "paper"})
    message = Message.objects.get(name="Jo Bell")
    assert message.has_basis
    assert message.consent_version


def test_without_a_reason_they_wait_and_cannot_be_published(officer_client: "Client") -> None:
    wall = make.make_pasted_wall()
    press(officer_client, wall, "take", **(PUBLIC | {"basis": ""}))
    with pytest.raises(ValidationError):
        moderation.publish(Message.objects.get(name="Jo Bell"), by=None)


def test_what_the_wall_has_already_is_flagged_and_not_chosen(officer_client: "Client") -> None:
    dispute = make.make_dispute()
    known = make.make_message(dispute=dispute, body="Well done!\n\nJo Bell, steward, GMB")
    wall = make.make_pasted_wall(dispute=dispute)
    first, second = walls.pieces(wall)
    assert (first.like, first.is_chosen, second.is_chosen) == (known.pk, False, True)
    assert "A message says the same" in officer_client.get(f"{PATH}?wall={wall.pk}").text
    press(officer_client, wall, "take", **PUBLIC)
    assert Message.objects.count() == 2


def test_the_same_wall_pasted_twice_is_taken_in_once(officer_client: "Client") -> None:
    dispute = make.make_dispute()
    one, other = make.make_pasted_wall(dispute=dispute), make.make_pasted_wall(dispute=dispute)
    for wall in (one, other):
        press(officer_client, wall, "take", **PUBLIC)
    assert Message.objects.count() == 2


def test_an_import_is_undone_but_for_what_somebody_decided(
    officer_client: "Client", officer: Any
) -> None:
    wall = make.make_pasted_wall()
    press(officer_client, wall, "take", **PUBLIC)
    moderation.publish(Message.objects.get(name="Jo Bell"), by=officer)
    press(officer_client, wall, "undo")
    assert [each.name for each in Message.objects.all()] == ["Jo Bell"]
    assert not Message.history.filter(name="Sam Orr").exists()
    assert names(wall) == ["", "Sam Orr"]
    assert "Keep going." in walls.pieces(wall)[1].body


def test_an_import_fails_whole(officer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    wall = make.make_pasted_wall()
    told = walls.Basis(timezone.localdate(), "A page", "", "already public", publish=True)
    publish = moderation.publish

    def second_fails(message: Message, **known: Any) -> None:
        if message.name == "Sam Orr":
            raise ValidationError("no")
        publish(message, **known)

    monkeypatch.setattr(moderation, "publish", second_fails)
    with pytest.raises(ValidationError):
        walls.take_in(wall, 0, told, by=officer, at=timezone.now())
    assert not Message.objects.exists()


def test_a_message_taken_back_is_erased_from_pasted_walls_too() -> None:
    dispute = make.make_dispute()
    wall = make.make_pasted_wall(dispute=dispute)
    same = make.make_message(dispute=dispute, body="Well done.\n\n– Jo Bell, Steward, GMB")
    withdrawing.withdraw(same, at=timezone.now())
    assert names(wall) == ["Sam Orr"]


def test_a_pasted_wall_is_not_kept_for_ever() -> None:
    wall = make.make_pasted_wall()
    assert not kept.pasted_due(wall.changed_at).exists()
    assert kept.pasted_due(timezone.now() + timedelta(days=4000)).exists()


def test_strangers_and_reps_are_refused(client: "Client", rep_client: "Client") -> None:
    make.make_pasted_wall()
    assert client.get(PATH).status_code == 302
    assert rep_client.get(PATH).status_code == 403


@pytest.mark.parametrize("wall", ["99", "x", "-1", "9" * 40, "²"])
def test_a_wall_that_is_not_there_is_not_found(officer_client: "Client", wall: str) -> None:
    assert officer_client.get(f"{PATH}?wall={wall}").status_code == 404


@pytest.mark.parametrize(
    "do", ["", "join:", "part:1", "part:x:y", "turn:99", "page:99", "nonsense"]
)
def test_nonsense_pressed_changes_nothing(officer_client: "Client", do: str) -> None:
    wall = make.make_pasted_wall()
    assert press(officer_client, wall, do).status_code == 302
    assert names(wall) == ["Jo Bell", "Sam Orr"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_as_often_for_many(
    officer_client: "Client", count: int, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    page = "\n\n\n".join(f"Well done, all {n} of you.\n\n– Jo Bell" for n in range(count))
    wall = make.make_pasted_wall(page=page)
    with django_assert_num_queries(QUERIES):
        officer_client.get(f"{PATH}?wall={wall.pk}")


# The session, who asks and what they may (3), the wall, and the frame of the admin.
QUERIES = 7
