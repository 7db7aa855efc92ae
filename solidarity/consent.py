"""Consent: the words, asking for it by mail, and giving it. Nothing here can be had by a GET."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import mailing, private_links
from .models import ConsentAsked, ConsentWording, Message
from .turns import save, take_turn

PUBLISH, CONTACT = ConsentWording.Purpose.PUBLISH, ConsentWording.Purpose.CONTACT
# Somebody who has not answered by then does not want to.
ASKED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to agree to, and the version that is stored with them."""

    version: str
    text: str


# What is asked until the branch has words of its own. A changed text is a new version.
OF_THE_SITE = {
    PUBLISH: Wording(
        "site-1",
        gettext_lazy(
            "I agree that the branch publishes my message, with my name shown as I have chosen. It "
            "can show what I think about a trade union. I can change my mind at any time, and the "
            "message is then taken down and erased."
        ),  # type: ignore[arg-type]  # the words of the language in which they are asked
    ),
    CONTACT: Wording(
        "site-1",
        gettext_lazy(
            "I agree that the branch writes to me again about this dispute. I can change my mind "
            "at any time."
        ),  # type: ignore[arg-type]  # as above
    ),
}


def current_wording(purpose: str, at: datetime | None = None) -> Wording:
    """Return what senders are asked at a time (now, if None), for a purpose."""
    rows = ConsentWording.objects.filter(purpose=purpose, starts_at__lte=at or timezone.now())
    newest = rows.order_by("-starts_at", "-pk").first()
    return Wording(newest.version, newest.text) if newest else of_the_site(purpose)


def wording_of(purpose: str, version: str) -> Wording | None:
    """Return the words of a version, which a form brought back; None where there is none."""
    if version == of_the_site(purpose).version:
        return of_the_site(purpose)
    row = ConsentWording.objects.filter(purpose=purpose, version=version).first()
    return Wording(row.version, row.text) if row else None


def of_the_site(purpose: str) -> Wording:
    """Return the words that stand here, in the language of whoever reads them."""
    known = OF_THE_SITE[ConsentWording.Purpose(purpose)]
    return Wording(known.version, str(known.text))


# --- Writing it down ------------------------------------------------------------------------------


def agree_to_publish(message: Message, wording: Wording, *, at: datetime, channel: str) -> None:
    """Fill in that its sender agreed to its publication, without saving."""
    message.consent_basis = Message.Basis.CONSENT
    message.consent_wording, message.consent_version = wording.text, wording.version
    message.consented_at, message.consent_channel = at, channel


def agree_to_contact(message: Message, wording: Wording, *, at: datetime, channel: str) -> None:
    """Fill in that its sender agreed to be contacted again, without saving."""
    message.contact_wording, message.contact_version = wording.text, wording.version
    message.contact_consented_at, message.contact_channel = at, channel


def take_back_contact(message: Message) -> None:
    """Fill in that its sender is not to be contacted any more, without saving."""
    message.contact_wording = message.contact_version = message.contact_channel = ""
    message.contact_consented_at = None


# --- Asking ---------------------------------------------------------------------------------------


@transaction.atomic
def ask_consent(message: Message, *, at: datetime, by: User | None = None) -> bool:
    """Ask the sender of a message for consent, by one mail with a link to a page with a button.

    Until they agree it waits for that. An address is asked once a day at most: return False where
    it was asked today already; the mail worker asks on another day. Raises ValidationError where
    there is nothing to ask, or nobody.
    """
    if message.status not in (*Message.UNDECIDED, Message.Status.HELD):
        raise ValidationError(_("Only a message that waits can be asked about."))
    if message.has_basis:
        raise ValidationError(_("It may be published as it is: nobody has to be asked."))
    if not message.email:
        raise ValidationError(_("There is no e-mail address to ask."))
    take_turn(message)
    message.status = Message.Status.AWAITING
    message.decided_at, message.decided_by, message.reason = None, None, ""
    save(message, by)
    if not _first_today(message, at, by):
        return False
    mailing.tell_asked(message, at=at)
    return True


def _first_today(message: Message, at: datetime, by: User | None) -> bool:
    """Note that an address is asked today; the database lets that be noted once."""
    try:
        with transaction.atomic():
            ConsentAsked.objects.create(
                address=digest_of(message.email),
                day=timezone.localdate(at),
                message=message,
                asked_at=at,
                asked_by=by,
            )
    except IntegrityError:
        return False
    return True


def digest_of(address: str) -> str:
    """Return what stands for an e-mail address where the address itself must not be kept."""
    folded = address.strip().casefold()
    return salted_hmac("solidarity.consent.address", folded, algorithm="sha256").hexdigest()


def ask_those_who_wait(at: datetime) -> None:
    """Ask about the messages that wait for consent and were never asked about. A round's part."""
    unasked = Message.objects.filter(status=Message.Status.AWAITING, asked__isnull=True)
    recent = unasked.exclude(email="").filter(entered_at__gt=at - ASKED_FOR)
    today = ConsentAsked.objects.filter(day=timezone.localdate(at))
    asked = set(today.values_list("address", flat=True))
    for message in recent.select_related("dispute").order_by("entered_at", "pk")[:100]:
        if not message.has_basis and digest_of(message.email) not in asked:
            ask_consent(message, at=at)
            asked.add(digest_of(message.email))


# --- Answering ------------------------------------------------------------------------------------


@transaction.atomic
def give_consent(token: str, *, at: datetime, version: str = "", display: str = "") -> Message:
    """Write down that the sender behind a link agreed, to the words of `version`; return it.

    `display` is how they chose their name to show; with none that there is, that stays.
    A message that waited for that goes to the queue. A second time changes nothing. Raises
    BadLinkError for a link that is none, GoneError where the message was withdrawn.
    """
    message = private_links.message_of(token, private_links.CONSENT)
    if message.has_basis:
        return message
    words = wording_of(PUBLISH, version) or current_wording(PUBLISH, at)
    take_turn(message)
    if display in Message.Display.values:
        message.display = display
    agree_to_publish(message, words, at=at, channel=Message.Channel.WEB)
    if message.status == Message.Status.AWAITING:
        message.status = Message.Status.PENDING
    save(message, None)
    return message
