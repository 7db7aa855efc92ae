"""How often the check is right: invented sentences and letters, and what a careful reader says.

The record is `pack/`, of a housing association's repairs operatives, invented from beginning to
end (three teams, 23 departures, strike days some of which were called off, two ballots, two offers,
two waiting lists, three series). The passages in `sentences/` and `letters/` say beside each number
what somebody who knows the record would say of it with confidence; how they are written is told in
`passages.py`. More than a third are decoys. The record's values in them were worked out by hand,
and a test here sees that the figures say the same: a gold set that is wrong measures nothing.

To add a sentence: write it as people write, decide what a reader would say before you ask the
check, and do not change it because the check says something else.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from dispute.figures import Record, compute, definition_of, parse_parameters
from dispute.judging import Finding, check
from dispute.models import Dispute
from dispute.packs.importing import import_pack
from tests.dispute.judging.gold.passages import HERE, Expected, Passage, letters, sentences
from tests.dispute.judging.gold.scoring import SCORED, Score, score

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Answers:
    """What the check says of every passage; where the figures say otherwise than the hand."""

    judged: list[tuple[Passage, tuple[Finding, ...]]]
    wrong_values: list[str]


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: Any) -> Answers:
    """Bring the invented record in once, ask for everything, and take it away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_pack(HERE / "pack", by=None)
        record = Record(Dispute.objects.get())
        every = (*sentences(), *letters())
        judged = [(each, check(each.text, record, each.at)) for each in every]
        wrong = [line for each in every for line in wrong_values(record, each)]
        transaction.set_rollback(True)
    return Answers(judged, wrong)


@pytest.fixture
def scored(answers: Answers, capsys: pytest.CaptureFixture[str]) -> Score:
    """The score of everything, told on the screen; what went wrong is told where a test fails."""
    everything = score(answers.judged)
    with capsys.disabled():
        print("", *everything.told("The gold set").splitlines()[:4], sep="\n")
    print(*everything.wrong, *everything.missed, sep="\n")
    return everything


def test_gold_set_is_large_and_a_third_of_it_are_decoys() -> None:
    decoys = [each for each in sentences() if each.is_decoy]
    assert len(sentences()) >= 150
    assert len(decoys) >= len(sentences()) / 3
    assert len({each.text for each in sentences()}) == len(sentences())


def test_values_worked_out_by_hand_are_what_the_figures_say(answers: Answers) -> None:
    assert answers.wrong_values == []


@pytest.mark.parametrize("verdict", SCORED)
def test_what_it_says_is_right(scored: Score, verdict: str) -> None:
    assert scored.precision(verdict) >= 0.97


@pytest.mark.parametrize("verdict", SCORED)
def test_what_there_is_it_finds(scored: Score, verdict: str) -> None:
    assert scored.recall(verdict) >= 0.90


def test_other_verdicts_are_found_more_often_than_not(scored: Score) -> None:
    assert scored.recall("other") >= 0.6


def wrong_values(record: Record, passage: Passage) -> list[str]:
    """Say where the figures give another value than was worked out by hand."""
    valued = [each for each in passage.expected if each.value is not None]
    found = [(each, value_of(record, passage.at, each)) for each in valued]
    return [
        f"{passage.name} “{each.number}”: {each.value} by hand, {value} by the figures"
        for each, value in found
        if value != each.value
    ]


def value_of(record: Record, at: date, expected: Expected) -> float:
    """Return the figure's value as at the passage's day or its own, to three decimals."""
    texts = dict(expected.parameters)
    day = date.fromisoformat(texts.pop("at", at.isoformat()))
    chosen = parse_parameters(definition_of(expected.keys[0]), record, texts)
    value = compute(record, expected.keys[0], day, **chosen).value
    return round(float(value), 3) if value is not None else float("nan")
