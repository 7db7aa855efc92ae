"""What everybody sees of a message: the name its sender chose, and text that breaks nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispute.models import Dispute
from solidarity.models import Message
from solidarity.moderation import card_of
from solidarity.shown import (
    FOLD_WORDS,
    SHAPES,
    Shown,
    first_name,
    folded,
    harmless,
    one_line,
    paragraphs_of,
    shown,
    size_of,
)
from tests.factories import make_message

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
FULL, FIRST, ORGANISATION, SUPPORTER = (
    Message.Display.FULL,
    Message.Display.FIRST_NAME,
    Message.Display.ORGANISATION,
    Message.Display.SUPPORTER,
)


def message(**fields: object) -> Message:
    """Return a message that is in no database."""
    defaults = {
        "dispute": Dispute(slug="porters", status="live"),
        "ref": "0123456789ab",
        "name": "Ines Example",
        "role": "Secretary",
        "organisation": "Example Branch",
        "place": "Millbrook",
        "body": "We stand with you.",
        "received_on": date(2026, 3, 1),
    }
    return Message(**{**defaults, **fields})


def seen(**fields: object) -> Shown:
    return shown(message(**fields))


def belonging(found: Shown) -> tuple[str, str, str, str]:
    return found.shown_name, found.shown_role, found.organisation, found.place


# --- Names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        (FULL, ("Ines Example", "Secretary", "Example Branch", "Millbrook")),
        (FIRST, ("Ines", "", "", "Millbrook")),
        (ORGANISATION, ("Example Branch", "", "", "")),
        (SUPPORTER, ("A supporter", "", "", "")),
    ],
)
def test_a_sender_is_named_as_they_chose(display: str, expected: tuple[str, ...]) -> None:
    assert belonging(seen(display=display)) == expected


@pytest.mark.parametrize("display", [FIRST, ORGANISATION, SUPPORTER])
def test_what_a_sender_hid_is_nowhere_on_the_card(display: str) -> None:
    card = card_of(message(display=display))
    hidden = {"Example Branch"} if display != ORGANISATION else {"Millbrook"}
    for words in {*hidden, "Ines Example", "Secretary"}:
        assert words not in card


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": ""}, ("Secretary", "", "Example Branch", "Millbrook")),
        ({"name": " \t", "role": ""}, ("Example Branch", "", "", "Millbrook")),
        ({"name": "", "role": "", "organisation": ""}, ("A supporter", "", "", "Millbrook")),
        ({"name": "", "display": FIRST}, ("A supporter", "", "", "Millbrook")),
        ({"organisation": "", "display": ORGANISATION}, ("A supporter", "", "", "")),
        ({"name": "  Ines\u00a0 Example", "display": FIRST}, ("Ines", "", "", "Millbrook")),
        ({"name": "\u202eInes\nExample", "display": FIRST}, ("Ines", "", "", "Millbrook")),
    ],
)
def test_what_was_left_out_is_filled_by_the_nearest(
    fields: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert belonging(seen(**fields)) == expected


def test_names_are_harmless_and_in_one_line() -> None:
    tricks = f"Ines{OVERRIDES}\x00\x1b \n\t Example"
    found = seen(name=tricks, role=tricks + "r", organisation=tricks + "o", place=tricks)
    assert belonging(found) == ("Ines Example", "Ines Exampler", "Ines Exampleo", "Ines Example")


# --- Text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("", ()),
        (" \n\t\n ", ()),
        ("\x00\u202e\n\x07", ()),
        ("One.", (("One.",),)),
        ("One.\nTwo.", (("One.", "Two."),)),
        ("One.\n\nTwo.", (("One.",), ("Two.",))),
        ("One.\r\n\r\n\r\nTwo.\rThree.", (("One.",), ("Two.", "Three."))),
        ("\n\n  One.  \n \t \n  Two.  \n\n", (("One.",), ("Two.",))),
        ("One.\n\u00a0\nTwo.", (("One.",), ("Two.",))),
    ],
)
def test_paragraphs(body: str, paragraphs: tuple[tuple[str, ...], ...]) -> None:
    assert paragraphs_of(body) == paragraphs


def test_control_characters_and_overrides_are_stripped_and_letters_are_not() -> None:
    assert harmless(f"a{OVERRIDES}\x00\x07\x1b\x7f\x85b") == "ab"
    kept = "שלום\u200f العربية 👩\u200d👩\u200d👧 ✊🏽 e\u0301 “quoted”\n\t"
    assert harmless(kept) == kept


@settings(max_examples=100, deadline=None, database=None)
@given(st.text())
def test_no_text_loses_a_word_or_gains_one(body: str) -> None:
    found = paragraphs_of(body)
    assert all(line and line == line.strip() for block in found for line in block)
    plain = harmless(body.replace("\r", "\n")).split()
    assert [word for block in found for line in block for word in line.split()] == plain
    assert one_line(body) == " ".join(harmless(body).split())


def test_huge_texts_take_no_time() -> None:
    for text in ("\n \t" * 60_000, "a. " * 60_000, "a\n" * 90_000, " " * 190_000 + "a"):
        found = paragraphs_of(text)
        opening, rest = folded(found)
        assert sum(map(len, opening)) + sum(map(len, rest)) >= sum(map(len, found))


@pytest.mark.parametrize(
    ("body", "size"),
    [
        ("Solidarity!", "shout"),
        ("x" * 140, "shout"),
        ("x" * 141, "testimony"),
        ("  " + "x" * 140 + "\n\n", "shout"),
        ("a\nb\nc", "shout"),
        ("a\nb\nc\nd", "testimony"),
    ],
)
def test_a_short_message_is_set_large(body: str, size: str) -> None:
    assert size_of(body) == size


# --- Folding --------------------------------------------------------------------------------------


def words(count: int, last: str = "") -> tuple[str, ...]:
    """Return a paragraph of so many words."""
    return (" ".join(["word"] * count) + last,)


def test_a_message_folds_after_the_paragraph_that_passes_the_mark() -> None:
    paragraphs = (words(FOLD_WORDS - 10), words(20), words(30), words(30))
    assert folded(paragraphs) == (paragraphs[:2], paragraphs[2:])


def test_little_is_not_worth_a_fold() -> None:
    short = (words(100),)
    assert folded(short) == (short, ())
    little_more = (words(FOLD_WORDS), words(40))
    assert folded(little_more) == (little_more, ())
    assert folded((words(FOLD_WORDS), words(41)))[1] == (words(41),)
    assert folded(()) == ((), ())


def test_one_endless_paragraph_folds_at_the_end_of_a_sentence() -> None:
    sentence = " ".join(["word"] * 50) + "."
    endless = (" ".join([sentence] * 10),)
    opening, rest = folded((endless,))
    assert opening == ((" ".join([sentence] * 3),),)
    assert rest == ((" ".join([sentence] * 7),),)


@settings(max_examples=60, deadline=None, database=None)
@given(st.lists(st.integers(1, 400).map(lambda n: words(n, ".")), max_size=8))
def test_folding_loses_nothing(paragraphs: list[tuple[str, ...]]) -> None:
    opening, rest = folded(tuple(paragraphs))
    whole = " ".join(line for block in (*opening, *rest) for line in block)
    assert whole.split() == " ".join(line for block in paragraphs for line in block).split()


# --- The card -------------------------------------------------------------------------------------


def test_every_kind_has_a_shape_of_its_own() -> None:
    assert set(SHAPES) == set(Message.Kind)
    assert len(set(SHAPES.values())) == len(SHAPES)


@pytest.mark.parametrize("field", ["body", "name", "role", "organisation", "place"])
@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "{{ message.ref }}"]
)
def test_nothing_in_a_message_is_markup(field: str, attack: str) -> None:
    card = card_of(message(**{field: attack}))
    assert attack not in card or attack.startswith("{{")
    assert "<script" not in card
    assert "<img" not in card
    assert "alert(1)" in card or "{{ message.ref }}" in card


def test_a_card_holds_its_address_its_day_and_its_kind() -> None:
    card = card_of(message(kind=Message.Kind.HEALTH))
    assert 'href="/porters/wall/0123456789ab/"' in card
    assert '<time datetime="2026-03-01">1 March 2026</time>' in card
    assert "Health worker" in card
    assert "message--shout" in card


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Mary Ann Smith", "Mary"),
        ("Smith, Mary Ann", "Mary"),
        ("Dr Ann Smith", "Ann"),
        ("Cllr. Ann Smith", "Ann"),
        ("Smith, Dr Mary", "Mary"),
        ("Mohamed", "Mohamed"),
        ("Dr Smith", ""),
        ("Smith,", ""),
        ("", ""),
    ],
)
def test_a_first_name_is_no_surname(name: str, first: str) -> None:
    assert first_name(name) == first


def test_what_cannot_be_seen_is_no_message() -> None:
    assert paragraphs_of("\u200b\u200b\n\u2060") == ()
    assert paragraphs_of("\u200bHello\u200b") == (("\u200bHello\u200b",),)


@pytest.mark.parametrize("body", ["字" * 20_000, "x" * 5_000, "a line of a poem\n" * 500])
def test_a_text_without_spaces_or_sentences_folds_too(body: str) -> None:
    opening, rest = folded(paragraphs_of(body))
    assert rest
    assert 0 < sum(len(line) for each in opening for line in each) < 3_000
    kept = "".join(line for each in (*opening, *rest) for line in each)
    assert kept == body.replace("\n", "")


@pytest.mark.django_db
def test_who_chose_their_first_name_is_shown_by_no_other() -> None:
    chosen = {"display": "first name", "organisation": "", "role": ""}
    names = {"Smith, Mary Ann": "Mary", "Dr Smith": "A supporter"}
    for name, seen in names.items():
        message = make_message(name=name, body="With you.", **chosen)
        assert shown(message).shown_name == seen
        assert "Smith" not in message.card
