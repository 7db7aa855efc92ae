"""What a text can be about, as data: the words of each figure and the names that the record knows.

Nothing here knows a figure by its key. `dispute.judging.lexicon` makes one out of a record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dispute.figures.words import Phrases, Words

from .markers import MARKERS
from .phrases import PhraseBook, word_set

# So many letters make two long words one.
_LIKE = 6
Parameters = tuple[tuple[str, str], ...]
# Words that tell no name from another.
_SMALL = word_set(
    "a an and at by for from in into of on or our out per than that the their them they this to us "
    "we who with where which"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One way of speaking of one figure, with what these words choose of it.

    `name` holds the stems of what it is called (a list's or a series' own name); `named` says that
    without most of them nothing can be meant. `family` are figures that differ in what they count
    alone; `names` says which of the parameters stand for a name in the text.
    """

    key: str
    words: Words
    parameters: Parameters = ()
    family: str = ""
    name: frozenset[str] = frozenset()
    named: bool = False
    takes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the record: what it chooses, or "" where the record does not show it by itself."""

    parameter: str
    value: str
    text: str
    has_capitals: bool = True


@dataclass
class Lexicon:
    """Entries and names, with every phrase of theirs in one book.

    A phrase group's label is its own tuple of phrases, so that figures share what they share;
    `same` says by its id, soon asked, which tuple stands for one with the same phrases; `series`
    are the stems of each list's and each series' name.
    `own` are stems of words that the record itself uses: other names with a capital are others'.
    `domain` are stems of what the record is about.
    """

    entries: tuple[Entry, ...]
    names: tuple[Name, ...] = ()
    own: frozenset[str] = frozenset()
    workforce: Phrases = ()
    employer: Phrases = ()
    book: PhraseBook[Phrases | Name] = field(default_factory=PhraseBook)
    same: dict[int, int] = field(default_factory=dict)
    series: frozenset[frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.series = frozenset(entry.name for entry in self.entries if entry.name)
        said = [group for entry in self.entries for group in _groups(entry.words)]
        groups: dict[Phrases, Phrases] = {}
        for group in (*said, *MARKERS):
            if group not in groups:
                groups[group] = group
                self.book.add(group, self._spelt(group))
            self.same[id(group)] = id(groups[group])
        for name in self.names:
            self.book.add(name, [_as_phrase(name.text)])
            self.same[id(name)] = id(name)

    def _spelt(self, group: Phrases) -> list[str]:
        """The phrases of a group, with the people's own name for themselves put in."""
        spelt = []
        for written in group:
            phrase = written.replace("{employer}", "/".join(self.employer) or "employer")
            if "{workforce}" in phrase:
                spelt += [phrase.replace("{workforce}", each) for each in self.workforce]
            else:
                spelt.append(phrase)
        return spelt


def _groups(words: Words) -> list[Phrases]:
    return [words.heads, words.forbids, words.base, *words.needs]


def _as_phrase(text: str) -> str:
    return " ".join(bare_words(text))


def bare_words(text: str) -> list[str]:
    """Return the words of a name as sentences have them: folded, without punctuation."""
    folded = text.casefold().replace("’", "'").replace("'s", "")
    return "".join(each if each.isalnum() else " " for each in folded).split()


def stem(word: str) -> str:
    """Return a word without the commonest endings, so that "assessments" is "assessment"."""
    for ending in ("'s", "ings", "ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word


def begins(stemmed: str) -> str:
    """Return how a stem begins, which is alike in "satisfied" and "satisfaction"."""
    return stemmed[:_LIKE]


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of a name that tell it from others."""
    return frozenset(stem(each) for each in bare_words(text) if each not in _SMALL)


def told_apart(names: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return of each name the stems that no other of them has; all its own where that is none."""
    found = {}
    for name, own in names.items():
        others = frozenset(stem for of, each in names.items() if of != name for stem in each)
        found[name] = own - others or own
    return found
