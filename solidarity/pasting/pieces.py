"""The pieces of a pasted wall, and what is done with them. Pure: none is changed in place."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from hashlib import blake2b
from typing import Any, Self

from solidarity.splitting import Cut, Draft, read_again
from solidarity.splitting import Piece as Left

FIELDS = ("name", "role", "organisation", "place", "kind")
LONGEST_FIELD = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece: a message to be, or what was left out (`is_left_out`).

    `number` names it for as long as the page is kept. `is_chosen` where it will be taken in;
    `like` is the key of a message that says the same, 0 without; `message` and `edition` are those
    of the message that it became, and then it holds no words.
    """

    number: int
    body: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    place: str = ""
    kind: str = "other"
    sure: float = 0.0
    is_chosen: bool = True
    is_left_out: bool = False
    like: int = 0
    message: int = 0
    edition: int = 0

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """Return a piece from what is kept of it."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})

    @property
    def paragraphs(self) -> list[str]:
        """Its words, paragraph by paragraph; where every line is one, line by line."""
        found = [each.strip() for each in self.body.split("\n\n") if each.strip()]
        return found if len(found) > 1 else [e.strip() for e in self.body.split("\n") if e.strip()]

    @property
    def seen(self) -> str:
        """A mark of all that can be typed into it: another one, and somebody changed it."""
        said = repr([self.body, self.is_chosen, *(getattr(self, each) for each in FIELDS)])
        return blake2b(said.encode(errors="replace"), digest_size=6).hexdigest()

    def kept(self) -> dict[str, Any]:
        """Return what is kept of it."""
        return asdict(self)


def pieces_of(found: Cut) -> list[Piece]:
    """Return the pieces of a page, in its order; what was left out between two messages is one."""
    parts: list[Draft | Left] = sorted([*found.drafts, *found.left_out], key=lambda each: each.span)
    pieces: list[Piece] = []
    for part in parts:
        number = len(pieces) + 1
        if isinstance(part, Draft):
            pieces.append(of_draft(number, part))
        elif pieces and pieces[-1].is_left_out:
            before = pieces.pop()
            pieces.append(replace(before, body=f"{before.body}\n{part.text}"))
        else:
            pieces.append(Piece(number, part.text, is_chosen=False, is_left_out=True))
    return pieces


def of_draft(number: int, draft: Draft) -> Piece:
    """Return the piece of a draft."""
    said = {name: str(getattr(draft, name))[:LONGEST_FIELD] for name in FIELDS}
    return Piece(number, draft.body, sure=draft.sure, **said)  # type: ignore[arg-type]  # all texts


def read(number: int, body: str) -> Piece:
    """Return a piece of these words, who it is from read out of them."""
    return of_draft(number, read_again(body))


def joined(pieces: Sequence[Piece], number: int) -> list[Piece]:
    """Join a piece to the message before it, past what was left out between them.

    What was corrected in the first stays where the words name nobody. A piece that became a
    message, and the first, stay alone.
    """
    at = _at(pieces, number)
    before = next((n for n in range((at or 0) - 1, -1, -1) if not pieces[n].is_left_out), None)
    if at is None or before is None or pieces[at].message or pieces[before].message:
        return list(pieces)
    first, second = pieces[before], pieces[at]
    whole = read(first.number, f"{first.body}\n\n{second.body}")
    if not whole.name:
        whole = replace(whole, **{each: getattr(first, each) for each in FIELDS})
    return [*pieces[:before], whole, *pieces[before + 1 : at], *pieces[at + 1 :]]


def parted(pieces: Sequence[Piece], number: int, before: int) -> list[Piece]:
    """Part a piece in two before its paragraph `before` (1 is the second)."""
    at = _at(pieces, number)
    if at is None or pieces[at].message or not 0 < before < len(pieces[at].paragraphs):
        return list(pieces)
    said = pieces[at].paragraphs
    glue = "\n\n" if "\n\n" in pieces[at].body else "\n"
    first = read(number, glue.join(said[:before]))
    second = read(1 + max(each.number for each in pieces), glue.join(said[before:]))
    return [*pieces[:at], first, second, *pieces[at + 1 :]]


def turned(pieces: Sequence[Piece], number: int) -> list[Piece]:
    """Make a message of what was left out, or leave a message out."""
    at = _at(pieces, number)
    if at is None or pieces[at].message:
        return list(pieces)
    piece = pieces[at]
    other = (
        read(number, piece.body)
        if piece.is_left_out
        else replace(piece, is_left_out=True, is_chosen=False)
    )
    return [*pieces[:at], other, *pieces[at + 1 :]]


def corrected(pieces: Iterable[Piece], typed: dict[int, dict[str, Any]]) -> list[Piece]:
    """Return the pieces with what somebody typed, by number."""
    return [
        replace(each, **typed[each.number]) if each.number in typed and not each.message else each
        for each in pieces
    ]


def to_take(pieces: Iterable[Piece]) -> list[Piece]:
    """Return those that are chosen, have words, and are no messages yet."""
    return [e for e in pieces if e.is_chosen and not e.is_left_out and not e.message and e.body]


def _at(pieces: Sequence[Piece], number: int) -> int | None:
    return next((at for at, each in enumerate(pieces) if each.number == number), None)
