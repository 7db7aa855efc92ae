"""Take in the mails that wait in the branch's mailbox: once, or for as long as the site runs."""

import json
import logging
import os
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from solidarity.mailbox.collecting.collect import Collected, collect

PAUSE_SECONDS = 60.0
LONGEST_PAUSE_SECONDS = 600.0
# So quickly the worker notices that it is to end.
BLINK_SECONDS = 3.0
NO_MAILBOX = "There is no mailbox to read: IMAP_URL is not set."

log = logging.getLogger("solidarity.mailbox")


class Command(BaseCommand):
    help = "Take in what waits in the mailbox of IMAP_URL. A second run at the same time leaves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many mails wait")
        parser.add_argument("--json", action="store_true", help="say what was done as JSON")
        parser.add_argument("--forever", action="store_true", help="go on, once a minute")
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="stop when this process, our parent, is gone"
        )

    def handle(self, *, forever: bool, beside: int | None = None, **options: Any) -> None:
        if not settings.IMAP_URL:
            if forever:
                return
            raise CommandError(NO_MAILBOX)
        stopped = threading.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: stopped.set())

        def is_stopped() -> bool:
            return stopped.is_set() or (beside is not None and os.getppid() != beside)

        if forever:
            go_on(is_stopped, stopped.wait)
        else:
            self.once(is_stopped, only_looks=options["dry_run"], as_json=options["json"])

    def once(self, is_stopped: Callable[[], bool], *, only_looks: bool, as_json: bool) -> None:
        """Do one run and say what it did; whatever is wrong is one sentence and a status of 1."""
        done = collect(only_looks=only_looks, is_stopped=is_stopped)
        self.stdout.write(json.dumps(asdict(done)) if as_json else told(done))
        if done.trouble:
            raise CommandError(done.trouble)


def told(done: Collected) -> str:
    """Return what a run did, in a line."""
    if done.is_busy:
        return "Another run is at it: nothing was done."
    return (
        f"{done.taken} taken ({done.too_big} too big, by their heads alone), "
        f"{done.known} taken before, {len(done.failed)} not stored, {done.left} left."
    )


def go_on(is_stopped: Callable[[], bool], wait: Callable[[float], object]) -> None:
    """Do one run a minute until it is time to stop; more rarely once a password was refused."""
    said, refused = "", 0
    while not is_stopped():
        done = go_round(is_stopped)
        refused = refused + 1 if done.is_refused else 0
        if done.trouble != said and not done.is_busy:
            said = done.trouble
            # The sentence names nobody: solidarity/mailbox/collecting/troubles.py.
            log.warning(said or "The mailbox is read again")
        pause = min(PAUSE_SECONDS * 2**refused, LONGEST_PAUSE_SECONDS)
        while pause > 0 and not is_stopped():
            wait(BLINK_SECONDS)
            pause -= BLINK_SECONDS


def go_round(is_stopped: Callable[[], bool]) -> Collected:
    """Do one run. Whatever goes wrong in it, such as a database that restarts, the next comes."""
    try:
        close_old_connections()
        return collect(is_stopped=is_stopped)
    except Exception:
        log.exception("The mailbox could not be read")
        return Collected(is_busy=True)
