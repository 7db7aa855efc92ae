"""Whether a number is said to be so, and of us."""

from .markers import (
    CHANGE,
    EACH,
    FORMERLY,
    JOINING,
    MAYBE,
    NOT,
    OTHERS,
    OUTSIDE,
    SAID_AFTER,
    SAID_BEFORE,
    SUBSET,
    SUPPOSED,
    TO_BE,
)
from .phrases import word_set
from .readings import Reading
from .scenes import STRONG, WEAK, Near, Scene
from .shapes import Kind, Mention
from .windows import MONTHS

_KNOWN = word_set(
    "know knows note remember understand aware hear see consider recall acknowledge accept "
    "reminded remind confirm"
)


def standing(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> tuple[str, str]:
    """Return how a number stands, a value of `Said`, and why; two empty texts where it is ours."""
    if scene.sentence.quoted:
        return "not ours", "a quotation"
    if _is_attributed(scene, mention):
        return "not ours", "somebody else's figure"
    if _has(scene, mention, OTHERS, 14, 14) or _is_elsewhere(scene, mention):
        return "not ours", "other people's figure"
    if found and _is_supposed(scene, mention, found):
        return "supposed", ""
    if not found and _has(scene, mention, SUPPOSED, 8, 0):
        return "supposed", ""
    if _has(scene, mention, SUBSET, 0, 1) or _is_a_rate(scene, mention, found):
        return "of some", ""
    if _has(scene, mention, CHANGE, 1, 0):
        return "of some", ""
    return "", ""


def is_formerly(scene: Scene, mention: Mention) -> bool:
    """Whether a number is said of an earlier time: "up from 12", "a year before it was 34"."""
    if _has(scene, mention, FORMERLY, 5, 5):
        return True
    before = scene.words[mention.first - 1] if mention.first else ""
    behind = scene.words[mention.last + 1 : mention.last + 4]
    return before == "from" and "to" in behind


def outside_the_record(scene: Scene, mention: Mention) -> str:
    """Say what a number seems to be about, where it is of the record's field; "" otherwise."""
    kind = mention.quantity.kind
    if kind not in (Kind.PART, Kind.PERCENT, Kind.COUNT):
        return ""
    limit = 2 if kind is Kind.COUNT else 6
    groups = [OUTSIDE]
    if kind is not Kind.COUNT:
        groups += [entry.words.base for entry in scene.lexicon.entries if entry.words.base]
    for group in groups:
        for near in scene.near(mention, group):
            if near.gap <= limit and near.after and near.breaks <= WEAK and not near.blocked:
                return " ".join(scene.words[near.hit.start : near.hit.end])
    return ""


def _has(scene: Scene, mention: Mention, group: tuple[str, ...], before: int, behind: int) -> bool:
    """Whether a phrase of `group` is so many words away, in the same part of the sentence."""
    return any(
        each.gap <= (behind if each.after else before) and _is_local(each)
        for each in scene.near(mention, group)
        if (behind if each.after else before)
    )


def _is_local(near: Near) -> bool:
    return near.breaks <= WEAK and not near.aside


def _is_attributed(scene: Scene, mention: Mention) -> bool:
    for near in scene.near(mention, SAID_BEFORE):
        if not near.after and near.breaks < STRONG and near.gap <= 25:
            return True
    for near in scene.near(mention, SAID_AFTER):
        start, end = near.hit.start, near.hit.end
        cut = any(scene.breaks[each] for each in range(max(start - 2, 1), start + 1))
        if near.after and cut and len(scene.words) - end <= 6:
            return True
    return False


def _is_elsewhere(scene: Scene, mention: Mention) -> bool:
    """Whether the sentence speaks of a place or body that the record does not know, by its name."""
    for place in range(1, len(scene.words)):
        if scene.words[place - 1] not in ("in", "at", "across"):
            continue
        if _is_strange(scene, place) and scene.brackets[place] == scene.brackets[mention.first]:
            first, last = sorted((place, mention.last))
            if scene.crossed(first + 1, last + 1, scene.brackets[place]) <= WEAK:
                return True
    return False


def _is_strange(scene: Scene, place: int) -> bool:
    """Whether a word is a name that the record does not use."""
    word = scene.words[place]
    known = word in MONTHS or any(word.startswith(each) for each in scene.lexicon.own)
    return scene.written(place)[:1].isupper() and not known


def _is_supposed(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    future = found[0].entry.words.future
    groups = (SUPPOSED,) if future else (SUPPOSED, TO_BE)
    for group in groups:
        for near in scene.near(mention, group):
            if _counts(scene, mention, near):
                return True
    if not future:
        for near in scene.near(mention, MAYBE):
            written = scene.written(near.hit.start)
            if written.islower() and _counts(scene, mention, near):
                return True
    return any(
        each.gap <= 1 if not each.after else each.gap <= 3
        for each in scene.near(mention, NOT)
        if _is_local(each)
    )


def _counts(scene: Scene, mention: Mention, near: Near) -> bool:
    """Whether a word such as "would" bears on the number, and is not undone ("you should know")."""
    if not _is_local(near) or near.blocked:
        return False
    if near.after:
        others = [hit.start for hit in scene.found.get(JOINING, ())]
        cut = any(mention.last < each <= near.hit.start for each in others)
        return near.gap <= 4 and not near.breaks and not cut
    between = scene.words[near.hit.start : mention.first]
    return near.gap <= 9 and not _KNOWN & set(between)


def _is_a_rate(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    if any("each" in each.entry.name or "per" in each.entry.name for each in found):
        return False
    named = [stem for each in found for stem in each.entry.name]
    if any(each in named for each in ("month", "week", "quarter", "year", "therapist")):
        return False
    return _has(scene, mention, EACH, 1, 3)
