"""The table of letters that anybody may take away: to whom, when, and what became of each."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dispute.exports.public import Column, PublicTable, columns, publish
from dispute.models import Dispute

from .models import OpenLetter

NAMES = (
    "ref title dated recipient_name recipient_role recipient_organisation sent_on acknowledged_on "
    "chased_on replied_on"
)


def register() -> None:
    """Add this app's tables."""
    about = _("Published letters: to whom, when, and what became of each.")
    own = (*columns(OpenLetter, NAMES), Column("address", _("address on this site"), address))
    publish(PublicTable("letters", _("Letters"), about, own, letters))


def letters(dispute: Dispute) -> QuerySet[OpenLetter]:
    """Return a dispute's published letters without their texts, newest first."""
    rows = OpenLetter.objects.public().filter(dispute=dispute)
    return rows.only(*NAMES.split(), "slug", "dispute_id").newest_first()


def address(letter: OpenLetter) -> str:
    """Return the whole address of a letter's own page."""
    return f"{settings.SITE_URL}{letter.get_absolute_url()}"
