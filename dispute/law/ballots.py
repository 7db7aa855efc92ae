"""What the law asked of a ballot, and whether its count met it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .kinds import MORE_THAN, Kind
from .mandates import Mandate, mandate
from .rules import NoRule, Rule, Told, because, day, is_outside, rule_for

TESTS = (Kind.TURNOUT, Kind.MAJORITY, Kind.SUPPORT)


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """A ballot's days and counts. `key` is its row's, where it has one."""

    opened_on: date
    closed_on: date
    entitled: int
    votes_cast: int
    yes: int
    no: int
    spoiled: int = 0
    important_public_service: bool = False
    result_told_on: date | None = None
    key: int = 0


class State(models.TextChoices):
    MET = "met", gettext_lazy("met")
    NOT_MET = "not met", gettext_lazy("not met")
    NOT_ASKED = "not asked", gettext_lazy("did not apply")
    NO_RULE = "no rule", gettext_lazy("no rule recorded")
    OPEN = "open", gettext_lazy("not closed yet")


class Standing(models.TextChoices):
    """Whether a ballot gives a mandate at all."""

    HOLDS = "holds", gettext_lazy("gives a mandate")
    FAILED = "failed", gettext_lazy("gives no mandate")
    UNKNOWN = "unknown", gettext_lazy("cannot be said")


@dataclass(frozen=True, kw_only=True)
class BallotTest(Told):
    """One test: `count` of `base` people or votes, where `needed` were needed."""

    kind: str
    state: State
    count: int
    base: int
    needed: int | None = None

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def share(self) -> str:
        """The count as a share of its base: “78.95%”, "" of nobody."""
        return f"{100 * self.count / self.base:.2f}%" if self.base else ""


@dataclass(frozen=True, kw_only=True)
class Scrutineer(Told):
    """Whether an independent scrutineer was needed; None where no rule is recorded."""

    needed: bool | None


@dataclass(frozen=True, slots=True)
class BallotResult:
    """Everything that the rules say of one ballot."""

    ballot: BallotFacts
    standing: Standing
    tests: tuple[BallotTest, ...]
    scrutineer: Scrutineer
    mandate: Mandate | NoRule

    def covers(self, on: date) -> bool:
        """Whether it surely gives a mandate for a day."""
        return self.standing == Standing.HOLDS and self.runs_on(on)

    def runs_on(self, on: date) -> bool:
        """Whether its mandate, if it gives one, would run on a day."""
        return isinstance(self.mandate, Mandate) and self.mandate.covers(on)

    @property
    def last_day(self) -> date | None:
        """The last day of its mandate; None where it gives none, or that cannot be said."""
        holds = self.standing == Standing.HOLDS and isinstance(self.mandate, Mandate)
        return self.mandate.last_day if holds and isinstance(self.mandate, Mandate) else None


def judge_ballot(rules: Sequence[Rule], ballot: BallotFacts, at: date) -> BallotResult:
    """Return every test of a ballot with its counts, and its mandate, as seen on the day `at`."""
    tests = tuple(judge_test(rules, kind, ballot, at) for kind in TESTS)
    found = mandate(rules, ballot.opened_on, ballot.closed_on)
    return BallotResult(ballot, standing(tests, found), tests, scrutineer(rules, ballot), found)


def standing(tests: Sequence[BallotTest], found: Mandate | NoRule) -> Standing:
    """Return whether a ballot gives a mandate: one test not met is enough to say no."""
    states = {each.state for each in tests}
    if State.NOT_MET in states:
        return Standing.FAILED
    if states & {State.NO_RULE, State.OPEN} or isinstance(found, NoRule):
        return Standing.UNKNOWN
    return Standing.HOLDS


def judge_test(rules: Sequence[Rule], kind: Kind, ballot: BallotFacts, at: date) -> BallotTest:
    """Return one test of a ballot."""
    count, base = counts(kind, ballot)
    rule = rule_for(rules, kind, ballot.opened_on)
    if isinstance(rule, NoRule):
        return _without_rule(rules, kind, ballot, rule)
    if rule.important_public_services_only and not ballot.important_public_service:
        return _other_services(rule, kind, ballot)
    needed = needed_of(rule, base)
    return BallotTest(
        said=f"{_counted(kind, count, base)}; {_needed(needed)}",
        why=because(rule, ballot.opened_on, asked(rule)),
        caution=" ".join(filter(None, (rule.doubt, spoiled_caution(rule, ballot)))),
        rule=rule,
        value=rule.value,
        kind=kind,
        state=_state(ballot, at, count, needed),
        count=count,
        base=base,
        needed=needed,
    )


def counts(kind: Kind, ballot: BallotFacts) -> tuple[int, int]:
    """Return what a test counts, and of how many.

    Votes cast on the question are those that answer it, yes or no: a spoiled paper does not.
    """
    if kind == Kind.TURNOUT:
        return ballot.votes_cast, ballot.entitled
    if kind == Kind.MAJORITY:
        return ballot.yes, ballot.yes + ballot.no
    return ballot.yes, ballot.entitled


def needed_of(rule: Rule, base: int) -> int:
    """Return the least number of people that meets a rule; of nobody, one is still needed."""
    if rule.kind in MORE_THAN:
        return base * rule.value // 100 + 1
    return max(1, -(-base * rule.value // 100))


def spoiled_caution(rule: Rule, ballot: BallotFacts) -> str:
    """Return a warning where it matters whether papers that answer nothing are counted."""
    if rule.kind == Kind.MAJORITY:
        strict = needed_of(rule, ballot.votes_cast)
        if ballot.yes < strict and ballot.yes >= needed_of(rule, ballot.yes + ballot.no):
            values = {"needed": strict, "cast": ballot.votes_cast}
            return (
                _("If spoiled and blank papers are counted too, %(needed)s of %(cast)s are needed.")
                % values
            )
    if rule.kind == Kind.TURNOUT:
        valid, needed = ballot.yes + ballot.no, needed_of(rule, ballot.entitled)
        if valid < needed <= ballot.votes_cast:
            return _("It is met only if spoiled and blank papers count as votes: ask.")
    return ""


def asked(rule: Rule) -> str:
    """Return what a rule on a ballot's count asked, in words."""
    values = {"value": rule.value}
    if rule.kind == Kind.TURNOUT:
        return _("at least %(value)s%% of those entitled have to vote") % values
    if rule.kind == Kind.SUPPORT:
        said = _(
            "in important public services at least %(value)s%% of those entitled have to vote yes"
        )
        return said % values
    if rule.value == 50:
        return _("more than half of the votes cast on the question have to be yes")
    return _("more than %(value)s%% of the votes cast on the question have to be yes") % values


def scrutineer(rules: Sequence[Rule], ballot: BallotFacts) -> Scrutineer:
    """Return whether the ballot needed an independent scrutineer: above a number entitled."""
    rule = rule_for(rules, Kind.SCRUTINEER, ballot.opened_on)
    if isinstance(rule, NoRule):
        return Scrutineer(said=_("It cannot be said"), why=_because(rule.why), needed=None)
    needed = ballot.entitled > rule.value
    said = _("A scrutineer is needed") if needed else _("No scrutineer is needed")
    what = _("one is needed where more than %s people are entitled to vote") % rule.value
    values = {"said": said, "n": ballot.entitled}
    return Scrutineer(
        said=_("%(said)s: %(n)s were entitled") % values,
        why=because(rule, ballot.opened_on, what),
        caution=rule.doubt,
        rule=rule,
        value=rule.value,
        needed=needed,
    )


def _state(ballot: BallotFacts, at: date, count: int, needed: int) -> State:
    if at < ballot.closed_on:
        return State.OPEN
    return State.MET if count >= needed else State.NOT_MET


def _counted(kind: Kind, count: int, base: int) -> str:
    values = {"n": count, "of": base}
    if kind == Kind.TURNOUT:
        return _("%(n)s of %(of)s voted") % values
    if kind == Kind.MAJORITY:
        return _("%(n)s of %(of)s votes were yes") % values
    return _("%(n)s of %(of)s entitled voted yes") % values


def _needed(needed: int) -> str:
    return _("%s needed") % needed


def _without_rule(
    rules: Sequence[Rule], kind: Kind, ballot: BallotFacts, missing: NoRule
) -> BallotTest:
    """A majority is always asked; the others began on a day, and may end on one."""
    count, base = counts(kind, ballot)
    state, why = State.NO_RULE, _because(missing.why)
    if kind != Kind.MAJORITY and is_outside(rules, kind, ballot.opened_on):
        state = State.NOT_ASKED
        spans = "; ".join(rule.span for rule in rules if rule.kind == kind)
        values = {"day": day(ballot.opened_on), "spans": spans}
        why = _("because the ballot opened on %(day)s, and the rule holds %(spans)s") % values
    said = f"{_counted(kind, count, base)}; {state.label}"
    return BallotTest(said=said, why=why, kind=kind, state=state, count=count, base=base)


def _other_services(rule: Rule, kind: Kind, ballot: BallotFacts) -> BallotTest:
    count, base = counts(kind, ballot)
    return BallotTest(
        said=f"{_counted(kind, count, base)}; {State.NOT_ASKED.label}",
        why=_("because the ballot is not recorded as one in an important public service"),
        caution=rule.doubt,
        rule=rule,
        value=rule.value,
        kind=kind,
        state=State.NOT_ASKED,
        count=count,
        base=base,
    )


def _because(why: str) -> str:
    return _("because %s") % why
