"""How collecting went the last time, for whoever opens the admin."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from solidarity.models import MailboxState

# The worker looks once a minute, and after a refused password once in ten minutes.
STALE = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class MailboxNow:
    """What can be said of the mailbox: `trouble` in a sentence ("" for none) and since when.

    `succeeded_at` is the last run that ended well, `taken` how many mails were taken in so far,
    and `taken_at` when the last one was; None where there was none.
    """

    trouble: str
    since: datetime | None
    succeeded_at: datetime | None
    taken: int
    taken_at: datetime | None


def mailbox_now(at: datetime) -> MailboxNow | None:
    """Return how the mailbox is by `at`; None where the site has none. One query."""
    if not settings.IMAP_URL:
        return None
    state = MailboxState.objects.first()
    if state is None:
        never = _("Nobody has looked into the mailbox yet: let collect_mail run.")
        return MailboxNow(never, None, None, 0, None)
    trouble, since = state.trouble, state.trouble_since
    if not trouble and at - state.ran_at > STALE:
        since = state.ran_at
        # Where a disk is full, or a database down, even that could not be written down.
        trouble = _(
            "Nobody has looked into the mailbox since then: see whether collect_mail runs, and "
            "whether the disk is full."
        )
    return MailboxNow(trouble, since, state.succeeded_at, state.taken, state.taken_at)


@transaction.atomic
def note_run(*, at: datetime, taken: int = 0, trouble: str = "") -> None:
    """Write down how a run ended; what was wrong before is gone when nothing is any more."""
    state = MailboxState.objects.select_for_update().first()
    if state is None:
        state = MailboxState.objects.get_or_create(defaults={"ran_at": at})[0]
    state.ran_at = at
    state.trouble_since = (state.trouble_since or at) if trouble else None
    state.trouble = trouble
    if not trouble:
        state.succeeded_at = at
    if taken:
        state.taken, state.taken_at = F("taken") + taken, at
    state.save()
