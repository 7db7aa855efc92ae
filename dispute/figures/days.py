"""Days, months, and how they are written."""

import calendar
from datetime import date
from fractions import Fraction

from django.utils.formats import date_format

from .numbers import Number

# A month on average, as waits in months are compared with standards in weeks or days.
DAYS_IN = {"days": Fraction(1), "weeks": Fraction(7), "months": Fraction(36525, 1200)}


def in_days(length: Number, unit: str) -> Fraction:
    """Return a duration of `length` days, weeks or months in days, exactly."""
    return Fraction(length) * DAYS_IN[unit]


def whole_months(start: date, end: date) -> int:
    """Return the whole months from `start` to `end`; the 31st of a short month is its last day."""
    months = (end.year - start.year) * 12 + end.month - start.month
    last = calendar.monthrange(end.year, end.month)[1]
    return months if end.day >= min(start.day, last) else months - 1


def day(value: date) -> str:
    """Return a day as letters write it: 16 November 2023."""
    return date_format(value, "j F Y")
