"""Days of strike action: taken, to come, announced."""

from datetime import date

import pytest

from dispute.figures import compute
from dispute.models import StrikeDay
from tests.dispute.figures.records import record, strike

D = date(2026, 3, 10)
BEFORE, AFTER = date(2026, 3, 9), date(2026, 3, 11)
KEYS = ("strike_days_taken", "strike_days_to_come", "strike_days_announced")


def counts(*days: StrikeDay, at: date = D) -> tuple[object, ...]:
    """Return days taken, to come and announced, as at a day."""
    made = record(strike_days=days)
    return tuple(compute(made, key, at).value for key in KEYS)


def test_the_day_itself_is_taken() -> None:
    assert counts(strike(BEFORE), strike(D), strike(AFTER)) == (2, 1, 3)


def test_a_day_called_off_is_neither_taken_nor_to_come() -> None:
    kept = strike(date(2026, 3, 2))
    assert counts(kept, strike(D, called_off_on=D)) == (1, 0, 1)
    assert counts(kept, strike(D, called_off_on=BEFORE)) == (1, 0, 1)
    assert counts(kept, strike(AFTER, called_off_on=D)) == (1, 0, 1)


def test_a_day_called_off_later_is_still_to_come() -> None:
    day = strike(date(2026, 3, 20), called_off_on=AFTER)
    assert counts(day) == (0, 1, 1)
    assert counts(day, at=AFTER) == (0, 0, 0)


def test_a_day_announced_later_is_not_known_yet() -> None:
    known = strike(date(2026, 3, 12), announced_on=D)
    later = strike(date(2026, 3, 12), announced_on=AFTER)
    assert counts(known) == (0, 1, 1)
    assert counts(known, later) == (0, 1, 1)
    assert counts(later) == (None, None, None)


def test_part_days_count_and_action_short_of_a_strike_does_not() -> None:
    part, short = StrikeDay.Kind.PART_DAY, StrikeDay.Kind.SHORT_OF_STRIKE
    assert counts(strike(D, kind=part), strike(D, kind=short)) == (1, 0, 1)
    assert counts(strike(BEFORE, kind=short), strike(AFTER, kind=short)) == (None, None, None)


def test_weekends_and_bank_holidays_count() -> None:
    saturday, easter_monday = date(2026, 4, 4), date(2026, 4, 6)
    assert counts(strike(saturday), strike(easter_monday), at=easter_monday) == (2, 0, 2)


def test_nought_is_said_only_where_something_was_announced() -> None:
    made = record(strike_days=(strike(D, announced_on=BEFORE),))
    before = compute(made, "strike_days_taken", BEFORE)
    assert before.value == 0
    assert before.sentence == "0 days of strike action up to 9 March 2026"
    unknown = compute(made, "strike_days_taken", date(2026, 3, 8))
    assert unknown.value is None
    assert unknown.missing == "The record holds no strike day announced by 8 March 2026."


@pytest.mark.parametrize(
    ("days", "taken", "to_come", "announced"),
    [
        (
            [D],
            "1 day of strike action up to 10 March 2026",
            "0 more days of strike action announced, as at 10 March 2026",
            "1 day of strike action announced by 10 March 2026: 1 taken and 0 to come",
        ),
        (
            [BEFORE, D, AFTER],
            "2 days of strike action up to 10 March 2026",
            "1 more day of strike action announced, as at 10 March 2026",
            "3 days of strike action announced by 10 March 2026: 2 taken and 1 to come",
        ),
    ],
)
def test_sentences(days: list[date], taken: str, to_come: str, announced: str) -> None:
    made = record(strike_days=[strike(day) for day in days])
    assert [compute(made, key, D).sentence for key in KEYS] == [taken, to_come, announced]


def test_rows_are_those_that_were_counted() -> None:
    days = (strike(BEFORE, note="Library closed"), strike(D, called_off_on=D), strike(AFTER))
    rows = compute(record(strike_days=days), "strike_days_announced", D).rows
    assert [(row.date, row.text) for row in rows] == [
        (BEFORE, "Strike: Library closed"),
        (AFTER, "Strike"),
    ]
