"""What a text says against itself: parts that do not make their sum, days that are not that day."""

from collections.abc import Iterator, Sequence
from datetime import date

from dispute.reading.claims import Claim
from dispute.reading.shapes import Mention

from .findings import Finding


def by_itself(_read: Sequence[Mention], _made: Sequence[Claim], _at: date) -> Iterator[Finding]:
    """Return the contradictions of a text with itself."""
    yield from ()
