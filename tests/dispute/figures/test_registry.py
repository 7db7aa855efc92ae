"""Which figures there are, how they are asked for, and what is said to who asks wrongly."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from dispute.figures import (
    FigureError,
    Missing,
    ParameterError,
    UnknownFigureError,
    compute,
    definition_of,
    definitions,
    figure,
    parse_parameters,
    sheet,
)
from dispute.models import WaitingList
from tests.dispute.figures.records import departure, record, strike, team, value_of
from tests.factories import make_dispute

D = date(2026, 3, 10)

# The table of figures in the design, in its order.
KEYS = (
    "days_since_notice",
    "months_in_dispute",
    "strike_days_taken",
    "strike_days_to_come",
    "strike_days_announced",
    "departures_left",
    "departures_notice",
    "departures_total",
    "departures_since_notice",
    "posts",
    "departures_share",
    "experience_lost",
    "longest_wait",
    "wait_against_standard",
    "ballot_turnout",
    "ballot_yes",
    "offer_latest",
    "offers_rejected",
    "messages_published",
    "organisations_in_support",
    "pledged_total",
    "pledges_received",
    "letters_unanswered",
    "days_without_reply",
    "statistic",
)


def test_every_key_of_the_design_is_defined() -> None:
    assert sorted(each.key for each in definitions()) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_a_definition_is_in_words(key: str) -> None:
    found = definition_of(key)
    assert str(found.label)
    assert str(found.definition).endswith(".")
    assert str(found.group)


def test_two_figures_cannot_share_a_key() -> None:
    register = figure("posts", label="Posts", unit="", definition="Again.", group="Twice")
    with pytest.raises(FigureError, match="Two figures are called posts"):
        register(lambda _record, _at: Missing("No."))


@pytest.mark.django_db
def test_an_empty_record_says_why_and_never_nought() -> None:
    made = record()
    made.dispute = make_dispute(raised_on=D, notice_given_on=None)
    for found in sheet(made, date(2026, 3, 9)):
        assert (found.value, found.sentence, found.numeral) == (None, "", "")
        assert found.missing.endswith(".")
        assert len(found.missing) > 10


@pytest.mark.django_db
def test_a_sheet_has_one_figure_a_list_a_series_and_an_event() -> None:
    made = record(
        waiting_lists=(WaitingList(name="Talks"), WaitingList(name="Visits")),
        statistics=(value_of("Spend", D, "1"), value_of("Calls", D, "1")),
    )
    made.dispute = make_dispute()
    labels = [found.label for found in sheet(made, D)]
    assert labels.count("Longest wait: Talks") == labels.count("Longest wait: Visits") == 1
    assert labels.count("Statistic: Calls") == labels.count("Statistic: Spend") == 1
    assert "Departures as a share of posts: left" in labels
    assert len(labels) == len(set(labels))


def test_a_figure_cannot_be_changed() -> None:
    found = compute(record(strike_days=(strike(D),)), "strike_days_taken", D)
    with pytest.raises(FrozenInstanceError):
        found.value = 9  # type: ignore[misc]  # what the test is about


# --- Asked for wrongly ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "nearest"),
    [("strike_day_taken", "strike_days_taken"), ("post", "posts"), ("turnout", "ballot_turnout")],
)
def test_an_unknown_key_is_told_the_nearest(key: str, nearest: str) -> None:
    with pytest.raises(UnknownFigureError, match=f"knows no “{key}”. Did you mean “{nearest}”"):
        definition_of(key)


def refusal(key: str, **texts: str) -> ParameterError:
    """Return what is said to parameters that cannot be."""
    made = record(teams=(team("East", 12), team("West", 9)), departures=(departure(D),))
    with pytest.raises(ParameterError) as caught:
        parse_parameters(definition_of(key), made, texts)
    return caught.value


@pytest.mark.parametrize(
    ("key", "texts", "name", "message"),
    [
        ("posts", {"tem": "East"}, "tem", "“posts” knows no “tem”. Did you mean “team”?"),
        ("posts", {"team": "Eastt"}, "team", "“team” knows no “Eastt”. Did you mean “East”?"),
        ("posts", {"team": "east"}, "team", "“team” knows no “east”. Did you mean “East”?"),
        (
            "departures_share",
            {"event": "lefd"},
            "event",
            "“event” knows no “lefd”. Did you mean “left”?",
        ),
        ("ballot_yes", {"team": "East"}, "team", "“ballot_yes” knows no “team”."),
        (
            "departures_left",
            {"since": "2026-03-02", "until": "2026-03-01"},
            "until",
            "“until” is before “since”.",
        ),
    ],
)
def test_a_wrong_parameter_is_told_the_nearest(
    key: str, texts: dict[str, str], name: str, message: str
) -> None:
    error = refusal(key, **texts)
    assert (error.name, str(error)) == (name, message)


@pytest.mark.parametrize(
    "text",
    ["", "1 May", "2026-5-1", "20260501", "2026-02-30", "2026-W18-5", "2026-121", "٢٠٢٦-٠٥-٠١"],
)
def test_a_day_that_is_none_is_told_what_one_looks_like(text: str) -> None:
    error = refusal("departures_left", since=text)
    assert str(error) == f"“{text}” is no day for “since”: write it as 2026-05-01."


def test_huge_rubbish_is_cut_in_the_answer() -> None:
    assert len(str(refusal("posts", team="x" * 100_000))) < 200
    assert len(str(refusal("departures_left", since="x" * 100_000))) < 200


def test_parameters_are_read_in_the_order_of_the_definition() -> None:
    made = record(teams=(team("East", 12),))
    texts = {"until": "2026-03-10", "team": "East", "since": "2026-03-10"}
    parsed = parse_parameters(definition_of("departures_left"), made, texts)
    assert list(parsed.items()) == [("team", "East"), ("since", D), ("until", D)]
