"""Searching the wall: what its cards show is found, in any form, and nothing else ever is."""

import re
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from dispute.models import Dispute
from solidarity import moderation, search, withdrawing
from solidarity.models import Message
from solidarity.search import found
from solidarity.searching import index
from solidarity.searching.words import LONGEST_WORD, MOST_WORDS, query_of
from solidarity.wall import PAGE_SIZE
from tests import factories as make
from tests.reading import Tags, foreign, headline, read
from tests.tables import everything

pytestmark = pytest.mark.django_db

WALL = "/library/wall/"
DAY = date(2026, 3, 1)


@pytest.fixture
def dispute() -> Dispute:
    return make.make_dispute(slug="library")


def refs(page: str) -> list[str]:
    """Return the references of a page's messages, in order."""
    shown = (each.get("id", "") for tag, each in Tags(page).found if tag == "article")
    return [name.removeprefix("m-") for name in shown]


def marks(page: str) -> list[str]:
    """Return what a page has marked, in order."""
    return re.findall(r"<mark>(.*?)</mark>", page)


def keys(dispute: Dispute, text: str, **part: Any) -> list[int]:
    """Return the keys of what is found for `text`, at most a hundred."""
    return found(dispute, query_of(text).words, 100, search.Narrowed(**part))


# --- What is found --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "asked", "marked"),
    [
        ("We stand by the strikers.", "strikers", ["strikers"]),
        ("Your strike is ours", "STRIKING", ["strike"]),
        ("Striking workers win.", "strikes win", ["Striking", "win"]),
        ("Zoë and Łukasz send love", "zoe lukasz", ["Zoë", "Łukasz"]),
        ("Zoe sends love", "Zoë", ["Zoe"]),
        ("Cafe\u0301 workers", "café", ["Cafe\u0301"]),
        ("We’re with you, O’Brien & co", "o'brien", ["O", "Brien"]),
        ("Strike-fund: £150!", "strike fund 150", ["Strike", "fund", "150"]),
        ("Solidarity ✊🏽 forever", "✊", ["✊"]),
        ("李小龙 stands with you", "小龙", ["小", "龙"]),
        ("التضامن معكم", "التضامن", ["التضامن"]),
        ("שָׁלוֹם to all", "שלום", ["שָׁלוֹם"]),
        ("A <b>bold</b> strike &amp; more", "bold", ["bold"]),
        ("Email me at x_y@example", "example", ["example"]),
    ],
)
def test_words_are_found_in_any_form_and_marked(
    client: Client, dispute: Dispute, body: str, asked: str, marked: list[str]
) -> None:
    hidden = {"display": "supporter", "organisation": "", "name": "", "role": ""}
    message = make.make_message(dispute=dispute, body=body, **hidden)
    make.make_message(dispute=dispute, body="Nothing of that.", **hidden)
    page = read(client, WALL, {"q": asked})
    assert refs(page) == [message.ref]
    assert marks(page) == marked
    assert foreign(page) == []


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ("stand together", True),
        ("together stand", True),
        ("stand apart", False),
        ("stan", False),
        ("the stand of the", True),
        ("Millbrook", True),
        ("Secretary", True),
        ("Ines", True),
        ("dir", False),
        ("article", False),
        ("amp", False),
        ("Read", False),
        ("2026", False),
        ("m", False),
    ],
)
def test_all_words_have_to_be_there_and_markup_is_no_word(
    client: Client, dispute: Dispute, asked: str, finds: bool
) -> None:
    make.make_message(dispute=dispute, body="We stand & work together.")
    assert bool(refs(read(client, WALL, {"q": asked}))) is finds


@pytest.mark.parametrize(
    ("display", "finds"),
    [
        ("full", {"ines", "quartermain", "porter", "guild", "millbrook"}),
        ("first name", {"ines", "millbrook"}),
        ("organisation", {"guild"}),
        ("supporter", {"supporter"}),
    ],
)
def test_a_hidden_name_is_never_found(dispute: Dispute, display: str, finds: set[str]) -> None:
    make.make_message(
        dispute=dispute,
        display=display,
        body="Well done.",
        name="Ines Quartermain",
        role="Porter",
        organisation="Guild",
        place="Millbrook",
        email="secret@example.org",
        source="A placard",
    )
    asked = [
        "ines",
        "quartermain",
        "porter",
        "guild",
        "millbrook",
        "supporter",
        "secret",
        "placard",
    ]
    assert {each for each in asked if keys(dispute, each)} == finds


@pytest.mark.parametrize("status", ["pending", "awaiting consent", "held", "declined", "withdrawn"])
def test_what_is_not_on_the_wall_is_never_found(dispute: Dispute, status: str) -> None:
    fields = {} if status == "withdrawn" else {"body": "zebra"}
    make.make_message(dispute=dispute, status=status, **fields)
    make.make_message(body="zebra")
    assert keys(dispute, "zebra") == []


# --- Anything can be typed ------------------------------------------------------------------------

ODD = [
    "' \" -- ; drop", "'; DROP TABLE solidarity_message; --", '"', '"""', "'", "a'b", "\\",
    "%", "_", "*", "zebra*", "NEAR(zebra crossing)", "NEAR(", "words:zebra", "words : zebra",
    "scope:d1",
    "zebra AND", "OR", "NOT zebra", "zebra OR crossing", "(zebra", "zebra)", "^zebra", "{a b}:c",
    "zebra & !crossing | x:*", "zebra <-> crossing", ":*", "!", "\x00", "ze\x00bra", "zebra\x00",
    "✊🏽", "👩‍👩‍👧", "\u202ezebra", "\u0301", "ﷺ", "½", "𝓏𝑒𝒷𝓇𝒶", "ـ", "\uffff", "\ue000",
    "the of and", " ", "\t\n", "a" * 10_000, "zebra " * 2000, "ж" * 5000, "\u0301" * 5000,
    " ".join(f"w{n}" for n in range(2000)), "1e5 0x10 -5 1.5 /etc/passwd user@example.org",
]  # fmt: skip


@pytest.mark.parametrize("asked", ODD, ids=range(len(ODD)))
def test_whatever_is_typed_is_answered_with_a_page(
    client: Client, dispute: Dispute, asked: str
) -> None:
    make.make_message(dispute=dispute, body="A zebra crossing.")
    for more in ({}, {"kind": "union", "month": "2026-03", "before": "9999-12-31.9"}):
        response = client.get(WALL, {"q": asked} | more)
        assert response.status_code == 200
        page = response.content.decode()
        assert foreign(page) == []
        assert "Show every message" in page or not query_of(asked).text


def test_bytes_that_are_no_text_are_answered_with_a_page(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute)
    assert client.get(f"{WALL}?q=%ED%A0%BD%FF%00%C0").status_code == 200


def test_operators_are_words_like_any_other(dispute: Dispute) -> None:
    here = make.make_message(dispute=dispute, body="A zebra near a crossing.")
    there = make.make_message(dispute=dispute, body="A zebra.")
    assert keys(dispute, "NEAR(zebra crossing)") == [here.pk]
    assert keys(dispute, "zebra*") == [there.pk, here.pk]
    assert keys(dispute, "zebra OR whale") == []


def test_so_many_words_are_looked_for_and_no_more(client: Client, dispute: Dispute) -> None:
    words = [f"word{n}" for n in range(MOST_WORDS)]
    make.make_message(dispute=dispute, body=" ".join(words))
    page = read(client, WALL, {"q": " ".join([*words, "another"])})
    assert len(refs(page)) == 1
    assert "That is a lot to look for" in page


def test_words_that_nearly_every_message_has_are_answered_kindly(
    client: Client, dispute: Dispute
) -> None:
    make.make_message(dispute=dispute, body="The state of the union and of us.")
    page = read(client, WALL, {"q": "the of and"})
    assert headline(page) == "No word to search for"
    assert "“the of and” has nothing to go by" in page
    assert refs(page) == []


def test_nothing_found_says_so_with_a_way_back(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute, body="Well done.")
    page = read(client, WALL, {"q": "zeppelin", "kind": "health", "month": "2026-03"})
    assert headline(page) == "No message from health workers in March 2026 about “zeppelin”"
    assert "No message has this word." in page
    assert 'href="/library/wall/?q=zeppelin"' in page
    assert f'href="{WALL}"' in page


HUGE = {
    "x" * 200_000: "x" * LONGEST_WORD,
    "żółw " * 40_000: "zolw",
    "".join(map(chr, range(0x3400, 0x9FFF))): "\u3400\u3401",
}


@pytest.mark.parametrize(("body", "asked"), HUGE.items(), ids=range(len(HUGE)))
def test_a_huge_message_is_published_and_found(dispute: Dispute, body: str, asked: str) -> None:
    message = make.make_message(dispute=dispute, body=body)
    assert keys(dispute, asked) == [message.pk]


def test_a_message_without_a_word_can_be_published(dispute: Dispute) -> None:
    nothing = dict.fromkeys(("name", "role", "organisation", "place"), "")
    make.make_message(dispute=dispute, body="!!!", **nothing | {"name": "???"})
    assert Message.objects.get().words == "…"
    assert keys(dispute, "…") == []


# --- The wall's order, and parts of it ------------------------------------------------------------


def test_found_messages_come_newest_first_page_by_page(client: Client, dispute: Dispute) -> None:
    count = 2 * PAGE_SIZE + 5
    days = [DAY + timedelta(days=(n * 37) % 50) for n in range(count)]
    made = [make.make_message(dispute=dispute, body="zebra", received_on=day) for day in days]
    make.make_message(dispute=dispute, body="whale", received_on=DAY)
    expected = [m.ref for m in sorted(made, key=lambda m: (m.received_on, m.pk), reverse=True)]
    seen, path = [], f"{WALL}?q=zebra"
    while path:
        page = read(client, path)
        assert headline(page) == f"{count} messages about “zebra”"
        seen += refs(page)
        following = (e for tag, e in Tags(page).found if tag == "a" and e.get("rel") == "next")
        path = next((each["href"] for each in following), "")
        assert not path or "q=zebra" in path
    assert seen == expected


@pytest.mark.parametrize(
    "day", [date(1, 1, 1), date(2024, 2, 29), date(2026, 3, 31), date(9999, 12, 31)]
)
def test_a_place_is_the_same_number_in_python_and_in_the_database(day: date) -> None:
    if connection.vendor == "sqlite":
        message = make.make_message()
        Message.objects.update(received_on=day)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT rowid FROM {index.FOUND}")  # noqa: S608 - a name of ours
            assert cursor.fetchall() == [(index.place_of(day, message.pk),)]
    else:
        assert index.place_of(day, 1) < index.place_of(day, 2) < 2**63


def test_kind_month_and_place_narrow_what_is_found(dispute: Dispute) -> None:
    def made(day: date, kind: str) -> int:
        return make.make_message(dispute=dispute, body="zebra", received_on=day, kind=kind).pk

    feb, first, last = date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31)
    old, one, two, three = (
        made(feb, "union"), made(first, "service user"), made(last, "union"), made(first, "union")
    )  # fmt: skip
    march = (first, last)
    assert keys(dispute, "zebra") == [two, three, one, old]
    assert keys(dispute, "zebra", kind="service user") == [one]
    assert keys(dispute, "zebra", days=march) == [two, three, one]
    assert keys(dispute, "zebra", days=march, kind="union") == [two, three]
    assert keys(dispute, "zebra", days=march, after=(first, three)) == [one]
    assert keys(dispute, "zebra", after=(first, 10**17)) == [three, one, old]
    assert found(dispute, ["zebra"], 2) == [two, three]
    assert found(dispute, [], 2) == []


def test_more_than_a_thousand_are_not_counted(
    client: Client, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("solidarity.counts.MOST", 2)
    monkeypatch.setattr("solidarity.heading.MOST", 2)
    for kind in ("union", "health", "union"):
        make.make_message(dispute=dispute, body="zebra", kind=kind)
    assert headline(read(client, WALL, {"q": "zebra"})) == "More than 2 messages about “zebra”"
    page = read(client, WALL, {"q": "zebra", "kind": "union"})
    assert headline(page) == "Messages from union branches about “zebra”"
    assert "None" not in page
    assert len(refs(page)) == 2


def test_a_page_of_results_is_in_no_search_engine(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute)
    response = client.get(WALL, {"q": "zebra"})
    assert response.headers["X-Robots-Tag"].startswith("noindex")
    assert '<meta name="robots" content="noindex' in response.text
    assert 'rel="canonical"' not in response.text
    plain = client.get(WALL, {"kind": "union", "utm_source": "x"})
    assert "X-Robots-Tag" not in plain.headers
    assert f'rel="canonical" href="{WALL}?kind=union"' in plain.text


# --- The index ------------------------------------------------------------------------------------


def test_every_write_moves_the_index(dispute: Dispute) -> None:
    message = make.make_message(dispute=dispute, body="zebra")
    moderation.edit(message, "whale", by=None)
    assert (keys(dispute, "zebra"), keys(dispute, "whale")) == ([], [message.pk])
    Message.objects.update(received_on=date(2020, 1, 1))
    assert keys(dispute, "whale", after=(date(2020, 1, 2), 0)) == [message.pk]
    Message.objects.update(kind="health")
    assert keys(dispute, "whale", kind="health") == [message.pk]
    other = make.make_dispute()
    Message.objects.update(dispute=other)
    assert (keys(dispute, "whale"), keys(other, "whale")) == ([], [message.pk])
    message.refresh_from_db()
    moderation.hold(message, by=None, reason="Ask first")
    assert keys(other, "whale") == []
    moderation.publish(message, by=None)
    assert keys(other, "whale") == [message.pk]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE solidarity_message SET words = 'otter'")
    assert keys(other, "otter") == [message.pk]


def test_many_at_once_are_in_the_index(dispute: Dispute) -> None:
    like = make.make_message(dispute=dispute, body="zebra")
    many = []
    for n in range(3):
        values = {f.attname: getattr(like, f.attname) for f in Message._meta.concrete_fields}
        many.append(Message(**values | {"id": None, "ref": f"many{n:08}"}))
    Message.objects.bulk_create(many)
    assert len(keys(dispute, "zebra")) == 4
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM solidarity_message WHERE ref <> %s", [like.ref])
    assert keys(dispute, "zebra") == [like.pk]


def test_a_write_that_is_taken_back_is_not_in_the_index(dispute: Dispute) -> None:
    key = make.make_message(dispute=dispute, body="zebra").pk
    with transaction.atomic():
        Message.objects.all().delete()
        assert keys(dispute, "zebra") == []
        transaction.set_rollback(True)
    assert keys(dispute, "zebra") == [key]


@pytest.mark.parametrize("edited", [False, True])
def test_what_is_withdrawn_is_in_no_page_of_the_index(dispute: Dispute, edited: bool) -> None:
    # So many that the index is in several pieces, as it is on a real wall.
    for n in range(40):
        make.make_message(dispute=dispute, body=f"Words of message {n} and more")
    message = make.make_message(dispute=dispute, body="quokkazebra")
    if edited:
        moderation.edit(message, "whalezebra", by=None)
    assert "kkazebra" in everything()
    withdrawing.withdraw(message, at=make.DECIDED_AT)
    assert keys(dispute, "quokkazebra") == []
    left = everything()
    # The index keeps the beginnings that words have in common once, so any part tells.
    assert [part for part in ("quokka", "kkazebra", "lezebra", "zebra") if part in left] == []
    assert len(keys(dispute, "words")) == 40


def test_an_index_that_may_be_wrong_is_made_anew(dispute: Dispute) -> None:
    message = make.make_message(dispute=dispute, body="zebra")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {index.FOUND}_update")
        Message.objects.update(words="whale")
        assert keys(dispute, "zebra") == [message.pk]
        index.install(connection)
        assert (keys(dispute, "zebra"), keys(dispute, "whale")) == ([], [message.pk])
    else:
        index.install(connection)
        assert keys(dispute, "zebra") == [message.pk]


def test_cards_rendered_anew_have_their_words(dispute: Dispute) -> None:
    message = make.make_message(dispute=dispute, body="zebra")
    Message.objects.update(card="<p>", words="whale")
    call_command("render_cards", stdout=StringIO())
    assert keys(dispute, "zebra") == [message.pk]
