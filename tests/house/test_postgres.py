"""The PostgreSQL of the tests leaves nothing behind, however its parent ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import postgres
from tests.house import tree

pytestmark = pytest.mark.sqlite_only  # no site takes part, so once is enough

CHILD = """
import signal, time
from tests import postgres
# A shell that runs something in the background has it ignore SIGINT, and its children with it.
signal.signal(signal.SIGINT, signal.default_int_handler)
with postgres.running(postgres.find_binaries()) as url:
    print(url, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def child() -> subprocess.Popen[str]:
    """A process of its own that runs a server until it is ended."""
    try:
        postgres.find_binaries()
    except postgres.Unavailable as missing:
        pytest.skip(f"PostgreSQL: {missing}")
    return subprocess.Popen(
        [sys.executable, "-c", CHILD], cwd=tree.ROOT, stdout=subprocess.PIPE, text=True
    )


def folder_of(child: subprocess.Popen[str]) -> Path:
    assert child.stdout
    return Path(child.stdout.readline().strip().partition("host=")[2])


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_server_dies_with_its_parent(child: subprocess.Popen[str], how: signal.Signals) -> None:
    folder = folder_of(child)
    server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    assert is_running(server)

    child.send_signal(how)
    child.communicate(timeout=30)
    until = time.monotonic() + 15
    while is_running(server) and time.monotonic() < until:
        time.sleep(0.05)

    assert not is_running(server)
    postgres.sweep()  # as the next run does
    assert not folder.exists()
