"""import_pack: all of a pack, or nothing of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from dispute.models import Dispute

from . import logo, site, tables, whole
from .datapackage import NAME as DESCRIPTION
from .files import PackFiles, open_pack
from .linking import Links
from .problems import PackError, Place, Problems
from .reading import document_names, read_table
from .saving import save_table
from .tables import TableReport


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do (`dry_run`), to the dispute `slug`.

    `left_aside` are files of tables that are not built yet; `ignored` are no part of a pack;
    `absent` are tables that a pack without a datapackage.json does not have.
    """

    slug: str
    dry_run: bool
    tables: tuple[TableReport, ...]
    left_aside: tuple[str, ...]
    ignored: tuple[str, ...]
    absent: tuple[str, ...]


def import_pack(path: Path | str, *, by: User | None, dry_run: bool = False) -> ImportReport:
    """Bring a pack in: a folder, or a ZIP of one. `by` is written down as who entered its rows.

    Rows that are there already are changed where the pack says otherwise; none is ever deleted.
    Raises PackError, and changes nothing, if anything in the pack is wrong. A dry run does all of
    it and takes it back.
    """
    try:
        with open_pack(Path(path)) as files, undone_after(dry_run):
            return brought_in(files, by, dry_run=dry_run)
    except DatabaseError as error:
        # What no check foresaw: another writer at this moment, or a database that is locked.
        raise PackError([f"The database says: {error}. Try again; nothing was changed."]) from error


def brought_in(files: PackFiles, by: User | None, *, dry_run: bool) -> ImportReport:
    """Bring a pack's files in, within a transaction. Raises PackError."""
    problems = Problems()
    left_aside, ignored = sorted_out(files, problems)
    missing = whole.check(files, problems)
    logo.check(files, problems)
    brought = site.bring_in(files, problems, by)
    if brought is None:
        raise problems.error()
    links = Links(brought.dispute, by)
    whole.forgive(missing, links)
    reports = [*brought.reports]
    for table in tables.tables():
        reports.append(save_table(table, read_table(table, files, problems), links, problems))
    problems.raise_if_any()
    if brought.leaves_out:
        refuse_public_over_private(brought.dispute, reports)
    # Last, because no transaction takes a file back.
    reports += logo.bring_in(files, by, dry_run=dry_run)
    return ImportReport(
        brought.dispute.slug, dry_run, tuple(reports), left_aside, ignored, whole.absent(files)
    )


def refuse_public_over_private(dispute: Dispute, reports: list[TableReport]) -> None:
    """Raise PackError where a public export would take away what it leaves out."""
    if any(report.added or report.changed for report in reports):
        raise PackError(
            [
                f"This is a public export, which leaves things out, and “{dispute.title}” is here "
                "already. Import one with everything in it, or this one into a site of its own."
            ]
        )


class _UndoneError(Exception):
    """Takes a transaction back."""


@contextmanager
def undone_after(dry_run: bool) -> Iterator[None]:
    """Run the block in a transaction, which is taken back afterwards if this is a dry run."""
    try:
        with transaction.atomic():
            yield
            if dry_run:
                raise _UndoneError
    except _UndoneError:
        pass


def sorted_out(files: PackFiles, problems: Problems) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the files that are left aside and those that are no part of a pack.

    Tables that nobody knows are a problem: their rows would be lost in silence.
    """
    known = {site.BRANCH_FILE, site.DISPUTE_FILE, DESCRIPTION}
    for table in tables.tables():
        known |= {*document_names(table, files)} if table.is_documents else {table.file}
    rest = [name for name in files.names() if name not in known and not logo.is_logo(name)]
    aside = [name for name in rest if name.startswith(tables.left_aside())]
    for name in rest:
        if name not in aside and "/" not in name and whole.is_sheet(name):
            names = ", ".join(table.file for table in tables.tables())
            problems.add(Place(name), f"a pack has no table of this name. Known: {names}.")
    return tuple(aside), tuple(name for name in rest if name not in aside)
