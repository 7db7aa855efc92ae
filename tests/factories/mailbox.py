"""Factories for the branch's mailbox."""

from typing import Any

from solidarity.models import MailboxState

from .record import DECIDED_AT


def make_mailbox_state(**fields: Any) -> MailboxState:
    """Make the site's note of how collecting mail went: well, on 2 March 2026."""
    defaults = {"ran_at": DECIDED_AT, "succeeded_at": DECIDED_AT}
    return MailboxState.objects.update_or_create(defaults={**defaults, **fields})[0]
