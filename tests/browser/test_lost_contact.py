"""The wall while it is open, and its server goes and comes again."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from dispute.models import Dispute
from solidarity import moderation
from tests import factories as make
from tests.browser.test_living_wall import WALL, bar, card, is_still_open, open_wall
from tests.browser.test_public_pages import broken_rules
from tests.postgres import address_for_others

ROOT = Path(__file__).resolve().parents[2]
# What waits, and what is said of contact, stand over no link of the page and in the window.
IN_THE_WAY = """() => {
    const box = (each) => each.getBoundingClientRect();
    const said = [...document.querySelectorAll("#live > *")].map(box);
    const links = [...document.querySelectorAll(".find__ways a")];
    const covered = links.filter((each) => said.some(({ top, bottom, left, right }) => (
        top < box(each).bottom - 4 && bottom > box(each).top
        && left < box(each).right && right > box(each).left)));
    return [...covered.map((each) => each.textContent), ...said.filter(({ top }) => top < 0)];
}"""


@pytest.fixture
def dispute(transactional_db: None) -> Dispute:
    make.make_branch()
    return make.make_dispute(slug="library")


class Server:
    """gunicorn as `make run` starts it, on the database of the tests."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = str(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{port}"
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": address_for_others(connection.settings_dict),
            "SITE_URL": self.address,
            "PORT": port,
            "WEB_CONCURRENCY": "1",
            "WALL_ASK_EVERY": "1",
            # Static files from where they lie: collecting and compressing them takes many seconds.
            "DEBUG": "on",
        }

    @contextmanager
    def running(self) -> Iterator[None]:
        """Serve until the block ends; nothing listens afterwards."""
        command = [sys.executable, "-m", "gunicorn", "--no-control-socket"]
        process = subprocess.Popen(  # noqa: S603 - our own server
            [*command, "--config", "deploy/gunicorn.conf.py", "dispute.wsgi"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout
            assert "Dispute is at" in process.stdout.readline()
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@pytest.mark.sqlite_only  # a browser, and a server that is gone: any database is
def test_a_wall_says_that_it_lost_contact_and_catches_up(
    dispute: Dispute, page: Page, tmp_path: Path
) -> None:
    edited = make.make_message(dispute=dispute)
    gone = make.make_message(dispute=dispute)
    server = Server(tmp_path)
    lost = page.locator(".news__lost")
    with server.running():
        open_wall(page, f"{server.address}{WALL}")
        make.make_message(dispute=dispute)
        expect(bar(page)).to_have_text("1 new message")
    expect(lost).to_have_text(re.compile(r"^Not in contact since \d{1,2}\.\d\d; trying again$"))
    assert broken_rules(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(IN_THE_WAY) == []
    page.evaluate("scrollTo(0, document.querySelector('.wall').offsetTop + 100)")
    assert page.evaluate(IN_THE_WAY) == []
    make.make_message(dispute=dispute)
    moderation.edit(edited, "Written while nobody answered.", by=None)
    moderation.decline(gone, by=None, reason="Names a colleague")
    with server.running():
        # By itself it asks ever more rarely.
        page.evaluate("() => { dispatchEvent(new Event('online')); }")
        expect(bar(page)).to_have_text("2 new messages")
        expect(card(page, edited)).to_contain_text("Written while nobody answered.")
        expect(card(page, gone)).to_have_count(0)
        expect(lost).to_have_count(0)
        is_still_open(page)
