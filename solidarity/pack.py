"""Messages in a pack.

The words of a message are somebody's opinion of a union. A pack puts one on the wall only as the
site itself would: with the sender's consent, or because it is public already.
"""

from datetime import date, datetime, time
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from dispute.models import Erasure
from dispute.packs.cells import Text
from dispute.packs.linking import Links
from dispute.packs.problems import Trouble
from dispute.packs.tables import (
    UNSAID,
    Column,
    Note,
    PackTable,
    Values,
    add,
    columns,
    entered_at_column,
    ref_column,
)

from . import promises_pack
from .models import Message
from .moderation import prepare_published
from .shown import shown_belonging, shown_name
from .withdrawing import empty, withdraw

OWN = "received_on name role organisation place kind status channel source source_url body"
DECISION = "decided_at reason"
CONSENT = "consent_basis consent_wording consent_version consented_at consent_channel"
CONTACT = "contact_wording contact_version contact_consented_at contact_channel body_as_sent"
PRIVATE = frozenset(f"channel email {DECISION} {CONSENT} {CONTACT}".split())
# What a message says of its sender; a withdrawn one says nothing.
SENDER = ("body", "body_as_sent", "name", "role", "organisation", "place", "email")
ON_THE_PACKS_WORD = (
    "%d message is published as already public, because the pack says so.",
    "%d messages are published as already public, because the pack says so.",
)


def register() -> None:
    """Add this app's tables."""
    names = f"{OWN} pinned_at display email {DECISION} {CONSENT} {CONTACT}"
    add(
        PackTable(
            "messages",
            Message,
            (
                ref_column(Message),
                *columns(Message, names, required=("received_on",), private=PRIVATE),
                link_column(),
                entered_at_column(),
            ),
            order=("received_on", "pk"),
            settle=settle,
            derive=derive,
            keeps=is_withdrawn,
            note=on_the_packs_word,
            public=as_shown,
        )
    )
    promises_pack.register()


def link_column() -> Column:
    """Return the column that keeps senders' private links alive when the branch moves house."""
    about = "Part of its sender's private link. It works on a site with the same SECRET_KEY."
    return Column(
        "link_nonce", Text(), "link_nonce", attrgetter("link_nonce"), UNSAID,
        private=True, title="secret of the link", about=about,
    )  # fmt: skip


def is_withdrawn(message: Message) -> bool:
    """Whether its sender took it back. No older pack brings it back again."""
    return message.status == Message.Status.WITHDRAWN


def settle(message: Message, values: Values, links: Links) -> None:
    """Fill in what a pack need not say: why a message may be public, and when it was decided."""
    today = timezone.localdate()
    # Invented days may be of any year: a demonstration works whatever the clock says.
    if message.received_on > today and not message.dispute.is_demonstration:
        raise Trouble(
            f"a message cannot be received after today, which is {today.isoformat()}.",
            "received_on",
        )
    settle_pin(message, links)
    if message.status == Message.Status.WITHDRAWN:
        settle_withdrawn(message, values, links)
        return
    if message.status in Message.UNDECIDED:
        if message.decided_at:
            raise Trouble(
                "a message that waits has not been decided: leave this empty.", "decided_at"
            )
        message.decided_by = None
        return
    if message.decided_at is None:
        message.decided_at = noon(message.received_on)
    if message.status == Message.Status.PUBLISHED:
        settle_published(message, values, links)


def settle_pin(message: Message, links: Links) -> None:
    """See that only a message on the wall is pinned to it, and by whom."""
    if message.pinned_at is None:
        message.pinned_by = None
    elif message.status != Message.Status.PUBLISHED:
        raise Trouble("only a published message is pinned: leave this empty.", "pinned_at")
    elif message.pinned_by is None:
        message.pinned_by = links.by


def settle_withdrawn(message: Message, values: Values, links: Links) -> None:
    """See that a withdrawn message holds nothing; one that is here is erased as its sender asks."""
    if any(values.get(name) for name in SENDER):
        raise Trouble("a withdrawn message holds nothing: no text, no name, no address.", "status")
    at = message.decided_at or noon(message.received_on)
    if message.pk:
        withdraw(message, at=at, by=links.by, reason=Erasure.Why.ASKED)
    empty(message)
    message.status, message.decided_at = Message.Status.WITHDRAWN, at


def settle_published(message: Message, values: Values, links: Links) -> None:
    """See that a message may be on the wall. Raises Trouble where nothing says so."""
    message.reason = ""
    if not message.body.strip():
        raise Trouble("a published message has a text.", "body")
    if "consent_basis" not in values:
        # A pack that knows nothing of consent was made from a wall that is public already.
        message.consent_basis = message.consent_basis or Message.Basis.ALREADY_PUBLIC
        if message.consent_basis == Message.Basis.ALREADY_PUBLIC:
            message.source = message.source or f"Pack “{links.dispute.slug}”"
    refuse_without_consent(message)


def refuse_without_consent(message: Message) -> None:
    """Raise Trouble that names what is missing before a message may be public."""
    if not message.consent_basis:
        raise Trouble(
            "a published message says why it may be public: consent, or already public.",
            "consent_basis",
        )
    needed = {
        Message.Basis.CONSENT: ("consent_wording", "consented_at", "consent_channel"),
        Message.Basis.ALREADY_PUBLIC: ("source",),
    }
    for name in needed[Message.Basis(message.consent_basis)]:
        if not getattr(message, name):
            raise Trouble(
                f"this is empty; a message published by “{message.consent_basis}” has it.",
                name,
            )


def on_the_packs_word(message: Message, values: Values) -> Note | None:
    """Return what to say of a message that is on the wall for no reason but the pack's word."""
    is_public = message.status == Message.Status.PUBLISHED
    is_taken = "consent_basis" not in values
    is_already = message.consent_basis == Message.Basis.ALREADY_PUBLIC
    return ON_THE_PACKS_WORD if is_public and is_taken and is_already else None


def derive(message: Message, links: Links) -> None:
    """Make the card of a published message; take it from any other."""
    message.card = ""
    message.derive()
    if message.status == Message.Status.PUBLISHED and message.decided_at:
        by = message.decided_by if message.pk else links.by
        prepare_published(message, at=message.decided_at, by=by)


def as_shown(message: Message) -> Message:
    """Cut a message down to what its sender lets everybody see."""
    message.role, message.organisation, message.place = shown_belonging(message)
    if message.display != Message.Display.FULL:
        is_named = message.display == Message.Display.FIRST_NAME
        message.name = shown_name(message) if is_named and message.name.strip() else ""
        # “E-mail from …” would name them.
        message.source = message.source_url = ""
    return message


def noon(day: date) -> datetime:
    """Return the middle of a day in London, where nothing says more."""
    return datetime.combine(day, time(12), tzinfo=ZoneInfo(settings.TIME_ZONE))
