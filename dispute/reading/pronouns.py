"""Words that look like numbers: "one" for a thing or anybody, "first" for the foremost."""

from collections.abc import Iterator

from .cues import SPEECH, STRIKES
from .found import Tokens, at, word
from .tokens import Sort
from .words import FRACTIONS, FUNCTION_WORDS, ORDINALS, UNITS, these

_BEFORE_ONE = these(
    "the this that each every any which no another good only last next new big other every-"
)
_VERBS = these("brings makes takes seems says knows gets wants needs feels")
_SMALL = frozenset({"first", "second", "third"})
_NUMBERED = STRIKES | these("ballot ballots offer")


def one_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark each "one" that stands for a thing, and that begins a "one day" of no particular day."""
    for index, token in enumerate(tokens):
        if token.text in {"one", "one's"} and _is_pronoun(tokens, index):
            yield index, index + _is_some_day(tokens, index), SPEECH


def _is_pronoun(tokens: Tokens, index: int) -> bool:
    following = at(tokens, index + 1)
    if tokens[index].text == "one's" or _is_some_day(tokens, index):
        return True
    if word(tokens, index - 1) == "not" or _is_half_of(tokens, index):
        return True
    if following.raw in {"-", "%"} or following.text in {
        "per",
        "in",
        "hundred",
        "thousand",
        "million",
    }:
        return False
    if following.sort is not Sort.WORD or following.text in FUNCTION_WORDS - {"more"} | _VERBS:
        return True
    return word(tokens, index - 1) in _BEFORE_ONE


def _is_half_of(tokens: Tokens, index: int) -> bool:
    """Say so of the one of "half of one cohort"."""
    return word(tokens, index - 1) == "of" and word(tokens, index - 2) in FRACTIONS


def _is_some_day(tokens: Tokens, index: int) -> bool:
    """Say so of "one day we will win", and not of "one day of strike action"."""
    following, after = at(tokens, index + 1), at(tokens, index + 2)
    if following.text not in {"day", "night", "morning", "evening"}:
        return False
    if word(tokens, index - 1) in {"after", "for", "only", "just", "than", "least", "with", "on"}:
        return False
    counted = {
        "of",
        "a",
        "per",
        "each",
        "later",
        "ago",
        "before",
        "after",
        "strike",
        "out",
        "on",
        "short",
    }
    return after.text not in counted | STRIKES and after.raw not in {"-", "'"}


def round_the_clock_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark "24-hour" and "24 hours", unless they are those of a strike, or a notice."""
    for index, token in enumerate(tokens):
        dash = word(tokens, index + 1) == "-"
        if token.raw != "24" or not word(tokens, index + 1 + dash).startswith("hour"):
            continue
        if word(tokens, index + 2 + dash) not in STRIKES | {"of", "'", "notice", "'s"}:
            yield index, index + 1 + dash, SPEECH


def small_ordinals_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark first, second and third where no day, week or strike is numbered by them."""
    for index, token in enumerate(tokens):
        if token.text not in _SMALL or ORDINALS[token.text] > 3:
            continue
        following = word(tokens, index + 1 + (word(tokens, index + 1) == "-"))
        if following not in UNITS and following not in _NUMBERED:
            yield index, index, SPEECH
