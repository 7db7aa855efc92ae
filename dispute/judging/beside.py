"""One way of reading a number, beside the record: the figure it would be, and whether it holds."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from dispute.figures import Figure, Record, definition_of
from dispute.figures.figure import POUNDS
from dispute.figures.words import Part, Sort
from dispute.reading.claims import Claim
from dispute.reading.readings import Reading
from dispute.reading.shapes import Approximation, Kind, Quantity
from dispute.reading.windows import Scope

from .holding import holds, in_unit
from .periods import Period, period
from .values import Chosen, value_at

_OVER = Approximation.OVER
_MULTIPLES = {"thousand": 1000, "million": 10**6, "billion": 10**9}


@dataclass(frozen=True, slots=True)
class Beside:
    """A reading with its figure. `value` is in the unit that is written, and None where the record
    has none; `window` says that the days it speaks of were counted among the rows."""

    reading: Reading
    figure: Figure
    period: Period
    value: Fraction | None
    right: bool
    chosen: Chosen
    by_rows: bool = False
    coarse: bool = False
    whole: Fraction | None = None

    @property
    def shown(self) -> str:
        """The record's value as people read it: "12 days", "14 of 21 posts (66.7%)"."""
        if self.value is None:
            return ""
        if self.by_rows or self.reading.entry.words.part is not Part.VALUE:
            unit = self.figure.unit_after if self.by_rows else ""
            return f"{int(self.value)} {unit}".strip()
        basis = self.figure.basis
        if self.figure.denominator is not None and basis:
            return f"{self.figure.shown} ({basis})"
        return self.figure.shown


def beside(
    record: Record, claim: Claim, reading: Reading, at: date, *, plain: bool = False
) -> Beside | None:
    """Return a reading beside the record; None where it speaks of days that cannot be dated, or of
    what the figure cannot be asked. With `plain`, the window is left out of account."""
    entry = reading.entry
    plain = plain or _begins_then(claim, reading)
    spoken = Period(at) if plain else period(claim.window, record, at, ahead=entry.words.ahead)
    if not spoken.known:
        # When it was cannot be told: right if it is right today, and otherwise nobody knows.
        seen = beside(record, claim, reading, at, plain=True)
        if seen is None or not (seen.right or claim.formerly or _is_too_many(claim, seen)):
            return None
        return replace(seen, period=replace(spoken, firm=False))
    chosen: Chosen = tuple(reading.parameters)
    windowed = {"since": spoken.since, "until": spoken.until}
    if takes_windows(entry.key):
        chosen += tuple(
            (name, day) for name, day in windowed.items() if day and _narrows(day, name, spoken)
        )
    figure = value_at(record, entry.key, spoken.at, chosen)
    if figure is None:
        return None
    by_rows = spoken.windowed and not takes_windows(entry.key)
    if by_rows and not _counts_rows(figure):
        by_rows, figure = False, _on(record, entry.key, spoken, chosen) or figure
    if by_rows and spoken.until and spoken.until < min(row.date or at for row in figure.rows):
        return None
    return _compared(claim, reading, figure, spoken, chosen, by_rows)


def takes_windows(key: str) -> bool:
    """Whether a figure can be asked of some days alone."""
    return {"since", "until"} <= {each.name for each in definition_of(key).parameters}


def _begins_then(claim: Claim, reading: Reading) -> bool:
    """Whether a day is when the time told began: "raised in April, it has lasted 22 months"."""
    words, window = reading.entry.words, claim.window
    counts = words.sort is Sort.LENGTH and words.unit and not words.most
    begins = window is not None and window.scope in (Scope.IN, Scope.SINCE, Scope.SINCE_ANCHOR)
    return bool(counts and window and (begins or window.text.casefold().startswith("on ")))


def of_any(record: Record, claim: Claim, reading: Reading, at: date) -> Beside | None:
    """Return the first of a reading's choices that makes it right, where the text names none; None
    where no choice does."""
    name = reading.entry.words.any_of
    if not name or name in dict(reading.parameters):
        return None
    for parameter in definition_of(reading.entry.key).parameters:
        choices = parameter.choices(record) if parameter.name == name and parameter.choices else ()
        for choice in choices:
            chosen = replace(reading, parameters=(*reading.parameters, (name, choice)))
            seen = beside(record, claim, chosen, at)
            if seen is not None and seen.right:
                return seen
    return None


def _is_too_many(claim: Claim, seen: Beside) -> bool:
    """Whether it is more than there ever were, so that no window makes it right."""
    exact = claim.mention.quantity.approximation is Approximation.EXACT
    return exact and _counts_rows(seen.figure) and (seen.value or 0) < claim.mention.quantity.low


def _on(record: Record, key: str, spoken: Period, chosen: Chosen) -> Figure | None:
    """A figure that is no number of rows, as at the end of the days spoken of."""
    return value_at(record, key, min(spoken.until or spoken.at, spoken.at), chosen)


def _narrows(day: date, name: str, spoken: Period) -> bool:
    return name == "since" or day < spoken.at


def _counts_rows(figure: Figure) -> bool:
    """Whether a figure is the number of its rows, so that those of some days can be counted."""
    return bool(figure.rows) and figure.value == len(figure.rows) and not figure.unit_belongs


def _compared(
    claim: Claim, reading: Reading, figure: Figure, spoken: Period, chosen: Chosen, by_rows: bool
) -> Beside:
    quantity = claim.mention.quantity
    words = reading.entry.words
    value, coarse = measured(quantity, figure, words.part)
    if value is not None and quantity.kind is Kind.ORDINAL and quantity.unit != "days":
        value += 1  # what is in its fifteenth month has fourteen behind it
    if value is not None and words.unit == "months" and quantity.approximation is _OVER:
        value += Fraction(1, 100)  # whole months are counted, and some of another has gone by
    if by_rows:
        value = Fraction(sum(1 for row in figure.rows if row.date and _within(row.date, spoken)))
    right = value is not None and _right(quantity, value, figure, words.most, coarse)
    return Beside(reading, figure, spoken, value, right, chosen, by_rows, coarse)


def _within(day: date, spoken: Period) -> bool:
    return (spoken.since is None or spoken.since <= day) and (
        spoken.until is None or day <= spoken.until
    )


def _right(quantity: Quantity, value: Fraction, figure: Figure, most: bool, coarse: bool) -> bool:
    if quantity.kind is Kind.PART and not quantity.rate and figure.denominator is not None:
        counts = (quantity.part, quantity.whole) == (figure.numerator, figure.denominator)
        return counts or quantity.low * 100 == value
    return holds(quantity, value, most=most, coarse=coarse)


def measured(quantity: Quantity, figure: Figure, part: Part) -> tuple[Fraction | None, bool]:
    """Return a figure in the unit of a number, and whether it had to be converted; None where the
    record has no value or the two have nothing in common."""
    number = {
        Part.VALUE: figure.value,
        Part.NUMERATOR: figure.numerator,
        Part.DENOMINATOR: figure.denominator,
    }[part]
    if number is None:
        return None, False
    value = Fraction(number)
    if part is not Part.VALUE:
        return value, False
    if figure.unit.startswith(POUNDS):
        value *= _MULTIPLES.get(figure.unit.removeprefix(POUNDS).strip(), 1)
    if quantity.kind in (Kind.DURATION, Kind.ORDINAL) and quantity.unit:
        converted = in_unit(value, figure.unit, quantity.unit)
        return converted, quantity.unit != figure.unit
    if (quantity.kind is Kind.MONEY) != figure.unit.startswith(POUNDS):
        return None, False
    return value, False


def is_share(reading: Reading) -> bool:
    """Whether a reading takes the number for a share of something."""
    return reading.entry.words.sort is Sort.SHARE
