"""Open letters in a pack: a Markdown file each, in the folder letters/."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from dispute.packs.linking import Links
from dispute.packs.problems import Trouble
from dispute.packs.tables import PackTable, Values, add, columns, entered_at_column, ref_column

from .letters import prepare
from .models import OpenLetter

NAMES = """
    title slug dated recipient_name recipient_role recipient_organisation recipient_address
    salutation closing signatories status published_at sent_on acknowledged_on chased_on replied_on
    reply open_for_signatures body
"""
# No page shows it.
PRIVATE = ("chased_on",)


def register() -> None:
    """Add this app's tables."""
    add(
        PackTable(
            "letters",
            OpenLetter,
            (
                *columns(OpenLetter, NAMES, private=PRIVATE),
                ref_column(OpenLetter),
                entered_at_column(),
            ),
            key=("slug",),
            order=("dated", "pk"),
            settle=settle,
            derive=derive,
            body="body",
            stem="slug",
        )
    )


def settle(letter: OpenLetter, _values: Values, _links: Links) -> None:
    """Say when a letter was published, where the pack does not: at noon of the day it bears."""
    if letter.status == OpenLetter.Status.PUBLISHED:
        letter.published_at = letter.published_at or datetime.combine(
            letter.dated, time(12), tzinfo=ZoneInfo(settings.TIME_ZONE)
        )
    elif letter.published_at:
        raise Trouble("a draft has not been published: leave this out.", "published_at")


def derive(letter: OpenLetter, _links: Links) -> None:
    """Make the HTML that is stored beside the text."""
    prepare(letter)
