"""Messages to take away: what the wall shows, and nothing that a sender did not let show."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dispute.models import Dispute
from solidarity.models import Message
from tests import factories as make
from tests.reading import read

pytestmark = pytest.mark.django_db

FORMS = ("csv", "xlsx", "ods", "json", "docx")


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute(slug="library")


def rows(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(read(client, "/library/record/messages.json"))["rows"]
    return found


SENDER = {
    "name": "Ines Hidden", "role": "Porter", "organisation": "Hidden Hospital", "place": "Weir",
    "source": "Her own page",
}  # fmt: skip


@pytest.mark.parametrize(
    ("display", "shows"),
    [
        (
            Message.Display.FULL,
            ("Ines Hidden", "Porter", "Hidden Hospital", "Weir", "Her own page"),
        ),
        (Message.Display.FIRST_NAME, ("Ines", "", "", "Weir", "")),
        (Message.Display.ORGANISATION, ("Hidden Hospital", "", "Hidden Hospital", "", "")),
        (Message.Display.SUPPORTER, ("A supporter", "", "", "", "")),
    ],
)
def test_a_message_shows_what_its_sender_chose(
    client: Client, dispute: Dispute, display: str, shows: tuple[str, ...]
) -> None:
    make.make_message(dispute=dispute, display=display, email="ines@hidden.example", **SENDER)
    row = rows(client)[0]
    assert tuple(row[name] for name in ("name", "role", "organisation", "place", "source")) == shows
    for form in FORMS:
        assert "hidden.example" not in read(client, f"/library/record/messages.{form}")


@pytest.mark.parametrize("status", ["pending", "held", "declined", "withdrawn"])
def test_only_what_is_on_the_wall_is_taken_away(
    client: Client, dispute: Dispute, status: str
) -> None:
    make.make_message(dispute=dispute, status=status)
    shown = make.make_message(dispute=dispute)
    assert [row["ref"] for row in rows(client)] == [shown.ref]


def test_the_words_are_whole_and_lead_to_their_page(client: Client, dispute: Dispute) -> None:
    message = make.make_message(dispute=dispute, body="=One\r\ntwo\n\n\n\nthree\u202e")
    row = rows(client)[0]
    assert row["text"] == "=One\ntwo\n\nthree"
    assert row["address"] == f"http://testserver{message.get_absolute_url()}"
    assert "'=One" in read(client, "/library/record/messages.csv")


def test_nothing_private_is_even_fetched(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read(client, "/library/record/messages.csv")
    said = " ".join(each["sql"] for each in asked if "solidarity_message" in each["sql"])
    for column in ("email", "consent_wording", "reason", "card", "channel", "entered_by"):
        assert f'"{column}' not in said


@pytest.mark.parametrize("count", [1, 3])
def test_questions_do_not_grow_with_the_wall(
    client: Client,
    dispute: Dispute,
    count: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    for _each in range(count):
        make.make_message(dispute=dispute)
    # The dispute, whether search engines may list its wall, and the messages.
    with django_assert_num_queries(3):
        read(client, "/library/record/messages.csv")
