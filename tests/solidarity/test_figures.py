"""Messages on the wall, and organisations in support."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dispute.figures import Figure, Record, compute
from dispute.models import Dispute
from solidarity import moderation
from solidarity.models import Message
from tests import factories as make

D = date(2026, 3, 10)
BEFORE, AFTER = date(2026, 3, 9), date(2026, 3, 11)
KEYS = ("messages_published", "organisations_in_support")


def figure(dispute: Dispute, key: str, at: date = D) -> Figure:
    return compute(Record(dispute), key, at)


@pytest.mark.django_db
def test_messages_count_from_the_day_they_came() -> None:
    dispute = make.make_dispute()
    for day in (BEFORE, D, AFTER):
        make.make_message(dispute=dispute, received_on=day)
    make.make_message(received_on=D)
    found = [figure(dispute, "messages_published", at) for at in (BEFORE, D, AFTER)]
    assert [each.value for each in found] == [1, 2, 3]
    assert found[0].sentence == "1 message of solidarity up to 9 March 2026"
    assert found[1].sentence == "2 messages of solidarity up to 10 March 2026"


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["pending", "held", "declined", "withdrawn"])
def test_what_is_on_no_page_counts_nowhere(status: str) -> None:
    dispute = make.make_dispute()
    make.make_message(dispute=dispute, status=status)
    missing = [figure(dispute, key).missing for key in KEYS]
    assert missing == [
        "The wall holds no message received by 10 March 2026.",
        "No message on the wall by 10 March 2026 names an organisation.",
    ]


@pytest.mark.django_db
def test_a_message_that_is_taken_off_is_counted_on_no_day() -> None:
    message = make.make_message()
    make.make_message(dispute=message.dispute)
    moderation.decline(message, by=None, reason="Asked to")
    assert figure(message.dispute, "messages_published").value == 1


@pytest.mark.django_db
def test_a_draft_dispute_has_no_public_messages() -> None:
    dispute = make.make_dispute(status="draft")
    make.make_message(dispute=dispute)
    assert all(figure(dispute, key).missing for key in KEYS)


@pytest.mark.django_db
def test_an_organisation_counts_once_however_it_is_written() -> None:
    dispute = make.make_dispute()
    for name in ("Example Branch", "EXAMPLE  branch ", "Another"):
        make.make_message(dispute=dispute, organisation=name)
    make.make_message(dispute=dispute, organisation="Hidden", display="supporter")
    make.make_message(dispute=dispute, organisation="")
    make.make_message(dispute=dispute, organisation="Late", received_on=AFTER)
    found = figure(dispute, "organisations_in_support")
    assert found.value == 2
    assert found.sentence == "2 organisations had sent messages of solidarity by 10 March 2026"
    assert len(list(found.rows)) == 2
    assert all("Hidden" not in row.text for row in found.rows)


@pytest.mark.django_db
def test_one_organisation_in_words() -> None:
    message = make.make_message(organisation="Another", received_on=D)
    found = figure(message.dispute, "organisations_in_support")
    assert found.sentence == "1 organisation had sent a message of solidarity by 10 March 2026"
    (row,) = found.rows
    assert (row.date, row.text) == (D, "Another, first message")


@pytest.mark.django_db
def test_rows_name_nobody() -> None:
    message = make.make_message(email="ines@example.org")
    (row,) = figure(message.dispute, "messages_published").rows
    assert (row.ref, row.text, row.date) == (message.ref, "Union branch", message.received_on)
    assert not {message.name, message.email} & set(f"{row}".split("'"))


DAYS = st.dates(date(2026, 3, 1), date(2026, 3, 20))
MESSAGES = st.lists(st.tuples(DAYS, st.sampled_from(("", "One", "ONE ", "Two"))), max_size=5)


class TestAnyWall(TestCase):
    """The same as properties of a small wall."""

    @settings(
        max_examples=30, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    @given(MESSAGES, DAYS)
    def test_later_messages_change_nothing(
        self, messages: list[tuple[date, str]], at: date
    ) -> None:
        whole, early = make.make_dispute(slug="same"), make.make_dispute()
        for received_on, organisation in messages:
            for dispute in (whole, early) if received_on <= at else (whole,):
                make.make_message(
                    dispute=dispute, received_on=received_on, organisation=organisation
                )
        for key in KEYS:
            of_whole, of_early = figure(whole, key, at), figure(early, key, at)
            assert (of_whole.value, of_whole.sentence) == (of_early.value, of_early.sentence)
            assert len(list(of_whole.rows)) == (of_whole.value or 0)
        public = Message.objects.public().filter(dispute=whole, received_on__lte=at).count()
        assert (figure(whole, "messages_published", at).value or 0) == public
