"""Times of day: 8am, 12.30, 7:30–10, at 8, from 8 to 12, half past seven, six o'clock."""

from collections.abc import Iterator

from .cues import CLOCK_AFTER, CLOCK_BEFORE, TIME
from .found import Tokens, at, follow, word
from .numerals import numeral_at
from .tokens import Sort
from .words import CARDINALS

_HALVES = frozenset({"am", "pm", "noon", "midnight", "o'clock", "oclock"})
_RANGES = frozenset({"to", "-", "–", "—", "until", "till", "and"})
_PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening"})


def clock_times_in(tokens: Tokens) -> Iterator[tuple[int, int, str]]:
    """Mark the numbers that are times of day, and the hour before one: 8 in "8–10am"."""
    last = -9
    for index, token in enumerate(tokens):
        if token.sort is not Sort.NUMERAL and token.text not in CARDINALS:
            continue
        end = _end_of_time(tokens, index)
        if end == index and index - last < 3 and _has_minutes(token.raw):
            end += _counts_nothing(tokens, index + 1)
        if end > index:
            last = end
            yield _start_of_range(tokens, index), end - 1, TIME
            yield from _other_end(tokens, end)


def _end_of_time(tokens: Tokens, index: int) -> int:
    """Return the place after the time that begins here; `index` where none does."""
    if not _is_hour(tokens, index):
        return index
    if _is_sixty(tokens, index):
        return index + 3
    end = index + 1
    four = tokens[index].raw.isdigit() and len(tokens[index].raw) == 4
    if word(tokens, end) in _HALVES or (four and word(tokens, end) in {"hours", "hrs"}):
        return end + 1
    if word(tokens, end) in {"a", "p"} and follow(tokens, end + 1, ".", "m"):
        return end + 3
    said = _is_past(tokens, index) or _is_of_day(tokens, end) or _is_alone(tokens, index)
    return end if said else index


def _has_minutes(raw: str) -> bool:
    hour, _, minutes = raw.partition(".")
    return len(minutes) == 2 and minutes < "60" and len(hour) < 3 and int(hour) < 24


def _is_hour(tokens: Tokens, index: int) -> bool:
    token = at(tokens, index)
    if token.sort is Sort.WORD:
        return 0 < CARDINALS.get(token.text, 0) < 13
    hour, _, minutes = token.raw.partition(".")
    if len(hour) == 4 and not minutes and hour.isdigit():
        return int(hour[:2]) < 24 and int(hour[2:]) < 60
    fits = len(minutes) in (0, 2) and (not minutes or int(minutes) < 60)
    return fits and hour.isdigit() and len(hour) < 3 and int(hour) <= 24


def _is_sixty(tokens: Tokens, index: int) -> bool:
    """Say so of 12:30, and of 7:30 with a pm after it."""
    minutes = at(tokens, index + 2)
    touching = at(tokens, index + 1).touches and minutes.touches
    return (
        at(tokens, index + 1).raw == ":"
        and touching
        and len(minutes.raw) == 2
        and minutes.raw.isdigit()
    )


def _is_past(tokens: Tokens, index: int) -> bool:
    """Say so of "half past seven" and "quarter to 8"."""
    before = word(tokens, index - 2)
    return before in {"half", "quarter"} and word(tokens, index - 1) in {"past", "to"}


def _is_of_day(tokens: Tokens, end: int) -> bool:
    """Say so of "seven in the morning" and "8 at night"."""
    if follow(tokens, end, "in", "the"):
        return word(tokens, end + 2) in _PARTS_OF_DAY
    return follow(tokens, end, "at", "night") or follow(tokens, end, "tonight")


def _is_alone(tokens: Tokens, index: int) -> bool:
    """Say so of "at 12.30", "from 8 to 12", "at 8 on Monday": nothing is counted after it."""
    token, before = tokens[index], word(tokens, index - 1)
    if len(token.raw) == 4 and "." not in token.raw:
        return False
    if "." in token.raw and len(token.raw.partition(".")[2]) == 2:
        return before in CLOCK_BEFORE and _counts_nothing(tokens, index + 1)
    if before == "at" and _counts_nothing(tokens, index + 1):
        return word(tokens, index - 2) not in {"stands", "stand", "stood", "now", "remains", "put"}
    return _is_span(tokens, index)


def _is_span(tokens: Tokens, index: int) -> bool:
    """Say so of the 8 of "8 to 12 on Monday" and of "from 8 to 12", where the hours are whole."""
    if word(tokens, index + 1) not in _RANGES or not _is_hour(tokens, index + 2):
        return False
    if tokens[index].sort is not Sort.NUMERAL:
        return False
    following = word(tokens, index + 3)
    if following in {"am", "pm"} and at(tokens, index + 3).touches:
        return True
    before = word(tokens, index - 1)
    days = CLOCK_AFTER - {"to", "-", "–", "—", "and", "in", "for"}
    return following in days and before in {"from", ",", ":", "(", "picket", "pickets", "picketing"}


def _counts_nothing(tokens: Tokens, index: int) -> bool:
    following = at(tokens, index)
    return following.sort in (Sort.SIGN, Sort.END) or following.text in CLOCK_AFTER


def _start_of_range(tokens: Tokens, index: int) -> int:
    joined = word(tokens, index - 1) in _RANGES
    return index - 2 if joined and _is_hour(tokens, index - 2) else index


def _other_end(tokens: Tokens, end: int) -> Iterator[tuple[int, int, str]]:
    """Mark the 10 of "8am–10"."""
    if word(tokens, end) in _RANGES and _is_hour(tokens, end + 1):
        number = numeral_at(tokens, end + 1)
        if number and _counts_nothing(tokens, number.end):
            yield end + 1, end + 1, TIME
