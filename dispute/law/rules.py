"""Rules as dated data, and which of them holds on a day. Time is an argument; nothing is asked."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .kinds import MAY_END, MORE_THAN, Decides, Kind, Unit

GUIDANCE = gettext_lazy("Guidance, not legal advice; confirm with your regional office.")


def guidance() -> str:
    """Return the sentence that everything which rests on a rule carries."""
    return str(GUIDANCE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: from and to which day it holds (both included, None is open), and what it asks.

    `decides` says of which day: that the ballot opened, or that the employer received the notice.
    `caution` is what is known about a rule that is not `confirmed`, or that may change.
    """

    kind: str
    value: int
    unit: str
    starts_on: date | None = None
    ends_on: date | None = None
    decides: str = ""
    shorter_by_agreement: int | None = None
    longer_by_agreement: int | None = None
    important_public_services_only: bool = False
    source: str = ""
    source_url: str = ""
    confirmed: bool = True
    caution: str = ""

    def covers(self, on: date) -> bool:
        """Whether it holds for what is decided by the day `on`."""
        begun = self.starts_on is None or self.starts_on <= on
        return begun and (self.ends_on is None or on <= self.ends_on)

    @property
    def span(self) -> str:
        """When it holds, in words."""
        if self.starts_on is None and self.ends_on is None:
            return _("always")
        if self.ends_on is None:
            return _("from %s") % day(self.starts_on)
        if self.starts_on is None:
            return _("up to %s") % day(self.ends_on)
        return _("from %(from)s to %(to)s") % {
            "from": day(self.starts_on),
            "to": day(self.ends_on),
        }

    @property
    def kind_label(self) -> str:
        """What it is about, in words."""
        return str(Kind(self.kind).label)

    @property
    def decides_label(self) -> str:
        """The day that decides whether it holds, in words; "" for none."""
        return str(Decides(self.decides).label) if self.decides else ""

    @property
    def value_words(self) -> str:
        """What it asks, with its unit: “more than 50 per cent”, “14 days, 7 if agreed”."""
        said = f"{self.value} {Unit(self.unit).label}"
        if self.kind in MORE_THAN:
            said = _("more than %s") % said
        elif self.unit == Unit.PERCENT:
            said = _("at least %s") % said
        agreed = self.shorter_by_agreement or self.longer_by_agreement
        return _("%(said)s, %(n)s if agreed") % {"said": said, "n": agreed} if agreed else said

    @property
    def doubt(self) -> str:
        """What to say beside everything that rests on it; "" where it is sure."""
        if self.caution:
            return self.caution
        return "" if self.confirmed else _("This rule is not confirmed: check before relying.")


@dataclass(frozen=True, slots=True)
class NoRule:
    """There is no one rule for a day, so nothing is worked out."""

    kind: str
    on: date
    found: int = 0
    guidance: str = field(default_factory=guidance)

    @property
    def why(self) -> str:
        """Why nothing is worked out, without a full stop."""
        values = {"kind": Kind(self.kind).label, "day": day(self.on), "n": self.found}
        if self.found:
            return (
                _(
                    "%(n)s rules on “%(kind)s” are recorded for %(day)s, where there can be one: "
                    "an administrator has to mend them"
                )
                % values
            )
        return _("no rule on “%(kind)s” is recorded for %(day)s") % values

    @property
    def body(self) -> str:
        """The same as a sentence: for a page that says once that it is guidance."""
        return f"{self.why[:1].upper()}{self.why[1:]}."

    @property
    def sentence(self) -> str:
        """The whole of it, ready to be shown by itself."""
        return f"{self.body} {self.guidance}"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What follows from a rule: the rule, its value as used, what it comes to, and why.

    `said` and `why` have no full stop; `why` begins with “because”.
    """

    said: str
    why: str
    rule: Rule | None = None
    value: int | None = None
    caution: str = ""
    guidance: str = field(default_factory=guidance)

    @property
    def body(self) -> str:
        """What follows, why, and a caution: for a page that says once that it is guidance."""
        first = f"{self.said}, {self.why}." if self.why else f"{self.said}."
        return f"{first} {self.caution}".strip()

    @property
    def sentence(self) -> str:
        """The whole of it, ready to be shown by itself."""
        return f"{self.body} {self.guidance}"


def rule_for(rules: Sequence[Rule], kind: str, on: date) -> Rule | NoRule:
    """Return the one rule of a kind that holds on a day; NoRule where there is none, or two."""
    found = [rule for rule in rules if rule.kind == kind and rule.covers(on)]
    return found[0] if len(found) == 1 else NoRule(kind, on, len(found))


def is_outside(rules: Sequence[Rule], kind: str, on: date) -> bool:
    """Whether a day lies before all rules of a kind or after them, and not in a gap among them."""
    of_kind = [rule for rule in rules if rule.kind == kind]
    before = all(rule.starts_on and on < rule.starts_on for rule in of_kind)
    after = all(rule.ends_on and rule.ends_on < on for rule in of_kind)
    return bool(of_kind) and (before or after)


def spans_without(rules: Sequence[Rule], kind: str) -> list[tuple[date, date | None]]:
    """Return from when to when no rule of a kind is recorded, since the first one; None is open.

    A turnout and a support can end for good; where a notice is due, or how long a mandate runs,
    has to be known of every day to come.
    """
    of_kind = sorted(
        (rule for rule in rules if rule.kind == kind), key=lambda rule: rule.starts_on or date.min
    )
    spans: list[tuple[date, date | None]] = []
    for rule, later in pairwise(of_kind):
        if rule.ends_on and later.starts_on and moved(rule.ends_on, 1) < later.starts_on:
            spans.append((moved(rule.ends_on, 1), moved(later.starts_on, -1)))
    last = of_kind[-1].ends_on if of_kind else None
    if last is not None and kind not in MAY_END:
        spans.append((moved(last, 1), None))
    return spans


def because(rule: Rule, on: date, what: str) -> str:
    """Return “because the ballot opened on 3 May 2026, when ... (source)”."""
    values = {"what": what, "source": rule.source, "day": day(on)}
    if rule.decides == Decides.RECEIVED:
        return _("because of its receipt on %(day)s, when %(what)s (%(source)s)") % values
    if rule.decides == Decides.OPENED:
        return _("because the ballot opened on %(day)s, when %(what)s (%(source)s)") % values
    return _("because %(what)s (%(source)s)") % values


# --- Days -----------------------------------------------------------------------------------------


def day(value: date | None) -> str:
    """Return a day as letters write it: 16 November 2023; "" for none."""
    return date_format(value, "j F Y") if value else ""


def weekday(value: date) -> str:
    """Return a day with its weekday: Thursday 16 November 2023."""
    return date_format(value, "l j F Y")


def moved(start: date, days: int) -> date:
    """Return the day that many days on (or back); the calendar's first or last beyond its ends."""
    number = start.toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))


def months_on(start: date, months: int) -> date:
    """Return the corresponding day some months on; a short month's last day where it has none."""
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def workday_before(value: date, days: int = 1) -> date:
    """Return the Monday to Friday that many working days before. Bank holidays are not known."""
    found = value
    for _each in range(days):
        found = moved(found, -1)
        while found.weekday() > 4 and found > date.min + timedelta(days=2):
            found = moved(found, -1)
    return found
