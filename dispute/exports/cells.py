"""What may stand in a cell, and how a text stays a text in every spreadsheet."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

Cell = str | bool | int | Decimal | Fraction | date | datetime | None

# What a spreadsheet takes for the beginning of a formula; some take the wide forms for the same.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
# XML 1.0 has no way to write these, and a CSV with a NUL is refused by many a reader.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Before the first visible character: blanks, controls, and what has no width (a byte order mark).
_INVISIBLE = ("Cc", "Cf", "Zl", "Zp", "Zs")


def is_risky(text: str) -> bool:
    """Return whether a spreadsheet might run `text`.

    It might where the first visible character begins a formula, in whatever width it is written
    (＝, ﹦), or where a tab or a return stands before that character. A plain number (-5) is none.
    """
    if _PLAIN_NUMBER.fullmatch(text):
        return False
    for character in text:
        narrow = unicodedata.normalize("NFKC", character)
        if character in "\t\r" or narrow.startswith(("=", "+", "-", "@")):
            return True
        if unicodedata.category(character) not in _INVISIBLE:
            return False
    return False


def legal(text: str) -> str:
    """Return `text` without the characters that no XML can hold."""
    return _ILLEGAL.sub("", text)


def one_kind_of_line_end(text: str) -> str:
    """Return `text` with every line ended as spreadsheets end the lines of a cell."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def local(moment: datetime) -> datetime:
    """Return a moment as the clock in London showed it, without its zone: cells know none."""
    aware = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return aware.replace(microsecond=0, tzinfo=None)
