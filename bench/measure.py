"""How long things take on this machine: `make bench`. It judges nothing.

Sets up a site of its own in a temporary folder, with the demonstration in it, and prints for each
thing the least, the median and the most of several runs, in milliseconds.
"""

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MESSAGES = 100_000
RUNS = 9
WORDS = 10_000


def set_up(folder: str) -> None:
    """Make a site in `folder`, with the demonstration in it."""
    sys.path.insert(0, str(ROOT))
    os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "dispute.settings"}
    os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
    os.environ |= {"SITE_URL": "http://testserver"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("import_pack", str(ROOT / "dispute/demonstration"), stdout=io.StringIO())


def measured(name: str, act: Callable[[], Any], runs: int = RUNS) -> None:
    """Print how long `act` takes, after one run that does not count."""
    act()
    took = []
    for _each in range(runs):
        started = time.perf_counter()
        act()
        took.append((time.perf_counter() - started) * 1000)
    least, middle, most = min(took), statistics.median(took), max(took)
    print(f"{name:<58}{least:>9.1f}{middle:>9.1f}{most:>9.1f}")


def letter_of_fifty() -> Any:
    """Publish a letter with fifty different references."""
    from campaigns import letters
    from campaigns.models import OpenLetter
    from dispute.models import Dispute

    first = date(2025, 1, 1)
    windows = (first + timedelta(days=7 * week) for week in range(50))
    body = "\n\n".join(f"Since then [[departures_left since={day}]] have left." for day in windows)
    dispute = Dispute.objects.get()
    letter = OpenLetter(dispute=dispute, title="Fifty", slug="fifty", body=body)
    letter.dated = date(2026, 11, 1)
    letters.publish(letter, by=None)
    return letter


def checked(text: str, letter: Any) -> Any:
    """Check `text` on the day of `letter`, with a record that was not asked before."""
    from dispute.figures import Record
    from dispute.judging import check

    return check(text, Record(letter.dispute), letter.dated)


def prose() -> str:
    """Return WORDS words of the demonstration's letters and messages."""
    from campaigns.models import OpenLetter
    from solidarity.models import Message

    letters = OpenLetter.objects.order_by("pk").values_list("body", flat=True)
    return repeated([*letters, *Message.objects.order_by("pk").values_list("body", flat=True)])


def nothing_but_numbers() -> str:
    """Return WORDS words of sentences with numbers, most of them wrong of the demonstration."""
    from tests.dispute.judging.gold.passages import sentences

    return repeated([each.text for each in sentences()])


def repeated(texts: list[str]) -> str:
    """Return the first WORDS words of `texts`, over and over again, each a paragraph."""
    words = [word for text in texts for word in f"{text}\n\n".split(" ")]
    return " ".join(words[place % len(words)] for place in range(WORDS))


def many_messages() -> None:
    """Fill the wall up to a hundred thousand messages."""
    from solidarity.models import Message

    like = Message.objects.public().first()
    assert like is not None
    kinds = Message.Kind.values
    values = {field.attname: getattr(like, field.attname) for field in Message._meta.fields}
    for start in range(Message.objects.count(), MESSAGES, 5000):
        rows = []
        for n in range(start, min(start + 5000, MESSAGES)):
            changed = {"id": None, "ref": f"bench{n:07}", "kind": kinds[n % len(kinds)]}
            changed["organisation_key"] = f"branch {n % 900}"
            changed["received_on"] = date(2025, 1, 1) + timedelta(n % 690)
            rows.append(Message(**values | changed))
        Message.objects.bulk_create(rows)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        import logging

        from django.test import Client

        from campaigns.documents.pdf import letter_pdf
        from campaigns.documents.word import letter_docx
        from campaigns.letters import quoting_of

        logging.disable(logging.INFO)
        site, letter = Client(), letter_of_fifty()
        home = f"/{letter.dispute.slug}/"
        print(f"{'':<58}{'least':>9}{'median':>9}{'most':>9}  ms")
        measured("50 references looked up and worded", lambda: quoting_of(letter))
        measured("page of a letter with 50 references", lambda: site.get(letter.get_absolute_url()))
        measured("PDF of a letter with 50 references, made", lambda: letter_pdf(letter))
        measured("Word file of a letter with 50 references, made", lambda: letter_docx(letter))
        texts = {"of letters and messages": prose(), "full of numbers": nothing_but_numbers()}
        for name, text in texts.items():
            measured(f"{WORDS:,} words {name}, checked", partial(checked, text, letter))
        pages = (
            "",
            "figures/",
            "figures.json",
            "figures.xlsx",
            "wall/",
            "wall/feed.atom",
            "timeline/",
        )
        for page in pages:
            measured(f"/<dispute>/{page}", partial(site.get, home + page))
        many_messages()
        followed = ("wall/feed.atom", "wall.json", "wall.json?kind=union", "wall/embed/")
        for page in ("", "figures/", "wall/", "wall/?kind=union", *followed):
            name = f"/<dispute>/{page} with {MESSAGES:,} messages"
            measured(name, partial(site.get, home + page))


if __name__ == "__main__":
    main()
