"""The drafts of a wall: lines, what each looks like, where messages part, who each is from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from solidarity.reading import attribution_of, kind_of, sender_of
from solidarity.reading.belonging import place_in

from .boundaries import ENOUGH, boundaries
from .cues import Cue, cue_of
from .forms import forms_of
from .lines import Line, Mark, lines_of
from .posts import Post, posts_of
from .rejoining import rejoined
from .sheets import lines_of_sheet
from .sifting import Piece, sifted

LONGEST_PAGE, MOST_LINES = 1_000_000, 20_000
# How sure a name is that somebody posts under.
POSTED = 0.6
# What is longer above the first of many posts is rather a message than a heading.
HEADING = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A message of a pasted wall. `kind` is one of Message.Kind's values; `sure` is from 0 to 1;
    `span` is where it begins and ends in what was pasted."""

    name: str
    role: str
    organisation: str
    place: str
    kind: str
    body: str
    sure: float
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """All of a page: its drafts, and what was left out."""

    drafts: tuple[Draft, ...]
    left_out: tuple[Piece, ...]


class TooLongError(ValueError):
    """More was pasted than is read at once."""


def split(text_or_html: str) -> tuple[Draft, ...]:
    """Return the messages of a page that holds many, in its order. Raises TooLongError."""
    return cut(text_or_html).drafts


def cut(page: str) -> Cut:
    """Return the messages of a page, and what it holds beside them. Raises TooLongError."""
    if len(page) > LONGEST_PAGE:
        raise TooLongError(f"This is longer than {LONGEST_PAGE:,} characters: paste it in parts.")
    lines = lines_of_sheet(page) or lines_of(page)
    if len(lines) > MOST_LINES:
        raise TooLongError(f"This has more than {MOST_LINES:,} lines: paste it in parts.")
    first, posts, between = forms_of(lines)
    if not posts:
        first, posts, between = posts_of(lines)
    above = lines[:first]
    if posts and not _says_something(above):
        above, between = [], [*(Piece(e.text, (e.start, e.end)) for e in above), *between]
    kept, hard, left = sifted(above)
    drafts = [*_letters(kept, hard), *map(_posted, posts)]
    return Cut(tuple(each for each in drafts if each.body), (*left, *between))


def _says_something(lines: Sequence[Line]) -> bool:
    """Whether there is more above the first post than a heading or two."""
    return any(len(each.text) > HEADING or each.text[-1] in ".!?”" for each in lines)


def _letters(kept: Sequence[Line], hard: frozenset[int]) -> list[Draft]:
    """Return the drafts of lines of which nothing says where a message begins."""
    cues = [cue_of(each) for each in kept]
    sums, led = boundaries(cues, hard)
    starts = [at for at, total in enumerate(sums) if total >= ENOUGH]
    starts = rejoined(cues, starts, hard | led)
    drafts: list[Draft] = []
    for start, end in pairwise([*starts, len(cues)]):
        drafts.append(_draft(cues[start:end], sums[start], is_led=start in led))
    return drafts


def _posted(post: Post) -> Draft:
    """Return the draft of a message whose head, or a form, says who sent it."""
    if post.role or post.organisation or post.place:
        return _answered(post)
    draft = read_again(_body(post.lines), post.span, post.name)
    known = attribution_of(post.name)
    if not post.name or (known and (known.name or known.organisation)):
        return draft
    return replace(draft, name=post.name, role="", sure=POSTED)


def read_again(body: str, span: tuple[int, int] = (0, 0), heading: str = "") -> Draft:
    """Return one message as a draft: who it is from is read out of its words, and out of a
    heading that named somebody."""
    sender = sender_of(body.splitlines(), heading)
    return Draft(
        sender.name, sender.role, sender.organisation, sender.place, sender.kind, body,
        sender.sure, span,
    )  # fmt: skip


def _answered(post: Post) -> Draft:
    """Return the draft of a message beside which a form asked who its sender is."""
    body = _body(post.lines)
    place = post.place or place_in(post.organisation)
    kind = kind_of(post.name, post.role, post.organisation, body)
    return Draft(post.name, post.role, post.organisation, place, kind, body, 1.0, post.span)


def _draft(cues: Sequence[Cue], total: float, *, is_led: bool) -> Draft:
    """Return the draft of one message's lines, of which the first may name its sender; a heading
    that does is not its text."""
    has_heading = is_led and cues[0].line.mark == Mark.HEADING
    said = cues[1:] if has_heading and len(cues) > 1 else cues
    heading = cues[0].line.text if is_led else ""
    sender = sender_of([cue.line.text for cue in said], heading)
    clear = min(max((total - ENOUGH) / 4 + 0.5, 0.3), 1.0)
    return Draft(
        sender.name, sender.role, sender.organisation, sender.place, sender.kind,
        _body([cue.line for cue in said]), round(sender.sure * clear, 2),
        (cues[0].line.start, cues[-1].line.end),
    )  # fmt: skip


def _body(lines: Sequence[Line]) -> str:
    """Return the words of a message: as they came, with one empty line where there were more."""
    text = "".join(("\n\n" if line.gap else "\n") + line.text for line in lines)
    return text.strip()
