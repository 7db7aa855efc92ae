"""What is flagged in a text, and what is not."""

import time

import pytest

from solidarity.queue.flags import Duplicate, Facts, flags_of
from solidarity.queue.likeness import Text, likely, text_of

CALM = [
    "We stand with you, all of us.",
    "Our patients deserve better, and so do their nurses.",
    "Be patient, and hold the line. Thank you for being so patient with us.",
    "The case for a pay rise is strong. In any case, we are with you.",
    "On 01/02/2026 we sent £1,500 from 120 members, 78.95% of those who voted.",
    "A patient man once said: organise.",
]
FLAGGED = [
    ("See https://example.org/story for more.", "link", "https://example.org/story"),
    ("Ring 020 7946 0000 tonight.", "telephone", "020 7946 0000"),
    ("Ring +44 (0)7700 900123.", "telephone", "+44 (0)7700 900123"),
    ("Ring 07700​900123.", "telephone", "07700900123"),
    ("Write to ann@example.org please.", "e-mail", "ann@example.org"),
    ("Write to ann at example dot org.", "e-mail", "ann at example dot org"),
    ("I live at ZE9 9ZZ.", "postcode", "ZE9 9ZZ"),
    ("My client waited a year.", "service user", "My client"),
    ("A service user called Ben told me.", "service user", "service user called"),
    ("A patient of mine waited.", "service user", "A patient"),
    ("The case of Ann Example shows it.", "service user", "case of Ann"),
    ("She was sectioned in May.", "service user", "sectioned"),
    ("My son would not be here without you.", "relative", "My son"),
    ("Win a p\u0430ypal prize.", "mixed letters", "p\u0430ypal"),
]


def keys(text: str, **facts: object) -> list[str]:
    return [flag.key for flag in flags_of(text, Facts(**facts))]  # type: ignore[arg-type]  # named


@pytest.mark.parametrize("text", CALM)
def test_plain_solidarity_has_no_flag(text: str) -> None:
    assert keys(text) == []


@pytest.mark.parametrize(("text", "key", "quoted"), FLAGGED)
def test_what_needs_a_look_is_named_and_quoted(text: str, key: str, quoted: str) -> None:
    found = {flag.key: flag.found for flag in flags_of(text, Facts())}
    assert quoted in found[key]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("WE ARE ALL WITH YOU, NEVER GIVE UP", "shouting"),
        ("Win!!!!!!!!!!", "repeating"),
        ("Мы с вами, товарищи", "other letters"),
        ("www.a.example www.b.example www.c.example", "many links"),
        ("x " * 11_000, "long"),
    ],
)
def test_how_it_is_written_is_flagged(text: str, key: str) -> None:
    assert key in keys(text)


def test_what_stands_under_it_is_read_too() -> None:
    assert [f.key for f in flags_of("Hello.", Facts(), under="Ann, 07700 900123")] == ["telephone"]


def test_what_is_in_the_way_comes_first() -> None:
    flags = flags_of("Ring 07700 900123.", Facts(has_basis=False, is_held=True, reason="Ask Ann"))
    assert [flag.key for flag in flags] == ["no consent", "telephone", "held"]
    assert flags[-1].text == "Held: Ask Ann"


def test_signs_of_the_form_are_told() -> None:
    assert keys("Hello.", signs=("trap", "fast")) == ["trap", "fast"]


def test_common_words_of_two_people_are_a_note_alone() -> None:
    for is_common, weight in ((True, "note"), (False, "look")):
        same = Duplicate("that of Ann", "/x/", is_whole=True, is_common=is_common)
        flag = flags_of("Solidarity!", Facts(duplicates=(same,)))[0]
        assert (flag.weight, flag.url) == (weight, "/x/")
        assert flag.text == "The same words as that of Ann."


@pytest.mark.parametrize(
    "hostile",
    ["a", "0 ", "+44 ", "a.", "a@", "my ", "the a ", "a at b ", "(0", "\u0430a", "!", "my old "],
)
def test_no_text_makes_the_reading_slow(hostile: str) -> None:
    started = time.process_time()
    flags_of(hostile * (100_000 // len(hostile)), Facts())
    # Hundreds of times what it takes: only what grows with the square would take longer.
    assert time.process_time() - started < 30


# --- Likeness -------------------------------------------------------------------------------------

LONG = "Your fight is our fight, and every one of us will stand beside you at the gate on Friday."


def pool(*bodies: str) -> list[Text]:
    return [text_of(pk, body) for pk, body in enumerate(bodies, 2)]


def test_same_words_are_the_same_whatever_their_dress() -> None:
    (found,) = likely(text_of(1, "We stand with YOU!"), pool("we  stand, with you", "Other words"))
    assert (found.pk, found.is_whole) == (2, True)


def test_a_word_more_is_alike_and_another_message_is_not() -> None:
    found = likely(text_of(1, LONG), pool(f"{LONG} Hold on!", "All of us wish you well on Friday."))
    assert [(like.pk, like.is_whole) for like in found] == [(2, False)]


def test_of_the_same_words_those_on_the_wall_come_first() -> None:
    texts = [text_of(2, LONG), text_of(3, LONG, is_kept=True), text_of(1, LONG)]
    assert [like.pk for like in likely(text_of(1, LONG), texts)] == [3, 2]


def test_one_sender_is_known_by_address_or_name() -> None:
    mine = text_of(1, "Solidarity!", sender="Ann  Example")
    (found,) = likely(mine, [text_of(2, "Solidarity!", sender="ann example")])
    assert found.is_same_sender
