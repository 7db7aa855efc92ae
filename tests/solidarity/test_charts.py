"""Support on the wall by week."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest

from dispute.charts import Chart, chart_of
from dispute.charts.draw.marks import NARROW
from dispute.figures import Record, compute
from dispute.models import Dispute
from solidarity.charts import received_by_day
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = date(2026, 6, 1)
AtMost = Callable[..., AbstractContextManager[object]]


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute()


def chart(dispute: Dispute, at: date = AT) -> Chart:
    record = Record(dispute)
    found = chart_of(record, compute(record, "messages_published", at))
    assert found is not None
    return found


def test_messages_are_counted_by_the_week_from_monday(dispute: Dispute) -> None:
    for day in (date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 8), date(2026, 3, 9)):
        make.make_message(dispute=dispute, received_on=day)
    found = chart(dispute)
    assert found.headline == "4 messages of solidarity, 3 of them in the week from 2 March 2026"
    assert found.table.head == ("Week from", "Messages")
    assert found.table.rows[:3] == (("2 Mar 2026", "3"), ("9 Mar 2026", "1"), ("16 Mar 2026", "0"))


def test_only_what_the_wall_held_by_the_day_is_counted(dispute: Dispute) -> None:
    make.make_message(dispute=dispute, received_on=date(2026, 3, 2))
    make.make_message(dispute=dispute, received_on=date(2026, 3, 4))
    for status in ("pending", "held", "declined", "withdrawn"):
        make.make_message(dispute=dispute, received_on=date(2026, 3, 2), status=status)
    make.make_message(received_on=date(2026, 3, 2))
    found = chart(dispute, date(2026, 3, 3))
    assert found.headline == "1 message of solidarity in the week from 2 March 2026"


def test_an_empty_wall_is_a_sentence(dispute: Dispute) -> None:
    found = chart(dispute)
    assert found.draw is None
    assert "The wall holds no message" in found.headline


def test_years_of_messages_are_counted_by_month(dispute: Dispute) -> None:
    for n in range(30):
        make.make_message(dispute=dispute, received_on=date(2022, 1, 1) + timedelta(days=n * 50))
    found = chart(dispute)
    assert found.table.head[0] == "Month"
    assert found.draw is not None
    assert found.draw(NARROW).marks


def test_a_wall_of_any_size_is_one_question(
    dispute: Dispute, django_assert_num_queries: AtMost
) -> None:
    for n in range(5):
        make.make_message(dispute=dispute, received_on=date(2026, 3, 1 + n % 2))
    record = Record(dispute)
    with django_assert_num_queries(1):
        assert received_by_day(record, AT) == {date(2026, 3, 1): 3, date(2026, 3, 2): 2}
