"""How many messages an address may send, counted in the database for all processes and machines.

The counts hold keyed digests of addresses and no address, and go when their time is over
(solidarity/retention.py).
docs/decisions/0011-senders-are-counted-in-the-database.md says why it is a table.
"""

from datetime import UTC, datetime, timedelta
from math import ceil

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from solidarity.models import Tally

from .asking import is_shared

SENT, MAILED = "sent", "mailed"
WINDOW, DAY = timedelta(minutes=10), timedelta(days=1)
# A day's worth is ten windows' worth; an address that stands for everybody may send ten times that.
DAYS_WORTH = SHARED_WORTH = 10
# Mails that one mailbox is sent a day, whoever typed its address.
MAILS_A_DAY = 5


class TooManyError(Exception):
    """More came from an address than we take. `seconds`: when it may try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


def count_sent(address: str, *, at: datetime) -> None:
    """Count a message from an address, in the transaction that saves it. Raises TooManyError."""
    most = settings.MESSAGES_PER_ADDRESS * (SHARED_WORTH if is_shared(address) else 1)
    if not most:
        return
    digest = sender_digest(address)
    for length, allowed in ((WINDOW, most), (DAY, most * DAYS_WORTH)):
        if _counted(SENT, digest, length, at) > allowed:
            raise TooManyError(_seconds_left(length, at))


def may_mail(digest: str, *, at: datetime) -> bool:
    """Count a mail to a mailbox, by its digest, and return whether it may be sent."""
    return _counted(MAILED, digest, DAY, at) <= MAILS_A_DAY


def sender_digest(address: str) -> str:
    """Return what stands for an address where the address itself must not be kept."""
    return salted_hmac("solidarity.sending.sender", address, algorithm="sha256").hexdigest()


def _counted(what: str, digest: str, length: timedelta, at: datetime) -> int:
    """Count one more of something, and return how many it is within the stretch of time."""
    starts = _start(length, at)
    row = {"what": what, "digest": digest, "starts_at": starts, "ends_at": starts + length}
    rows = Tally.objects.filter(**row)
    if not rows.update(count=F("count") + 1):
        try:
            with transaction.atomic():
                Tally.objects.create(**row, count=1)
        except IntegrityError:  # another process was quicker
            rows.update(count=F("count") + 1)
    return rows.values_list("count", flat=True)[0]


def _start(length: timedelta, at: datetime) -> datetime:
    whole = int(length.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // whole * whole, UTC)


def _seconds_left(length: timedelta, at: datetime) -> int:
    return ceil((_start(length, at) + length - at).total_seconds())
