"""Figures about messages and pledges."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.figures import FigureRow, Found, Missing, QuerySetRows, Record, figure
from dispute.figures.days import day
from dispute.figures.figure import POUNDS
from dispute.figures.numbers import pounds
from dispute.figures.words import Phrases, Sort, Words

from .models import Message, Pledge, WallSettings

GROUP = gettext_lazy("Support")

_SUPPORT: Phrases = (
    "support/supported/supporting/supportive",
    "solidarity",
    "sent",
    "stand/stood/standing with",
    "backed/backing/back",
    "messages/message",
    "behind us",
)
_FUND: Phrases = ("strike fund", "hardship fund", "fighting fund", "our fund", "the fund", "appeal")


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
    words=(
        Words(
            Sort.COUNT,
            heads=(
                "message/messages of ?your support/solidarity",
                "solidarity/support message/messages",
                "message/messages on ?our ?the wall",
                "messages",
                "people ~ whose messages",
                "people and/or ~ whose messages",
            ),
            needs=(_SUPPORT,),
            forbids=("unanswered", "ignored", "employer", "voicemail", "deleted"),
        ),
    ),
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
    words=(
        Words(
            Sort.COUNT,
            heads=("organisation/organisations", "groups and organisations"),
            needs=(_SUPPORT,),
        ),
    ),
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
    definition=gettext_lazy(
        "Pounds pledged to the strike fund up to the as-at day, received or not. Given only where "
        "the branch publishes its totals."
    ),
    group=GROUP,
    words=(
        Words(
            Sort.MONEY,
            heads=("pledged", "pledge/pledges", "promised", "in pledges"),
            needs=((*_FUND, "pledged", "pledges"),),
            forbids=("received", "council", "government", "each"),
        ),
    ),
    family="pledges",
)
def pledged_total(record: Record, at: date) -> Found | Missing:
    """Pounds pledged ≤ D."""
    found = _told_pledges(record, "pledged_on", at)
    if isinstance(found, Missing):
        return found
    if not found:
        return Missing(_("The record holds no pledge made by %s.") % day(at))
    total = sum((pledge.amount for pledge in found), Decimal())
    sentence = ngettext(
        "%(total)s pledged to the strike fund by %(at)s, in %(n)s pledge",
        "%(total)s pledged to the strike fund by %(at)s, in %(n)s pledges",
        len(found),
    )
    values = {"total": pounds(total), "at": day(at), "n": len(found)}
    rows = tuple(_pledge_row(each, each.pledged_on) for each in found)
    return Found(value=total, sentence=sentence % values, rows=rows)


@figure(
    "pledges_received",
    label=gettext_lazy("Received by the strike fund"),
    unit=POUNDS,
    definition=gettext_lazy(
        "Pounds of pledges that the strike fund had received by the as-at day. Given only where "
        "the branch publishes its totals."
    ),
    group=GROUP,
    words=(
        Words(
            Sort.MONEY,
            heads=("received", "donated", "raised", "in donations", "collected", "given"),
            needs=(_FUND,),
            forbids=("council", "government", "each", "target", "cost", "costs", "per"),
        ),
    ),
    family="pledges",
)
def pledges_received(record: Record, at: date) -> Found | Missing:
    """Pounds of pledges received ≤ D."""
    found = _told_pledges(record, "received_on", at)
    if isinstance(found, Missing):
        return found
    if not found:
        return Missing(_("The record holds no pledge received by %s.") % day(at))
    total = sum((pledge.amount for pledge in found), Decimal())
    sentence = ngettext(
        "%(total)s received by the strike fund by %(at)s, from %(n)s pledge",
        "%(total)s received by the strike fund by %(at)s, from %(n)s pledges",
        len(found),
    )
    values = {"total": pounds(total), "at": day(at), "n": len(found)}
    rows = tuple(_pledge_row(each, each.received_on) for each in found)
    return Found(value=total, sentence=sentence % values, rows=rows)


def _told_pledges(record: Record, when: str, at: date) -> list[Pledge] | Missing:
    """Return the pledges whose day `when` is not after `at`, oldest first; why not, where their
    totals are private."""
    if "pledges" not in record.rows:
        record.rows["pledges"] = _public_pledges(record)
    pledges: tuple[Pledge, ...] | None = record.rows["pledges"]
    if pledges is None:
        return Missing(_("The branch does not publish this."))
    days = ((each, getattr(each, when)) for each in pledges)
    return [each for each, on in days if on is not None and on <= at]


def _public_pledges(record: Record) -> tuple[Pledge, ...] | None:
    """Return what pledges a dispute's totals are of; None where they are private."""
    if not WallSettings.of(record.dispute).pledges_public:
        return None
    found = Pledge.objects.public().filter(dispute=record.dispute)
    return tuple(found.order_by("pledged_on", "pk"))


def _pledge_row(pledge: Pledge, when: date | None) -> FigureRow:
    """A pledge without who made it, unless that is an organisation that agreed to be named."""
    named = pledge.organisation_public
    text = ", ".join([pounds(pledge.amount), *([pledge.organisation] if named else [])])
    source, url = (pledge.source, pledge.source_url) if named else ("", "")
    return FigureRow("pledges", pledge.ref, when, text, source, url)


def _row(message: Message) -> FigureRow:
    """A message without its words. Its source would name a sender who chose not to be named."""
    text = str(message.get_kind_display())
    named = message.display == Message.Display.FULL
    source, url = (message.source, message.source_url) if named else ("", "")
    return FigureRow("messages", message.ref, message.received_on, text, source, url)


def _organisation_row(row: dict[str, Any]) -> FigureRow:
    when = row["first_on"]
    return FigureRow("messages", "", when, organisation_text(row["shown"]))


def organisation_text(organisation: str) -> str:
    """Return what a row behind a figure says of an organisation."""
    return _("%(organisation)s, first message") % {"organisation": organisation}
