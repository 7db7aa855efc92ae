"""What the law calendar reads of the record: rules, ballots and notices, one query each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date

from dispute.models import ActionNotice, Ballot, StrikeDay
from dispute.models.law import LawRule

from .ballots import BallotFacts, BallotResult, judge_ballot
from .notices import NoticeFacts, NoticeResult, judge_notice
from .rules import Rule
from .strikes import DayFacts, DayResult, judge_day

RULE_FIELDS = tuple(each.name for each in fields(Rule))


@dataclass(frozen=True, slots=True)
class Book:
    """The law calendar of one dispute as seen on the day `at`."""

    at: date
    rules: tuple[Rule, ...]
    ballots: tuple[BallotResult, ...] = ()
    notices: tuple[NoticeResult, ...] = ()

    def day(self, row: StrikeDay) -> DayResult:
        """Return what is to be said of a strike day. Asks nothing of the database."""
        notices = tuple(each.notice for each in self.notices)
        return judge_day(self.rules, day_facts(row), self.ballots, notices)

    def ballot(self, key: int) -> BallotResult | None:
        """Return the result of a ballot by its row's key."""
        return next((each for each in self.ballots if each.ballot.key == key), None)

    def notice(self, key: int) -> NoticeResult | None:
        """Return the result of a notice by its row's key."""
        return next((each for each in self.notices if each.notice.key == key), None)


def rules_of() -> tuple[Rule, ...]:
    """Return every rule of law that is recorded, in one query."""
    return tuple(rule_of(row) for row in LawRule.objects.all())


def rule_of(row: LawRule) -> Rule:
    """Return a row as the plain rule that it is."""
    return Rule(**{name: getattr(row, name) for name in RULE_FIELDS})


def books(disputes: Iterable[int], at: date) -> Mapping[int, Book]:
    """Return the law calendars of some disputes, by their keys, in three queries altogether."""
    keys, rules = set(disputes), rules_of()
    ballots: dict[int, list[BallotResult]] = {key: [] for key in keys}
    notices: dict[int, list[NoticeResult]] = {key: [] for key in keys}
    for ballot in Ballot.objects.filter(dispute__in=keys).order_by("closed_on", "pk"):
        ballots[ballot.dispute_id].append(judge_ballot(rules, ballot_facts(ballot), at))
    for notice in ActionNotice.objects.filter(dispute__in=keys).order_by("first_day", "pk"):
        notices[notice.dispute_id].append(judge_notice(rules, notice_facts(notice)))
    return {key: Book(at, rules, tuple(ballots[key]), tuple(notices[key])) for key in keys}


def book_of(dispute: int, at: date) -> Book:
    """Return the law calendar of one dispute."""
    return books([dispute], at)[dispute]


def ballot_facts(row: Ballot) -> BallotFacts:
    """Return a ballot's days and counts."""
    return BallotFacts(
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        entitled=row.entitled,
        votes_cast=row.votes_cast,
        yes=row.yes,
        no=row.no,
        spoiled=row.spoiled,
        important_public_service=row.important_public_service,
        result_told_on=row.result_told_on,
        key=row.pk or 0,
    )


def notice_facts(row: ActionNotice) -> NoticeFacts:
    """Return a notice's days."""
    return NoticeFacts(row.sent_on, row.received_on, row.kind, row.first_day, row.pk or 0)


def day_facts(row: StrikeDay) -> DayFacts:
    """Return a strike day's date, kind and notice."""
    return DayFacts(row.date, row.kind, row.notice_id or 0, row.called_off_on)
