"""Send the mails that wait: once, for cron, or for as long as the site runs."""

import logging
import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from dispute.mail import run_round

PAUSE_SECONDS = 3.0
log = logging.getLogger("dispute.mail")


class Command(BaseCommand):
    help = "Send the mails that wait, and queue those that fall due. Several may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forever", action="store_true", help="go on until told to stop")
        parser.add_argument(
            "--beside", type=int, metavar="PID", help="stop when this process, our parent, is gone"
        )

    def handle(self, *, forever: bool, beside: int | None = None, **options: Any) -> None:
        if not forever:
            self.stdout.write(f"{run_round()} sent.")
            return
        stopped = threading.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: stopped.set())
        while not stopped.is_set() and (beside is None or os.getppid() == beside):
            go_round()
            stopped.wait(PAUSE_SECONDS)


def go_round() -> None:
    """Do one round. Whatever goes wrong in it, such as a database that restarts, the next comes."""
    try:
        close_old_connections()
        run_round()
    except Exception:
        log.exception("The mail worker could not do its round")
