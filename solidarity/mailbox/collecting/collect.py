"""One run: what waits in the mailbox is taken in, mail by mail, and put away, batch by batch."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.models import Dispute
from solidarity.mailbox.taking import Taken, take
from solidarity.models import ReceivedMail

from .address import Address, read
from .alone import alone
from .large import take_head
from .server import Session, Waiting, signed_in
from .state import note_run
from .troubles import StoreTrouble, Trouble, of_the_database

# A mail that is larger stays at the server; only its head is taken.
LARGEST_BYTES = 25 * 1024 * 1024
# So many mails are taken in before they are put away: what a run that is killed leaves to do again.
BATCH = 50
NAMED = 3

log = logging.getLogger("solidarity.mailbox")


@dataclass
class Collected:
    """What a run did.

    `taken` mails are new here, `known` ones had been taken and were only put away; of the taken,
    `too_big` were held by their heads alone. `failed` names mails that could not be stored, `left`
    counts those that still wait, and `trouble` says what is wrong.
    """

    taken: int = 0
    known: int = 0
    too_big: int = 0
    left: int = 0
    failed: list[str] = field(default_factory=list)
    trouble: str = ""
    is_refused: bool = False
    is_busy: bool = False


def collect(
    *,
    at: datetime | None = None,
    only_looks: bool = False,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Collected:
    """Take in what waits in the mailbox of IMAP_URL, and keep how it went.

    `at` is when mails count as taken in (now, if None). With `only_looks`, nothing is taken and
    nothing is changed anywhere. Leaves before the next mail once `is_stopped`.
    """
    done = Collected()
    with alone() as is_ours:
        if not is_ours:
            done.is_busy = True
            return done
        try:
            _run(done, read(settings.IMAP_URL), at, is_stopped, only_looks=only_looks)
        except Trouble as trouble:
            done.trouble, done.is_refused = trouble.sentence, trouble.is_refused
        done.trouble = done.trouble or _of_failed(done.failed)
        if not only_looks:
            note_run(at=at or timezone.now(), taken=done.taken, trouble=done.trouble)
    return done


def _run(
    done: Collected,
    address: Address,
    at: datetime | None,
    is_stopped: Callable[[], bool],
    *,
    only_looks: bool,
) -> None:
    dispute = dispute_for(address)
    with signed_in(address) as session:
        waiting = session.waiting()
        done.left = len(waiting)
        if only_looks:
            return
        in_the_way = session.put_away(session.left_marked())
        for start in range(0, len(waiting), BATCH):
            if is_stopped():
                break
            batch = waiting[start : start + BATCH]
            # What cannot be put away now is marked, and must not keep other mails out.
            in_the_way = _take_batch(done, session, batch, dispute, at, is_stopped) or in_the_way
    if in_the_way:
        raise in_the_way


def dispute_for(address: Address) -> Dispute:
    """Return the dispute that mails go to. Raises Trouble."""
    if address.dispute:
        named = Dispute.objects.filter(slug=address.dispute).first()
        if named is None:
            raise Trouble(
                _("dispute= in IMAP_URL names no dispute of this site: write the slug of one.")
            )
        return named
    live = list(Dispute.objects.filter(status=Dispute.Status.LIVE)[:2])
    if not live:
        raise Trouble(_("No dispute is live: name one with dispute= and its slug in IMAP_URL."))
    if len(live) > 1:
        raise Trouble(
            _("More than one dispute is live: say with dispute= in IMAP_URL where mails go.")
        )
    return live[0]


def _take_batch(
    done: Collected,
    session: Session,
    uids: Sequence[str],
    dispute: Dispute,
    at: datetime | None,
    is_stopped: Callable[[], bool],
) -> Trouble | None:
    """Take some mails in, then put them away; return what was in the way of that."""
    ours: list[str] = []
    try:
        mails = {each.uid: each for each in session.sizes(uids)}
        # Somebody else took out what has no size any more.
        done.left -= len(set(uids) - set(mails))
        for uid in uids:
            if uid not in mails or is_stopped():
                continue
            if _take_one(done, session, mails[uid], dispute, at or timezone.now()):
                ours.append(uid)
    except StoreTrouble:
        # What is stored already can be put away all the same.
        session.put_away(ours)
        raise
    return session.put_away(ours)


def _take_one(
    done: Collected, session: Session, waiting: Waiting, dispute: Dispute, at: datetime
) -> bool:
    """Take one mail in; return whether it can be put away. One that cannot be stored stays."""
    try:
        taken = _fetched(done, session, waiting, dispute, at)
    except Trouble:
        raise
    except Exception as error:
        if isinstance(error, DatabaseError) and (trouble := of_the_database(error)):
            raise trouble from None
        log.exception("A mail could not be stored, and stays in the mailbox")
        done.failed.append(_named(waiting))
        return False
    done.left -= 1
    if taken is None:
        return False
    if taken.is_new:
        done.taken += 1
    else:
        done.known += 1
    return True


def _fetched(
    done: Collected, session: Session, waiting: Waiting, dispute: Dispute, at: datetime
) -> Taken | None:
    """Fetch a mail, or the head of one that is too big, and keep it; None when it is gone."""
    if waiting.size <= LARGEST_BYTES:
        # Some servers only guess at sizes: no more than this is ever in memory.
        raw = session.mail(waiting.uid, LARGEST_BYTES + 1)
        if raw is None:
            return None
        if len(raw) <= LARGEST_BYTES:
            return take(raw, dispute, door=ReceivedMail.Door.MAILBOX, at=at)
    head = session.head(waiting.uid)
    if head is None:
        return None
    taken = take_head(head, waiting.size, dispute, at=at)
    done.too_big += taken.is_new
    return taken


def _named(waiting: Waiting) -> str:
    """Return words by which somebody finds a mail, and that say nothing of it."""
    return _("number %(uid)s of %(day)s") % {"uid": waiting.uid, "day": waiting.came or "?"}


def _of_failed(failed: Sequence[str]) -> str:
    if not failed:
        return ""
    named = ", ".join(failed[:NAMED]) + (" …" if len(failed) > NAMED else "")
    return ngettext(
        "A mail could not be stored and stays in the mailbox, to be tried again (%(named)s): tell "
        "whoever looks after the site.",
        "%(n)s mails could not be stored and stay in the mailbox, to be tried again (%(named)s): "
        "tell whoever looks after the site.",
        len(failed),
    ) % {"n": len(failed), "named": named}
