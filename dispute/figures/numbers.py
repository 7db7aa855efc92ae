"""Exact numbers, and the numerals that people read."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Number = int | Decimal | Fraction


def half_up(value: Number, decimals: int) -> Decimal:
    """Return `value` rounded to `decimals` places, halves away from zero as people do by hand."""
    scale: int = 10**decimals
    exact = Fraction(value) * scale
    floor, rest = divmod(abs(exact), 1)
    units = int(floor) + (rest >= Fraction(1, 2))
    rounded = Decimal(units).scaleb(-decimals)
    return -rounded if exact < 0 and units else rounded


def numeral(value: Number, decimals: int = 2) -> str:
    """Return `value` as people write it: 1,250 or 78.95; no decimals that are all noughts."""
    rounded = half_up(value, decimals)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def pounds(value: Number) -> str:
    """Return `value` as pounds: £150, £1,250.50, -£5."""
    if value < 0:
        return f"-{pounds(-value)}"
    rounded = half_up(value, 2)
    whole = rounded == rounded.to_integral_value(rounding=ROUND_HALF_UP)
    return f"£{rounded:,.0f}" if whole else f"£{rounded:,.2f}"


def plain(value: Number) -> int | float:
    """Return `value` as a JSON number: whole where it is whole, else the nearest float."""
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else float(exact)
