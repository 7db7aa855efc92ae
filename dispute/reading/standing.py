"""Whether a number is said to be so, and of us."""

from itertools import pairwise

from .calendars import MONTHS
from .inherited import is_it
from .markers import (
    CHANGE,
    EACH,
    FORMERLY,
    OUTSIDE,
    SAID_AFTER,
    SAID_BEFORE,
    SUBSET,
)
from .phrases import word_set
from .readings import Reading
from .scenes import NONE, STRONG, WEAK, Near, Scene, inside, is_local
from .shapes import Approximation, Kind, Mention
from .strangers import is_elsewhere, is_of_others
from .supposed import is_inverted, is_supposed, is_wished

_GOING = word_set("left gone leaving leave quit going resigned departed given handed lost")
_UNDONE = word_set("whatever despite what when since after because before though")
_LOOSE = word_set("according the by their your")
_DATED = word_set(
    "last then before previous earlier start beginning christmas easter spring summer autumn "
    "winter quarter q1 q2 q3 q4 week month year ago first second third old monday tuesday "
    "wednesday thursday friday"
)
_OURSELVES = word_set("our branch us union record records steward stewards scrutineer own my")
_BACK = (["before"], ["ago"], ["earlier"], ["later"], ["on"], ["back"])
SOMEBODY_ELSES = "somebody else's figure"
_UP_TO_SINCE = 5
_LATELY = tuple([of, "the", which] for of in ("in", "over", "within") for which in ("last", "past"))
_FRAMES = word_set("ballot vote round")
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
    if is_of_others(scene, mention) or is_elsewhere(scene, mention, found):
        return "not ours", "other people's figure"
    if found and is_supposed(scene, mention, found):
        return "supposed", ""
    if not found and (is_inverted(scene) or is_wished(scene, mention)):
        return "supposed", ""
    if _is_a_subset(scene, mention, found) or _is_a_rate(scene, mention, found):
        return "of some", ""
    exact = mention.quantity.approximation is Approximation.EXACT
    if (exact and _is_a_change(scene, mention, found)) or _is_a_score(scene, mention):
        return "of some", ""
    return "", ""


def _is_a_change(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    """Whether it is by how much something changed, and not what was offered: "a rise of 3%"."""
    meant = [hit for each in found[:1] for hit in each.used if hit.end == mention.first]
    offered = any("offer" in scene.words[hit.start] for hit in meant)
    return not offered and _has(scene, mention, CHANGE, 2, 0)


def is_formerly(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    """Whether a number is said of an earlier time: "up from 12", "a year before it was 34"."""
    used = [hit for reading in found for hit in reading.used]
    for near in scene.near(mention, FORMERLY):
        taken = any(hit.start <= near.hit.start < hit.end for hit in used)
        if near.after and _is_about_another(scene, near):
            continue
        if "since" in scene.words[max(near.hit.start - _UP_TO_SINCE, 0) : near.hit.start]:
            continue  # "since the beginning of last year" reaches to today
        if near.gap <= 5 and is_local(near) and not taken and not inside(mention, near):
            return True
    if is_it(scene.words, mention.first, was=True):
        return True
    if any(_is_frame(scene, near) for near in scene.near(mention, FORMERLY)):
        return True
    before = scene.words[mention.first - 1] if mention.first else ""
    behind = scene.words[mention.last + 1 : mention.last + 4]
    return (before == "from" and "to" in behind) or is_dated_cell(scene)


def _is_frame(scene: Scene, near: Near) -> bool:
    """Whether a sentence begins with which ballot it is all about: "In the first ballot, ..."."""
    begins = not near.after and near.hit.start <= scene.offset + 3 and near.breaks < STRONG
    return begins and scene.words[near.hit.end - 1] in _FRAMES


def is_dated_cell(scene: Scene) -> bool:
    """Whether it is a cell of a table whose column or row is of some day or month."""
    around = scene.words[: scene.offset] if scene.sentence.column else []
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
        each.gap <= (behind if each.after else before) - 1 and is_local(each)
        for each in scene.near(mention, group)
        if not any(inside(other, each) for other in scene.mentions)
    )


def _is_a_subset(scene: Scene, mention: Mention, found: tuple[Reading, ...]) -> bool:
    """Two of them; but not eight of them from a team that is named."""
    if mention.quantity.kind in (Kind.PART, Kind.PERCENT):
        return False
    near = [each for each in scene.near(mention, SUBSET) if each.after and not each.gap]
    near = [each for each in near if not _are_all(scene, each) and not _are_of_a_time(scene, each)]
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


def _are_of_a_time(scene: Scene, near: Near) -> bool:
    """Whether it is all those of a time: "14 have left, 12 of them since January"."""
    behind = scene.words[near.hit.end : near.hit.end + 3]
    return behind[:1] in (["since"], ["during"]) or behind in _LATELY


def _is_a_score(scene: Scene, mention: Mention) -> bool:
    """The votes of "34 to 2", the "one in ten" of one person in ten, a list's own (3)."""
    behind = [each for each in scene.mentions if each.first == mention.last + 2]
    score = "to" in (
        scene.words[mention.first - 1],
        *scene.words[mention.last + 1 : mention.last + 2],
    )
    if (
        mention.quantity.kind is Kind.COUNT
        and score
        and {"by", "vote", "votes", "voted"}
        & set(scene.words[max(mention.first - 3, 0) : mention.first])
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
        if near.after or near.gap > 25 or near.aside or inside(mention, near):
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
        between = scene.words[near.hit.end : mention.first]
        goes_on = any(pair == ("and", "that") for pair in pairwise(between))
        if near.breaks <= (4 * WEAK if goes_on else 2 * WEAK if loose else NONE):
            return True
    for near in scene.near(mention, SAID_AFTER):
        start, end = near.hit.start, near.hit.end
        cut = any(scene.breaks[each] for each in range(max(start - 2, 1), start + 1))
        before = set(scene.words[max(start - 3, 0) : start])
        if near.after and cut and _clause_ends(scene, end) - end <= 6 and not before & _UNDONE:
            return True
    return False


def _clause_ends(scene: Scene, place: int) -> int:
    """Where a semicolon or a dash ends what stands at a place, or the sentence does."""
    behind = range(place, len(scene.words))
    return next((each for each in behind if scene.breaks[each] >= STRONG), len(scene.words))


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
