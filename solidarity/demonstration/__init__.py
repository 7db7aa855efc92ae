"""Mails of the demonstration: what a branch's mailbox brings in, all of it invented.

A pack holds no mails, so they come in beside it, by the road that every mail takes.
"""

from pathlib import Path

from dispute import first_start
from dispute.models import Dispute
from solidarity.mailbox.files import mails_at
from solidarity.mailbox.importing import take_all
from solidarity.models import ReceivedMail

MAILS = Path(__file__).parent


def register() -> None:
    """Have the mails taken in with the demonstration."""
    first_start.with_demonstration.append(take_mails)


def take_mails(dispute: Dispute) -> None:
    """Take the demonstration's mails into a dispute: what they say waits to be checked."""
    for path in sorted(MAILS.glob("*.eml")):
        for _each in take_all(mails_at(path), dispute, door=ReceivedMail.Door.FILE):
            pass
