"""Figures about messages and pledges."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.figures import FigureRow, Found, Missing, QuerySetRows, Record, figure
from dispute.figures.days import day
from dispute.figures.figure import POUNDS

from .models import Message

GROUP = gettext_lazy("Support")


def register() -> None:
    """Importing this module registered its figures."""


@figure(
    "messages_published",
    label=gettext_lazy("Messages on the wall"),
    unit="messages",
    definition=gettext_lazy(
        "Messages that are on the wall and were received up to the as-at day. A message that its "
        "sender withdrew is counted on no day."
    ),
    group=GROUP,
)
def messages_published(record: Record, at: date) -> Found | Missing:
    """Public messages received ≤ D."""
    messages = Message.objects.public().filter(dispute=record.dispute, received_on__lte=at)
    count = messages.count()
    if not count:
        return Missing(_("The wall holds no message received by %s.") % day(at))
    sentence = ngettext(
        "%(n)s message of solidarity up to %(at)s",
        "%(n)s messages of solidarity up to %(at)s",
        count,
    )
    rows = messages.only("ref", "received_on", "kind", "display", "source", "source_url")
    return Found(
        value=count,
        sentence=sentence % {"n": count, "at": day(at)},
        rows=QuerySetRows(rows.order_by("received_on", "pk"), _row, count),
    )


@figure(
    "organisations_in_support",
    label=gettext_lazy("Organisations in support"),
    unit="organisations",
    definition=gettext_lazy(
        "Different organisations named by messages that are on the wall and were received up to "
        "the as-at day. Capital letters and outer spaces make no difference."
    ),
    group=GROUP,
)
def organisations_in_support(record: Record, at: date) -> Found | Missing:
    """Distinct organisations among public messages received ≤ D whose sender lets it show."""
    organisations = Message.objects.organisations(record.dispute, at)
    count = organisations.count()
    if not count:
        return Missing(_("No message on the wall by %s names an organisation.") % day(at))
    sentence = ngettext(
        "%(n)s organisation had sent a message of solidarity by %(at)s",
        "%(n)s organisations had sent messages of solidarity by %(at)s",
        count,
    )
    return Found(
        value=count,
        sentence=sentence % {"n": count, "at": day(at)},
        rows=QuerySetRows(organisations, _organisation_row, count),
    )


@figure(
    "pledged_total",
    label=gettext_lazy("Pledged to the strike fund"),
    unit=POUNDS,
    definition=gettext_lazy("Pounds pledged to the strike fund up to the as-at day."),
    group=GROUP,
)
def pledged_total(_record: Record, _at: date) -> Found | Missing:
    """Pounds pledged ≤ D."""
    return _no_pledges()


@figure(
    "pledges_received",
    label=gettext_lazy("Received by the strike fund"),
    unit=POUNDS,
    definition=gettext_lazy("Pounds of pledges received by the strike fund up to the as-at day."),
    group=GROUP,
)
def pledges_received(_record: Record, _at: date) -> Found | Missing:
    """Pounds of pledges received ≤ D."""
    return _no_pledges()


def _no_pledges() -> Missing:
    return Missing(_("The record does not keep pledges yet."))


def _row(message: Message) -> FigureRow:
    """A message without its words. Its source would name a sender who chose not to be named."""
    text = str(message.get_kind_display())
    named = message.display == Message.Display.FULL
    source, url = (message.source, message.source_url) if named else ("", "")
    return FigureRow("messages", message.ref, message.received_on, text, source, url)


def _organisation_row(row: dict[str, Any]) -> FigureRow:
    when = row["first_on"]
    text = _("%(organisation)s, first message") % {"organisation": row["shown"]}
    return FigureRow("messages", "", when, text)
