"""What supporters send: checked by a person, and public only with consent."""

from .consents import ConsentAsked, ConsentWording
from .decisions import Decision
from .digests import DigestChoice
from .mailbox import MailboxState
from .mails import ReceivedMail
from .messages import Message, MessageQuerySet
from .moderated import Moderated
from .pasted import PastedWall
from .promises import Invitation, Pledge
from .submissions import Submission, Tally
from .wallchanges import WallChange
from .wallsettings import WallSettings

__all__ = [
    "ConsentAsked",
    "ConsentWording",
    "Decision",
    "DigestChoice",
    "Invitation",
    "MailboxState",
    "Message",
    "MessageQuerySet",
    "Moderated",
    "PastedWall",
    "Pledge",
    "ReceivedMail",
    "Submission",
    "Tally",
    "WallChange",
    "WallSettings",
]
