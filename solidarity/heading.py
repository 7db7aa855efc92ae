"""What a page of the wall calls itself: "12 messages from union branches in March 2026".

Pure functions of what was asked and of the counts.
"""

from django.utils.formats import date_format, number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .asked import Asked
from .counts import MOST, Counts
from .models import Message
from .wall import month_in_words

# So much of what somebody searches for stands in a headline.
QUOTED = 60

FROM_KINDS = {
    Message.Kind.UNION: gettext_lazy("from union branches"),
    Message.Kind.HEALTH: gettext_lazy("from health workers"),
    Message.Kind.SERVICE_USER: gettext_lazy("from service users and families"),
    Message.Kind.POLITICIAN: gettext_lazy("from politicians"),
    Message.Kind.RESIDENT: gettext_lazy("from residents"),
    Message.Kind.INDIVIDUAL: gettext_lazy("from individuals"),
    Message.Kind.OTHER: gettext_lazy("from others"),
}


def heading_of(asked: Asked, counts: Counts) -> str:
    """Return the headline of the wall, or of the part of it that is asked."""
    if not asked.is_narrowed:
        return _whole(counts)
    if asked.query.text and not asked.query.words:
        return _("No word to search for")
    kind = str(FROM_KINDS[Message.Kind(asked.kind)]) if asked.kind else ""
    month = _("in %s") % month_in_words(asked.month) if asked.month else ""
    about = _("about “%s”") % quoted(asked) if asked.query.text else ""
    return " ".join(filter(None, (_messages(asked, counts), kind, month, about)))


def title_of(asked: Asked, counts: Counts) -> str:
    """Return the page's title, which no other page of the wall has."""
    title = heading_of(asked, counts) if asked.is_narrowed else _("The wall")
    if asked.place is None:
        return title
    return _("%(title)s, from %(day)s back") % {
        "title": title,
        "day": date_format(asked.place[0], "j F Y"),
    }


def from_organisations(asked: Asked, counts: Counts) -> str:
    """Return how many organisations a part of the wall is from, "" where there are not two."""
    if not asked.is_narrowed or (counts.organisations or 0) < 2:
        return ""
    return _("From %s organisations") % number(counts.organisations)


def quoted(asked: Asked) -> str:
    """Return what is searched for, as far as it fits a headline."""
    return Truncator(asked.query.text).chars(QUOTED)


def number(count: int | None) -> str:
    """Return a count with its thousands apart: 100,000."""
    return number_format(count or 0, force_grouping=True)


def _whole(counts: Counts) -> str:
    if not counts.messages:
        return _("The wall")
    if (counts.organisations or 0) > 1:
        return _("%(messages)s messages from %(organisations)s organisations stand with us") % {
            "messages": number(counts.messages),
            "organisations": number(counts.organisations),
        }
    return ngettext(
        "%(n)s message stands with us", "%(n)s messages stand with us", counts.messages
    ) % {"n": number(counts.messages)}


def _messages(asked: Asked, counts: Counts) -> str:
    if counts.messages is None:
        is_whole_search = not (asked.kind or asked.month)
        return _("More than %s messages") % number(MOST) if is_whole_search else _("Messages")
    if not counts.messages:
        return _("No message")
    return ngettext("%(n)s message", "%(n)s messages", counts.messages) % {
        "n": number(counts.messages)
    }
