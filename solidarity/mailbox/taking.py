"""Taking a mail in: kept whole, exactly once, and what it says made into a message that waits."""

import hashlib
import logging
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dispute.models import Dispute
from solidarity import moderation
from solidarity.models import Message, ReceivedMail
from solidarity.models.mails import SAID
from solidarity.sending.signs import words_digest
from solidarity.shown import paragraphs_of

from .heads import senders_of
from .parsed import ParsedMail
from .parsed import What as Said
from .parsing import parse
from .suggesting import suggestions_of

log = logging.getLogger("solidarity.mailbox")
What = ReceivedMail.What
LARGEST = 50 * 1024 * 1024
FIELDS = ("name", "role", "organisation", "place")
LONGEST_FIELD, LONGEST_BODY, LONGEST_SUBJECT = 200, 200_000, 1000
# No mail is older than mail; a clock that never was set says 1970.
FIRST_DAY = date(1995, 1, 1)
WHAT = {
    Said.MESSAGE: What.MESSAGE,
    Said.AUTOREPLY: What.AUTOREPLY,
    Said.BOUNCE: What.BOUNCE,
    Said.CALENDAR: What.CALENDAR,
    Said.UNREADABLE: What.HELD,
}


class TooLargeError(ValueError):
    """A mail is larger than the site keeps: it is to stay where it is, and somebody to be told."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail that is kept, and whether this is the first time that it came."""

    mail: ReceivedMail
    is_new: bool


def take(
    raw: bytes,
    dispute: Dispute,
    *,
    door: ReceivedMail.Door,
    at: datetime,
    by: User | None = None,
) -> Taken:
    """Keep one mail, exactly once, and make what it says into a message that waits.

    The mail and its message are saved together or not at all: after a crash, take it again. The
    same bytes a second time return what the first left. Nobody is written to. Raises TooLargeError.
    """
    if len(raw) > LARGEST:
        raise TooLargeError(_("It is larger than %(n)s MB.") % {"n": LARGEST // 1024**2})
    if known := known_mail(raw, dispute):
        return Taken(known, is_new=False)
    parsed = read(raw)
    try:
        return Taken(_keep(raw, parsed, dispute, door=door, at=at, by=by), is_new=True)
    except IntegrityError:
        # Another process took it, or its copy, at the same moment; the database lets one.
        if known := known_mail(raw, dispute):
            return Taken(known, is_new=False)
    return Taken(_keep(raw, parsed, dispute, door=door, at=at, by=by), is_new=True)


def foreseen(raw: bytes, dispute: Dispute, *, door: ReceivedMail.Door, at: datetime) -> Taken:
    """Return what `take` would, and save nothing."""
    if known := known_mail(raw, dispute):
        return Taken(known, is_new=False)
    mail = _mail(raw, read(raw), dispute, door=door, at=at, by=None)
    return Taken(mail, is_new=True)


def read(raw: bytes) -> ParsedMail:
    """Return what a mail says, as it can be stored. A mail that breaks the parser is held whole."""
    try:
        return cleaned(parse(raw))
    except Exception:
        # The log tells an error's class and place, and none of its words (dispute/log.py).
        log.exception("A mail could not be read")
        return ParsedMail(Said.UNREADABLE, why=_("This site could not read it."))


def known_mail(raw: bytes, dispute: Dispute) -> ReceivedMail | None:
    """Return the mail of a dispute with these very bytes, if it is kept."""
    found = ReceivedMail.objects.filter(dispute=dispute, digest=digest_of(raw))
    return found.defer("raw").select_related("message").first()


def digest_of(raw: bytes) -> str:
    """Return what stands for the bytes of a mail."""
    return hashlib.sha256(raw).hexdigest()


@transaction.atomic
def _keep(
    raw: bytes,
    parsed: ParsedMail,
    dispute: Dispute,
    *,
    door: ReceivedMail.Door,
    at: datetime,
    by: User | None,
) -> ReceivedMail:
    """Save a mail and its message, in one transaction."""
    mail = _mail(raw, parsed, dispute, door=door, at=at, by=by)
    if mail.what == What.MESSAGE:
        mail.message = message_of(mail, parsed)
        moderation.wait(mail.message, by=by)
    mail.save()
    return mail


def _mail(
    raw: bytes,
    parsed: ParsedMail,
    dispute: Dispute,
    *,
    door: ReceivedMail.Door,
    at: datetime,
    by: User | None,
) -> ReceivedMail:
    """Return a mail as it will be kept, unsaved."""
    mail = ReceivedMail(
        dispute=dispute,
        door=door,
        received_at=at,
        entered_at=at,
        entered_by=by,
        digest=digest_of(raw),
        message_key=key_of(parsed.message_id),
        size=len(raw),
        raw=raw,
        addresses=senders_of(raw, parsed.email),
    )
    read_into(mail, parsed)
    _compare(mail, at)
    return mail


def read_into(mail: ReceivedMail, parsed: ParsedMail) -> None:
    """Fill in what was read out of a mail, without saving it."""
    mail.subject = Truncator(parsed.subject).chars(LONGEST_SUBJECT)
    mail.email = parsed.email if _is_address(parsed.email) else ""
    mail.words = words_digest(mail.dispute, parsed.body) if parsed.body.strip() else ""
    mail.guesses = {
        name: asdict(getattr(parsed, name))
        for name in (*FIELDS, "kind")
        if getattr(parsed, name).text
    }
    mail.left_out = [asdict(each) for each in parsed.left_out]
    mail.suggestions = suggestions_of(parsed)
    mail.what, mail.why = WHAT[parsed.what], parsed.why
    if mail.what == What.MESSAGE and (why := _why_held(parsed)):
        mail.what, mail.why = What.HELD, why


def _why_held(parsed: ParsedMail) -> str:
    """Return why no message can be made of what a mail says; "" where one can."""
    if not paragraphs_of(parsed.body):
        return _("No words of its sender were found in it.")
    # Nobody knows what would follow a text that is as long as is read.
    if len(parsed.body) >= LONGEST_BODY:
        return _("It is longer than a message can be.")
    return ""


def _compare(mail: ReceivedMail, at: datetime) -> None:
    """Say that a mail is a copy of one that came before, where it is one.

    A copy has the same Message-ID and the same words. Programs that give every mail the same one
    exist: where the words differ, a person looks.
    """
    if not mail.message_key:
        return
    same = ReceivedMail.objects.filter(dispute=mail.dispute, message_key=mail.message_key)
    first = same.exclude(what=What.DUPLICATE).only("pk", "words", "erased_at").first()
    if first is None:
        return
    mail.duplicate_of = first
    if first.words != mail.words:
        mail.what, mail.message_key = What.HELD, ""
        mail.why = _("Another mail bears the same Message-ID, and says something else.")
        return
    mail.what, mail.why = What.DUPLICATE, _("A copy of it came before.")
    if first.is_erased:
        # What was erased does not come back as its copy.
        empty(mail, at)


def message_of(mail: ReceivedMail, parsed: ParsedMail) -> Message:
    """Return the message that a mail makes, unsaved: as it says, without anybody's consent."""
    return Message(
        dispute=mail.dispute,
        body=parsed.body,
        kind=kind_of(parsed),
        received_on=day_of(parsed, mail.received_at),
        entered_at=mail.received_at,
        entered_by=mail.entered_by,
        channel=Message.Channel.EMAIL,
        email=mail.email if len(mail.email) <= 254 else "",
        **{name: field_of(parsed, name) for name in FIELDS},
    )


def field_of(parsed: ParsedMail, name: str) -> str:
    """Return a guess as a message's field; "" for one so long that it is none."""
    text: str = " ".join(getattr(parsed, name).text.split())
    return text if len(text) <= LONGEST_FIELD else ""


def kind_of(parsed: ParsedMail) -> str:
    """Return the kind of sender that was guessed."""
    return parsed.kind.text if parsed.kind.text in Message.Kind.values else Message.Kind.OTHER


def day_of(parsed: ParsedMail, at: datetime) -> date:
    """Return the day in London on which a mail says that it was sent; else the day it came."""
    came = timezone.localdate(at)
    if parsed.sent_at is None:
        return came
    day = parsed.sent_at.astimezone(timezone.get_default_timezone()).date()
    return day if FIRST_DAY <= day <= came else came


def key_of(message_id: str) -> str:
    """Return what stands for a Message-ID; "" for none."""
    return hashlib.sha256(message_id.encode()).hexdigest() if message_id else ""


def cleaned(parsed: ParsedMail) -> ParsedMail:
    """Return what was read without what no database stores: NUL, and halves of characters."""
    texts = ("body", "email", "subject", "message_id", "why")
    plain: dict[str, Any] = {name: storable(getattr(parsed, name)) for name in texts}
    for name in (*FIELDS, "kind"):
        guess = getattr(parsed, name)
        plain[name] = replace(guess, text=storable(guess.text))
    plain["left_out"] = tuple(
        replace(each, what=storable(each.what), name=storable(each.name))
        for each in parsed.left_out
    )
    plain["gifts"] = tuple(replace(each, sentence=storable(each.sentence)) for each in parsed.gifts)
    plain["speakers"] = tuple(storable(each) for each in parsed.speakers)
    return replace(parsed, **plain)


def storable(text: str) -> str:
    """Return a text as both databases can store it."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def empty(mail: ReceivedMail, at: datetime) -> None:
    """Take everything out of a mail but its digests, without saving it."""
    for name, value in SAID.items():
        setattr(mail, name, value)
    mail.erased_at = at


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
