"""How long hostile mails take to be read, and how much memory: it judges nothing.

    .venv/bin/python bench/mails.py

Reads the 10,000 mails of the tests, one after another, and prints the slowest ten, the ten for
which a process grows most (of those that are large, and of one in a hundred of the others), and
the total. Times are the processor's.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solidarity.mailbox.parsed import ParsedMail

    Parser = Callable[[bytes], ParsedMail]

ROOT = Path(__file__).resolve().parent.parent
MAILS, SHOWN, ONE_IN = 10_000, 10, 100


def set_up(folder: str) -> None:
    """Give Django settings, and a folder that nothing else uses."""
    sys.path.insert(0, str(ROOT))
    os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "dispute.settings"}
    import django

    django.setup()


def seconds(parse: "Parser", raw: bytes) -> float:
    """Return the processor's time that one mail takes."""
    started = time.process_time()
    parse(raw)
    return time.process_time() - started


def peak(parse: "Parser", raw: bytes) -> float:
    """Return the megabytes by which reading one mail makes a process of its own larger."""
    return _largest(lambda: parse(raw)) - _largest(lambda: None)


def _largest(act: Callable[[], object]) -> float:
    """Return how many megabytes a copy of this process has at most while it acts."""
    child = os.fork()
    if not child:
        act()
        os._exit(0)
    _pid, _status, usage = os.wait4(child, 0)
    return usage.ru_maxrss / 1000


def show(title: str, found: list[tuple[float, str]], unit: str) -> None:
    """Print the largest of `found`, largest first."""
    print(f"\n{title}")
    for value, name in sorted(found, reverse=True)[:SHOWN]:
        print(f"{value:>10.1f} {unit}  {name[:90]}")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        from solidarity.mailbox.parsing import parse
        from tests.solidarity.mailbox.giants import giants
        from tests.solidarity.mailbox.mutating import mutated

        large = giants()
        small = [mutated(number) for number in range(MAILS - len(large))]
        mails = [*large.items(), *small]
        took = [(seconds(parse, raw) * 1000, name) for name, raw in mails]
        show("the slowest", took, "ms")
        some = [*large.items(), *small[::ONE_IN]]
        show("the most memory", [(peak(parse, raw), name) for name, raw in some], "MB")
        times = [each for each, _name in took]
        resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(
            f"\n{len(mails):,} mails in {sum(times) / 1000:.1f} s, of which {len(large)} large ones"
        )
        print(f"take {sum(times[: len(large)]) / 1000:.1f} s; the median is", end=" ")
        print(f"{statistics.median(times):.2f} ms; the process grew to {resident:.0f} MB")


if __name__ == "__main__":
    main()
