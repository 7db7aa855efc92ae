"""Days, months and years as they are written, and those that have a name of their own."""

from dataclasses import dataclass

from .scenes import WEAK, Scene
from .shapes import Mention


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day, a month or a year as far as it is written; `back` years before, or so many months
    where the month is 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    back: int | None = None


_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}

_BACK: dict[tuple[str, ...], int] = {("this", "year"): 0, ("last", "year"): 1}
_SMALL = frozenset(
    {"the", "early", "late", "mid", "end", "of", "last", "start", "beginning", "whole"}
)


def calendar_at(scene: Scene, dates: dict[int, Mention], place: int) -> tuple[Calendar, int] | None:
    """A day, month or year that begins at `place`, small words passed over; the place after it."""
    words = scene.words
    while place < len(words) and words[place] in _SMALL:
        place += 1
    if place >= len(words):
        return None
    if place in dates:
        quantity = dates[place].quantity
        calendar = Calendar(quantity.year, quantity.month, quantity.day_of_month)
        return calendar, dates[place].last + 1
    if words[place] in MONTHS and scene.written(place)[0].isupper():
        back = _BACK.get(tuple(words[place + 1 : place + 3]))
        end = place + 1 if back is None else place + 3
        return Calendar(month=MONTHS[words[place]], back=back), end
    if is_year(words[place]):
        return Calendar(year=int(words[place])), place + 1
    return None


def is_year(word: str) -> bool:
    """Whether a word is a year of the last century or this one."""
    return len(word) == 4 and word.isdecimal() and word.isascii() and word[:2] in ("19", "20")


def joined_months(
    scene: Scene, dates: dict[int, Mention], first: Calendar, end: int
) -> tuple[Calendar, int] | None:
    """The last of months told together, each the next of the one before it: "in September, October
    and November"; the place after it."""
    found, last = None, first
    while end < len(scene.words) and scene.breaks[end] == WEAK:
        behind = calendar_at(scene, dates, end + (scene.words[end] == "and"))
        if behind is None or behind[0].day or not _is_next_month(last, behind[0]):
            break
        last, end = found = behind
    return found


def _is_next_month(one: Calendar, other: Calendar) -> bool:
    if one.month is None or other.month is None:
        return False
    return other.month == one.month % 12 + 1


def feast_of(behind: list[str]) -> Calendar | None:
    """Christmas Day, where that is the word."""
    return Calendar(month=12, day=25) if behind in (["christmas"], ["xmas"]) else None


def new_year_or_feast(words: list[str], place: int) -> tuple[Calendar, int] | None:
    """The new year or Christmas, and the place behind; None where neither begins."""
    place += words[place : place + 1] == ["the"]
    if words[place : place + 2] == ["new", "year"]:
        return Calendar(month=1, day=1), place + 2
    feast = feast_of(words[place : place + 1])
    return (feast, place + 1) if feast else None
