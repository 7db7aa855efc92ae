"""What officers decide of numbers: that they may stand in spite of the check, or are not ours.

Each is a named function with the person who did it.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dispute.figures import Record

from . import letters
from .checking import Checked, UncheckedError, checked_numbers
from .decisions import LONGEST_NUMBER, LONGEST_RECORD, decisions_of
from .models import CheckedNumber, OpenLetter

LONGEST_SENTENCE = 2000
LONGEST_NOTE = 500
# What is ticked where a letter is to be published though the check failed on it.
UNCHECKED = "unchecked"
# As many numbers as the history of a letter names.
NAMED = 5


class UnconfirmedError(ValidationError):
    """Numbers of a letter contradict the record, and nobody has said that they may stand."""

    def __init__(self, warnings: Iterable[Checked]) -> None:
        self.warnings = tuple(warnings)
        super().__init__(_asked(len(self.warnings)))


class UncheckedLetterError(ValidationError):
    """The check failed on a letter, and nobody has said that it is to be published all the same."""

    def __init__(self) -> None:
        super().__init__(
            _("Not published yet: the check failed on it. Its own page can publish it unchecked.")
        )


def record_of(letter: OpenLetter) -> Record:
    """Return the record that a letter is held against: without the letter itself."""
    return Record(letter.dispute, without=letter.ref)


def check(letter: OpenLetter, record: Record | None = None) -> tuple[Checked, ...]:
    """Return what the check finds in a letter as it stands, beside what was decided earlier.

    Raises UncheckedError where the check fails on it.
    """
    return checked_numbers(letter, record or record_of(letter), decisions_of(letter))


@transaction.atomic
def publish(
    letter: OpenLetter,
    *,
    by: User | None,
    at: datetime | None = None,
    seen: int | None = None,
    again: bool = False,
    confirmed: Mapping[str, str] | None = None,
) -> None:
    """Publish a letter whose numbers agree with the record, or were confirmed.

    `confirmed` holds a note ("" for none) for the key of each number that is to stand; `again`
    makes a new version. Raises UnconfirmedError where others contradict, and ValidationError as
    `letters.publish` does. What was confirmed is kept with the version. UncheckedLetterError asks
    whether it is to be published although the check failed: UNCHECKED among `confirmed` says so.
    """
    at, ticked = at or timezone.now(), confirmed or {}
    numbers = _numbers(letter, ticked)
    if left := [each for each in numbers or () if each.is_warning and each.key not in ticked]:
        raise UnconfirmedError(left)
    standing = [each for each in numbers or () if _stands(each, ticked)]
    act = letters.publish_new_version if again else letters.publish
    letter._change_reason = _reason(standing, is_checked=numbers is not None)  # type: ignore[attr-defined]  # simple_history reads it
    try:
        act(letter, by=by, at=at, seen=seen)
    finally:
        del letter._change_reason  # type: ignore[attr-defined]  # as above
    for each in standing:
        _keep(letter, each, ticked.get(each.key, ""), by, at)


@transaction.atomic
def mark_not_ours(
    letter: OpenLetter, number: Checked, *, by: User | None, at: datetime | None = None
) -> CheckedNumber:
    """Remember that a number is somebody else's: a quotation, an address, another count."""
    there = CheckedNumber.objects.not_ours().filter(letter=letter, key=number.key).first()
    if there is not None:
        return there
    row = CheckedNumber(
        letter=letter,
        kind=CheckedNumber.Kind.NOT_OURS,
        key=number.key,
        marked_by=by,
        marked_at=at or timezone.now(),
        **_said(number),
    )
    return _write(row, by)


@transaction.atomic
def ask_again(row: CheckedNumber, *, by: User | None) -> None:
    """Take back that a number is not ours. What was published in spite of a warning stays known."""
    if row.kind != CheckedNumber.Kind.NOT_OURS:
        raise ValidationError(_("What was confirmed belongs to the version that was published."))
    row._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from here
    row.delete()


def _numbers(letter: OpenLetter, ticked: Mapping[str, str]) -> tuple[Checked, ...] | None:
    """Check a letter; None where the check fails on it and that was confirmed."""
    try:
        return check(letter)
    except UncheckedError as error:
        if UNCHECKED not in ticked:
            raise UncheckedLetterError from error
        return None


def _stands(number: Checked, ticked: Mapping[str, str]) -> bool:
    """Whether a number is published in spite of the check: now confirmed, or in an earlier one."""
    if not number.finding.contradicts or not number.is_ours:
        return False
    return number.decided is not None or number.key in ticked


def _keep(
    letter: OpenLetter, number: Checked, note: str, by: User | None, at: datetime
) -> CheckedNumber:
    """Write down a confirmation for the version just published; one carried over keeps its own."""
    earlier = number.decided
    row = CheckedNumber(
        letter=letter,
        kind=CheckedNumber.Kind.CONFIRMED,
        version=letter.version,
        key=number.key,
        note=(earlier.note if earlier else note.strip())[:LONGEST_NOTE],
        marked_by=earlier.marked_by if earlier else by,
        marked_at=earlier.marked_at if earlier else at,
        **_said(number),
    )
    return _write(row, by)


def _write(row: CheckedNumber, by: User | None) -> CheckedNumber:
    row._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from here
    row.save()
    return row


def _said(number: Checked) -> dict[str, str]:
    """What the check said, as it is kept."""
    finding = number.finding
    return {
        "sentence": finding.sentence[:LONGEST_SENTENCE],
        "number": finding.number[:LONGEST_NUMBER],
        "verdict": str(finding.verdict),
        "figure": finding.figure,
        "record": finding.record[:LONGEST_RECORD],
        "why": finding.why,
    }


def _reason(standing: list[Checked], *, is_checked: bool) -> str | None:
    """Why a letter's history has a line: which numbers were confirmed against the record."""
    if not is_checked:
        return _("Published unchecked: the check failed on it.")
    if not standing:
        return None
    named = "; ".join(_against(each) for each in standing[:NAMED])
    rest = len(standing) - NAMED
    if rest > 0:
        named += "; " + ngettext("%(n)s more", "%(n)s more", rest) % {"n": rest}
    return _("Published in spite of the check: %s") % named


def _against(number: Checked) -> str:
    said = {"number": number.finding.number[:60], "record": number.finding.record[:60]}
    if not number.finding.record:
        return _("“%(number)s”") % said
    return _("“%(number)s” (the record: %(record)s)") % said


def _asked(count: int) -> str:
    return ngettext(
        "Not published yet: %(n)s number contradicts the record. Change it, or confirm it.",
        "Not published yet: %(n)s numbers contradict the record. Change them, or confirm them.",
        count,
    ) % {"n": count}
