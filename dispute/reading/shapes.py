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
    """A word or a numeral of a sentence, folded: lower case, plain quotes, no soft hyphens.

    Hyphens part words ("15-month" is two), apostrophes inside do not ("council's" is one,
    "workers'" is "workers"); "%", "£" and punctuation are no words: look at the text between two
    spans for them.
    """

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or table cell, as it is written; its words in order.

    `quoted` says whose words it is, where it is no sentence of the branch's own: a block quotation.
    `context` holds words that stand elsewhere and belong to it: those of a table cell's column head
    and of the first cell of its row, those of the line with a colon before a list. `above` holds
    those that stand before it and may say what it goes on to speak of: its heading's, and those of
    the sentences before it in the same paragraph. `column` is which cell of a
    table's row it is, after the first.
    """

    text: str
    span: Span
    words: tuple[Word, ...]
    quoted: bool = False
    context: tuple[Word, ...] = ()
    above: tuple[Word, ...] = ()
    column: int = 0


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is written: `low` to `high` (the same, unless it is a range), exact.

    `unit`: minutes, hours, days, weeks, months, years (a fortnight is 2 weeks, a decade 10 years,
    half a year 1/2 of the unit years), GBP, EUR, USD, percent or "". An ordinal of days (the
    twelfth day, day 76) has the unit days. `decimals` are those that were written, `scale` what
    they were multiplied by: £1.5m has low 1500000, decimals 1, scale 1000000. `numeral` is the
    place of the number alone, without its unit or sign (of one number only: no range, no part).

    A part has `part` and `whole` (14 and 21; 1 and 2 of "half of"), and `low` = `high` = part ÷
    whole. `rate` says that only their ratio is meant (two in three, half of), not their counts (14
    of 21).

    A date has `year`, `month`, `day_of_month` and `weekday` (Monday is 0) as far as they are
    written (16 November, November 2023), and `day` where it is whole and exists: 31 November 2023
    has none.
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
    scale: int = 1
    numeral: Span | None = None
    rate: bool = False
    year: int | None = None
    month: int | None = None
    day_of_month: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in its sentence. `first` and `last` are the places of its first and its last word.

    `not_ours` says why it is passed over, "" otherwise: "a year", "a time of day",
    "a telephone number", "an address", "a law", "a quotation", "a reference", "an age",
    "a figure of speech", "percentage points".
    """

    sentence: Sentence
    quantity: Quantity
    first: int
    last: int
    not_ours: str = ""
