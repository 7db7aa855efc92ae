"""The timeline: what happened, by day. The record tells its part; each app adds its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .figures import Record
from .figures.days import day
from .figures.strikes import COUNTED
from .models import Correction, Milestone, SourcedRow, StrikeDay


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened on a day; `url` leads to more of it, where there is more."""

    date: date
    kind: str
    title: str
    text: str = ""
    url: str = ""
    source: str = ""
    source_url: str = ""


Teller = Callable[[Record, date], Iterable[TimelineEntry]]
_tellers: list[Teller] = []


def tell(teller: Teller) -> Teller:
    """Add to every timeline what `teller(record, at)` yields: entries dated up to `at`, public."""
    _tellers.append(teller)
    return teller


def entries(record: Record, at: date) -> list[TimelineEntry]:
    """Return what had happened by `at`, newest first."""
    told = [entry for teller in _tellers for entry in teller(record, at)]
    return sorted((e for e in told if e.date <= at), key=lambda e: (e.date, e.title), reverse=True)


@tell
def tell_dispute(record: Record, at: date) -> Iterator[TimelineEntry]:
    """The dispute was raised, notice was given, it was settled or closed."""
    dispute = record.dispute
    yield TimelineEntry(dispute.raised_on, "dispute", _("The dispute is raised"), dispute.demand)
    if dispute.notice_given_on:
        title = _("Notice is given to %s") % dispute.employer
        yield TimelineEntry(dispute.notice_given_on, "notice", title)
    if dispute.closed_on:
        title = _("The dispute is %s") % dispute.get_status_display()
        yield TimelineEntry(dispute.closed_on, "dispute", title, dispute.outcome)


@tell
def tell_ballots(record: Record, at: date) -> Iterator[TimelineEntry]:
    """Each ballot, on the day it closed."""
    for ballot in record.ballots:
        title = _("The ballot closes: %(yes)s yes, %(no)s no") % {
            "yes": ballot.yes,
            "no": ballot.no,
        }
        text = _("%(cast)s of %(entitled)s entitled to vote did so.")
        values = {"cast": ballot.votes_cast, "entitled": ballot.entitled}
        yield _entry(ballot, ballot.closed_on, "ballot", title, text % values)


@tell
def tell_offers(record: Record, at: date) -> Iterator[TimelineEntry]:
    """Each offer, and its response."""
    for offer in record.offers:
        title = _("%s makes an offer") % offer.made_by
        yield _entry(offer, offer.made_on, "offer", title, offer.summary)
        if offer.responded_on:
            said = {"accepted": _("The offer is accepted"), "rejected": _("The offer is rejected")}
            # The offer's source is the employer's letter, which cannot tell what came of it.
            yield TimelineEntry(offer.responded_on, "offer", said[offer.response])


@tell
def tell_strike_days(record: Record, at: date) -> Iterator[TimelineEntry]:
    """Each run of strike days, on its first day."""
    taken = (row for row in record.strike_days if row.kind in COUNTED and not row.called_off_on)
    for run in runs(row for row in taken if row.date <= at):
        first, last = run[0].date, run[-1].date
        title = ngettext("%(n)s day of strike action", "%(n)s days of strike action", len(run))
        until = _("Until %s.") % day(last) if last != first else ""
        notes = "; ".join(dict.fromkeys(row.note for row in run if row.note))
        text = " ".join(part for part in (until, notes) if part)
        yield _entry(run[0], first, "strike", title % {"n": len(run)}, text)


@tell
def tell_milestones(record: Record, at: date) -> Iterator[TimelineEntry]:
    """Milestones and corrections, as they were written down."""
    for milestone in Milestone.objects.filter(dispute=record.dispute, date__lte=at):
        yield _entry(milestone, milestone.date, "milestone", milestone.title, milestone.text)
    for mended in Correction.objects.filter(dispute=record.dispute, corrected_on__lte=at):
        title = _("We correct ourselves: %s") % mended.what
        yield _entry(mended, mended.corrected_on, "correction", title, mended.reason)


def runs(days: Iterable[StrikeDay]) -> list[list[StrikeDay]]:
    """Return strike days in runs: days in the same week, as an officer would tell them."""
    by_week = groupby(
        sorted(days, key=lambda row: row.date), lambda row: row.date.isocalendar()[:2]
    )
    return [list(week) for _key, week in by_week]


def _entry(row: SourcedRow, when: date, kind: str, title: str, text: str = "") -> TimelineEntry:
    return TimelineEntry(when, kind, title, text, "", row.source, row.source_url)
