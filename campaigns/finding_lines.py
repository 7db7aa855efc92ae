"""Findings as a page shows them: in words, in groups, and no more than anybody would read."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.figures import FigureError, FigureRow, Record, definition_of
from dispute.figures.days import day
from dispute.judging.findings import Finding, Verdict

from .answers import Answers, Tick
from .checking import Checkable, Checked
from .rewriting import Rewriting, rewriting

NO_ANSWERS = Answers()
MOST_LINES = 200
MOST_ROWS = 20
QUITE_SURE = 0.85

IN_WORDS = {
    Verdict.AGREES: gettext_lazy("agrees with the record"),
    Verdict.DISAGREES: gettext_lazy("the record says otherwise"),
    Verdict.MIXED: gettext_lazy("two things counted as one"),
    Verdict.BASE: gettext_lazy("a share of what?"),
    Verdict.ROUNDING: gettext_lazy("rounding"),
    Verdict.SUM: gettext_lazy("the parts do not make the whole"),
    Verdict.DATES: gettext_lazy("its own dates say otherwise"),
    Verdict.UNIT_OR_LIST: gettext_lazy("another unit, or another list"),
    Verdict.NOT_IN_THE_RECORD: gettext_lazy("not in the record"),
    Verdict.NOT_OURS: gettext_lazy("not ours"),
}
PARTS = {"title": gettext_lazy("in the title"), "salutation": gettext_lazy("in the salutation")}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in words. `place` counts from 1 in the text's order; `write` is what to write
    instead, None where nothing can be put there by itself.
    """

    place: int
    checked: Checked
    label: str
    when: str
    rows: tuple[FigureRow, ...]
    rows_more: int
    write: Rewriting | None
    tick: Tick

    @property
    def finding(self) -> Finding:
        return self.checked.finding

    @property
    def verdict(self) -> str:
        """The verdict in words."""
        return str(IN_WORDS[self.finding.verdict])

    @property
    def part(self) -> str:
        """Where the number stands, if not in the text."""
        return str(PARTS.get(self.checked.part, ""))

    @property
    def sure(self) -> str:
        """How sure the check is, in words."""
        if self.checked.is_doubtful:
            return _("doubtful")
        return _("sure") if self.finding.sure >= QUITE_SURE else _("fairly sure")


@dataclass(frozen=True, slots=True)
class Lines:
    """What a check found, in the order of the text within each group.

    `warnings` are asked about before publication; `remarks` are doubts and what the record does not
    hold; `passed` what was decided earlier. `more` counts those left out.
    """

    warnings: tuple[Line, ...]
    remarks: tuple[Line, ...]
    agreeing: tuple[Line, ...]
    passed: tuple[Line, ...]
    more: int

    @property
    def all(self) -> tuple[Line, ...]:
        """Every line in the order of the text."""
        lines = [*self.warnings, *self.remarks, *self.agreeing, *self.passed]
        return tuple(sorted(lines, key=lambda line: line.place))

    @property
    def summary(self) -> str:
        """In a sentence what was found."""
        count = len(self.warnings)
        if count:
            return ngettext(
                "%(n)s number contradicts the record.",
                "%(n)s numbers contradict the record.",
                count,
            ) % {"n": count}
        if self.remarks:
            return _("Nothing contradicts the record. Some of it the record cannot vouch for.")
        if self.agreeing or self.passed:
            return _("Nothing contradicts the record.")
        return _("No number was found that speaks of the record.")


def lines_of(
    checked: Sequence[Checked], letter: Checkable, record: Record, answers: Answers = NO_ANSWERS
) -> Lines:
    """Return findings as a page shows them; of each group the first, where there are very many."""
    groups: dict[str, list[tuple[int, Checked]]] = {name: [] for name in Lines.__slots__[:4]}
    for place, each in enumerate((each for each in checked if _is_told(each)), 1):
        groups[_group(each)].append((place, each))
    shown = {
        name: tuple(
            _line(place, each, rewriting(each, letter, record), answers.tick(each.key))
            for place, each in found[:MOST_LINES]
        )
        for name, found in groups.items()
    }
    more = sum(max(0, len(found) - MOST_LINES) for found in groups.values())
    return Lines(**shown, more=more)


def _is_told(checked: Checked) -> bool:
    """Telephone numbers and years are passed over silently; what an officer marked is not."""
    return checked.finding.verdict != Verdict.NOT_OURS


def _group(checked: Checked) -> str:
    if checked.decided is not None:
        return "passed"
    if checked.is_warning:
        return "warnings"
    return "agreeing" if checked.finding.verdict == Verdict.AGREES else "remarks"


def _line(place: int, checked: Checked, write: Rewriting | None, tick: Tick) -> Line:
    finding = checked.finding
    rows = tuple(islice(finding.rows, MOST_ROWS))
    return Line(
        place,
        checked,
        label=_label(finding.figure),
        when=when(finding),
        rows=rows,
        rows_more=len(finding.rows) - len(rows),
        write=write,
        tick=tick,
    )


def when(finding: Finding) -> str:
    """Return until and from when a number is right; "" where `why` says so already."""
    days = (
        (finding.right_until, _("It was right up to %s.")),
        (finding.right_from, _("It will be right from %s.")),
    )
    told = [(day(each), sentence) for each, sentence in days if each]
    return " ".join(sentence % each for each, sentence in told if each not in finding.why)


def _label(key: str) -> str:
    """The figure's name, "" where a finding speaks of none."""
    try:
        return str(definition_of(key).label) if key else ""
    except FigureError:
        return ""
