"""Which tables a pack has. Each app adds its own when it is ready, in the order of an import: a
table stands after those that its rows point to.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.db import models

from dispute.models import Dispute

from .cells import Instant, Ref, Text, kind_of
from .linking import Links
from .problems import Place, Problems

# The values of one row by the names of its columns; a column that the file has not is not there.
Values = Mapping[str, Any]

# What an empty cell of such a column means: nothing was said.
UNSAID = object()

REF = "ref"
ENTERED_AT = "entered_at"


def _nothing(_row: Any, _values: Values, _links: Links) -> None:
    """What most tables have to do between reading a row and saving it."""


def _underived(_row: Any, _links: Links) -> None:
    """What most tables have to work out from their own columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file.

    `field` is the model's field, "" where the table's `link` reads the cell. `blank` is the value
    of an empty cell. `private` columns stay out of a public export.
    """

    name: str
    kind: Text
    field: str
    read: Callable[[Any], Any]
    blank: Any = ""
    required: bool = False
    private: bool = False
    title: Any = ""
    about: Any = ""

    def written(self, row: Any) -> str:
        """Return what stands in this column for a model's row."""
        return self.kind.write(self.read(row))


@dataclass(frozen=True, slots=True)
class PackRow:
    """A row that was read: where it stands, and its values by column."""

    place: Place
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TableReport:
    """What became of a file's rows: how many are new, differ now, or are as they were.

    `notes` are sentences about the new and the changed ones that whoever imports should read.
    """

    file: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    notes: tuple[str, ...] = ()


# A sentence about one row, and about several, with %d for their number.
Note = tuple[str, str]
Save = Callable[[Iterable[PackRow], Links, Problems], TableReport]


@dataclass(frozen=True, slots=True)
class PackTable:
    """A table of a pack: `<name>.csv`, or a document a row in the folder `<name>/`.

    `key` names the model's fields that are unique in a dispute, if any are. For a row that is added
    or changed, `link` finds the rows that it points to, `settle` fills in what the file leaves out
    (both raise Trouble), and `derive` makes what is stored beside the columns. A row that `keeps`
    is never changed by a pack. `note` is what the report says of rows that were added or changed.

    A public export has nothing of a table that `is_private`. Of others it has the rows whose day
    `known` has come, each cut down by `public`; or else `public_rows`. `rows` and `save` stand in
    for the usual ones where rows hang on something else than a dispute.
    """

    name: str
    model: Any
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    order: tuple[str, ...] = ("pk",)
    related: tuple[str, ...] = ()
    points_to: tuple[Any, ...] = ()
    link: Callable[[Any, Values, Links], None] = _nothing
    settle: Callable[[Any, Values, Links], None] = _nothing
    derive: Callable[[Any, Links], None] = _underived
    keeps: Callable[[Any], bool] = lambda _row: False
    note: Callable[[Any, Values], Note | None] = lambda _row, _values: None
    known: str = ""
    is_private: bool = False
    public: Callable[[Any], Any] = lambda row: row
    public_rows: Callable[[Dispute], Iterable[Any]] | None = None
    rows: Callable[[Dispute, bool], Any] | None = None
    save: "Save | None" = None
    body: str = ""
    stem: str = ""
    fields: tuple[str, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        named = tuple(column.field for column in self.columns if column.field)
        object.__setattr__(self, "fields", named)

    @property
    def file(self) -> str:
        """The file, or the folder, that holds this table."""
        return f"{self.name}/" if self.is_documents else f"{self.name}.csv"

    @property
    def is_documents(self) -> bool:
        """Whether each row is a file of its own, with its text below its other columns."""
        return bool(self.body)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def column_of(self, field_name: str) -> str:
        """Return the name of the column that fills a model's field; the field's where none does."""
        named = (column.name for column in self.columns if column.field == field_name)
        return next(named, field_name)


_tables: dict[str, PackTable] = {}
_left_aside: dict[str, None] = {}


def add(table: PackTable) -> None:
    """Add a table, after those that are there."""
    _tables[table.name] = table


def leave_aside(*files: str) -> None:
    """Name files, or folders with a / behind, that packs may hold and nothing here reads yet."""
    _left_aside.update(dict.fromkeys(files))


def tables(*, public: bool = False) -> tuple[PackTable, ...]:
    """Return every table, in the order of an import; or those that a `public` export has."""
    return tuple(each for each in _tables.values() if not (public and each.is_private))


def left_aside() -> tuple[str, ...]:
    """Return the names that were given to `leave_aside`."""
    return tuple(_left_aside)


def columns(
    model: Any, names: str, *, required: Iterable[str] = (), private: Iterable[str] = ()
) -> Iterator[Column]:
    """Yield the columns for a model's fields, in the order of `names` (separated by blanks)."""
    for name in names.split():
        yield column(model, name, required=name in required, private=name in private)


def column(
    model: Any, name: str, field_name: str = "", *, required: bool = False, private: bool = False
) -> Column:
    """Return the column for one field: how its cells read comes from the model."""
    found = model._meta.get_field(field_name or name)
    return Column(
        name=name,
        kind=kind_of(found),
        field=found.name,
        read=attrgetter(found.name),
        blank=blank_of(found),
        required=required or is_required(found),
        private=private,
        title=found.verbose_name,
        about=found.help_text,
    )


def ref_column(model: Any) -> Column:
    """Return the column that names a row for ever."""
    about = "Names the row for ever. Leave it empty in rows of your own."
    return Column(REF, Ref(), REF, attrgetter(REF), UNSAID, title="reference", about=about)


def entered_at_column() -> Column:
    """Return the column for when the row was first entered."""
    return Column(
        ENTERED_AT, Instant(), ENTERED_AT, attrgetter(ENTERED_AT), UNSAID,
        private=True, title="entered at",
    )  # fmt: skip


def is_required(found: "models.Field[Any, Any]") -> bool:
    """Whether the model can make nothing of an empty cell."""
    # A default that is worked out, such as today, would make another row of the same file tomorrow.
    return is_worked_out(found) or not (found.blank or found.null or found.has_default())


def is_worked_out(found: "models.Field[Any, Any]") -> bool:
    """Whether the model's default is another every time."""
    return found.has_default() and callable(found.default)


def blank_of(found: "models.Field[Any, Any]") -> Any:
    """Return the value that an empty cell has."""
    if is_worked_out(found):
        return UNSAID
    if found.has_default():
        return found.get_default()
    return None if found.null else ""
