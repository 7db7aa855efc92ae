"""What officers have decided of numbers that the check asked about, as it is looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from dispute.judging.findings import Finding

from .models import CheckedNumber, OpenLetter

# As much as the table holds of each.
LONGEST_RECORD = 500
LONGEST_NUMBER = 300

# A number, and what was said against it: if the record has moved since, it is another question.
Question = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions by the key of their number; those confirmed also by what was said against it."""

    not_ours: Mapping[str, CheckedNumber] = field(default_factory=dict)
    confirmed: Mapping[Question, CheckedNumber] = field(default_factory=dict)

    @classmethod
    def among(cls, rows: Iterable[CheckedNumber]) -> Self:
        """Return decisions as they are looked up; where there are several, the newest."""
        not_ours: dict[str, CheckedNumber] = {}
        confirmed: dict[Question, CheckedNumber] = {}
        for row in sorted(rows, key=lambda each: (each.marked_at, each.pk)):
            if row.kind == CheckedNumber.Kind.NOT_OURS:
                not_ours[row.key] = row
            else:
                confirmed[row.key, row.verdict, row.figure, row.record] = row
        return cls(not_ours, confirmed)

    def of(self, key: str, finding: Finding) -> CheckedNumber | None:
        """Return what was decided of a finding, or None."""
        return self.not_ours.get(key) or self.confirmed.get(question(key, finding))


NONE = Decisions()


def decisions_of(letter: OpenLetter) -> Decisions:
    """Return what was decided of a letter's numbers; nothing of a letter that is not saved yet."""
    if letter._state.adding:
        return NONE
    rows = CheckedNumber.objects.filter(letter_id=letter.pk).select_related("marked_by")
    return Decisions.among(rows)


def question(key: str, finding: Finding) -> Question:
    """Return what a confirmation answers: this number, against this value of the record."""
    return key, str(finding.verdict), finding.figure, finding.record[:LONGEST_RECORD]
