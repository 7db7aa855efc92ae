"""One press turns a number into a reference, where the sentence stays one."""

from dataclasses import dataclass
from datetime import date

import pytest

from campaigns.checking import Checked
from campaigns.rewriting import Rewriting, numeral_of, rewriting
from dispute.figures import Record
from dispute.judging.findings import Finding, Verdict
from dispute.models import Dispute
from dispute.reading.shapes import Span
from tests import factories as make

pytestmark = pytest.mark.django_db
STRIKES, WAIT = "strike_days_taken", 'longest_wait list="Home assessment"'


@dataclass
class Text:
    dispute: Dispute
    body: str
    title: str = ""
    dated: date = date(2026, 5, 1)


@pytest.fixture
def dispute() -> Dispute:
    dispute = make.make_dispute()
    for day in (3, 4, 5):
        when = date(2026, 4, day)
        make.make_strike_day(dispute=dispute, date=when, announced_on=date(2026, 3, 1))
    waiting = make.make_waiting_list(dispute=dispute, name="Home assessment")
    make.make_waiting_list_figure(
        list=waiting, as_at=date(2026, 4, 1), longest_wait=15, unit="months"
    )
    make.make_ballot(dispute=dispute, entitled=19, votes_cast=15, yes=15, no=0, spoiled=0)
    return dispute


def written(dispute: Dispute, body: str, number: str, reference: str) -> str:
    """The text once `number`, as the check found it, has become the reference; "" if it cannot."""
    start = body.index(number)
    span = Span(start, start + len(number))
    finding = Finding("", number, Verdict.DISAGREES, "", span, reference=reference)
    checked = Checked(finding, "key", "body", span.start, span.end)
    text = Text(dispute, body)
    found = rewriting(checked, text, Record(dispute))
    return found.of(body) if found else ""


@pytest.mark.parametrize(
    ("body", "number", "reference", "after"),
    [
        ("We took 9 days.", "9", STRIKES, "We took [[strike_days_taken]] days."),
        ("We took 9 days.", "9 days", STRIKES, "We took [[strike_days_taken]] days."),
        ("We took nine days.", "nine", STRIKES, "We took [[strike_days_taken|words]] days."),
        ("Nine days are gone.", "Nine days", STRIKES, "[[strike_days_taken]] days are gone."),
        ("twenty-one days", "twenty-one days", STRIKES, "[[strike_days_taken|words]] days"),
        ("wait 18 months.", "18", WAIT, f"wait [[{WAIT}]]."),
        ("wait 18 weeks.", "18 weeks", WAIT, f"wait [[{WAIT}]]."),
        ("wait 18\u00a0months.", "18\u00a0months", WAIT, f"wait [[{WAIT}]]."),
        ("80% voted", "80%", "ballot_turnout", "[[ballot_turnout]] voted"),
        ("80 per cent voted", "80", "ballot_turnout", "[[ballot_turnout]] voted"),
        ("80 %!", "80", "ballot_turnout", "[[ballot_turnout]]!"),
    ],
)
def test_only_the_number_is_replaced(
    dispute: Dispute, body: str, number: str, reference: str, after: str
) -> None:
    assert written(dispute, body, number, reference) == after


@pytest.mark.parametrize(
    ("body", "number", "reference"),
    [
        ("an 18-month wait", "18-month", WAIT),
        ("wait 18.", "18", WAIT),
        ("12 of 19 voted", "12 of 19", "ballot_turnout"),
        ("4–6 days", "4–6 days", STRIKES),
        ("half of us", "half of", STRIKES),
        ("9% of days", "9", STRIKES),
        ("£9 days", "£9", STRIKES),
        ("9 days", "9", "no_such_figure"),
        ("9 days", "9", ""),
        ("9th of our days", "9", STRIKES),
        ("£1.5m spent", "£1.5m", "agency"),
        ("9 million days", "9", STRIKES),
        ("9½ days", "9", STRIKES),
        ("nine and a half days", "nine", STRIKES),
        ("nine and a half days", "nine and a half", STRIKES),
    ],
)
def test_nothing_is_offered_where_the_sentence_would_break(
    dispute: Dispute, body: str, number: str, reference: str
) -> None:
    assert written(dispute, body, number, reference) == ""


@pytest.mark.parametrize(("record", "offered"), [("3 days", True), ("2 days", False)])
def test_a_reference_is_offered_only_where_it_shows_what_the_finding_says(
    dispute: Dispute, record: str, offered: bool
) -> None:
    finding = Finding("", "9", Verdict.DISAGREES, "", Span(0, 1), reference=STRIKES, record=record)
    checked = Checked(finding, "key", "body", 0, 1)
    text = Text(dispute, "9 days on 4 April.")
    assert (rewriting(checked, text, Record(dispute)) is not None) is offered


def test_a_share_is_what_the_record_says_with_its_counts(dispute: Dispute) -> None:
    finding = Finding(
        "", "80%", Verdict.DISAGREES, "", Span(0, 3),
        reference="ballot_turnout", record="78.95% (15 of 19)",
    )  # fmt: skip
    checked = Checked(finding, "key", "body", 0, 3)
    assert rewriting(checked, Text(dispute, "80% voted"), Record(dispute)) is not None


@pytest.mark.parametrize(
    ("body", "is_read"),
    [("9 days", True), ("**9** days", True), ("    9 days", False), ("`9 days`", False)],
)
def test_in_code_a_reference_would_be_only_text(body: str, is_read: bool) -> None:
    place = body.index("9")
    found = Rewriting(place, place + 1, "[[strike_days_taken]]", "3")
    assert found.is_read_in(body) is is_read


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("1,000 people", "1,000"),
        ("£1.5m", "£1.5"),
        ("one hundred and five days", "one hundred and five"),
        ("a dozen days", "a dozen"),
        ("anders", ""),
        ("", ""),
        ("one " * 99999, ("one " * 20).strip()),
    ],
)
def test_a_numeral_is_read_whole_and_no_further(text: str, numeral: str) -> None:
    assert numeral_of(text) == numeral
