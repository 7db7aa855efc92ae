"""The table of messages that anybody may take away: what shows on the wall, and nothing more."""

from collections.abc import Callable
from operator import itemgetter

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dispute.exports.public import Column, PublicTable, columns, publish
from dispute.models import Dispute

from .listing import is_listed
from .models import Message
from .shown import paragraphs_of, shown_belonging, shown_name

# What is read of a message: never its sender's address, nor how it came and was decided.
READ = (
    "dispute_id", "ref", "received_on", "kind", "name", "role", "organisation", "place", "display",
    "body", "source", "source_url",
)  # fmt: skip


def register() -> None:
    """Add this app's tables."""
    about = _("Messages of solidarity that are on the wall, each as its sender chose to show.")
    publish(PublicTable("messages", _("Messages"), about, message_columns(), messages, is_listed))


def message_columns() -> tuple[Column, ...]:
    """Return what everybody may read of a message."""
    return (
        *columns(Message, "ref received_on"),
        Column("kind", _("kind"), kind_in_words),
        Column("name", _("name, as it shows"), shown_name),
        Column("role", _("role, if it shows"), _of(shown_belonging, 0)),
        Column("organisation", _("organisation, if it shows"), _of(shown_belonging, 1)),
        Column("place", _("place, if it shows"), _of(shown_belonging, 2)),
        Column("text", _("message"), text),
        Column("address", _("address on this site"), address),
        Column("source", _("source, if the sender's name shows"), _of(shown_source, 0)),
        Column("source_url", _("address of the source"), _of(shown_source, 1)),
    )


def messages(dispute: Dispute) -> QuerySet[Message]:
    """Return a dispute's messages that are on the wall, newest first."""
    return Message.objects.public_in(dispute).only(*READ).newest_first()


def kind_in_words(message: Message) -> str:
    """Return what a message's kind is called; get_kind_display would word all kinds to find one."""
    return str(Message.Kind(message.kind).label)


def text(message: Message) -> str:
    """Return the words of a message, its paragraphs apart, without what breaks a page."""
    return "\n\n".join("\n".join(lines) for lines in paragraphs_of(message.body))


def address(message: Message) -> str:
    """Return the whole address of a message's own page."""
    return f"{settings.SITE_URL}{message.get_absolute_url()}"


def shown_source(message: Message) -> tuple[str, str]:
    """Return the source and its address; nothing where it would name a sender who is not named."""
    named = message.display == Message.Display.FULL
    return (message.source, message.source_url) if named else ("", "")


def _of(shown: Callable[[Message], tuple[str, ...]], part: int) -> Callable[[Message], str]:
    return lambda message: itemgetter(part)(shown(message))
