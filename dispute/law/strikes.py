"""What is to be warned of beside a day of action: no mandate, no notice, or too little of it.

A warning never stops anybody from recording what happened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .ballots import BallotResult, Standing, State
from .mandates import Mandate
from .notices import FirstDay, NoticeFacts, earliest_first_day, is_in_time, last_receipt
from .rules import NoRule, Rule, Told, day, weekday

SHORT_OF_STRIKE = "action short of a strike"


class Code(models.TextChoices):
    """What is wrong, as a list says it."""

    NO_MANDATE = "no mandate", gettext_lazy("outside every mandate")
    MANDATE_UNKNOWN = "mandate unknown", gettext_lazy("mandate cannot be said")
    NO_NOTICE = "no notice", gettext_lazy("on no notice")
    UNNAMED = "unnamed", gettext_lazy("names no notice")
    OTHER_KIND = "other kind", gettext_lazy("notice of another kind")
    BEFORE_NOTICE = "before notice", gettext_lazy("before its notice’s first day")
    TOO_EARLY = "too early", gettext_lazy("notice before the ballot closed")
    SHORT = "short", gettext_lazy("short of notice")
    FIRST_SHORT = "first short", gettext_lazy("notice short for its first day")
    NOT_RECEIVED = "not received", gettext_lazy("receipt not recorded")
    NO_RULE = "no rule", gettext_lazy("no rule recorded")


@dataclass(frozen=True, slots=True)
class DayFacts:
    """A day of action, and the key of the notice that it names, 0 for none."""

    on: date
    kind: str
    notice: int = 0
    called_off_on: date | None = None

    @property
    def notice_kind(self) -> str:
        """The kind of notice that it needs: a part-day strike is a strike."""
        return SHORT_OF_STRIKE if self.kind == SHORT_OF_STRIKE else "strike"


@dataclass(frozen=True, kw_only=True)
class Finding(Told):
    """One thing to warn of. `is_sure` is False where it may yet be in order."""

    code: Code
    is_sure: bool = True

    @property
    def is_of_notice(self) -> bool:
        """Whether it is about the notice, and not about the mandate."""
        return self.code not in (Code.NO_MANDATE, Code.MANDATE_UNKNOWN)

    @property
    def brief(self) -> str:
        """Two or three words for a list."""
        return str(self.code.label)


@dataclass(frozen=True, slots=True)
class DayResult:
    """What is to be warned of; `ballot` and `notice` are what the day stands on, or could.

    `note` is said quietly: that the day names no notice, though one on record would do.
    """

    facts: DayFacts
    findings: tuple[Finding, ...]
    ballot: BallotResult | None = None
    notice: NoticeFacts | None = None
    note: Finding | None = None

    @property
    def brief(self) -> str:
        """Its findings in a few words, or its note; "" where there is neither."""
        said = self.findings or ((self.note,) if self.note else ())
        return "; ".join(finding.brief for finding in said)


def judge_day(
    rules: Sequence[Rule],
    facts: DayFacts,
    ballots: Sequence[BallotResult],
    notices: Sequence[NoticeFacts],
) -> DayResult:
    """Return what is to be warned of; nothing for a day that was called off."""
    if facts.called_off_on is not None:
        return DayResult(facts, ())
    ballot = covering(ballots, facts.on)
    found = [] if ballot else [_without_mandate(facts.on, ballots)]
    notice = notice_for(rules, facts, notices)
    if notice is None:
        found.append(_without_notice(rules, facts))
        return DayResult(facts, tuple(found), ballot)
    found += _of_notice(rules, facts, notice)
    found += _too_early(facts, notice, ballots)
    return DayResult(facts, tuple(found), ballot, notice, _unnamed(facts, notice, found))


def covering(ballots: Sequence[BallotResult], on: date) -> BallotResult | None:
    """Return the ballot whose mandate surely covers a day; of several, the longest one."""
    found = [each for each in ballots if each.covers(on)]
    return max(found, key=lambda each: each.last_day or on, default=None)


def notice_for(
    rules: Sequence[Rule], facts: DayFacts, notices: Sequence[NoticeFacts]
) -> NoticeFacts | None:
    """Return the notice that a day names; where it names none, one that would do, or the nearest.

    The nearest is of the day's kind and speaks of a first day no later than it.
    """
    if facts.notice:
        return next((each for each in notices if each.key == facts.notice), None)
    of_kind = [each for each in notices if each.kind == facts.notice_kind]
    begun = [each for each in of_kind if each.first_day <= facts.on]
    begun.sort(key=lambda each: each.first_day, reverse=True)
    enough = [each for each in begun if _is_enough(rules, each, facts.on)]
    return next(iter([*enough, *begun]), None)


def _is_enough(rules: Sequence[Rule], notice: NoticeFacts, on: date) -> bool:
    if notice.received_on is None:
        return False
    found = earliest_first_day(rules, notice.received_on)
    return not isinstance(found, NoRule) and found.day <= min(on, notice.first_day)


# --- The mandate ----------------------------------------------------------------------------------


def _without_mandate(on: date, ballots: Sequence[BallotResult]) -> Finding:
    said = _("%s is outside every mandate on record") % weekday(on)
    for each in ballots:
        if each.standing == Standing.UNKNOWN and _may_cover(each, on):
            return _unknown(each, on)
    for each in ballots:
        run = each.mandate if each.standing == Standing.HOLDS else None
        if isinstance(run, Mandate) and run.covers_by_agreement(on):
            return _by_agreement(run, said)
    return Finding(code=Code.NO_MANDATE, said=said, why=_why_none(on, ballots))


def _may_cover(ballot: BallotResult, on: date) -> bool:
    if isinstance(ballot.mandate, NoRule):
        return ballot.ballot.closed_on <= on
    return ballot.runs_on(on)


def _unknown(ballot: BallotResult, on: date) -> Finding:
    values = {"day": weekday(on), "closed": day(ballot.ballot.closed_on)}
    said = _("Whether the ballot of %(closed)s gives a mandate for %(day)s cannot be said") % values
    lacking = ballot.mandate.why if isinstance(ballot.mandate, NoRule) else ""
    open_ends = [each for each in ballot.tests if each.state in (State.NO_RULE, State.OPEN)]
    reasons = [lacking, *(f"{each.label}: {each.state.label}" for each in open_ends)]
    why = _("because %s") % "; ".join(filter(None, reasons))
    return Finding(code=Code.MANDATE_UNKNOWN, said=said, why=why, is_sure=False)


def _by_agreement(mandate: Mandate, said: str) -> Finding:
    values = {"last": day(mandate.last_day), "longest": day(mandate.by_agreement)}
    return Finding(
        code=Code.NO_MANDATE,
        said=said,
        why=_("because the newest ended on %(last)s") % values,
        caution=_("It is inside only if the employer agreed to a mandate up to %(longest)s.")
        % values,
        rule=mandate.rule,
        value=mandate.value,
        is_sure=False,
    )


def _why_none(on: date, ballots: Sequence[BallotResult]) -> str:
    if not ballots:
        return _("because no ballot is recorded")
    failed = [each for each in ballots if each.standing == Standing.FAILED and each.runs_on(on)]
    if failed:
        closed = day(failed[-1].ballot.closed_on)
        return _("because the ballot that closed on %s did not meet every test") % closed
    ended = [each.last_day for each in ballots if each.last_day and each.last_day < on]
    if ended:
        return _("because the newest mandate before it ended on %s") % day(max(ended))
    first = min(each.ballot.closed_on for each in ballots)
    return _("because the first ballot closed on %s") % day(first)


# --- The notice -----------------------------------------------------------------------------------


def _without_notice(rules: Sequence[Rule], facts: DayFacts) -> Finding:
    words = {"day": weekday(facts.on), "kind": facts.notice_kind}
    last = last_receipt(rules, facts.on)
    if isinstance(last, NoRule):
        why = _("because no notice of %(kind)s up to that day is recorded") % words
        return Finding(code=Code.NO_NOTICE, said=_("%(day)s is on no notice") % words, why=why)
    said = _("%(day)s is on no notice of %(kind)s; it had to be received by the end of %(last)s")
    return Finding(
        code=Code.NO_NOTICE,
        said=said % (words | {"last": weekday(last.day)}),
        why=last.why,
        caution=last.caution,
        rule=last.rule,
        value=last.value,
    )


def _of_notice(rules: Sequence[Rule], facts: DayFacts, notice: NoticeFacts) -> list[Finding]:
    if notice.kind != facts.notice_kind:
        values = {"day": weekday(facts.on), "its": notice.kind, "kind": facts.notice_kind}
        said = _("%(day)s stands on a notice of %(its)s") % values
        why = _("because its notice is of that kind, and the day needs one of %(kind)s") % values
        return [Finding(code=Code.OTHER_KIND, said=said, why=why)]
    if facts.on < notice.first_day:
        values = {"day": weekday(facts.on), "first": day(notice.first_day)}
        said = _("%(day)s comes before the first day of its notice") % values
        why = _("because the notice is of action from %(first)s") % values
        return [Finding(code=Code.BEFORE_NOTICE, said=said, why=why)]
    if notice.received_on is None:
        return [_not_received(rules, facts)]
    return _of_receipt(rules, facts, notice, notice.received_on)


def _not_received(rules: Sequence[Rule], facts: DayFacts) -> Finding:
    last = last_receipt(rules, facts.on)
    said = _("The record does not say when the employer received the notice for %s") % weekday(
        facts.on
    )
    if isinstance(last, NoRule):
        return Finding(code=Code.NOT_RECEIVED, said=said, why="", is_sure=False)
    by_then = _("; to be in time it must be by the end of %s") % weekday(last.day)
    return Finding(
        code=Code.NOT_RECEIVED,
        said=said + by_then,
        why=last.why,
        rule=last.rule,
        value=last.value,
        is_sure=False,
    )


def _of_receipt(
    rules: Sequence[Rule], facts: DayFacts, notice: NoticeFacts, received_on: date
) -> list[Finding]:
    found = earliest_first_day(rules, received_on)
    if isinstance(found, NoRule):
        said = _("Whether %s has enough notice cannot be said") % weekday(facts.on)
        why = _("because %s") % found.why
        return [Finding(code=Code.NO_RULE, said=said, why=why, is_sure=False)]
    values = {
        "day": weekday(facts.on),
        "received": day(received_on),
        "first": day(notice.first_day),
    }
    if facts.on < found.day:
        return [_short(rules, facts.on, received_on, found)]
    if notice.first_day < found.day:
        said = _("The notice for %(day)s is short for its own first day, %(first)s") % values
        first_short = Finding(
            code=Code.FIRST_SHORT,
            said=said,
            why=found.why,
            rule=found.rule,
            value=found.value,
            is_sure=False,
        )
        return [first_short]
    return []


def _short(rules: Sequence[Rule], on: date, received_on: date, found: FirstDay) -> Finding:
    values = {"day": weekday(on), "earliest": weekday(found.day)}
    agreed = is_in_time(rules, received_on, on, by_agreement=True)
    caution = _("It is enough only if the employer agreed to shorter notice.") if agreed else ""
    return Finding(
        code=Code.SHORT,
        said=_("%(day)s is short of notice: it is allowed from %(earliest)s") % values,
        why=found.why,
        caution=" ".join(filter(None, (found.caution, caution))),
        rule=found.rule,
        value=found.value,
        is_sure=not agreed,
    )


def _unnamed(facts: DayFacts, notice: NoticeFacts, found: Sequence[Finding]) -> Finding | None:
    if facts.notice or notice.received_on is None or any(each.is_of_notice for each in found):
        return None
    values = {
        "day": weekday(facts.on),
        "received": day(notice.received_on),
        "first": day(notice.first_day),
    }
    said = _("%(day)s names no notice; the one received on %(received)s would do if it is for it")
    why = _("because it is of the same kind, in time, and of action from %(first)s")
    return Finding(code=Code.UNNAMED, said=said % values, why=why % values, is_sure=False)


def _too_early(
    facts: DayFacts, notice: NoticeFacts, ballots: Sequence[BallotResult]
) -> list[Finding]:
    """A notice stands on a ballot that is over: TULRCA 1992 s.234A counts from its result."""
    mandates = [each.ballot for each in ballots if each.covers(facts.on)]
    received = notice.received_on
    if not mandates or received is None or any(each.closed_on <= received for each in mandates):
        return []
    values = {
        "received": day(received),
        "day": weekday(facts.on),
        "closed": day(min(each.closed_on for each in mandates)),
    }
    said = _("The notice for %(day)s was received on %(received)s, before its ballot closed")
    why = _("because the ballot that gives a mandate for that day closed on %(closed)s")
    return [Finding(code=Code.TOO_EARLY, said=said % values, why=why % values)]
