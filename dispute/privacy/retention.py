"""Retention: the rules by which things are erased once they were kept for long enough.

Each app adds its rules when it is ready:

    add_rule(Rule("declined_messages", told=..., kept=..., count=..., erase=...))

A rule counts what is due at a time, and erases the same. The periods are settings (RETENTION_... in
the README); what /privacy/ says of them comes from the rules.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.erasing import log_erasure
from dispute.law.rules import months_on
from dispute.models import Dispute, Erasure, PurgeRun

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

log = logging.getLogger("dispute.privacy")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is erased when.

    `one` and `many` name it with %(n)s: "%(n)s declined message". `kept` says for how long:
    "for 30 days after it was declined". `count` says how many are due at a time; `erase` erases
    them and returns how many, each in a transaction of its own or all in one. `kind` is the word
    of the log of erasures; "" where `erase` writes to the log itself.
    """

    name: str
    one: "StrOrPromise"
    many: "StrOrPromise"
    kept: Callable[[], str]
    count: Callable[[datetime], int]
    erase: Callable[[datetime], int]
    kind: str = ""

    def told(self, n: int) -> str:
        """Say how many things of this kind."""
        return ngettext(str(self.one), str(self.many), n) % {"n": n}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule did, or would do; `is_failed` where it could not."""

    rule: Rule
    count: int
    is_failed: bool = False

    def sentence(self, *, dry_run: bool) -> str:
        """Say it. Nothing of what was erased is in it."""
        told = self.rule.told(self.count)
        if self.is_failed:
            return _("Could not be erased: %s. The log says why.") % self.rule.told(0)
        if not self.count:
            return _("Nothing to erase: %(what)s (kept %(kept)s).") % {
                "what": told,
                "kept": self.rule.kept(),
            }
        told_of = (
            _("Would erase %(what)s (kept %(kept)s).")
            if dry_run
            else _("Erased %(what)s (kept %(kept)s).")
        )
        return told_of % {"what": told, "kept": self.rule.kept()}


_rules: dict[str, Rule] = {}


def add_rule(rule: Rule) -> None:
    """Add a rule; rules run in the order in which they were added."""
    _rules[rule.name] = rule


def rules() -> tuple[Rule, ...]:
    """Return every rule."""
    return tuple(_rules.values())


def kept(name: str) -> str:
    """Return for how long things are kept, by a rule's name. Raises KeyError."""
    return _rules[name].kept()


def purge(at: datetime, *, dry_run: bool = False) -> tuple[Outcome, ...]:
    """Erase all that is due at a time; with `dry_run`, only count it. One that fails stops none."""
    return tuple(_outcome(rule, at, dry_run=dry_run) for rule in rules())


def purge_daily(at: datetime) -> None:
    """Erase what is due, if nobody has today. A part of each round of the mail worker."""
    day = timezone.localdate(at)
    if PurgeRun.objects.filter(day=day).exists():
        return
    try:
        with transaction.atomic():
            run = PurgeRun.objects.create(day=day, ran_at=at)
    except IntegrityError:  # another worker was quicker
        return
    note_run(run, purge(at))


def note_run(run: PurgeRun, outcomes: tuple[Outcome, ...]) -> None:
    """Write down how much a run erased."""
    run.count += sum(each.count for each in outcomes)
    run.save(update_fields=["count"])


def run_now(at: datetime) -> tuple[Outcome, ...]:
    """Erase what is due, whether somebody has today or not, and write down that it was done."""
    run, _made = PurgeRun.objects.get_or_create(day=timezone.localdate(at), defaults={"ran_at": at})
    outcomes = purge(at)
    note_run(run, outcomes)
    return outcomes


def _outcome(rule: Rule, at: datetime, *, dry_run: bool) -> Outcome:
    try:
        if dry_run:
            return Outcome(rule, rule.count(at))
        return Outcome(rule, _erased(rule, at))
    except Exception:
        # One rule that fails must not keep everything else for longer than promised.
        log.exception("A retention rule failed")
        return Outcome(rule, 0, is_failed=True)


def _erased(rule: Rule, at: datetime) -> int:
    if not rule.kind:
        return rule.erase(at)
    with transaction.atomic():
        count = rule.erase(at)
        if count:
            log_erasure(rule.kind, why=Erasure.Why.RETENTION, at=at, count=count)
    return count


# --- Periods --------------------------------------------------------------------------------------


def days_before(at: datetime, setting: str) -> datetime:
    """Return the moment as many days before `at` as a setting says: what is older is due."""
    return at - timedelta(days=getattr(settings, setting))


def in_days(setting: str, sentence_one: str, sentence_many: str) -> str:
    """Say a period of days that a setting gives, by sentences with %(n)s."""
    n = getattr(settings, setting)
    return ngettext(sentence_one, sentence_many, n) % {"n": n}


def disputes_over(at: datetime) -> list[int]:
    """Return the keys of the disputes that closed RETENTION_EMAIL_MONTHS months before, or more."""
    today, months = timezone.localdate(at), settings.RETENTION_EMAIL_MONTHS
    ended = Dispute.objects.filter(status__in=[Dispute.Status.SETTLED, Dispute.Status.CLOSED])
    days = ((dispute.pk, closing_day(dispute)) for dispute in ended.order_by("pk"))
    return [pk for pk, day in days if day is not None and months_on(day, months) <= today]


def closing_day(dispute: Dispute) -> date | None:
    """Return the day on which a dispute closed: as it says, or as its history does; None if open.

    One that is settled and has no day is still being wound up.
    """
    if dispute.closed_on is not None or dispute.status != Dispute.Status.CLOSED:
        return dispute.closed_on
    versions = dispute.history.order_by("history_date", "history_id")
    seen = list(versions.values_list("status", "history_date"))
    since = None
    for status, when in reversed(seen):
        if status != Dispute.Status.CLOSED:
            break
        since = when
    return timezone.localdate(since) if since else None


def closed_without_a_day() -> list[Dispute]:
    """Return the closed disputes of which nothing says when: nothing of them falls due."""
    closed = Dispute.objects.filter(status=Dispute.Status.CLOSED, closed_on__isnull=True)
    return [dispute for dispute in closed.order_by("pk") if closing_day(dispute) is None]
