"""A row's history in sentences: “3 May: the last day of a departure in North changed from 1 to
8 April, by Ann Officer. Reason: the letter gave another day.”"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dispute.packs.saving import REASON as PACK

from .histories import Version
from .labels import label_of
from .naming import naming_of
from .values import from_to, in_words, is_long, is_nothing

ENTERED, DELETED = "+", "-"


@dataclass(frozen=True, slots=True)
class Told:
    """One version in words: the day, what happened and who did it, and why ("" where unsaid)."""

    day: str
    text: str
    reason: str

    def __str__(self) -> str:
        reason = _("Reason: %s") % self.reason if self.reason else ""
        return f"{self.day}: {self.text} {reason}".strip()


def sentence(version: Version, *, at: date, whole: bool = True) -> Told:
    """Return a version in words. `at` is the reader's day: the day of a change is without its year
    in the same one. With `whole` false, what is said on the row's own page alone is left out."""
    record = version.now
    when = timezone.localtime(record.history_date).date()
    day = date_format(when, "j F" if when.year == at.year else "j F Y")
    happened = _happened(version, when.year, whole=whole)
    reason = "" if record.history_change_reason in (None, PACK) else record.history_change_reason
    return Told(day, f"{', '.join(filter(None, (happened, _by(record))))}.", reason)


def is_rewritten(version: Version) -> bool:
    """Whether a long text changed, of which the sentence says only that."""
    return any(is_long(was) or is_long(now) for _field, was, now in changes(version))


def changes(version: Version) -> Iterator[tuple[Any, Any, Any]]:
    """Yield the fields that changed, each with its value before and after; relations by key."""
    if version.before is None or version.now.history_type in (ENTERED, DELETED):
        return
    for field in version.now.tracked_fields:
        was, now = getattr(version.before, field.attname), getattr(version.now, field.attname)
        if was != now and not (is_nothing(was) and is_nothing(now)):
            yield field, was, now


def _happened(version: Version, year: int, *, whole: bool) -> str:
    record, model = version.now, version.model
    if record.history_type == ENTERED:
        words = (
            _("%s was imported from a pack")
            if record.history_change_reason == PACK
            else _("%s was entered")
        )
        return words % _called(version, record, detailed=True)
    if record.history_type == DELETED:
        return _("%s was deleted") % _called(version, record, detailed=True)
    called = _called(version, version.before or record)
    naming = naming_of(model)
    found = list(changes(version))
    telling = [each for each in found if each[0].name not in naming.follows] or found
    unsaid = frozenset() if whole else naming.unsaid
    said = [_change(version, *each, year, hide=each[0].name in unsaid) for each in telling]
    if not said:
        return _("%s was saved") % called
    (label, first), *others = said
    clauses = [_("the %(label)s of %(row)s %(change)s") % {
        "label": label, "row": called, "change": first,
    }]  # fmt: skip
    clauses += [_("the %(label)s %(change)s") % {"label": e[0], "change": e[1]} for e in others]
    return _and(clauses)


def _called(version: Version, record: Any, *, detailed: bool = False) -> str:
    """What the row is called; a departure, when it comes or goes, with its days."""
    called = naming_of(version.model).called(record, partial(version.name_of, row=record))
    days = ("notice_given_on", "left_on")
    if not detailed or not all(hasattr(record, name) for name in days):
        return called
    known = [name for name in days if getattr(record, name)]
    told = (f"{label_of(version.model, n)} {_full_day(getattr(record, n))}" for n in known)
    return f"{called} ({', '.join(told)})"


def _change(
    version: Version, field: Any, was: Any, now: Any, year: int, *, hide: bool
) -> tuple[str, str]:
    label = label_of(version.model, field.name)
    if hide:
        return label, _("changed")
    if is_long(was) or is_long(now):
        return label, _written(was, now)
    if field.is_relation:
        was = version.names.get((field.name, was), _missing(was))
        now = version.names.get((field.name, now), _missing(now))
    if is_nothing(was):
        return label, _("became %s") % in_words(field, now, year)
    return label, _("changed %s") % from_to(field, was, now, year)


def _written(was: Any, now: Any) -> str:
    if is_nothing(was):
        return _("was written")
    return _("was emptied") if is_nothing(now) else _("was rewritten")


def _missing(key: Any) -> str:
    return "" if key is None else _("one that is gone")


def _by(record: Any) -> str:
    """Who did it: the person's name, a pack, or the system where nobody did."""
    who = record.history_user
    name = (who.get_full_name() or who.get_username()) if who else ""
    if record.history_change_reason != PACK:
        return _("by %s") % name if name else _("by the system")
    if record.history_type == ENTERED:
        return _("by %s") % name if name else ""
    return _("from a pack that %s imported") % name if name else _("from an imported pack")


def _full_day(value: date) -> str:
    return date_format(value, "j F Y")


def _and(clauses: list[str]) -> str:
    *most, last = clauses
    return _("%(most)s, and %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def headed(text: str) -> str:
    """Return a text with a capital: as it begins a line of its own."""
    return capfirst(text) or ""
