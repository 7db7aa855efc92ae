"""Numbers that leave out the unit that was just said: "23 weeks, up from 17"; "it was 14"."""

from collections.abc import Sequence
from dataclasses import replace

from .calendars import MONTHS
from .phrases import word_set
from .shapes import Kind, Mention

_UNITS = (Kind.DURATION, Kind.PERCENT)
_FROM = (("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to"))
_IT_WAS = (("it", "was"), ("it", "had", "been"), ("it", "stood", "at"))
_IT_IS = (*_IT_WAS, ("it", "is"), ("it", "reached"), ("it", "has", "reached"), ("it", "is", "now"))
_JOINTS = word_set("and in by at to then the end of just")
# Behind a number that stands by itself.
_ENDS = word_set(
    "in at on by until last a when before since earlier this and but only just to as for"
)


def with_units(together: Sequence[Mention], before: Mention | None) -> tuple[Mention, ...]:
    """Return the numbers of a sentence, each with its unit. `before` is the last number of the
    sentence before it in the same paragraph."""
    found: list[Mention] = []
    for mention in together:
        numbers = [each for each in found if each.quantity.kind is not Kind.DATE]
        last = numbers[-1] if numbers else None
        if last is not None and (
            _follows(mention, last, (*_FROM, *_IT_WAS))
            or _is_to(mention, last)
            or _is_next(mention, last)
        ):
            mention = _like(mention, last)
        elif last is None and before is not None and _ends_with(mention, 0, _IT_IS):
            mention = _like(mention, before)
        found.append(mention)
    return tuple(found)


def is_it(words: Sequence[str], place: int, *, was: bool = False) -> bool:
    """Whether "it is" stands straight before a place, or "it was"."""
    phrases = _IT_WAS if was else _IT_IS
    return any(tuple(words[max(place - len(each), 0) : place]) == each for each in phrases)


def _follows(mention: Mention, last: Mention, phrases: tuple[tuple[str, ...], ...]) -> bool:
    return mention.first - last.last <= 8 and _ends_with(mention, last.last + 1, phrases)


def _is_to(mention: Mention, last: Mention) -> bool:
    """Whether a number is where another has gone: "from 15 weeks to 27"."""
    words = [each.text for each in mention.sentence.words]
    between = words[last.last + 1 : mention.first]
    return words[max(last.first - 1, 0) : last.first] == ["from"] and between[-1:] == ["to"]


def _is_next(mention: Mention, last: Mention) -> bool:
    """Whether a number is that of the next month: "14 weeks in May and 15 by June"."""
    words = [each.text for each in mention.sentence.words]
    between = words[last.last + 1 : mention.first]
    dated = any(each in MONTHS for each in (*between, *words[mention.last + 1 : mention.last + 3]))
    return "and" in between and dated and all(each in _JOINTS or each in MONTHS for each in between)


def _ends_with(mention: Mention, start: int, phrases: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the words from `start` to a number end with one of the phrases."""
    words = [each.text for each in mention.sentence.words[start : mention.first]]
    return any(tuple(words[-len(phrase) :]) == phrase for phrase in phrases)


def _like(mention: Mention, other: Mention) -> Mention:
    """A bare number in the unit of another; any other number as it is."""
    quantity, source = mention.quantity, other.quantity
    bare = quantity.kind is Kind.COUNT and not quantity.unit and not mention.not_ours
    if not bare or source.kind not in _UNITS or other.not_ours or not _stands_alone(mention):
        return mention
    return replace(mention, quantity=replace(quantity, kind=source.kind, unit=source.unit))


def _stands_alone(mention: Mention) -> bool:
    """Whether nothing that it counts stands behind a number."""
    sentence, behind = mention.sentence, mention.last + 1
    if behind >= len(sentence.words) or sentence.words[behind].text in _ENDS:
        return True
    start, next_word = mention.quantity.span.end, sentence.words[behind].span.start
    gap = sentence.text[start - sentence.span.start : next_word - sentence.span.start]
    return any(mark in gap for mark in ",;:.)–—")
