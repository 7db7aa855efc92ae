"""Letters that wait: what the admin's first page says of them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns import letters
from campaigns.models import OpenLetter
from dispute.what_waits import Item, Panel, panel

LONG_TEXTS = ("body", "body_html", "reply", "reply_html")
ITEMS_SHOWN = 5


@panel(order=30)
def letters_without_reply(request: HttpRequest) -> Panel | None:
    """Published letters that nobody has answered, those that wait longest above."""
    if not request.user.has_perm("campaigns.view_openletter"):
        return None
    published = OpenLetter.objects.public().defer(*LONG_TEXTS).without_reply()
    today = timezone.localdate()
    waiting = [each for each in published if letters.waiting_days(each, today) is not None]
    waiting.sort(key=lambda each: letters.waiting_days(each, today) or 0, reverse=True)
    return Panel(
        count=len(waiting),
        title=ngettext("letter without a reply", "letters without a reply", len(waiting)),
        text="" if waiting else _("No published letter waits for a reply."),
        url=reverse("admin:campaigns_openletter_changelist") + "?replied=no",
        items=tuple(_item(each) for each in waiting[:ITEMS_SHOWN]),
    )


def how_long(letter: OpenLetter) -> str:
    """Return how long a letter has waited, or when it was answered."""
    if letter.replied_on:
        return _("answered on %s") % date_format(letter.replied_on, "j F Y")
    days = letters.waiting_days(letter, timezone.localdate())
    return "" if days is None else ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _item(letter: OpenLetter) -> Item:
    url = reverse("admin:campaigns_openletter_change", args=[letter.pk])
    return Item(letter.title, url, how_long(letter))
