"""Finding phrases in a row of words, many at once. No regular expression: time grows with the words
alone, whatever a text does.

A phrase is words in a row: `a/b` one or the other, `?a` may be missing, `~` up to three words of
any sort. A word may end in `*` for any ending. The first word is written out or given as choices.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

LabelT = TypeVar("LabelT", bound=Hashable)
GAP = 3
Choices = frozenset[str]


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: a word of `words` or one beginning with `stems`; any word if `gap`."""

    words: Choices = frozenset()
    stems: tuple[str, ...] = ()
    optional: bool = False
    gap: bool = False

    def fits(self, word: str) -> bool:
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the places of its first word and of the one after its last."""

    start: int
    end: int


@dataclass
class PhraseBook(Generic[LabelT]):
    """Phrases by label, indexed by their first word."""

    by_first: dict[str, list[tuple[tuple[Slot, ...], LabelT]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, label: LabelT, phrases: Iterable[str]) -> None:
        """Have `phrases` found under `label`."""
        for phrase in phrases:
            first, *rest = (_slot(each) for each in phrase.split())
            if first.gap or first.optional or first.stems:
                raise ValueError(f"The first word of “{phrase}” has to be written out.")
            for word in first.words:
                self.by_first[word].append((tuple(rest), label))

    def find(self, words: Sequence[str]) -> Mapping[LabelT, list[Hit]]:
        """Return where in `words` each label's phrases stand, the longest at each place."""
        found: dict[LabelT, list[Hit]] = {}
        for place, word in enumerate(words):
            ends: dict[LabelT, int] = {}
            for slots, label in self.by_first.get(word, ()):
                end = _end(slots, words, place + 1)
                if end is not None:
                    ends[label] = max(end, ends.get(label, 0))
            for label, end in ends.items():
                found.setdefault(label, []).append(Hit(place, end))
        return found


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, each once."""
    return frozenset(text.split())


def _slot(text: str) -> Slot:
    if text == "~":
        return Slot(gap=True)
    choices = text.removeprefix("?").split("/")
    return Slot(
        words=frozenset(each for each in choices if not each.endswith("*")),
        stems=tuple(each[:-1] for each in choices if each.endswith("*")),
        optional=text.startswith("?"),
    )


def _end(slots: tuple[Slot, ...], words: Sequence[str], place: int) -> int | None:
    """The place after the last word of the rest of a phrase that begins at `place`, or None."""
    if not slots:
        return place
    slot, rest = slots[0], slots[1:]
    if not slot.gap and not slot.optional:
        fits = place < len(words) and slot.fits(words[place])
        return _end(rest, words, place + 1) if fits else None
    return max((each for each in _ends(slot, rest, words, place) if each is not None), default=None)


def _ends(
    slot: Slot, rest: tuple[Slot, ...], words: Sequence[str], place: int
) -> Iterator[int | None]:
    if slot.gap:
        yield next(
            (
                end
                for skip in range(GAP + 1)
                if (end := _end(rest, words, place + skip)) is not None
            ),
            None,
        )
        return
    if place < len(words) and slot.fits(words[place]):
        yield _end(rest, words, place + 1)
    yield _end(rest, words, place)
