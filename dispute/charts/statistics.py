"""A statistic's series, as it was counted."""

from django.utils.translation import gettext as _

from dispute.figures import Figure, Record
from dispute.figures.days import day
from dispute.figures.figure import PERCENT, POUNDS
from dispute.figures.statistics import in_words

from .chart import Chart, Table
from .readings import Reading, description, from_words, step_line
from .registry import chart


@chart("statistic")
def statistic(record: Record, figure: Figure) -> Chart:
    """A step line of a series up to the figure's day.

    Where its unit changed, of the values in the newest's; the table holds the others too.
    """
    series = str(dict(figure.parameters)["series"])
    rows = [row for row in record.statistics if row.series == series and row.as_at <= figure.as_at]
    unit = rows[-1].unit
    alike = [row for row in rows if row.unit == unit]
    readings = [Reading(row.as_at, row.value, in_words(row)) for row in alike]
    return Chart(
        headline=_headline(series, readings, unit),
        caption=_caption(series, unit),
        description=description(readings),
        table=Table(
            (_("As at"), _("Value"), _("Note")),
            tuple((day(row.as_at), in_words(row), row.note) for row in rows),
        ),
        draw=step_line(readings, figure.as_at, unit),
    )


def _caption(series: str, unit: str) -> str:
    words = {PERCENT: _("per cent"), POUNDS: _("pounds")}.get(unit, unit)
    values = {"series": series, "unit": words}
    return _("%(series)s, in %(unit)s.") % values if words else f"{series}."


def _headline(series: str, readings: list[Reading], unit: str) -> str:
    first, last = readings[0], readings[-1]
    if len(readings) == 1:
        words = _("%(series)s: %(last)s")
    elif first.value == last.value:
        words = _("%(series)s: %(last)s, as on %(since)s")
    elif first.value < last.value:
        words = _("%(series)s: up from %(first)s to %(last)s")
    else:
        words = _("%(series)s: down from %(first)s to %(last)s")
    values = {"series": series, "first": from_words(first, last, unit), "last": last.words}
    return words % {**values, "since": day(first.day)}
