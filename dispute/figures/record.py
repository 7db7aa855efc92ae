"""The dated rows of a dispute, each table read once.

Figures are functions of this and of a day; nothing else in `dispute/figures` asks the database.
"""

from functools import cached_property
from typing import Any

from django.db.models import F

from dispute.models import (
    Ballot,
    Departure,
    Dispute,
    Offer,
    Statistic,
    StrikeDay,
    Team,
    WaitingList,
    WaitingListFigure,
)


class Record:
    """One dispute's rows, oldest first, read when they are first asked for."""

    def __init__(self, dispute: Dispute, without: str = "") -> None:
        """`without` is the reference of a text that quotes figures, and must not count itself."""
        self.dispute = dispute
        self.without = without
        # What was worked out from the rows once: a letter asks it for each of its figures.
        self.memo: dict[str, Any] = {}
        # Rows of other apps' tables. Unlike `memo`, they stay as they are if `without` changes.
        self.rows: dict[str, Any] = {}

    @cached_property
    def strike_days(self) -> tuple[StrikeDay, ...]:
        return tuple(StrikeDay.objects.filter(dispute=self.dispute).order_by("date", "kind"))

    @cached_property
    def teams(self) -> tuple[Team, ...]:
        return tuple(Team.objects.filter(dispute=self.dispute).order_by("as_at", "name"))

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        rows = Departure.objects.filter(dispute=self.dispute).select_related("team")
        # The two databases disagree about where the unknown stands.
        given, left = (F(name).asc(nulls_first=True) for name in ("notice_given_on", "left_on"))
        return tuple(rows.order_by(given, left, "pk"))

    @cached_property
    def waiting_lists(self) -> tuple[WaitingList, ...]:
        lists = WaitingList.objects.filter(dispute=self.dispute)
        return tuple(sorted(lists, key=lambda each: each.name))  # databases sort letters unlike

    @cached_property
    def waits(self) -> tuple[WaitingListFigure, ...]:
        rows = WaitingListFigure.objects.filter(dispute=self.dispute).select_related("list")
        return tuple(rows.order_by("as_at", "pk"))

    @cached_property
    def ballots(self) -> tuple[Ballot, ...]:
        return tuple(Ballot.objects.filter(dispute=self.dispute).order_by("closed_on", "pk"))

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        return tuple(Offer.objects.filter(dispute=self.dispute).order_by("made_on", "pk"))

    @cached_property
    def statistics(self) -> tuple[Statistic, ...]:
        return tuple(Statistic.objects.filter(dispute=self.dispute).order_by("as_at", "pk"))
