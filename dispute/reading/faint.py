"""Readings that rest on little: words anywhere in the sentence, or in what stands above it.

"It was 15 weeks", "18 behind us, 5 ahead", "The latest was 3.75 per cent". Such a reading may be
said to agree, where the record has the very number; nobody is told by it that a text is wrong.
"""

from collections.abc import Iterator

from dispute.figures.words import Phrases, Sort, Words

from .lexicon import Entry, stem
from .markers import OTHER_PEOPLE
from .phrases import Hit, word_set
from .readings import Reading, fits, stands_alone
from .scenes import NONE, STRONG, Scene
from .shapes import Kind, Mention

# How sure, where the sentence has all the words, and where some stand above it.
_HERE, _ABOVE = 0.62, 0.5
_FORBIDDEN = 6
# Between a number and what is counted, or behind a number that stands for what was counted before.
_SMALL = word_set(
    "more further others other of our us the those these in all total so far now then again people "
    "colleagues staff members workers have has had who were was are is and or but to by as at on "
    "since for from with that which this come ahead behind already still yet been left gone ahead "
    "single separate whole such different open letters days posts days' announced taken lost"
)
_FURTHEST = 4
# "satisfied" and "satisfaction", "vacant" and "vacancies" begin alike.
_STEM = 5
_IT_IS = {
    ("it", "is"), ("it", "was"), ("that", "is"), ("that", "makes"), ("figure", "is"), ("is", "now"),
    ("number", "is"), ("total", "is"), ("up", "to"), ("it's",), ("making",),
}  # fmt: skip
_NAMED = 0.5


def faint(scene: Scene, mention: Mention, *, whole: bool = False) -> tuple[Reading, ...]:
    """Return what a number may mean by words that stand far off, the likeliest first. Of a `whole`
    ("out of 42 posts") what stands before it says nothing."""
    found = [
        reading
        for entry in scene.lexicon.entries
        if fits(mention, entry.words) or _is_bare_day(mention, entry.words)
        if _has_its_words(scene, entry)
        if not _is_forbidden(scene, mention, entry.words.forbids, whole=whole)
        for reading in _faint(scene, mention, entry)
    ]
    return tuple(sorted(found, key=lambda each: -each.score))


def _has_its_words(scene: Scene, entry: Entry) -> bool:
    """Whether a phrase of each group that has to be there stands somewhere: soon asked."""
    groups = entry.words.needs or (entry.words.heads,)
    counted = bool(entry.words.base)
    return counted or all(
        not group or scene.found.get(group) or scene.found_above.get(group) for group in groups
    )


def _is_bare_day(mention: Mention, words: Words) -> bool:
    return mention.quantity.kind is Kind.COUNT and words.sort is Sort.COUNT


def _faint(scene: Scene, mention: Mention, entry: Entry) -> Iterator[Reading]:
    words = entry.words
    if mention.quantity.kind is Kind.COUNT and not _may_count(scene, mention, words):
        return
    quantity = mention.quantity
    counted = quantity.kind is Kind.PART and not quantity.rate and words.base
    groups = [words.base] if counted else [*words.needs]
    if not counted and words.heads and not (words.bare and words.needs):
        groups.insert(0, words.heads)
    here = sum(_is_here(scene, mention, group) for group in groups)
    there = sum(
        bool(scene.found_above.get(group))
        for group in groups
        if not _is_here(scene, mention, group)
    )
    named = _share_of_name(scene, entry)
    if here + there < len(groups) or (not groups and not named) or (entry.name and not named):
        return
    if not groups and named < _NAMED:
        return
    if counted and not here:
        return
    if entry.name and _names_another(scene, entry):
        return
    counts = mention.quantity.kind is Kind.COUNT and groups
    if counts and not here and not _goes_on(scene, mention):
        return
    near = here == len(groups) and bool(groups or named == 1)
    yield Reading(
        entry,
        entry.parameters,
        _HERE if near else _ABOVE,
        2 * here + there + 2 * named - 3 * words.loose,
        named=named >= _NAMED,
        used=(Hit(mention.first, mention.last + 1),),
    )


def _goes_on(scene: Scene, mention: Mention) -> bool:
    """Whether it is said of what the sentence before spoke of: "By April it was 22"."""
    before = tuple(scene.words[max(mention.first - 2, 0) : mention.first])
    return before in _IT_IS or before[1:] in _IT_IS


def _is_here(scene: Scene, mention: Mention, group: Phrases) -> bool:
    """Whether a phrase stands in the number's own part of the sentence."""
    return any(
        near.breaks <= 2 * STRONG and not near.aside and not (near.blocked and near.gap > 20)
        for near in scene.near(mention, group)
    )


def _is_forbidden(scene: Scene, mention: Mention, group: Phrases, *, whole: bool) -> bool:
    return any(
        near.gap <= _FORBIDDEN and near.breaks == NONE and not near.blocked
        for near in scene.near(mention, group)
        if near.after or not whole
    )


def _names_another(scene: Scene, entry: Entry) -> bool:
    """Whether the sentence itself names another list or series of the same sort, and not this."""
    others = (
        len(each.name & scene.stems)
        for each in scene.lexicon.entries
        if each.key == entry.key and each.name != entry.name
    )
    return max(others, default=0) > len(entry.name & scene.stems)


def _share_of_name(scene: Scene, entry: Entry) -> float:
    """How much of a list's or a series' name is said in the sentence or above it."""
    if not entry.name:
        return 0
    starts = {each[:_STEM] for each in scene.stems | scene.stems_above}
    return sum(each[:_STEM] in starts for each in entry.name) / len(entry.name)


def _may_count(scene: Scene, mention: Mention, words: Words) -> bool:
    """Whether what stands behind a number may be what the figure counts: its head, or nothing."""
    if stands_alone(scene, mention):
        return True
    if scene.words[mention.last + 1 : mention.last + 4] == ["of", "those", "who"]:
        return True
    if scene.words[mention.last + 1 : mention.last + 3] == ["did", "so"]:
        return True
    heads = {hit.start for hit in scene.found.get(words.heads, ())}
    others = {hit.start for hit in scene.found.get(OTHER_PEOPLE, ())}
    for place in range(mention.last + 1, min(mention.last + 1 + _FURTHEST, len(scene.words))):
        if scene.breaks[place] != NONE or place in others:
            return False
        if place in heads:
            return True
        if scene.words[place] not in _SMALL and stem(scene.words[place]) not in scene.lexicon.own:
            return False
    return True
