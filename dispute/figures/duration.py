"""How long the dispute has gone on."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .days import day, whole_months
from .figure import FigureRow, Found, Missing
from .record import Record
from .registry import figure
from .words import Phrases, Sort, Words

GROUP = gettext_lazy("How long")

SINCE_NOTICE: Phrases = (
    "since ~ notice",
    "since we gave/served/sent ~ notice",
    "since the day/date/week ~ notice",
    "after ~ notice",
    "ago we/the/our ~ notice",
    "since ~ was/were given/served/sent/handed ?our ?the ?formal ?strike notice",
    "since ~ received/got/had ?our ?the ?formal ?strike notice",
    "since we notified/told/announced/warned",
    "of ?our ?the ?this campaign",
    "day ~ of ?our ?the ?this ?long dispute",
)
IN_DISPUTE: Phrases = (
    "of ?our ?the ?this ?long ?running ?bitter dispute",
    "in ?our ?the ?a dispute",
    "into ?our ?the ?this ?a ?long dispute",
    "dispute",
    "since ?our ?the ?this dispute began/started/opened",
    "since we ?first raised",
    "in dispute for",
    "dispute ~ for/lasted",
    "ago we ?first raised",
    "dispute/it began/started/opened",
    "raising ?these ?our concerns",
)
_NOT_THE_DISPUTE: Phrases = (
    "left/leave/leaving/lost/quit",
    "waiting/wait/waits/list",
    "strike/strikes/striking",
    "notice",
    "reply/replied/response/answer",
    "before/until",
    "another/last/previous/similar/other/earlier dispute",
    "deal/contract/probation/training/cohort/salary",
)


@figure(
    "days_since_notice",
    label=gettext_lazy("Days since notice was given"),
    unit="days",
    definition=gettext_lazy(
        "Days from the day on which notice was given to the employer to the as-at day. The day "
        "after the notice is day 1."
    ),
    group=GROUP,
    words=(
        Words(
            Sort.LENGTH,
            heads=SINCE_NOTICE,
            forbids=("left", "cohort", "more/further/new/another/second"),
            unit="days",
        ),
        Words(Sort.LENGTH, heads=("ago",), needs=(("notice",),), forbids=("left",), unit="days"),
    ),
    family="how long",
)
def days_since_notice(record: Record, at: date) -> Found | Missing:
    """D − the day of the notice, in days; missing where none had been given by D."""
    given = record.dispute.notice_given_on
    if given is None or given > at:
        return Missing(_("No notice had been given by %s.") % day(at))
    sentence = _("%(at)s was day %(days)s since notice was given on %(given)s")
    days = (at - given).days
    return Found(
        value=days,
        sentence=sentence % {"at": day(at), "days": days, "given": day(given)},
        rows=(_milestone(record, given, _("Notice was given to the employer")),),
    )


@figure(
    "months_in_dispute",
    label=gettext_lazy("Months in dispute"),
    unit="months",
    definition=gettext_lazy(
        "Whole months from the day on which the dispute was raised to the as-at day."
    ),
    group=GROUP,
    words=(
        Words(Sort.LENGTH, heads=IN_DISPUTE, forbids=_NOT_THE_DISPUTE, unit="months", by_us=True),
        Words(
            Sort.LENGTH,
            heads=(
                "raised ?this ?these ?our ?the matter/matters/concerns/issues/dispute/grievance",
            ),
            needs=(("ago",),),
            forbids=_NOT_THE_DISPUTE,
            unit="months",
            by_us=True,
            loose=True,
        ),
    ),
    family="how long",
)
def months_in_dispute(record: Record, at: date) -> Found | Missing:
    """Whole months from the day the dispute was raised to D; missing before that day."""
    raised = record.dispute.raised_on
    if raised > at:
        return Missing(_("The dispute had not been raised by %s.") % day(at))
    months = whole_months(raised, at)
    sentence = ngettext(
        "%(n)s month in dispute up to %(at)s", "%(n)s months in dispute up to %(at)s", months
    )
    return Found(
        value=months,
        sentence=sentence % {"n": months, "at": day(at)},
        rows=(_milestone(record, raised, _("The dispute was raised")),),
    )


def _milestone(record: Record, when: date, text: str) -> FigureRow:
    return FigureRow("disputes", record.dispute.slug, when, text)
