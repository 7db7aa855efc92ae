"""Which tables anybody may take away. The record adds its own; each app adds to them when ready.

A table names each column that is public, one by one: a field that a model gains later is in no file
until somebody has decided that it may be.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dispute.models import Dispute

from .cells import Cell
from .tables import Note, Table

if TYPE_CHECKING:  # django_stubs_ext is there for the type checker alone
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

# As many rows as are fetched at a time: there may be a hundred thousand.
FETCHED = 1000


@dataclass(frozen=True, slots=True)
class Column:
    """A public column: its name, what it holds in words, and its cell for a model's row."""

    name: str
    about: Text
    read: Callable[[Any], Cell]


@dataclass(frozen=True, slots=True)
class PublicTable:
    """A table that anybody may take away, at /<dispute>/record/<name>.csv and the other forms.

    `rows` are a dispute's public rows, in order, with no more of each than the columns read: a
    query, or what is made of its rows one by one. `is_listed` says whether search engines may list
    its files.
    """

    name: str
    title: Text
    about: Text
    columns: tuple[Column, ...]
    rows: Callable[[Dispute], Iterable[Any]]
    is_listed: Callable[[Dispute], bool] = lambda _dispute: True


_tables: dict[str, PublicTable] = {}


def publish(table: PublicTable) -> None:
    """Add a table, after those that are there."""
    _tables[table.name] = table


def public_tables() -> tuple[PublicTable, ...]:
    """Return every public table, in the order in which the page lists them."""
    return tuple(_tables.values())


def public_table(name: str) -> PublicTable | None:
    """Return the public table of that name, or None."""
    return _tables.get(name)


def column(model: type[models.Model], name: str, path: str = "") -> Column:
    """Return the column of a field, said as the model says it; `path` leads to it elsewhere."""
    field = model._meta.get_field(name)
    return Column(name, getattr(field, "verbose_name", name), attrgetter(path or name))


def columns(model: type[models.Model], names: str) -> Iterator[Column]:
    """Yield the columns of a model's fields, in the order of `names` (separated by blanks)."""
    return (column(model, name) for name in names.split())


def as_table(table: PublicTable, dispute: Dispute) -> Table:
    """Return a public table's rows of one dispute, to be fetched as they are written down."""
    address = f"{settings.SITE_URL}{reverse('dispute:record', args=[dispute.slug])}"
    today = timezone.localdate()
    about = {each.name: str(each.about) for each in table.columns}
    return Table(
        title=f"{dispute.title}: {table.title}",
        columns=("dispute", *about),
        rows=_rows(table, dispute),
        name=table.name,
        notes=(
            (_("Dispute"), dispute.title),
            (_("Table"), str(table.about)),
            (_("Taken on"), today),
            (_("Address"), f"{address}#{table.name}"),
            *_in_words(about.items()),
        ),
        head={
            "dispute": dispute.slug,
            "table": table.name,
            "title": str(table.title),
            "taken_on": today.isoformat(),
            "address": f"{address}#{table.name}",
            "columns": about,
        },
        day=today,
    )


def _rows(table: PublicTable, dispute: Dispute) -> Iterator[tuple[Cell, ...]]:
    found = table.rows(dispute)
    if isinstance(found, models.QuerySet):
        found = found.iterator(chunk_size=FETCHED)
    for row in found:
        row.dispute = dispute  # known: asking for it again would be a question a row
        yield (dispute.slug, *(each.read(row) for each in table.columns))


def _in_words(about: Iterable[tuple[str, str]]) -> Iterator[Note]:
    return ((name, words[:1].upper() + words[1:]) for name, words in about)
