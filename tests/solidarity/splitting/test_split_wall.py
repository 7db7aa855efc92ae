"""`manage.py split_wall FILE` prints the drafts of a page and saves nothing."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

KEYS = ["name", "role", "organisation", "place", "kind", "body", "sure"]
PAGE = "Well done all.\n\n– Jo Bell, Steward, GMB\n\n\nKeep going, from the night shift.\n\n– Sam"


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("split_wall", str(path), *options, stdout=out)
    return out.getvalue()


def test_drafts_are_printed_for_machines(tmp_path: Path) -> None:
    (tmp_path / "wall.txt").write_text(PAGE, encoding="utf-8")
    drafts = json.loads(run(tmp_path / "wall.txt", "--json"))
    assert [each["name"] for each in drafts] == ["Jo Bell", "Sam"]
    assert all(list(each) == KEYS for each in drafts)
    assert all(0 <= each["sure"] <= 1 for each in drafts)


def test_drafts_are_printed_for_people(tmp_path: Path) -> None:
    (tmp_path / "wall.txt").write_text(PAGE, encoding="utf-8")
    printed = run(tmp_path / "wall.txt")
    assert "Jo Bell, Steward, GMB" in printed
    assert "2 messages" in printed


def test_a_page_without_messages_is_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "wall.txt").write_text("", encoding="utf-8")
    assert json.loads(run(tmp_path / "wall.txt", "--json")) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read"), (b"\xff\xfe\x00", "not text"), (b"a" * 1_000_001, "in parts"),
     (b"a" * 4_000_001, "longer")],
)  # fmt: skip
def test_a_bad_file_is_an_error_in_words(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "wall.txt").write_bytes(content)
    with pytest.raises(CommandError, match=said):
        run(tmp_path / "wall.txt")
