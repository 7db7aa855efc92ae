"""The wall on other sites: the page for their frames, and the snippet that puts it there."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dispute.models import Dispute
from tests import factories as make
from tests.reading import Tags, read

pytestmark = pytest.mark.django_db

STATIC = Path(settings.BASE_DIR) / "static" / "css"
EMBED = "/library/wall/embed/"
HOW = f"{EMBED}how/"
REFUSED = [
    *(f"count={each}" for each in ("0", "21", "x", "-1", "٣", "1e1", "9" * 5000)),
    "kind=red",
    "theme=pink",
]


@pytest.fixture
def dispute() -> Dispute:
    make.make_branch(name="Millbrook “Mill” <Branch> & Friends", brand_colour="#00ff00")
    return make.make_dispute(slug="library")


def cards(html: str) -> list[str]:
    """Return the references of the messages on a page, in order."""
    found = [each for tag, each in Tags(html).found if tag == "article"]
    return [each["id"].removeprefix("m-") for each in found]


def snippet(client: Client, asked: str = "", which: str = "frame") -> str:
    """Return what the page says is to be copied, as a browser would copy it."""
    found = re.search(rf'<pre[^>]* id="{which}"[^>]*>(.*?)</pre>', read(client, HOW + asked), re.S)
    assert found
    return unescape(found[1])


def frame(client: Client, asked: str = "") -> dict[str, str]:
    """Return the attributes of the snippet's frame."""
    return next(each for tag, each in Tags(snippet(client, asked)).found if tag == "iframe")


def test_embed_shows_the_newest_five_as_the_wall_does(client: Client, dispute: Dispute) -> None:
    made = [make.make_message(dispute=dispute) for _each in range(6)]
    html = read(client, EMBED)
    assert cards(html) == [each.ref for each in reversed(made[1:])]
    assert made[5].card in html
    assert "6 messages from 6 organisations stand with us" in html
    assert "Read all 6 messages" in html


def test_embed_shows_as_many_of_one_kind_as_are_asked(client: Client, dispute: Dispute) -> None:
    made = [make.make_message(dispute=dispute, kind="health") for _each in range(3)]
    make.make_message(dispute=dispute, kind="union")
    html = read(client, f"{EMBED}?kind=health&count=2")
    assert cards(html) == [made[2].ref, made[1].ref]
    assert 'href="/library/wall/?kind=health"' in html
    assert "3 messages from health workers" in html
    assert "Read all 3 messages" in html
    assert 'data-url="/library/wall/live.json?kind=health"' in html
    assert len(cards(read(client, f"{EMBED}?count=20"))) == 4


@pytest.mark.parametrize("asked", REFUSED)
def test_what_cannot_be_shown_is_refused_and_not_framed(
    client: Client, dispute: Dispute, asked: str
) -> None:
    for path in (EMBED, HOW):
        response = client.get(f"{path}?{asked}")
        assert response.status_code == 400
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


def test_a_wall_without_messages_asks_for_the_first(client: Client, dispute: Dispute) -> None:
    html = read(client, EMBED)
    assert "Yours could be the first" in html
    assert 'href="/library/wall/send/"' in html
    make.make_message(dispute=dispute, status="pending", body="not-checked-yet")
    assert read(client, EMBED) == html


def test_a_closed_dispute_asks_for_no_more(client: Client, dispute: Dispute) -> None:
    Dispute.objects.update(status=Dispute.Status.CLOSED)
    assert "wall/send/" not in read(client, EMBED)


def test_a_draft_is_embedded_nowhere(client: Client, dispute: Dispute) -> None:
    Dispute.objects.update(status=Dispute.Status.DRAFT)
    for path in (EMBED, HOW):
        response = client.get(path)
        assert response.status_code == 404
        assert response["X-Frame-Options"] == "DENY"


def test_a_former_address_leads_on_inside_the_frame(client: Client, dispute: Dispute) -> None:
    make.make_former_slug(slug="old", dispute=dispute)
    response = client.get("/old/wall/embed/?count=3")
    assert (response.status_code, response["Location"]) == (301, f"{EMBED}?count=3")
    assert "X-Frame-Options" not in response.headers


def test_every_link_leaves_the_frame_and_none_the_site(client: Client, dispute: Dispute) -> None:
    make.make_message(dispute=dispute)
    tags = Tags(read(client, EMBED)).found
    assert ("base", {"target": "_blank"}) in tags
    hrefs = [each["href"] for tag, each in tags if tag == "a"]
    assert len(hrefs) == 4
    assert [href for href in hrefs if not re.match(r"/(?!/)", href)] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_that_is_asked_for_is_forced(client: Client, dispute: Dispute, theme: str) -> None:
    html = read(client, f"{EMBED}?theme={theme}")
    assert f'data-theme="{theme}"' in html
    assert "/css/themes." in html
    assert f'<meta name="color-scheme" content="{theme}">' in html
    brand = re.search(r'href="(/brand/[^"]+)"', html)
    assert brand
    assert "prefers-color-scheme" not in read(client, brand[1])
    assert read(client, brand[1]) != read(client, "/brand/00ff00.css")


def test_forced_themes_have_the_colours_of_the_wall() -> None:
    def colours(css: str) -> list[tuple[str, str]]:
        return re.findall(r"(--[a-z-]+): (#[0-9a-f]+);", css)

    tokens = (STATIC / "tokens.css").read_text()
    light, dark = tokens.partition("@layer tokens {")[2].split("@media")
    themes = (STATIC / "themes.css").read_text()
    forced = re.findall(r'\[data-theme="\w+"\] \{(.*?)\}', themes, re.S)
    assert [colours(each) for each in forced] == [colours(light), colours(dark)]
    assert len(colours(light)) == 8


def test_the_snippet_is_one_frame_that_needs_no_script(client: Client, dispute: Dispute) -> None:
    given = frame(client)
    assert given == {
        "src": "http://testserver/library/wall/embed/",
        "title": "Messages of solidarity with Millbrook “Mill” <Branch> & Friends",
        "height": "640",
        "style": "width:100%;border:0",
        "loading": "lazy",
        "referrerpolicy": "no-referrer",
    }
    text = snippet(client)
    assert [tag for tag, _each in Tags(text).found] == ["iframe", "a"]
    assert 'href="http://testserver/library/wall/"' in text
    assert client.get(given["src"]).status_code == 200


def test_the_snippet_asks_for_what_was_chosen(client: Client, dispute: Dispute) -> None:
    asked = "?kind=service+user&count=3&theme=dark"
    src = frame(client, asked)["src"]
    assert src == "http://testserver/library/wall/embed/?kind=service+user&count=3&theme=dark"
    assert frame(client, "?kind=&count=5&theme=")["src"] == "http://testserver/library/wall/embed/"
    looks = [each for tag, each in Tags(read(client, HOW + asked)).found if tag == "iframe"]
    assert [each["src"] for each in looks] == [src.removeprefix("http://testserver")]


def test_the_fitting_snippet_is_a_script_before_the_same_frame(
    client: Client, dispute: Dispute
) -> None:
    text = snippet(client, which="fitting")
    assert text.endswith(snippet(client))
    assert [tag for tag, _each in Tags(text).found] == ["script", "iframe", "a"]
    assert "event.source !== frame.contentWindow" in text
    assert "event.origin !== new URL(frame.src).origin" in text
    # One that is copied with its lines joined works too.
    assert "//" not in text.partition("</script>")[0].replace("http://", "")


def test_only_the_page_that_says_how_may_hold_a_frame(client: Client, dispute: Dispute) -> None:
    assert "frame-src 'self'" in client.get(HOW)["Content-Security-Policy"]
    for path in (EMBED, "/library/wall/", "/"):
        assert "frame-src" not in client.get(path)["Content-Security-Policy"]


def test_the_wall_leads_to_how(client: Client, dispute: Dispute) -> None:
    assert f'href="{HOW}"' in read(client, "/library/wall/")


def test_officers_can_keep_it_out_of_search_engines(client: Client, dispute: Dispute) -> None:
    make.make_wall_settings(dispute=dispute, noindex=True)
    for path in (EMBED, HOW):
        assert client.get(path)["X-Robots-Tag"] == "noindex, noarchive"


@pytest.mark.parametrize("messages", [1, 3])
def test_embedding_asks_the_database_as_often_for_one_message_as_for_three(
    client: Client,
    dispute: Dispute,
    django_assert_num_queries: DjangoAssertNumQueries,
    messages: int,
) -> None:
    for _each in range(messages):
        make.make_message(dispute=dispute)
    with django_assert_num_queries(8):
        client.get(EMBED)
    # Counts are kept until anything changes.
    with django_assert_num_queries(6):
        client.get(EMBED)
    with django_assert_num_queries(3):
        client.get(HOW)
