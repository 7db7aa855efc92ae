"""Dates as they are written in Britain, and by the international standard; whole or in part."""

from datetime import date

from .found import Found, Tokens, at, follow, word
from .numerals import numeral_at
from .shapes import Kind
from .tokens import Sort
from .words import FUNCTION_WORDS, MONTHS, ORDINAL_ENDINGS, ORDINALS, TENS, WEEKDAYS, these

_LONG_MONTHS = frozenset(word for word in MONTHS if len(word) > 4)
_SHORTENED = frozenset(MONTHS.keys() - {"may", "june", "july"} - _LONG_MONTHS)
_YEARS = range(1900, 2100)
# As many days as a list of them names before its month.
_MOST_DAYS = 12
# "In May 14 people left": the month stands alone. "On May 14 people left": it does not.
_BEFORE_A_MONTH = these("in during throughout since last this next every early mid late of")
_BEFORE_A_DAY = these("on by from until till since before after to")
_BETWEEN_DAYS = frozenset({",", "and", "&", "to", "-", "–", "or", "until", "through"})


def dates_at(tokens: Tokens, index: int) -> list[Found]:
    """Return the date that begins at a place, or the dates of a list; none where there is none."""
    token = at(tokens, index)
    if token.sort is Sort.NUMERAL:
        found = _numeric(tokens, index)
        if found:
            return [found]
    start = _past_weekday(tokens, index)
    day = _day_at(tokens, start)
    if day:
        return _from_day(tokens, index, start) or _lone_day(tokens, index, start)
    if token.capital and token.text in MONTHS:
        return _from_month(tokens, index)
    return []


def _numeric(tokens: Tokens, index: int) -> Found | None:
    """Return 2023-11-16, 16/11/2023, 16.11.23 or 16-11-2023."""
    parts = [at(tokens, index + step) for step in range(5)]
    signs = {parts[1].raw, parts[3].raw}
    if signs not in ({"-"}, {"/"}, {"."}) or not all(each.touches for each in parts[1:]):
        return None
    numbers = [parts[0].raw, parts[2].raw, parts[4].raw]
    if not all(each.isdigit() for each in numbers):
        return None
    lengths = [len(each) for each in numbers]
    if lengths[0] == 4 and max(lengths[1:]) <= 2:
        numbers.reverse()
    elif max(lengths[:2]) > 2 or lengths[2] not in (2, 4) or (lengths[2] == 2 and signs != {"/"}):
        return None
    return _written(index, index + 4, *numbers)


def _written(first: int, last: int, day: str, month: str, year: str) -> Found | None:
    whole = int(year) + (2000 if len(year) == 2 else 0)
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31 or whole not in _YEARS:
        return None
    return _date(first, last, int(day), int(month), whole, None)


def _date(
    first: int, last: int, day: int | None, month: int | None, year: int | None, weekday: int | None
) -> Found:
    whole = _calendar(year, month, day)
    return Found(
        Kind.DATE,
        first,
        last,
        day=whole,
        year=year,
        month=month,
        day_of_month=day,
        weekday=weekday,
    )


def _calendar(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _past_weekday(tokens: Tokens, index: int) -> int:
    """Return where the day is, past "Monday", "Monday," and "Monday the"."""
    if at(tokens, index).capital and at(tokens, index).text in WEEKDAYS:
        index += 1
        index += word(tokens, index) in {",", "."}
    return index + 1 if word(tokens, index) == "the" else index


def _day_at(tokens: Tokens, index: int) -> tuple[int, int, bool] | None:
    """Return a day of a month, the place after it, and whether it is written as an ordinal."""
    token = at(tokens, index)
    if token.sort is Sort.NUMERAL and token.raw.isdigit() and 1 <= int(token.raw) <= 31:
        ending = at(tokens, index + 1)
        ordinal = ending.text in ORDINAL_ENDINGS and ending.touches
        return int(token.raw), index + 1 + ordinal, ordinal
    value, end = ordinal_word_at(tokens, index)
    return (value, end, True) if 1 <= value <= 31 else None


def ordinal_word_at(tokens: Tokens, index: int) -> tuple[int, int]:
    """Return an ordinal in words and the place after it: "twenty-first" is 21; 0 where none is."""
    first = word(tokens, index)
    if first in ORDINALS:
        return ORDINALS[first], index + 1
    start = index + 1 + (word(tokens, index + 1) == "-")
    following = ORDINALS.get(word(tokens, start), 0)
    if first in TENS and 0 < following < 10:
        return TENS[first] + following, start + 1
    return 0, index


def _month_at(tokens: Tokens, index: int) -> tuple[int, int]:
    """Return the month, and the place after it; past "of", a hyphen and the stop of "Nov."."""
    index += word(tokens, index) in {"of", "-", "/"}
    token = at(tokens, index)
    if token.sort is not Sort.WORD or not token.raw[0].isupper() or token.text not in MONTHS:
        return 0, index
    stop = at(tokens, index + 1)
    shortened = stop.raw == "." and stop.touches and token.text in _SHORTENED
    return MONTHS[token.text], index + 1 + (shortened and index + 2 < len(tokens))


def _year_at(tokens: Tokens, index: int) -> tuple[int | None, int]:
    start = index + (word(tokens, index) in {",", "-", "/", "of"})
    token = at(tokens, start)
    if token.raw.isdigit() and len(token.raw) == 4 and int(token.raw) in _YEARS:
        return int(token.raw), start + 1
    if token.raw == "'" and at(tokens, start + 1).touches:
        short = at(tokens, start + 1).raw
        if len(short) == 2 and short.isdigit():
            return 2000 + int(short), start + 2
    return None, index


def _from_day(tokens: Tokens, index: int, start: int) -> list[Found]:
    """Return "16 November 2023", and each day of "7, 8 and 9 November"."""
    days: list[tuple[int, int, int, int | None]] = []
    place = index
    while len(days) < _MOST_DAYS:
        begin = _past_weekday(tokens, place)
        place += word(tokens, place) == "the"
        day = _day_at(tokens, begin)
        if not day:
            return []
        days.append((place, day[1], day[0], WEEKDAYS.get(word(tokens, place))))
        month, end = _month_at(tokens, day[1])
        if month:
            year, end = _year_at(tokens, end)
            return _each_day(tokens, days, month, year, end)
        place = _past_joints(tokens, day[1])
        if place == day[1]:
            return []
    return []


def _past_joints(tokens: Tokens, index: int) -> int:
    while word(tokens, index) in _BETWEEN_DAYS:
        index += 1
    return index


def _each_day(
    tokens: Tokens,
    days: list[tuple[int, int, int, int | None]],
    month: int,
    year: int | None,
    end: int,
) -> list[Found]:
    found = [
        _date(first, last - 1, day, month, year, weekday) for first, last, day, weekday in days
    ]
    found[-1].last = end - 1
    return found


def _lone_day(tokens: Tokens, index: int, start: int) -> list[Found]:
    """Return "on the 16th" and "Monday 16th", where no month is named."""
    day = _day_at(tokens, start)
    if not day or not day[2] or at(tokens, start).sort is not Sort.NUMERAL:
        return []
    weekday = WEEKDAYS.get(word(tokens, index)) if at(tokens, index).capital else None
    following = at(tokens, day[1])
    ends = following.sort is not Sort.WORD or following.text in FUNCTION_WORDS
    said = word(tokens, index - 2) in _BEFORE_A_DAY and word(tokens, index - 1) == "the"
    if ends and (said or weekday is not None):
        first = start if weekday is None else index
        return [_date(first, day[1] - 1, day[0], None, None, weekday)]
    return []


def _from_month(tokens: Tokens, index: int) -> list[Found]:
    """Return "November 16, 2023" and "November 2023"."""
    month, after = _month_at(tokens, index)
    year, end = _year_at(tokens, after)
    if year:
        return [_date(index, end - 1, None, month, year, None)]
    day = _day_at(tokens, after + (word(tokens, after) == "the"))
    if not month or not day:
        return []
    year, end = _year_at(tokens, day[1])
    if not year and not _ends_a_date(tokens, index, day[1], ordinal=day[2]):
        return []
    return [_date(index, (end if year else day[1]) - 1, day[0], month, year, None)]


def _ends_a_date(tokens: Tokens, index: int, end: int, *, ordinal: bool) -> bool:
    """Say whether the number after a month is its day, and not a count of what follows."""
    before, following = word(tokens, index - 1), at(tokens, end)
    if ordinal:
        return True
    if follow(tokens, end, "%") or (before in _BEFORE_A_MONTH and following.text != ","):
        return False
    return following.sort is not Sort.WORD or following.text in FUNCTION_WORDS - {
        "of",
        "more",
        "to",
    }


def is_year(tokens: Tokens, index: int) -> bool:
    """Say whether a numeral has the look of a year: four bare figures, 1900 to 2099."""
    token = at(tokens, index)
    number = numeral_at(tokens, index) if token.sort is Sort.NUMERAL else None
    return bool(
        number
        and number.end == index + 1
        and len(token.raw) == 4
        and token.raw.isdigit()
        and int(token.raw) in _YEARS
    )
