"""A copy of the tree to run its own commands in, with a data folder that nobody else uses."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.house import tree

# Of this machine's environment, only what finds programs: the rest is for the sandbox to say.
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR")


class Sandbox:
    """The tree as it would be committed, the .venv beside it, and `data dir` for what is kept."""

    def __init__(self, folder: Path) -> None:
        # With a space, which paths of real people have.
        self.root = folder / "the tree"
        self.data = folder / "data dir"
        for name in tree.files():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(tree.ROOT / name, self.root / name)
        if (tree.ROOT / ".venv").exists():
            (self.root / ".venv").symlink_to(tree.ROOT / ".venv")
        self.port = free_port()
        self.environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self.environment |= {"DATA_DIR": str(self.data), "PORT": str(self.port)}

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a shell script in the tree, which stops at its first failure."""
        return subprocess.run(
            ["sh", "-e", "-c", script],
            cwd=self.root,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )

    @contextmanager
    def serving(self, log: Path, **environment: str) -> Iterator[str]:
        """Run `make run` until the block ends; yield the site's address once it answers."""
        with log.open("w") as output:
            server = subprocess.Popen(
                ["make", "run"],
                cwd=self.root,
                env=self.environment | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            address = f"http://127.0.0.1:{self.port}"
            wait_until_ready(address, server)
            yield address
        finally:
            # As Ctrl-C does: to make, the shell and gunicorn, which are a group of their own.
            if server.poll() is None:
                os.killpg(server.pid, 2)
            server.wait(timeout=60)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_ready(address: str, server: subprocess.Popen[bytes], seconds: int = 120) -> None:
    """Return once the site answers, or once its process has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            read(f"{address}/healthz")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return


def read(address: str) -> str:
    """Return the page at `address`."""
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - ours, on this machine
        page: str = answer.read().decode()
    return page
