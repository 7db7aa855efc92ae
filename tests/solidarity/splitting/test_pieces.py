"""Pieces of a pasted wall are joined, parted, left out and corrected, and no word is lost."""

from solidarity.pasting.pieces import Piece, corrected, joined, parted, pieces_of, to_take, turned
from solidarity.splitting import cut

PAGE = (
    "Our wall of solidarity\n\n\nWell done.\n\nMore.\n\n– Jo Bell, Steward, GMB\n\n\n"
    "Go on.\n\n– Sam Orr"
)


def found() -> list[Piece]:
    return pieces_of(cut(PAGE))


def test_a_page_is_its_messages_and_what_was_left_out_in_order() -> None:
    title, first, second = found()
    assert (title.is_left_out, first.name, second.name) == (True, "Jo Bell", "Sam Orr")
    assert [each.number for each in (title, first, second)] == [1, 2, 3]


def test_buttons_below_a_post_are_one_piece_that_is_left_out() -> None:
    page = "Jo Bell\nRow on.\n2d\nLike\nReply\nSam Orr\nWell rowed.\n1d\nLike\nReply\n"
    pieces = pieces_of(cut(page))
    assert [each.body for each in pieces if not each.is_left_out] == ["Row on.", "Well rowed."]
    assert [each.body.split("\n") for each in pieces if each.is_left_out] == [
        ["2d", "Like", "Reply"], ["1d", "Like", "Reply"]
    ]  # fmt: skip


def test_joining_makes_one_of_two() -> None:
    after = joined(found(), 3)
    assert len(after) == 2
    assert after[1].body.endswith("Go on.\n\n– Sam Orr")


def test_parting_is_the_other_way_round() -> None:
    parts = parted(joined(found(), 3), 2, 3)
    assert [each.body for each in parts] == [each.body for each in found()]
    assert [each.name for each in parts[1:]] == ["Jo Bell", "Sam Orr"]


def test_what_makes_no_sense_changes_nothing() -> None:
    before = found()
    for after in (joined(before, 1), joined(before, 99), parted(before, 2, 0), turned(before, 0)):
        assert after == before
    assert parted(before, 2, 99) == before


def test_what_was_left_out_becomes_a_message_and_back() -> None:
    taken = turned(found(), 1)
    assert not taken[0].is_left_out
    assert turned(taken, 1)[0].is_left_out


def test_a_piece_that_became_a_message_stays_as_it_is() -> None:
    kept = [Piece(1, "", message=7), Piece(2, "Well done.")]
    assert joined(kept, 2) == kept
    assert corrected(kept, {1: {"name": "Jo"}}) == kept
    assert to_take(kept) == kept[1:]


def test_joining_goes_past_what_was_left_out_between() -> None:
    pieces = [Piece(1, "Well done."), Piece(2, "3 May", is_left_out=True), Piece(3, "Go on.")]
    first, between = joined(pieces, 3)
    assert (first.body, between.body) == ("Well done.\n\nGo on.", "3 May")
