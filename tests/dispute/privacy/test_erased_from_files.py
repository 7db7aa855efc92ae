"""What was erased is in no file of SQLite's either: not in the database, and not in its log."""

import subprocess
from pathlib import Path

import pytest
from django.db import connection

from solidarity import moderation
from solidarity.models import ReceivedMail
from solidarity.withdrawing import withdraw
from tests import factories as make

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite_only]

SECRET = "zq7secret"


def files_with(text: str) -> list[str]:
    """Return the files of the database that hold a text, in whatever part of them."""
    database = Path(connection.settings_dict["NAME"])
    files = database.parent.glob(f"{database.name}*")
    return sorted(each.name for each in files if text.encode() in read(each).lower())


def read(file: Path) -> bytes:
    """Return what a file of a database holds.

    Another process reads it: one that opens and closes such a file loses SQLite's locks on it, and
    the next that writes breaks what others have open.
    """
    return subprocess.run(["cat", file], check=True, capture_output=True).stdout  # noqa: S603, S607 - our own file


def test_what_was_taken_back_is_in_no_file() -> None:
    raw = (
        f"From: Ines <{SECRET}@example.org>\n\nWe stand with you, {SECRET}.\n" + f"{SECRET}\n" * 999
    )
    message = make.make_received_mail(raw=raw.encode()).message
    assert message
    moderation.edit(message, f"We stand with you. {SECRET}", by=None)
    assert files_with(SECRET)
    withdraw(message, at=make.DECIDED_AT)
    assert ReceivedMail.objects.get().is_erased
    assert files_with(SECRET) == []


def test_whoever_reads_meanwhile_keeps_nobody_waiting_and_the_next_erasure_empties_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dispute.erasing.PATIENCE_MS", 10)
    first, second = (make.make_message(body=f"{SECRET} {n}") for n in range(2))
    reader = connection.copy()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM solidarity_message")
        withdraw(first, at=make.DECIDED_AT)
        assert files_with(SECRET)
        cursor.execute("ROLLBACK")
    reader.close()
    withdraw(second, at=make.DECIDED_AT)
    assert files_with(SECRET) == []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
