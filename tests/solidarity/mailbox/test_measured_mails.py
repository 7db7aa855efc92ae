"""Mails of every kind that comes are read, and what is read out of them is right nearly always."""

from collections import Counter

import pytest

from solidarity.mailbox.parsed import What
from tests.solidarity.mailbox.measuring import HERE, Measured, Score, measured, report, scores

pytestmark = pytest.mark.sqlite_only  # no database takes part, so once is enough

LINES = {
    "what": 0.95,
    "body": 0.95,
    # Name and organisation, both.
    "sender": 0.90,
    "role": 0.90,
    "e-mail": 0.95,
    "forwarded": 0.95,
    # Few mails have them: one wrong reading, or one where there is none, weighs much.
    "gifts": 0.80,
    "speakers": 0.80,
    "attachments": 0.80,
}


@pytest.fixture(scope="module")
def mails() -> list[Measured]:
    return measured()


@pytest.fixture(scope="module")
def told(mails: list[Measured]) -> dict[str, Score]:
    """What was right and what was wrong, printed once: `pytest -s`, or when a line is missed."""
    found = scores(mails)
    print("\n" + report(found))
    return found


@pytest.mark.parametrize(("name", "least"), LINES.items())
def test_mails_are_read_rightly(told: dict[str, Score], name: str, least: float) -> None:
    assert told[name].share >= least, report({name: told[name]})


def test_there_are_enough_mails_of_every_sort_to_measure_on(mails: list[Measured]) -> None:
    sorts = Counter(each.expected["what"] for each in mails)
    assert sorts[What.MESSAGE] >= 60
    assert all(sorts[each] >= 2 for each in What)


def test_every_mail_of_the_folder_is_measured(mails: list[Measured]) -> None:
    assert sorted(each.file for each in mails) == sorted(path.name for path in HERE.glob("*.eml"))


def test_what_is_no_message_says_why_and_what_is_one_says_something(mails: list[Measured]) -> None:
    for each in mails:
        said = each.found.body if each.found.what == What.MESSAGE else each.found.why
        assert said.strip(), each.file


def test_the_same_mail_by_two_roads_has_one_message_id(mails: list[Measured]) -> None:
    twice = [each for each in mails if "message_id" in each.expected]
    assert len(twice) == 2
    assert twice[0].raw != twice[1].raw
    for each in twice:
        assert each.found.message_id == each.expected["message_id"]
