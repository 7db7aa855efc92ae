"""What messages, pledges and invitations hold about people: this app's parts of /privacy/."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.privacy.held import Holding, Words, held
from dispute.privacy.retention import kept

from .consent import CONTACT, PUBLISH, current_wording
from .models import WallSettings


def register() -> None:
    """Importing this module added its parts."""


@held(order=10)
def messages(at: datetime) -> Holding:
    """Those who send messages."""
    asked = ((PUBLISH, _("to publication")), (CONTACT, _("to being contacted again")))
    current = [(purpose, current_wording(name, at)) for name, purpose in asked]
    return Holding(
        title=_("Messages of solidarity"),
        what=_(
            "Your message, and what you give with it: name, role, organisation, place, e-mail "
            "address; what you agreed to, word for word, when and how; and what was decided about "
            "the message."
        ),
        why=_("To show the messages that people want to be shown, and to let you take yours back."),
        basis=_(
            "Your explicit consent (UK GDPR Articles 6(1)(a) and 9(2)(a)): a message can show "
            "what you think about a trade union. Without it nothing is published, unless you had "
            "made it public yourself before (Article 9(2)(e))."
        ),
        seen=_(
            "Anybody reads a published message, with your name as you chose. The people who check "
            "messages read the rest. Your e-mail address is never published."
        ),
        kept=(
            _("A published message: until you take it back, or the dispute is taken off the site."),
            _("A declined message: %s.") % kept("declined_messages"),
            _("A message that waits for your consent: %s.") % kept("unconfirmed_messages"),
            _("A message that is neither published nor declined: %s.")
            % kept("unpublished_messages"),
            _("A wall of messages that an officer pasted to take in: %s.") % kept("pasted_walls"),
            _("Your e-mail address: %s.") % kept("addresses"),
        ),
        words=tuple(Words(purpose, each.version, each.text) for purpose, each in current),
    )


@held(order=20)
def sending(at: datetime) -> Holding:
    """Those who use the form."""
    return Holding(
        title=_("Keeping rubbish out"),
        what=_(
            "When you send a message: a code made of your internet address with a secret of this "
            "site, never the address itself. And a code of the message’s words, to find doubles."
        ),
        why=_limits(),
        basis=_("Our legitimate interest in a wall without machines (Article 6(1)(f))."),
        seen=_("Nobody reads the codes; the software compares them."),
        kept=(
            _("The code of an internet address: %s.") % kept("sender_digests"),
            _("The code of a message’s words: for as long as the message."),
        ),
    )


@held(order=30)
def promises(at: datetime) -> Holding:
    """Those who promise something."""
    totals = WallSettings.objects.public().filter(pledges_public=True).exists()
    seen = _("Officers of the branch alone.")
    if totals:
        seen = _(
            "Officers of the branch. Anybody reads the totals with each pledge’s day and sum, an "
            "organisation only where it agreed to be named, and a person never."
        )
    return Holding(
        title=_("Pledges and invitations"),
        what=_(
            "Who promises what to the strike fund, and whether it came. Who would like a speaker, "
            "where, and whom to contact about it."
        ),
        why=_("To collect and thank for gifts, and to answer invitations."),
        basis=_(
            "Your consent, and our duty to keep accounts of the fund (Article 6(1)(a) and (c))."
        ),
        seen=seen,
        kept=(
            _("Your name with a pledge: %s; erased at once with a message that you take back.")
            % kept("pledgers"),
            _("Whom to contact about an invitation: %s.") % kept("contacts"),
            _("E-mail addresses in notes about either: %s.") % kept("addresses_in_texts"),
        ),
    )


def _limits() -> str:
    """Say whether messages are counted by address, as the settings have it."""
    most = settings.MESSAGES_PER_ADDRESS
    if not most:
        return _("To see when many messages come from one place. Nobody is refused by it.")
    return ngettext(
        "So that no machine floods the wall: at most %(n)s message is taken from one address in "
        "ten minutes.",
        "So that no machine floods the wall: at most %(n)s messages are taken from one address in "
        "ten minutes.",
        most,
    ) % {"n": most}
