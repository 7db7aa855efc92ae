"""Where a sentence begins and ends, and what Markdown takes no part in it."""

import pytest

from dispute.reading import is_english, mentions
from tests.dispute.reading.read import only, ours


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Smith lost 14 staff.",
        "Dr. Smith of St. Mary's lost approx. 14 staff.",
        "By s.226 we lost 14 staff.",
        "In no. 5 we lost 14 staff.",
        "We lost staff, e.g. 14 nurses.",
        "At 12.30 we lost 14 staff.",
        "We ... lost 14 staff.",
        "We lost 14\nstaff in one go.",
        "J. Smith lost 14 staff!",
    ],
)
def test_a_sentence_is_whole(sentence: str) -> None:
    text = f"It began. {sentence} And it went on."
    assert sentence in {each.sentence.text for each in ours(text)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It began.We lost 14 staff.", "We lost 14 staff."),
        ("It began! 14 staff left.", "14 staff left."),
        ("# We lost 14\n\nIt began.", "We lost 14"),
        ("1. We lost 14\n2. It began", "We lost 14"),
        ("- We lost 14\n- It began", "We lost 14"),
        ("(We lost 14.) It began.", "(We lost 14.)"),
        ("We lost 14\n===\nIt began.", "We lost 14"),
    ],
)
def test_a_sentence_ends(text: str, sentence: str) -> None:
    assert only(text).sentence.text.strip() == sentence


@pytest.mark.parametrize(
    "text",
    ["`14`", "```\n14\n```", "[it](https://example.org/14)", "https://example.org/14",
     "[[strike_days_taken as_at=2023-11-13]]", "<!-- 14 -->", "[^14]", "![it](14.png)"],
)  # fmt: skip
def test_what_is_no_prose_holds_no_number(text: str) -> None:
    assert mentions(text) == ()


def test_a_cell_brings_the_words_of_its_row_and_column() -> None:
    mention = only("| team | left |\n|---|---|\n| North | 14 |\n")
    assert [word.text for word in mention.sentence.context] == ["north", "left"]


def test_an_item_brings_the_line_before_the_list() -> None:
    mention = only("People who left:\n\n- 14 nurses\n")
    assert [word.text for word in mention.sentence.context] == ["people", "who", "left"]


def test_a_mention_knows_its_words() -> None:
    mention = only("We’ve lost some **14** of the nurses.")
    words = mention.sentence.words
    assert [word.text for word in words[mention.first : mention.last + 1]] == ["14"]
    assert words[0].text == "we've"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("We lost 14 of the staff.", True),
        ("14", True),
        ("Mae 14 o staff wedi gadael y tîm.", False),
        ("Nous avons perdu 14 de nos collègues.", False),
    ],
)
def test_a_hint_says_what_is_english(text: str, english: bool) -> None:
    assert is_english(mentions(text)[0].sentence) is english
