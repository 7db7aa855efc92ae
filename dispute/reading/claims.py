"""Which figure each number of a text speaks of, by the words around it. Pure: no record, no day.

    claims(mentions(text), lexicon)

Better silent than wrong: what is only supposed, somebody else's, one of several or of other people
is said to be so, and claims nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import groupby

from .faint import faint
from .firm import is_carried, is_firm
from .inherited import is_it, with_units
from .languages import is_english
from .lexicon import Lexicon, Parameters
from .readings import Reading, like, readings
from .scenes import STRONG, Scene
from .shapes import Kind, Mention
from .standing import (
    SOMEBODY_ELSES,
    goes_on,
    is_formerly,
    is_of_which,
    outside_the_record,
    standing,
)
from .windows import Scope, Window, is_window, windows

# Beyond these a text is no letter, and is passed over: words and numbers of a sentence, and in all.
MOST_WORDS, MOST_NUMBERS, MOST_IN_ALL = 400, 24, 6000


# Windows that end before today.
_PAST = (Scope.IN, Scope.AS_AT)
# A reading of so little is left for what the number before was read as: "9 in North, 5 in South".
_POOR = 5


class Said(StrEnum):
    """What a number is said of."""

    OURS = "ours"
    NOT_OURS = "not ours"  # a quotation, a year, somebody else's figure
    SUPPOSED = "supposed"  # demanded, feared, to come
    SOME = "of some"  # two of them, of other people, a rate
    OUTSIDE = "outside"  # in the record's field, and nothing there speaks of it
    WINDOW = "window"  # part of when another number was
    DATE = "date"
    UNREAD = "unread"  # in a sentence, or a text, that is too long
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a number says of the record. `readings`: each figure that it may mean, likeliest first.

    `formerly` says that it is said of an earlier time that the words do not date. `why` says why it
    is not ours. `firm` says that the words are clear enough to contradict by,
    `carried` that what loose words leave out was said before. `faint` gives
    figures that it may mean by words that are far off: enough to agree. `counts` are those that
    stand in the same sentence: what a percentage beside them is likely to be of.
    """

    mention: Mention
    said: Said
    readings: tuple[Reading, ...] = ()
    window: Window | None = None
    formerly: bool = False
    why: str = ""
    faint: Callable[[], tuple[Reading, ...]] = tuple
    firm: bool = True
    carried: bool = False
    counts: frozenset[Fraction] = frozenset()


def is_prose(together: Sequence[Mention]) -> bool:
    """Whether a sentence is one that people write. Each of its numbers is looked at beside every
    other, and nobody shall make that slow."""
    words = len(together[0].sentence.words) if together else 0
    return words <= MOST_WORDS and len(together) <= MOST_NUMBERS


def claims(mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[Claim, ...]:
    """Return what each number says, in the order of the text."""
    told: dict[str, Parameters] = {}
    found: list[Claim] = []
    is_told = False
    last: Mention | None = None
    for _key, group in groupby(mentions, key=lambda each: id(each.sentence)):
        together = tuple(group)
        is_on = _goes_on_from(last, together[0])
        together = with_units(together, last if is_on else None)
        last = together[-1]
        foreign = not is_english(together[0].sentence)
        full = len(found) > MOST_IN_ALL
        if foreign or full or not is_prose(together):
            found += _passed_over(together, silently=foreign or is_told)
            is_told = full
            continue
        scene = Scene(together[0].sentence, together, lexicon)
        before = next(iter(found[-1].readings), None) if found and is_on else None
        found += _claims(scene, together, told, before)
    return tuple(_again(found))


def _goes_on_from(last: Mention | None, first: Mention) -> bool:
    """Whether a sentence stands right behind that of another number, in the same paragraph."""
    return last is not None and last.sentence.words[-1:] == first.sentence.above[-1:]


def _passed_over(together: Sequence[Mention], *, silently: bool) -> Iterator[Claim]:
    """Claims of nothing; the first says that its sentence, or what follows, is not read."""
    for place, mention in enumerate(together):
        yield Claim(mention, Said.NOTHING if place or silently else Said.UNREAD)


def _claims(
    scene: Scene,
    given_mentions: tuple[Mention, ...],
    told: dict[str, Parameters],
    before: Reading | None,
) -> Iterator[Claim]:
    """What each number of a sentence says; `before` is what the last one before it was read as."""
    spoken = windows(scene)
    numbers = [each for each in scene.mentions if each.quantity.kind is not Kind.DATE]
    last = before if numbers and is_it(scene.words, numbers[0].first) else None
    theirs: Mention | None = None
    counts = frozenset(
        each.quantity.low if each.quantity.part is None else each.quantity.part
        for each in scene.mentions
        if each.quantity.kind in (Kind.COUNT, Kind.PART) and not each.quantity.rate
    )
    for mention, given in zip(scene.mentions, given_mentions, strict=True):
        claim = _claim(scene, mention, spoken, told, last)
        claim = replace(claim, mention=given, counts=counts)
        if theirs is not None and claim.said is not Said.DATE and goes_on(scene, theirs, mention):
            claim = replace(claim, said=Said.NOT_OURS, readings=(), why=SOMEBODY_ELSES)
        theirs = mention if claim.why == SOMEBODY_ELSES else None
        last = next(iter(claim.readings), last)
        for reading in claim.readings[:1]:
            if reading.named:
                told[reading.entry.key] = reading.parameters
        yield claim


def _claim(
    scene: Scene,
    mention: Mention,
    spoken: tuple[Window, ...],
    told: dict[str, Parameters],
    last: Reading | None,
) -> Claim:
    if mention.not_ours and not _is_of_the_dispute(scene, mention):
        return Claim(mention, Said.NOT_OURS, why=mention.not_ours)
    if mention.quantity.kind is Kind.DATE:
        return Claim(mention, Said.DATE)
    if _is_whole(scene, mention):
        return Claim(mention, Said.NOTHING, faint=partial(faint, scene, mention, whole=True))
    found = readings(scene, mention, told)
    if last is not None and (not found or found[0].score < _POOR):
        found = like(scene, mention, last) or found
    if is_window(mention, spoken):
        found = tuple(each for each in found if each.beside)
        if not found:
            return Claim(mention, Said.WINDOW)
        spoken = ()
    said, why = standing(scene, mention, found)
    if said:
        same = said == Said.SOME and is_of_which(scene, mention)
        far = partial(faint, scene, mention) if same else tuple
        return Claim(mention, Said(said), found, why=why, faint=far)
    return _ours(scene, mention, spoken, found)


def _ours(
    scene: Scene, mention: Mention, spoken: tuple[Window, ...], found: tuple[Reading, ...]
) -> Claim:
    far = partial(faint, scene, mention)
    if not found:
        window = _window(scene, mention, spoken)
        outside = outside_the_record(scene, mention)
        said = Said.OUTSIDE if outside else Said.NOTHING
        return Claim(mention, said, (), window, why=outside, faint=far)
    return Claim(
        mention,
        Said.OURS,
        found,
        _window(scene, mention, tuple(each for each in spoken if not _is_used(each, found[0]))),
        is_formerly(scene, mention, found),
        faint=far,
        firm=is_firm(scene, mention, found[0]),
        carried=is_carried(scene, found[0]),
    )


def _is_whole(scene: Scene, mention: Mention) -> bool:
    """Whether it is what others are part of: "14 posts were vacant out of 42"."""
    before = scene.words[max(mention.first - 3, 0) : mention.first]
    return mention.quantity.kind is Kind.COUNT and "out of" in " ".join(before)


def _is_of_the_dispute(scene: Scene, mention: Mention) -> bool:
    """Whether an age is that of something that a figure counts, such as the dispute."""
    return mention.not_ours == "an age" and bool(readings(scene, mention, {}))


def _is_used(window: Window, reading: Reading) -> bool:
    """Whether a window's words are part of those that say which figure it is."""
    return any(hit.start < window.end and window.start < hit.end for hit in reading.used)


def _window(scene: Scene, mention: Mention, spoken: tuple[Window, ...]) -> Window | None:
    """The window nearest to a number: one before it speaks of all that follows, one behind it of
    the number before it."""
    seen = []
    for each in spoken:
        bracket = scene.brackets[each.start]
        if bracket not in (0, scene.brackets[mention.first]):
            continue
        if each.start > mention.first:
            between = scene.crossed(mention.last + 1, each.start + 1, bracket)
            blocked = any(
                mention.first < other.first < each.start
                and other.quantity.kind is not Kind.DATE
                and not other.not_ours
                and not is_window(other, spoken)
                and scene.brackets[other.first] == bracket
                for other in scene.mentions
            )
            seen.append((each.start - mention.last + 4 * between + 50 * blocked, each))
        elif _is_in_all(scene, mention) or _is_of_a_day_told(scene, each, mention):
            continue
        elif each.scope in _PAST and "now" in scene.words[each.end : mention.first]:
            continue  # "at the start of last year there were 46; now there are 42"
        elif not _trails(scene, each, mention) and not _is_past_a_stop(scene, each, mention):
            between = scene.crossed(each.end, mention.first + 1, bracket)
            seen.append((mention.first - each.end + 2 * between, each))
    near = min(seen, key=lambda each: each[0], default=None)
    return near[1] if near and near[0] < 40 else None


def _is_in_all(scene: Scene, mention: Mention) -> bool:
    """Whether a number is said to be all of it, so that no window before it bears on it."""
    behind = " ".join(scene.words[mention.last + 1 : mention.last + 9])
    return any(each in f"{behind} " for each in ("in all ", "in total ", "altogether "))


def _is_of_a_day_told(scene: Scene, window: Window, mention: Mention) -> bool:
    """Whether a day belongs to what was told first: "We began on 26 May and have now taken 9"."""
    first, told = window.start == scene.offset, window.text.split()[0].casefold() == "on"
    return told and not first and scene.crossed(window.end, mention.first + 1, 0) > 0


def _is_past_a_stop(scene: Scene, window: Window, mention: Mention) -> bool:
    """Whether a semicolon ends what a window in the middle of a sentence speaks of."""
    strong = (scene.breaks[each] >= STRONG for each in range(window.end, mention.first + 1))
    return any(other.last < window.start for other in scene.mentions) and any(strong)


def _trails(scene: Scene, window: Window, mention: Mention) -> bool:
    """Whether a window before a number closes the part of another: "7 since April and 16"."""
    return any(
        other.last < window.start
        and other.quantity.kind is not Kind.DATE
        and not other.not_ours
        and not scene.crossed(other.last + 1, window.start + 1, scene.brackets[window.start])
        for other in scene.mentions
        if other.first < mention.first
    )


def _again(found: list[Claim]) -> Iterator[Claim]:
    """A stretch of time that was told of a figure once means it when it comes again: "18 months of
    this dispute", and then "the past 18 months"."""
    meant: dict[tuple[object, str], Claim] = {}
    for claim in found:
        quantity = claim.mention.quantity
        key = (quantity.low, quantity.unit)
        if quantity.kind is Kind.DURATION and claim.readings:
            meant.setdefault(key, claim)
        if claim.said is Said.WINDOW and key in meant:
            first = meant[key].readings[0]
            if first.entry.words.unit:
                doubtful = replace(first, sure=first.sure * 0.7)
                yield replace(claim, said=Said.OURS, readings=(doubtful,))
                continue
        yield claim
