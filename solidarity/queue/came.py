"""What came, field by field, as a moderator sees it beside what would appear."""

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from solidarity.mailing import knows_of_us
from solidarity.models import Message
from solidarity.sending.cleaning import is_part
from solidarity.shown import HARMFUL, shown

from .log import moment, person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Field:
    """One line of what came. `is_missing` where nothing was given that matters."""

    label: "StrOrPromise"
    value: str
    quote: str = ""
    is_missing: bool = False


def card_here(message: Message) -> SafeString:
    """Return the wall's own card of a message. It has no address yet: its link leads to itself."""
    here = replace(shown(message), url=f"#m-{message.ref}")
    return render_to_string("solidarity/_message_card.html", {"message": here})


def fields_of(message: Message) -> list[Field]:
    """Return what came with a message. Of an e-mail address only that there is one."""
    given = [
        (_("Name"), message.name),
        (_("Role"), message.role),
        (_("Organisation"), message.organisation),
        (_("Place"), message.place),
    ]
    return [
        *(Field(label, visible(value)) for label, value in given if value),
        Field(_("Kind"), str(message.get_kind_display())),
        Field(_("Name shows as"), str(message.get_display_display())),
        Field(_("Reply"), _reply(message)),
        _consent(message),
        Field(_("Came"), _came(message)),
        Field(_("Dispute"), message.dispute.title),
    ]


def visible(text: str) -> str:
    """Return a text with what hides in it spelled out: ⟨U+202E⟩. An emoji's joiners do not hide."""
    return "".join(
        f"⟨U+{ord(each):04X}⟩" if _hides(each) and not is_part(text, place) else each
        for place, each in enumerate(text)
    )


def _hides(character: str) -> bool:
    if character in "\r\n\t":
        return False
    return ord(character) in HARMFUL or unicodedata.category(character) == "Cf"


def _reply(message: Message) -> str:
    if not message.email:
        return _("Gave no e-mail address: nobody is told what you decide.")
    if not knows_of_us(message):
        return _("Wrote a mail. Nobody is written to before you ask for consent.")
    if message.may_be_contacted:
        return _("Gave an e-mail address, and may be contacted again.")
    return _("Gave an e-mail address, for this message alone.")


def _consent(message: Message) -> Field:
    """Return why it may be published: the words, when, and how they came."""
    label = _("Consent")
    if not message.has_basis:
        return Field(label, _("None."), is_missing=True)
    if message.consent_basis == Message.Basis.ALREADY_PUBLIC:
        return Field(label, _("Already public: %s") % message.source)
    given = _("Given on %(when)s by %(channel)s, version %(version)s:") % {
        "when": moment(message.consented_at) if message.consented_at else "–",
        "channel": message.get_consent_channel_display(),
        "version": message.consent_version,
    }
    return Field(label, given, quote=message.consent_wording)


def _came(message: Message) -> str:
    """Return how and when it came, and who typed it in, if somebody did."""
    told = [date_format(message.received_on, "j F Y")]
    if message.channel:
        told.append(_("by %s") % message.get_channel_display())
    if message.entered_by is not None:
        told.append(_("entered by %s") % person(message.entered_by))
    return f"{', '.join(told)}. {_('In the queue since %s.') % moment(message.entered_at)}"
