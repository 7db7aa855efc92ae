"""The wall's feeds, as those who read them do: a message, its change, its end, and nothing more."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from dispute.models import Branch, Dispute
from solidarity import moderation, withdrawing
from solidarity.feeds import reading
from solidarity.feeds.views import settled
from solidarity.models import Message, WallChange
from tests import factories as make
from tests.reading import Tags, read

pytestmark = pytest.mark.django_db

ATOM = "/library/wall/feed.atom"
JSON = "/library/wall.json"
IN_ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
LONG_AGO = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOSTILE = [
    "<script>alert(1)</script> & ]]> <![CDATA[ &lt;b&gt; \"quoted\" 'so'",
    "control \x00\x01\x08\x0b\x0c\x0e\x1f\x7f\x85 characters",
    "no characters \ufffe\uffff at all, and ends of lines \u2028 \u2029",
    "turned \u202e around \u2066",
    "e\u0301 👩🏽‍🚒 🧱 한국어 العربية",
    "</content></entry></feed>",
    "x" * 20_000,
]


@pytest.fixture
def dispute() -> Dispute:
    make.make_branch(name="Millbrook & <Friends>")
    return make.make_dispute(slug="library")


def atom(client: Client, path: str = ATOM) -> ElementTree.Element:
    """Return the feed as an XML parser reads it, once feedparser had nothing against it."""
    content = client.get(path).content
    parsed = feedparser.parse(content)
    assert not parsed.bozo, parsed.bozo_exception
    assert parsed.version == "atom10"
    return ElementTree.fromstring(content)  # noqa: S314 - our own feed


def entries(client: Client, path: str = ATOM) -> list[Any]:
    """Return the entries as feedparser reads them."""
    atom(client, path)
    return list(feedparser.parse(client.get(path).content).entries)


def tombstones(client: Client, path: str = ATOM) -> list[dict[str, str]]:
    return [dict(each.attrib) for each in atom(client, path).iter(GONE)]


def jsonfeed(client: Client, path: str = JSON) -> dict[str, Any]:
    """Return the feed, once it keeps to the rules of jsonfeed.org/version/1.1."""
    feed: dict[str, Any] = json.loads(client.get(path).content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    for name in ("home_page_url", "feed_url", *(["next_url"] if "next_url" in feed else [])):
        assert feed[name].startswith("http://testserver/"), name
    assert all(set(each) == {"name"} for each in feed["authors"])
    known = {"version", "title", "home_page_url", "feed_url", "next_url", "language", "authors"}
    assert set(feed) <= {*known, "items", "_dispute"}
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))
    for item in feed["items"]:
        assert {type(item[each]) for each in ("id", "url", "title", "content_html")} == {str}
        for name in ("date_published", "date_modified"):
            assert datetime.fromisoformat(item[name]).tzinfo is not None
        assert all(set(author) == {"name"} for author in item["authors"])
        assert all(isinstance(tag, str) for tag in item["tags"])
    return feed


def long_ago() -> None:
    """Let all that changed have changed on 2 March 2026."""
    WallChange.objects.update(changed_at=LONG_AGO, first_shown_at=LONG_AGO)


def test_both_feeds_hold_what_the_card_shows(client: Client, dispute: Dispute) -> None:
    message = make.make_message(dispute=dispute, name="Ann", role="Steward", organisation="Mill 1",
                                place="Leeds", body="One.\nTwo.\n\nThree.")  # fmt: skip
    (entry,) = entries(client)
    (item,) = jsonfeed(client)["items"]
    url = f"http://testserver{message.get_absolute_url()}"
    html = item["content_html"]
    assert entry.content[0].value.replace("<br />", "<br>") == html
    assert re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip() == (
        "One. Two. Three. – Ann, Steward, Mill 1, Leeds. Union branch, 1 March 2026."
    )
    assert (entry.link, item["url"]) == (url, url)
    assert (entry.id, item["id"]) == (reading.id_of(message.ref),) * 2
    assert (entry.title, item["title"]) == ("Ann, Mill 1", "Ann, Mill 1")
    assert (entry.author, item["authors"]) == ("Ann", [{"name": "Ann"}])
    assert ([each.term for each in entry.tags], item["tags"]) == (["union"], ["union"])


def test_a_sender_shows_as_they_chose(client: Client, dispute: Dispute) -> None:
    hidden = {each: f"hidden-{each}" for each in ("name", "role", "organisation", "place")}
    make.make_message(dispute=dispute, display="supporter", **hidden)
    (entry,) = entries(client)
    assert (entry.title, entry.author) == ("A supporter", "A supporter")
    for path in (ATOM, JSON):
        assert "hidden" not in read(client, path)


def test_an_edited_message_comes_again_with_a_newer_date(client: Client, dispute: Dispute) -> None:
    first, second = (make.make_message(dispute=dispute) for _each in range(2))
    long_ago()
    before = {each.id: each for each in entries(client)}
    moderation.edit(first, "Other words.", by=None)
    after = entries(client)
    assert [each.id for each in after] == [reading.id_of(each.ref) for each in (first, second)]
    assert after[0].published == before[after[0].id].published
    assert after[0].updated > before[after[0].id].updated
    assert "Other words." in after[0].content[0].value
    assert after[1].updated == before[after[1].id].updated
    item = jsonfeed(client)["items"][0]
    assert item["id"] == after[0].id
    assert item["date_published"] < item["date_modified"]


def test_what_was_taken_off_the_wall_leaves_a_date_and_nothing_else(
    client: Client, dispute: Dispute
) -> None:
    kept, withdrawn, declined = (make.make_message(dispute=dispute) for _each in range(3))
    withdrawing.withdraw(withdrawn, at=LONG_AGO)
    moderation.decline(declined, by=None, reason="A mistake")
    ids = [reading.id_of(each.ref) for each in (kept, withdrawn, declined)]
    assert [each.id for each in entries(client)] == ids[:1]
    gone = tombstones(client)
    assert [each["ref"] for each in gone] == [ids[2], ids[1]]
    assert all(set(each) == {"ref", "when"} for each in gone)
    feed = jsonfeed(client)
    assert [item["id"] for item in feed["items"]] == ids[:1]
    told = [{"id": each["ref"], "date": each["when"]} for each in gone]
    assert feed["_dispute"] == {"removed": told}
    for path in (ATOM, JSON):
        assert withdrawn.ref not in read(client, path)


def test_what_is_shown_again_is_gone_no_more(client: Client, dispute: Dispute) -> None:
    message = make.make_message(dispute=dispute)
    moderation.return_to_queue(message, by=None)
    assert len(tombstones(client)) == 1
    moderation.publish(message, by=None)
    assert [each.id for each in entries(client)] == [reading.id_of(message.ref)]
    assert tombstones(client) == []


def test_the_last_changed_stands_first(client: Client, dispute: Dispute) -> None:
    old = make.make_message(dispute=dispute, received_on=date(2020, 1, 1))
    new = make.make_message(dispute=dispute)
    assert [each.link.split("/")[-2] for each in entries(client)] == [new.ref, old.ref]
    moderation.edit(old, "Changed.", by=None)
    assert [each.link.split("/")[-2] for each in entries(client)] == [old.ref, new.ref]


def pages(client: Client, path: str, rel: str) -> Iterator[ElementTree.Element]:
    """Yield a feed's pages along one of its links, from `path` on."""
    following: str | None = path
    while following:
        feed = atom(client, following)
        yield feed
        hrefs = {each.get("rel"): each.get("href") for each in feed.findall(f"{IN_ATOM}link")}
        assert hrefs["self"] == f"http://testserver{following.removeprefix('http://testserver')}"
        following = hrefs.get(rel)


def ids_of(feed: ElementTree.Element) -> list[str]:
    found = [each.findtext(f"{IN_ATOM}id", "") for each in feed.iter(f"{IN_ATOM}entry")]
    return [*found, *(each.get("ref", "") for each in feed.iter(GONE))]


@pytest.mark.parametrize("kind", ["", "health"])
def test_the_whole_wall_can_be_read_page_by_page_both_ways(
    client: Client, dispute: Dispute, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(reading, "PAGE_SIZE", 2)
    made = [make.make_message(dispute=dispute, kind="health") for _each in range(7)]
    make.make_message(kind="health")
    withdrawing.withdraw(made[3], at=LONG_AGO)
    # As they come from an import: all at once.
    WallChange.objects.update(number=1)
    wanted = {reading.id_of(each.ref) for each in made}
    onward = list(pages(client, f"{ATOM}?kind={kind}" if kind else ATOM, "next"))
    seen = [each for feed in onward for each in ids_of(feed)]
    assert (len(onward), len(seen), set(seen)) == (4, 7, wanted)
    last = onward[-1].find(f"{IN_ATOM}link[@rel='self']")
    assert last is not None
    back = list(pages(client, last.get("href", ""), "previous"))
    assert {each for feed in back for each in ids_of(feed)} == wanted
    assert len({each.findtext(f"{IN_ATOM}id") for each in [*onward, *back]}) == 1


def test_json_pages_lead_on_to_the_end(
    client: Client, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE_SIZE", 2)
    made = [make.make_message(dispute=dispute) for _each in range(5)]
    seen, path = [], JSON
    while path:
        feed = jsonfeed(client, path)
        seen += [item["url"].split("/")[-2] for item in feed["items"]]
        path = feed.get("next_url", "")
    assert seen == [each.ref for each in reversed(made)]


def test_one_kind_has_a_feed_of_its_own(client: Client, dispute: Dispute) -> None:
    union, health = (make.make_message(dispute=dispute, kind=kind) for kind in ("union", "health"))
    (entry,) = entries(client, f"{ATOM}?kind=health")
    assert entry.id == reading.id_of(health.ref)
    (item,) = jsonfeed(client, f"{JSON}?kind=union")["items"]
    assert item["id"] == reading.id_of(union.ref)
    assert jsonfeed(client, f"{JSON}?kind=union")["home_page_url"].endswith("/wall/?kind=union")
    both = [atom(client, path).findtext(f"{IN_ATOM}id") for path in (ATOM, f"{ATOM}?kind=union")]
    assert both[0] != both[1]


def test_what_is_gone_is_told_to_readers_of_one_kind_too(client: Client, dispute: Dispute) -> None:
    message = make.make_message(dispute=dispute, kind="health")
    moderation.return_to_queue(message, by=None)
    assert [each["ref"] for each in tombstones(client, f"{ATOM}?kind=health")] == [
        reading.id_of(message.ref)
    ]


def test_ids_outlive_a_new_address_and_https(
    client: Client, dispute: Dispute, settings: Any
) -> None:
    make.make_message(dispute=dispute)
    before = (atom(client).findtext(f"{IN_ATOM}id"), entries(client)[0].id)
    settings.SITE_URL = "https://testserver"
    dispute.slug = "libraries"
    dispute.save()
    assert client.get(ATOM)["Location"] == "/libraries/wall/feed.atom"
    after = "/libraries/wall/feed.atom"
    assert (atom(client, after).findtext(f"{IN_ATOM}id"), entries(client, after)[0].id) == before
    settings.SITE_URL = "https://other.example"
    assert entries(client, after)[0].id == before[1]
    assert reading.id_of("2kp28vmt9ce2") == "urn:uuid:bcf987bd-4fdd-51ff-827f-f2bbfa4c69e2"


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_somebody_writes_the_feeds_can_be_read(
    client: Client, dispute: Dispute, text: str
) -> None:
    if connection.vendor == "postgresql":
        text = text.replace("\x00", "")
    fields = dict.fromkeys(("name", "role", "organisation", "place"), text[:200])
    make.make_message(dispute=dispute, body=text, **fields)
    Branch.objects.update(name=text.replace("\x00", "")[:100])
    (entry,) = entries(client)
    (item,) = jsonfeed(client)["items"]
    html = item["content_html"]
    assert entry.content[0].value.split() == html.split()
    assert {tag for tag, _each in Tags(html).found} <= {"p", "br"}
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", html + item["title"])
    if "👩" in text:
        assert "👩🏽‍🚒 🧱 한국어 العربية" in html


def test_a_wall_without_messages_has_feeds_that_stay_as_they_are(
    client: Client, dispute: Dispute
) -> None:
    assert entries(client) == []
    assert jsonfeed(client)["items"] == []
    assert client.get(ATOM).content == client.get(ATOM).content
    assert "Last-Modified" not in client.get(ATOM).headers


@pytest.mark.parametrize("path", [ATOM, JSON])
def test_whoever_has_a_feed_is_not_sent_it_again(
    client: Client, dispute: Dispute, path: str
) -> None:
    message = make.make_message(dispute=dispute)
    long_ago()
    first = client.get(path)
    asked = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    dated = {"HTTP_IF_MODIFIED_SINCE": first["Last-Modified"]}
    assert first["Last-Modified"] == "Mon, 02 Mar 2026 12:00:00 GMT"
    for again in (client.get(path, **each) for each in (asked, dated, asked | dated)):
        assert (again.status_code, again.content) == (304, b"")
        assert (again["ETag"], again["Cache-Control"]) == (first["ETag"], "public, no-cache")
    moderation.edit(message, "Other words.", by=None)
    for fresh in (client.get(path, **each) for each in (asked, dated, asked | dated)):
        assert fresh.status_code == 200
        assert "Other words." in fresh.content.decode()
        assert fresh["ETag"] != first["ETag"]


def test_to_say_that_nothing_changed_takes_three_queries(
    client: Client, dispute: Dispute, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make.make_message(dispute=dispute)
    etag = client.get(ATOM)["ETag"]
    with django_assert_num_queries(3):
        client.get(ATOM, HTTP_IF_NONE_MATCH=etag)


def test_a_wall_that_changed_this_second_has_no_date_yet() -> None:
    at = LONG_AGO + timedelta(seconds=0.9)
    assert settled(LONG_AGO, at=at) is None
    assert settled(LONG_AGO, at=LONG_AGO + timedelta(seconds=1)) == LONG_AGO.timestamp()
    assert settled(None, at=at) is None


def test_what_feeds_are_sent_as(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute)
    sent: dict[str, HttpResponse] = {path: client.get(path) for path in (ATOM, JSON)}
    assert sent[ATOM]["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert sent[JSON]["Content-Type"] == "application/feed+json; charset=utf-8"
    compressed = client.get(ATOM, HTTP_ACCEPT_ENCODING="gzip")
    assert compressed["Content-Encoding"] == "gzip"
    again = client.get(ATOM, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=compressed["ETag"])
    assert again.status_code == 304
    make.make_wall_settings(dispute=dispute, noindex=True)
    assert {client.get(path)["X-Robots-Tag"] for path in sent} == {"noindex, noarchive"}


@pytest.mark.parametrize("asked", ["kind=red", "before=x", "after=1", "before=1.x", "after=-1.2",
                                   "before=" + "9" * 30 + ".1", "after=١.١"])  # fmt: skip
def test_what_cannot_be_read_is_refused(client: Client, dispute: Dispute, asked: str) -> None:
    for path in (ATOM, JSON):
        assert client.get(f"{path}?{asked}").status_code == 400


def test_places_beyond_either_end_are_empty_pages(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute)
    far = "9" * 18
    for path in (f"{ATOM}?before=0.0", f"{ATOM}?after={far}.{far}"):
        assert entries(client, path) == []


def test_a_draft_has_no_feed(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute)
    Dispute.objects.update(status=Dispute.Status.DRAFT)
    assert {client.get(path).status_code for path in (ATOM, JSON)} == {404}


def test_no_other_disputes_message_is_in_a_feed(client: Client, dispute: Dispute) -> None:
    other = make.make_message(dispute=make.make_dispute(slug="other"))
    moderation.return_to_queue(make.make_message(dispute=other.dispute), by=None)
    assert (entries(client), tombstones(client)) == ([], [])


def test_the_wall_names_its_feeds_to_readers_and_people(client: Client, dispute: Dispute) -> None:
    tags = Tags(read(client, "/library/wall/")).found
    for path, kind in ((ATOM, "application/atom+xml"), (JSON, "application/feed+json")):
        heads = [each for tag, each in tags if tag == "link" and each["href"] == path]
        assert [(each["rel"], each["type"]) for each in heads] == [("alternate", kind)]
        assert path in [each.get("href") for tag, each in tags if tag == "a"]


@pytest.mark.parametrize("path", [ATOM, JSON, f"{ATOM}?kind=union"])
def test_feeds_ask_the_database_as_often_for_one_message_as_for_three(
    client: Client, dispute: Dispute, path: str
) -> None:
    asked = []
    for _each in range(3):
        make.make_message(dispute=dispute)
        moderation.return_to_queue(make.make_message(dispute=dispute), by=None)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        asked.append(len(queries))
    assert asked == [8 if "kind" in path else 7] * 3


def test_every_message_is_in_the_feed_whichever_road_it_came(
    client: Client, dispute: Dispute
) -> None:
    message = make.make_message(dispute=dispute)
    Message.objects.filter(pk=message.pk).update(status="pending", decided_at=None, card="")
    assert entries(client) == []
    assert len(tombstones(client)) == 1
