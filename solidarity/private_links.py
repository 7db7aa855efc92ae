"""A sender's own links: permanent, not to be guessed, and dead once the message is erased.

A link holds the message's reference and a random number of its own, signed with the site's key. It
says nothing about whom it belongs to. Each purpose has a signature of its own: the link in a mail
that asks for consent opens no other page.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from .models import Message

YOURS, CONSENT, SENT = "yours", "consent", "sent"


class BadLinkError(Exception):
    """A link that the site never made, or that was made for something else."""


class GoneError(Exception):
    """A link that was right, and whose message has been erased. `message` is what is left of it."""

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.message = message


def token_of(message: Message, purpose: str = YOURS) -> str:
    """Return what stands in a link of that purpose."""
    return _signer(purpose).sign(f"{message.ref}{message.link_nonce}")


def private_url(message: Message) -> str:
    """Return the whole address at which its sender sees, changes and withdraws a message."""
    return _url("solidarity:yours", message, YOURS)


def consent_url(message: Message) -> str:
    """Return the whole address at which its sender may agree to its publication."""
    return _url("solidarity:consent", message, CONSENT)


def message_of(token: str, purpose: str = YOURS) -> Message:
    """Return the message of a link. Raises BadLinkError, or GoneError where it was erased."""
    try:
        named = _signer(purpose).unsign(token)
    except BadSignature as error:
        raise BadLinkError from error
    ref = named[:12]
    message = Message.objects.select_related("dispute").filter(ref=ref).first()
    if message is None:
        raise BadLinkError
    if message.status == Message.Status.WITHDRAWN:
        raise GoneError(message)
    if not constant_time_compare(named.removeprefix(ref), message.link_nonce):
        raise BadLinkError
    return message


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"solidarity.private_links.{purpose}", sep=".")


def _url(name: str, message: Message, purpose: str) -> str:
    path = reverse(name, args=[message.dispute.slug, token_of(message, purpose)])
    return f"{settings.SITE_URL}{path}"
