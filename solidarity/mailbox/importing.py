"""Taking in many mails from files: one bad mail never loses the others."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import DatabaseError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from dispute.models import Dispute
from solidarity.models import ReceivedMail

from .files import Found
from .taking import Taken, foreseen, take
from .words import KNOWN, TROUBLE, became_of

What = ReceivedMail.What
log = logging.getLogger("solidarity.mailbox")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mail: a word of `words.told`, why, and its rows' keys."""

    where: str
    became: str
    why: str = ""
    mail: int | None = None
    message: int | None = None


def take_all(
    found: Iterable[Found], dispute: Dispute, *, door: ReceivedMail.Door, by: User | None = None
) -> Iterator[Outcome]:
    """Take mails in, each by itself, and say of each what became of it.

    Raises OperationalError where the database stores nothing any more: what was said stays true.
    """
    for each in found:
        yield _trouble(each) if each.trouble else _taken(each, dispute, door, by)


def _taken(each: Found, dispute: Dispute, door: ReceivedMail.Door, by: User | None) -> Outcome:
    try:
        taken = take(each.raw, dispute, door=door, at=timezone.now(), by=by)
    except OperationalError:
        raise
    except (DatabaseError, ValueError):
        # The log tells an error's class and place, and none of its words (dispute/log.py).
        log.exception("A mail could not be taken in")
        return Outcome(each.where, TROUBLE, _("The database refused it."))
    return _outcome(each.where, taken)


def _outcome(where: str, taken: Taken) -> Outcome:
    mail = taken.mail
    return Outcome(where, became_of(taken), mail.why, mail.pk, mail.message_id)


def _trouble(each: Found) -> Outcome:
    return Outcome(each.where, TROUBLE, each.trouble)


class Rehearsal:
    """Says what would become of mails, and writes nothing."""

    def __init__(self, dispute: Dispute, door: ReceivedMail.Door) -> None:
        self.dispute, self.door = dispute, door
        self.digests: set[str] = set()
        self.words: dict[str, str] = {}

    def of_all(self, found: Iterable[Found]) -> Iterator[Outcome]:
        """Return what would become of each, copies of earlier ones of these included."""
        for each in found:
            yield _trouble(each) if each.trouble else self._of(each)

    def _of(self, each: Found) -> Outcome:
        taken = foreseen(each.raw, self.dispute, door=self.door, at=timezone.now())
        mail = taken.mail
        if not taken.is_new or mail.digest in self.digests:
            return Outcome(each.where, KNOWN)
        self.digests.add(mail.digest)
        key, became = mail.message_key, str(mail.what)
        if key and became != What.DUPLICATE and key in self.words:
            became = str(What.DUPLICATE if self.words[key] == mail.words else What.HELD)
        elif key and became != What.DUPLICATE:
            self.words[key] = mail.words
        return Outcome(each.where, became, mail.why)
