"""What senders are told by mail. No mail holds a word that a sender typed: anybody can type
somebody else's address."""

from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.mail import send_later
from dispute.models import Branch

from .models import Decision, Message
from .private_links import consent_url, private_url

# So long a decision can be undone before its mail leaves.
UNDO = timedelta(minutes=2)
CONSENT, RECEIVED, PUBLISHED, DECLINED = "consent asked", "received", "published", "declined"
ABOUT_DECISIONS = (PUBLISHED, DECLINED)

CODES_IN_WORDS = {
    Decision.Code.NONE: "",
    Decision.Code.NOT_SUPPORT: gettext_lazy("The wall is for messages of support."),
    Decision.Code.ABUSE: gettext_lazy("Its words could hurt somebody, or break the law."),
    Decision.Code.PERSON: gettext_lazy("It says something about a person who could be recognised."),
    Decision.Code.SERVICE_USER: gettext_lazy(
        "It says something about somebody who uses the service, and we keep that private."
    ),
    Decision.Code.CONTACT_DETAILS: gettext_lazy(
        "It holds an address or a telephone number, which we do not publish."
    ),
    Decision.Code.ADVERT: gettext_lazy("We publish no advertisements, and few links."),
    Decision.Code.DUPLICATE: gettext_lazy("The same message reached us before."),
    Decision.Code.UNREADABLE: gettext_lazy("We could not read it."),
}


def tell_asked(message: Message, *, at: datetime) -> None:
    """Ask whether a message may be published, with a link to the page where one can agree."""
    context = {"url": consent_url(message)}
    _tell(message, CONSENT, _("May we publish your message of solidarity?"), context, at, at)


def tell_received(message: Message, *, at: datetime) -> None:
    """Say that a message has come, with the sender's own link."""
    _tell(message, RECEIVED, _("Your message of solidarity has reached us"), {}, at, at)


def tell_published(message: Message, *, at: datetime) -> None:
    """Say that a message is on the wall, and where."""
    context = {"url": f"{settings.SITE_URL}{message.get_absolute_url()}"}
    _tell(message, PUBLISHED, _("Your message is on our wall"), context, at, at + UNDO)


def tell_declined(message: Message, *, code: str, note: str, at: datetime) -> None:
    """Say that a message will not be published, and why; to nobody who was never written to."""
    if not knows_of_us(message):
        return
    context = {"why": " ".join(filter(None, (str(CODES_IN_WORDS[Decision.Code(code)]), note)))}
    _tell(message, DECLINED, _("About your message of solidarity"), context, at, at + UNDO)


def knows_of_us(message: Message) -> bool:
    """Whether a message's sender is told of decisions: they left an address, and it is theirs.

    A mail can say that it is from anybody. Until its sender was asked for consent, nothing is sent
    there: whoever is named in spam, on a list or in an old mailbox would hear of what they never
    sent.
    """
    if not message.email:
        return False
    by_mail = message.channel == Message.Channel.EMAIL and not message.has_basis
    return not by_mail or message.asked.exists()


def _tell(
    message: Message,
    kind: str,
    subject: str,
    context: dict[str, str],
    at: datetime,
    not_before: datetime,
) -> None:
    """Queue a mail to a message's sender, if they left an address."""
    if not message.email:
        return
    branch = Branch.objects.first()
    known = {"branch": branch, "dispute": message.dispute, "yours": private_url(message)}
    template = f"solidarity/mail/{kind.replace(' ', '_')}.txt"
    send_later(
        kind,
        to=message.email,
        subject=subject,
        body=render_to_string(template, known | context),
        about=message.about,
        dispute=message.dispute,
        at=at,
        not_before=not_before,
    )
