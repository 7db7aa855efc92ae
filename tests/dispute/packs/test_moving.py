"""A branch moves house: from SQLite to PostgreSQL and back, by the commands that it would use."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dispute.models import Dispute
from dispute.packs.exporting import export_pack
from tests.dispute.packs.made import DEMONSTRATION, ROOT, brought, emptied

SLUG = "occupational-therapists"


def manage(environment: dict[str, str], *words: object) -> None:
    command = [sys.executable, ROOT / "manage.py", *map(str, words)]
    subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own program


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_pack_goes_from_sqlite_to_postgresql_and_back(tmp_path: Path, postgres_url: str) -> None:
    brought(DEMONSTRATION)
    export_pack(Dispute.objects.get(), tmp_path / "out.zip")
    there = {**os.environ, "DATA_DIR": str(tmp_path / "there"), "DATABASE_URL": postgres_url}
    manage(there, "migrate", "--verbosity=0")
    manage(there, "import_pack", tmp_path / "out.zip")
    manage(there, "export_pack", SLUG, tmp_path / "there.zip")
    emptied()
    brought(tmp_path / "there.zip")
    export_pack(Dispute.objects.get(), tmp_path / "back.zip")
    first, second, third = ((tmp_path / f"{n}.zip").read_bytes() for n in ("out", "there", "back"))
    assert first == second == third
