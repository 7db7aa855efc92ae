"""How a run goes on a mailbox of many mails of which only a few are new, and how much it needs.

    .venv/bin/python bench/mailbox.py 50000

Starts dovecot with so many mails, all marked as taken but for ten, and takes those. Prints seconds
and memory of the real command, with the start of Python in it.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.kill_collecting import environment_of, manage, numbered  # noqa: E402 - as above
from tests import dovecot  # noqa: E402 - the path above makes it importable

NEW = 10


def run(environment: dict[str, str], what: str) -> dict[str, int]:
    """Run the command once; print how long it took, and return what it did."""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "manage.py", "collect_mail", "--json"],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    said: dict[str, int] = json.loads(done.stdout)
    seconds = time.monotonic() - started
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{what}: {said['taken']} taken, {seconds:.1f} s, at most {most} MB so far", flush=True)
    return said


def marked(box: dovecot.Mailbox, count: int) -> None:
    """Put mails in that bear our keyword, as the first letter of the mailbox's own."""
    keywords = box.folder / "dovecot-keywords"
    keywords.write_text("0 $DisputeTaken\n")
    box.server.give_away(keywords)
    box.put(*(numbered(n) for n in range(count)), flags="a")


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, dovecot.running() as server:
        box = server.new_mailbox()
        environment = environment_of(folder, box.url(taken="flag"))
        manage(environment, "migrate", "--verbosity=0")
        manage(environment, "import_pack", "dispute/demonstration", "--verbosity=0")
        marked(box, count - NEW)
        print(f"{count} mails in the mailbox, {NEW} of them new", flush=True)
        for what in ("the first run, dovecot's own index included", "the second", "the third"):
            box.put(*(numbered(count + n) for n in range(NEW)))
            count += NEW
            assert run(environment, what)["taken"] == NEW
        assert run(environment, "nothing new")["taken"] == 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
