"""Whether a number is said to be so, and of us."""

from itertools import pairwise

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
from .phrases import Hit, word_set
from .readings import Reading
from .scenes import COLON, NONE, STRONG, WEAK, Near, Scene
from .shapes import Approximation, Kind, Mention
from .windows import MONTHS

_TOWARDS = word_set("for to towards jobs work posts joined join pay pays")
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
_GOING = word_set("left gone leaving leave quit going resigned departed given handed lost")
_UNDONE = word_set("whatever despite what when since after because before though")
_BODIES = [
    [each] for each in ("ballot", "strike", "dispute", "branch", "members", "team", "strikers")
]
_LOOSE = word_set("according the by their your")
_KNOWN = word_set(
    "know knows heard learn learned note remember understand aware hear see consider recall "
    "acknowledge accept reminded remind confirm"
)


_DATED = word_set(
    "last then before previous earlier start beginning christmas easter spring summer autumn "
    "winter quarter q1 q2 q3 q4 week month year ago first second third old monday tuesday "
    "wednesday thursday friday"
)
_OURSELVES = word_set("our branch us union record records steward stewards scrutineer own my")
_BACK = (["before"], ["ago"], ["earlier"], ["later"], ["on"], ["back"])
_WAS = word_set("had have has was were")
_THAT_IS = {(that, verb) for that in ("that", "which") for verb in ("is", "has", "was", "have")}
# With a capital, and no name of a body.
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
SOMEBODY_ELSES = "somebody else's figure"
_WE = word_set("we our us ours my i")


def goes_on(scene: Scene, theirs: Mention, mention: Mention) -> bool:
    """Whether a list of somebody else's figures goes on: "they speak of 12 days, 10 leavers"."""
    between = range(theirs.last + 1, mention.first + 1)
    if any(scene.breaks[each] > WEAK or scene.words[each] in _WE for each in between):
        return False
    same = scene.brackets[theirs.first] == scene.brackets[mention.first]
    return same and len(between) <= 8 and "but" not in scene.words[theirs.last : mention.first]


def standing(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> tuple[str, str]:
    """Return how a number stands, a value of `Said`, and why; two empty texts where it is ours."""
    if scene.sentence.quoted:
        return "not ours", "a quotation"
    if _is_attributed(scene, mention):
        return "not ours", SOMEBODY_ELSES
    if _is_of_others(scene, mention) or _is_elsewhere(scene, mention, found):
        return "not ours", "other people's figure"
    if found and _is_supposed(scene, mention, found):
        return "supposed", ""
    if not found and (_is_inverted(scene) or _is_wished(scene, mention)):
        return "supposed", ""
    if _is_a_subset(scene, mention, found) or _is_a_rate(scene, mention, found):
        return "of some", ""
    exact = mention.quantity.approximation is Approximation.EXACT
    if (exact and _has(scene, mention, CHANGE, 2, 0)) or _is_a_score(scene, mention):
        return "of some", ""
    return "", ""


def is_formerly(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    """Whether a number is said of an earlier time: "up from 12", "a year before it was 34"."""
    used = [hit for reading in found for hit in reading.used]
    for near in scene.near(mention, FORMERLY):
        taken = any(hit.start <= near.hit.start < hit.end for hit in used)
        if near.after and _is_about_another(scene, near):
            continue
        if near.gap <= 5 and _is_local(near) and not taken and not _inside(mention, near):
            return True
    before = scene.words[mention.first - 1] if mention.first else ""
    behind = scene.words[mention.last + 1 : mention.last + 4]
    return (before == "from" and "to" in behind) or is_dated_cell(scene)


def is_dated_cell(scene: Scene) -> bool:
    """Whether it is a cell of a table whose column or row is of some day or month."""
    around = scene.words[: scene.offset] if scene.sentence.cell else []
    dated = any(each in MONTHS or each in _DATED or each[:2] in ("19", "20") for each in around)
    return dated and not {"today", "now"} & set(around)


def _is_about_another(scene: Scene, near: Near) -> bool:
    """Whether an earlier time behind a number is that of the one after it: "31 weeks, up from 15",
    "86%, higher than it had been"."""
    start = near.hit.start
    before = scene.words[max(start - 3, 0) : start]
    return scene.words[start] in ("up", "down") or "than" in before


def outside_the_record(scene: Scene, mention: Mention) -> str:
    """Say what a number seems to be about, where it is of the record's field; "" otherwise."""
    kind = mention.quantity.kind
    if kind not in (Kind.PART, Kind.PERCENT, Kind.COUNT):
        return ""
    groups = {OUTSIDE: 2 if kind is Kind.COUNT else 6}
    if kind is not Kind.COUNT:
        for entry in scene.lexicon.entries:
            if entry.words.base:
                groups |= dict.fromkeys((*entry.words.needs, entry.words.base), 9)
    for group, limit in groups.items():
        for near in scene.near(mention, group):
            if near.gap <= limit and near.after and near.breaks <= WEAK and not near.blocked:
                return " ".join(scene.words[near.hit.start : near.hit.end])
    return ""


def _has(scene: Scene, mention: Mention, group: tuple[str, ...], before: int, behind: int) -> bool:
    """Whether a phrase of `group` is so many words away, in the same part of the sentence."""
    return any(
        each.gap <= (behind if each.after else before) - 1 and _is_local(each)
        for each in scene.near(mention, group)
        if not any(_inside(other, each) for other in scene.mentions)
    )


def _inside(mention: Mention, near: Near) -> bool:
    """Whether it is part of the number: the "per" of per cent."""
    return mention.first <= near.hit.start <= mention.last


def _is_local(near: Near) -> bool:
    return near.breaks <= WEAK and not near.aside


def _is_a_subset(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    """Two of them; but not eight of them from a team that is named."""
    if mention.quantity.kind in (Kind.PART, Kind.PERCENT):
        return False
    near = [each for each in scene.near(mention, SUBSET) if each.after and not each.gap]
    near = [each for each in near if not _are_all(scene, each)]
    return any(not each.breaks for each in near) and not any(each.named for each in found)


def is_of_which(scene: Scene, mention: Mention) -> bool:
    """Whether it is said to be of those just named: "33 days, 28 of which have been taken"."""
    of = (["of", "which"], ["of", "whom"], ["of", "them"])
    return scene.words[mention.last + 1 : mention.last + 3] in of


def _are_all(scene: Scene, near: Near) -> bool:
    """Whether "of those" begins what everybody is called: "twenty of those who did this work"."""
    who = scene.words[near.hit.end : near.hit.end + 1]
    behind = scene.words[near.hit.end + 1 : near.hit.end + 4]
    return who in (["who"], ["entitled"], ["employed"]) and not set(behind) & _GOING


def _is_a_score(scene: Scene, mention: Mention) -> bool:
    """The votes of "34 to 2", the "one in ten" of one person in ten, a list's own (3)."""
    behind = [each for each in scene.mentions if each.first == mention.last + 2]
    score = "to" in (
        scene.words[mention.first - 1],
        *scene.words[mention.last + 1 : mention.last + 2],
    )
    if score and {"by", "vote", "votes", "voted"} & set(
        scene.words[max(mention.first - 3, 0) : mention.first]
    ):
        return not (behind and {"vote", "votes", "voted"} & set(scene.words[: mention.first]))
    if any(_is_in_so_many(scene, *pair) for pair in _pairs(scene, mention)):
        return True
    before = scene.words[max(mention.first - 3, 0) : mention.first]
    if before[-1:] == ["in"] and before[:1] == ["one"]:
        return True
    own = scene.brackets[mention.first]
    alone = own and scene.brackets.count(own) == mention.last - mention.first + 1
    return bool(alone) and mention.first == scene.offset


def _pairs(scene: Scene, mention: Mention) -> list[tuple[Mention, Mention]]:
    """A number with the one before it, and with the one behind it."""
    place = scene.mentions.index(mention)
    near = scene.mentions[max(place - 1, 0) : place + 2]
    return [*pairwise(near)]


def _is_in_so_many(scene: Scene, one: Mention, other: Mention) -> bool:
    """Whether two numbers are one: "three posts in four"."""
    between = scene.words[one.last + 1 : other.first]
    return len(between) == 2 and between[1] == "in" and other.quantity.kind is Kind.COUNT


def _is_attributed(scene: Scene, mention: Mention) -> bool:
    for near in scene.near(mention, SAID_BEFORE):
        if near.after or near.gap > 25 or near.aside or _inside(mention, near):
            continue
        start = near.hit.start
        if _OURSELVES & set(scene.words[near.hit.end : near.hit.end + 3]):
            continue  # "according to the branch's own count"
        if scene.words[max(start - 1, 0) : start] == ["of"]:
            continue  # "half of you said" is no report
        if set(scene.words[max(start - 3, 0) : start]) & _UNDONE and near.breaks:
            continue
        says_that = "that" in scene.words[near.hit.start : near.hit.end + 3]
        loose = says_that or scene.words[near.hit.start] in _LOOSE
        if near.breaks <= (2 * WEAK if loose else NONE):
            return True
    for near in scene.near(mention, SAID_AFTER):
        start, end = near.hit.start, near.hit.end
        cut = any(scene.breaks[each] for each in range(max(start - 2, 1), start + 1))
        before = set(scene.words[max(start - 3, 0) : start])
        if near.after and cut and len(scene.words) - end <= 6 and not before & _UNDONE:
            return True
    return False


def _is_of_others(scene: Scene, mention: Mention) -> bool:
    """Whether it is said of other councils, other branches; not where people left for others."""
    for near in scene.near(mention, OTHERS):
        if near.gap > 14 or not _is_local(near):
            continue
        before = set(scene.words[max(near.hit.start - 2, 0) : near.hit.start])
        if not near.after or not before & _TOWARDS:
            return True
    return False


def _is_elsewhere(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
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


def _is_supposed(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    future = found[0].entry.words.future
    groups = (SUPPOSED,) if future else (SUPPOSED, TO_BE, MAYBE)
    end = max(each.end for each in found)
    used = found[0].used
    if _is_inverted(scene):
        return True
    for group in groups:
        for near in scene.near(mention, group):
            month = scene.words[near.hit.start] == "may" and scene.written(near.hit.start) == "May"
            if not month and _counts(scene, mention, near, end, used):
                return True
    return any(
        each.gap <= 1 if not each.after else (each.gap <= 3 and each.hit.start < end)
        for each in scene.near(mention, NOT)
        if not each.breaks and not each.aside and not _inside(mention, each)
    )


def _counts(scene: Scene, mention: Mention, near: Near, end: int, used: tuple[Hit, ...]) -> bool:
    """Whether a word such as "would" bears on the number, and is not undone ("you should know")."""
    if near.blocked or near.aside or _inside(mention, near):
        return False
    if any(hit.start <= near.hit.start < hit.end for hit in used):
        return False
    if near.after:
        others = [hit.start for hit in scene.found.get(JOINING, ())]
        cut = any(mention.last < each <= near.hit.start for each in others)
        return near.hit.start < end and near.gap <= 4 and not near.breaks and not cut
    condition = scene.words[near.hit.start] in ("if", "unless", "suppose", "imagine")
    if near.breaks > (WEAK if condition else NONE):
        return False
    between = scene.words[near.hit.start : mention.first]
    if any(pair in _THAT_IS for pair in pairwise(between)):
        return False
    if between[:1] == ["by"] and _WAS & set(scene.words[near.hit.start : end + 5]):
        return False  # "by the end of January we had taken"
    return near.gap <= (12 if condition else 9) and not _KNOWN & set(between)


def _is_wished(scene: Scene, mention: Mention) -> bool:
    """Whether a number that is read as no figure stands behind a "would" or an "ask for"."""
    return any(
        not near.after and _is_local(near) and _counts(scene, mention, near, 0, ())
        for near in scene.near(mention, SUPPOSED)
    )


def _is_inverted(scene: Scene) -> bool:
    """Whether it begins as what is only supposed does: "Were a further ten to leave", "Had we"."""
    begins = scene.words[scene.offset : scene.offset + 1]
    asked = scene.sentence.text.rstrip().endswith("?")
    return begins in (
        ["were"],
        ["should"],
        ["suppose"],
        ["supposing"],
        ["imagine"],
        ["picture"],
    ) or (begins == ["had"] and not asked)


def _is_a_rate(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    if any("each" in each.entry.name or "per" in each.entry.name for each in found):
        return False
    named = [stem for each in found for stem in each.entry.name]
    if any(each in named for each in ("month", "week", "quarter", "year", "therapist")):
        return False
    behind = scene.words[mention.last + 1 : mention.last + 4]
    if behind[:2] == ["a", "year"] and behind[2:] not in _BACK:
        return True
    apart = [each for each in scene.near(mention, EACH) if each.after and each.breaks]
    return not apart and _has(scene, mention, EACH, 2, 4)
