"""What letters add to the timeline."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from dispute.figures import Record
from dispute.timeline import TimelineEntry, tell

from .models import OpenLetter


@tell
def tell_letters(record: Record, at: date) -> Iterator[TimelineEntry]:
    """Each published letter on the date it bears, and its reply."""
    letters = OpenLetter.objects.public().filter(dispute=record.dispute)
    for letter in letters.defer("body", "body_html", "reply", "reply_html"):
        letter.dispute = record.dispute
        url = letter.get_absolute_url()
        title = _("Open letter to %s") % (letter.recipient_role or letter.recipient_line)
        yield TimelineEntry(letter.dated, "letter", title, letter.title, url)
        if letter.replied_on:
            yield TimelineEntry(letter.replied_on, "reply", _("A reply to our letter"), "", url)
