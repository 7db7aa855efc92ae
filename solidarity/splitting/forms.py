"""Answers to a form, one below the other: “Name: Jo Bell”, “Organisation: …”, “Message: …”; also
the rows of a table whose first row says what is in its columns."""

import re
from collections.abc import Iterator, Sequence

from .labels import asked
from .lines import Line
from .posts import Post
from .sifting import Piece

LABEL = re.compile(r"^(?P<label>[^\W\d_][\w /’'\-]{1,30})\s?:\s?(?P<said>.*)$")
LEAST = 2


def forms_of(lines: Sequence[Line]) -> tuple[int, list[Post], list[Piece]]:
    """Return which line the first form begins with, the messages of all, and what else they say.
    There are none where less than two have both a name and a message."""
    read = [_labelled(each) for each in lines]
    kinds = [kind for kind, _said in read]
    if min(kinds.count("name"), kinds.count("message")) < LEAST:
        return len(lines), [], []
    first = next(at for at, kind in enumerate(kinds) if kind is not None)
    posts: list[Post] = []
    left: list[Piece] = []
    for begins, ends in _runs(kinds, first):
        post, rest = _form(lines[begins:ends], read[begins:ends])
        posts.extend([post] if post else [])
        left.extend(rest)
    return first, posts, left


def _labelled(line: Line) -> tuple[str | None, str]:
    """Return what a line answers, None where it is no answer, and its words."""
    match = LABEL.match(line.text)
    kind = asked(match.group("label")) if match else None
    return (kind, match.group("said").strip()) if match and kind is not None else (None, line.text)


def _runs(kinds: Sequence[str | None], first: int) -> Iterator[tuple[int, int]]:
    """Return where each form begins and ends: it ends where an answer comes that it has."""
    begins, had = first, set[str]()
    for at in range(first, len(kinds)):
        kind = kinds[at]
        if kind is None:
            continue
        if (kind and kind in had) or ("message" in had and kind == "name"):
            yield begins, at
            begins, had = at, set()
        had.add(kind)
    yield begins, len(kinds)


def _form(
    lines: Sequence[Line], read: Sequence[tuple[str | None, str]]
) -> tuple[Post | None, list[Piece]]:
    """Return the message of one form, and the lines that are nobody's words."""
    said: dict[str, str] = {}
    own: list[Line] = []
    left: list[Piece] = []
    now = ""
    for line, (kind, words) in zip(lines, read, strict=True):
        now = now if kind is None else kind
        if now == "message" and words:
            own.append(Line(words, line.gap, line.start, line.end))
        elif now and now != "message":
            said[now] = f"{said.get(now, '')} {words}".strip()
        else:
            left.extend([] if now == "message" else [Piece(line.text, (line.start, line.end))])
    if not own:
        return None, left
    span = (lines[0].start, lines[-1].end)
    name, role = said.get("name", ""), said.get("role", "")
    return Post(
        name, tuple(own), span, role, said.get("organisation", ""), said.get("place", "")
    ), left
