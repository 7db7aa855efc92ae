"""What tells one figure from another of the same kind: whom, what, from when to when, of how many.

"14 left in 12 months" and "14 left in 18 months" are both of the record; only one is about a year.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .days import day
from .departed import LEFT, NOTICE, TOTAL
from .departures import EVENT, SINCE, UNTIL
from .figure import Figure
from .registry import definition_of

EVENTS = {
    LEFT: gettext_lazy("left"),
    NOTICE: gettext_lazy("given notice and not yet left"),
    TOTAL: gettext_lazy("either: left, or given notice"),
}
# Figures that are about one event, whatever is chosen of them.
EVENT_OF = {
    "departures_left": EVENTS[LEFT],
    "departures_notice": EVENTS[NOTICE],
    "departures_total": EVENTS[TOTAL],
    "departures_since_notice": gettext_lazy("gave notice, whether or not they have left since"),
    "experience_lost": EVENTS[TOTAL],
}
WINDOW = {SINCE.name, UNTIL.name}


def scope(figure: Figure) -> tuple[tuple[str, str], ...]:
    """Return what a figure counts, each with its heading: event, population, window, base."""
    return (*_event(figure), *_population(figure), (_("Window"), window(figure)), _base(figure))


def scope_in_brief(figure: Figure) -> tuple[tuple[str, str], ...]:
    """Return of `scope` what another figure of the kind could differ in, for a list of figures."""
    has_window = any(each.name in WINDOW for each in definition_of(figure.key).parameters)
    windows = ((_("Window"), window(figure)),) if has_window else ()
    bases = (_base(figure),) if figure.basis else ()
    return (*_event(figure), *_population(figure), *windows, *bases)


def ready_sentence(figure: Figure) -> str:
    """Return the sentence as a letter can take it: it names its day, whatever it is taken from.

    "" where the record cannot give the figure.
    """
    at = day(figure.as_at)
    if not figure.sentence or at in figure.sentence:
        return figure.sentence
    return _("%(sentence)s, as at %(at)s") % {"sentence": figure.sentence, "at": at}


def window(figure: Figure) -> str:
    """Return the days that a figure is about, its first and last included."""
    chosen = dict(figure.parameters)
    since, until = chosen.get(SINCE.name), chosen.get(UNTIL.name)
    last = min(until, figure.as_at) if isinstance(until, date) else figure.as_at
    if isinstance(since, date):
        days = {"since": day(since), "last": day(last)}
        return _("%(since)s to %(last)s, both days included") % days
    return _("all that is recorded, up to and including %s") % day(last)


def _event(figure: Figure) -> Iterator[tuple[str, str]]:
    chosen = dict(figure.parameters).get(EVENT.name)
    words = EVENTS.get(str(chosen)) if chosen else EVENT_OF.get(figure.key)
    if words is None and EVENT in definition_of(figure.key).parameters:
        words = EVENTS[TOTAL]
    if words is not None:
        yield _("Event"), str(words)


def _population(figure: Figure) -> Iterator[tuple[str, str]]:
    """Whose figure it is, or of what: as it was chosen, or all of them."""
    chosen = dict(figure.parameters)
    for parameter in definition_of(figure.key).parameters:
        if parameter.name in {EVENT.name, *WINDOW}:
            continue
        if parameter.name in chosen:
            yield str(parameter.label), str(chosen[parameter.name])
        elif parameter.name == "team":
            yield str(parameter.label), _("all teams")


def _base(figure: Figure) -> tuple[str, str]:
    if figure.numerator is None and figure.basis:
        return _("Measured against"), figure.basis
    return _("Base"), figure.basis or _("none: it is a count")
