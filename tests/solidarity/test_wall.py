"""The wall: every message once, newest first, in the same few questions at any size."""

import html
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from dispute.models import Dispute
from solidarity.counts import MOST
from solidarity.heading import FROM_KINDS
from solidarity.models import Message
from solidarity.wall import KINDS_IN_WORDS, PAGE_SIZE
from tests import factories as make
from tests.reading import Tags, headline, read

pytestmark = pytest.mark.django_db

Exactly = Callable[..., AbstractContextManager[object]]
# The dispute, its stamp, what is pinned, a page of cards, its branch and the settings of its wall;
# and once for each version of the wall the kinds by month, and the organisations.
WALL_QUERIES, COUNTING = 6, 2
# Beside the dispute, stamp, branch and settings: what is found, twice with its rows, and its forms.
SEARCH_QUERIES = 9
MESSAGE_QUERIES = 6
WALL = "/library/wall/"
DAY = date(2026, 3, 1)


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute(slug="library")


def refs(page: str) -> list[str]:
    """Return the references of a page's messages, in order."""
    found = (each.get("id", "") for tag, each in Tags(page).found if tag == "article")
    return [name.removeprefix("m-") for name in found]


def older(page: str) -> str:
    """Return the address of the page's older messages, "" on the last page."""
    found = (each for tag, each in Tags(page).found if tag == "a" and each.get("rel") == "next")
    return next((each["href"] for each in found), "")


def walk(client: Client, path: str = WALL, between: Callable[[], object] = bool) -> list[str]:
    """Return the references on every page from `path` on, doing something between two pages."""
    seen = []
    while path:
        page = read(client, path)
        seen += refs(page)
        path = older(page)
        between()
    return seen


def multiply(times: int) -> None:
    """Put `times` copies of each message on the wall, in one statement of plain SQL."""
    columns = [field.column for field in Message._meta.concrete_fields if field.column != "id"]
    # Twelve digits are a reference like any other; both databases count in this way.
    chosen = ["CAST(100000000000 + m.id * 1000000 + n.i AS text)" if c == "ref" else f"m.{c}"
              for c in columns]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO solidarity_message ({', '.join(columns)}) "  # noqa: S608 - our columns
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) "
            f"SELECT {', '.join(chosen)} FROM solidarity_message m CROSS JOIN n",
            [times],
        )


def test_newest_comes_first_and_of_one_day_the_last_entered(
    client: Client, dispute: Dispute
) -> None:
    days = [DAY, DAY + timedelta(days=1), DAY, DAY - timedelta(days=1)]
    made = [make.make_message(dispute=dispute, received_on=day).ref for day in days]
    assert refs(read(client, WALL)) == [made[n] for n in (1, 2, 0, 3)]


@pytest.mark.parametrize("count", [0, 1, PAGE_SIZE, PAGE_SIZE + 1, 2 * PAGE_SIZE, 70])
def test_pages_show_each_message_once(client: Client, dispute: Dispute, count: int) -> None:
    # Four to a day, so that pages end in the middle of one.
    made = [
        make.make_message(dispute=dispute, received_on=DAY + timedelta(days=n // 4)).ref
        for n in range(count)
    ]
    assert walk(client) == made[::-1]


def test_a_message_that_arrives_between_two_pages_moves_nothing(
    client: Client, dispute: Dispute
) -> None:
    made = [make.make_message(dispute=dispute, received_on=DAY).ref for _n in range(65)]
    seen = walk(client, between=lambda: make.make_message(dispute=dispute, received_on=DAY))
    assert seen == made[::-1]
    assert len(refs(read(client, WALL))) == PAGE_SIZE


def test_a_message_taken_down_between_two_pages_moves_nothing(
    client: Client, dispute: Dispute
) -> None:
    made = [make.make_message(dispute=dispute, received_on=DAY).ref for _n in range(65)]
    first = read(client, WALL)
    Message.objects.get(ref=refs(first)[-1]).delete()
    assert refs(first) + walk(client, older(first)) == made[::-1]


def test_a_kind_is_shown_alone_and_counted(client: Client, dispute: Dispute) -> None:
    kinds = [Message.Kind.UNION] * 32 + [Message.Kind.HEALTH] * 3
    made = [(kind, make.make_message(dispute=dispute, kind=kind).ref) for kind in kinds]
    for kind, count in Counter(kinds).items():
        expected = [ref for of_kind, ref in made[::-1] if of_kind == kind]
        assert walk(client, f"{WALL}?kind={kind}") == expected
        label = str(KINDS_IN_WORDS[kind])
        assert f'{label}</span> <span class="numeral">{count}<' in read(client, WALL)
    assert headline(read(client, f"{WALL}?kind=health")) == "3 messages from health workers"
    assert "35 messages from 35 organisations stand with us" in read(client, WALL)


@pytest.mark.parametrize("kind", Message.Kind.values)
def test_a_kind_without_messages_says_so_under_its_name(
    client: Client, dispute: Dispute, kind: str
) -> None:
    other = Message.Kind.UNION if kind != Message.Kind.UNION else Message.Kind.HEALTH
    make.make_message(dispute=dispute, kind=other)
    page = read(client, WALL, {"kind": kind})
    assert headline(page) == f"No message {FROM_KINDS[Message.Kind(kind)]}"
    assert refs(page) == []


def test_counts_leave_out_what_is_not_public(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute, organisation="One")
    make.make_message(dispute=dispute, organisation=" ONE ")
    make.make_message(dispute=dispute, organisation="Two", display=Message.Display.SUPPORTER)
    for status in ("pending", "held", "declined", "withdrawn"):
        make.make_message(dispute=dispute, status=status)
    make.make_message()
    page = read(client, WALL)
    assert "3 messages stand with us" in page
    assert len(refs(page)) == 3


@pytest.mark.parametrize("kind", ["x", "Union", "union ", "\x00", "a" * 5000, "<script>"])
def test_an_unknown_kind_is_answered_with_the_known(
    client: Client, dispute: Dispute, kind: str
) -> None:
    response = client.get(WALL, {"kind": kind})
    assert response.status_code == 400
    assert "service user" in response.content.decode()
    assert "<script" not in response.content.decode()


@pytest.mark.parametrize(
    "place",
    [
        "x", "1", "2026-03-01", "2026-02-30.1", "2026-03-01.x", "2026-03-01.-1", "2026-03-01.1.1",
        "2026-03-01.٣", "0000-01-01.1", "2026-03-01.99999999999999999999", "\x00", "9" * 5000,
    ],
)  # fmt: skip
def test_no_place_on_the_wall_is_answered_with_what_to_do(
    client: Client, dispute: Dispute, place: str
) -> None:
    response = client.get(WALL, {"before": place})
    assert response.status_code == 400
    assert "Start again from its newest messages" in response.content.decode()


@pytest.mark.parametrize("place", ["0001-01-01.0", "2026-03-01.1", "9999-12-31.999999999999999999"])
def test_any_place_on_the_wall_can_be_asked(client: Client, dispute: Dispute, place: str) -> None:
    make.make_message(dispute=dispute, received_on=date(2026, 6, 1))
    response = client.get(WALL, {"before": place})
    assert response.status_code == 200
    assert bool(refs(response.content.decode())) == place.startswith("9999")


def test_one_message_leads_to_its_neighbours(client: Client, dispute: Dispute) -> None:
    first, second, third = (make.make_message(dispute=dispute, received_on=DAY) for _n in range(3))
    make.make_message(received_on=DAY)
    make.make_message(dispute=dispute, received_on=DAY, status="pending")
    page = read(client, second.get_absolute_url())
    assert f'href="{third.get_absolute_url()}" rel="prev"' in page
    assert f'href="{first.get_absolute_url()}" rel="next"' in page
    assert 'rel="next"' not in read(client, first.get_absolute_url())
    assert 'rel="prev"' not in read(client, third.get_absolute_url())


@pytest.mark.parametrize(
    ("status", "answer"),
    [("published", 200), ("withdrawn", 410), ("pending", 404), ("held", 404), ("declined", 404)],
)
def test_what_is_not_on_the_wall_has_no_page(
    client: Client, dispute: Dispute, status: str, answer: int
) -> None:
    message = make.make_message(dispute=dispute, status=status)
    assert client.get(message.get_absolute_url()).status_code == answer
    other = reverse("solidarity:message", args=[make.make_dispute().slug, message.ref])
    assert client.get(other).status_code == 404


def test_only_what_was_hidden_and_what_never_was_look_alike(
    client: Client, dispute: Dispute
) -> None:
    held = make.make_message(dispute=dispute, status="held")
    never = client.get(f"{WALL}zzzzzzzzzzzz/")
    assert client.get(held.get_absolute_url()).content == never.content


@pytest.mark.parametrize("count", [1, 3])
def test_the_wall_asks_the_same_of_one_and_of_three(
    client: Client, dispute: Dispute, count: int, django_assert_num_queries: Exactly
) -> None:
    make.make_branch()
    made = [make.make_message(dispute=dispute) for _n in range(count)]
    with django_assert_num_queries(WALL_QUERIES + COUNTING):
        assert html.unescape(read(client, WALL))
    with django_assert_num_queries(WALL_QUERIES):
        read(client, WALL)
    # A part of the wall has nothing pinned, and organisations of its own.
    narrowed = {"kind": "union", "month": "2026-03", "before": "9999-12-31.9"}
    with django_assert_num_queries(WALL_QUERIES):
        read(client, WALL, narrowed)
    with django_assert_num_queries(SEARCH_QUERIES):
        assert "<mark>" in read(client, WALL, narrowed | {"q": "stand"})
    with django_assert_num_queries(MESSAGE_QUERIES):
        read(client, made[0].get_absolute_url())


@pytest.mark.parametrize("count", [100, 100_000])
def test_the_wall_asks_the_same_of_a_hundred_thousand(
    client: Client, dispute: Dispute, count: int, django_assert_num_queries: Exactly
) -> None:
    make.make_branch()
    for n, kind in enumerate([*Message.Kind, *Message.Kind][:10]):
        make.make_message(dispute=dispute, kind=kind, received_on=DAY + timedelta(days=n))
    multiply(count // 10 - 1)
    assert Message.objects.count() == count
    with django_assert_num_queries(WALL_QUERIES + COUNTING):
        page = read(client, WALL)
    assert f"{count} messages" in page.replace(",", "")
    assert len(refs(page)) == PAGE_SIZE
    with django_assert_num_queries(WALL_QUERIES):
        assert len(refs(read(client, older(page)))) == PAGE_SIZE
    # Where more than MOST are found, none of them is counted.
    with django_assert_num_queries(SEARCH_QUERIES - (count > MOST)):
        page = read(client, WALL, {"q": "stand"})
    with django_assert_num_queries(SEARCH_QUERIES - (count > MOST)):
        assert len(refs(read(client, older(page)))) == PAGE_SIZE
