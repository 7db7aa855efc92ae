"""By what a number of a text is known again when the text has been edited elsewhere."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from dispute.judging.findings import Finding


def keyed(found: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield the findings of a text, in order, with their keys: the SHA-256 of the sentence, the
    number, and which of several such it is."""
    times: Counter[tuple[str, str]] = Counter()
    # A sentence may be long, and hold many numbers: it is read once.
    known: dict[str, str] = {}
    for finding in found:
        digest = known.get(finding.sentence)
        if digest is None:
            digest = known[finding.sentence] = _digest(normalised(finding.sentence))
        number = normalised(finding.number)
        times[digest, number] += 1
        yield finding, _digest(f"{digest}\n{number}\n{times[digest, number]}")


def normalised(sentence: str) -> str:
    """Return a sentence as it is found again: no matter which quotes, spaces or capitals."""
    plain = unicodedata.normalize("NFKC", sentence).casefold()
    plain = plain.translate(str.maketrans("“”„‘’‛–—", "\"\"\"'''--"))
    return re.sub(r"\s+", " ", plain).strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
