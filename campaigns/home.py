"""The composed page: what the branch's front page and a dispute's first page show, in one place."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from dispute.band import BandFigure, band
from dispute.figures import Figure, Record, compute
from dispute.figures.strikes import COUNTED
from dispute.models import Dispute, StrikeDay
from solidarity.asked import Asked
from solidarity.counts import counts_of
from solidarity.views import send_url
from solidarity.wall import newest_cards

from .letters import waiting_days
from .models import OpenLetter

CARDS, NEXT_DAYS, UNANSWERED = 3, 5, 3


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the page shows of a dispute. `unanswered` pairs a letter with its days."""

    dispute: Dispute
    as_at: date
    placard: Figure
    band: tuple[BandFigure, ...]
    cards: tuple[SafeString, ...]
    message_count: int
    organisation_count: int
    letter: OpenLetter | None
    unanswered: tuple[tuple[OpenLetter, int], ...]
    next_days: tuple[StrikeDay, ...]
    send_url: str


def home_page(record: Record, today: date) -> HomePage:
    """Compose the page of a dispute on a day; one that is over stands still on its last."""
    dispute = record.dispute
    at = min(today, dispute.closed_on or today)
    letters = _letters(dispute)
    wall = counts_of(dispute, Asked())
    return HomePage(
        dispute=dispute,
        as_at=at,
        placard=compute(record, "days_since_notice", at),
        band=band(record, at),
        cards=newest_cards(dispute, CARDS),
        message_count=wall.messages or 0,
        organisation_count=wall.organisations or 0,
        letter=letters[0] if letters else None,
        unanswered=unanswered(letters, at),
        next_days=next_days(record, at),
        send_url=send_url(dispute),
    )


def unanswered(letters: list[OpenLetter], at: date) -> tuple[tuple[OpenLetter, int], ...]:
    """Return the letters that nobody had answered by `at`, the longest wait first."""
    waits = ((letter, waiting_days(letter, at)) for letter in letters)
    waiting = [(letter, days) for letter, days in waits if days is not None]
    return tuple(sorted(waiting, key=lambda each: -each[1])[:UNANSWERED])


def next_days(record: Record, at: date) -> tuple[StrikeDay, ...]:
    """Return the next strike days from `at` on, that day included."""
    announced = (
        row for row in record.strike_days if row.kind in COUNTED and row.announced_on <= at
    )
    coming = (row for row in announced if row.date >= at and row.called_off_on is None)
    return tuple(sorted(coming, key=lambda row: row.date)[:NEXT_DAYS])


def _letters(dispute: Dispute) -> list[OpenLetter]:
    letters = OpenLetter.objects.public().filter(dispute=dispute).newest_first()
    found = list(letters.defer("body", "body_html", "reply", "reply_html"))
    for letter in found:
        letter.dispute = dispute
    return found
