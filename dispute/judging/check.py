"""The letter check, end to end."""

from datetime import date

from dispute.figures import Record
from dispute.reading import mentions
from dispute.reading.claims import claims

from .findings import Finding
from .itself import by_itself
from .judge import judge
from .lexicon import lexicon


def check(text: str, record: Record, at: date) -> tuple[Finding, ...]:
    """Return what can be said of the numbers of `text`, a text of the day `at`, in their order.

    A number of which nothing can be said with any sureness has no finding. One that the text itself
    contradicts (a sum, a day of the week) has that one, whatever the record says.
    """
    read = mentions(text)
    made = claims(read, lexicon(record))
    own = {finding.span: finding for finding in by_itself(read, at)}
    judged = (judge(claim, record, at) for claim in made)
    found = {finding.span: finding for finding in judged if finding is not None}
    return tuple(sorted((found | own).values(), key=lambda each: each.span.start))
