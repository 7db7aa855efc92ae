"""What is read out of a text: numbers with their sentences. Nothing here has asked the record."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What a number in prose is."""

    COUNT = "count"  # 14 staff, twenty-one, a dozen
    ORDINAL = "ordinal"  # the twelfth day, day 76
    PERCENT = "percent"  # 66%, 2.6 per cent
    PART = "part"  # 14 of 21, two in three, half of the team, every one of the 21
    DURATION = "duration"  # 15 months, 17-month, 4–6 weeks
    MONEY = "money"  # £150, £1.5m
    TIMES = "times"  # twice, ten times
    DATE = "date"  # 16 November 2023, 2023-11-16


class Approximation(StrEnum):
    """How a number is hedged, and so what it asserts of the value v."""

    EXACT = "exactly"  # v = n at the decimals written
    ABOUT = "about"  # about, around, some, roughly
    NEARLY = "nearly"  # nearly, almost: a little below
    OVER = "over"  # over, more than
    AT_LEAST = "at least"
    UNDER = "under"  # under, fewer than, less than
    UP_TO = "up to"  # up to, at most, no more than


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text as it was given: text[start:end]."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, folded: lower case, plain quotes, no soft hyphens."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or table cell, as it is written; its words in order.

    `quoted` says whose words it is, where it is no sentence of the branch's own: a block quotation.
    """

    text: str
    span: Span
    words: tuple[Word, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written: `low` to `high` (the same, unless it is a range), exact.

    `unit`: days, weeks, months, years, GBP, percent or "". `part` and `whole` are those of 14 of 21
    (1 and 2 of "half of"); `decimals` are those that were written. `day` is that of a date.
    """

    kind: Kind
    text: str
    span: Span
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    unit: str = ""
    decimals: int = 0
    approximation: Approximation = Approximation.EXACT
    part: Fraction | None = None
    whole: Fraction | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in its sentence. `first` and `last` are the places of its first and its last word.

    `not_ours` says why it is passed over (a quotation, a year, a section of an Act), "" otherwise.
    """

    sentence: Sentence
    quantity: Quantity
    first: int
    last: int
    not_ours: str = ""
