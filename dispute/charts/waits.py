"""The longest wait on a list over time, against what it ought to be."""

from fractions import Fraction

from django.utils.translation import gettext as _

from dispute.figures import Figure, Record
from dispute.figures.days import DAYS_IN, day, in_days
from dispute.figures.numbers import Number, numeral
from dispute.figures.waits import standard_in_words
from dispute.models import WaitingList, WaitingListFigure

from .chart import Chart, Table
from .draw import scales
from .draw.stepline import Standard
from .readings import Reading, description, from_words, step_line
from .registry import chart


@chart("longest_wait")
def longest_wait(record: Record, figure: Figure) -> Chart:
    """A step line of a list's readings up to the figure's day, in the newest reading's unit."""
    name = str(dict(figure.parameters)["list"])
    of = next(each for each in record.waiting_lists if each.name == name)
    rows = [row for row in record.waits if row.list_id == of.pk and row.as_at <= figure.as_at]
    unit = rows[-1].unit
    readings = [_reading(row, unit) for row in rows]
    ought = standard_in_words(of)
    return Chart(
        headline=_headline(record, name, readings, unit),
        caption=_("Longest wait on the list “%(list)s”, in %(unit)s.")
        % {"list": name, "unit": unit},
        description=description(readings, _sentence(ought) if ought else ""),
        table=Table(
            (_("Read on"), _("Longest wait"), _("People waiting")),
            tuple(
                (day(each.day), each.words, _people(row.people_waiting))
                for each, row in zip(readings, rows, strict=True)
            ),
        ),
        draw=step_line(
            readings,
            figure.as_at,
            unit,
            _standard(of, unit),
            scales.MONTHS if unit == "months" else (),
        ),
    )


def _headline(record: Record, name: str, readings: list[Reading], unit: str) -> str:
    """The longest wait has grown from 4 to 15 months; behind the list's name if there are more."""
    said = _change(readings, unit)
    several = len(record.waiting_lists) > 1
    return f"{name}: {said}" if several else f"{said[:1].upper()}{said[1:]}"


def _change(readings: list[Reading], unit: str) -> str:
    first, last = readings[0], readings[-1]
    if len(readings) == 1:
        words = _("the longest wait was %(last)s on %(day)s")
    elif first.value == last.value:
        words = _("the longest wait was %(last)s, as on %(since)s")
    elif first.value < last.value:
        words = _("the longest wait has grown from %(first)s to %(last)s")
    else:
        words = _("the longest wait has fallen from %(first)s to %(last)s")
    values = {"first": from_words(first, last, unit), "last": last.words}
    return words % {**values, "day": day(last.day), "since": day(first.day)}


def _reading(row: WaitingListFigure, unit: str) -> Reading:
    value = _in_unit(row.longest_wait, row.unit, unit)
    return Reading(row.as_at, value, _length(row.longest_wait, row.unit))


def _standard(of: WaitingList, unit: str) -> Standard | None:
    if not of.standard_max:
        return None
    value = _in_unit(of.standard_max, of.standard_unit, unit)
    return Standard(float(value), standard_in_words(of))


def _in_unit(length: Number, unit: str, wanted: str) -> Number:
    return length if unit == wanted else Fraction(in_days(length, unit)) / DAYS_IN[wanted]


def _length(value: Number, unit: str) -> str:
    return f"{numeral(value, 1)} {unit.removesuffix('s') if value == 1 else unit}"


def _people(count: int | None) -> str:
    return _("not recorded") if count is None else numeral(count)


def _sentence(ought: str) -> str:
    return _("A dashed line is the standard: %s.") % ought
