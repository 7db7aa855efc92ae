"""The index says when the branch's mailbox is not being read, and why."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dispute.what_waits import Panel, panel
from solidarity.mailbox.collecting.state import mailbox_now


@panel(order=4)
def mailbox_in_trouble(request: HttpRequest) -> Panel | None:
    """What is wrong with the mailbox, and since when; nothing while all is well."""
    if not request.user.has_perm("solidarity.change_message"):
        return None
    now = mailbox_now(timezone.now())
    if now is None or not now.trouble:
        return None
    since = ""
    if now.since:
        since = _("Since %(when)s.") % {
            "when": date_format(timezone.localtime(now.since), "j F Y, H:i")
        }
    return Panel(
        count=1,
        title=_("mailbox that is not read as it should be"),
        text=f"{now.trouble} {since}".strip(),
        url=reverse("admin:mails"),
    )
