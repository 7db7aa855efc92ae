"""A person's report: all that is held about an e-mail address, in every app, and erasing it.

Each app adds its tables when it is ready:

    add_source(Source("messages", find=..., erase=...))

Whatever no source knows of, an address that stands in any other text of any table, is found by
looking through them all (`elsewhere`), and is for an officer to mend by hand.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# As `plain` writes them.
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(DAY.pattern + r"T\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
# Their tables hold nothing in plain text about anybody.
LEFT_OUT = ("sessions", "contenttypes")


@dataclass(frozen=True, slots=True)
class Line:
    """A field and its text, for people."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is held. `url` is its page in the admin, "" where it has none.

    `values` are its fields by name, plain enough for JSON.
    """

    title: str
    values: dict[str, Any]
    url: str = ""

    @property
    def lines(self) -> "list[Line]":
        """What it holds as lines to read, those of versions and decisions numbered."""
        return list(_lines(self.values))


@dataclass(frozen=True, slots=True)
class Source:
    """Where something about a person is held.

    `find` returns what is held about an address (trimmed, of any capitals); `erase` erases that
    and returns how many; None where it may not be erased so, and `why_not` says why.
    """

    name: str
    title: "StrOrPromise"
    find: Callable[[str], list[Entry]]
    erase: "Callable[[str, datetime, User | None], int] | None" = None
    why_not: "StrOrPromise" = ""
    # The tables and their fields that it looks through: `elsewhere` leaves them out.
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """What one source holds."""

    name: str
    title: str
    entries: list[Entry]
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that is held about an address at a time; empty `parts`: nothing is."""

    email: str
    made_at: datetime
    parts: list[Part] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things are held."""
        return sum(len(part.entries) for part in self.parts)

    @property
    def can_be_erased(self) -> bool:
        """Whether anything of it can be erased here."""
        return any(not part.why_not for part in self.parts)

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data, for JSON."""
        return {
            "email": self.email,
            "made_at": self.made_at.isoformat(),
            "count": self.count,
            "held": [asdict(part) for part in self.parts],
        }


_sources: dict[str, Source] = {}


def add_source(source: Source) -> None:
    """Add a place where something about a person is held."""
    _sources[source.name] = source


def report_about(email: str, *, at: datetime) -> Report:
    """Return all that is held about an e-mail address. Nothing about it is written down."""
    asked = email.strip()
    if "@" not in asked:
        raise ValueError("This is no e-mail address.")
    parts = [
        Part(each.name, str(each.title), entries, str(each.why_not))
        for each in _sources.values()
        if (entries := each.find(asked))
    ]
    if others := elsewhere(asked):
        parts.append(Part("elsewhere", str(ELSEWHERE), others, str(BY_HAND)))
    return Report(asked, at, parts)


@transaction.atomic
def erase_about(email: str, *, at: datetime, by: User | None) -> dict[str, int]:
    """Erase all that can be erased about an address; return how many of each source."""
    asked = email.strip()
    if "@" not in asked:
        raise ValueError("This is no e-mail address.")
    counts = {each.name: each.erase(asked, at, by) for each in _sources.values() if each.erase}
    return {name: count for name, count in counts.items() if count}


# --- What no source knows of ----------------------------------------------------------------------

ELSEWHERE = gettext_lazy("In other texts")
BY_HAND = gettext_lazy("Somebody wrote the address into a text: mend each by hand.")


def elsewhere(email: str) -> list[Entry]:
    """Return the texts of any table in which an address stands, without those of the sources."""
    known = {name for source in _sources.values() for name in source.known}
    return [entry for model in _models() for entry in _in_table(model, email, known)]


def _models() -> Iterator[type[models.Model]]:
    found = apps.get_models()
    yield from (model for model in found if model._meta.app_label not in LEFT_OUT)


def _in_table(model: type[models.Model], email: str, known: set[str]) -> Iterator[Entry]:
    label = model._meta.label
    names = [
        each.name
        for each in model._meta.concrete_fields
        if isinstance(each, models.CharField | models.TextField | models.JSONField)
        and f"{label}.{each.name}" not in known
        and label not in known
    ]
    holds = Q()
    for name in names:
        holds |= Q(**{f"{name}__icontains": email})
    if not names:
        return
    for row in model._default_manager.filter(holds).order_by("pk"):
        held = {name: plain(getattr(row, name)) for name in names}
        found = {name: text for name, text in held.items() if email.casefold() in _folded(text)}
        if found:
            yield Entry(f"{model._meta.verbose_name} {row.pk}", found)


def _lines(values: dict[str, Any], before: str = "") -> Iterator[Line]:
    for name, value in values.items():
        label = f"{before}{name.replace('_', ' ')}"
        if isinstance(value, dict):
            yield from _lines(value, f"{label}: ")
        elif isinstance(value, list):
            for number, each in enumerate(value, 1):
                yield from _lines(each, f"{label} {number}: ")
        else:
            yield Line(label, _told(value))


def _told(value: Any) -> str:
    """Return a plain value as people write it: days and times, yes and no."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    try:
        if DAY.fullmatch(text):
            return date_format(date.fromisoformat(text), "j F Y")
        if MOMENT.fullmatch(text):
            return date_format(timezone.localtime(datetime.fromisoformat(text)), "j F Y, H:i")
    except ValueError:
        # Somebody wrote what only looks like a day.
        return text
    return text


def _folded(value: Any) -> str:
    return str(value).casefold()


def fields_of(row: models.Model, *names: str) -> dict[str, Any]:
    """Return the fields of a row as plain values, those that are empty left out."""
    wanted = names or tuple(each.name for each in row._meta.concrete_fields)
    values = {name: plain(getattr(row, name)) for name in wanted}
    return {name: value for name, value in values.items() if value not in ("", None)}


def plain(value: Any) -> Any:
    """Return a value as JSON knows it; rows by their names."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | models.Model):
        return str(value)
    return value
