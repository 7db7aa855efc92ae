"""Waits: the longest on each list, and how many times what it ought to be."""

from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.models import WaitingList, WaitingListFigure

from .days import day, in_days
from .figure import TIMES, FigureRow, Found, Missing
from .numbers import Number, numeral
from .record import Record
from .registry import Parameter, Parameters, figure
from .words import Phrases, Sort, Words

GROUP = gettext_lazy("Waiting lists")


def list_names(record: Record) -> tuple[str, ...]:
    """Return the names of the record's waiting lists, in alphabetical order."""
    return tuple(each.name for each in record.waiting_lists)


def each_list(record: Record) -> list[Parameters]:
    """Return the parameters of one figure a list; one empty set where there is no list."""
    return [{"list": name} for name in list_names(record)] or [{}]


LIST = Parameter("list", gettext_lazy("Waiting list"), choices=list_names, required=True)

WAITS: Phrases = (
    "wait/waits/waiting/waited",
    "waiting list/lists/time/times",
    "longest wait",
    "list/lists",
    "queue/queues/queuing",
    "backlog/backlogs",
    "delay/delays",
    "take/takes/taking/taken as long as",
    "take/takes/taking up to",
    "now take/takes/taking",
)
# The wait that ought to be, a wait of somebody's, and other waits than people's.
_NOT_THE_LONGEST: Phrases = (
    "standard/standards/should/ought/target/targets/promise/promises/promised/guideline/guidelines",
    "guidance/recommended/recommends/supposed/limit/allowed/statutory/maximum/within/expected",
    "charter/benchmark/aim/aims/instead/policy",
    "average/median/mean/typical/typically/shortest/minimum",
    "she/he/her/his/my/mother/father/mum/dad/son/daughter/husband/wife",
    "reply/response/answer/hear/meeting/negotiate/talks/offer/decision",
    "days/weeks/months/years longer/shorter/extra/earlier/ago/prior",
    "letter/letters",
    "they/we/i waited",
    "one/a resident/family/man/woman/person/patient/child/carer",
    "months/weeks/days prior/before/after/since",
    "strike/notice/dispute",
    "people/residents/children/adults/families/names waiting/on",
)
_HOW_MANY_TIMES: Phrases = (
    "standard/standards/target/guideline/guidelines/promise/limit/maximum",
    "than it ought/should",
    "longer",
    "the time it/that should",
    "what it should/ought",
    "long as ?it ?they ?was ?is ?you ?we ?were should/ought/promised/allowed/recommended",
    "as promised/allowed/recommended",
    "long as ~ allow/allows/promise/promises/recommend/recommends/say/says/expect/expects",
    "recommended",
    "allowed",
    "what ~ recommend/recommends/promise/promises/promised/allow/allows/require/requires",
)


@figure(
    "longest_wait",
    label=gettext_lazy("Longest wait"),
    unit="months",
    definition=gettext_lazy(
        "The longest wait on the list by its newest reading up to the as-at day, in the unit in "
        "which it was read."
    ),
    group=GROUP,
    parameters=(LIST,),
    instances=each_list,
    decimals=1,
    unit_belongs=True,
    words=(
        Words(
            Sort.LENGTH, heads=WAITS, forbids=_NOT_THE_LONGEST, future=True, most=True, unit="days"
        ),
        # One person's wait may be the longest; that it is another proves nothing.
        Words(
            Sort.LENGTH,
            heads=WAITS,
            forbids=tuple(each for each in _NOT_THE_LONGEST if not each.startswith("one/a ")),
            future=True,
            most=True,
            unit="days",
            loose=True,
        ),
        # "Damp and mould takes eleven months": known by the list's own name.
        Words(
            Sort.LENGTH,
            heads=(),
            needs=(("take/takes/taking/took",),),
            forbids=(*_NOT_THE_LONGEST, "action", "taken"),
            most=True,
            unit="days",
            loose=True,
        ),
    ),
    family="waits",
)
def longest_wait(record: Record, at: date, list: str = "") -> Found | Missing:
    """The newest reading ≤ D of a list, in that reading's unit."""
    reading = newest_reading(record, at, list)
    if reading is None:
        return _no_reading(list, at)
    sentence = _("the longest wait on the list “%(list)s” was %(wait)s as at %(at)s")
    values = {"list": list, "wait": _length(reading.longest_wait, reading.unit), "at": day(at)}
    return Found(
        value=reading.longest_wait,
        sentence=sentence % values + _read_on(reading, at),
        rows=(_row(reading),),
        unit=reading.unit,
        basis=standard_in_words(_list(record, list)),
    )


@figure(
    "wait_against_standard",
    label=gettext_lazy("Longest wait against the standard"),
    unit=TIMES,
    definition=gettext_lazy(
        "The longest wait on the list divided by the longest that its standard allows. A month is "
        "365.25 ÷ 12 days."
    ),
    group=GROUP,
    parameters=(LIST,),
    instances=each_list,
    decimals=1,
    unit_belongs=True,
    words=(
        Words(Sort.TIMES, heads=_HOW_MANY_TIMES, needs=(WAITS,), forbids=("average",), future=True),
    ),
    family="waits",
)
def wait_against_standard(record: Record, at: date, list: str = "") -> Found | Missing:
    """Longest wait ÷ the standard's maximum, both in days."""
    reading = newest_reading(record, at, list)
    if reading is None:
        return _no_reading(list, at)
    standard = _list(record, list)
    if standard is None or not standard.standard_max:
        return Missing(_("The record gives no standard for the list “%s”.") % list)
    wait = in_days(reading.longest_wait, reading.unit)
    ratio: Fraction = wait / in_days(standard.standard_max, standard.standard_unit)
    sentence = _(
        "the longest wait on the list “%(list)s” was %(wait)s, %(ratio)s times the %(standard)s "
        "that it ought to be at most, as at %(at)s"
    )
    values = {
        "list": list,
        "wait": _length(reading.longest_wait, reading.unit),
        "ratio": numeral(ratio, 1),
        "standard": _length(standard.standard_max, standard.standard_unit),
        "at": day(at),
    }
    return Found(
        value=ratio,
        sentence=sentence % values + _read_on(reading, at),
        rows=(_row(reading), _standard_row(standard)),
        basis=_("%(wait)s against %(standard)s") % values,
    )


def newest_reading(record: Record, at: date, name: str) -> WaitingListFigure | None:
    """Return the newest reading ≤ D of the list called `name`, or None."""
    readings = [each for each in record.waits if each.list.name == name and each.as_at <= at]
    return max(readings, key=lambda each: each.as_at, default=None)


def standard_in_words(of: WaitingList | None) -> str:
    """Return "ought to be 6 weeks", or nothing where the list has no standard."""
    if of is None or not of.standard_max:
        return ""
    return _("ought to be %s") % _length(of.standard_max, of.standard_unit)


def _read_on(reading: WaitingListFigure, at: date) -> str:
    """The day of a reading, where it is not the as-at day."""
    return "" if reading.as_at == at else _(" (reading of %s)") % day(reading.as_at)


def _list(record: Record, name: str) -> WaitingList | None:
    return next((each for each in record.waiting_lists if each.name == name), None)


def _no_reading(name: str, at: date) -> Missing:
    if not name:
        return Missing(_("The record holds no waiting list."))
    values = {"list": name, "at": day(at)}
    return Missing(_("The record holds no reading of the list “%(list)s” by %(at)s.") % values)


def _length(value: Number, unit: str) -> str:
    return f"{numeral(value, 1)} {unit.removesuffix('s') if value == 1 else unit}"


def _row(reading: WaitingListFigure) -> FigureRow:
    text = f"{reading.list.name}: {_length(reading.longest_wait, reading.unit)}"
    if reading.people_waiting is not None:
        text += _(", %s people waiting") % numeral(reading.people_waiting)
    return FigureRow(
        "waiting_list_figures", reading.ref, reading.as_at, text, reading.source, reading.source_url
    )


def _standard_row(of: WaitingList) -> FigureRow:
    text = f"{of.name}: {standard_in_words(of)}"
    return FigureRow("waiting_lists", of.ref, None, text, of.standard_source, of.standard_url)
