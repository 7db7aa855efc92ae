"""The front page and the dispute at a glance: composed once, in a stated number of questions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from campaigns.home import home_page
from dispute.figures import Record
from dispute.models import Dispute
from tests import factories as make
from tests.reading import foreign, read

pytestmark = pytest.mark.django_db

Exactly = Callable[[int], AbstractContextManager[object]]
TODAY = date(2026, 4, 1)
# The budget, at any size of the record, the wall and the letters.
# The second page finds the wall counted: three questions about it are one.
HOME_QUERIES, DISPUTE_QUERIES, TIMELINE_QUERIES = 13, 15, 8


@pytest.fixture(autouse=True)
def the_first_of_april() -> object:
    with time_machine.travel("2026-04-01 12:00Z", tick=False):
        yield


def test_the_front_page_is_the_live_disputes(client: Client) -> None:
    make.make_dispute(title="Old", status="settled", raised_on=date(2026, 2, 1))
    make.make_dispute(title="Live", raised_on=date(2025, 1, 1))
    make.make_dispute(title="Secret", status="draft", raised_on=date(2026, 2, 2))
    page = read(client, "/")
    assert "<h1>Live</h1>" in page
    assert "Secret" not in page
    Dispute.objects.filter(title="Live").delete()
    assert "<h1>Old</h1>" in read(client, "/")


def test_the_headline_stands_above_the_title(client: Client) -> None:
    make.make_dispute(title="Library assistants", headline="Fill the posts!")
    assert "<h1>Fill the posts!</h1>" in read(client, "/")


def test_the_placard_counts_days_since_notice(client: Client) -> None:
    make.make_dispute(slug="library")
    page = read(client, "/")
    assert '<span class="placard__numeral">58</span>' in page
    assert "/library/figures/days_since_notice/?as_at=2026-04-01" in page


def test_without_notice_there_is_no_placard(client: Client) -> None:
    make.make_dispute(notice_given_on=None)
    assert "placard" not in read(client, "/")


def test_a_dispute_that_is_over_stands_still(client: Client) -> None:
    dispute = make.make_dispute(
        status="settled", closed_on=date(2026, 3, 4), outcome="They filled the posts."
    )
    page = read(client, "/")
    assert '<span class="placard__numeral">30</span>' in page
    assert "This dispute is settled." in page
    assert "They filled the posts." in page
    assert home_page(Record(dispute), TODAY).as_at == date(2026, 3, 4)


def test_the_next_strike_days_are_those_announced_and_not_called_off() -> None:
    dispute = make.make_dispute()
    row = {"dispute": dispute}
    for day in range(1, 9):
        make.make_strike_day(date=date(2026, 4, day), **row)
    make.make_strike_day(date=date(2026, 3, 31), **row)
    make.make_strike_day(date=date(2026, 4, 1), kind="action short of a strike", **row)
    make.make_strike_day(date=date(2026, 5, 1), announced_on=date(2026, 4, 2), **row)
    off = make.make_strike_day(date=date(2026, 4, 9), called_off_on=date(2026, 3, 20), **row)
    coming = home_page(Record(dispute), TODAY).next_days
    assert [day.date.day for day in coming] == [1, 2, 3, 4, 5]
    assert [day.date.day for day in home_page(Record(dispute), date(2026, 4, 8)).next_days] == [
        8,
        1,
    ]
    assert off not in coming


def test_the_newest_three_messages_are_shown_and_all_are_counted(client: Client) -> None:
    dispute = make.make_dispute()
    made = [make.make_message(dispute=dispute) for _n in range(4)]
    make.make_message(dispute=dispute, status="pending")
    page = read(client, "/")
    assert [message.ref in page for message in made] == [False, True, True, True]
    assert "Read all 4 messages" in page
    assert "from 4 organisations" in page


def test_letters_that_wait_longest_come_first(client: Client) -> None:
    dispute = make.make_dispute()
    for days in (5, 30, 1, 10):
        sent = TODAY - timedelta(days=days)
        make.make_open_letter(dispute=dispute, dated=sent, sent_on=sent, recipient_name=f"R{days}")
    make.make_open_letter(dispute=dispute, replied_on=date(2026, 3, 20), recipient_name="Answered")
    later = {"dated": TODAY + timedelta(days=1), "sent_on": TODAY + timedelta(days=1)}
    make.make_open_letter(dispute=dispute, recipient_name="Not yet", **later)
    waiting = home_page(Record(dispute), TODAY).unanswered
    assert [(letter.recipient_name, days) for letter, days in waiting] == [
        ("R30", 30), ("R10", 10), ("R5", 5),
    ]  # fmt: skip
    assert "has waited <strong>30 days</strong>" in read(client, "/")


def test_a_message_can_be_sent_until_the_dispute_is_closed(client: Client) -> None:
    dispute = make.make_dispute(slug="library")
    assert 'href="/library/wall/send/"' in read(client, "/")
    dispute.status, dispute.closed_on = dispute.Status.CLOSED, TODAY
    dispute.save()
    assert "Send a message" not in read(client, "/")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "</h1><h1>", "{{ secret }}"])
def test_every_text_of_a_dispute_is_words_and_nothing_else(client: Client, text: str) -> None:
    fields = ("title", "headline", "employer", "workforce", "summary", "demand")
    make.make_branch(name=text, union=text, address=text, telephone=text[:40])
    make.make_dispute(slug="library", **dict.fromkeys(fields, text))
    for path in ("/", "/library/", "/library/timeline/", "/library/letters/"):
        page = read(client, path)
        assert foreign(page) == []
        assert page.count("<h1") == 1


def test_a_huge_summary_is_shown_whole(client: Client) -> None:
    make.make_dispute(slug="library", summary="word " * 50_000)
    assert read(client, "/library/").count("word ") > 49_000


@pytest.mark.parametrize("rows", [1, 3, 10])
def test_the_budget_holds_at_any_size(
    client: Client, rows: int, django_assert_num_queries: Exactly
) -> None:
    make.make_branch()
    dispute = make.make_dispute(slug="library")
    for _n in range(rows):
        make.make_departure(team=make.make_team(dispute=dispute))
        make.make_waiting_list_figure(list=make.make_waiting_list(dispute=dispute))
        for maker in (
            make.make_ballot, make.make_correction, make.make_message, make.make_milestone,
            make.make_offer, make.make_open_letter, make.make_strike_day,
        ):  # fmt: skip
            maker(dispute=dispute)
    with django_assert_num_queries(HOME_QUERIES):
        read(client, "/")
    with django_assert_num_queries(DISPUTE_QUERIES):
        read(client, "/library/")
    with django_assert_num_queries(TIMELINE_QUERIES):
        read(client, "/library/timeline/")
