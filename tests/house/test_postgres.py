"""The PostgreSQL of the tests leaves nothing behind, and is asked by whatever may ask it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.test import Client, TestCase

from tests import postgres
from tests.house import tree

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


def test_what_may_touch_no_database_is_run_once(request: pytest.FixtureRequest) -> None:
    assert not postgres.is_asked_by(request.node)


@pytest.mark.django_db
def test_what_has_the_mark_is_run_on_both(request: pytest.FixtureRequest) -> None:
    assert postgres.is_asked_by(request.node)


def test_what_has_rows_from_a_fixture_is_run_on_both(
    rep_client: Client, request: pytest.FixtureRequest
) -> None:
    assert postgres.is_asked_by(request.node)


@pytest.mark.django_db
@pytest.mark.sqlite_only
def test_what_is_about_sqlite_is_run_there_alone(request: pytest.FixtureRequest) -> None:
    assert not postgres.is_asked_by(request.node)


class TestOnBoth(TestCase):
    def test_a_case_of_django_is_run_on_both(self) -> None:
        assert self.asked

    @pytest.fixture(autouse=True)
    def _ask(self, request: pytest.FixtureRequest) -> None:
        self.asked = postgres.is_asked_by(request.node)
