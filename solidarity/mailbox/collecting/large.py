"""A mail that is too big to be fetched: its head is kept, and it is held for a person."""

import hashlib
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dispute.models import Dispute
from solidarity.mailbox.heads import senders_of
from solidarity.mailbox.parsed import What
from solidarity.mailbox.parsing import parse
from solidarity.mailbox.taking import Taken, cleaned, read_into
from solidarity.models import ReceivedMail

MEGABYTE = 1024 * 1024


def take_head(head: bytes, size: int, dispute: Dispute, *, at: datetime) -> Taken:
    """Keep the head of a mail of `size` bytes, exactly once, held so that somebody looks at it."""
    digest = hashlib.sha256(f"{size} bytes, of which the head:\r\n".encode() + head).hexdigest()
    known = ReceivedMail.objects.filter(dispute=dispute, digest=digest).defer("raw")
    if (mail := known.first()) is not None:
        return Taken(mail, is_new=False)
    mail = _held(head, size, dispute, digest, at)
    try:
        with transaction.atomic():
            mail.save()
    except IntegrityError:
        # Another machine took it at the same moment.
        if (first := known.first()) is None:
            raise
        return Taken(first, is_new=False)
    return Taken(mail, is_new=True)


def _held(head: bytes, size: int, dispute: Dispute, digest: str, at: datetime) -> ReceivedMail:
    said = replace(
        cleaned(parse(head)),
        what=What.UNREADABLE,
        body="",
        why=_("It has %(size)s MB, which is too big: look at it in the mailbox.")
        % {"size": round(size / MEGABYTE)},
    )
    mail = ReceivedMail(
        dispute=dispute,
        door=ReceivedMail.Door.MAILBOX,
        received_at=at,
        entered_at=at,
        digest=digest,
        size=size,
        raw=head,
        addresses=senders_of(head, said.email),
    )
    read_into(mail, said)
    return mail
