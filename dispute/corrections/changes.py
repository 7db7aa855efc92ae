"""One change of a row that figures are worked out from, and what may be said of it in public."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.figures import Record
from dispute.models import Correction

from .labels import label_of
from .tables import FactTable, public_value, table_of

LONGEST = Correction._meta.get_field("was").max_length or 0
ROWS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after; `now` is None where it was deleted. `fields` are the facts changed,
    those that nobody says in public too."""

    table: FactTable
    was: Any
    now: Any
    fields: tuple[str, ...] = ()

    @property
    def is_deletion(self) -> bool:
        return self.now is None

    @property
    def ref(self) -> str:
        return self.table.ref(self.was)


@dataclass(frozen=True, slots=True)
class Draft:
    """A correction in plain words, to be edited: what it is about, what it was, what it is."""

    what: str
    was: str
    now: str


def change_of(row: Any, initial: Mapping[str, Any], changed: Iterable[str]) -> Change | None:
    """Return the change of a row that was saved, or None where no fact of it changed.

    `initial` are the values that its fields had, as a form keeps them.
    """
    table = table_of(type(row))
    if table is None:
        return None
    facts = tuple(name for name in (*table.facts, *table.private) if name in set(changed))
    if not facts:
        return None
    was = copy.copy(row)
    # Relations that were looked up are kept in here; the copy must look up its own.
    was._state = copy.copy(row._state)
    was._state.fields_cache = dict(row._state.fields_cache)
    for name in facts:
        setattr(was, was._meta.get_field(name).attname, initial.get(name))
    return Change(table, was, row, facts)


def deletion_of(row: Any) -> Change | None:
    """Return the deletion of a row, None where figures are not worked out from its table."""
    table = table_of(type(row))
    return Change(table, row, None) if table else None


def draft(changes: list[Change], before: Record, after: Record) -> Draft | None:
    """Return a correction for changes, None where nothing of them may be said in public."""
    if len(changes) == 1 and not changes[0].is_deletion:
        drafts = [_draft_of_change(changes[0], before, after)]
    else:
        drafts = [_short(_lines(each, before, after)) for each in changes]
    said = [each for each in drafts if each]
    if not said:
        return None
    what = "; ".join(_first(each.what for each in said))
    if len({(each.was, each.now) for each in said}) == 1:
        return _cut(what, said[0].was, said[0].now)
    was, now = (each.was for each in said), (each.now for each in said)
    return _cut(what, "; ".join(_first(was)), "; ".join(_first(now)))


def _draft_of_change(change: Change, before: Record, after: Record) -> Draft | None:
    """“Last day of a departure in North: was 1 April 2026, now 8 April 2026.”"""
    lines = _lines(change, before, after)
    if lines is None or len(lines.said) != 1:
        return _short(lines)
    (label, was, now) = lines.said[0]
    return Draft(_("%(label)s of %(row)s") % {"label": label, "row": lines.what}, was, now)


@dataclass(frozen=True, slots=True)
class _Lines:
    """What may be said of one change: the row, and each fact with what it was and is."""

    what: str
    said: tuple[tuple[str, str, str], ...]
    is_deletion: bool


def _lines(change: Change, before: Record, after: Record) -> _Lines | None:
    what = change.table.called(change.was, before)
    if change.is_deletion:
        facts = (
            f"{label_of(change.table.model, name)} {public_value(change.was, name, before)}"
            for name in _telling(change)
        )
        named = ", ".join([what, *facts])
        return _Lines(named, (), is_deletion=True)
    said = []
    for name in change.fields:
        if name in change.table.private:
            continue
        was = public_value(change.was, name, before)
        now = public_value(change.now, name, after)
        if was != now:
            said.append((label_of(change.table.model, name), was, now))
    return _Lines(what, tuple(said), is_deletion=False) if said else None


def _telling(change: Change) -> list[str]:
    """The facts that tell a row from another, where its name does not: those of a departure."""
    if change.table.name != "departures":
        return []
    days = ("notice_given_on", "left_on")
    return [name for name in days if getattr(change.was, name) is not None]


def _short(lines: _Lines | None) -> Draft | None:
    if lines is None:
        return None
    if lines.is_deletion:
        return Draft(lines.what, _("counted"), _("not counted any more"))
    was = ", ".join(f"{label} {was}" for label, was, _now in lines.said)
    now = ", ".join(f"{label} {now}" for label, _was, now in lines.said)
    return Draft(lines.what, was, now)


def _first(texts: Iterable[str]) -> list[str]:
    told = list(texts)
    more = len(told) - ROWS_NAMED
    if more <= 0:
        return told
    return [*told[:ROWS_NAMED], ngettext("and %s more", "and %s more", more) % more]


def _cut(what: str, was: str, now: str) -> Draft:
    return Draft(
        *(Truncator(text).chars(LONGEST) for text in (capfirst(what) or "", was, now)),
    )
