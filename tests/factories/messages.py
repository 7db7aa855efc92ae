"""What comes in: messages, and what is promised and asked with them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User

from solidarity import consent, moderation, withdrawing
from solidarity.mailbox import taking as mails
from solidarity.models import (
    ConsentAsked,
    ConsentWording,
    Decision,
    DigestChoice,
    Invitation,
    Message,
    PastedWall,
    Pledge,
    ReceivedMail,
    Submission,
    Tally,
    WallChange,
    WallSettings,
)
from solidarity.pasting import walls

from .record import DECIDED_AT, number, with_dispute


def make_pasted_wall(**fields: Any) -> PastedWall:
    """Make a pasted wall of two messages; `page=` for another page."""
    dispute = with_dispute(fields)["dispute"]
    page = fields.get("page", "Well done.\n\n– Jo Bell, Steward, GMB\n\n\nKeep going.\n\n– Sam Orr")
    return walls.begin(dispute, page, by=None, at=DECIDED_AT)


def make_message(**fields: Any) -> Message:
    """Make a message that is on the wall because it was public elsewhere; `status=` for others."""
    n = number()
    defaults = {
        "name": f"Ines Example {n}",
        "role": "Secretary",
        "organisation": f"Example Branch {n}",
        "place": "Millbrook",
        "body": f"We stand with you, all {n} of us.",
        "kind": Message.Kind.UNION,
        "received_on": date(2026, 3, 1),
        "consent_basis": Message.Basis.ALREADY_PUBLIC,
        "source": "Their public page",
    }
    status = fields.pop("status", Message.Status.PUBLISHED)
    if status == Message.Status.WITHDRAWN:
        defaults |= withdrawing.EMPTY
    message = Message(**with_dispute({**defaults, **fields}))
    if status == Message.Status.PUBLISHED:
        moderation.publish(message, by=None, at=fields.get("decided_at", DECIDED_AT))
        return message
    message.status = status
    if status not in Message.UNDECIDED:
        message.decided_at = fields.get("decided_at", DECIDED_AT)
    message.save()
    return message


def make_decision(**fields: Any) -> Decision:
    """Make a decision: a message that waited was held."""
    if "message" not in fields:
        fields["message"] = make_message(status=Message.Status.HELD)
    defaults = {"was": "pending", "now": "held", "note": "Ask first", "decided_at": DECIDED_AT}
    return Decision.objects.create(**{**defaults, **fields})


def make_digest_choice(**fields: Any) -> DigestChoice:
    """Make somebody who wants to be told every day what waits; `user=` says who."""
    if "user" not in fields:
        fields["user"] = User.objects.create_user(f"person-{number()}")
    defaults = {"often": DigestChoice.Often.DAILY, "told_until": DECIDED_AT}
    return DigestChoice.objects.create(**{**defaults, **fields})


def make_consent_wording(**fields: Any) -> ConsentWording:
    """Make words of the branch's own, asked from 1 January 2026."""
    defaults = {
        "purpose": ConsentWording.Purpose.PUBLISH,
        "version": f"branch-{number()}",
        "text": "You may put my message on your wall.",
        "starts_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return ConsentWording.objects.create(**{**defaults, **fields})


def make_consent_asked(**fields: Any) -> ConsentAsked:
    """Make a note that an address was asked on 2 March 2026."""
    defaults = {
        "address": consent.digest_of(f"ines{number()}@example.org"),
        "day": DECIDED_AT.date(),
        "asked_at": DECIDED_AT,
    }
    return ConsentAsked.objects.create(**{**defaults, **fields})


def make_pledge(**fields: Any) -> Pledge:
    """Make a pledge of £50 by a named person, made on 2 March 2026 and not received."""
    n = number()
    defaults = {
        "pledged_on": date(2026, 3, 2),
        "name": f"Ines Example {n}",
        "organisation": f"Example Branch {n}",
        "amount": Decimal(50),
    }
    return Pledge.objects.create(**with_dispute({**defaults, **fields}, "message"))


def make_invitation(**fields: Any) -> Invitation:
    """Make an invitation of 2 March 2026 that nobody has answered."""
    n = number()
    defaults = {
        "asked_on": date(2026, 3, 2),
        "organisation": f"Example Branch {n}",
        "contact": f"Ines Example {n}, 01632 960 {n % 1000:03}",
        "when": "a Tuesday in May",
        "place": "Millbrook",
    }
    return Invitation.objects.create(**with_dispute({**defaults, **fields}, "message"))


def make_received_mail(**fields: Any) -> ReceivedMail:
    """Make a mail that came on 2 March 2026, and the message it says; `raw=` for other bytes.

    Other fields are set afterwards, as if somebody had dealt with it.
    """
    n = number()
    raw = (
        f"From: Ines Example <ines{n}@example.org>\nTo: branch@example.net\n"
        f"Subject: Solidarity\nMessage-ID: <{n}@example.org>\n\n"
        f"Dear all,\n\nWe stand with you, all {n} of us.\n\nIn solidarity,\nInes Example\n"
    ).encode()
    dispute = with_dispute(fields)["dispute"]
    fields.pop("dispute", None)
    door = fields.pop("door", ReceivedMail.Door.MAILBOX)
    at = fields.pop("received_at", DECIDED_AT)
    mail = mails.take(fields.pop("raw", raw), dispute, door=door, at=at).mail
    for name, value in fields.items():
        setattr(mail, name, value)
    mail.save()
    return mail


def make_submission(**fields: Any) -> Submission:
    """Make the note of how a message came by the form on 2 March 2026, with nothing noticed."""
    if "message" not in fields:
        fields["message"] = make_message(status=Message.Status.PENDING)
    digests = {"sender": "a" * 64, "words": f"{number():064}"}
    return Submission.objects.create(**{"received_at": DECIDED_AT, **digests, **fields})


def make_tally(**fields: Any) -> Tally:
    """Make a count of ten minutes of 2 March 2026 for an address."""
    ends = {"starts_at": DECIDED_AT, "ends_at": DECIDED_AT + timedelta(minutes=10)}
    defaults = {"what": "sent", "digest": f"{number():064}", "count": 1}
    return Tally.objects.create(**{**ends, **defaults, **fields})


def make_wall_settings(**fields: Any) -> WallSettings:
    """Make the settings of a dispute's wall, nothing chosen."""
    return WallSettings.objects.create(**with_dispute(fields))


def make_wall_change(**fields: Any) -> WallChange:
    """Return the change that the database notes when a new message is put on the wall."""
    message = make_message(**fields)
    return WallChange.objects.get(dispute=message.dispute, ref=message.ref)
