"""What the law asked of a ballot: counts needed, and whether a test applied at all."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispute.law.ballots import BallotFacts, BallotTest, Standing, State, judge_ballot
from dispute.law.rules import GUIDANCE, Rule
from tests.dispute.law.seeds import BORDER, RULES, TODAY, ballot, without

OLD = {"opened_on": date(2026, 2, 17)}


def judged(facts: BallotFacts, rules: tuple[Rule, ...] = RULES) -> dict[str, BallotTest]:
    return {each.kind: each for each in judge_ballot(rules, facts, TODAY).tests}


def standing(facts: BallotFacts, rules: tuple[Rule, ...] = RULES) -> Standing:
    return judge_ballot(rules, facts, TODAY).standing


def test_turnout_is_said_with_the_votes_that_were_needed() -> None:
    found = judged(ballot())["turnout"]
    assert (found.count, found.base, found.needed, found.state) == (15, 19, 10, State.MET)
    assert found.share == "78.95%"
    assert "15 of 19 voted; 10 needed" in found.sentence
    assert found.rule is not None
    assert not found.rule.confirmed
    assert "no start date confirmed: check before relying" in found.sentence
    assert found.sentence.endswith(str(GUIDANCE))


@pytest.mark.parametrize(("votes", "state"), [(10, State.MET), (9, State.NOT_MET)])
def test_half_of_those_entitled_is_enough_and_one_vote_less_is_not(
    votes: int, state: State
) -> None:
    assert judged(ballot(votes_cast=votes, yes=votes))["turnout"].state == state
    assert judged(ballot(entitled=20, votes_cast=votes, yes=votes))["turnout"].state == state


@pytest.mark.parametrize(
    ("yes", "no", "state"), [(8, 7, State.MET), (7, 8, State.NOT_MET), (7, 7, State.NOT_MET)]
)
def test_a_majority_is_more_than_half(yes: int, no: int, state: State) -> None:
    found = judged(ballot(yes=yes, no=no))["majority"]
    assert found.state == state
    assert found.needed == (yes + no) // 2 + 1


def test_spoiled_papers_are_cast_but_answer_nothing() -> None:
    found = judged(ballot(entitled=20, votes_cast=11, yes=5, no=4, spoiled=2))
    assert (found["turnout"].count, found["turnout"].state) == (11, State.MET)
    assert (found["majority"].base, found["majority"].state) == (9, State.MET)
    assert "spoiled and blank papers are counted too, 6 of 11" in found["majority"].caution
    assert "only if spoiled and blank papers count" in found["turnout"].caution


def test_where_spoiled_papers_change_nothing_they_are_not_spoken_of() -> None:
    found = judged(ballot(votes_cast=15, yes=12, no=2, spoiled=1))
    assert found["majority"].caution == ""
    assert "spoiled" not in found["turnout"].caution


@pytest.mark.parametrize(
    ("opened", "important", "state"),
    [
        (date(2026, 2, 17), True, State.NOT_MET),
        (date(2026, 2, 17), False, State.NOT_ASKED),
        (date(2026, 2, 18), True, State.NOT_ASKED),
        (date(2017, 3, 1), True, State.NOT_MET),
        (date(2017, 2, 28), True, State.NOT_ASKED),
    ],
)
def test_forty_per_cent_was_asked_of_important_public_services_on_these_days(
    opened: date, important: bool, state: State
) -> None:
    facts = ballot(
        opened_on=opened,
        entitled=20,
        yes=7,
        no=3,
        votes_cast=10,
        important_public_service=important,
    )
    assert judged(facts)["support"].state == state


def test_forty_per_cent_of_those_entitled_is_enough() -> None:
    facts = ballot(**OLD, entitled=19, yes=8, votes_cast=12, no=4, important_public_service=True)
    found = judged(facts)["support"]
    assert (found.needed, found.state) == (8, State.MET)


@pytest.mark.parametrize(("entitled", "needed"), [(50, False), (51, True)])
def test_a_scrutineer_is_needed_above_fifty(entitled: int, needed: bool) -> None:
    found = judge_ballot(RULES, ballot(entitled=entitled), TODAY).scrutineer
    assert found.needed is needed
    assert found.value == 50


@given(st.integers(0, 500), st.integers(0, 500), st.booleans())
def test_needed_is_the_least_number_that_meets_a_test(entitled: int, votes: int, old: bool) -> None:
    cast = min(entitled, votes)
    opened = BORDER.replace(day=17) if old else BORDER
    facts = ballot(opened_on=opened, entitled=entitled, votes_cast=cast, yes=cast)
    for found in judged(facts).values():
        if found.needed is not None:
            assert (found.state == State.MET) == (found.count >= found.needed)
    turnout = judged(facts)["turnout"]
    assert (turnout.state == State.MET) == (entitled > 0 and 2 * cast >= entitled)


# --- Whether there is a mandate -------------------------------------------------------------------


def test_every_test_met_gives_a_mandate() -> None:
    found = judge_ballot(RULES, ballot(), TODAY)
    assert found.standing == Standing.HOLDS
    assert found.last_day == date(2027, 3, 4)
    assert found.covers(date(2026, 3, 5))
    assert not found.covers(date(2026, 3, 4))


def test_one_test_not_met_gives_none() -> None:
    found = judge_ballot(RULES, ballot(votes_cast=9, yes=9), TODAY)
    assert (found.standing, found.last_day) == (Standing.FAILED, None)


@pytest.mark.parametrize("kind", ["majority", "turnout", "mandate"])
def test_a_missing_rule_leaves_the_mandate_unsaid(kind: str) -> None:
    assert standing(ballot(), without(kind)) == Standing.UNKNOWN
    found = judged(ballot(), without(kind)).get(kind)
    assert found is None or (found.state == State.NO_RULE and "no rule" in found.sentence)


def test_without_a_scrutineer_s_rule_it_cannot_be_said() -> None:
    assert judge_ballot(without("scrutineer"), ballot(), TODAY).scrutineer.needed is None


def test_a_gap_between_two_rules_is_a_missing_rule_and_no_repeal() -> None:
    rule = next(rule for rule in RULES if rule.kind == "turnout")
    parts = (replace(rule, ends_on=date(2026, 1, 31)), replace(rule, starts_on=date(2026, 6, 1)))
    assert judged(ballot(), (*without("turnout"), *parts))["turnout"].state == State.NO_RULE


def test_a_repealed_turnout_did_not_apply() -> None:
    rule = next(rule for rule in RULES if rule.kind == "turnout")
    rules = (*without("turnout"), replace(rule, ends_on=date(2026, 1, 31)))
    facts = ballot(votes_cast=4, yes=4)
    assert judged(facts, rules)["turnout"].state == State.NOT_ASKED
    assert standing(facts, rules) == Standing.HOLDS


def test_a_ballot_that_is_open_is_not_judged_yet() -> None:
    facts = ballot(closed_on=date(2026, 12, 10), votes_cast=0, yes=0)
    found = judge_ballot(RULES, facts, TODAY)
    assert found.standing == Standing.UNKNOWN
    assert found.tests[0].state == State.OPEN


def test_nobody_entitled_meets_nothing() -> None:
    found = judged(ballot(entitled=0, votes_cast=0, yes=0))
    assert {found["turnout"].state, found["majority"].state} == {State.NOT_MET}
    assert found["turnout"].share == ""
