"""Properties of the check that hold for any text."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from dispute.judging import check
from tests.dispute.judging.records import AT, library
from tests.steps import steps_of

RECORD = library()
PIECES = (
    "nine", "9", "of us", "have left", "have given notice", "7 days", "of strike action", "since",
    "January", "45%", "9 of 20", "posts", "(", ")", ",", ".", ":", "and", "the wait is", "8 months",
    "Monday 12 May 2026", "twelfth", "day", "£96,000", "not", "if", "\n\n", "| 3 |", "“", "”",
    "in 2026",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_every_finding_stands_at_its_number(text: str) -> None:
    for found in check(text, RECORD, AT):
        assert text[found.span.start : found.span.end].split() == found.number.split()
        assert found.sentence
        assert 0 < found.sure <= 1
        assert found.why


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
@settings(max_examples=30, deadline=None)
def test_findings_come_in_order_one_for_a_number(text: str) -> None:
    starts = [found.span.start for found in check(text, RECORD, AT)]
    assert starts == sorted(set(starts))


def wrong(paragraphs: int) -> str:
    return " ".join(
        f"We have taken {n % 37 + 8} days of strike action. {n % 61 + 12} librarians have left. "
        f"The turnout was {n % 70 + 10}%.\n\n"
        for n in range(paragraphs)
    )


def test_a_text_full_of_wrong_numbers_is_no_more_work_for_each_than_a_short_one() -> None:
    check(wrong(1), RECORD, AT)
    few, many = (steps_of(lambda n=n: check(wrong(n), RECORD, AT)) for n in (30, 90))
    assert many < 3.2 * few


def test_a_hostile_text_takes_no_longer_than_any_other() -> None:
    slow = ("9 days of strike action and ", "we have left ", "9 ", "(", "day of ")
    hostile = "\n\n".join(each * 3000 for each in slow)
    started = time.process_time()
    check(hostile, RECORD, AT)
    # Many times what it takes: only what grows with the square would take longer.
    assert time.process_time() - started < 60
