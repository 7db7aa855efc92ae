"""Scoring: how well the words of each figure fit those around a number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dispute.figures.words import Phrases, Sort, Words

from .lexicon import Entry, Parameters, begins, stem
from .markers import OTHER_PEOPLE
from .names import is_anothers, is_named, names_beside
from .phrases import Hit, word_set
from .scenes import COLON, NONE, STRONG, WEAK, Near, Scene
from .shapes import Kind, Mention

# Between a number and what it counts, these say that something else is counted.
_OTHER_THING = word_set(
    "to from for by on with at about into than that which who is are was were has have had will "
    "and or but not as because when"
)
FILLERS = word_set(
    "have has had having already now who of us more others other all so also then just recently "
    "since that been be the our in total altogether out to a further additional another are is "
    "either both others' either and or"
)
# "Came at nine and left", "the last bus left 40 people": no number of those who left.
_AT = word_set("at until number page room after before since by with on about for")
_LEAVING = [["left"], ["leave"], ["gone"], ["quit"]]
_APART = (["after"], ["before"], ["later"], ["earlier"], ["ago"])
_OWNERS = frozenset({"of", "our", "the", "my", "all", "these", "those", "its", "us", "valued"})
_ALONE = FILLERS | word_set(
    "in by as at since to from on for with this last so is was left gone here were announced "
    "planned scheduled taken ahead behind remaining rejected unanswered called notified still "
    "voted resigned departed when while if because but not"
)
_MAX_HEAD_AFTER, _MAX_HEAD_BEFORE, _MAX_NEED_AFTER, _MAX_NEED_BEFORE = 4, 8, 16, 7
_FORBIDDEN_AFTER, _FORBIDDEN_BEFORE = 8, 6
_MAX_LENGTH_AFTER, _MAX_NAME = 9, 14


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure that a number may mean, what is chosen of it, and how sure that is (0 to 1).

    `named` says that the text names what was chosen (a list, a team); `beside` that what is counted
    stands right behind the number; `used` is where the words are that it rests on.
    """

    entry: Entry
    parameters: Parameters
    sure: float
    score: float
    named: bool = False
    beside: bool = False
    used: tuple[Hit, ...] = ()

    @property
    def end(self) -> int:
        """The place behind the last word that it rests on."""
        return max((each.end for each in self.used), default=0)


def readings(scene: Scene, mention: Mention, told: Mapping[str, Parameters]) -> tuple[Reading, ...]:
    """Return the figures that `mention` may mean, the likeliest first.

    `told` is what was last chosen of each figure: a list that is named once is meant until another.
    """
    found = [
        reading
        for entry in scene.lexicon.entries
        if fits(mention, entry.words)
        for reading in _reading(scene, mention, entry)
    ]
    found = _named_before_unnamed(found, told)
    return _best(found)


def like(scene: Scene, mention: Mention, source: Reading) -> tuple[Reading, ...]:
    """Return what a number means that stands by itself, after one that has been read: "eight left
    from North, five from South"; "23 days announced, of which 18 have been taken"."""
    if mention.quantity.kind is Kind.COUNT and not stands_alone(scene, mention):
        return ()
    own = source.entry
    found = [
        reading
        for entry in scene.lexicon.entries
        if entry.key == own.key or (own.family and entry.family == own.family)
        if fits(mention, entry.words) or _counts_like(mention, entry, own)
        for reading in _reading(scene, mention, entry, source)
    ]
    return _best(found)


def _counts_like(mention: Mention, entry: Entry, own: Entry) -> bool:
    """Whether a bare count goes on counting what the number before it did: days, say."""
    return mention.quantity.kind is Kind.COUNT and entry.words.sort is own.words.sort is Sort.COUNT


def stands_alone(scene: Scene, mention: Mention) -> bool:
    """Whether nothing that a number counts stands behind it."""
    place = mention.last + 1
    if place >= len(scene.words) or scene.breaks[place] or scene.words[place] in _ALONE:
        return True
    if scene.brackets[place] != scene.brackets[mention.last]:
        return True
    return any(
        hit.start == place for name in scene.lexicon.names for hit in scene.found.get(name, ())
    )


def _best(found: list[Reading]) -> tuple[Reading, ...]:
    """The likeliest first; each figure once, and none that is much less likely."""
    best = max((each.score for each in found), default=0)
    near = (each for each in found if each.score > best - 4)
    kept: dict[tuple[str, Parameters, object], Reading] = {}
    for each in sorted(near, key=lambda each: -each.score):
        kept.setdefault((each.entry.key, each.parameters, each.entry.words.part), each)
    return tuple(kept.values())


def fits(mention: Mention, words: Words) -> bool:
    """Whether a number is of the sort that a figure is."""
    quantity = mention.quantity
    if quantity.kind is Kind.COUNT:
        return words.sort is Sort.COUNT
    if quantity.kind in (Kind.DURATION, Kind.ORDINAL):
        counted = words.sort is Sort.COUNT and words.unit == quantity.unit != ""
        return counted or (words.sort is Sort.LENGTH and bool(quantity.unit))
    if quantity.kind in (Kind.PERCENT, Kind.PART):
        return words.sort is Sort.SHARE
    if quantity.kind is Kind.MONEY:
        return words.sort is Sort.MONEY and quantity.unit == "GBP"
    return quantity.kind is Kind.TIMES and words.sort is Sort.TIMES


def _reading(
    scene: Scene, mention: Mention, entry: Entry, source: Reading | None = None
) -> Iterator[Reading]:
    head = _head(scene, mention, entry) if source is None else _assumed(mention)
    counted = entry.words.sort is Sort.COUNT or entry.words.most
    if head is None or (counted and _is_apart(scene, mention)):
        return
    needs = _needs(scene, mention, entry.words)
    if (
        needs
        and source is not None
        and source.entry != entry
        and not _is_new(scene, mention, needs, source)
    ):
        return
    again = source is not None and source.entry == entry
    if needs is None and again:
        needs = []
    if needs is None or _is_forbidden(scene, mention, entry.words.forbids, head):
        return
    if entry.words.base and source is None and not _has_base(scene, mention, entry.words):
        return
    named = is_named(scene, mention, entry)
    if entry.named and not (named or again):
        return
    chosen = names_beside(scene, mention, entry)
    if chosen is None:
        return
    score = _score(scene, mention, entry, head, needs) + 3 * named + len(chosen)
    yield Reading(
        entry,
        (*entry.parameters, *chosen),
        _sure(head, needs, entry.words) * (1 if source is None else 0.9),
        score,
        bool(named or chosen),
        head.after and head.gap <= 1 and not head.breaks,
        (head.hit, *(each.hit for each in needs)),
    )


def _is_apart(scene: Scene, mention: Mention) -> bool:
    """Whether a length says how far two things are apart, or a number is below nought."""
    behind = scene.words[mention.last + 1 : mention.last + 2]
    length = mention.quantity.kind is Kind.DURATION
    return (length and behind in _APART) or scene.words[mention.first - 1] == "minus"


def _score(scene: Scene, mention: Mention, entry: Entry, head: Near, needs: list[Near]) -> float:
    """How well the words fit. "Turnout of 79%" takes it for its own, and "since we gave notice" is
    more than a time."""
    owned = not head.after and scene.words[head.hit.end : mention.first] == ["of"]
    dated = any(scene.words[each.hit.start] == "since" for each in needs)
    near = _far(head) + sum(map(_far, needs)) / 2
    return 10 + 2 * owned + 2 * dated - 4 * entry.words.loose + 2 * len(needs) - near


def _is_new(scene: Scene, mention: Mention, needs: list[Near], source: Reading) -> bool:
    """Whether words that make it another figure than the number's before stand behind that one,
    and are not those that the one before was read by."""
    before = max((each.last for each in scene.mentions if each.last < mention.first), default=-1)
    old = {hit.start for hit in source.used}
    return any(each.hit.start > before and each.hit.start not in old for each in needs)


def _assumed(mention: Mention) -> Near:
    """In place of a head: what is counted was said before."""
    return Near(Hit(mention.first, mention.last + 1), 2, NONE, after=True, blocked=False)


def _far(near: Near) -> float:
    """How far a phrase is, in words, with what stands between."""
    side = 0 if near.after else 1.5
    return 0.6 * near.gap + 1.5 * near.breaks + side + 4 * near.blocked + 2 * near.aside


def _sure(head: Near, needs: list[Near], words: Words) -> float:
    sure = 0.95
    for near in (head, *needs):
        sure *= 0.985 ** max(near.gap - 2, 0) * 0.95**near.breaks
        sure *= 0.8 if near.blocked or near.aside else 1
    return sure * (0.7 if words.open else 1)


# --- What is counted --------------------------------------------------------------------------


def _head(scene: Scene, mention: Mention, entry: Entry) -> Near | None:
    """The nearest words for what is counted, that belong to the number."""
    words = entry.words
    seen = [
        each for each in scene.near(mention, words.heads) if _is_head(scene, mention, each, words)
    ]
    if words.sort in (Sort.COUNT, Sort.SHARE):
        seen = [each for each in seen if not _of_other_people(scene, mention, each)]
    if seen:
        return min(seen, key=_far)
    if words.bare and words.needs:
        near = scene.near(mention, words.needs[0])
        bare = [each for each in near if _is_bare(scene, mention, each)]
        return min(bare, key=_far, default=None)
    if not words.heads and entry.name:
        return _by_name(scene, mention, entry)
    return None


def _is_head(scene: Scene, mention: Mention, near: Near, words: Words) -> bool:
    if near.blocked or near.aside or near.breaks >= STRONG:
        return False
    if words.unit and not mention.quantity.unit and not _says(scene, near, words.unit):
        return False
    if not near.after:
        return _is_head_before(scene, mention, near, words)
    if words.sort is Sort.LENGTH:
        return near.gap <= _MAX_LENGTH_AFTER and near.breaks <= WEAK
    share = words.sort is Sort.SHARE
    if near.gap > _MAX_HEAD_AFTER + 4 * share or near.breaks:
        return False
    between = scene.words[mention.last + 1 : near.hit.start]
    while between and between[0] in _OWNERS:
        between = between[1:]
    return words.sort is not Sort.COUNT or not set(between) & (_OTHER_THING | {"of", "in"})


def _is_head_before(scene: Scene, mention: Mention, near: Near, words: Words) -> bool:
    """Whether a head before the number is its own: "turnout of 79%", "strike days taken: 18"."""
    colon = scene.breaks[mention.first] == COLON
    if near.breaks > (COLON if colon else WEAK):
        return False
    if words.sort is not Sort.COUNT:
        return near.gap <= _MAX_HEAD_BEFORE
    days = words.unit and mention.quantity.unit
    return near.gap <= 5 and bool(days or stands_alone(scene, mention))


def _says(scene: Scene, near: Near, unit: str) -> bool:
    """Whether a head names its own unit: "strike days"."""
    said = scene.words[near.hit.start : near.hit.end]
    return unit in said or unit.removesuffix("s") in said


def _is_bare(scene: Scene, mention: Mention, near: Near) -> bool:
    """Whether a number stands for those who left by itself: "14 have left", "we have lost 14"."""
    colon = not near.after and scene.breaks[mention.first] == COLON
    if near.blocked or near.aside or near.breaks > (COLON if colon else WEAK):
        return False
    if set(scene.words[mention.first - 1 : mention.first]) & _AT:
        return False
    if near.after:
        return set(scene.words[mention.last + 1 : near.hit.start]) <= FILLERS
    behind = scene.words[mention.last + 1 : mention.last + 2]
    alone = not behind or behind[0] in FILLERS or bool(scene.breaks[mention.last + 1])
    return near.gap <= 3 and alone


def _of_other_people(scene: Scene, mention: Mention, head: Near) -> bool:
    """Whether it is agency staff or managers that are counted: other people than the record's."""
    inside = range(mention.last + 1, head.hit.end) if head.after else range(0)
    called = {word for each in scene.lexicon.workforce for word in each.split()}
    return any(
        hit.start in inside
        and hit.end <= head.hit.end
        and not called.issuperset(scene.words[hit.start : hit.end])
        for hit in scene.found.get(OTHER_PEOPLE, ())
    )


def _by_name(scene: Scene, mention: Mention, entry: Entry) -> Near | None:
    """The nearest word of the name of a series, which stands for a head."""
    best: Near | None = None
    own = {begins(each) for each in entry.name}
    for place, word in enumerate(scene.words):
        if begins(stem(word)) not in own or mention.first <= place <= mention.last:
            continue
        near = scene.beside(mention, Hit(place, place + 1))
        if near is None or near.breaks >= STRONG or near.gap > _MAX_NAME:
            continue
        if best is None or _far(near) < _far(best):
            best = near
    return best


# --- What else has to stand there, or must not ------------------------------------------------


def _needs(scene: Scene, mention: Mention, words: Words) -> list[Near] | None:
    """The nearest phrase of each group that has to be there; None where one is not."""
    chosen = []
    for group in words.needs:
        near = [each for each in scene.near(mention, group) if _is_need(scene, mention, each)]
        if words.ahead:
            near = [each for each in near if each.breaks in (NONE, COLON)]
        if len(words.needs) > 1:
            near = [
                each for each in near if not each.blocked and not is_anothers(scene, mention, each)
            ]
        if not near:
            return None
        chosen.append(min(near, key=_far))
    return chosen


def _is_need(scene: Scene, mention: Mention, near: Near) -> bool:
    if near.aside or near.breaks >= STRONG:
        return False
    if near.blocked and not _is_listed(scene, mention, near):
        return False
    if near.after:
        return near.gap <= _MAX_NEED_AFTER and near.breaks <= 3 * WEAK
    colon = scene.breaks[mention.first] == COLON
    if not near.gap and not near.breaks and near.hit.start >= scene.offset:
        return scene.words[near.hit.start : near.hit.end] not in _LEAVING
    return near.gap <= _MAX_NEED_BEFORE and near.breaks <= (COLON if colon else WEAK)


def _is_listed(scene: Scene, mention: Mention, near: Near) -> bool:
    """Whether the number in between is one more of a list: "14 workers and 3 managers left"."""
    if not near.after:
        return False
    others = [each.first for each in scene.mentions if mention.last < each.first <= near.hit.start]
    return bool(others) and others[0] - mention.last <= 5 and scene.words[others[0] - 1] == "and"


def _is_forbidden(scene: Scene, mention: Mention, group: Phrases, head: Near) -> bool:
    touches = head.after and not head.gap
    for near in scene.near(mention, group):
        between = scene.words[near.hit.end : mention.first]
        if touches and not near.after and "of" in between and near.hit.end < mention.first - 1:
            continue  # "have gone from a workforce of 46 posts"
        limit = _FORBIDDEN_AFTER if near.after else _FORBIDDEN_BEFORE
        # "The three people who had voted no": the "who" parts nothing.
        who = near.after and head.after and scene.words[head.hit.end : head.hit.end + 1] == ["who"]
        # "Strike days to come: 21" is one label.
        label = not near.after and not head.after and scene.breaks[mention.first] == COLON
        parted = near.breaks > (WEAK * who or COLON * label)
        if near.gap <= limit and not (parted or near.blocked or near.aside):
            return True
    return False


def _has_base(scene: Scene, mention: Mention, words: Words) -> bool:
    """Whether a share is of what the figure is a share of, or of nothing that is said."""
    behind = scene.words[mention.last + 1 : mention.last + 7]
    if mention.quantity.kind is Kind.PERCENT and behind[:1] != ["of"]:
        return True
    near = [each for each in scene.near(mention, words.base) if each.after and not each.blocked]
    if any(each.gap <= 4 and not each.breaks for each in near):
        return not any(_of_other_people(scene, mention, each) for each in near if each.gap <= 4)
    return bool(behind) and mention.quantity.kind is Kind.PART and behind[0] in FILLERS - {"of"}


def _named_before_unnamed(found: list[Reading], told: Mapping[str, Parameters]) -> list[Reading]:
    """Of the lists that a wait may be on, those that the text names, or else the one told last."""
    named = {each.entry.key for each in found if each.named and each.entry.name}
    # Of two lists in one sentence, the one beside the number is meant.
    kept = [each for each in found if each.entry.key not in named or each.named]
    for key, parameters in told.items():
        same = [each for each in kept if each.entry.key == key and each.entry.name]
        if key not in named and any(each.parameters == parameters for each in same):
            kept = [each for each in kept if each not in same or each.parameters == parameters]
    return kept
