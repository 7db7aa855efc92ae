"""What a text says against itself: parts that do not make their sum, percentages that their own
counts do not make, days that are not that day of the week. The record is not asked."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from dispute.figures.days import day
from dispute.figures.numbers import numeral
from dispute.reading.claims import is_prose
from dispute.reading.shapes import Approximation, Kind, Mention, Sentence

from .findings import Finding, Verdict
from .holding import holds

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A day without a year that is further off is hardly the next one of that name.
_SOON = 122
_TO_COME = frozenset({"will", "shall", "we'll", "join", "next"})
_GONE_BY = frozenset({"was", "were", "had", "said", "told", "wrote", "closed"})
_NEAR_DAY = 4
# How many words may stand between "12 days to go" and its day.
_FURTHEST_DAY = 9
_ALL_OF_IT = ("in all", "in total", "altogether", "all told", "a total of", "making")
_LISTS = (":", "–", "—", "(")
# Behind a part and before its percentage: "nine of the 20 have left: that is 45%".
_THAT_IS = ("that is", "that's", "which is", "that makes", "which makes", "making", "or", "i.e.")
_SAYS_SO = tuple(f"{mark} {said}" for mark in (":", ",", "–", "—") for said in _THAT_IS)
_COMPARED = frozenset(
    {"more", "less", "fewer", "higher", "lower", "too", "up", "down", "above", "below"}
)
_MADE_OF = (
    "made up of", "comprising", "consisting of", "namely", "that is", "broken down", "split",
)  # fmt: skip


def by_itself(read: Iterable[Mention], at: date) -> Iterator[Finding]:
    """Return the contradictions of a text of the day `at` with itself."""
    for _key, group in groupby(read, key=lambda each: id(each.sentence)):
        mentions = [each for each in group if not each.not_ours]
        if not is_prose(mentions):
            continue
        yield from _weekdays(mentions, at)
        yield from _stretches(mentions, at)
        yield from _countdowns(mentions, at)
        yield from _percentages(mentions)
        yield from _sums(mentions)


def _found(mention: Mention, verdict: Verdict, why: str, sure: float) -> Finding:
    return Finding(
        sentence=mention.sentence.text,
        number=mention.quantity.text,
        verdict=verdict,
        why=why,
        span=mention.quantity.span,
        sure=sure,
        contradicts=True,
    )


def _between(sentence: Sentence, start: int, end: int) -> str:
    """What is written from one place of the text to another, in small letters."""
    offset = sentence.span.start
    return sentence.text[max(start - offset, 0) : max(end - offset, 0)].casefold()


# --- Days -------------------------------------------------------------------------------------


def _weekdays(mentions: list[Mention], at: date) -> Iterator[Finding]:
    for each in mentions:
        said, on, sure = each.quantity.weekday, each.quantity.day, 0.95
        if said is not None and on is None and _is_ahead(each):
            on, sure = _to_come(each, at), 0.7
        if said is None or on is None or on.weekday() == said:
            continue
        words = _("%(day)s is a %(is)s, not a %(said)s.")
        names = {"is": _WEEKDAYS[on.weekday()], "said": _WEEKDAYS[said]}
        yield _found(each, Verdict.DATES, words % {"day": day(on), **names}, sure)


def _is_ahead(mention: Mention) -> bool:
    """Whether a day without its year is said to be still to come: "we shall be out on"."""
    around = mention.sentence.words[: mention.last + 1 + _NEAR_DAY]
    words = {each.text for each in around}
    return bool(words & _TO_COME) and not words & _GONE_BY


def _stretches(mentions: list[Mention], at: date) -> Iterator[Finding]:
    """N days from one day to another, or since a day, or a day N days ago."""
    days = [each for each in mentions if each.quantity.kind is Kind.DATE and each.quantity.day]
    lengths = [each for each in mentions if _is_days(each)]
    if len(lengths) != 1:
        return
    length = lengths[0]
    ends = _ends(length, days, at)
    if ends is None:
        return
    first, last = ends
    apart = (last - first) // timedelta(days=1)
    step = 7 if length.quantity.unit == "weeks" else 1
    n = int(length.quantity.low) * step
    if apart // step * step != n and apart + 1 != n and apart != n:
        values = {"first": day(first), "last": day(last), "apart": apart}
        words = _(
            "From %(first)s to %(last)s is %(apart)s days, or %(both)s with both days counted."
        )
        yield _found(length, Verdict.DATES, words % {**values, "both": apart + 1}, 0.85)


def _is_days(mention: Mention) -> bool:
    quantity = mention.quantity
    exact = quantity.approximation is Approximation.EXACT and quantity.low == quantity.high
    whole = quantity.low.denominator == 1 and quantity.low < 40_000
    if "working" in quantity.text.casefold():
        return False  # which days somebody works is not known
    return quantity.kind is Kind.DURATION and quantity.unit in ("days", "weeks") and exact and whole


def _ends(length: Mention, days: list[Mention], at: date) -> tuple[date, date] | None:
    """Between which two days the text says that so much time lies; None where it does not."""
    written = [each.quantity.day for each in days if each.quantity.day]
    sentence, span = length.sentence, length.quantity.span
    if len(days) == 2 and _both_named(length, days):
        return (written[0], written[1]) if written[0] < written[1] else None
    if len(days) == 2:
        link = _between(sentence, days[0].quantity.span.end, days[1].quantity.span.start).split()
        before = _between(sentence, sentence.span.start, days[0].quantity.span.start).split()[-1:]
        if before in (["from"], ["between"]) and link in (["to"], ["until"], ["and"], ["till"]):
            near = span.end <= days[0].quantity.span.start
            gap = _between(sentence, span.end, days[0].quantity.span.start).split()
            if near and len(gap) <= 2 and written[0] < written[1]:
                return written[0], written[1]
    if len(days) == 1 and written[0] < at:
        gap = _between(sentence, span.end, days[0].quantity.span.start).split()
        if gap in (["since"], ["have", "passed", "since"], ["have", "gone", "by", "since"]):
            return written[0], at
        behind = _between(sentence, span.end, span.end + 5).split()
        between = _between(sentence, days[0].quantity.span.end, span.start).split()
        if behind[:1] == ["ago"] and len(between) <= 1:
            return written[0], at
    return None


def _both_named(length: Mention, days: list[Mention]) -> bool:
    """Whether it is "From 3 March to 14 May is 72 days", the length behind its two days."""
    first, last = (each.quantity.span for each in days)
    sentence = length.sentence
    before = _between(sentence, sentence.span.start, first.start).split()[-1:]
    link = _between(sentence, first.end, last.start).split()
    gap = _between(sentence, last.end, length.quantity.span.start).split()
    joined = before in (["from"], ["between"]) and link in (["to"], ["until"], ["and"], ["till"])
    return joined and gap in (["is"], ["was"], ["are"], ["were"], ["makes"])


def _countdowns(mentions: list[Mention], at: date) -> Iterator[Finding]:
    """In N days, on a day to come; N days to go until it."""
    days = [each for each in mentions if each.quantity.kind is Kind.DATE]
    lengths = [each for each in mentions if _is_days(each)]
    if len(days) != 1 or len(lengths) != 1 or not _counts_down(lengths[0], days[0]):
        return
    on = _to_come(days[0], at)
    if on is None or {each.text for each in days[0].sentence.words} & _GONE_BY:
        return
    length, apart = lengths[0], (on - at).days
    step = 7 if length.quantity.unit == "weeks" else 1
    n = int(length.quantity.low) * step
    if abs(apart - n) < step:
        return
    words = _("From %(at)s to %(day)s is %(apart)s days.")
    why = words % {"at": day(at), "day": day(on), "apart": apart}
    # One day out may be a leaflet that is given out tomorrow.
    yield _found(length, Verdict.DATES, why, 0.6 if abs(apart - n) == 1 else 0.85)


def _counts_down(length: Mention, on: Mention) -> bool:
    sentence, span = length.sentence, length.quantity.span
    before = _between(sentence, sentence.span.start, span.start).split()
    between = _between(sentence, span.end, on.quantity.span.start)
    words = between.replace(",", " ").replace("’", "'").split()
    if before[-1:] == ["in"] or before[-2:] in (["in", "just"], ["in", "only"]):
        aside = words == ["on"] and "," in between
        return aside or words in (["time", "on"], ["'", "time", "on"], ["from", "now", "on"])
    to_go = words[:2] == ["to", "go"] and len(words) <= _FURTHEST_DAY
    there_are = bool({"are", "is", "only", "just"} & set(before[-2:])) and words == ["until"]
    return there_are or (to_go and not {"and", "but", "or"} & set(words))


def _to_come(mention: Mention, at: date) -> date | None:
    """The day that is meant, where it is one of the next months."""
    quantity = mention.quantity
    month, number = quantity.month, quantity.day_of_month
    if quantity.day is None and (month is None or number is None):
        return None
    on = quantity.day or _next(month or 1, number or 1, at)
    return on if on is not None and 0 < (on - at).days <= _SOON else None


def _next(month: int, number: int, at: date) -> date | None:
    for year in (at.year, at.year + 1):
        try:
            on = date(year, month, number)
        except ValueError:  # 29 February, or after the last year of the calendar
            continue
        if on > at:
            return on
    return None


# --- Percentages and sums ---------------------------------------------------------------------


def _percentages(mentions: list[Mention]) -> Iterator[Finding]:
    """14 of 21, and then 60%: the counts beside it do not make the percentage."""
    for part, percent in pairwise(mentions):
        for one, other in ((part, percent), (percent, part)):
            if _explains(one, other):
                share = 100 * one.quantity.low
                if not holds(other.quantity, share):
                    words = _("%(part)s is %(share)s%%, not %(said)s.")
                    values = {"part": one.quantity.text, "share": numeral(share, 1)}
                    why = words % {**values, "said": other.quantity.text}
                    yield _found(other, Verdict.BASE, why, 0.85)


def _explains(part: Mention, percent: Mention) -> bool:
    quantity = part.quantity
    if quantity.kind is not Kind.PART or quantity.rate or not quantity.whole:
        return False
    if percent.quantity.kind is not Kind.PERCENT:
        return False
    first, last = sorted((part, percent), key=lambda each: each.first)
    between = _between(part.sentence, first.quantity.span.end, last.quantity.span.start)
    if ";" in between or " and " in between:
        return False
    short = len(between.split()) <= 10
    ends = between.rstrip().endswith((":", "–", "—")) and short
    told = short and part is first and _says_so(percent, between)
    return "(" in between or ends or told or len(between.split()) <= 4


def _says_so(percent: Mention, between: str) -> bool:
    """Whether a percentage is that of the part before: "which is 45%", and not "45% more"."""
    end = percent.quantity.span.end
    behind = _between(percent.sentence, end, end + 12).split()[:1]
    told = between.replace("’", "'").rstrip().endswith(_SAYS_SO)
    return told and not _COMPARED & set(behind)


def _sums(mentions: list[Mention]) -> Iterator[Finding]:
    """12 strike days: 6 in September, 3 in October and 2 in November; or 9 and 4, 12 in all."""
    counts = [each for each in mentions if _is_count(each)]
    if len(counts) < 3 or len({each.quantity.unit for each in counts} - {""}) > 1:
        return
    for whole, parts in ((counts[0], counts[1:]), (counts[-1], counts[:-1])):
        if _is_whole(whole, parts) and _is_list(parts):
            total = sum(each.quantity.low for each in parts)
            if total != whole.quantity.low:
                said = " + ".join(numeral(each.quantity.low) for each in parts)
                words = _("The parts named make %(total)s (%(said)s), not %(whole)s.")
                values = {"total": numeral(total), "said": said}
                why = words % {**values, "whole": numeral(whole.quantity.low)}
                yield _found(whole, Verdict.SUM, why, 0.8)
            return


def _is_count(mention: Mention) -> bool:
    quantity = mention.quantity
    exact = quantity.approximation is Approximation.EXACT and quantity.low == quantity.high
    return quantity.kind in (Kind.COUNT, Kind.DURATION) and exact


def _is_whole(whole: Mention, parts: list[Mention]) -> bool:
    """Whether the text says that the parts are all of it."""
    sentence = whole.sentence
    if whole.first > parts[-1].first:
        around = _between(
            sentence, parts[-1].quantity.span.end, whole.quantity.span.end + len(" altogether") + 1
        )
        return any(words in around for words in _ALL_OF_IT)
    between = _between(sentence, whole.quantity.span.end, parts[0].quantity.span.start)
    marked = any(between.rstrip().endswith(mark) for mark in _LISTS)
    return (marked and len(between.split()) <= 8) or any(each in between for each in _MADE_OF)


def _is_list(parts: list[Mention]) -> bool:
    """Whether numbers follow each other as a list does: by commas, and an "and" before the last."""
    for one, other in pairwise(parts):
        between = _between(one.sentence, one.quantity.span.end, other.quantity.span.start)
        if not ("," in between or "and" in between.split() or "plus" in between.split()):
            return False
        if any(mark in between for mark in ".;:") or len(between.split()) > 8:
            return False
    last = _between(parts[-2].sentence, parts[-2].quantity.span.end, parts[-1].quantity.span.start)
    return "and" in last.split() or "plus" in last.split()
