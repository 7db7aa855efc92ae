"""The band: up to four figures in a row, the ones a passer-by should take away."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .figures import Figure, Record, compute
from .figures.days import day, in_days
from .figures.departed import TOTAL
from .figures.numbers import numeral
from .figures.waits import each_list


@dataclass(frozen=True, slots=True)
class BandFigure:
    """A figure set large: numeral, small unit, sentence, label with its base or standard."""

    numeral: str
    unit_after: str
    sentence: str
    label: str
    url: str


def band(record: Record, at: date) -> tuple[BandFigure, ...]:
    """Return the band of a dispute as at a day, without figures that the record cannot give."""
    cells = (
        _strike_days(record, at),
        _departures(record, at),
        _wait(record, at),
        _ballot(record, at),
    )
    return tuple(cell for cell in cells if cell is not None)


def _strike_days(record: Record, at: date) -> BandFigure | None:
    taken = compute(record, "strike_days_taken", at)
    to_come = compute(record, "strike_days_to_come", at)
    if taken.missing:
        return None
    more = _("%s more announced") % to_come.numeral if to_come.value else ""
    sentence = ngettext(
        "day of strike action taken", "days of strike action taken", int(taken.value or 0)
    )
    return BandFigure(taken.numeral, "", sentence, more, taken.url)


def _departures(record: Record, at: date) -> BandFigure | None:
    total = compute(record, "departures_total", at)
    share = compute(record, "departures_share", at, event=TOTAL)
    if total.missing:
        return None
    sentence = _("staff have left or given notice")
    if share.missing:
        return BandFigure(total.numeral, "", sentence, "", total.url)
    of, label = _("of %s") % share.denominator, _("%s of posts") % share.numeral
    return BandFigure(total.numeral, of, sentence, label, share.url)


def _wait(record: Record, at: date) -> BandFigure | None:
    """The longest of the longest waits, whatever its unit."""
    waits = [compute(record, "longest_wait", at, **chosen) for chosen in each_list(record)]
    known = [wait for wait in waits if wait.value is not None]
    if not known:
        return None
    worst = max(known, key=lambda wait: in_days(wait.value or 0, wait.unit))
    sentence = _("longest wait: %s") % worst.parameter_texts["list"]
    label = "; ".join(filter(None, (worst.basis, _read(worst))))
    return BandFigure(worst.numeral, worst.unit_after, sentence, label, worst.url)


def _read(wait: Figure) -> str:
    """The day of the reading, which stands until there is another; "" where it is the day asked."""
    read = wait.rows[0].date
    return _("read on %s") % day(read) if read and read != wait.as_at else ""


def _ballot(record: Record, at: date) -> BandFigure | None:
    yes, turnout = compute(record, "ballot_yes", at), compute(record, "ballot_turnout", at)
    if yes.missing or turnout.missing:
        return None
    sentence = _("voted for action, on a turnout of %s") % turnout.numeral
    label = _("%(yes)s of %(cast)s votes; %(turnout)s voted") % {
        "yes": numeral(yes.numerator or 0),
        "cast": numeral(yes.denominator or 0),
        "turnout": turnout.basis,
    }
    return BandFigure(yes.numeral, "", sentence, label, yes.url)
