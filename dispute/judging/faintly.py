"""A number that the record has to the dot, where the words say little of which figure is meant.

The rarer a number is, the less it agrees by chance: a five is everywhere, £84,000 is not.
"""

from datetime import date
from fractions import Fraction

from dispute.figures import Record
from dispute.figures.words import Sort
from dispute.reading.claims import Claim
from dispute.reading.readings import Reading
from dispute.reading.shapes import Approximation, Kind, Quantity

from .beside import Beside, beside, is_share
from .reasons import siblings

# Counts and lengths below this agree with something by chance.
_LEAST = 4
_MEANT = (Approximation.EXACT, Approximation.ABOUT, Approximation.NEARLY, Approximation.UP_TO)
_BORDERS = (Approximation.OVER, Approximation.AT_LEAST)


def right_by_faint_words(claim: Claim, record: Record, at: date) -> Beside | None:
    """Return the likeliest of a claim's faint readings that the record bears out, or None."""
    if not is_rare(claim.mention.quantity):
        return None
    for reading in claim.faint():
        meant = (each for each in claim.readings[:1] if claim.firm or _is_counted(each))
        if any(_are_siblings(reading, each) for each in meant):
            continue  # all who left or gave notice are not those who left
        seen = beside(record, claim, reading, at)
        if seen is None or not seen.right or not seen.value or seen.coarse:
            continue
        if is_share(reading) and _is_beside_another_count(claim, record, seen):
            continue
        if _has_those_counts(claim.mention.quantity, seen):
            return seen
    return None


def _is_counted(reading: Reading) -> bool:
    """Whether what is counted stands right behind the number: "21 operatives have quit"."""
    return reading.beside and reading.entry.words.sort is Sort.COUNT


def _are_siblings(one: Reading, other: Reading) -> bool:
    family = one.entry.family
    return bool(family) and family == other.entry.family and one.entry.key != other.entry.key


def _is_beside_another_count(claim: Claim, record: Record, seen: Beside) -> bool:
    """Whether the sentence has the count of another event: "16 left or are leaving: 66.7%"."""
    if seen.figure.numerator is None:
        return False
    own, told = Fraction(seen.figure.numerator), claim.counts
    if own in told or any(own - each in told for each in told):
        return False
    return any(each.numerator in told for each in siblings(record, seen) if each.numerator)


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
