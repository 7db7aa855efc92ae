"""Which messages of a dispute say what a pasted piece says: by pairs of words, however many."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models.functions import Left

from dispute.models import Dispute
from solidarity.models import Message
from solidarity.queue.likeness import COMPARED_CHARACTERS, LIKE, Text, likeness, text_of

# So many messages are compared with what shares most pairs of words with a piece.
MOST_COMPARED = 5


class Known:
    """The words of messages, to look others up in."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._whole: dict[str, Text] = {}
        self._by_pair: dict[tuple[str, str], list[Text]] = defaultdict(list)
        for text in texts:
            self._whole.setdefault(text.folded, text)
            for pair in text.pairs:
                self._by_pair[pair].append(text)

    def like(self, body: str) -> int:
        """Return the key of the message that says the same, or nearly; 0 if none does."""
        said = text_of(0, body)
        if (same := self._whole.get(said.folded)) is not None:
            return same.pk
        shared = Counter(text.pk for pair in said.pairs for text in self._by_pair.get(pair, ()))
        texts = {text.pk: text for pair in said.pairs for text in self._by_pair.get(pair, ())}
        for pk, _count in shared.most_common(MOST_COMPARED):
            if likeness(said, texts[pk]) >= LIKE:
                return pk
        return 0


def known_of(dispute: Dispute) -> Known:
    """Return what the messages of a dispute say, those that were taken back left out."""
    found = Message.objects.filter(dispute=dispute).exclude(status=Message.Status.WITHDRAWN)
    rows = found.exclude(body="").values_list("pk", Left("body", COMPARED_CHARACTERS))
    return Known(text_of(pk, body) for pk, body in rows.iterator())
