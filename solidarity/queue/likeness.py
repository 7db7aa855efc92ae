"""Which messages say the same. Pure: the messages to compare with are given, and are not many."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

# Of each message so many characters are compared.
COMPARED_CHARACTERS = 2_000
LIKE = 0.6
MOST_SHOWN = 3
WORD = re.compile(r"\w{1,60}")
# Two who write “Solidarity!” have not sent the same message twice.
COMMON_WORDS = 8


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of a message. `sender` is empty, or the same for the same sender."""

    pk: int
    folded: str
    pairs: frozenset[tuple[str, str]]
    sender: str
    came_on: date
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Like:
    """A message that says the same: how much of it (1 is all), and whether the sender is one."""

    pk: int
    share: float
    is_same_sender: bool

    @property
    def is_whole(self) -> bool:
        """Whether every word is the same."""
        return self.share >= 1


def folded(body: str) -> str:
    """Return the words of a message, whatever its capitals, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", body[:COMPARED_CHARACTERS]).casefold()
    letters = "".join(
        each for each in plain if not unicodedata.category(each).startswith(("M", "Cf"))
    )
    return " ".join(WORD.findall(letters)) or plain.strip()


def text_of(
    pk: int, body: str, *, sender: str = "", came_on: date = date.min, is_kept: bool = False
) -> Text:
    """Return what is compared of a message; `is_kept` where it is, or may come, on the wall."""
    words = folded(body)
    each = words.split()
    pairs = frozenset(pairwise(each))
    return Text(pk, words, pairs, " ".join(sender.casefold().split()), came_on, is_kept)


def likeness(one: Text, other: Text) -> float:
    """Return how much of two messages is the same, from 0 to 1: 1 only where every word is."""
    if one.folded == other.folded:
        return 1.0
    few, many = sorted((len(one.pairs), len(other.pairs)))
    if not few or few < LIKE * many:  # they cannot be like enough
        return 0.0
    shared = len(one.pairs & other.pairs)
    return min(shared / (few + many - shared), 0.99)


def likely(text: Text, pool: Iterable[Text]) -> tuple[Like, ...]:
    """Return the messages of `pool` that say the same as `text`, the likeliest first.

    Of equally likely ones first those that are kept, then those that came first.
    """
    found = []
    for other in pool:
        if other.pk == text.pk or (share := likeness(text, other)) < LIKE:
            continue
        is_same = bool(text.sender) and text.sender == other.sender
        like = Like(other.pk, share, is_same)
        found.append(((-share, not other.is_kept, other.came_on, other.pk), like))
    return tuple(like for _order, like in sorted(found, key=lambda each: each[0])[:MOST_SHOWN])


def is_common(text: Text) -> bool:
    """Whether a message is so short that many people write it by themselves."""
    return len(text.folded.split()) < COMMON_WORDS
