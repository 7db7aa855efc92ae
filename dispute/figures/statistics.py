"""Anything else that is counted: the newest value of a named series."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.models import Statistic

from .days import day
from .figure import PERCENT, POUNDS, FigureRow, Found, Missing
from .numbers import numeral, pounds
from .record import Record
from .registry import Parameter, Parameters, figure
from .words import Phrases, Sort, Words


def series_names(record: Record) -> tuple[str, ...]:
    """Return the names of the record's series, in alphabetical order, each once."""
    return tuple(sorted({each.series for each in record.statistics}))


def each_series(record: Record) -> list[Parameters]:
    """Return the parameters of one figure a series; one empty set where there is none."""
    return [{"series": name} for name in series_names(record)] or [{}]


def words_of_series(record: Record, chosen: Parameters) -> tuple[Words, ...]:
    """Return by which words a series is known: those that an officer gave it, else its own name."""
    rows = [each for each in record.statistics if each.series == chosen.get("series")]
    if not rows:
        return ()
    unit = rows[-1].unit
    sorts = {
        PERCENT: Sort.SHARE,
        **dict.fromkeys(("days", "weeks", "months", "years"), Sort.LENGTH),
    }
    sort = Sort.MONEY if unit.split()[:1] == [POUNDS] else sorts.get(unit, Sort.COUNT)
    said = {part.strip() for row in rows for part in row.known_as.split(",")}
    known: Phrases = tuple(sorted(phrase for each in said if (phrase := _as_phrase(each))))
    by_name = Words(sort, heads=(), forbids=_NOT_SO_MUCH)
    return (Words(sort, heads=known, forbids=_NOT_SO_MUCH), by_name) if known else (by_name,)


def _as_phrase(text: str) -> str:
    """Words as an officer wrote them, without what would be read as the marks of a phrase."""
    folded = text.casefold().replace("’", "'").replace("'s", "")
    return " ".join("".join(each if each.isalnum() else " " for each in folded).split())


# What would be another amount than the series'.
_NOT_SO_MUCH: Phrases = ("more than last/before", "saved", "saving")


@figure(
    "statistic",
    label=gettext_lazy("Statistic"),
    unit="",
    definition=gettext_lazy("The newest value of the series up to the as-at day."),
    group=gettext_lazy("Also counted"),
    parameters=(Parameter("series", gettext_lazy("Series"), choices=series_names, required=True),),
    instances=each_series,
    decimals=4,
    unit_belongs=True,
    words_for=words_of_series,
)
def statistic(record: Record, at: date, series: str = "") -> Found | Missing:
    """The newest value ≤ D of a series, in its unit."""
    if not series:
        return Missing(_("The record holds no statistic."))
    values = [each for each in record.statistics if each.series == series and each.as_at <= at]
    newest = max(values, key=lambda each: each.as_at, default=None)
    if newest is None:
        return Missing(
            _("The record holds no value of “%(series)s” by %(at)s.")
            % {"series": series, "at": day(at)}
        )
    return Found(
        value=newest.value,
        sentence=_("%(series)s: %(value)s as at %(at)s")
        % {"series": series, "value": in_words(newest), "at": day(at)}
        + ("" if newest.as_at == at else _(" (value of %s)") % day(newest.as_at)),
        rows=(_row(newest),),
        unit=newest.unit,
    )


def in_words(statistic: Statistic) -> str:
    """Return a value with its unit: 25%, £1,250, 15.5 GBP million."""
    if statistic.unit == POUNDS:
        return pounds(statistic.value)
    text = numeral(statistic.value, 4)
    if statistic.unit.startswith(f"{POUNDS} "):
        return f"£{text} {statistic.unit.removeprefix(POUNDS).strip()}"
    return f"{text}%" if statistic.unit == PERCENT else f"{text} {statistic.unit}".strip()


def _row(row: Statistic) -> FigureRow:
    text = f"{row.series}: {in_words(row)}"
    text = f"{text} ({row.note})" if row.note else text
    return FigureRow("statistics", row.ref, row.as_at, text, row.source, row.source_url)
