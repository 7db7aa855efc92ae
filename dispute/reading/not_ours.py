"""Numbers that are passed over. Each marker looks for one reason and says where it holds."""

from collections.abc import Callable, Iterator

from .addresses import addresses_in, postcodes_in, streets_in
from .ages import ages_in
from .clock import clock_times_in
from .cues import POINTS, REFERENCE, SPEECH
from .found import Found, Tokens, follow
from .named import codes_in, named_numbers_in
from .pronouns import one_in, round_the_clock_in, small_ordinals_in
from .sayings import sayings_in
from .shapes import Kind
from .telephones import telephones_in
from .years import years_in

# The first and the last token of a stretch, and why no number in it is ours.
Mark = tuple[int, int, str]


def _sayings(tokens: Tokens) -> Iterator[Mark]:
    return ((first, last, SPEECH) for first, last in sayings_in(tokens))


def _points(tokens: Tokens) -> Iterator[Mark]:
    for index in range(1, len(tokens) - 1):
        if follow(tokens, index, "percentage") and tokens[index + 1].text in {"point", "points"}:
            yield index - 1, index + 1, POINTS


# The first that marks a token is believed.
_MARKERS: tuple[Callable[[Tokens], Iterator[Mark]], ...] = (
    addresses_in,
    postcodes_in,
    telephones_in,
    _points,
    ages_in,
    named_numbers_in,
    clock_times_in,
    streets_in,
    years_in,
    codes_in,
    _sayings,
    one_in,
    round_the_clock_in,
    small_ordinals_in,
)


def reasons_of(tokens: Tokens) -> list[str]:
    """Return for each token why a number there is not ours, "" where nothing says so."""
    reasons = [""] * len(tokens)
    for marker in _MARKERS:
        for first, last, reason in marker(tokens):
            for index in range(max(first, 0), min(last + 1, len(tokens))):
                reasons[index] = reasons[index] or reason
    return reasons


def reason_for(found: Found, reasons: list[str]) -> str:
    """Return why a quantity is passed over, "" where it is ours.

    A way of speaking has to hold all of it: "one or two" does, "one or two weeks" counts. A date
    has reasons of its own to hold a year.
    """
    own = reasons[found.first : found.last + 1]
    if found.kind is Kind.DATE:
        return next((each for each in own if each == REFERENCE), "") if all(own) else ""
    if SPEECH in own and not all(each == SPEECH for each in own):
        own = [each for each in own if each != SPEECH]
    return next((each for each in own if each), "")
