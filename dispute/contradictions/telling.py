"""Who tells what was said of figures, beside the numbers that the check finds in texts; and which
of those numbers an officer has marked as somebody else's.

What quotes figures (letters, articles) adds tellers; nothing is imported upward.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from dispute.figures import Record
from dispute.models import Dispute

from .statements import Statement

Teller = Callable[[Record], Iterable[Statement]]
_tellers: list[Teller] = []
NotOursTeller = Callable[[Dispute], Iterable[tuple[str, str]]]
_not_ours: list[NotOursTeller] = []


def tell_statements(teller: Teller) -> Teller:
    """Ask `teller(record)` too for what public texts say, word for word, of figures."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def told(record: Record) -> Iterator[Statement]:
    """Yield what every teller knows."""
    for teller in _tellers:
        yield from teller(record)


def tell_not_ours(teller: NotOursTeller) -> NotOursTeller:
    """Ask `teller(dispute)` too for the numbers that are not ours: the reference of the text, and
    the key of the number in it (dispute/recognised.py)."""
    if teller not in _not_ours:
        _not_ours.append(teller)
    return teller


def not_ours(dispute: Dispute) -> Mapping[str, frozenset[str]]:
    """Return the keys of the numbers that are not ours, by the reference of their text."""
    found: dict[str, set[str]] = defaultdict(set)
    for teller in _not_ours:
        for ref, key in teller(dispute):
            found[ref].add(key)
    return {ref: frozenset(keys) for ref, keys in found.items()}
