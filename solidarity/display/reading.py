"""Reading times, and texts in pieces that a screen shows whole. Pure functions."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from solidarity.shown import TITLES

# A crowd reads from afar, standing, with something else to look at: slower than from a book.
WORDS_A_MINUTE = 200
# Beside the words: to look up, and find where it begins. And no screen is gone sooner than this.
SETTLE_MS, LEAST_MS = 2_000, 6_000
# Scripts without spaces, and pranks without any, take time by their characters.
CHARACTERS_A_WORD, WIDE_A_WORD = 12, 2
# No piece has more characters: so many fit a screen that is higher than wide.
MOST_PIECE = 100
# Characters of a screen without JavaScript, which cannot measure: 16:9 and 4:3 hold them.
MOST_SCREEN = 260
# Up to so many characters without JavaScript, by the size of the letters: "huge" is the largest.
SIZES = ((24, "huge"), (60, "large"), (120, "big"), (180, "medium"))
LEAST_SIZE = "small"

_SENTENCES = re.compile(r"(?<=[.!?…؟])(?=\s)|(?<=[。！？])")
_CLAUSES = re.compile(r"(?<=[,;:،؛])(?=\s)|(?<=[–—])(?=\s)|(?<=[、，；：])")
_SPACES = re.compile(r"(?=\s)")
_INITIAL = re.compile(r"(?:^|\s|\.)[A-Z]\.$")


def words_in(text: str) -> int:
    """Return how many words it takes to read `text`, whatever script it is in."""
    wide = sum(1 for character in text if unicodedata.east_asian_width(character) in "WF")
    return max(len(text.split()), len(text) // CHARACTERS_A_WORD, ceil(wide / WIDE_A_WORD))


def milliseconds(text: str) -> int:
    """Return how long the words of `text` take, without what every screen needs beside them."""
    return words_in(text) * 60_000 // WORDS_A_MINUTE


def time_of(pieces: Iterable[str]) -> int:
    """Return for how many milliseconds a screen of `pieces` shows."""
    return max(LEAST_MS, SETTLE_MS + sum(map(milliseconds, pieces)))


def sentences_of(line: str) -> tuple[tuple[str, ...], ...]:
    """Return the sentences of `line`, each in pieces of at most MOST_PIECE characters; all of them
    together are the line again.

    A longer sentence is divided after clauses, then between words, and only a word without an end
    in the middle.
    """
    return tuple(tuple(_divided(sentence)) for sentence in _sentences(line))


def screens_of(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a text as screens of at most MOST_SCREEN characters, of about equal
    length, for a page that cannot measure. A screen ends with a sentence, unless one fills it."""
    sentences = [sentence for line in lines for sentence in sentences_of(line)]
    count = len(_packed(sentences, MOST_SCREEN))
    length = sum(_length(sentence) for sentence in sentences)
    for most in range(ceil(length / max(1, count)), MOST_SCREEN):
        even = _packed(sentences, most)
        if len(even) == count:
            return even
    return _packed(sentences, MOST_SCREEN)


def size_for(pieces: Iterable[str]) -> str:
    """Return the size of a screen's letters, where nothing can be measured."""
    length = _length(pieces)
    return next((size for most, size in SIZES if length <= most), LEAST_SIZE)


def _sentences(line: str) -> Iterator[str]:
    """The sentences of a line; "Dr. Bell" and "J. Bell" are no ends of one."""
    held = ""
    for part in _SENTENCES.split(line):
        held += part
        last = held.split()[-1:] or [""]
        if not held or last[0].strip(".").casefold() in TITLES or _INITIAL.search(held):
            continue
        yield held
        held = ""
    if held:
        yield held


def _divided(text: str, ways: tuple[re.Pattern[str], ...] = (_CLAUSES, _SPACES)) -> Iterator[str]:
    if len(text) <= MOST_PIECE:
        yield text
    elif ways:
        parts = (part for each in ways[0].split(text) for part in _divided(each, ways[1:]))
        yield from _evenly(list(parts))
    else:
        yield from _cut(text)


def _evenly(parts: list[str]) -> Iterator[str]:
    """Put parts together again, as many as a piece may hold, in pieces of about equal length."""
    share = _length(parts) / ceil(_length(parts) / MOST_PIECE)
    held = ""
    for part in parts:
        if held and (len(held) >= share or len(held) + len(part) > MOST_PIECE):
            yield held
            held = ""
        held += part
    if held:
        yield held


def _cut(text: str) -> Iterator[str]:
    """Cut what has no place to divide it; never between a character and what stands on it."""
    start = 0
    while len(text) - start > MOST_PIECE:
        end = start + MOST_PIECE
        while end > start + MOST_PIECE // 2 and _joined(text, end):
            end -= 1
        yield text[start:end]
        start = end
    yield text[start:]


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and after a place are one for who reads them."""
    after = text[at]
    return (
        unicodedata.category(after).startswith("M")
        or after == "\u200d"
        or text[at - 1] == "\u200d"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
    )


def _packed(sentences: Iterable[Sequence[str]], most: int) -> tuple[tuple[str, ...], ...]:
    screens: list[list[str]] = [[]]
    for sentence in sentences:
        for piece in sentence:
            wanted = _length(sentence) if piece is sentence[0] else len(piece)
            if screens[-1] and _length(screens[-1]) + min(wanted, most) > most:
                screens.append([])
            screens[-1].append(piece)
    return tuple(tuple(screen) for screen in screens if screen)


def _length(pieces: Iterable[str]) -> int:
    return sum(map(len, pieces))
