"""The branch and the dispute of a pack: one row each, in a JSON file."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from dispute.models import Branch, Dispute, FormerSlug
from dispute.models.disputes import validate_dispute_slug

from .cells import brief
from .files import PackFiles
from .objects import read_object
from .problems import Place, Problems, Trouble
from .refusals import refusals, told
from .saving import REASON
from .tables import PackTable, TableReport, column, columns

BRANCH_FILE = "branch.json"
DISPUTE_FILE = "dispute.json"
FORMER_SLUGS = "former_slugs"
PUBLIC_EXPORT = "public_export"


def branch_table() -> PackTable:
    """Return how the branch stands in a pack."""
    names = "name union address telephone email website brand_colour social_links"
    return PackTable("branch", Branch, tuple(columns(Branch, names)))


def dispute_table() -> PackTable:
    """Return how a dispute stands in a pack."""
    names = "slug title headline employer workforce summary demand raised_on notice_given_on status"
    demonstration = column(Dispute, "demonstration", "is_demonstration")
    named = (*columns(Dispute, f"{names} closed_on outcome"), demonstration)
    return PackTable("dispute", Dispute, named)


@dataclass(frozen=True, slots=True)
class Brought:
    """The dispute that a pack is about, and what became of it and of the branch.

    `leaves_out` says that the pack is a public export of a dispute that was here before.
    """

    dispute: Dispute
    reports: tuple[TableReport, ...]
    leaves_out: bool


def bring_in(files: PackFiles, problems: Problems, by: User | None) -> Brought | None:
    """Save the branch and the dispute. Returns None, beside problems, if there is no dispute."""
    branch_report = bring_branch(files, problems, by)
    table = dispute_table()
    also = (FORMER_SLUGS, PUBLIC_EXPORT)
    values = read_object(DISPUTE_FILE, table.columns, files, problems, also)
    if values is None:
        return None
    former, is_public = values.pop(FORMER_SLUGS, []), values.pop(PUBLIC_EXPORT, False)
    with problems.at(Place(DISPUTE_FILE)):
        dispute = dispute_called(values["slug"])
        report = save_object(DISPUTE_FILE, table, dispute, values, problems, by)
        if dispute.pk is not None:
            keep_former_slugs(dispute, former)
            return Brought(dispute, (branch_report, report), bool(is_public and not report.added))
    return None


def bring_branch(files: PackFiles, problems: Problems, by: User | None) -> TableReport:
    """Save the branch: a site has one."""
    table = branch_table()
    values = read_object(BRANCH_FILE, table.columns, files, problems)
    if values is None:
        return TableReport(BRANCH_FILE)
    branch = Branch.objects.first() or Branch()
    with problems.at(Place(BRANCH_FILE)):
        if branch.pk and branch.name != values["name"]:
            raise Trouble(
                f"this site belongs to “{branch.name}”, and the pack to “{brief(values['name'])}”. "
                "A site has one branch. If these are the same, change one of the names; if not, "
                "import into a site of its own (another DATA_DIR).",
                "name",
            )
        return save_object(BRANCH_FILE, table, branch, values, problems, by)
    return TableReport(BRANCH_FILE)


def dispute_called(slug: str) -> Dispute:
    """Return the dispute of that address, or a new one. Raises Trouble for a former address."""
    found = Dispute.objects.filter(slug=slug).first()
    former = FormerSlug.objects.filter(slug=slug).select_related("dispute").first()
    if found is None and former is not None:
        raise Trouble(
            f"“{brief(slug)}” is an address that a dispute here used to have; it is now "
            f"“{former.dispute.slug}”. Export that dispute, and make your changes in the export.",
            "slug",
        )
    return found or Dispute(slug=slug)


def save_object(
    file: str,
    table: PackTable,
    row: Any,
    values: dict[str, Any],
    problems: Problems,
    by: User | None,
) -> TableReport:
    """Save one row with these values, if they say anything new."""
    is_new = row.pk is None
    named = [column for column in table.columns if column.name in values]
    if not is_new and all(column.read(row) == values[column.name] for column in named):
        return TableReport(file, unchanged=1)
    for each in named:
        setattr(row, each.field, values[each.name])
    before = len(problems)
    for name, text in complaints(table, row):
        problems.add(Place(file).at(name), text)
    if len(problems) == before:
        row._history_user, row._change_reason = by, REASON
        row.save()
    return TableReport(file, added=int(is_new), changed=int(not is_new))


def complaints(table: PackTable, row: Any) -> list[tuple[str, str]]:
    """Return what the model and the database would say against a row, by column."""
    try:
        row.clean_fields(exclude={f.name for f in row._meta.fields} - {*table.fields})
        row.clean()
    except ValidationError as error:
        return list(told(table, error))
    return list(refusals(table, row))


def keep_former_slugs(dispute: Dispute, slugs: Any) -> None:
    """Let the addresses that the dispute had lead to it. Raises Trouble where one is in use."""
    if not isinstance(slugs, list) or not all(isinstance(slug, str) for slug in slugs):
        raise Trouble('write a list of texts: ["library-workers"].', FORMER_SLUGS)
    for slug in slugs:
        try:
            validate_dispute_slug(slug)
        except ValidationError as error:
            raise Trouble(f"“{brief(slug)}”: {' '.join(error.messages)}", FORMER_SLUGS) from error
        former, _made = FormerSlug.objects.get_or_create(slug=slug, defaults={"dispute": dispute})
        if former.dispute_id != dispute.pk or Dispute.objects.filter(slug=slug).exists():
            raise Trouble(f"“{slug}” is the address of another dispute here.", FORMER_SLUGS)
