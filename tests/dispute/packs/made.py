"""Packs for tests, and what a site holds before and after one came in."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

from dispute.models import Branch, Departure, Dispute, Stamp
from dispute.packs.importing import ImportReport, import_pack
from dispute.packs.problems import PackError

SLUG = "ferry-crews"
ROOT = Path(__file__).resolve().parents[3]
DEMONSTRATION = ROOT / "dispute" / "demonstration"

BRANCH = {"name": "Estuary Ferries Branch", "union": "Union of Invented Workers"}
DISPUTE = {
    "slug": SLUG,
    "title": "Ferry crews",
    "employer": "Estuary Ferries",
    "workforce": "Deckhands",
    "raised_on": "2026-01-12",
    "notice_given_on": "2026-02-02",
    "status": "live",
}
FILES: dict[str, str] = {
    "branch.json": json.dumps(BRANCH),
    "dispute.json": json.dumps(DISPUTE, indent=2),
    "teams.csv": "name,posts,as_at\nDeck,12,2026-01-01\n",
    "strike_days.csv": (
        "date,announced_on,called_off_on,kind,note\n"
        "2026-03-02,2026-02-10,,strike,\n"
        "2026-03-03,2026-02-10,,strike,Rain\n"
    ),
    "departures.csv": "team,notice_given_on,left_on,note\nDeck,2026-02-20,,Going to sea\n",
    "messages.csv": (
        "received_on,name,kind,status,body\n"
        "2026-03-02,Ada Finch,resident,published,Keep going.\n"
        "2026-03-02,Ada Finch,resident,published,Keep going.\n"
        '2026-03-03,Bo Reed,union,pending,"With you,\n\nall the way"\n'
    ),
    "letters/2026-03-04-owner.md": (
        "---\ntitle: To the owner\nslug: to-the-owner\ndated: 2026-03-04\nstatus: published\n"
        "---\n\nWe are *here*.\n"
    ),
}


def folder(at: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write FILES, with `files` in their place or beside them (None: without it), into `at`."""
    for name, text in {**FILES, **(files or {})}.items():
        if text is not None:
            path = at / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return at


def zipped(at: Path, files: Mapping[str, str | bytes], top: str = "") -> Path:
    """Write these files, and nothing else, into a ZIP."""
    with zipfile.ZipFile(at, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(top + name, text)
    return at


def brought(path: Path, **options: Any) -> ImportReport:
    return import_pack(path, by=None, **options)


def refusal(path: Path) -> str:
    """Return why a pack is refused, having seen that it changed nothing."""
    before = everything()
    try:
        import_pack(path, by=None)
    except PackError as error:
        assert everything() == before
        return str(error)
    raise AssertionError("The pack was not refused.")


def everything() -> dict[str, Any]:
    """Return how many rows each table has, history included, and every stamp."""
    counts: dict[str, Any] = {model._meta.label: model.objects.count() for model in kept_models()}
    return counts | {"stamps": dict(Stamp.objects.values_list("dispute_id", "number"))}


def kept_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.managed]


def emptied() -> None:
    """Take the branch and every dispute away, as if the site were new."""
    Departure.objects.all().delete()
    Dispute.objects.all().delete()
    Branch.objects.all().delete()
