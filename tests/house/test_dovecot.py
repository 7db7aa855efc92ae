"""The IMAP server of the tests leaves nothing behind, however its parent ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import dovecot
from tests.house import tree

pytestmark = pytest.mark.sqlite_only  # no site takes part, so once is enough

# A shell that runs something in the background has it ignore SIGINT, and its children with it.
CHILD = """
import signal, time
from tests import dovecot
signal.signal(signal.SIGINT, signal.default_int_handler)
with dovecot.running() as server:
    print(server.folder, flush=True)
    time.sleep(60)
"""


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_server_dies_with_its_parent(how: signal.Signals) -> None:
    if not dovecot.BINARY.exists():
        pytest.skip("no IMAP server here")
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD], cwd=tree.ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout
    folder = Path(child.stdout.readline().strip())
    server = int((folder / "run" / "master.pid").read_text())
    assert is_running(server)

    child.send_signal(how)
    child.communicate(timeout=30)
    until = time.monotonic() + 15
    while is_running(server) and time.monotonic() < until:
        time.sleep(0.05)

    assert not is_running(server)
    dovecot.sweep()  # as the next run does
    assert not folder.exists()
