"""datapackage.json: what the files are, by the Data Package standard, version 2."""

from typing import Any

from django.utils.translation import override

from dispute.models import Dispute

from . import tables
from .site import BRANCH_FILE, DISPUTE_FILE
from .tables import REF, Column, PackTable

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
NAME = "datapackage.json"
GUARD = (
    "Text that begins with = + - or @ has an apostrophe in front, so that no spreadsheet takes it "
    "for a formula; import_pack takes it off again."
)


def datapackage(
    dispute: Dispute, documents: list[str], pictures: list[str], *, public: bool
) -> dict[str, Any]:
    """Return the description of an export that has these documents and pictures."""
    sheets = [table for table in tables.tables(public=public) if not table.is_documents]
    # An export is the same whoever makes it, in whatever language they read the site.
    with override("en-gb"):
        return {
            "$schema": PROFILE,
            "name": dispute.slug,
            "title": dispute.title,
            "description": f"{'What is public' if public else 'All'} of a dispute. {GUARD}",
            "resources": [
                *(plain(file, "application/json") for file in (BRANCH_FILE, DISPUTE_FILE)),
                *(sheet(table, public=public) for table in sheets),
                *(plain(file, "text/markdown") for file in documents),
                *map(picture, pictures),
            ],
        }


def plain(file: str, media_type: str) -> dict[str, Any]:
    """Describe a text that is no table."""
    return {**named(file), "mediatype": media_type, "encoding": "utf-8"}


def picture(file: str) -> dict[str, Any]:
    """Describe a picture: PNG, JPEG or WebP."""
    ending = file.rpartition(".")[2]
    return {**named(file), "mediatype": f"image/{'jpeg' if ending == 'jpg' else ending}"}


def named(file: str) -> dict[str, Any]:
    """Return what describes any file."""
    stem, _dot, ending = file.rpartition(".")
    return {"name": stem.lower().replace("/", "-"), "path": file, "format": ending}


def sheet(table: PackTable, *, public: bool) -> dict[str, Any]:
    """Describe a CSV file."""
    fields = [described(column) for column in table.columns if not (public and column.private)]
    key = {"primaryKey": [REF]} if REF in [field["name"] for field in fields] else {}
    return {
        "name": table.name,
        "type": "table",
        "path": table.file,
        "title": str(table.model._meta.verbose_name_plural),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]} | key,
    }


def described(column: Column) -> dict[str, Any]:
    """Describe a column."""
    constraints = {**column.kind.schema.get("constraints", {})}
    if column.required:
        constraints["required"] = True
    about = {"title": str(column.title), "description": str(column.about)}
    return {
        "name": column.name,
        **{name: text for name, text in about.items() if text},
        **column.kind.schema,
        **({"constraints": constraints} if constraints else {}),
    }
