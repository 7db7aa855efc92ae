"""What a change touches: published figures, and what the record says of them before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db import models
from django.utils.translation import ngettext

from dispute.figures import FigureError, Record, definition_of
from dispute.models import Dispute
from dispute.resting import RestsOn, Said, published_figures, record_says, resting_on

from .changes import Change

# As many figures as are worked out anew after a change; each text's newest come first.
MOST_FIGURES = 1000
TABLES = tuple(name for name, kept in vars(Record).items() if isinstance(kept, cached_property))


@dataclass(frozen=True, slots=True)
class Touched:
    """A published figure, and what the record says of it before and after a change.

    `rests` is true where the row itself was among those behind it when it was published.
    """

    figure: RestsOn
    before: str
    after: str
    is_changed: bool
    rests: bool


@dataclass(frozen=True, slots=True)
class TouchedText:
    """A text with those of its figures that a change touches."""

    kind: str
    title: str
    url: str
    admin_url: str
    figures: tuple[Touched, ...]


class Published:
    """The published figures of a dispute, and what one state of the record says of them."""

    def __init__(self, record: Record, figures: list[RestsOn] | None = None) -> None:
        """`figures` are those of an earlier state: they stay while the record changes."""
        self.record = record
        if figures is None:
            # Those of other apps rest on tables of their own, which nothing here changes.
            figures = [each for each in published_figures(record.dispute) if _is_of_record(each)]
        self.are_all = len(figures) <= MOST_FIGURES
        self.figures = figures[:MOST_FIGURES]

    @cached_property
    def said(self) -> dict[Any, Said]:
        """What the record says, by what it was asked: each once."""
        return {each.asked: record_says(self.record, each) for each in self.figures}

    def touched(self, after: "Published", changes: Iterable[Change]) -> list[Touched]:
        """Return the figures that say another thing afterwards, or that rest on a row changed."""
        resting = {(each.ref, each.asked) for each in _resting(self.record.dispute, changes)}
        told = []
        for each in self.figures:
            was, now = self.said[each.asked], after.said[each.asked]
            rests, is_changed = (each.ref, each.asked) in resting, was.exact != now.exact
            if rests or is_changed:
                told.append(Touched(each, was.words, now.words, is_changed, rests))
        return told


def _is_of_record(figure: RestsOn) -> bool:
    """Whether a figure is one of the record's own: each app defines those about its own tables."""
    try:
        return definition_of(figure.key).compute.__module__.startswith("dispute.")
    except FigureError:
        return False


def _resting(dispute: Dispute, changes: Iterable[Change]) -> Iterable[RestsOn]:
    by_table: dict[str, set[str]] = {}
    for change in changes:
        by_table.setdefault(change.table.name, set()).add(change.ref)
    for table, refs in by_table.items():
        yield from resting_on(dispute, table, refs)


def without(record: Record, gone: Iterable[models.Model]) -> Record:
    """Return a record as it would be without some rows: they are left out of its tables."""
    keys = {(type(row), row.pk) for row in gone}
    left = Record(record.dispute)
    for name in TABLES:
        rows = getattr(record, name)
        setattr(left, name, tuple(row for row in rows if (type(row), row.pk) not in keys))
    return left


def by_text(touched: Iterable[Touched]) -> list[TouchedText]:
    """Return texts with their figures, in the order in which they came."""
    grouped = groupby(touched, key=lambda each: (each.figure.kind, each.figure.ref))
    texts = []
    for (kind, _ref), together in grouped:
        figures = tuple(together)
        first = figures[0].figure
        texts.append(TouchedText(kind, first.title, first.url, first.admin_url, figures))
    return texts


def how_many(kinds: list[str]) -> str:
    """Return “2 published letters”, of the kinds of texts; others among them are called texts."""
    if set(kinds) <= {"letter"}:
        words = ngettext("%(n)s published letter", "%(n)s published letters", len(kinds))
    else:
        words = ngettext("%(n)s published text", "%(n)s published texts", len(kinds))
    return words % {"n": len(kinds)}
