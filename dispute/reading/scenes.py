"""A sentence as its numbers see it: what is near, what is in brackets, what stands between.

Built once a sentence. Everything is a matter of places in its row of words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from dispute.figures.words import Phrases

from .lexicon import Lexicon, Name, stem
from .phrases import Hit
from .shapes import Kind, Mention, Sentence

# How much lies between two words: nothing, a comma or an "and", a colon or a dash.
NONE, WEAK, COLON, STRONG = 0, 1, 2, 5
_WEAK_WORDS = frozenset(
    {"and", "but", "while", "whereas", "because", "although", "though", "who", "when", "where",
     "against", "compared"}
)  # fmt: skip
_OPEN, _CLOSE = "([", ")]"
_DASHES = ("—", " – ", " - ")


@dataclass(frozen=True, slots=True)
class Near:
    """A phrase near a number: how many words between, how much else, on which side; its place.

    `blocked` says that another number of the same sort stands between.
    """

    hit: Hit
    gap: int
    breaks: int
    after: bool
    blocked: bool
    aside: bool = False


@dataclass
class Scene:
    """One sentence with its numbers and every phrase of the lexicon that is found in it.

    The words of its context stand before its own, `offset` of them; the places in `mentions` are
    moved along.
    """

    sentence: Sentence
    mentions: tuple[Mention, ...]
    lexicon: Lexicon
    offset: int = field(init=False)
    words: list[str] = field(init=False)
    found: Mapping[Phrases | Name, list[Hit]] = field(init=False)
    breaks: list[int] = field(init=False)
    brackets: list[int] = field(init=False)
    places: list[int] = field(init=False)
    stems: frozenset[str] = field(init=False)
    seen: dict[tuple[int, int], list[Near]] = field(init=False, default_factory=dict)
    hits: dict[int, list[Hit]] = field(init=False)

    def __post_init__(self) -> None:
        self.offset = len(self.sentence.context)
        self.mentions = tuple(
            replace(each, first=each.first + self.offset, last=each.last + self.offset)
            for each in self.mentions
        )
        around = (*self.sentence.context, *self.sentence.words)
        self.words = _not_more([each.text.removesuffix("'s").rstrip("'") for each in around])
        self.found = self.lexicon.book.find(self.words)
        self.hits = {id(group): hits for group, hits in self.found.items()}
        gaps = [*(" " for _each in self.sentence.context), *self._gaps()]
        self.brackets = _dissolved(_brackets(gaps), self.mentions)
        self.breaks = [_break(gap, word) for gap, word in zip(gaps, self.words, strict=True)]
        self._mend_breaks()
        self.places = _places(self.brackets)
        self.stems = frozenset(stem(each) for each in self.words)

    @cached_property
    def above(self) -> list[str]:
        """The words that stand above the sentence."""
        return [each.text.removesuffix("'s").rstrip("'") for each in self.sentence.above]

    @cached_property
    def found_above(self) -> Mapping[Phrases | Name, list[Hit]]:
        """The phrases that stand above the sentence."""
        return self.lexicon.book.find(self.above)

    @cached_property
    def stems_above(self) -> frozenset[str]:
        """The stems of the words that stand above the sentence."""
        return frozenset(stem(each) for each in self.above)

    def _mend_breaks(self) -> None:
        """Nothing is broken by a bracket's border, nor by the "and" of a name."""
        for place in range(1, len(self.words)):
            if self.brackets[place] != self.brackets[place - 1]:
                self.breaks[place] = NONE
        for name in self.lexicon.names:
            for hit in self.found.get(name, ()):
                for place in range(hit.start + 1, hit.end):
                    self.breaks[place] = NONE
        for place in range(1, len(self.words) - 1):
            if self.words[place] == "and" and self._is_one_name(place):
                self.breaks[place] = NONE

    def _is_one_name(self, place: int) -> bool:
        """Whether the words around an "and" are one list's or series' name: "damp and mould"."""
        around = {stem(self.words[place - 1]), stem(self.words[place + 1])}
        return any(around <= name for name in self.lexicon.series)

    def written(self, place: int) -> str:
        """A word as it is written, capitals and all."""
        if place < self.offset:
            return self.words[place].capitalize()
        start = self.sentence.span.start
        span = self.sentence.words[place - self.offset].span
        return self.sentence.text[span.start - start : span.end - start]

    def near(self, mention: Mention, group: Phrases | Name) -> list[Near]:
        """Return where phrases of `group` stand beside `mention`, the nearest first.

        What is in other brackets is not beside it; what is around its own brackets is, and `aside`.
        """
        asked = (id(group), mention.first)  # a long tuple takes long to hash
        if asked not in self.seen:
            hits = [self.beside(mention, hit) for hit in self._hits(group)]
            near = [each for each in hits if each]
            self.seen[asked] = sorted(near, key=lambda each: each.gap + each.breaks)
        return self.seen[asked]

    def _hits(self, group: Phrases | Name) -> list[Hit]:
        """The places of a group's phrases, by what it is and not by its many words."""
        return self.hits.get(self.lexicon.same.get(id(group), 0), [])

    def beside(self, mention: Mention, hit: Hit) -> Near | None:
        """Return where a hit stands beside a number; None where other brackets part them."""
        own, other = self.brackets[mention.first], self.brackets[hit.start]
        if other not in (own, 0):
            return None
        after = hit.start > mention.first
        first, last = (mention.last, hit.start) if after else (hit.end - 1, mention.first)
        if first >= last:  # it begins inside the number, as "days of action" does in 9 days
            return Near(hit, 0, NONE, after, blocked=False)
        if other != own:
            return Near(hit, last - first - 1, WEAK, after, blocked=False, aside=True)
        return Near(
            hit,
            max(self.places[last] - self.places[first] - 1, 0),
            self.crossed(first + 1, last + 1, own),
            after,
            self._blocked(mention, first, last, own),
        )

    def crossed(self, first: int, last: int, bracket: int) -> int:
        """What lies between the words from `first` to before `last`, brackets left out."""
        return sum(
            self.breaks[each] for each in range(first, last) if self.brackets[each] == bracket
        )

    def _blocked(self, mention: Mention, first: int, last: int, bracket: int) -> bool:
        return any(
            other is not mention
            and other.not_ours in ("", "a quotation")
            and first < other.first < last
            and self.brackets[other.first] == bracket
            and competes(mention, other)
            for other in self.mentions
        )

    def _gaps(self) -> list[str]:
        """What is written before each word, after the one before it."""
        start, end, gaps = self.sentence.span.start, self.sentence.span.start, []
        for word in self.sentence.words:
            gaps.append(self.sentence.text[end - start : word.span.start - start])
            end = word.span.end
        return gaps


def competes(mention: Mention, other: Mention) -> bool:
    """Whether `other` takes the words beyond it: one of the same sort, of ours or not."""
    kinds = ({Kind.COUNT, Kind.PART, Kind.ORDINAL}, {Kind.PERCENT}, {Kind.DURATION}, {Kind.MONEY})
    one, two = mention.quantity.kind, other.quantity.kind
    return any(one in each and two in each for each in kinds)


def inside(mention: Mention, near: Near) -> bool:
    """Whether it is part of the number: the "per" of per cent."""
    return mention.first <= near.hit.start <= mention.last


def is_local(near: Near) -> bool:
    return near.breaks <= WEAK and not near.aside


def _not_more(words: list[str]) -> list[str]:
    """The words, where the "more" of "more than" and "no more" is another word than "ten more"."""
    pairs = zip(words, [*words[1:], ""], ["", *words], strict=False)
    return [
        "more-than" if word == "more" and (behind == "than" or before in ("no", "any")) else word
        for word, behind, before in pairs
    ]


def _brackets(gaps: Iterable[str]) -> list[int]:
    """The bracket that each word stands in, 0 outside of all; a pair of dashes is one too."""
    gaps = list(gaps)
    dashed = [place for place, gap in enumerate(gaps) if any(dash in gap for dash in _DASHES)]
    pair = dashed if len(dashed) == 2 else []
    found, stack, number = [], [0], 0
    for place, gap in enumerate(gaps):
        for mark in gap:
            if mark in _OPEN:
                number += 1
                stack.append(number)
            elif mark in _CLOSE and len(stack) > 1:
                stack.pop()
        if pair and place == pair[0]:
            number += 1
            stack.append(number)
        elif pair and place == pair[1] and len(stack) > 1:
            stack.pop()
        found.append(stack[-1])
    return found


def _dissolved(brackets: list[int], mentions: Iterable[Mention]) -> list[int]:
    """The brackets without those that hold no more than a number: "two thirds (66.7%) of us"."""
    for each in mentions:
        own = brackets[each.first]
        alone = brackets.count(own) == each.last - each.first + 1
        if own and alone and each.first:
            outer = brackets[each.first - 1]
            brackets = [outer if place == own else place for place in brackets]
    return brackets


def _break(gap: str, word: str) -> int:
    if ":" in gap:
        return COLON
    if any(mark in gap for mark in ";|") or any(dash in gap for dash in _DASHES):
        return STRONG
    if "," in gap or word in _WEAK_WORDS:
        return WEAK
    return NONE


def _places(brackets: list[int]) -> list[int]:
    """The place of each word among those in its own bracket, so that an aside is no distance."""
    counts: dict[int, int] = {}
    places = []
    for bracket in brackets:
        places.append(counts.get(bracket, 0))
        counts[bracket] = counts.get(bracket, 0) + 1
    return places
