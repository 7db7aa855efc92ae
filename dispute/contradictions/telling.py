"""Who tells what was said of figures, beside the numbers that the check finds in texts.

What quotes figures (letters, articles) adds a teller; nothing is imported upward.
"""

from collections.abc import Callable, Iterable, Iterator

from dispute.figures import Record

from .statements import Statement

Teller = Callable[[Record], Iterable[Statement]]
_tellers: list[Teller] = []


def tell_statements(teller: Teller) -> Teller:
    """Ask `teller(record)` too for what public texts say, word for word, of figures."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def told(record: Record) -> Iterator[Statement]:
    """Yield what every teller knows."""
    for teller in _tellers:
        yield from teller(record)
