"""Where a figure was quoted.

What quotes figures (letters, articles) adds a teller; nothing is imported upward.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from dispute.models import Dispute


@dataclass(frozen=True, slots=True)
class QuotedIn:
    """A public text that quotes a figure: its title and address, what it says, as at which day.

    `chosen` says in words what was chosen of the figure, "" where nothing was.
    """

    title: str
    url: str
    shown: str
    as_at: date
    chosen: str = ""


Teller = Callable[[Dispute, str], Iterable[QuotedIn]]
_tellers: list[Teller] = []


def tell_quotes(teller: Teller) -> Teller:
    """Ask `teller(dispute, key)` too, where a figure was quoted."""
    _tellers.append(teller)
    return teller


def quoted_in(dispute: Dispute, key: str) -> list[QuotedIn]:
    """Return the public texts that quote a figure, the newest day first."""
    told = [each for teller in _tellers for each in teller(dispute, key)]
    return sorted(told, key=lambda each: (each.as_at, each.title), reverse=True)
