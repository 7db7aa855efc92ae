"""The reasons why values differ, as officers read them."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.figures.days import day
from dispute.figures.windows import EVENTS

from .groups import Group, Reason, State, Why
from .statements import Statement

# As many values as a reason names; the table below it has them all.
NAMED = 4

STATES = {
    State.CONTRADICTION: gettext_lazy("contradiction"),
    State.AGAINST_THE_RECORD: gettext_lazy("not what the record says"),
    State.DIFFERENT: gettext_lazy("different, and explained"),
    State.ALIKE: gettext_lazy("alike"),
}


def in_words(reason: Reason) -> str:
    """Return a reason as a sentence that names what differs."""
    if reason.why is Why.DAY:
        return _day(reason)
    if reason.why in PLAIN:
        return PLAIN[reason.why]() % {"values": _named(each.stated for each in reason.among)}
    heading, value = DIFFERING[reason.why]
    return heading() % {"values": _named(value(each) for each in reason.among)}


def window(statement: Statement) -> str:
    """Return the window of a statement in words."""
    since, until = statement.window
    if since and until:
        return _("%(since)s to %(until)s") % {"since": _date(since), "until": _date(until)}
    if since:
        return _("since %s") % _date(since)
    return _("until %s") % _date(until) if until else _("all that is recorded")


def population(statement: Statement) -> str:
    """Return whom or what a statement is about."""
    return ", ".join(statement.population) or _("all")


def event(statement: Statement) -> str:
    """Return what a statement counts, where that can be chosen."""
    return str(EVENTS.get(statement.event, _("as the definition says")))


def base(statement: Statement) -> str:
    """Return the whole that a share is of."""
    return _("of %s") % statement.base if statement.base else ""


def definition(statement: Statement) -> str:
    """Return the beginning of the definition that was written down."""
    return _("“%s”") % Truncator(statement.definition).chars(90)


PLAIN: dict[Why, Callable[[], str]] = {
    Why.VALUE: lambda: _("value differs: same metric, same window, same day (%(values)s)"),
    Why.THEIRS: lambda: _(
        "the employer says another value of the same metric, window and day (%(values)s)"
    ),
}
DIFFERING: dict[Why, tuple[Callable[[], str], Callable[[Statement], str]]] = {
    Why.DEFINITION: (lambda: _("definition differs (%(values)s)"), definition),
    Why.EVENT: (lambda: _("what is counted differs (%(values)s)"), event),
    Why.WINDOW: (lambda: _("window differs (%(values)s)"), window),
    Why.POPULATION: (lambda: _("population differs (%(values)s)"), population),
    Why.BASE: (lambda: _("base differs (%(values)s)"), base),
}


def _day(reason: Reason) -> str:
    said = {
        each.as_at: _("%(value)s on %(day)s") % {"value": each.record, "day": day(each.as_at)}
        for each in reason.among
        if each.record
    }
    if len(said) < 2:
        return _("as-at day differs (%s): not a contradiction by itself") % _named(
            day(each.as_at) for each in reason.among
        )
    told = _in_a_row(list(said.values()))
    return _("as-at day differs: not a contradiction by itself, the record says %s") % told


def _named(values: Iterable[str]) -> str:
    """The different values, the first few by name."""
    found = [value for value in dict.fromkeys(values) if value]
    more = len(found) - NAMED
    named = " / ".join(found[:NAMED])
    return _("%(named)s and %(more)s more") % {"named": named, "more": more} if more > 0 else named


def _in_a_row(values: list[str]) -> str:
    if len(values) > NAMED:
        first, last = ", ".join(values[: NAMED - 1]), values[-1]
        return _("%(first)s, …, and %(last)s") % {"first": first, "last": last}
    return _("%(first)s and %(last)s") % {"first": ", ".join(values[:-1]), "last": values[-1]}


def _date(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:  # what was pinned before days were checked
        return text


def reasons_of(group: Group) -> tuple[str, ...]:
    """Return every reason of a group as a sentence."""
    return tuple(in_words(each) for each in group.reasons)
