"""Statements of one metric beside each other, and why their values differ. A pure function."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import combinations

from .statements import Statement


class Why(StrEnum):
    """Why two values differ. All but `VALUE` explain it: they are no errors."""

    VALUE = "value"
    THEIRS = "theirs"
    DEFINITION = "definition"
    EVENT = "event"
    WINDOW = "window"
    POPULATION = "population"
    BASE = "base"
    DAY = "day"


class State(IntEnum):
    """How a group stands, the most pressing first."""

    CONTRADICTION = 0
    AGAINST_THE_RECORD = 1
    DIFFERENT = 2
    ALIKE = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why values differ, and the statements that differ so, in order."""

    why: Why
    among: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All that was said of one metric, in order of its days, and why values differ.

    `contradicting` are the statements of which not all can be true: one metric, one window, one
    population, one base, one day, and different values, none of them the employer's.
    """

    key: str
    label: str
    statements: tuple[Statement, ...]
    reasons: tuple[Reason, ...]

    @property
    def contradicting(self) -> tuple[Statement, ...]:
        return next((each.among for each in self.reasons if each.why is Why.VALUE), ())

    @property
    def against_the_record(self) -> tuple[Statement, ...]:
        """What the branch said and the record does not bear out."""
        own = (each for each in self.statements if not each.place.by_employer)
        return tuple(each for each in own if each.stands is False)

    @property
    def state(self) -> State:
        if self.contradicting:
            return State.CONTRADICTION
        if self.against_the_record:
            return State.AGAINST_THE_RECORD
        return State.DIFFERENT if self.reasons else State.ALIKE


Aspect = Callable[[Statement], object]
# In the order in which they are told.
ASPECTS: dict[Why, Aspect] = {
    Why.DEFINITION: lambda each: each.definition,
    Why.EVENT: lambda each: each.event,
    Why.WINDOW: lambda each: each.window,
    Why.POPULATION: lambda each: each.population,
    Why.BASE: lambda each: each.base,
    Why.DAY: lambda each: each.as_at,
}
# A number that was typed says neither, and is not taken to mean another.
_MAY_BE_UNSAID = frozenset({Why.DEFINITION, Why.BASE})


def grouped(statements: Iterable[Statement]) -> tuple[Group, ...]:
    """Return a group for each metric, whatever order the statements come in: contradictions first,
    then what the record does not bear out, then what differs, each by the metric's name."""
    by_metric: dict[object, list[Statement]] = defaultdict(list)
    for each in once_a_text(statements):
        by_metric[each.metric].append(each)
    groups = [_group(sorted(said, key=lambda s: s.in_order)) for said in by_metric.values()]
    return tuple(sorted(groups, key=lambda g: (g.state, g.label, g.statements[0].metric)))


def once_a_text(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield each value once a text: a letter that says “12 days” twice says one thing.

    A figure quoted stands for the same number typed beside it.
    """
    seen: dict[object, list[Statement]] = defaultdict(list)
    for each in sorted(statements, key=lambda s: (not s.is_quoted, s.in_order)):
        chosen = (each.event, each.window, each.population)
        same = seen[each.place, each.metric, each.as_at, chosen]
        if not any(_says_as_much(known, each) for known in same):
            same.append(each)
            yield each


def _says_as_much(known: Statement, other: Statement) -> bool:
    if known.is_quoted and not other.is_quoted:
        return not known.is_unlike(other)
    return (known.asserted, known.unit) == (other.asserted, other.unit)


def _group(said: list[Statement]) -> Group:
    among: dict[Why, dict[Statement, None]] = {why: {} for why in Why}
    for one, other in combinations(said, 2):
        if one.is_unlike(other):
            for why in reasons_of(one, other):
                among[why].update(dict.fromkeys((one, other)))
    reasons = tuple(Reason(why, _in_order(found)) for why, found in among.items() if found)
    newest = said[-1]
    return Group(newest.key, newest.label, tuple(said), reasons)


def reasons_of(one: Statement, other: Statement) -> tuple[Why, ...]:
    """Return why two values that differ do so. What the employer says is judged where nothing
    else explains it, and never against what the employer says elsewhere."""
    theirs = one.place.by_employer + other.place.by_employer
    aspects = tuple(why for why in ASPECTS if differs(why, one, other))
    if not theirs:
        return aspects or (Why.VALUE,)
    return (Why.THEIRS,) if theirs == 1 and not aspects else ()


def differs(why: Why, one: Statement, other: Statement) -> bool:
    """Whether two statements differ in an aspect; what was left unsaid differs from nothing."""
    first, second = ASPECTS[why](one), ASPECTS[why](other)
    if why in _MAY_BE_UNSAID and not (first and second):
        return False
    return first != second


def _in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(statements, key=lambda each: each.in_order))
