"""“We want to strike from ...”: the steps, in order, and what stands in the way."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from icalendar import Calendar

from dispute.law.ballots import BallotResult, judge_ballot
from dispute.law.calendar_file import calendar_file
from dispute.law.notices import NoticeFacts
from dispute.law.planning import Plan, Wish, plan
from dispute.law.rules import GUIDANCE
from tests.dispute.law.seeds import RULES, TODAY, ballot, days_near_border, without

STAMP = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
MONDAY = date(2026, 4, 20)


def ballots(**fields: Any) -> list[BallotResult]:
    return [judge_ballot(RULES, ballot(**fields), TODAY)]


def planned(wish: Wish, at: date = date(2026, 3, 10), *notices: NoticeFacts, **fields: Any) -> Plan:
    return plan(RULES, ballots(**fields), notices, wish, at)


def on(found: Plan) -> dict[str, date]:
    return {step.key: step.on for step in found.steps}


def entries(found: Plan) -> list[Any]:
    written = calendar_file(found, stamp=STAMP, name="Müller’s; us", site="a.example", key="3")
    return list(Calendar.from_ical(written).walk("VEVENT"))


def test_a_monday_in_april_under_a_mandate() -> None:
    found = planned(Wish(MONDAY))
    assert on(found) == {
        "post": date(2026, 4, 7),
        "mail": date(2026, 4, 9),
        "receipt": date(2026, 4, 10),
        "action": MONDAY,
        "mandate": date(2027, 3, 4),
    }
    assert found.warnings == ()
    assert found.is_possible


def test_without_a_mandate_a_ballot_comes_first() -> None:
    found = plan(RULES, [], [], Wish(MONDAY), date(2026, 3, 10))
    assert [step.key for step in found.steps][:2] == ["ballot", "result"]
    assert "No mandate on record covers Monday 20 April 2026" in found.warnings[0]
    assert on(found)["ballot"] < on(found)["result"] < on(found)["post"]


def test_when_the_last_day_has_passed_the_earliest_day_now_is_said() -> None:
    found = planned(Wish(MONDAY), date(2026, 4, 11))
    assert not found.is_possible
    assert "has passed" in found.warnings[0]
    assert "the earliest first day now is Tuesday 21 April 2026" in found.warnings[0]


def test_on_the_last_day_itself_it_is_still_possible() -> None:
    assert planned(Wish(MONDAY), date(2026, 4, 10)).is_possible


def test_a_first_day_in_the_past_is_said_so() -> None:
    found = planned(Wish(MONDAY), date(2026, 4, 21))
    assert "Monday 20 April 2026 has passed" in found.warnings[0]


def test_days_after_the_mandate_are_named() -> None:
    found = planned(Wish(MONDAY, date(2027, 3, 9)))
    assert "from Friday 5 March 2027 to Tuesday 9 March 2027 would be outside" in found.warnings[0]
    assert planned(Wish(MONDAY, date(2027, 3, 4))).warnings == ()


def test_an_agreement_shortens_notice_and_lengthens_the_mandate() -> None:
    old = {"opened_on": date(2025, 12, 1), "closed_on": date(2026, 1, 5)}
    wish = Wish(date(2026, 2, 10))
    assert on(planned(wish, date(2026, 1, 6), **old))["receipt"] == date(2026, 1, 27)
    agreed = planned(Wish(date(2026, 2, 10), by_agreement=True), date(2026, 1, 6), **old)
    assert on(agreed)["receipt"] == date(2026, 2, 3)
    assert on(agreed)["mandate"] == date(2026, 10, 4)
    late = planned(Wish(date(2026, 8, 3), by_agreement=True), date(2026, 1, 6), **old)
    assert late.ballot is not None


def test_a_notice_on_record_is_spoken_of_and_a_new_one_still_planned() -> None:
    notice = NoticeFacts(date(2026, 3, 6), date(2026, 3, 6), "strike", date(2026, 4, 13), 1)
    found = planned(Wish(MONDAY), date(2026, 3, 10), notice)
    assert found.notice == notice
    assert "receipt" in on(found)
    other = planned(Wish(MONDAY, kind="action short of a strike"), date(2026, 3, 10), notice)
    assert other.notice is None


def test_without_a_rule_the_plan_says_so() -> None:
    found = plan(without("notice"), ballots(), [], Wish(MONDAY), date(2026, 3, 10))
    assert "No rule on “notice of action” is recorded" in found.warnings[0]
    assert "receipt" not in on(found)


@given(days_near_border)
def test_deadlines_are_in_order(first_day: date) -> None:
    for held in ([], ballots()):
        found = plan(RULES, held, [], Wish(first_day), date(2017, 1, 1))
        assert [step.on for step in found.steps] == sorted(step.on for step in found.steps)
        keys = [step.key for step in found.steps]
        law = ["ballot", "result", "post", "mail", "receipt", "action", "mandate"]
        assert keys == [key for key in law if key in keys]


@given(days_near_border)
def test_suggested_days_are_working_days_before_the_last(first_day: date) -> None:
    days = on(plan(RULES, [], [], Wish(first_day), TODAY))
    for key in {"ballot", "result", "post", "mail"} & days.keys():
        assert days[key].weekday() < 5
    if "receipt" in days:
        assert days["post"] < days["mail"] < days["receipt"]


def test_no_sentence_speaks_of_a_ballot_that_nobody_held() -> None:
    found = plan(RULES, [], [], Wish(MONDAY), date(2026, 3, 10))
    end = next(step for step in found.steps if step.key == "mandate")
    assert end.said == (
        "A ballot that opens after today and closes on 3 April 2026 gives a mandate to "
        "2 April 2027 (a less careful reading says 3 April 2027)"
    )
    assert end.why.startswith("because a mandate lasts 12 months")
    assert not any("ballot opened" in step.sentence for step in found.steps)


# --- Calendar entries -----------------------------------------------------------------------------


def test_entries_are_whole_days_that_say_why_and_that_they_are_guidance() -> None:
    found = planned(Wish(MONDAY))
    made = entries(found)
    assert [each["dtstart"].dt for each in made] == [step.on for step in found.steps]
    for each in made:
        assert each["dtend"].dt - each["dtstart"].dt == timedelta(days=1)
        assert each["dtstamp"].dt == STAMP
        assert "because" in each["description"]
        assert str(each["description"]).endswith(str(GUIDANCE))
        assert "Müller’s; us" in each["summary"]


def test_an_entry_keeps_its_uid_and_has_one_of_its_own() -> None:
    uids = [str(each["uid"]) for each in entries(planned(Wish(MONDAY)))]
    again = [str(each["uid"]) for each in entries(planned(Wish(MONDAY), date(2026, 3, 20)))]
    assert uids == again
    assert len(set(uids)) == len(uids)
    assert uids[0] == "law-3-20260420-post@a.example"


def test_action_of_another_kind_from_the_same_day_has_entries_of_its_own() -> None:
    both = [Wish(MONDAY), Wish(MONDAY, kind="action short of a strike")]
    uids = [str(each["uid"]) for wish in both for each in entries(planned(wish))]
    assert len(set(uids)) == len(uids)
    assert "law-3-20260420-action-short-of-a-strike-receipt@a.example" in uids


def test_entries_of_our_own_advice_say_that_it_is_no_law() -> None:
    found = planned(Wish(MONDAY))
    said = [str(each["description"]) for each in entries(found)]
    ours = ["Our suggestion, not the law; bank holidays" in each for each in said]
    assert ours == [not step.is_law for step in found.steps]


def test_lines_of_the_file_are_folded_and_end_as_the_standard_says() -> None:
    written = calendar_file(
        planned(Wish(MONDAY)), stamp=STAMP, name="x" * 300, site="a.example", key="3"
    )
    assert all(len(each) <= 75 for each in written.split(b"\r\n"))
    assert written.count(b"\n") == written.count(b"\r\n")
