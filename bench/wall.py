"""How long the wall takes with a hundred messages and with a hundred thousand: `bench/wall.py`.

On SQLite, and on the tests' own PostgreSQL where there is one. Prints for each page the median and
the 95th percentile of RUNS answers in milliseconds, once its counts are kept; and how long the
first answer after a change takes, which counts anew. It judges nothing.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SIZES = (100, 100_000)
RUNS = 40
BATCH = 5000
FIRST_DAY, DAYS = date(2024, 12, 1), 690
# One in a thousand has this word; "solidarity" every second.
RARE = "lighthouse"
WORDS = """
    strike picket branch members pay fight win support solidarity stand together proud care fair
    safe staffing union council library school hospital station depot workers reps meeting vote
    rally march banner tea rain winter spring hope courage families children neighbours town
""".split()  # noqa: SIM905 - a list that is read
PAGES = {
    "wall, first page": {},
    "wall, deep": {"before": "2025-03-01.99999999"},
    "one kind": {"kind": "union"},
    "one month": {"month": "2025-06"},
    "one kind in one month": {"kind": "health", "month": "2025-06"},
    "search, common word": {"q": "solidarity"},
    "search, common word, deep": {"q": "solidarity", "before": "2025-03-01.99999999"},
    "search, rare word": {"q": RARE},
    "search, rare word, deep": {"q": RARE, "before": "2025-03-01.99999999"},
    "search, two words": {"q": "strikes rallying"},
    "search, common and rare": {"q": f"solidarity {RARE}"},
    "search, one kind in one month": {"q": "solidarity", "kind": "union", "month": "2025-06"},
    "search, nothing found": {"q": "zeppelin"},
}


def main() -> None:
    if sys.argv[1:]:
        measure_site(int(sys.argv[1]))
        return
    from tests import postgres

    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        databases = {"SQLite": f"sqlite:///{folder}/bench.sqlite3"}
        try:
            databases["PostgreSQL"] = stack.enter_context(
                postgres.running(postgres.find_binaries())
            )
        except postgres.Unavailable as missing:
            print(f"PostgreSQL is not measured: {missing}")
        for name, url in databases.items():
            for size in SIZES:
                print(f"\n{name}, {size:,} messages{'':<16} median    p95    anew  ms", flush=True)
                environment = {"DATABASE_URL": url, "DATA_DIR": folder}
                environment |= {"SITE_URL": "http://testserver", "SECRET_KEY": "bench"}
                command = [sys.executable, __file__, str(size)]
                subprocess.run(command, env=os.environ | environment, check=True)  # noqa: S603 - ourselves


def measure_site(size: int) -> None:
    """Fill the environment's site up to `size` messages, and print how long each page takes."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "dispute.settings"
    import django

    django.setup()
    import logging

    from django.core.cache import cache
    from django.core.management import call_command
    from django.test import Client

    logging.disable(logging.INFO)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    fill(size)
    client = Client()
    for name, asked in PAGES.items():
        cache.clear()
        anew = once(client, asked)
        took = [once(client, asked) for _run in range(RUNS)]
        print(f"{name:<38}{median(took):>8.1f}{quantiles(took, n=20)[-1]:>8.1f}{anew:>8.1f}")


def once(client: Any, asked: dict[str, str]) -> float:
    """Return how many milliseconds the wall takes to answer."""
    started = time.perf_counter()
    answer = client.get("/bench/wall/", asked)
    assert answer.status_code == 200, answer.status_code
    return (time.perf_counter() - started) * 1000


def fill(size: int) -> None:
    """Put messages on the wall of a dispute of its own until there are `size`."""
    from django.db import connection

    from dispute.models import Branch, Dispute
    from solidarity.models import Message

    if not Branch.objects.exists():
        Branch.objects.create(name="Bench")
    status = Dispute.Status.LIVE
    dispute = Dispute.objects.filter(slug="bench").first() or Dispute.objects.create(
        slug="bench", title="Bench", employer="Bench", status=status, raised_on=FIRST_DAY
    )
    # The same messages every time.
    drawn = random.Random(size)  # noqa: S311 - no secret
    for start in range(Message.objects.count(), size, BATCH):
        numbers = range(start, min(start + BATCH, size))
        Message.objects.bulk_create([message(dispute, n, drawn) for n in numbers])
    with connection.cursor() as cursor:
        # As autovacuum does within a minute.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def message(dispute: Any, n: int, drawn: random.Random) -> Any:
    """Return a published message, not saved, with its card."""
    from django.utils import timezone

    from solidarity.models import Message
    from solidarity.moderation import prepare_published

    words = drawn.choices(WORDS, k=drawn.randint(6, 80))
    words += ["solidarity"] * (n % 2) + [RARE] * (n % 1000 == 7)
    made = Message(
        dispute=dispute,
        ref=f"b{n:09}",
        body=" ".join(words).capitalize() + ".",
        name=f"Ines Example {n}",
        organisation=f"Example Branch {n % 900}",
        place="Millbrook",
        kind=drawn.choice(Message.Kind.values),
        received_on=FIRST_DAY + timedelta(days=drawn.randrange(DAYS)),
        consent_basis=Message.Basis.ALREADY_PUBLIC,
        source="Made for measuring",
    )
    prepare_published(made, at=timezone.now(), by=None)
    return made


if __name__ == "__main__":
    main()
