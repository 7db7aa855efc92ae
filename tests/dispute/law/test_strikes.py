"""What is warned of beside a day of action."""

from datetime import date
from typing import Any

import pytest

from dispute.law.ballots import judge_ballot
from dispute.law.notices import NoticeFacts
from dispute.law.rules import GUIDANCE
from dispute.law.strikes import Code, DayFacts, DayResult, judge_day
from tests.dispute.law.seeds import RULES, TODAY, ballot, without

SHORT_OF = "action short of a strike"


def notice(key: int = 1, **fields: Any) -> NoticeFacts:
    facts: dict[str, Any] = {
        "sent_on": date(2026, 4, 9),
        "received_on": date(2026, 4, 10),
        "kind": "strike",
        "first_day": date(2026, 4, 20),
    }
    return NoticeFacts(**{**facts, **fields}, key=key)


def judged(
    on: date, *notices: NoticeFacts, kind: str = "strike", named: int = 1, **fields: Any
) -> DayResult:
    """Judge a day under the ballot of the other tests, whose mandate is to 4 March 2027."""
    ballots = [judge_ballot(RULES, ballot(**fields), TODAY)]
    return judge_day(RULES, DayFacts(on, kind, named), ballots, notices)


def codes(found: DayResult) -> list[Code]:
    return [finding.code for finding in found.findings]


def test_a_day_inside_its_mandate_and_in_time_has_nothing_to_warn_of() -> None:
    found = judged(date(2026, 4, 20), notice())
    assert (codes(found), found.note, found.brief) == ([], None, "")
    assert found.ballot is not None
    assert found.notice == notice()


def test_the_last_day_of_the_mandate_is_inside_and_the_next_is_not() -> None:
    assert codes(judged(date(2027, 3, 4), notice())) == []
    found = judged(date(2027, 3, 5), notice())
    assert codes(found) == [Code.NO_MANDATE]
    assert "ended on 4 March 2027" in found.findings[0].sentence
    assert found.findings[0].sentence.endswith(str(GUIDANCE))


def test_a_day_before_any_ballot_closed_says_so() -> None:
    found = judged(date(2026, 3, 4), notice(first_day=date(2026, 3, 1)))
    assert found.findings[0].code == Code.NO_MANDATE
    assert "the first ballot closed on 5 March 2026" in found.findings[0].why


def test_without_a_ballot_there_is_no_mandate() -> None:
    found = judge_day(RULES, DayFacts(date(2026, 4, 20), "strike", 1), [], [notice()])
    assert codes(found) == [Code.NO_MANDATE]
    assert "no ballot is recorded" in found.findings[0].why


def test_a_ballot_that_met_not_every_test_gives_no_mandate() -> None:
    found = judged(date(2026, 4, 20), notice(), yes=7, no=8)
    assert codes(found) == [Code.NO_MANDATE]
    assert "did not meet every test" in found.findings[0].why


def test_a_mandate_that_could_be_agreed_longer_says_so_and_is_not_sure() -> None:
    found = judged(date(2026, 9, 5), notice(), opened_on=date(2026, 2, 17))
    assert codes(found) == [Code.NO_MANDATE]
    assert not found.findings[0].is_sure
    assert "up to 4 December 2026" in found.findings[0].caution


def test_a_mandate_that_cannot_be_said_is_no_warning_that_it_is_outside() -> None:
    ballots = [judge_ballot(without("majority"), ballot(), TODAY)]
    found = judge_day(RULES, DayFacts(date(2026, 4, 20), "strike", 1), ballots, [notice()])
    assert codes(found) == [Code.MANDATE_UNKNOWN]
    assert "majority: no rule recorded" in found.findings[0].why


@pytest.mark.parametrize(
    ("received", "on", "expected"),
    [
        (date(2026, 4, 10), date(2026, 4, 20), []),
        (date(2026, 4, 11), date(2026, 4, 20), [Code.SHORT]),
        (date(2026, 4, 11), date(2026, 4, 21), [Code.FIRST_SHORT]),
        (None, date(2026, 4, 20), [Code.NOT_RECEIVED]),
    ],
)
def test_a_day_is_measured_by_the_receipt_of_its_notice(
    received: date | None, on: date, expected: list[Code]
) -> None:
    assert codes(judged(on, notice(received_on=received))) == expected


def test_a_day_on_no_notice_says_by_when_one_was_needed() -> None:
    found = judged(date(2026, 4, 20), named=0)
    assert codes(found) == [Code.NO_NOTICE]
    assert "by the end of Friday 10 April 2026" in found.findings[0].sentence


def test_a_day_that_names_no_notice_is_noted_where_one_would_do() -> None:
    found = judged(date(2026, 4, 22), notice(), named=0)
    assert codes(found) == []
    assert found.note is not None
    assert found.brief == "names no notice"


def test_a_day_that_names_no_notice_is_warned_of_where_the_nearest_is_short() -> None:
    found = judged(date(2026, 4, 20), notice(received_on=date(2026, 4, 15)), named=0)
    assert codes(found) == [Code.SHORT]
    assert found.note is None


def test_action_short_of_a_strike_needs_a_notice_of_its_own_kind() -> None:
    on = date(2026, 4, 20)
    assert codes(judged(on, notice(), kind=SHORT_OF)) == [Code.OTHER_KIND]
    assert codes(judged(on, notice(kind=SHORT_OF), kind=SHORT_OF)) == []
    assert codes(judged(on, notice(), kind=SHORT_OF, named=0)) == [Code.NO_NOTICE]


def test_a_part_day_strike_stands_on_a_notice_of_strike() -> None:
    assert codes(judged(date(2026, 4, 20), notice(), kind="part-day")) == []


def test_a_day_before_its_notice_s_first_day_is_warned_of() -> None:
    assert codes(judged(date(2026, 4, 19), notice())) == [Code.BEFORE_NOTICE]


def test_a_notice_from_before_the_ballot_closed_is_warned_of() -> None:
    early = notice(received_on=date(2026, 3, 4), sent_on=date(2026, 3, 4))
    assert codes(judged(date(2026, 4, 20), early)) == [Code.TOO_EARLY]


def test_a_notice_of_a_day_without_a_rule_cannot_be_judged() -> None:
    ballots = [judge_ballot(RULES, ballot(), TODAY)]
    facts = DayFacts(date(2026, 4, 20), "strike", 1)
    found = judge_day(without("notice"), facts, ballots, [notice()])
    assert codes(found) == [Code.NO_RULE]


def test_a_day_that_was_called_off_is_asked_nothing() -> None:
    facts = DayFacts(date(2026, 4, 20), "strike", 0, date(2026, 4, 1))
    assert judge_day(RULES, facts, [], []).findings == ()
