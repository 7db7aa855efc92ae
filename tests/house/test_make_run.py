"""`make run` from a fresh clone, as a person types it."""

import re
import shutil
import socket
from pathlib import Path

import pytest

from tests.house import tree
from tests.house.sandbox import Sandbox, read

PASSWORD = re.compile(r"password {2,}(\S+)")

pytestmark = [
    pytest.mark.skipif(not (tree.ROOT / ".venv").exists(), reason="no .venv: run by make test"),
    # What make starts is the same on either database: SQLite, as a new site has.
    pytest.mark.sqlite_only,
]


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


def test_site_is_served_and_kept(sandbox: Sandbox, tmp_path: Path) -> None:
    with sandbox.serving(tmp_path / "first") as address:
        assert "<h1" in read(f"{address}/")
        stylesheet = re.search(r'href="(/static/css/[^"]+)"', read(f"{address}/"))
        assert read(f"{address}{stylesheet[1]}")
    first = (tmp_path / "first").read_text()
    assert len(PASSWORD.findall(first)) == 1
    assert f"Dispute is at http://127.0.0.1:{sandbox.port}/" in first

    with sandbox.serving(tmp_path / "second", PACK="dispute/demonstration") as address:
        assert read(f"{address}/")
    second = (tmp_path / "second").read_text()
    assert not PASSWORD.findall(second)
    assert "already holds a dispute, so nothing was imported from dispute/demonstration" in second
    assert not (sandbox.root / "data").exists()


def test_bad_pack_stops_before_serving_and_leaves_nothing(sandbox: Sandbox, tmp_path: Path) -> None:
    bad = tmp_path / "bad pack"
    shutil.copytree(tree.ROOT / "dispute" / "demonstration", bad)
    days = bad / "strike_days.csv"
    lines = days.read_text().splitlines()
    days.write_text(
        "\n".join([lines[0], re.sub(r"\d{4}-\d\d-\d\d", "2026-02-30", lines[1], count=1)])
    )

    refused = sandbox.run("make run", PACK=str(bad))
    assert refused.returncode
    assert "strike_days.csv" in refused.stdout
    assert "2026-02-30" in refused.stdout
    assert not PASSWORD.findall(refused.stdout)

    with sandbox.serving(tmp_path / "log") as address:
        assert read(f"{address}/")
    assert PASSWORD.search((tmp_path / "log").read_text())


def test_taken_port_is_named(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", sandbox.port)):
        refused = sandbox.run("make run")
    assert refused.returncode
    assert f"cannot listen on 127.0.0.1 port {sandbox.port}" in refused.stdout
    assert "Traceback" not in refused.stdout


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1"])
def test_port_that_is_none_is_named(sandbox: Sandbox, port: str) -> None:
    refused = sandbox.run("make run", PORT=port)
    assert refused.returncode
    assert f"PORT is '{port}'" in refused.stdout


def test_old_python_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    (sandbox.root / ".venv").unlink()
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    refused = sandbox.run("make run", PYTHON=str(old))
    assert refused.returncode
    assert f"needs Python 3.11 or newer, and {old} here is Python 3.9.2" in refused.stdout
    assert not (sandbox.root / ".venv").exists()
