"""The check as it is, from the command line to the record: nothing stands in for it here."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def strikes() -> None:
    """Three days of strike action were taken."""
    dispute = make.make_dispute()
    for day in (3, 4, 5):
        when = date(2026, 4, day)
        make.make_strike_day(dispute=dispute, date=when, announced_on=date(2026, 3, 1))


def verdicts(tmp_path: Path, text: str) -> tuple[int, list[tuple[str, str]]]:
    file, out, status = tmp_path / "letter.md", StringIO(), 0
    file.write_text(text, "utf-8")
    try:
        call_command(
            "check_letters", "--file", str(file), "--as-at", "2026-05-01", "--json", stdout=out
        )
    except SystemExit as ended:
        status = int(str(ended.code))
    return status, [(each["number"], each["verdict"]) for each in json.loads(out.getvalue())]


@pytest.mark.parametrize(
    ("text", "status", "found"),
    [
        ("We’ve taken “9” – no, 9 days of strike action.", 1, [("9 days", "disagrees")]),
        ("We have taken three days of strike action.", 0, [("three days", "agrees")]),
        ("Mae ein haelodau wedi streicio am 9 diwrnod ers mis Ebrill.", 0, []),
        ("There is no number here.", 0, []),
        ("", 0, []),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_let_be(
    tmp_path: Path, text: str, status: int, found: list[tuple[str, str]]
) -> None:
    assert verdicts(tmp_path, text) == (status, found)
