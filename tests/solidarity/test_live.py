"""What an open wall is told when it asks: what changed since, or, cheaply, that nothing did."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from dispute.models import Dispute
from dispute.stamps import stamp_of
from solidarity import live, moderation
from solidarity.models import Message
from solidarity.pace import COUNTED, LONGEST, Pace
from solidarity.wall import page_of
from tests import factories as make
from tests.reading import Tags, read

pytestmark = pytest.mark.django_db

Exactly = Callable[..., AbstractContextManager[object]]
WALL = "/library/wall/"
# The dispute and its stamp.
NOTHING_NEW = 2
# Those, the stamp again, the changes, the cards, what is pinned, the settings of the wall; and the
# counts: the stamp once more, the table, the organisations.
SOMETHING_NEW = 10


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute(slug="library")


def asked(client: Client, since: object, **more: str) -> Any:
    """Return the answer to a wall that has seen the version `since`, and says so twice."""
    address = f"{WALL}live.json?{urlencode({'since': since, **more})}"
    return client.get(address, headers={"If-None-Match": f'"{since}"'})


def told(client: Client, since: object, **more: str) -> dict[str, Any]:
    response = asked(client, since, **more)
    assert response.status_code == 200
    answer = response.json()
    assert isinstance(answer, dict)
    return answer


def attributes(page: str) -> dict[str, str]:
    """Return what a page of the wall tells its script; nothing where it is not followed."""
    return next((each for _tag, each in Tags(page).found if each.get("id") == "live"), {})


# --- What is told ---------------------------------------------------------------------------------


def test_a_new_message_is_told_with_its_card_and_its_place(
    client: Client, dispute: Dispute
) -> None:
    since = stamp_of(dispute)
    message = make.make_message(dispute=dispute)
    answer = told(client, since)
    place = f"2026-03-01.{message.pk}"
    card = {"ref": message.ref, "day": "2026-03-01", "place": place, "html": message.card}
    assert answer["cards"] == [card]
    assert (answer["gone"], answer["reload"]) == ([], False)
    assert answer["version"] == stamp_of(dispute)


def test_an_edit_is_told_as_the_new_card_and_what_goes_as_gone(
    client: Client, dispute: Dispute
) -> None:
    message = make.make_message(dispute=dispute)
    since = stamp_of(dispute)
    moderation.edit(message, "Quite other words.", by=None)
    assert "Quite other words." in told(client, since)["cards"][0]["html"]
    moderation.decline(message, by=None, reason="Spam")
    answer = told(client, since)
    assert (answer["cards"], answer["gone"]) == ([], [message.ref])


def test_more_edits_than_cards_are_told_are_read_anew(
    client: Client, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_CARDS", 1)
    messages = [make.make_message(dispute=dispute) for _each in range(2)]
    since = stamp_of(dispute)
    moderation.edit(messages[0], "Quite other words.", by=None)
    assert not told(client, since)["reload"]
    moderation.edit(messages[1], "Quite other words.", by=None)
    assert told(client, since)["reload"]


def test_the_counts_are_told_as_the_page_shows_them(client: Client, dispute: Dispute) -> None:
    since = stamp_of(dispute)
    for kind in ("union", "union", "health"):
        make.make_message(dispute=dispute, kind=kind)
    answer = told(client, since)
    page = read(client, WALL)
    assert f"<h1>{answer['heading']}</h1>" in page
    assert answer["counts"][f"{WALL}?kind=union"] == 2
    links = {each.get("href") for tag, each in Tags(page).found if tag == "a"}
    assert set(answer["counts"]) <= links


def test_a_change_elsewhere_in_the_dispute_is_a_new_version_and_nothing_else(
    client: Client, dispute: Dispute
) -> None:
    make.make_message(dispute=dispute)
    since = stamp_of(dispute)
    make.make_team(dispute=dispute)
    answer = told(client, since)
    assert answer == {
        "version": stamp_of(dispute), "reload": False, "cards": [], "gone": [], "ask_again": 5,
    }  # fmt: skip


def test_a_wall_of_one_kind_and_month_is_told_of_no_other(client: Client, dispute: Dispute) -> None:
    since = stamp_of(dispute)
    here = make.make_message(dispute=dispute, kind="health", received_on=date(2026, 3, 31))
    other = make.make_message(dispute=dispute, kind="union", received_on=date(2026, 3, 31))
    later = make.make_message(dispute=dispute, kind="health", received_on=date(2026, 4, 1))
    answer = told(client, since, kind="health", month="2026-03")
    assert [card["ref"] for card in answer["cards"]] == [here.ref]
    assert set(answer["gone"]) == {other.ref, later.ref}
    since = stamp_of(dispute)
    Message.objects.filter(pk=here.pk).update(kind="union")
    assert told(client, since, kind="health")["gone"] == [here.ref]
    assert told(client, since, kind="union")["cards"][0]["ref"] == here.ref


def test_what_is_pinned_is_told_in_its_order_to_the_whole_wall_alone(
    client: Client, dispute: Dispute
) -> None:
    first, second = make.make_message(dispute=dispute), make.make_message(dispute=dispute)
    since = stamp_of(dispute)
    moderation.pin(second, by=None, at=datetime(2026, 3, 5, tzinfo=UTC))
    moderation.pin(first, by=None, at=datetime(2026, 3, 6, tzinfo=UTC))
    answer = told(client, since)
    assert answer["pinned"] == [first.ref, second.ref]
    assert {card["ref"] for card in answer["cards"]} == {first.ref, second.ref}
    assert "pinned" not in told(client, since, kind="union")
    since = stamp_of(dispute)
    moderation.unpin(first, by=None)
    assert told(client, since)["pinned"] == [second.ref]


def test_of_very_many_new_ones_the_places_are_told_and_of_the_edited_always_the_card(
    client: Client, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_CARDS", 2)
    old = make.make_message(dispute=dispute)
    since = stamp_of(dispute)
    moderation.edit(old, "Quite other words.", by=None)
    new = [make.make_message(dispute=dispute) for _each in range(3)]
    answer = told(client, since)
    assert not answer["reload"]
    assert [card["ref"] for card in answer["cards"]] == [*(m.ref for m in reversed(new)), old.ref]
    assert [bool(card["html"]) for card in answer["cards"]] == [True, False, False, True]
    assert all(card["place"] for card in answer["cards"])


def test_whoever_is_too_far_behind_or_of_another_history_is_told_to_read_anew(
    client: Client, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_CHANGES", 3)
    since = stamp_of(dispute)
    for _each in range(4):
        make.make_message(dispute=dispute)
    for version in (since, stamp_of(dispute) + 1):
        answer = told(client, version)
        assert (answer["reload"], answer["cards"], answer["gone"]) == (True, [], [])


# --- How it is answered ---------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_nothing_new_costs_two_questions_and_no_body(
    client: Client, dispute: Dispute, count: int, django_assert_num_queries: Exactly
) -> None:
    for _each in range(count):
        make.make_message(dispute=dispute)
    since = stamp_of(dispute)
    with django_assert_num_queries(NOTHING_NEW):
        response = asked(client, since)
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == f'"{since}"'
    assert response["Ask-Again"] == "5"
    assert "no-cache" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.parametrize("count", [1, 3])
def test_something_new_costs_as_many_questions_for_one_as_for_three(
    client: Client, dispute: Dispute, count: int, django_assert_num_queries: Exactly
) -> None:
    since = stamp_of(dispute)
    for _each in range(count):
        make.make_message(dispute=dispute)
    cache.clear()
    with django_assert_num_queries(SOMETHING_NEW):
        assert len(told(client, since)["cards"]) == count


def test_a_second_look_without_change_is_never_answered_with_a_body(
    client: Client, dispute: Dispute
) -> None:
    make.make_message(dispute=dispute)
    response = asked(client, 0)
    assert response["ETag"] == f'"{response.json()["version"]}"'
    assert asked(client, response.json()["version"]).status_code == 304


@pytest.mark.parametrize(
    "query",
    ["", "since=", "since=x", "since=-1", "since=1.5", "since=٣", f"since={'9' * 5000}",
     "since=1&kind=nobody", "since=1&month=2026-13", "since=%00"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_plain_words(
    client: Client, dispute: Dispute, query: str
) -> None:
    response = client.get(f"{WALL}live.json?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert 20 < len(response.content) < 300


def test_a_draft_has_no_live_wall_and_a_former_address_leads_on(client: Client) -> None:
    dispute = make.make_dispute(slug="library")
    Dispute.objects.update(status="draft")
    assert asked(client, 0).status_code == 404
    Dispute.objects.update(status="live")
    dispute.refresh_from_db()
    dispute.slug = "archive"
    dispute.save()
    assert asked(client, 3)["Location"] == "/archive/wall/live.json?since=3"


def test_search_engines_are_asked_to_leave_it_where_they_may_not_list_the_wall(
    client: Client, dispute: Dispute
) -> None:
    make.make_wall_settings(dispute=dispute, noindex=True)
    assert "noindex" in asked(client, 0)["X-Robots-Tag"]


# --- What the page tells its script ---------------------------------------------------------------


def test_the_first_page_says_from_which_version_on_and_where_its_cards_stand(
    client: Client, dispute: Dispute, settings: Settings
) -> None:
    settings.WALL_ASK_EVERY = 7
    first = make.make_message(dispute=dispute)
    second = make.make_message(dispute=dispute)
    found = attributes(read(client, WALL))
    assert found["data-version"] == str(stamp_of(dispute))
    assert found["data-url"] == f"{WALL}live.json"
    assert found["data-every"] == "7"
    assert found["data-places"] == f"2026-03-01.{second.pk} 2026-03-01.{first.pk}"


def test_a_narrowed_page_is_followed_as_narrowed(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute, kind="service user")
    narrowed = "?kind=service+user&month=2026-03"
    found = attributes(read(client, f"{WALL}{narrowed}"))
    assert found["data-url"] == f"{WALL}live.json{narrowed}"


@pytest.mark.parametrize(
    ("query", "hears"),
    [
        ("", {"data-many", "data-counts", "data-pinned"}),
        ("?kind=union", {"data-many", "data-counts"}),
        ("?before=2026-12-31.1", {"data-counts"}),
        ("?kind=union&q=stand", set()),
    ],
)
def test_every_page_hears_of_edits_and_what_goes_and_only_a_first_one_of_what_is_new(
    client: Client, dispute: Dispute, query: str, hears: set[str]
) -> None:
    make.make_message(dispute=dispute)
    found = attributes(read(client, f"{WALL}{query}"))
    assert {"data-many", "data-counts", "data-pinned"} & set(found) == hears
    assert found["data-url"] == f"{WALL}live.json{'?kind=union' if 'union' in query else ''}"


def test_what_is_written_while_a_page_is_made_is_told_afterwards(
    client: Client, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing falls between a page and its version, at whatever moment it is written."""
    late: list[Message] = []

    def then_write(*given: Any) -> Any:
        found = page_of(*given)
        late.append(make.make_message(dispute=dispute))
        return found

    monkeypatch.setattr("solidarity.views.page_of", then_write)
    page = read(client, WALL)
    assert late[0].ref not in page
    answer = told(client, attributes(page)["data-version"])
    assert [card["ref"] for card in answer["cards"]] == [late[0].ref]


# --- How often ------------------------------------------------------------------------------------


def open_walls(pace: Pace, count: int, seconds: float, start: float) -> tuple[int, float]:
    """Let so many walls ask as they are told for so long; return the last wait, and the time."""
    now, wait = start, 5
    while now < start + seconds:
        wait = pace.ask(now)
        now += wait / count
    return wait, now


def test_few_walls_ask_as_often_as_the_settings_say(settings: Settings) -> None:
    settings.WALL_ASK_EVERY = 5
    assert open_walls(Pace(0.0), 20, 60, 0.0)[0] == 5


def test_many_walls_are_slowed_down_until_they_are_no_load_and_quickened_afterwards() -> None:
    pace = Pace(0.0)
    wait, now = open_walls(pace, 1_000, 300, 0.0)
    assert 24 <= wait <= 27
    wait, now = open_walls(pace, 100_000, 600, now)
    assert wait == LONGEST
    assert open_walls(pace, 10, 600, now)[0] == 5


def test_a_long_silence_is_no_load() -> None:
    pace = Pace(0.0)
    _wait, now = open_walls(pace, 1_000, 300, 0.0)
    pace.ask(now + 3600)
    assert pace.ask(now + 3600 + COUNTED) == 5


def test_a_setting_above_the_longest_wait_is_kept(settings: Settings) -> None:
    settings.WALL_ASK_EVERY = 300
    assert open_walls(Pace(0.0), 3, 2000, 0.0)[0] == 300
