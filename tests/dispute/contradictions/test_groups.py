"""What was said of a metric, and why its values differ: alone, without a database."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispute.contradictions import Group, Place, Range, State, Statement, Why, grouped
from dispute.contradictions.wording import reasons_of

DAY, LATER = date(2026, 4, 10), date(2026, 4, 13)
KEY = "departures_share"


def said(value: float, at: date = DAY, where: str = "a", **fields: Any) -> Statement:
    exact = Fraction(str(value))
    by_employer = fields.pop("by_employer", False)
    place = Place("letter", f"Letter {where}", f"/{where}/", f"/admin/{where}/", where, by_employer)
    defaults = {"key": KEY, "label": "Share", "stated": str(value)}
    return Statement(**{**defaults, **fields}, asserted=Range(exact, exact), as_at=at, place=place)


def only(*statements: Statement) -> Group:
    [group] = grouped(statements)
    return group


def whys(*statements: Statement) -> list[Why]:
    return [each.why for each in only(*statements).reasons]


# --- Why ------------------------------------------------------------------------------------------


def test_the_same_value_everywhere_is_alike() -> None:
    group = only(said(14), said(14, LATER, "b"), said(14, where="c", base="21"))
    assert (group.state, group.reasons) == (State.ALIKE, ())


def test_two_values_of_one_metric_window_and_day_contradict() -> None:
    group = only(said(9), said(12, where="b"))
    assert (group.state, whys(*group.statements)) == (State.CONTRADICTION, [Why.VALUE])
    assert reasons_of(group) == ("value differs: same metric, same window, same day (9 / 12)",)


@pytest.mark.parametrize(
    ("first", "second", "why", "sentence"),
    [
        (
            {"parameters": (("since", "2025-01-01"),)},
            {},
            Why.WINDOW,
            "window differs (since 1 January 2025 / all that is recorded)",
        ),
        (
            {"parameters": (("team", "North"),)},
            {},
            Why.POPULATION,
            "population differs (North / all)",
        ),
        (
            {"base": "21"},
            {"base": "19"},
            Why.BASE,
            "base differs (of 21 / of 19)",
        ),
        (
            {"definition": "All who left."},
            {"definition": "All who resigned."},
            Why.DEFINITION,
            "definition differs (“All who left.” / “All who resigned.”)",
        ),
        (
            {"parameters": (("event", "left"),)},
            {"parameters": (("event", "notice"),)},
            Why.EVENT,
            "what is counted differs (left / given notice and not yet left)",
        ),
    ],
)
def test_what_explains_a_difference_is_named_and_is_no_contradiction(
    first: dict[str, Any], second: dict[str, Any], why: Why, sentence: str
) -> None:
    group = only(said(14, **first), said(16, where="b", **second))
    assert (group.state, [each.why for each in group.reasons]) == (State.DIFFERENT, [why])
    assert reasons_of(group) == (sentence,)


def test_another_day_is_not_a_contradiction_by_itself() -> None:
    nine = said(9, record="9 days", stands=True)
    group = only(nine, said(12, LATER, "b", record="12 days", stands=True))
    assert group.state is State.DIFFERENT
    assert reasons_of(group) == (
        "as-at day differs: not a contradiction by itself, the record says 9 days on "
        "10 April 2026 and 12 days on 13 April 2026",
    )


def test_what_a_typed_number_leaves_unsaid_explains_nothing() -> None:
    assert whys(said(66, base=""), said(76, where="b", base="21")) == [Why.VALUE]
    assert whys(said(66), said(76, where="b", definition="All who left.")) == [Why.VALUE]


def test_all_that_differs_is_told() -> None:
    first = said(14, parameters=(("team", "North"),), base="21")
    assert whys(first, said(16, LATER, "b", base="19")) == [Why.POPULATION, Why.BASE, Why.DAY]


def test_another_series_is_another_metric() -> None:
    first = said(14, parameters=(("series", "Agency"),))
    assert len(grouped([first, said(16, parameters=(("series", "Sickness"),))])) == 2


def test_a_count_is_not_held_against_its_share() -> None:
    assert len(grouped([said(14, is_part=True), said(66.7)])) == 2


def test_weeks_and_months_are_compared_in_days() -> None:
    months = said(15, unit="months")
    assert whys(months, said(65, where="b", unit="weeks")) == []
    assert whys(months, said(15, where="c", unit="weeks")) == [Why.VALUE]


def test_a_hedged_number_contradicts_only_what_it_excludes() -> None:
    over = replace(said(50), asserted=Range(Fraction(50), None))
    assert whys(over, said(53, where="b")) == []
    assert whys(over, said(49, where="b")) == [Why.VALUE]


# --- The employer, and the record -----------------------------------------------------------------


def test_what_the_employer_says_is_no_contradiction_of_ours() -> None:
    group = only(said(9), said(4, where="b", by_employer=True))
    assert (group.state, whys(*group.statements)) == (State.DIFFERENT, [Why.THEIRS])


def test_what_the_employer_says_of_another_day_is_not_held_against_us() -> None:
    assert whys(said(9), said(4, LATER, "b", by_employer=True)) == []
    assert whys(said(3, by_employer=True), said(4, where="b", by_employer=True)) == []


def test_what_the_record_does_not_bear_out_comes_after_contradictions() -> None:
    wrong = said(9, key="b", label="A", stands=False)
    theirs = said(9, key="c", label="0", stands=False, by_employer=True)
    groups = grouped([theirs, wrong, said(1, label="Z"), said(2, where="b", label="Z")])
    assert [each.state for each in groups] == [
        State.CONTRADICTION,
        State.AGAINST_THE_RECORD,
        State.ALIKE,
    ]


def test_a_text_that_says_a_value_twice_says_it_once_and_the_quoted_one_stays() -> None:
    quoted = said(12, is_quoted=True, position=9)
    rounded = replace(said(12, position=2), asserted=Range(Fraction(23, 2), Fraction(12)))
    assert only(said(12), rounded, said(12, position=4), quoted).statements == (quoted,)


# --- Properties -----------------------------------------------------------------------------------

PARAMETERS = st.sampled_from([(), (("team", "North"),), (("since", "2026-01-01"),)])
STATEMENTS = st.lists(
    st.builds(
        said,
        st.integers(1, 3),
        st.sampled_from([DAY, LATER]),
        st.sampled_from("abc"),
        parameters=PARAMETERS,
        base=st.sampled_from(["", "19", "21"]),
        definition=st.sampled_from(["", "Left.", "Resigned."]),
        by_employer=st.booleans(),
        is_quoted=st.booleans(),
        stands=st.sampled_from([True, False, None]),
    ),
    max_size=7,
)


@settings(max_examples=60)
@given(STATEMENTS, st.randoms(use_true_random=False))
def test_the_order_in_which_texts_come_makes_no_difference(
    statements: list[Statement], random: Any
) -> None:
    shuffled = statements.copy()
    random.shuffle(shuffled)
    assert grouped(shuffled) == grouped(statements)


@settings(max_examples=60)
@given(STATEMENTS)
def test_contradictions_are_of_one_window_population_and_day(statements: list[Statement]) -> None:
    for group in grouped(statements):
        for each in group.contradicting:
            rivals = [other for other in group.contradicting if each.is_unlike(other)]
            alike = [o for o in rivals if (o.as_at, o.parameters) == (each.as_at, each.parameters)]
            assert alike
            assert not each.place.by_employer


@settings(max_examples=60)
@given(STATEMENTS)
def test_a_group_has_a_reason_just_where_its_own_values_differ(
    statements: list[Statement],
) -> None:
    for group in grouped(statements):
        own = [each for each in group.statements if not each.place.by_employer]
        differs = any(one.is_unlike(other) for one in own for other in own)
        assert differs == any(each.why is not Why.THEIRS for each in group.reasons)
        assert all(sentence for sentence in reasons_of(group))
