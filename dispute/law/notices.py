"""Notice of action: when the employer must have it, and what that allows.

The rule of a notice is that of the day it is received. Where a shorter notice begins to be enough,
a notice received a day later can allow an earlier first day: the law says so, and so do these
functions. Within one rule, a later receipt never allows an earlier first day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .kinds import Kind
from .rules import NoRule, Rule, Told, because, day, moved, rule_for, weekday


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A notice of action: when it was sent and received, of what, and from which day."""

    sent_on: date
    received_on: date | None
    kind: str
    first_day: date
    key: int = 0


class InTime(models.TextChoices):
    IN_TIME = "in time", gettext_lazy("in time")
    SHORT = "short", gettext_lazy("short of notice")
    NOT_RECEIVED = "not received", gettext_lazy("receipt not recorded")
    NO_RULE = "no rule", gettext_lazy("no rule recorded")


@dataclass(frozen=True, kw_only=True)
class FirstDay(Told):
    """The earliest first day that a receipt allows."""

    received_on: date
    day: date


@dataclass(frozen=True, kw_only=True)
class LastReceipt(Told):
    """The last day on which a notice can be received for a first day.

    `but_not` are spans of earlier days, both ends included, whose own rule asks for more notice
    than is left: a notice received then would be short, though one received on `day` is not.
    """

    first_day: date
    day: date
    but_not: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, kw_only=True)
class NoticeResult(Told):
    """Whether a notice is in time for its own first day."""

    notice: NoticeFacts
    state: InTime
    earliest: FirstDay | None = None
    last_receipt: LastReceipt | None = None
    in_time_by_agreement: bool = False


def days_of(rule: Rule, *, by_agreement: bool = False) -> int:
    """Return the days of notice that a rule asks, or the fewest that both sides may agree on."""
    shorter = rule.shorter_by_agreement
    return shorter if by_agreement and shorter is not None else rule.value


def earliest_first_day(
    rules: Sequence[Rule], received_on: date, *, by_agreement: bool = False
) -> FirstDay | NoRule:
    """Return the earliest first day of action for a notice received on a day."""
    rule = rule_for(rules, Kind.NOTICE, received_on)
    if isinstance(rule, NoRule):
        return rule
    days = days_of(rule, by_agreement=by_agreement)
    first = moved(received_on, days)
    values = {"received": weekday(received_on), "first": weekday(first)}
    return FirstDay(
        said=_("A notice received on %(received)s allows action from %(first)s") % values,
        why=because(rule, received_on, asked(rule, by_agreement=by_agreement)),
        caution=rule.doubt,
        rule=rule,
        value=days,
        received_on=received_on,
        day=first,
    )


def last_receipt(
    rules: Sequence[Rule], first_day: date, *, by_agreement: bool = False
) -> LastReceipt | NoRule:
    """Return the latest day of receipt whose own rule a first day satisfies."""
    found = [
        (latest, rule)
        for rule in rules
        if rule.kind == Kind.NOTICE
        and (latest := _latest(rule, first_day, by_agreement)) is not None
    ]
    if not found:
        return NoRule(Kind.NOTICE, first_day)
    latest, rule = max(found, key=lambda each: each[0])
    if (unruled := _unruled(rules, latest, first_day)) is not None:
        return unruled
    gaps = _gaps(rules, first_day, latest, by_agreement)
    values = {"first": weekday(first_day), "last": weekday(latest)}
    said = _("For action from %(first)s the employer must have the notice by the end of %(last)s")
    return LastReceipt(
        said=said % values,
        why=because(rule, latest, asked(rule, by_agreement=by_agreement)),
        caution=" ".join(filter(None, (rule.doubt, _gap_caution(gaps)))),
        rule=rule,
        value=days_of(rule, by_agreement=by_agreement),
        first_day=first_day,
        day=latest,
        but_not=gaps,
    )


def is_in_time(
    rules: Sequence[Rule], received_on: date, first_day: date, *, by_agreement: bool = False
) -> bool | None:
    """Whether a receipt leaves enough notice for a day; None where no rule is recorded."""
    found = earliest_first_day(rules, received_on, by_agreement=by_agreement)
    return None if isinstance(found, NoRule) else found.day <= first_day


def judge_notice(rules: Sequence[Rule], notice: NoticeFacts) -> NoticeResult:
    """Return whether a notice is in time for the first day that it names, and its arithmetic."""
    last = last_receipt(rules, notice.first_day)
    latest = last if isinstance(last, LastReceipt) else None
    if notice.received_on is None:
        return _not_received(notice, latest)
    found = earliest_first_day(rules, notice.received_on)
    if isinstance(found, NoRule):
        said = _("Whether the notice is in time cannot be said")
        why = _("because %s") % found.why
        return NoticeResult(said=said, why=why, notice=notice, state=InTime.NO_RULE)
    in_time = found.day <= notice.first_day
    return NoticeResult(
        said=_said(notice.received_on, notice.first_day, found),
        why=found.why,
        caution=_caution(rules, notice.received_on, notice.first_day, found),
        rule=found.rule,
        value=found.value,
        notice=notice,
        state=InTime.IN_TIME if in_time else InTime.SHORT,
        earliest=found,
        last_receipt=latest,
        in_time_by_agreement=not in_time
        and bool(is_in_time(rules, notice.received_on, notice.first_day, by_agreement=True)),
    )


def asked(rule: Rule, *, by_agreement: bool = False) -> str:
    """Return what a rule of notice asks, in words."""
    days = days_of(rule, by_agreement=by_agreement)
    said = ngettext(
        "notice has to be received by the %(n)s day before",
        "notice has to be received by the %(n)s day before",
        days,
    ) % {"n": ordinal(days)}
    if by_agreement and rule.shorter_by_agreement is not None:
        return _("%s, as both sides agreed") % said
    return said


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th, 21st ..."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 20 else ending}"


def _latest(rule: Rule, first_day: date, by_agreement: bool) -> date | None:
    latest = moved(first_day, -days_of(rule, by_agreement=by_agreement))
    if rule.ends_on is not None:
        latest = min(latest, rule.ends_on)
    return latest if rule.covers(latest) else None


def _unruled(rules: Sequence[Rule], since: date, until: date) -> NoRule | None:
    """Return the first day of a span that has no one rule: a later receipt might do there."""
    of_kind = [rule for rule in rules if rule.kind == Kind.NOTICE]
    begins = [rule.starts_on for rule in of_kind if rule.starts_on]
    begins += [moved(rule.ends_on, 1) for rule in of_kind if rule.ends_on]
    for on in [since, *sorted(on for on in begins if since < on < until)]:
        rule = rule_for(rules, Kind.NOTICE, on)
        if isinstance(rule, NoRule):
            return rule
    return None


def _gaps(
    rules: Sequence[Rule], first_day: date, latest: date, by_agreement: bool
) -> tuple[tuple[date, date], ...]:
    spans = []
    for rule in rules:
        if rule.kind != Kind.NOTICE or rule.ends_on is None or rule.ends_on >= latest:
            continue
        after = moved(first_day, 1 - days_of(rule, by_agreement=by_agreement))
        begins = max(after, rule.starts_on) if rule.starts_on else after
        if begins <= rule.ends_on:
            spans.append((begins, rule.ends_on))
    return tuple(sorted(spans))


def _gap_caution(gaps: Sequence[tuple[date, date]]) -> str:
    sentences = []
    for begins, ends in gaps:
        values = {"from": day(begins), "to": day(ends)}
        said = _("A notice received from %(from)s to %(to)s would be short: more was asked then.")
        if begins == ends:
            said = _("A notice received on %(to)s would be short: more was asked then.")
        sentences.append(said % values)
    return " ".join(sentences)


def _not_received(notice: NoticeFacts, last: LastReceipt | None) -> NoticeResult:
    by_then = _("; to be in time it must be by the end of %s") % weekday(last.day) if last else ""
    return NoticeResult(
        said=_("The record does not say when the employer received the notice") + by_then,
        why=last.why if last else "",
        caution=last.caution if last else "",
        rule=last.rule if last else None,
        value=last.value if last else None,
        notice=notice,
        state=InTime.NOT_RECEIVED,
        last_receipt=last,
    )


def _said(received_on: date, first_day: date, found: FirstDay) -> str:
    short = (found.day - first_day).days
    values = {
        "received": weekday(received_on),
        "first": weekday(first_day),
        "earliest": weekday(found.day),
        "n": short,
    }
    if found.day <= first_day:
        return (
            _("Received on %(received)s, the notice is in time for action from %(first)s") % values
        )
    return (
        ngettext(
            "Received on %(received)s, the notice is %(n)s day short for action from %(first)s: "
            "%(earliest)s is the earliest first day",
            "Received on %(received)s, the notice is %(n)s days short for action from %(first)s: "
            "%(earliest)s is the earliest first day",
            short,
        )
        % values
    )


def _caution(rules: Sequence[Rule], received: date, first_day: date, found: FirstDay) -> str:
    agreed = found.day > first_day and is_in_time(rules, received, first_day, by_agreement=True)
    words = _("It is enough only if the employer agreed to shorter notice.") if agreed else ""
    return " ".join(filter(None, (found.caution, words)))
