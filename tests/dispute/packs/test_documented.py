"""docs/pack.md names every file and every column."""

import re

from dispute.packs import site, tables
from tests.dispute.packs.made import ROOT

PAGE = (ROOT / "docs" / "pack.md").read_text()


def test_every_column_is_documented() -> None:
    documented = {
        re.split("[/.]", file)[0]: re.findall(r"`(\w+)`(\\\*)?(°)?", columns)
        for file, columns in re.findall(r"^\| `([^`]+)` \| (.+) \|$", PAGE, re.MULTILINE)
    }
    for table in (site.branch_table(), site.dispute_table(), *tables.tables()):
        assert documented[table.name] == [
            (each.name, "\\*" if each.required else "", "°" if each.private else "")
            for each in table.columns
        ]


def test_every_file_left_aside_is_documented() -> None:
    assert [name for name in tables.left_aside() if f"`{name}`" not in PAGE] == []
