"""How messages look: long and short, in any letters, and whatever somebody tries."""

import html
import re

import pytest
from django.test import Client

from dispute.models import Dispute
from solidarity.models import Message
from tests import factories as make
from tests.reading import Tags, foreign, read

pytestmark = pytest.mark.django_db

WALL = "/library/wall/"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</article></main><h1>Ours now</h1>",
    "<style>*{display:none}</style>",
    "{% load static %}{{ settings.SECRET_KEY }}",
    "javascript:alert(1)",
    "&lt;b&gt; &amp; &#60;",
]


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute(slug="library")


def card(client: Client, message: Message) -> str:
    """Return the message's card as its page shows it."""
    found = re.search(r"<article.*?</article>", read(client, message.get_absolute_url()), re.DOTALL)
    assert found
    return found[0]


def words(markup: str) -> str:
    """Return what a reader reads of some HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_sent_is_words_and_nothing_else(
    client: Client, dispute: Dispute, text: str
) -> None:
    fields = dict.fromkeys(("body", "name", "role", "organisation", "place"), text)
    message = make.make_message(dispute=dispute, **fields)
    for path in (WALL, message.get_absolute_url(), "/", "/library/", "/library/figures/"):
        page = read(client, path)
        assert foreign(page) == [], path
        assert [tag for tag, _each in Tags(page).found].count("h1") == 1, path
    # As text, as name and as place: what only repeats the name is left out.
    assert words(card(client, message)).count(text) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Solidarity ✊🏽 👩‍👩‍👧‍👦",
        "“We’re with you,” she said: ‘all’ of us – every one…",
        "التضامن معكم حتى النهاية",
        "אנחנו איתכם",
        "Zoë, Łukasz, Nguyễn and 李小龙",
    ],
)
def test_every_script_is_shown_as_it_was_written(
    client: Client, dispute: Dispute, text: str
) -> None:
    shown = card(client, make.make_message(dispute=dispute, body=text, name=text))
    assert text in words(shown)
    assert '<p dir="auto">' in shown
    assert '<strong class="message__name" dir="auto">' in shown


def test_paragraphs_and_lines_stay_apart(client: Client, dispute: Dispute) -> None:
    body = "Dear all,\r\n\r\nFirst line\r\nsecond line\n \n\n\nGoodbye"
    shown = card(client, make.make_message(dispute=dispute, body=body))
    assert re.findall(r'<p dir="auto">(.*?)</p>', shown) == [
        "Dear all,",
        "First line<br>second line",
        "Goodbye",
    ]


def test_a_short_message_is_loud_and_a_long_one_folds(client: Client, dispute: Dispute) -> None:
    short = card(client, make.make_message(dispute=dispute, body="Stay strong!"))
    assert "message--shout" in short
    long = card(client, make.make_message(dispute=dispute, body="\n\n".join(["word " * 60] * 6)))
    assert "message--testimony message--long" in long
    assert long.count("<summary>") == 1
    assert words(long).count("word") == 360


@pytest.mark.parametrize("body", ["x" * 200_000, "word " * 40_000, "a\n\n" * 60_000])
def test_a_huge_message_is_shown_whole(client: Client, dispute: Dispute, body: str) -> None:
    message = make.make_message(dispute=dispute, body=body)
    shown = words("".join(re.findall(r'<p dir="auto">.*?</p>', card(client, message), re.DOTALL)))
    assert "".join(shown.split()) == "".join(body.split())
    assert client.get(WALL).status_code == 200


def test_signs_that_turn_the_text_round_are_left_out(client: Client, dispute: Dispute) -> None:
    body = "a\u202egnorw\u202c b\u2066c\u2069 d\x07e\u200f"
    shown = card(client, make.make_message(dispute=dispute, body=body, name="N\u202eam\ne"))
    assert "agnorw bc de\u200f" in shown
    assert "Nam e" in shown


@pytest.mark.parametrize(
    ("display", "expected", "hidden"),
    [
        ("full", ["Ines Example", "Porter", "Branch 9", "Millbrook"], []),
        ("first name", ["Ines", "Millbrook"], ["Example", "Porter", "Branch 9"]),
        ("organisation", ["Branch 9"], ["Ines", "Example", "Porter", "Millbrook"]),
        ("supporter", ["A supporter"], ["Ines", "Example", "Porter", "Branch 9", "Millbrook"]),
    ],
)
def test_a_sender_shows_as_they_chose(
    client: Client, dispute: Dispute, display: str, expected: list[str], hidden: list[str]
) -> None:
    message = make.make_message(
        dispute=dispute,
        display=display,
        body="Well done.",
        name="Ines Example",
        role="Porter",
        organisation="Branch 9",
        place="Millbrook",
    )
    shown = words(card(client, message))
    page = words(read(client, message.get_absolute_url()))
    for text in expected:
        assert text in shown
    for text in hidden:
        assert text not in page.replace("Millbrook Council", "")


def test_kinds_are_told_apart_by_shape_and_word(client: Client, dispute: Dispute) -> None:
    looks = set()
    for kind in Message.Kind:
        shown = card(client, make.make_message(dispute=dispute, kind=kind))
        shape = re.search(r"shape shape--(\w+)", shown)
        assert shape
        assert str(kind.label) in shown
        looks.add(shape[1])
    assert len(looks) == len(Message.Kind)
