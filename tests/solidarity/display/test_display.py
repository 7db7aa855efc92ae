"""The wall on a big screen: what it shows, to whom, and in how many questions."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dispute.models import Dispute
from dispute.stamps import stamp_of
from solidarity import moderation, withdrawing
from solidarity.display import slides
from solidarity.models import Message
from tests import factories as make
from tests.reading import read

pytestmark = pytest.mark.django_db

SCREEN = "/library/wall/display/"
AT = datetime(2026, 3, 9, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
LONG = " ".join(f"We read number {n} on the way home and then stood at the gate." for n in range(9))


@pytest.fixture
def dispute() -> Dispute:
    make.make_branch()
    return make.make_dispute(slug="library")


def held(page: str, part: str = "slides") -> list[str]:
    """Return the references of the messages that a page holds for its script."""
    inside = page.partition(f'<template id="{part}"')[2].partition("</template>")[0]
    return re.findall(r'data-ref="(\w+)"', inside)


def onward(page: str) -> str:
    """Return the address of the next window, "" at the end."""
    found = re.search(r'data-onward="([^"]*)"', page)
    assert found
    return found[1].replace("&amp;", "&")


def stage(page: str) -> str:
    """Return what shows without JavaScript."""
    return page.partition('id="stage"')[2].partition("</main>")[0]


def since(client: Client, version: int) -> str:
    return read(client, SCREEN, {"since": str(version)})


def test_it_holds_the_newest_first_and_shows_the_first(client: Client, dispute: Dispute) -> None:
    made = [make.make_message(dispute=dispute, body=f"Number {n}!") for n in range(3)]
    page = read(client, SCREEN)
    assert held(page) == [each.ref for each in reversed(made)]
    assert "Number 2!" in stage(page)
    assert "3 messages from 3 organisations" in page
    assert f"{settings.SITE_URL}/library/wall/send/".partition("://")[2] in page
    assert "<svg viewBox" in page


def test_it_asks_onward_a_window_at_a_time(
    client: Client, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slides, "WINDOW", 2)
    made = [
        make.make_message(dispute=dispute, received_on=DAY + timedelta(days=n // 2)).ref
        for n in range(5)
    ]
    seen, path = [], SCREEN
    while path:
        page = read(client, path)
        assert len(held(page)) <= 2
        seen += held(page)
        path = onward(page)
    assert seen == made[::-1]


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_of_one_and_of_three(
    client: Client, dispute: Dispute, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = stamp_of(dispute)
    for n in range(count):
        make.make_message(dispute=dispute, body=f"Number {n}. {LONG}")
    # The dispute, its stamp three times, its messages, branch, counts twice, the officers' choice.
    with django_assert_num_queries(9):
        etag = client.get(SCREEN)["ETag"]
    # Beside them what changed, and those messages; the counts were kept.
    with django_assert_num_queries(9):
        assert len(held(since(client, version), "changed")) == count
    with django_assert_num_queries(3):
        answer = client.get(SCREEN, {"since": "1"}, headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert int(answer["Ask-Again"]) >= 1


def test_a_screen_learns_what_is_new_what_changed_and_what_went(
    client: Client, dispute: Dispute
) -> None:
    kept, edited, taken = (make.make_message(dispute=dispute) for _n in range(3))
    version = stamp_of(dispute)
    new = make.make_message(dispute=dispute, received_on=date(2020, 1, 1))
    moderation.edit(edited, "Other words.", by=None)
    withdrawing.withdraw(taken, at=AT)
    page = since(client, version)
    assert held(page, "changed") == [new.ref, edited.ref]
    assert re.findall(r'data-ref="(\w+)" data-new', page) == [new.ref]
    assert f'data-gone="{taken.ref}"' in page
    assert "Other words." in page
    assert held(page) == [edited.ref, kept.ref, new.ref]


def test_a_screen_that_knows_too_little_begins_anew(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute)
    assert "data-anew" not in since(client, stamp_of(dispute))
    assert "data-anew" in since(client, stamp_of(dispute) + 5)
    assert "data-anew" not in read(client, SCREEN, {"since": "x" * 5000})


@pytest.mark.parametrize(
    ("display", "shows"),
    [
        ("full", ["Ines Field", "Steward", "Lamplighters’ Union", "Tidewater"]),
        ("first name", ["Ines", "Tidewater"]),
        ("organisation", ["Lamplighters’ Union"]),
        ("supporter", ["A supporter"]),
    ],
)
def test_it_shows_no_more_of_a_sender_than_they_chose(
    client: Client, dispute: Dispute, display: str, shows: list[str]
) -> None:
    make.make_message(
        dispute=dispute, name="Ines Field", role="Steward", organisation="Lamplighters’ Union",
        place="Tidewater", display=display,
    )  # fmt: skip
    page = read(client, SCREEN)
    said = set(re.findall(r"<bdi>([^<]*)</bdi>", page))
    assert said == set(shows)
    hidden = ("Field", "Steward", "Lamplighters", "Tidewater")
    assert [word for word in hidden if word in page and word not in " ".join(shows)] == []


def test_only_what_is_on_the_wall_is_on_the_screen(client: Client, dispute: Dispute) -> None:
    for status in ("pending", "held", "declined"):
        make.make_message(dispute=dispute, status=status, body="hidden-words")
    make.make_message(body="hidden-words")
    page = read(client, SCREEN)
    assert "hidden-words" not in page
    assert "Yours could be the first" in stage(page)
    draft = make.make_dispute(status=Dispute.Status.DRAFT)
    assert client.get(f"/{draft.slug}/wall/display/").status_code == 404


def test_nobody_is_asked_to_write_once_the_dispute_is_closed(client: Client) -> None:
    make.make_message(
        dispute=make.make_dispute(slug="library", status="closed", closed_on=date(2026, 4, 1))
    )
    page = read(client, SCREEN)
    assert "wall/send/" not in page
    assert "qr__code" not in page


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_theme_can_be_asked_for(client: Client, dispute: Dispute, theme: str) -> None:
    make.make_message(dispute=dispute)
    page = read(client, SCREEN, {"theme": theme})
    assert f'data-theme="{theme}"' in page
    assert "/css/themes." in page
    assert f".css?theme={theme}" in page
    assert 'data-theme="dark"' in read(client, SCREEN)


def test_what_cannot_be_read_is_answered_in_words(client: Client, dispute: Dispute) -> None:
    answer = client.get(SCREEN, {"theme": "pink"})
    assert (answer.status_code, "dark, light" in answer.text) == (400, True)
    assert client.get(SCREEN, {"before": "x"}).status_code == 400
    assert client.get(SCREEN, {"screen": "9" * 50}).status_code == 200


def test_the_officers_choice_is_told_to_search_engines(client: Client, dispute: Dispute) -> None:
    assert "X-Robots-Tag" not in client.get(SCREEN)
    make.make_wall_settings(dispute=dispute, noindex=True)
    assert client.get(SCREEN)["X-Robots-Tag"] == "noindex, noarchive"


def test_without_scripts_it_goes_round_the_wall_screen_by_screen(
    client: Client, dispute: Dispute
) -> None:
    bodies = ["Keep going!", LONG, "Win."]
    for body in bodies:
        make.make_message(dispute=dispute, body=body)
    path, seen = SCREEN, []
    while True:
        page = read(client, path)
        seen += re.findall(r'<p dir="auto">(.*?)</p>', stage(page), re.S)
        found = re.search(r'http-equiv="refresh" content="(\d+); url=([^"]*)"', page)
        assert found
        assert int(found[1]) >= slides.STILL_SECONDS
        path = found[2].replace("&amp;", "&")
        if path == SCREEN:
            break
    assert "".join(seen).split() == "".join(["Win.", LONG, "Keep going!"]).split()
    assert len(seen) == 5


def test_without_scripts_it_can_be_stopped(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute)
    assert "http-equiv" not in read(client, SCREEN, {"stay": "1"})


def test_a_message_of_any_kind_is_a_slide(dispute: Dispute) -> None:
    for kind in Message.Kind:
        message = make.make_message(dispute=dispute, kind=kind, body="✊🏿" * 400)
        found = slides.slide(message, dispute)
        pieces = [piece.text for line in found.paragraphs[0] for piece in line]
        assert "".join(pieces) == "✊🏿" * 400
        assert found.paragraphs[0][0][-1].ends
