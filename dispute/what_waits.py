"""What waits for somebody who opens the admin: panels that each app adds to.

A panel is a function of the request that returns a Panel, or None where this person has no business
with what it counts. It asks the database as often for three things that wait as for one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits; `note` says how long, or what it is."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """How many things of a kind wait, in a sentence, and the first of them."""

    count: int
    title: str
    text: str
    url: str
    items: tuple[Item, ...] = ()


PanelMaker = Callable[[HttpRequest], Panel | None]

_makers: list[tuple[int, PanelMaker]] = []


def panel(order: int) -> Callable[[PanelMaker], PanelMaker]:
    """Add a panel to the index; those of lower `order` come first."""

    def add(maker: PanelMaker) -> PanelMaker:
        _makers.append((order, maker))
        _makers.sort(key=lambda each: each[0])
        return maker

    return add


def panels_for(request: HttpRequest) -> tuple[Panel, ...]:
    """Return the panels that the person who asks may see, in order."""
    made = (maker(request) for _order, maker in _makers)
    return tuple(each for each in made if each is not None)
