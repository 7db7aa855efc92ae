"""Rows of a pack into the database: which row each is, whether it differs, and its history.

The database is the judge of every constraint. Rows go in by the batch, and only when it refuses one
are they checked one by one, to say which, and why.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from dispute.models.rows import derived_ref

from .linking import Links
from .problems import Place, Problems, Trouble
from .refusals import refusals, told
from .tables import ENTERED_AT, REF, Note, PackRow, PackTable, TableReport, Values

BATCH = 500
REASON = "pack import"


@dataclass(frozen=True, slots=True)
class Draft:
    """A row that is to be saved, and where it came from."""

    place: Place
    row: Any
    values: Values


def save_table(
    table: PackTable, rows: Iterable[PackRow], links: Links, problems: Problems
) -> TableReport:
    """Save a table's rows in their order. What is wrong with them is noted as problems."""
    if table.save:
        return table.save(rows, links, problems)
    return Saver(table, links, problems).save(iter(rows))


class Saver:
    """Brings the rows of one table in."""

    def __init__(self, table: PackTable, links: Links, problems: Problems) -> None:
        self.table = table
        self.links = links
        self.problems = problems
        self.counts: Counter[str] = Counter()
        self.noted: Counter[Note] = Counter()
        meta = table.model._meta
        self._key_names = [meta.get_field(name).attname for name in table.key]
        self._told_names = [meta.get_field(name).attname for name in table.fields]
        self._told_names += [f.attname for f in meta.fields if f.many_to_one]
        checked = {*table.fields} - {REF, ENTERED_AT}
        self._unchecked = {f.name for f in meta.fields} - checked
        self._now = timezone.now()
        self._occurrences: Counter[str] = Counter()
        self._seen: dict[object, Place] = {}
        self._by_key = self._existing_by_key()

    def save(self, rows: Iterator[PackRow]) -> TableReport:
        """Save rows in their order. What is wrong with them is noted as problems."""
        before = len(self.problems)
        while batch := list(islice(rows, BATCH)):
            self._save_batch(batch)
        if len(self.problems) > before:
            self.links.troubled.add(self.table.model)
        notes = tuple(one % n if n == 1 else many % n for (one, many), n in self.noted.items())
        return TableReport(self.table.file, **self.counts, notes=notes)

    def _save_batch(self, batch: list[PackRow]) -> None:
        refs = [row.values.get(REF) or self._derived(row) for row in batch]
        existing = {row.ref: row for row in self.table.model.objects.filter(ref__in=refs)}
        added: list[Draft] = []
        for row, ref in zip(batch, refs, strict=True):
            try:
                with self.problems.at(row.place):
                    self._place(row, ref, existing.get(ref), added)
            except ValidationError as error:
                for column, text in told(self.table, error):
                    self.problems.add(row.place.at(column), text)
        self._add(added)

    # --- Which row is it --------------------------------------------------------------------------

    def _existing_by_key(self) -> dict[tuple[Any, ...], Any]:
        if not self.table.key:
            return {}
        rows = self.table.model.objects.filter(dispute=self.links.dispute)
        return {self._key(row): row for row in rows}

    def _key(self, row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self._key_names)

    def _derived(self, row: PackRow) -> str:
        """Return the reference of a row that came without one: always the same for the same row."""
        said = "\x1e".join(
            f"{column.name}={column.kind.write(row.values[column.name])}"
            for column in self.table.columns
            # Not the empty ones: a column that an export adds makes no row another.
            if row.values.get(column.name, column.blank) != column.blank
        )
        self._occurrences[said] += 1
        slug = self.links.dispute.slug
        return derived_ref(slug, self.table.name, said, str(self._occurrences[said]))

    def _place(self, row: PackRow, ref: str, found: Any, added: list[Draft]) -> None:
        """Change the row that `row` is, or add it to `added`. `found` is the one with its `ref`."""
        fresh = self._fresh(row, ref)
        self._refuse_second(fresh, row)
        if found is not None and found.dispute_id != self.links.dispute.pk:
            raise Trouble(f"the row {ref} belongs to another dispute of this site.", REF)
        is_named = REF in row.values
        same_key = self._by_key.get(self._key(fresh)) if self._key_names else None
        if is_named and found is not None:
            self._update(found, row)
        elif same_key is not None:
            self._update(same_key, row)
        elif found is not None:
            # It came from this very row of a pack. What was done to it since was done on purpose.
            self.counts["unchanged"] += 1
        else:
            self._check(fresh)
            added.append(Draft(row.place, fresh, row.values))

    def _refuse_second(self, fresh: Any, row: PackRow) -> None:
        """Raise Trouble where an earlier row of the file has the same reference or key."""
        names: list[object] = [row.values[REF]] if REF in row.values else []
        names += [self._key(fresh)] if self._key_names else []
        for name in names:
            first = self._seen.setdefault(name, row.place)
            if first is not row.place:
                where = f"line {first.line}" if first.line else first.file
                raise Trouble(f"this is the same {fresh._meta.verbose_name} as {where}.")

    # --- What it says -----------------------------------------------------------------------------

    def _fresh(self, row: PackRow, ref: str) -> Any:
        links = self.links
        fresh = self.table.model(
            dispute=links.dispute, ref=ref, entered_by=links.by, entered_at=self._now
        )
        self._fill(fresh, row)
        return fresh

    def _fill(self, instance: Any, row: PackRow) -> None:
        for column in self.table.columns:
            if column.field and column.name in row.values:
                setattr(instance, column.field, row.values[column.name])
        self.table.link(instance, row.values, self.links)
        self.table.settle(instance, row.values, self.links)

    def _check(self, instance: Any) -> None:
        """Raise ValidationError for what the model would refuse; work out what it stores beside."""
        instance.clean_fields(exclude=self._unchecked)
        instance.clean()
        self.table.derive(instance, self.links)

    def _update(self, found: Any, row: PackRow) -> None:
        found.dispute = self.links.dispute
        before = self._said(found)
        if not self.table.keeps(found):
            self._fill(found, row)
        if self._said(found) == before:
            self.counts["unchanged"] += 1
            return
        self._check(found)
        found._history_user, found._change_reason = self.links.by, REASON
        if self._accepted([Draft(row.place, found, row.values)], found.save):
            self.counts["changed"] += 1

    def _said(self, instance: Any) -> tuple[Any, ...]:
        return tuple(getattr(instance, name) for name in self._told_names)

    # --- What the database says -------------------------------------------------------------------

    def _add(self, added: list[Draft]) -> None:
        rows = [draft.row for draft in added]
        if rows and self._accepted(added, lambda: self._create(rows)):
            self.counts["added"] += len(rows)

    def _create(self, rows: list[Any]) -> None:
        bulk_create_with_history(
            rows, self.table.model, default_user=self.links.by, default_change_reason=REASON
        )

    def _accepted(self, drafts: list[Draft], write: Callable[[], None]) -> bool:
        """Write; where the database refuses, name the rows and the reasons instead."""
        try:
            with transaction.atomic():
                write()
        except DatabaseError as error:
            self._blame(drafts, error)
            return False
        notes = (self.table.note(draft.row, draft.values) for draft in drafts)
        self.noted.update(note for note in notes if note)
        return True

    def _blame(self, drafts: list[Draft], error: DatabaseError) -> None:
        before = len(self.problems)
        for draft in drafts:
            for column, text in refusals(self.table, draft.row):
                self.problems.add(draft.place.at(column), text)
        if len(self.problems) == before:
            said = str(error).splitlines()[0]
            text = f"the database refuses this row, or one of the {len(drafts)} from here: {said}."
            self.problems.add(drafts[0].place, text)
