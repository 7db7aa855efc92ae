"""Kill collect_mail while a mailbox holds many mails, and see that each is in the queue, once.

    .venv/bin/python bench/kill_collecting.py 200 40

Starts dovecot, and sets up a site of its own in a temporary folder; DATABASE_URL may name an empty
database for it. The real command is killed with SIGKILL again and again at
random points, the same each time; then it runs to its end, and everything is counted.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from email.message import EmailMessage
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import dovecot  # noqa: E402 - the path above makes it importable

KILLS = 40
COUNT = (
    "from collections import Counter; from solidarity.models import Message, ReceivedMail;"
    "bodies = Counter(Message.objects.filter(body__contains=' of the many')"
    ".values_list('body', flat=True));"
    "mails = ReceivedMail.objects.filter(door='mailbox');"
    "print(len(bodies), sum(bodies.values()), mails.count(),"
    " mails.exclude(what='message').count())"
)


def numbered(n: int) -> bytes:
    """Return mail number n, in words that no other has."""
    mail = EmailMessage()
    mail["From"] = f"Supporter {n} <supporter-{n}@example.org>"
    mail["To"] = "branch@branch.example"
    mail["Subject"] = f"Solidarity {n}"
    mail["Date"] = "Mon, 02 Mar 2026 10:00:00 +0000"
    mail["Message-ID"] = f"<mail-{n}@example.org>"
    mail.set_content(f"Dear strikers,\n\nThis is message number {n} of the many you get.\n")
    return mail.as_bytes()


def manage(environment: dict[str, str], *words: str) -> str:
    """Run a command of the site to its end; return what it printed."""
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "manage.py", *words],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.strip()


def environment_of(folder: str, url: str) -> dict[str, str]:
    """Return the environment of a site in `folder` that reads the mailbox at `url`."""
    database = os.environ.get("DATABASE_URL", f"sqlite:///{folder}/kill.sqlite3")
    return os.environ | {
        "DATA_DIR": folder,
        "DATABASE_URL": database,
        "SECRET_KEY": "a-key-for-this-alone",
        "IMAP_URL": url,
    }


def kill_at_random(
    environment: dict[str, str], box: dovecot.Mailbox, count: int, kills: int
) -> int:
    """Kill the command until all mails are moved, or often enough; return how often."""
    chance, killed = random.Random(count), 0  # noqa: S311 - the same points in every run
    while killed < kills and len(box.mails("Dispute")) < count:
        command = [sys.executable, "manage.py", "collect_mail"]
        log = (box.server.folder / "log").read_text().count("imap-login: Info: Login")
        run = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        # From the moment on which it signs in: Python takes a while to start.
        while (box.server.folder / "log").read_text().count("imap-login: Info: Login") == log:
            if run.poll() is not None:
                break
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.6))
        killed += run.poll() is None
        run.kill()
        run.wait()
    return killed


def main(count: int, kills: int) -> None:
    with tempfile.TemporaryDirectory() as folder, dovecot.running() as server:
        box = server.new_mailbox()
        box.put(*(numbered(n) for n in range(count)))
        environment = environment_of(folder, box.url(taken="Dispute"))
        manage(environment, "migrate", "--verbosity=0")
        manage(environment, "import_pack", "dispute/demonstration", "--verbosity=0")
        killed = kill_at_random(environment, box, count, kills)
        print(f"killed {killed} times; {len(box.mails('Dispute'))} of {count} moved by then")
        print("the last run:", manage(environment, "collect_mail"))
        counted = manage(environment, "shell", "--no-imports", "-c", COUNT)
        bodies, messages, mails, others = map(int, counted.split())
        assert (len(box.mails()), len(box.mails("Dispute"))) == (0, count), "not each was moved"
        assert bodies == messages == mails == count, f"{counted} of {count}"
        assert others == 0, "some are no messages"
        print(f"{messages} in the queue, once each")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [200, KILLS][len(given) :]))
