"""What holds of any text, and that no text can make the reading slow."""

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from re._constants import MAX_REPEAT, MAXREPEAT, MIN_REPEAT
from re._parser import SubPattern, parse
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dispute.reading
from dispute.reading import mentions, reader

_WORDS = (
    "14 21 of in 66% £1.5m two thirds half all one day days “ ” ‘ ’ ' \" ( ) . , - – > | \n # ` "
    "[ ] < & November 2023 16 strike s. 226 at 8 am the a an hundred and 1,000 * _ \\ 07700 900123 "
    "about"
)
WORDS = st.sampled_from(_WORDS.split(" "))
PROSE = st.lists(WORDS, max_size=40).map(" ".join)
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@given(st.one_of(st.text(max_size=200), PROSE))
@settings(max_examples=150, deadline=None)
def test_spans_are_in_order_and_in_the_text(text: str) -> None:
    end = 0
    for each in mentions(text):
        span = each.quantity.span
        assert end <= span.start < span.end <= len(text)
        written = iter(text[span.start : span.end])
        assert all(character in written for character in each.quantity.text)
        own = each.sentence.span
        assert own.start <= span.start < span.end <= own.end
        assert text[own.start : own.end] == each.sentence.text
        assert 0 <= each.first <= each.last < len(each.sentence.words)
        end = span.end


@given(PROSE)
@settings(max_examples=100, deadline=None)
def test_curly_quotes_change_nothing(text: str) -> None:
    def told(given: str) -> list[tuple[object, ...]]:
        return [(each.quantity.span, each.quantity.low, each.not_ours) for each in mentions(given)]

    assert told(text) == told(text.translate(STRAIGHT))


HOSTILE = {
    "digits": "1" * 25_000,
    "spaces": " " * 25_000,
    "commas": "1," * 6_250,
    "brackets": "(" * 25_000,
    "dashes": "a-" * 12_500,
    "quotes": "“" * 12_500,
    "ands": "one and " * 3_125,
    "long": "a" * 25_000,
    "accents": "a" + "\u0301" * 12_500,
    "figures": "[[" * 12_500,
    "links": "](" * 12_500,
    "tags": "<a " * 7_500,
    "comments": "<!--" * 6_250,
    "ticks": "` `` " * 5_000,
    "bars": "|1" * 2_500,
    "marks": "> " * 12_500,
    "months": "7, 8 and " * 3_125,
    "entities": "&a" * 12_500,
}


def test_hostile_texts_are_read_in_bounded_time() -> None:
    script = (
        "import sys, dispute.reading as r; [r.mentions(t) for t in sys.stdin.read().split('\\0')]"
    )
    root = Path(dispute.reading.__file__).parents[2]
    text = "\0".join(HOSTILE.values())
    subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", script], input=text, text=True, timeout=60, check=True, cwd=root
    )


def test_no_text_gives_more_mentions_than_a_letter_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST", 10)
    assert len(mentions("14 staff left. " * 20)) == 10


def patterns() -> Iterator[re.Pattern[str]]:
    for module in iter_modules(dispute.reading.__path__):
        for value in vars(import_module(f"dispute.reading.{module.name}")).values():
            if isinstance(value, re.Pattern):
                yield value


def repeats_a_repeat(parsed: Any, *, repeated: bool = False) -> bool:
    """Say whether something that may go on for ever stands inside something that may."""
    for code, value in parsed if isinstance(parsed, SubPattern) else ():
        endless = code in (MAX_REPEAT, MIN_REPEAT) and value[1] == MAXREPEAT
        if endless and repeated:
            return True
        inner = value if isinstance(value, list | tuple) else [value]
        flat = [each for part in inner for each in (part if isinstance(part, list) else [part])]
        if any(repeats_a_repeat(each, repeated=repeated or endless) for each in flat):
            return True
    return False


@pytest.mark.parametrize("pattern", list(patterns()), ids=lambda each: each.pattern[:30])
def test_no_pattern_repeats_a_repeat_without_end(pattern: re.Pattern[str]) -> None:
    assert not repeats_a_repeat(parse(pattern.pattern, pattern.flags & ~re.DEBUG))


@pytest.mark.parametrize("pattern", ["(a+)+", "(?:a*b)*", "((a|b+)c)+", "(?:x(?:a*?)y)+"])
def test_a_repeat_of_a_repeat_would_be_seen(pattern: str) -> None:
    assert repeats_a_repeat(parse(pattern))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("We took **9** days of action.", "9 days"),
        ("We took *9 strike* days.", "9"),
        ("**14** staff", "14"),
        ("__three\nweeks__", "three\nweeks"),
    ],
)
def test_a_number_is_told_without_the_markup_inside_it(text: str, number: str) -> None:
    (found,) = mentions(text)
    assert found.quantity.text == number
