"""Values inside a sentence: “from 1 to 8 April”, “from resigned to retired”, “became yes”."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dispute.figures.numbers import numeral

# A text that is longer was rewritten; what it said stands below the sentence.
SHORT = 60


def is_nothing(value: Any) -> bool:
    return value is None or value == ""


def is_long(value: Any) -> bool:
    """Whether a text is too long, or has too many lines, to stand in a sentence."""
    return isinstance(value, str) and (len(value) > SHORT or "\n" in value.strip())


def from_to(field: Any, was: Any, now: Any, year: int) -> str:
    """Return “from 1 to 8 April”; days of `year`, in which it is said, are without it."""
    if is_day(was) and is_day(now):
        return _from_day_to_day(was, now, year)
    old, new = in_words(field, was, year), in_words(field, now, year)
    return _("from %(was)s to %(now)s") % {"was": old, "now": new}


def in_words(field: Any, value: Any, year: int) -> str:
    """Return one value of a field as a sentence says it."""
    if is_nothing(value):
        return _("nothing")
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{_day(local.date(), year)}, {date_format(local, 'H:i')}"
    if isinstance(value, date):
        return _day(value, year)
    if isinstance(field, models.DecimalField | models.IntegerField):
        return numeral(value, 4)
    if isinstance(field, models.FileField):
        return Truncator(str(value).rpartition("/")[2]).chars(SHORT)
    if isinstance(field, models.URLField):
        return address_in_short(str(value))
    text = str(value)
    return text if field.is_relation else _("“%s”") % Truncator(text).chars(SHORT)


def address_in_short(address: str) -> str:
    """Return the site of an address, and that more of it follows."""
    parts = urlsplit(address)
    rest = parts.path.rstrip("/") or parts.query
    return f"{parts.netloc}/…" if rest else parts.netloc or Truncator(address).chars(SHORT)


def is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _from_day_to_day(was: date, now: date, year: int) -> str:
    old = date_format(was, "j F Y")
    if (was.year, was.month) == (now.year, now.month):
        old = str(was.day)
    elif was.year == now.year:
        old = date_format(was, "j F")
    elif was.year == year:
        # Beside a day of another year it needs its own.
        return _("from %(was)s to %(now)s") % {"was": old, "now": date_format(now, "j F Y")}
    return _("from %(was)s to %(now)s") % {"was": old, "now": _day(now, year, apart=was.year)}


def _day(value: date, year: int, apart: int | None = None) -> str:
    shown = value.year != year or (apart is not None and apart != value.year)
    return date_format(value, "j F Y" if shown else "j F")
