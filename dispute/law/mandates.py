"""How long a ballot's mandate runs, on two readings of “months beginning with”."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .kinds import Kind
from .rules import NoRule, Rule, Told, because, day, months_on, moved, rule_for


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the words of the law, and the last day that it comes to."""

    name: str
    last_day: date


@dataclass(frozen=True, kw_only=True)
class Mandate(Told):
    """From the day the ballot closed to `last_day`, both included: the earlier of the readings.

    `by_agreement` is the last day that could be agreed with the employer, None where the law knows
    no such agreement.
    """

    first_day: date
    last_day: date
    readings: tuple[Reading, Reading]
    by_agreement: date | None = None

    def covers(self, on: date) -> bool:
        return self.first_day <= on <= self.last_day

    def is_over(self, at: date) -> bool:
        """Whether it has ended by a day, even if both sides agreed on the longest."""
        return (self.by_agreement or self.last_day) < at

    def covers_by_agreement(self, on: date) -> bool:
        """Whether a day is past the mandate, but not if both sides agreed on the longest."""
        return self.by_agreement is not None and self.last_day < on <= self.by_agreement


def mandate(rules: Sequence[Rule], opened_on: date, closed_on: date) -> Mandate | NoRule:
    """Return the mandate of a ballot by its days alone, as if every test was met."""
    rule = rule_for(rules, Kind.MANDATE, opened_on)
    if isinstance(rule, NoRule):
        return rule
    readings = readings_of(closed_on, rule.value)
    longest = rule.longer_by_agreement
    return Mandate(
        said=_said(readings, closed_on),
        why=because(rule, opened_on, _length(rule)),
        caution=rule.doubt,
        rule=rule,
        value=rule.value,
        first_day=closed_on,
        last_day=earlier(readings),
        readings=readings,
        by_agreement=earlier(readings_of(closed_on, longest)) if longest else None,
    )


def readings_of(first: date, months: int) -> tuple[Reading, Reading]:
    """Return both readings of “N months beginning with `first`”, the earlier one first.

    Where the last month has no such day, its last day stands for it, and the first reading ends a
    day before: of all that could be meant, the earliest.
    """
    corresponding = months_on(first, months)
    return (
        Reading(_("the closing day is the first day of the months"), moved(corresponding, -1)),
        Reading(_("the months run from the day after the closing day"), corresponding),
    )


def earlier(readings: tuple[Reading, Reading]) -> date:
    """Return the earlier last day."""
    return min(reading.last_day for reading in readings)


def length_of(found: Mandate) -> str:
    """Return why a mandate is as long as it is, of a ballot that is yet to be held."""
    if found.rule is None:
        return found.why
    values = {"what": _length(found.rule), "source": found.rule.source}
    return _("because %(what)s (%(source)s)") % values


def _length(rule: Rule) -> str:
    months = ngettext("%(n)s month", "%(n)s months", rule.value) % {"n": rule.value}
    said = _("a mandate lasts %(months)s beginning with the day its ballot closed")
    if rule.longer_by_agreement:
        said = _(
            "a mandate lasts %(months)s beginning with the day its ballot closed, or up to "
            "%(longest)s if both sides agree"
        )
    return said % {"months": months, "longest": rule.longer_by_agreement}


def _said(readings: tuple[Reading, Reading], closed_on: date) -> str:
    values = {
        "closed": day(closed_on),
        "last": day(earlier(readings)),
        "other": day(max(reading.last_day for reading in readings)),
    }
    return (
        _(
            "The mandate of the ballot that closed on %(closed)s ends on %(last)s "
            "(a less careful reading says %(other)s)"
        )
        % values
    )
