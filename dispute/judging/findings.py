"""What the check says of a number: agrees with the record, or why not, and how sure it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dispute.figures import FigureRow
from dispute.reading.shapes import Span


class Verdict(StrEnum):
    """The words in which `check_letters --json` says it; they are stable for those who read it."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    MIXED = "mixed"
    BASE = "base"
    ROUNDING = "rounding"
    SUM = "sum"
    DATES = "dates"
    UNIT_OR_LIST = "unit or list"
    NOT_IN_THE_RECORD = "not in the record"
    NOT_OURS = "not ours"


@dataclass(frozen=True, slots=True)
class Finding:
    """One number of a text beside the record.

    `figure` is the key of the figure that it speaks of ("" where none is), `parameters` what is
    chosen of it, `record` the record's value as shown ("12 days"), `right_until` the last day on
    which the number was right (before the text's day), `right_from` the first on which it will be,
    where there is one. `sure` goes from 0 to 1. `reference` is what to write instead
    ("strike_days_taken" with its parameters, without brackets), "" where nothing can be put there.
    `contradicts` is true where the text is wrong by the record or by itself, not where a remark
    is made. `span` is the number's place in the text as it was given.
    """

    sentence: str
    number: str
    verdict: Verdict
    why: str
    span: Span
    figure: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    record: str = ""
    right_until: date | None = None
    right_from: date | None = None
    sure: float = 1.0
    rows: tuple[FigureRow, ...] = ()
    reference: str = ""
    contradicts: bool = False
