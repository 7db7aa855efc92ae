"""A text with the numbers that the check found marked, each leading to what was said of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .finding_lines import Line


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text; `line` is what was found of it, None where it is only text."""

    text: str
    line: Line | None = None


def marked(text: str, lines: Iterable[Line]) -> tuple[Stretch, ...]:
    """Return a text in stretches, in order; of numbers that overlap, the first is marked."""
    return tuple(_stretches(text, lines))


def _stretches(text: str, lines: Iterable[Line]) -> Iterator[Stretch]:
    position = 0
    for line in sorted(lines, key=lambda each: each.checked.start):
        start, end = line.checked.start, line.checked.end
        if line.checked.part != "body" or start < position:
            continue
        if start > position:
            yield Stretch(text[position:start])
        yield Stretch(text[start:end], line)
        position = end
    if position < len(text):
        yield Stretch(text[position:])
