"""Letters without a reply, and the days they waited. An acknowledgement is not a reply."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dispute.figures import Figure, ParameterError, Record, compute, definition_of, parse_parameters
from dispute.models import Dispute
from tests import factories as make

D = date(2026, 3, 10)
BEFORE, AFTER = date(2026, 3, 9), date(2026, 3, 11)
KEYS = ("letters_unanswered", "days_without_reply")


def figure(dispute: Dispute, key: str, at: date = D, **parameters: str) -> Figure:
    return compute(Record(dispute), key, at, **parameters)


@pytest.fixture
def dispute(db: None) -> Dispute:
    return make.make_dispute()


def test_a_letter_counts_from_the_day_it_was_sent(dispute: Dispute) -> None:
    make.make_open_letter(dispute=dispute, dated=BEFORE, sent_on=D)
    assert figure(dispute, "letters_unanswered").value == 1
    assert figure(dispute, "days_without_reply").value == 0
    missing = {figure(dispute, key, BEFORE).missing for key in KEYS}
    assert missing == {"The record holds no letter sent by 9 March 2026."}


def test_a_letter_whose_sending_is_not_recorded_counts_from_its_date(dispute: Dispute) -> None:
    make.make_open_letter(dispute=dispute, dated=BEFORE, sent_on=None)
    assert figure(dispute, "days_without_reply").value == 1


def test_an_acknowledgement_is_not_a_reply(dispute: Dispute) -> None:
    make.make_open_letter(dispute=dispute, sent_on=BEFORE, acknowledged_on=D, chased_on=D)
    assert figure(dispute, "letters_unanswered", AFTER).value == 1
    assert figure(dispute, "days_without_reply", AFTER).value == 2


def test_a_reply_ends_the_count_on_its_day(dispute: Dispute) -> None:
    make.make_open_letter(dispute=dispute, sent_on=BEFORE, replied_on=D)
    assert figure(dispute, "letters_unanswered", BEFORE).value == 1
    nought = figure(dispute, "letters_unanswered")
    assert (nought.value, nought.sentence) == (0, "0 letters without a reply on 10 March 2026")
    none = figure(dispute, "days_without_reply")
    assert none.missing == "No letter sent waits for a reply on 10 March 2026."


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "1 letter without a reply on 10 March 2026"),
        (3, "3 letters without a reply on 10 March 2026"),
    ],
)
def test_letters_in_words(dispute: Dispute, count: int, sentence: str) -> None:
    for _each in range(count):
        make.make_open_letter(dispute=dispute, sent_on=BEFORE)
    found = figure(dispute, "letters_unanswered")
    assert (found.sentence, len(found.rows)) == (sentence, count)


def test_the_letter_that_has_waited_longest_is_told(dispute: Dispute) -> None:
    make.make_open_letter(dispute=dispute, sent_on=BEFORE)
    longest = make.make_open_letter(dispute=dispute, dated=date(2026, 3, 1), sent_on=None)
    found = figure(dispute, "days_without_reply")
    assert found.sentence == (
        "the letter of 1 March 2026 to Chief Executive had waited 9 days for a reply on "
        "10 March 2026"
    )
    (row,) = found.rows
    assert (row.table, row.ref, row.date) == ("letters", longest.slug, date(2026, 3, 1))


def test_a_letter_can_be_chosen(dispute: Dispute) -> None:
    make.make_open_letter(dispute=dispute, dated=date(2026, 3, 1), sent_on=None)
    chosen = make.make_open_letter(dispute=dispute, dated=BEFORE, sent_on=BEFORE)
    found = figure(dispute, "days_without_reply", letter=chosen.slug)
    assert (found.value, found.sentence[:38]) == (1, "the letter of 9 March 2026 to Chief Ex")
    draft = make.make_open_letter(dispute=dispute, status="draft", slug="hidden-letter")
    definition = definition_of("days_without_reply")
    with pytest.raises(ParameterError, match="knows no “hidden-letter”"):
        parse_parameters(definition, Record(dispute), {"letter": draft.slug})


@pytest.mark.parametrize(
    ("role", "name", "organisation", "said"),
    [
        ("Mayor", "Robin", "Council", "to Mayor had waited 1 day for"),
        ("", "Robin", "Council", "to Robin had waited 1 day for"),
        ("", "", "Council", "to Council had waited 1 day for"),
        ("", "", "", "2026 (“Fill them”) had waited 1 day for"),
    ],
)
def test_whom_a_letter_went_to(
    dispute: Dispute, role: str, name: str, organisation: str, said: str
) -> None:
    make.make_open_letter(
        dispute=dispute,
        title="Fill them",
        sent_on=BEFORE,
        recipient_role=role,
        recipient_name=name,
        recipient_organisation=organisation,
    )
    assert said in figure(dispute, "days_without_reply").sentence


def test_drafts_and_letters_of_other_disputes_count_nowhere(dispute: Dispute) -> None:
    make.make_open_letter(dispute=dispute, status="draft", sent_on=BEFORE)
    make.make_open_letter(sent_on=BEFORE)
    assert all(figure(dispute, key).missing for key in KEYS)


DAYS = st.dates(date(2026, 3, 1), date(2026, 3, 20))
LETTERS = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 9)), max_size=4)


class TestAnyLetters(TestCase):
    """The same as a property of a few letters."""

    @settings(
        max_examples=30, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    @given(LETTERS, DAYS)
    def test_what_comes_later_changes_nothing(
        self, sent: list[tuple[date, int | None]], at: date
    ) -> None:
        whole, early = make.make_dispute(slug="same"), make.make_dispute()
        for day, waited in sent:
            replied = None if waited is None else day + timedelta(days=waited)
            make.make_open_letter(dispute=whole, dated=day, sent_on=day, replied_on=replied)
            if day <= at:
                known = replied if replied and replied <= at else None
                make.make_open_letter(dispute=early, dated=day, sent_on=day, replied_on=known)
        for key in KEYS:
            found, expected = figure(whole, key, at), figure(early, key, at)
            assert (found.value, found.sentence, found.missing) == (
                expected.value,
                expected.sentence,
                expected.missing,
            )
