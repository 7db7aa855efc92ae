"""How long checking takes at present, measured from the last decisions."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.models import Dispute
from solidarity.models import Decision, Message

MEASURED = 20
# From fewer, one quick or slow decision would speak for all.
LEAST = 5
FINAL = (Message.Status.PUBLISHED, Message.Status.DECLINED)


def usual_wait(dispute: Dispute) -> timedelta | None:
    """Return the median wait of the last messages that somebody decided; None where too few were.

    A message waits from its coming until its first decision that was final and not taken back.
    """
    final = Decision.objects.filter(now__in=FINAL, undone_at__isnull=True, decided_by__isnull=False)
    earlier = final.filter(message=OuterRef("message"), pk__lt=OuterRef("pk"))
    firsts = final.filter(~Exists(earlier), message__dispute=dispute, message__channel="web")
    rows = firsts.order_by("-decided_at", "-pk").values_list("decided_at", "message__entered_at")
    waits = [max(decided - came, timedelta(0)) for decided, came in rows[:MEASURED]]
    return sorted(waits)[len(waits) // 2] if len(waits) >= LEAST else None


def checking_time(dispute: Dispute, at: datetime) -> list[str]:
    """Return in sentences how long checking takes, and that it takes longer just now, if so."""
    usual = usual_wait(dispute)
    if usual is None:
        told = [_("Too few messages have been checked lately to say how long it takes.")]
    else:
        told = [
            _("Checking takes %(time)s at present: half of the last messages waited less.")
            % {"time": in_words(usual)}
        ]
    oldest = Message.objects.filter(dispute=dispute).waiting().values_list("entered_at", flat=True)
    waited = at - oldest[0] if oldest else timedelta(0)
    if waited > max((usual or timedelta(0)) * 2, timedelta(hours=2)):
        since = {"time": in_words(waited)}
        told.append(_("The oldest that still waits came %(time)s ago.") % since)
    return told


def in_words(time: timedelta) -> str:
    """Return a length of time as people say it: "about 20 minutes"."""
    minutes = time.total_seconds() / 60
    if minutes < 5:
        return _("a few minutes")
    if minutes < 58:
        return _("about %(n)s minutes") % {"n": int(minutes / 5 + 0.5) * 5}
    if minutes < 36 * 60:
        n = int(minutes / 60 + 0.5)
        return ngettext("about an hour", "about %(n)s hours", n) % {"n": n}
    n = int(minutes / 60 / 24 + 0.5)
    return ngettext("about a day", "about %(n)s days", n) % {"n": n}
