"""The time that a sentence speaks of: "since January", "in the last 12 months", "by 1 May".

A window is what the words say, not yet dates: "this year" needs the text's day, and "since the
strike began" needs the record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .calendars import Calendar, calendar_at, feast_of, is_year, joined_months, new_year_or_feast
from .scenes import Scene
from .shapes import Approximation, Kind, Mention


class Scope(StrEnum):
    """What sort of time a window is."""

    SINCE_ANCHOR = "since an event"  # since the strike began
    SINCE = "since a day"  # since 1 May, since January
    LAST = "a stretch up to the day"  # in the last 12 months
    IN = "a month or a year"  # in September, in 2023, last year
    BETWEEN = "from a day to a day"
    AS_AT = "up to a day"  # by 1 May
    UNKNOWN = "not known"  # since the restructure


class Anchor(StrEnum):
    """What the record can date."""

    STRIKE = "the first day of strike action"
    NOTICE = "notice"
    DISPUTE = "the dispute"
    BALLOT = "the ballot"


@dataclass(frozen=True, slots=True)
class Window:
    """The time a number is about, in the words `text`; `start` and `end` are places of words.

    `loose` says that it does not begin or end on a day: "since early March", "by mid-April".
    """

    scope: Scope
    start: int
    end: int
    text: str
    anchor: Anchor | None = None
    first: Calendar | None = None
    last: Calendar | None = None
    earliest: bool = False
    length: Fraction = Fraction(0)
    unit: str = ""
    loose: bool = False


_SINCE = frozenset({"since", "after", "from", "following"})
_BY = frozenset({"by", "until", "till", "before", "to"})
_IN = frozenset(
    {"in", "during", "throughout", "over", "within", "for", "last", "this", "of", "and"}
)
_LATEST = frozenset({"last", "past", "previous", "preceding"})
_FILLERS = frozenset({"the", "just", "only", "a", "these", "our", "this", "less", "than", "under",
                      "little", "more", "about", "nearly", "almost", "around", "barely", "some",
                      "space", "of", "period", "course", "last", "past", "previous", "over", "in",
                      "within", "during", "for", "very", "early", "late", "mid", "end", "start",
                      "beginning", "middle", "back", "way", "all", "whole"})  # fmt: skip
_ANCHORS: tuple[tuple[Anchor, tuple[str, ...]], ...] = (
    (Anchor.NOTICE, ("notice", "announced", "announcement", "announcing", "notified")),
    (Anchor.BALLOT, ("ballot", "balloted", "vote", "voted")),
    (
        Anchor.STRIKE,
        ("strike", "strikes", "striking", "action", "walkout", "walkouts", "struck", "picketing",
         "walked", "industrial"),
    ),
    (Anchor.DISPUTE, ("dispute", "raised")),
)  # fmt: skip
_LOOSELY = frozenset({"early", "late", "mid", "middle", "around", "about"})
_PARTS = frozenset({"middle", "part", "half", "week", "weeks", "days", "beginning", "start"})
_QUARTERS = {"first": 3, "second": 6, "third": 9, "fourth": 12, "final": 12, "last": 12}
_NEXT = frozenset({"week", "month", "year", "spring", "summer", "autumn", "winter", "term"})
# What may stand between "since" and what it is since.
_UP_TO_ANCHOR = 6


def windows(scene: Scene) -> tuple[Window, ...]:
    """Return the windows of a sentence, in order."""
    dates = {each.first: each for each in scene.mentions if each.quantity.kind is Kind.DATE}
    found = [*_lasting(scene, dates), *_said(scene, dates)]
    chosen: list[Window] = []
    for window in sorted(found, key=lambda each: (each.start, -each.end)):
        if not chosen or window.start >= chosen[-1].end:
            chosen.append(window)
    return tuple(chosen)


def is_window(mention: Mention, found: tuple[Window, ...]) -> bool:
    """Whether a number is no more than part of a window."""
    return any(each.start <= mention.first and mention.last < each.end for each in found)


def _lasting(scene: Scene, dates: dict[int, Mention]) -> Iterator[Window]:
    """In the last 12 months; over the past year; in 18 months; in just two weeks."""
    for each in scene.mentions:
        if each.quantity.kind is not Kind.DURATION or not each.quantity.low:
            continue
        start, said = _before(scene.words, each.first)
        if said & _LATEST or said & {"in", "within", "over", "during", "space"}:
            if each.quantity.approximation is Approximation.OVER and not said & _LATEST:
                continue
            behind = scene.words[each.last + 1 : each.last + 2]
            if behind in (["from"], ["after"], ["time"]):
                continue
            if each.quantity.low == 1 and each.quantity.unit != "years" and not said & _LATEST:
                # "In one week" is any.
                yield _window(scene, Scope.UNKNOWN, start, each.last + 1)
                continue
            to = calendar_at(scene, dates, each.last + 2) if behind == ["to"] else None
            if to is not None and to[0].day is None:  # "in the three months to March"
                yield _window(scene, Scope.AS_AT, start, to[1], last=to[0])
                continue
            if behind in (["before"], ["to"], ["until"], ["between"], ["up"], ["leading"]):
                yield _window(scene, Scope.UNKNOWN, start, each.last + 2)
                continue
            yield _window(
                scene, Scope.LAST, start, each.last + 1,
                length=each.quantity.low, unit=each.quantity.unit,
            )  # fmt: skip
    words = scene.words
    for place, word in enumerate(words[:-1]):
        if word in ("last", "past") and words[place + 1] in ("year", "month", "week", "fortnight"):
            start, said = _before(words, place)
            unit, length = words[place + 1] + "s", Fraction(1)
            if unit == "fortnights":
                unit, length = "weeks", Fraction(2)
            of = words[place - 1] == "of"  # "at the end of last year"
            if ("the" in said and not of) or word == "past":
                yield _window(scene, Scope.LAST, start, place + 2, length=length, unit=unit)


def _before(words: list[str], place: int) -> tuple[int, frozenset[str]]:
    """The small words right before `place`: where they begin, and which they are."""
    start = place
    while start > 0 and place - start < 5 and words[start - 1] in _FILLERS:
        start -= 1
    return start, frozenset(words[start:place])


def _said(scene: Scene, dates: dict[int, Mention]) -> Iterator[Window]:
    words = scene.words
    for place, word in enumerate(words):
        if word in ("since", "after", "following", "during"):
            yield from _since(scene, dates, place)
        elif word in _QUARTERS and words[place + 1 : place + 2] == ["quarter"]:
            yield from _quarter(scene, place)
        elif word in ("this", "last") and place + 1 < len(words):
            yield from _this(scene, place)
        elif word in ("between", "from"):
            yield from _between(scene, dates, place)
        elif word == "next" and words[place + 1 : place + 2] and words[place + 1] in _NEXT:
            yield _window(scene, Scope.UNKNOWN, place, place + 2)
        elif word in _BY | _IN and (told := new_year_or_feast(words, place + 1)):
            feast, end = told
            scope = Scope.AS_AT if word in _BY else Scope.UNKNOWN
            yield _window(scene, scope, place, end, last=feast)
        elif word in _BY or word in ("at", "on", "as"):
            yield from _as_at(scene, dates, place)
            yield from _before_an_event(scene, place)
        elif word in _IN:
            yield from _in(scene, dates, place)


def _since(scene: Scene, dates: dict[int, Mention], place: int) -> Iterator[Window]:
    word = scene.words[place]
    if word == "since" and (found := calendar_at(scene, dates, place + 1)):
        calendar, end = found
        yield _window(scene, Scope.SINCE, place, end, first=calendar)
        return
    if word == "since" and (feast := feast_of(scene.words[place + 1 : place + 2])):
        yield _window(scene, Scope.SINCE, place, place + 2, first=feast)
        return
    if word == "since" and _turn_of_the_year(scene.words[place + 1 : place + 6]):
        end = place + 2 + scene.words[place + 1 :].index("year")
        back = int(scene.words[end - 2] in ("last", "previous"))
        yield _window(scene, Scope.SINCE, place, end, first=Calendar(back=back))
        return
    if word == "since" and scene.words[place + 1 : place + 3] == ["last", "year"]:
        calendar = Calendar(back=1)
        yield _window(scene, Scope.SINCE, place, place + 3, first=calendar)
        return
    if word == "since" and (named := _named_year(scene, dates, place)):
        yield named
    elif anchored := _anchor(scene, place):
        anchor, end = anchored
        first = "first" in scene.words[place:end]
        end = _with_its_date(scene, dates, end)
        yield _window(scene, Scope.SINCE_ANCHOR, place, end, anchor=anchor, earliest=first)
    elif word == "since" and place + 1 < len(scene.words):
        yield _window(scene, Scope.UNKNOWN, place, place + 2)


def _named_year(scene: Scene, dates: dict[int, Mention], place: int) -> Window | None:
    """Since the restructure in 2021: the event is not known, its year is."""
    for at in range(place + 2, min(place + 7, len(scene.words) - 1)):
        if scene.breaks[at]:
            return None
        if scene.words[at] in ("in", "of", "on") and (found := calendar_at(scene, dates, at + 1)):
            return _window(scene, Scope.SINCE, place, found[1], first=found[0])
    return None


def _anchor(scene: Scene, place: int) -> tuple[Anchor, int] | None:
    """Which event of the record stands behind "since", and the place after it."""
    behind = scene.words[place + 1 : place + 1 + _UP_TO_ANCHOR]
    stop = next(
        (each for each in range(1, len(behind)) if scene.breaks[place + 1 + each]), len(behind)
    )
    behind = behind[:stop]
    numbers = {each.first for each in scene.mentions if each.quantity.kind is not Kind.ORDINAL}
    if any(place + 1 + each in numbers for each in range(len(behind))):
        return None
    for anchor, said in _ANCHORS:
        for each, word in enumerate(behind):
            if word in said:
                return anchor, place + 2 + each
    return None


def _with_its_date(scene: Scene, dates: dict[int, Mention], end: int) -> int:
    """The place behind an event and its own day: "since we gave notice of action in June"."""
    for place in range(end, min(end + 5, len(scene.words) - 1)):
        if scene.breaks[place]:
            break
        if scene.words[place] in ("in", "on") and (found := calendar_at(scene, dates, place + 1)):
            return found[1]
    return end


def _turn_of_the_year(behind: list[str]) -> bool:
    starts = {"turn", "start", "beginning"}
    return (
        behind[:2] == ["new", "year"]
        or behind[:3] == ["the", "new", "year"]
        or (bool(starts & set(behind)) and "year" in behind)
    )


def _this(scene: Scene, place: int) -> Iterator[Window]:
    word, unit = scene.words[place : place + 2]
    back = 0 if word == "this" else 1
    if scene.words[max(place - 1, 0)] == "the" and word == "last":
        return
    if unit == "year":
        yield _window(scene, Scope.IN, place, place + 2, first=Calendar(back=back))
    elif unit == "month":
        yield _window(scene, Scope.IN, place, place + 2, first=Calendar(back=back, month=0))
    elif unit in ("week", "weekend", "quarter", "term", "spring", "summer", "autumn", "winter"):
        yield _window(scene, Scope.UNKNOWN, place, place + 2)


def _quarter(scene: Scene, place: int) -> Iterator[Window]:
    """The first quarter of 2024: a figure of it is that of its last day."""
    words, month = scene.words, _QUARTERS[scene.words[place]]
    of = words[place + 2 : place + 3] in (["of"], ["in"])
    year = words[place + 2 + of : place + 3 + of]
    if year and is_year(year[0]):
        calendar = Calendar(year=int(year[0]), month=month)
        yield _window(scene, Scope.AS_AT, place, place + 3 + of, last=calendar)
    elif words[place] != "last":
        yield _window(scene, Scope.AS_AT, place, place + 2, last=Calendar(month=month))


def _between(scene: Scene, dates: dict[int, Mention], place: int) -> Iterator[Window]:
    if from_now := _from_now(scene, dates, place):
        yield from_now
        return
    first = calendar_at(scene, dates, place + 1)
    if first is None or first[1] >= len(scene.words):
        return
    if scene.words[first[1]] not in ("and", "to", "until", "till"):
        if scene.words[place] == "from":
            yield _window(scene, Scope.SINCE, place, first[1], first=first[0])
        return
    last = calendar_at(scene, dates, first[1] + 1)
    if last is not None:
        yield _window(scene, Scope.BETWEEN, place, last[1], first=first[0], last=last[0])


def _from_now(scene: Scene, dates: dict[int, Mention], place: int) -> Window | None:
    """Between now and March: of what is to come, and so is its end."""
    words = scene.words
    if words[place + 1 : place + 2] not in (["now"], ["today"]):
        return None
    end = place + 2
    if words[end : end + 1] in (["and"], ["to"], ["until"], ["till"]):
        last = calendar_at(scene, dates, end + 1)
        end = last[1] if last else min(end + 3, len(words))
    return _window(scene, Scope.UNKNOWN, place, end)


def _as_at(scene: Scene, dates: dict[int, Mention], place: int) -> Iterator[Window]:
    at = place + 1
    while at < len(scene.words) and scene.words[at] in ("the", "end", "of", "at", "to", "on"):
        at += 1
    end_of = "end" in scene.words[place:at]
    found = calendar_at(scene, dates, at)
    if found is None:
        return
    calendar, end = found
    quarter = bool({"quarter", "months", "year"} & set(scene.words[max(place - 2, 0) : place]))
    if quarter and scene.words[place] == "to" and calendar.day is None:
        yield _window(scene, Scope.AS_AT, place, end, last=calendar)
        return
    if calendar.day is None and not end_of and scene.words[place] in ("at", "on", "as", "to"):
        return
    if scene.words[place] == "on" or (scene.words[place] == "at" and not end_of):
        yield _window(scene, Scope.AS_AT, place, end, last=calendar)
        return
    before = scene.words[place] == "before" or (
        calendar.day is None and not end_of and scene.words[place] == "by"
    )
    yield _window(scene, Scope.AS_AT, place, end, last=calendar, first=calendar if before else None)


def _before_an_event(scene: Scene, place: int) -> Iterator[Window]:
    """Before notice of action was given; before the ballot closed."""
    if scene.words[place] == "before" and (anchored := _anchor(scene, place)):
        anchor, end = anchored
        yield _window(scene, Scope.AS_AT, place, end, anchor=anchor)


def _in(scene: Scene, dates: dict[int, Mention], place: int) -> Iterator[Window]:
    found = calendar_at(scene, dates, place + 1)
    if found is None:
        return
    calendar, end = found
    vague = scene.words[place] == "of" and scene.words[place - 1] in _PARTS
    if financial := _financial_year(scene, place, calendar):
        yield financial
    elif vague or scene.words[place - 1 : place] == ["middle"]:
        yield _window(scene, Scope.UNKNOWN, place - 1, end)
    elif calendar.day is None and (last := joined_months(scene, dates, calendar, end)):
        yield _window(scene, Scope.BETWEEN, place, last[1], first=calendar, last=last[0])
    elif calendar.day is None:
        yield _window(scene, Scope.IN, place, end, first=calendar)


def _financial_year(scene: Scene, place: int, calendar: Calendar) -> Window | None:
    """In 2015/16: what is counted of it is told on its last day, 31 March."""
    behind = scene.words[place + 2 : place + 3]
    year = calendar.year
    if year is None or calendar.month is not None or behind != [f"{(year + 1) % 100:02}"]:
        return None
    last = Calendar(year=year + 1, month=3)
    return _window(scene, Scope.AS_AT, place, place + 3, last=last)


def _window(scene: Scene, scope: Scope, start: int, end: int, **more: object) -> Window:
    end = min(end, len(scene.words))
    loose = bool(_LOOSELY & set(scene.words[max(start - 1, 0) : end]))
    # A window may begin in the words of the context (the head of a table's column).
    text = " ".join(scene.written(place) for place in range(start, end))
    return Window(scope, start, end, text, loose=loose, **more)  # type: ignore[arg-type]  # its own fields
