"""What /privacy/ says of the site itself: who is responsible, how mail leaves, when erasing ran."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dispute.mail import keeps_mail
from dispute.models import Branch, PurgeRun


@dataclass(frozen=True, slots=True)
class Facts:
    """Sentences about this site as it is set up now; `branch` is the controller, if it is known."""

    branch: Branch | None
    site: str
    mail: str
    erased: str


def facts(at: datetime) -> Facts:
    """Return them."""
    return Facts(
        branch=Branch.objects.public().first(),
        site=settings.SITE_URL,
        mail=_mail(),
        erased=_erased(),
    )


def _mail() -> str:
    if keeps_mail():
        return _(
            "This site has no mail server: what it would send is kept here, for officers to read, "
            "and nothing leaves."
        )
    return _(
        "Mails leave through the branch’s mail server. None holds the words of a message. Once a "
        "mail has left, its text and address are erased here."
    )


def _erased() -> str:
    newest = PurgeRun.objects.order_by("-day").first()
    if newest is None:
        return _("Erasing by these rules has not run on this site yet.")
    day = date_format(timezone.localtime(newest.ran_at), "j F Y")
    return _("What has been kept for that long is erased once a day, last on %s.") % day
