"""Open letters in a pack: a Markdown file each, in the folder letters/."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from dispute.packs.linking import Links
from dispute.packs.problems import Trouble
from dispute.packs.tables import PackTable, Values, add, columns, entered_at_column, ref_column

from .letters import QUOTED_FIELDS, prepare
from .models import OpenLetter
from .pack_pins import pins_table

NAMES = """
    title slug dated recipient_name recipient_role recipient_organisation recipient_address
    salutation closing signatories status published_at first_published_at version sent_on
    acknowledged_on chased_on replied_on count_stopped_on reply open_for_signatures body
"""


def register() -> None:
    """Add this app's tables."""
    add(
        PackTable(
            "letters",
            OpenLetter,
            (*columns(OpenLetter, NAMES), ref_column(OpenLetter), entered_at_column()),
            key=("slug",),
            order=("dated", "pk"),
            settle=settle,
            derive=derive,
            body="body",
            stem="slug",
        )
    )
    add(pins_table())


def settle(letter: OpenLetter, values: Values, _links: Links) -> None:
    """Say when a letter was published, where the pack does not: at noon of the day it bears."""
    if letter.status != OpenLetter.Status.PUBLISHED:
        if letter.published_at:
            raise Trouble("a draft has not been published: leave this out.", "published_at")
        return
    if letter.pk and "version" not in values:
        publish_again_if_changed(letter, values)
    elif letter.pk:
        refuse_other_words(letter)
    noon = datetime.combine(letter.dated, time(12), tzinfo=ZoneInfo(settings.TIME_ZONE))
    letter.published_at = letter.published_at or noon
    letter.first_published_at = letter.first_published_at or letter.published_at
    letter.version = letter.version or 1


def publish_again_if_changed(letter: OpenLetter, values: Values) -> None:
    """Make a published letter whose text a pack changes a new version, which says so."""
    kept = OpenLetter.objects.get(pk=letter.pk)
    if kept.status != OpenLetter.Status.PUBLISHED:
        letter.version = kept.version + 1
    elif any(getattr(kept, name) != getattr(letter, name) for name in QUOTED_FIELDS):
        letter.version = kept.version + 1
        letter.published_at = values.get("published_at") or timezone.now()


def refuse_other_words(letter: OpenLetter) -> None:
    """Refuse a pack that would change what readers have in hand without saying so."""
    kept = OpenLetter.objects.get(pk=letter.pk)
    changed = any(getattr(kept, name) != getattr(letter, name) for name in QUOTED_FIELDS)
    if kept.version > letter.version or (changed and kept.version == letter.version):
        raise Trouble(
            f"this letter is kept in version {kept.version}, with other words: leave “version” out "
            "to publish these as the next one.",
            "version",
        )


def derive(letter: OpenLetter, _links: Links) -> None:
    """Make the HTML that is stored beside the text; its figures are set in it afterwards."""
    prepare(letter)
