"""The words before and after a number that say what it asserts: about, at least, or more."""

from .found import Found, Tokens, at, word
from .shapes import Approximation
from .tokens import Sort

_ABOUT, _NEARLY = Approximation.ABOUT, Approximation.NEARLY
_OVER, _UNDER = Approximation.OVER, Approximation.UNDER
_AT_LEAST, _UP_TO = Approximation.AT_LEAST, Approximation.UP_TO

_BEFORE = {
    _ABOUT: "about|around|some|roughly|approximately|approx|approx .|circa|ca|c .|c|~|≈|"
    "in the region of|"
    "somewhere around|more or less|in the order of|of the order of|an estimated|estimated|an "
    "average of|on average|averaging|the best part of|just about|or so|something like|anything "
    "like|broadly|typically",
    _NEARLY: "nearly|almost|close to|just under|not quite|approaching|getting on for|nigh on|"
    "nearing|"
    "just short of|just below|a little under|slightly under|slightly less than|slightly fewer than|"
    "just shy of|virtually|practically|a little less than|just less than|just fewer than",
    _OVER: "over|more than|upwards of|in excess of|above|just over|well over|exceeding|beyond|"
    "greater than|higher than|longer than|a little over|slightly over|slightly more than|"
    "just above|well above|far more than|much more than|exceeds|exceeded|>|north of|better than",
    _AT_LEAST: "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|"
    "minimum of|minimum|at a minimum|≥|as few as|at the very least|at minimum",
    _UNDER: "under|fewer than|less than|below|well under|well below|far fewer than|far less than|"
    "short of|<|lower than|shorter than|south of|smaller than",
    _UP_TO: "up to|at most|no more than|not more than|a maximum of|maximum of|maximum|"
    "no longer than|≤|"
    "as many as|as much as|as long as|not over|at the most|no higher than|anything up to|"
    "up to and including",
}
_AFTER = {
    _ABOUT: "or so|or thereabouts|ish|- ish|- odd|odd|give or take|approximately|approx|roughly|"
    "on average",
    _AT_LEAST: "or more|and more|plus|- plus|+|or over|and over|or above|and above|at least|"
    "or longer|and counting|at a minimum|minimum|at the very least|or higher",
    _UP_TO: "or fewer|or less|or under|or below|at most|maximum|at the most|max|tops|or lower",
}


def _by_words(table: dict[Approximation, str]) -> dict[tuple[str, ...], Approximation]:
    return {
        tuple(phrase.split()): meaning
        for meaning, phrases in table.items()
        for phrase in phrases.split("|")
    }


_BEFORE_WORDS, _AFTER_WORDS = _by_words(_BEFORE), _by_words(_AFTER)
_LONGEST = 4
# They stand between a hedge and its number and change nothing: "an up to 15-month wait" has none.
_SKIPPED = frozenset({"a", "an", "the", "£", "$", "€", "our", "this"})
# "over the past 18 months" is when, not how many.
_WHEN = frozenset({"over", "within", "under", "above", "beyond"})


def hedged(tokens: Tokens, found: Found) -> Approximation:
    """Return what the words around a quantity make of it."""
    before = _before(tokens, found.first)
    after = _after(tokens, found.last + 1)
    return before or after or found.approximation


def _before(tokens: Tokens, first: int) -> Approximation | None:
    skipped = word(tokens, first - 1) in _SKIPPED
    if skipped and (meaning := _before_place(tokens, first)):
        return meaning
    if skipped and word(tokens, first - 2) in _WHEN:
        return None
    return _before_place(tokens, first - 1 if skipped else first)


def _before_place(tokens: Tokens, end: int) -> Approximation | None:
    words = tuple(word(tokens, index) for index in range(end - _LONGEST, end))
    for skip in range(_LONGEST):
        if meaning := _BEFORE_WORDS.get(words[skip:]):
            return meaning
    return None


def _after(tokens: Tokens, start: int) -> Approximation | None:
    """Return the hedge after a quantity, or after it and the one word that is counted."""
    if word(tokens, start) == "plus" and at(tokens, start + 1).raw not in ".,;:)":
        return None  # "3.5% plus £500"
    return _after_place(tokens, start) or (
        _after_place(tokens, start + 1, least=2) if at(tokens, start).sort is Sort.WORD else None
    )


def _after_place(tokens: Tokens, start: int, least: int = 1) -> Approximation | None:
    words = tuple(word(tokens, index) for index in range(start, start + _LONGEST))
    for length in range(_LONGEST, least - 1, -1):
        if meaning := _AFTER_WORDS.get(words[:length]):
            return meaning
    return None
