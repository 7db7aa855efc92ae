"""A letter before the check: what is read, and where each finding leads back to."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from campaigns.checking import checked_numbers, findings_of, reading_of
from campaigns.decisions import Decisions
from dispute.figures import Record
from dispute.judging.findings import Finding, Verdict
from dispute.models import Dispute
from dispute.reading.shapes import Span
from dispute.recognised import normalised
from tests import factories as make
from tests.campaigns import stand_in

pytestmark = pytest.mark.django_db


@dataclass
class Text:
    """Anything with a title, a body, a day and a dispute."""

    dispute: Dispute
    body: str
    title: str = "A letter"
    dated: date = date(2026, 5, 1)


@pytest.fixture(autouse=True)
def check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispute.judging.check", stand_in.check, raising=False)


@pytest.fixture
def dispute() -> Dispute:
    """Three days of strike action were taken."""
    dispute = make.make_dispute()
    for day in (3, 4, 5):
        when = date(2026, 4, day)
        make.make_strike_day(dispute=dispute, date=when, announced_on=date(2026, 3, 1))
    return dispute


def checked(text: Text, decisions: Decisions | None = None) -> list[tuple[str, str]]:
    """What is found, each with the stretch of the officer's own text that it stands in."""
    found = checked_numbers(text, Record(text.dispute), decisions or Decisions())
    return [
        (each.finding.number, getattr(text, each.part)[each.start : each.end]) for each in found
    ]


def test_a_reference_is_read_as_what_it_shows(dispute: Dispute) -> None:
    text = Text(dispute, "After [[strike_days_taken|words]] days, [[nothing]] and `[[code]]`.")
    read = reading_of(text, Record(dispute)).text
    assert read == "A letter\n\nAfter three days, … and `…`."


def test_a_finding_leads_back_behind_references(dispute: Dispute) -> None:
    body = "We took [[strike_days_taken|sentence]].\n\nYes, 9 days of strike action, 7 people."
    assert checked(Text(dispute, body)) == [("9", "9"), ("7", "7")]


def test_a_title_and_a_salutation_are_checked_too(dispute: Dispute) -> None:
    letter = make.make_open_letter(
        dispute=dispute,
        title="9 days of strike action",
        salutation="Dear 4 people,",
        body="No number.",
    )
    found = checked_numbers(letter, Record(dispute))
    assert [(each.part, each.start, each.end) for each in found] == [
        ("title", 0, 1),
        ("salutation", 5, 6),
    ]


def test_what_a_reference_says_is_told_only_where_it_contradicts(
    dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = Text(dispute, "After [[strike_days_taken]] days of strike action.")
    assert checked(text) == []
    other = Record(make.make_dispute())
    monkeypatch.setattr(
        "dispute.judging.check", lambda text, _record, at: stand_in.check(text, other, at)
    )
    assert checked(text) == [("3", "[[strike_days_taken]]")]


def test_a_sentence_is_shown_around_its_number(dispute: Dispute) -> None:
    text = Text(dispute, "First. **After** 9 days of strike action, enough. Last.")
    [found] = checked_numbers(text, Record(dispute))
    assert (found.before, found.after) == ("**After** ", " days of strike action, enough")


def test_a_cell_of_a_table_is_shown_with_its_row(
    dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "| what | n |\n|---|---|\n| Days | 9 |\n| Staff | 4 |"
    place = body.index("9")
    finding = Finding("9", "9", Verdict.DISAGREES, "", Span(place, place + 1))
    monkeypatch.setattr(
        "dispute.judging.check",
        lambda text, *_others: [replace(finding, span=Span(text.index("9"), text.index("9") + 1))],
    )
    [found] = checked_numbers(Text(dispute, body), Record(dispute))
    assert (found.before, found.after) == ("| Days | ", " |")


def test_a_very_long_sentence_is_cut_around_its_number(dispute: Dispute) -> None:
    text = Text(dispute, f"{'word ' * 9999}9 days of strike action{' word' * 9999}")
    [found] = checked_numbers(text, Record(dispute))
    assert found.before.startswith("…")
    assert found.after.endswith("…")
    assert len(found.before) + len(found.after) < 700


def test_a_doubtful_finding_asks_for_nothing(dispute: Dispute) -> None:
    [found] = checked_numbers(Text(dispute, "9 of them"), Record(dispute))
    assert found.is_doubtful
    assert found.contradicts
    assert not found.is_warning


def test_a_number_keeps_its_key_while_the_text_around_is_edited(dispute: Dispute) -> None:
    record, line = Record(dispute), "They say “9 days of strike action”. Then 9 people."
    [one, two] = checked_numbers(Text(dispute, line), record)
    other = 'New.\n\nThey  say "9 days of strike action". Then 9 people. New.'
    [same, too] = checked_numbers(Text(dispute, other), record)
    assert (one.key, two.key) == (same.key, too.key)
    [changed, _too] = checked_numbers(Text(dispute, line.replace("9 days", "8 days")), record)
    assert changed.key != one.key


def test_the_same_sentence_twice_has_two_keys(dispute: Dispute) -> None:
    found = checked_numbers(Text(dispute, "9 people.\n\n9 people."), Record(dispute))
    assert len({each.key for each in found}) == 2


def test_what_was_decided_is_passed_over(dispute: Dispute) -> None:
    text, record = Text(dispute, "9 days of strike action and 9 people"), Record(dispute)
    first = checked_numbers(text, record)[0]
    row = make.make_checked_number(key=first.key)
    found = findings_of(text, record, Decisions.among([row]))
    assert [each.verdict for each in found] == [Verdict.NOT_IN_THE_RECORD]


def test_a_confirmation_holds_while_the_record_says_the_same(dispute: Dispute) -> None:
    text = Text(dispute, "9 days of strike action")
    [found] = checked_numbers(text, Record(dispute))
    row = make.make_checked_number(
        key=found.key, kind="confirmed", version=1, record=found.finding.record
    )
    assert findings_of(text, Record(dispute), Decisions.among([row])) == ()
    make.make_strike_day(dispute=dispute, date=date(2026, 4, 6), announced_on=date(2026, 3, 1))
    assert len(findings_of(text, Record(dispute), Decisions.among([row]))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("“It’s  9”", '"it\'s 9"'), ("nine – ten", "Nine - ten\n")]
)
def test_quotes_spaces_and_capitals_make_no_other_sentence(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)
