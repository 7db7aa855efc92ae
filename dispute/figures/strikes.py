"""Days of strike action: taken, to come, announced."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.models import StrikeDay

from .days import day
from .figure import FigureRow, Found, Missing
from .record import Record
from .registry import figure
from .words import Phrases, Sort, Words

GROUP = gettext_lazy("Strike days")
# Action short of a strike is no day of strike action.
COUNTED = (StrikeDay.Kind.STRIKE, StrikeDay.Kind.PART_DAY)

_DAYS: Phrases = (
    "day/days of ?our ?the ?this strike/strikes/striking ?action",
    "day/days of ?our ?lawful ?official action",
    "day/days of ?our ?lawful ?official industrial action",
    "day/days of walkouts/walkout/stoppages/stoppage",
    "strike day/days",
    "strike action day/days",
    "striking day/days",
    "day/days strike ?action",
    "day/days ?out ?been on ?the ?our strike",
    "day/days on ?the ?our picket ?line/lines",
    "day/days out",
    "day/days behind us",
    "on ?the ?our picket ?line/lines for",
    "on strike for",
    "on strike on",
    "out on",
    "we/members will/shall be out again for/on",
    "we'll be out again for/on",
    "struck for/on",
    "strike for",
    "strike action for/on",
    "walked/walk/walking out for/on",
    "walked/walk/walking out again for/on",
    "walked out",
    "withdrawn our labour for/on",
)
# What would be one block of action, or action of another sort.
_NOT_DAYS: Phrases = (
    "short of a strike",
    "overtime ban",
    "work to rule",
    "pay for",
    "notice of",
    "days' notice",
    "days notice",
    "longest/shortest",
    "called/call/calling off",
    "cancelled/cancel/postponed/suspended/withdrawn/abandoned",
)
_AHEAD: Phrases = (
    "more",
    "further",
    "another",
    "additional",
    "extra",
    "to come",
    "ahead",
    "planned",
    "upcoming",
    "remaining",
    "scheduled",
    "to follow",
    "still to",
    "will/shall ?all ?again ?be ?on ?out strike/walk/striking/out",
)
# A block of days that is now, or still to be: none of all that were taken.
_A_BLOCK: Phrases = (
    "begin/begins/beginning/start/starts/starting/embark/embarks/launch/launches/face/facing",
    "this/next/last/every/each week",
    "starting/beginning/from on/from/monday/tuesday/wednesday/thursday/friday",
)
_ANNOUNCED: Phrases = (
    "announced",
    "called",
    "notified",
    "given notice of",
    "named",
    "declared",
)
_TAKEN: Phrases = ("taken", "so far", "behind us", "to date", "already", "have struck")
# "We have taken 28 days so far", where the strike was named before.
_TAKING: Phrases = (
    "we/members/have/now/already taken",
    "we took",
    "days ?have/has ?now ?been taken",
    "been out ?for",
    "were out ?for",
    "so far it has been",
    "so far",
    "to date",
)
# Of days alone: "Strike action: 33 days", "we withdrew our labour on 15 days".
_STRIKING: Phrases = (
    "strike action",
    "our/the strike",
    "strikes",
    "strike",
    "withdraw/withdrawn/withdrew/withdrawing ~ labour",
    "been ?out on strike",
)
TAKEN: tuple[Words, ...] = (
    Words(
        Sort.COUNT,
        heads=_STRIKING,
        needs=((*_TAKEN, "been ?out on strike", "have done on", "withdrawn/withdrew ~ labour"),),
        forbids=(*_NOT_DAYS, *_AHEAD),
        unit="days",
        by_us=True,
        loose=True,
    ),
    Words(
        Sort.COUNT,
        heads=_DAYS,
        forbids=(*_NOT_DAYS, *_AHEAD, *_A_BLOCK),
        unit="days",
        by_us=True,
    ),
    Words(
        Sort.COUNT,
        heads=_DAYS,
        needs=(_TAKEN,),
        forbids=(*_NOT_DAYS, *_AHEAD),
        unit="days",
        by_us=True,
    ),
    Words(
        Sort.COUNT,
        heads=_TAKING,
        forbids=(*_NOT_DAYS, *_AHEAD, "annual", "leave", "sick", "off", "to reply/answer"),
        unit="days",
        by_us=True,
        loose=True,
    ),
)
# A day of action costs a day's pay.
TAKEN += (
    Words(
        Sort.COUNT,
        heads=("pay", "wages"),
        needs=(("lost/lose/losing/sacrificed/forgone/foregone/forfeited", "given up", "cost"),),
        unit="days",
        by_us=True,
        loose=True,
    ),
)
TO_COME = (
    # "There are eleven still to come", where the strike was named before.
    Words(
        Sort.COUNT,
        heads=("still/yet/more to come", "still ahead"),
        forbids=_NOT_DAYS,
        future=True,
        ahead=True,
        loose=True,
    ),
    Words(
        Sort.COUNT, heads=_STRIKING, needs=(_AHEAD,), forbids=_NOT_DAYS, unit="days", by_us=True,
        future=True, ahead=True, loose=True,
    ),
    Words(
        Sort.COUNT, heads=_DAYS, needs=(_AHEAD,), forbids=_NOT_DAYS, unit="days", by_us=True,
        future=True,
        ahead=True,
        open=True,
    ),
)  # fmt: skip
ANNOUNCED = (
    Words(
        Sort.COUNT, heads=_DAYS, needs=(_ANNOUNCED,), forbids=(*_NOT_DAYS, "more", "further"),
        unit="days", by_us=True, future=True, open=True,
    ),
    # "The number of days announced is 35."
    Words(
        Sort.COUNT,
        heads=("number of ?strike days ?we ?have announced/called",),
        forbids=(*_NOT_DAYS, "more", "further"),
        unit="days",
        future=True,
    ),
)  # fmt: skip


@figure(
    "strike_days_taken",
    label=gettext_lazy("Days of strike action taken"),
    unit="days",
    definition=gettext_lazy(
        "Days of strike or part-day strike up to the as-at day, that day included, that were not "
        "called off. Weekends and bank holidays count when strike action was taken on them."
    ),
    group=GROUP,
    words=TAKEN,
    family="strike days",
)
def strike_days_taken(record: Record, at: date) -> Found | Missing:
    """Strike and part-day strike days dated up to D and not called off."""
    if not _announced_by(record, at):
        return _none_announced(at)
    rows = _taken(record, at)
    sentence = ngettext(
        "%(n)s day of strike action up to %(at)s",
        "%(n)s days of strike action up to %(at)s",
        len(rows),
    )
    return _counted(rows, sentence, at)


@figure(
    "strike_days_to_come",
    label=gettext_lazy("Days of strike action to come"),
    unit="days",
    definition=gettext_lazy(
        "Days of strike or part-day strike after the as-at day that had been announced by then and "
        "not called off by then."
    ),
    group=GROUP,
    words=TO_COME,
    family="strike days",
)
def strike_days_to_come(record: Record, at: date) -> Found | Missing:
    """Strike and part-day strike days announced by D, dated after D, not called off by D."""
    if not _announced_by(record, at):
        return _none_announced(at)
    rows = _to_come(record, at)
    sentence = ngettext(
        "%(n)s more day of strike action announced, as at %(at)s",
        "%(n)s more days of strike action announced, as at %(at)s",
        len(rows),
    )
    return _counted(rows, sentence, at)


@figure(
    "strike_days_announced",
    label=gettext_lazy("Days of strike action announced"),
    unit="days",
    definition=gettext_lazy(
        "Days of strike action taken up to the as-at day, and days to come that had been announced "
        "by then."
    ),
    group=GROUP,
    words=ANNOUNCED,
    family="strike days",
)
def strike_days_announced(record: Record, at: date) -> Found | Missing:
    """Taken + to come, as at D."""
    if not _announced_by(record, at):
        return _none_announced(at)
    taken, to_come = _taken(record, at), _to_come(record, at)
    sentence = ngettext(
        "%(n)s day of strike action announced by %(at)s: %(taken)s taken and %(to_come)s to come",
        "%(n)s days of strike action announced by %(at)s: %(taken)s taken and %(to_come)s to come",
        len(taken) + len(to_come),
    )
    return _counted(taken + to_come, sentence, at, taken=len(taken), to_come=len(to_come))


def _announced_by(record: Record, at: date) -> tuple[StrikeDay, ...]:
    rows = (row for row in record.strike_days if row.kind in COUNTED)
    return tuple(row for row in rows if row.announced_on <= at)


def _taken(record: Record, at: date) -> tuple[StrikeDay, ...]:
    rows = _announced_by(record, at)
    return tuple(row for row in rows if row.date <= at and row.called_off_on is None)


def _to_come(record: Record, at: date) -> tuple[StrikeDay, ...]:
    rows = (row for row in _announced_by(record, at) if row.date > at)
    return tuple(row for row in rows if row.called_off_on is None or row.called_off_on > at)


def _none_announced(at: date) -> Missing:
    return Missing(_("The record holds no strike day announced by %s.") % day(at))


def _counted(rows: tuple[StrikeDay, ...], sentence: str, at: date, **more: int) -> Found:
    words = {"n": len(rows), "at": day(at), **more}
    return Found(
        value=len(rows), sentence=sentence % words, rows=tuple(_row(each) for each in rows)
    )


def _row(row: StrikeDay) -> FigureRow:
    text = row.get_kind_display().capitalize()
    text = f"{text}: {row.note}" if row.note else text
    return FigureRow("strike_days", row.ref, row.date, text, row.source, row.source_url)
