"""What a recogniser has found among the tokens of a sentence, before it is a mention."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .shapes import Approximation, Kind
from .tokens import NOTHING, Token

# A recogniser is given the tokens of a sentence and a place, and says what begins there.
Tokens = list[Token]


@dataclass(slots=True)
class Found:
    """A quantity in the tokens `first` to `last`; `numeral` are those of the bare number."""

    kind: Kind
    first: int
    last: int
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    unit: str = ""
    decimals: int = 0
    scale: int = 1
    numeral: tuple[int, int] | None = None
    approximation: Approximation = Approximation.EXACT
    part: Fraction | None = None
    whole: Fraction | None = None
    rate: bool = False
    day: date | None = None
    year: int | None = None
    month: int | None = None
    day_of_month: int | None = None
    weekday: int | None = None
    not_ours: str = ""


def at(tokens: Tokens, index: int) -> Token:
    """Return the token at a place, NOTHING before the first and after the last."""
    return tokens[index] if 0 <= index < len(tokens) else NOTHING


def word(tokens: Tokens, index: int) -> str:
    """Return the token at a place in lower case, without the s of a possessive; "" outside."""
    return tokens[index].word if 0 <= index < len(tokens) else ""


def follow(tokens: Tokens, index: int, *words: str) -> bool:
    """Say whether the tokens from a place on are these."""
    for step, expected in enumerate(words):  # noqa: SIM110 - asked most of all, and twice as fast
        if word(tokens, index + step) != expected:
            return False
    return True
