"""The web server is killed while people send: each message that was confirmed is there, once."""

import json
import runpy
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection

from solidarity.models import Message, Submission
from tests import factories as make

BENCH = Path(settings.BASE_DIR) / "bench" / "kill_sending.py"
MESSAGES = 60


def name_static_files(folder: Path) -> None:
    """Write the list that collectstatic would, so that pages can name their files."""
    static = Path(settings.BASE_DIR) / "static"
    names = [str(each.relative_to(static)) for each in static.rglob("*") if each.is_file()]
    (folder / "static").mkdir()
    listed = {"version": "1.1", "paths": {name: name for name in names}, "hash": ""}
    (folder / "static" / "staticfiles.json").write_text(json.dumps(listed))


@pytest.mark.sqlite_only
@pytest.mark.django_db(transaction=True)
def test_every_confirmed_message_is_there_once(tmp_path: Path) -> None:
    bench = SimpleNamespace(**runpy.run_path(str(BENCH)))
    make.make_branch()
    make.make_dispute(slug="library")
    name_static_files(tmp_path)
    database = f"sqlite:///{connection.settings_dict['NAME']}"
    server = bench.Server(bench.environment_of(str(tmp_path), database))
    try:
        form = f"{server.address}/library/wall/send/"
        confirmed = bench.send_all(server, form, MESSAGES, kills=1)
    finally:
        server.kill()
    found = Counter(Message.objects.values_list("body", flat=True))
    assert found == Counter(f"Message {n} of many" for n in confirmed)
    assert len(found) == Submission.objects.count() == MESSAGES
