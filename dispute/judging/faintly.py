"""A number that the record has to the dot, where the words say little of which figure is meant.

The rarer a number is, the less it agrees by chance: a five is everywhere, £84,000 is not.
"""

from datetime import date
from fractions import Fraction

from dispute.figures import Record
from dispute.reading.claims import Claim
from dispute.reading.readings import Reading
from dispute.reading.shapes import Approximation, Kind, Quantity

from .beside import Beside, beside

# Counts and lengths below this agree with something by chance.
_LEAST = 4
_MEANT = (Approximation.EXACT, Approximation.ABOUT, Approximation.NEARLY, Approximation.UP_TO)
_BORDERS = (Approximation.OVER, Approximation.AT_LEAST)


def right_by_faint_words(claim: Claim, record: Record, at: date) -> Beside | None:
    """Return the likeliest of a claim's faint readings that the record bears out, or None."""
    if not is_rare(claim.mention.quantity):
        return None
    for reading in claim.faint():
        if claim.firm and any(_are_siblings(reading, each) for each in claim.readings[:1]):
            continue  # all who left or gave notice are not those who left
        seen = beside(record, claim, reading, at)
        if seen is None or not seen.right or not seen.value or seen.coarse:
            continue
        if _has_those_counts(claim.mention.quantity, seen):
            return seen
    return None


def _are_siblings(one: Reading, other: Reading) -> bool:
    family = one.entry.family
    return bool(family) and family == other.entry.family and one.entry.key != other.entry.key


def _has_those_counts(quantity: Quantity, seen: Beside) -> bool:
    """Whether a part is of the very counts; ten of twenty are not twenty-one of forty-two."""
    if quantity.approximation in _BORDERS and seen.value != quantity.low:
        return False
    counts = (seen.figure.numerator, seen.figure.denominator)
    return quantity.kind is not Kind.PART or (quantity.part, quantity.whole) == counts


def is_rare(quantity: Quantity) -> bool:
    """Whether it is no number that agrees with something by chance."""
    if quantity.approximation not in (*_MEANT, *_BORDERS) or quantity.low != quantity.high:
        return False
    if quantity.kind is Kind.PART:
        return not quantity.rate and Fraction(quantity.whole or 0) > _LEAST
    return quantity.kind in (Kind.PERCENT, Kind.MONEY) or quantity.low >= _LEAST
