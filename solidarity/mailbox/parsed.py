"""What one mail says: the words between reading mails and keeping them."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum


class What(StrEnum):
    """What a mail is. Only a message becomes one; nothing else is thrown away either."""

    MESSAGE = "message"
    AUTOREPLY = "autoreply"
    BOUNCE = "bounce"
    CALENDAR = "calendar"
    # Nobody's words could be read out of it: a person looks at it whole.
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Guess:
    """A text read out of a mail, "" where there is none, and how sure that is, from 0 to 1."""

    text: str = ""
    sure: float = 0.0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of a mail that is not in its body: what ("attachment", "signature", "earlier mails",
    "list footer", ...), its name if it has one, and its size in bytes where it was a file."""

    what: str
    name: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Gift:
    """A promise of money to the strike fund: the amount in pounds (None: not said), and the
    sentence that says so."""

    sentence: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """One mail, read.

    `why` says in a sentence for an officer why it is what it is ("" for a plain message).
    `email` is the address of whoever wrote the body: of a forwarded mail, the inner sender.
    `sent_at` is aware, or None where the mail's date cannot be believed. `message_id` is without
    its angle brackets, "" where there is none; `kind` is a Message.Kind value or "".
    `speakers` holds the sentences that ask for a speaker.
    """

    what: What
    why: str = ""
    body: str = ""
    name: Guess = field(default_factory=Guess)
    role: Guess = field(default_factory=Guess)
    organisation: Guess = field(default_factory=Guess)
    place: Guess = field(default_factory=Guess)
    kind: Guess = field(default_factory=Guess)
    email: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    message_id: str = ""
    is_forwarded: bool = False
    left_out: tuple[LeftOut, ...] = ()
    gifts: tuple[Gift, ...] = ()
    speakers: tuple[str, ...] = ()
