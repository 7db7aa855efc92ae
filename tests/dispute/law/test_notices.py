"""When the employer must have a notice, and what a receipt allows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from dispute.law.notices import (
    FirstDay,
    InTime,
    LastReceipt,
    NoticeFacts,
    earliest_first_day,
    judge_notice,
    last_receipt,
    ordinal,
)
from dispute.law.rules import GUIDANCE, NoRule, rule_for
from tests.dispute.law.seeds import BORDER, RULES, days_near_border, without


def first(received: date, *, by_agreement: bool = False) -> FirstDay:
    found = earliest_first_day(RULES, received, by_agreement=by_agreement)
    assert isinstance(found, FirstDay)
    return found


def last(first_day: date, *, by_agreement: bool = False) -> LastReceipt:
    found = last_receipt(RULES, first_day, by_agreement=by_agreement)
    assert isinstance(found, LastReceipt)
    return found


def notice(received: date | None, first_day: date) -> NoticeFacts:
    return NoticeFacts(received or date(2026, 1, 2), received, "strike", first_day)


# --- Worked cases ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_day", "received_by"),
    [
        (date(2026, 4, 20), date(2026, 4, 10)),  # ten days
        (date(2026, 1, 20), date(2026, 1, 6)),  # fourteen
        (date(2026, 3, 3), date(2026, 2, 21)),
        (date(2026, 2, 28), date(2026, 2, 18)),  # the first that ten days allow
        (date(2026, 2, 27), date(2026, 2, 13)),  # one day before, fourteen are asked
        (date(2024, 3, 10), date(2024, 2, 25)),  # over a leap day
        (date(2028, 3, 5), date(2028, 2, 24)),
    ],
)
def test_notice_is_received_by_the_end_of(first_day: date, received_by: date) -> None:
    assert last(first_day).day == received_by


@pytest.mark.parametrize(
    ("received", "allows", "days"),
    [
        (date(2026, 3, 6), date(2026, 3, 16), 10),
        (date(2026, 2, 18), date(2026, 2, 28), 10),
        (date(2026, 2, 17), date(2026, 3, 3), 14),
        (date(2017, 3, 1), date(2017, 3, 15), 14),
    ],
)
def test_receipt_allows_action_from(received: date, allows: date, days: int) -> None:
    found = first(received)
    assert (found.day, found.value, found.rule) == (
        allows,
        days,
        rule_for(RULES, "notice", received),
    )


def test_both_sides_could_agree_on_seven_days_and_cannot_any_more() -> None:
    assert first(date(2026, 2, 10), by_agreement=True).day == date(2026, 2, 17)
    assert first(date(2026, 2, 18), by_agreement=True).day == date(2026, 2, 28)
    assert last(date(2026, 2, 24), by_agreement=True).day == date(2026, 2, 17)


def test_a_receipt_on_the_old_side_is_short_where_a_later_one_is_not() -> None:
    found = last(date(2026, 2, 28))
    assert found.but_not == ((date(2026, 2, 15), date(2026, 2, 17)),)
    assert "from 15 February 2026 to 17 February 2026 would be short" in found.sentence
    assert last(date(2026, 2, 27)).but_not == ()
    assert last(date(2026, 3, 3)).but_not == ()


def test_results_say_why_and_that_they_are_guidance() -> None:
    sentence = last(date(2026, 4, 20)).sentence
    assert "by the end of Friday 10 April 2026, because of its receipt on 10 April" in sentence
    assert "by the 10th day before (Employment Rights Act 2025, s.74)" in sentence
    assert sentence.endswith(str(GUIDANCE))


# --- Properties -----------------------------------------------------------------------------------


@given(days_near_border, days_near_border)
def test_a_later_receipt_never_allows_an_earlier_first_day_under_one_rule(
    one: date, other: date
) -> None:
    earlier, later = sorted((one, other))
    if first(earlier).rule == first(later).rule:
        assert first(earlier).day <= first(later).day


def test_only_where_the_rule_changes_does_a_later_receipt_allow_an_earlier_day() -> None:
    pairs = [BORDER + timedelta(days=n) for n in range(-60, 60)]
    breaks = [on for on in pairs if first(on).day < first(on - timedelta(days=1)).day]
    assert breaks == [BORDER]


@given(days_near_border)
def test_the_last_receipt_is_enough_and_the_day_after_it_is_not(first_day: date) -> None:
    found = last_receipt(RULES, first_day)
    if isinstance(found, NoRule):
        assert first_day < date(2017, 3, 15)
        return
    assert first(found.day).day <= first_day
    assert first(found.day + timedelta(days=1)).day > first_day


@given(days_near_border)
def test_what_a_receipt_allows_is_received_in_time(received: date) -> None:
    assert last(first(received).day).day >= received


@given(days_near_border, days_near_border)
def test_a_later_first_day_never_has_to_be_told_earlier(one: date, other: date) -> None:
    earlier, later = sorted(max(each, date(2017, 3, 15)) for each in (one, other))
    assert last(earlier).day <= last(later).day


@given(days_near_border)
def test_days_that_would_be_short_are_short_and_no_others(first_day: date) -> None:
    found = last_receipt(RULES, first_day)
    if isinstance(found, NoRule):
        return
    for back in range(40):
        on = found.day - timedelta(days=back)
        said_short = any(begins <= on <= ends for begins, ends in found.but_not)
        known = earliest_first_day(RULES, on)
        if isinstance(known, FirstDay):
            assert said_short == (known.day > first_day)


# --- A notice on record ---------------------------------------------------------------------------


def test_notice_in_time_is_said_so() -> None:
    found = judge_notice(RULES, notice(date(2026, 4, 10), date(2026, 4, 20)))
    assert found.state == InTime.IN_TIME
    assert found.value == 10


def test_short_notice_says_by_how_much_and_from_when() -> None:
    found = judge_notice(RULES, notice(date(2026, 4, 11), date(2026, 4, 20)))
    assert found.state == InTime.SHORT
    assert "is 1 day short" in found.said
    assert "Tuesday 21 April 2026 is the earliest first day" in found.said
    assert not found.in_time_by_agreement


def test_short_notice_that_could_be_agreed_says_so() -> None:
    found = judge_notice(RULES, notice(date(2026, 1, 10), date(2026, 1, 20)))
    assert found.state == InTime.SHORT
    assert found.in_time_by_agreement
    assert "only if the employer agreed" in found.sentence


def test_unknown_receipt_is_said_with_the_last_day_that_would_do() -> None:
    found = judge_notice(RULES, notice(None, date(2026, 4, 20)))
    assert found.state == InTime.NOT_RECEIVED
    assert "does not say when the employer received" in found.sentence
    assert "by the end of Friday 10 April 2026" in found.sentence


# --- Rules that are missing, or two ---------------------------------------------------------------


@pytest.mark.parametrize("rules", [(), without("notice"), (*RULES, RULES[4])])
def test_without_one_rule_nothing_is_guessed(rules: tuple[object, ...]) -> None:
    received, first_day = date(2026, 4, 1), date(2026, 4, 20)
    found = earliest_first_day(rules, received)
    assert isinstance(found, NoRule)
    assert isinstance(last_receipt(rules, first_day), NoRule)
    assert judge_notice(rules, notice(received, first_day)).state == InTime.NO_RULE
    assert found.sentence.endswith(str(GUIDANCE))


def test_where_the_newest_rule_is_missing_the_one_before_it_is_not_stretched() -> None:
    rules = tuple(rule for rule in RULES if (rule.kind, rule.value) != ("notice", 10))
    found = last_receipt(rules, date(2026, 4, 20))
    assert isinstance(found, NoRule)
    assert found.on == BORDER
    assert last_receipt(rules, date(2026, 2, 18)) == last_receipt(RULES, date(2026, 2, 18))


def test_a_day_before_all_rules_has_none() -> None:
    found = earliest_first_day(RULES, date(2016, 5, 3))
    assert isinstance(found, NoRule)
    assert "no rule on “notice of action” is recorded for 3 May 2016" in found.why


def test_two_rules_for_a_day_are_an_administrator_s_to_mend() -> None:
    found = rule_for((*RULES, RULES[4]), "notice", date(2026, 4, 1))
    assert isinstance(found, NoRule)
    assert "2 rules" in found.why


def test_an_edited_rule_is_followed() -> None:
    edited = tuple(
        replace(rule, value=12) if (rule.kind, rule.value) == ("notice", 10) else rule
        for rule in RULES
    )
    found = last_receipt(edited, date(2026, 4, 20))
    assert isinstance(found, LastReceipt)
    assert (found.day, found.value) == (date(2026, 4, 8), 12)


@pytest.mark.parametrize("on", [date.min, date.max])
def test_the_ends_of_the_calendar_break_nothing(on: date) -> None:
    assert earliest_first_day(RULES, on)
    assert last_receipt(RULES, on)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (7, "7th"), (11, "11th"), (12, "12th"), (22, "22nd")],
)
def test_ordinals(number: int, said: str) -> None:
    assert ordinal(number) == said
