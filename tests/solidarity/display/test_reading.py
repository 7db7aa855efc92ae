"""Reading times, and texts in pieces that a screen shows whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.display import reading
from solidarity.display.reading import (
    MOST_PIECE,
    MOST_SCREEN,
    milliseconds,
    screens_of,
    sentences_of,
    size_for,
    time_of,
    words_in,
)

LONG = " ".join(f"We read number {n} on the way home and then stood at the gate." for n in range(9))


def ends(line: str) -> list[str]:
    """Return each sentence of a line, whole."""
    return ["".join(pieces).strip() for pieces in sentences_of(line)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Keep going!", 2),
        ("x" * 120, 10),
        ("我们与你们站在一起", 5),
        ("✊✊✊✊", 2),
        ("نقف معكم في نضالكم", 4),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert words_in(text) == words


def test_two_hundred_words_take_a_minute_and_three_take_the_least() -> None:
    assert milliseconds("word " * 200) == 60_000
    assert time_of(["word " * 200]) == 60_000 + reading.SETTLE_MS
    assert time_of(["Keep ", "going!"]) == reading.LEAST_MS


def test_more_words_never_take_less_time() -> None:
    times = [time_of(["word " * count]) for count in range(0, 300, 7)]
    assert times == sorted(times)
    assert times[0] < times[-1]


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("We stand with you. Keep going!", ["We stand with you.", "Keep going!"]),
        ("Dr. Bell will come. So will J. Orr.", ["Dr. Bell will come.", "So will J. Orr."]),
        ("我们同在。你们不孤单！", ["我们同在。", "你们不孤单！"]),
        ("No end here", ["No end here"]),
        ("Really?! Yes… Yes.", ["Really?!", "Yes…", "Yes."]),
        ("£3.50 was all I had.", ["£3.50 was all I had."]),
    ],
)
def test_sentences_end_where_readers_hear_them_end(line: str, sentences: list[str]) -> None:
    assert ends(line) == sentences


def test_a_long_sentence_is_divided_between_words() -> None:
    line = " ".join(["solidarity"] * 40)
    (pieces,) = sentences_of(line)
    assert len(pieces) > 1
    assert {word for piece in pieces for word in piece.split()} == {"solidarity"}


def test_no_sign_is_torn_from_what_stands_on_it() -> None:
    line = "👩🏽‍🚒" * 60 + "e\u0301" * 200
    joined = ("\u0301", "\u200d", "🏽")
    pieces = [piece for sentence in sentences_of(line) for piece in sentence]
    assert len(pieces) > 4
    assert not [piece for piece in pieces if piece.startswith(joined) or piece.endswith("\u200d")]


@given(st.text(max_size=600))
def test_pieces_are_short_and_together_are_the_line(line: str) -> None:
    pieces = [piece for sentence in sentences_of(line) for piece in sentence]
    assert "".join(pieces) == line
    assert all(0 < len(piece) <= MOST_PIECE for piece in pieces)


@given(st.lists(st.text(min_size=1, max_size=400), max_size=6))
def test_screens_hold_everything_once_and_are_never_too_full(lines: list[str]) -> None:
    screens = screens_of(lines)
    assert "".join(piece for screen in screens for piece in screen) == "".join(lines)
    assert all(screen and sum(map(len, screen)) <= MOST_SCREEN for screen in screens)


def test_screens_end_with_sentences_and_are_of_about_one_length() -> None:
    screens = ["".join(screen) for screen in screens_of([LONG])]
    assert len(screens) == 3
    assert all(screen.endswith(".") for screen in screens)
    assert max(map(len, screens)) - min(map(len, screens)) < MOST_PIECE


def test_the_shorter_the_larger() -> None:
    sizes = [size_for(["x" * length]) for length in (3, 50, 100, 170, 250)]
    assert sizes == ["huge", "large", "big", "medium", "small"]
