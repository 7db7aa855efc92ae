"""What the site holds about people: the parts of /privacy/, each made anew for each reading.

    @held(order=10)
    def messages(at): return Holding(_("Messages"), ...)

Whatever depends on a setting is read from it, and periods come from the rules that erase
(retention.kept), so that the page says what the code does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Words:
    """Words that people are asked to agree to: what for, their version, and the words."""

    purpose: str
    version: str
    text: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing that is held: of whom and what, why, on what basis, how long, who sees it.

    All are sentences for anybody. `kept` has one for each thing that is kept for a time of its own.
    """

    title: str
    what: str
    why: str
    basis: str
    seen: str
    kept: tuple[str, ...]
    words: tuple[Words, ...] = ()


Maker = Callable[[datetime], Holding]

_makers: list[tuple[int, Maker]] = []


def held(order: int) -> Callable[[Maker], Maker]:
    """Add a part to the page; those of lower `order` come first."""

    def add(maker: Maker) -> Maker:
        _makers.append((order, maker))
        _makers.sort(key=lambda each: each[0])
        return maker

    return add


def holdings(at: datetime) -> tuple[Holding, ...]:
    """Return the parts of the page, in order."""
    return tuple(maker(at) for _order, maker in _makers)
