"""From step to step without a cookie: a signed note of the form's opening, and a seal on what
was shown.

The note says when the form was opened, which words of consent stood on it, and a number used once,
from which the message's reference follows: so one form makes one message, however often it is
sent. The seal is the site's word that exactly these fields were shown as they will appear.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

from dispute.models import Dispute
from dispute.models.rows import derived_ref
from solidarity.consent import CONTACT, PUBLISH, Wording, current_wording, wording_of

# Long enough for whoever begins on Friday and ends on Sunday.
KEPT_FOR = timedelta(days=3)


class NoteError(Exception):
    """A note that the site never wrote, or wrote for something else."""


@dataclass(frozen=True, slots=True)
class Opening:
    """That a form was opened: when, with which words of consent, and its number."""

    number: str
    at: datetime
    publish: Wording
    contact: Wording

    @property
    def ref(self) -> str:
        """The reference of the message that comes of it."""
        return derived_ref("solidarity.sending", self.number)

    def is_old(self, at: datetime) -> bool:
        """Whether it is too old to go on with. A clock that was set back makes nothing old."""
        return at - self.at > KEPT_FOR

    def asks_as(self, other: "Opening") -> bool:
        """Whether both ask for consent in the same words."""
        return self.publish == other.publish and self.contact == other.contact


def opened(at: datetime) -> Opening:
    """Return a new opening of the form, with the words of consent that are asked now."""
    number = secrets.token_hex(16)
    return Opening(number, at, current_wording(PUBLISH, at), current_wording(CONTACT, at))


def note_of(opening: Opening, dispute: Dispute) -> str:
    """Return the note for the page."""
    return _signer().sign_object(
        {
            "number": opening.number,
            "at": int(opening.at.timestamp()),
            "dispute": dispute.pk,
            "publish": opening.publish.version,
            "contact": opening.contact.version,
        }
    )


def opening_of(note: str, dispute: Dispute) -> Opening:
    """Return the opening that a note brings back. Raises NoteError."""
    try:
        held = _signer().unsign_object(note)
    except (BadSignature, ValueError, UnicodeError) as error:
        raise NoteError from error
    publish, contact = wording_of(PUBLISH, held["publish"]), wording_of(CONTACT, held["contact"])
    if held["dispute"] != dispute.pk or publish is None or contact is None:
        raise NoteError
    return Opening(held["number"], datetime.fromtimestamp(held["at"], UTC), publish, contact)


def seal(opening: Opening, fields: dict[str, str]) -> str:
    """Return the seal on fields that were shown as they will appear."""
    told = json.dumps([opening.number, sorted(fields.items())])
    return salted_hmac("solidarity.sending.seal", told, algorithm="sha256").hexdigest()


def is_sealed(opening: Opening, fields: dict[str, str], brought: str) -> bool:
    """Whether exactly these fields were shown, with that seal."""
    return constant_time_compare(seal(opening, fields), brought)


def _signer() -> Signer:
    return Signer(salt="solidarity.sending.opening")
