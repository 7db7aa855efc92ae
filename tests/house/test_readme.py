"""The README's commands work as they stand there.

A block with `<!-- tested -->` on the line before its fence is run, in the order of the page, in one
copy of the tree with one data folder: a later block may stand on an earlier one. `make run` is
typed by test_make_run.py.
"""

import re
from pathlib import Path

import pytest

from tests.house import tree
from tests.house.sandbox import Sandbox

BLOCK = re.compile(r"^<!-- tested -->\n```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def marked(page: str) -> list[str]:
    """Return the marked blocks of a page."""
    return BLOCK.findall(page)


@pytest.mark.skipif(not (tree.ROOT / ".venv").exists(), reason="no .venv: run by make test")
@pytest.mark.sqlite_only
def test_commands_of_the_readme_work(tmp_path: Path) -> None:
    blocks = marked(tree.text(Path("README.md")))
    assert blocks
    sandbox = Sandbox(tmp_path)
    for block in blocks:
        done = sandbox.run(f"set -x\n{block}")
        assert done.returncode == 0, done.stdout


def test_readme_says_how_to_start() -> None:
    assert "```sh\nmake run\n```" in tree.text(Path("README.md"))


def test_only_marked_blocks_are_found() -> None:
    page = "```sh\nrm x\n```\n\n<!-- tested -->\n```sh\ntrue\nfalse\n```\n"
    assert marked(page) == ["true\nfalse\n"]
