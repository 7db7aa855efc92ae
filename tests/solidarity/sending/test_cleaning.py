"""What strangers type breaks no page and looks like nobody else; what people write stays whole."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from solidarity.sending.cleaning import JOINERS, MARKS, clean_line, clean_text

# What texts are made of to do harm, mixed with what people write.
NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "aé\n\r\t "
            "\u0301\u0300\u0328\u0323\u200b\u200c\u200d\u200e\u202e\u2066\u2069\ufeff\u0000"
            "\u2028\u3164\u2800\U000e0067\U000e007f\U0001f3f4\u0915\u093f\u0958\ufe0f\u20e3\u1100"
            "\u1161\u034f\U0001f469\ue000\ufdd0"
        ),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)
WHOLE = [
    "Dŵr a’r bobl", "Nguyễn Thị Hằng", "كل التضامن", "با شما هستیم: می‌خواهیم", "प्रार्थना", "ক্‌ষ",
    "שָׁלוֹם", "ขอให้กำลังใจ", "བོད་ཡིག", "国\u3001団結", "👩🏽‍⚕️ with you", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cymru", "1️⃣ 🇬🇧",
    "Zoë O’Brien-Šimůnek", "한국 노동자",
]  # fmt: skip


@given(NASTY)
@settings(max_examples=150, deadline=None)
@example("\u1100\u200b\u1161\u0301")
@example("\u0958\u0301\u0301\u0301\u0301")
@example("\u0915\u200d\u202e\u0915")
def test_cleaned_text_is_clean_and_cleaning_again_changes_nothing(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    for character in clean.replace("\n", ""):
        # Flags, and joiners that a script needs, are all that is left of the invisible.
        kept = character in JOINERS or "\U000e0020" <= character <= "\U000e007f"
        assert kept or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")
    assert "\n\n\n" not in clean
    assert clean == clean.strip()


@given(NASTY)
@settings(max_examples=100, deadline=None)
def test_no_letter_carries_more_marks_than_languages_write(text: str) -> None:
    run = 0
    for character in clean_text(text):
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        assert run <= MARKS


@given(NASTY)
@settings(max_examples=100, deadline=None)
def test_cleaned_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line == " ".join(line.split())


@pytest.mark.parametrize("text", WHOLE)
def test_every_script_and_emoji_stays_whole(text: str) -> None:
    assert clean_line(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "other",
    [
        "Ann\u200b Smith", "\u202eAnn Smith", "Ann\u00ad Smith", "A\u200dnn Smith",
        "Ann\u2800Smith",
        "Ann \u3164Smith", "\ufeffAnn Smith\u2069", "Ann\tSmith\n", "Ann\u00a0Smith",
        "\u0301Ann Smith",
    ],
)  # fmt: skip
def test_nobody_is_named_like_another_but_for_what_cannot_be_seen(other: str) -> None:
    assert clean_line(other) == "Ann Smith"


def test_paragraphs_stay_and_empty_lines_do_not_pile_up() -> None:
    assert clean_text(" One \r\ntwo\r\n\r\n \r\n\r\n\u2028three\x0b ") == "One\ntwo\n\nthree"


def test_a_million_marks_take_no_time() -> None:
    assert len(clean_text("a" + "\u0301\u0323" * 90_000)) <= 1 + MARKS
