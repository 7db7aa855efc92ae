"""What the form notices about a message: a trap filled, too fast, links, words that came before."""

import re
import unicodedata
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from dispute.models import Dispute
from solidarity.models import Message, Submission

Sign = Submission.Sign
# Nobody opens the form, writes, reads how it will look, and sends in less.
FASTEST = timedelta(seconds=4)
MOST_LINKS = 2
# An address with its scheme, or a host name with a path or a well-known ending. Bounded throughout.
LINK = re.compile(
    r"(?:https?|ftp)://[^\s]{1,500}|\bwww\.[^\s]{1,500}"
    r"|(?<![@\w.])(?:[a-z0-9-]{1,63}\.){1,5}"
    r"(?:com|org|net|info|biz|ru|cn|top|xyz|shop|online|site|link|click|io|uk|eu)\b(?:/[^\s]{0,500})?",
    re.IGNORECASE,
)


def links_in(text: str) -> list[str]:
    """Return the links that a text holds."""
    return LINK.findall(text)


def words_digest(dispute: Dispute, body: str) -> str:
    """Return what stands for a text, whatever its capitals, spaces and punctuation; keyed."""
    folded = unicodedata.normalize("NFKC", body).casefold()
    words = "".join(character for character in folded if character.isalnum())
    keyed = f"{dispute.pk} {words or folded}"
    return salted_hmac("solidarity.sending.words", keyed, algorithm="sha256").hexdigest()


def signs_of(
    message: Message, *, words: str, opened_at: datetime, trapped: bool, at: datetime
) -> list[str]:
    """Return the signs of a message that came by the form, worst first.

    A clock that was set back in between makes nothing suspicious.
    """
    took = at - opened_at
    found = {
        Sign.TRAP: trapped,
        Sign.FAST: timedelta(0) <= took < FASTEST,
        Sign.LINK: bool(links_in(message.body)),
        Sign.DUPLICATE: came_before(message, words),
    }
    return [sign.value for sign, seen in found.items() if seen]


def came_before(message: Message, words: str) -> bool:
    """Whether the same words are there already, by the form or otherwise."""
    if Submission.objects.filter(words=words).exists():
        return True
    return Message.objects.filter(dispute=message.dispute, body=message.body).exists()
