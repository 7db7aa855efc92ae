"""One real IMAP server for these tests, and for each a mailbox, and a site that reads it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest
from pytest_django import Settings

from tests import dovecot
from tests.solidarity.mailbox.proxying import Change, as_it_is, way


class Bent(Protocol):
    """Gives the port of a way to a mailbox's server on which things go wrong."""

    def __call__(
        self, mailbox: dovecot.Mailbox, *, heard: Change = as_it_is, asked: Change = as_it_is
    ) -> int: ...


@pytest.fixture(scope="session")
def imap_server() -> Iterator[dovecot.Server]:
    """Return a server that runs until the last test has ended."""
    try:
        with dovecot.running() as server:
            yield server
    except dovecot.Unavailable as missing:
        pytest.skip(f"IMAP: {missing}")


@pytest.fixture
def mailbox(imap_server: dovecot.Server, settings: Settings, tmp_path: Path) -> dovecot.Mailbox:
    """Return an empty mailbox, which the site reads, and moves mails in from."""
    # Another process of the tests is another site: each may collect its mail.
    settings.DATA_DIR = tmp_path
    box = imap_server.new_mailbox()
    settings.IMAP_URL = box.url(taken="Dispute")
    return box


@pytest.fixture
def bent() -> Iterator[Bent]:
    """Return a function that opens such a way until the test has ended."""
    with ExitStack() as stack:

        def opened(
            mailbox: dovecot.Mailbox, *, heard: Change = as_it_is, asked: Change = as_it_is
        ) -> int:
            return stack.enter_context(way(mailbox.server.port, heard=heard, asked=asked))

        yield opened
