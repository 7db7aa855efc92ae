"""Whether a number is other people's: of a place or workers that the record does not know."""

from .calendars import MONTHS
from .markers import OTHERS
from .phrases import word_set
from .readings import Reading
from .scenes import COLON, NONE, STRONG, WEAK, Scene, is_local
from .shapes import Mention

_TOWARDS = word_set("for to towards job jobs work post posts joined join pay pays")
_OWN_DAYS = word_set(
    "today's yesterday's it's that's here's there's what's who's let's he's she's "
    "management's everyone's everybody's nobody's this's how's where's year's month's week's"
)
_STARTS = word_set(
    "the our in on by for since after when while and but dear as at to this last between from "
    "during before until with despite under over of both so yet or if then now here only just"
)
_ACTS = word_set("have had took take")
_ACTORS = word_set(
    "us members colleagues workers staff employees strikers practitioners professionals teams days "
    "weeks months years reps operatives months' always was is has this unions"
)
_BODIES = [
    [each] for each in ("ballot", "strike", "dispute", "branch", "members", "team", "strikers")
]
_DAYS_OF_NAME = word_set(
    "christmas easter whitsun lent ramadan diwali eve xmas new i i've i'm monday tuesday wednesday "
    "thursday friday saturday sunday day days year february freedom information act board chair "
    "director chief executive leader councillor council mp dear sir madam bst gmt"
)
_BEFORE_WORKERS = word_set("the hospital local school bus train city borough postal our town")
_WORKERS = word_set(
    "nurses teachers drivers porters cleaners firefighters doctors lecturers posties carers "
    "librarians paramedics midwives physios caterers cooks guards signallers refuse binmen "
    "bargees dockers weavers miners lawyers barristers civil ambulance caretakers wardens "
    "technicians academics staff engineers physiotherapists consultants bakers gardeners"
)
_WE_ACT = word_set("we we've we're us our")


def is_of_others(scene: Scene, mention: Mention) -> bool:
    """Whether it is said of other councils, other branches; not where people left for others."""
    for near in scene.near(mention, OTHERS):
        if near.gap > 14 or not is_local(near):
            continue
        before = set(scene.words[max(near.hit.start - 2, 0) : near.hit.start])
        if not near.after or not before & _TOWARDS:
            return True
    return False


def is_elsewhere(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    """Whether the sentence speaks of a place or body that the record does not know, by its name."""
    first = scene.offset
    if (
        len(scene.words) > first + 1
        and is_strange(scene, first)
        and not _is_us(scene, first, mention)
    ):
        second = scene.words[first + 1]
        of_two = scene.written(first + 1)[:1].isupper() and scene.breaks[first + 1] == NONE
        of_two = of_two and second not in MONTHS and second not in _DAYS_OF_NAME
        if _owns(scene, first) or (of_two and scene.words[first] not in _STARTS):
            return True
    if any(each.entry.words.by_us for each in found[:1]) and _is_by_others(scene, mention):
        return True
    for place in range(1, len(scene.words)):
        before = scene.words[place - 1]
        people = before == "of" and place > 1 and scene.written(place - 2).islower()
        body = before in ("the", "this") and scene.words[place + 1 : place + 2] in _BODIES
        if before not in ("in", "at", "across") and not people and not body:
            continue
        if is_strange(scene, place) and scene.brackets[place] == scene.brackets[mention.first]:
            first, last = sorted((place, mention.last))
            if place > mention.last and people and any(scene.breaks[last + 1 : place + 1]):
                continue
            between = scene.breaks[first + 1 : last + 1]
            if sum(between) <= 2 * WEAK and max(between, default=NONE) < COLON:
                return True
    return False


def _is_us(scene: Scene, place: int, mention: Mention) -> bool:
    """Whether between a name and a number it is "we" who begin to speak."""
    start, end = sorted((place, mention.first))
    strong = any(scene.breaks[each] >= STRONG for each in range(start + 1, end + 1))
    return strong or bool(_WE_ACT & set(scene.words[start + 1 : end]))


def _is_by_others(scene: Scene, mention: Mention) -> bool:
    """Whether somebody else is who acts: "the porters have been on strike for 90 days"."""
    if _begins_with_others(scene, mention):
        return True
    for place in range(mention.first - 1, max(mention.first - 8, scene.offset), -1):
        if scene.words[place] in _ACTS:
            actor = scene.words[place - 1]
            known = any(actor in each.split() for each in scene.lexicon.workforce)
            return actor.endswith("s") and actor not in _ACTORS and not known
        if scene.breaks[place] > WEAK:
            return False
    return False


def _begins_with_others(scene: Scene, mention: Mention) -> bool:
    """Whether the sentence begins with other workers: "Nurses at the infirmary walk out for"."""
    words = scene.words[scene.offset : mention.first]
    while words[:1] and words[0] in _BEFORE_WORKERS:
        words = words[1:]
    if not words or set(words) & _WE_ACT or not words[0].endswith("s"):
        return False
    known = any(words[0] in each.split() for each in scene.lexicon.workforce)
    return words[0] in _WORKERS and not known


def _owns(scene: Scene, place: int) -> bool:
    """Whether a word is written as an owner: "Brackwater's tenants"."""
    written = scene.sentence.words[place - scene.offset].text if place >= scene.offset else ""
    return written.endswith("'s") and written not in _OWN_DAYS


def is_strange(scene: Scene, place: int) -> bool:
    """Whether a word is a name that the record does not use."""
    word = scene.words[place]
    if place < scene.offset:
        return False  # how it is written there is not known
    known = (
        word in MONTHS
        or word in _DAYS_OF_NAME
        or any(word.startswith(each) for each in scene.lexicon.own)
    )
    return scene.written(place)[:1].isupper() and not known
