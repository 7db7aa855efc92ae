"""The wall in a frame of another site: the snippet as it is copied, with scripts and without."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, Frame, Page, expect

from dispute.models import Dispute
from solidarity import moderation, pace
from tests import factories as make

EMBED = "/library/wall/embed/"
AXE = Axe().axe_script
Host = Callable[[str], str]


@pytest.fixture
def dispute(
    transactional_db: None, base_url: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Dispute:
    settings.SITE_URL = base_url
    settings.WALL_ASK_EVERY = 1
    # Of a process that nobody has asked before.
    monkeypatch.setattr(pace, "_pace", pace.Pace(0.0))
    make.make_branch()
    dispute = make.make_dispute(slug="library")
    for _each in range(6):
        make.make_message(dispute=dispute, body="We stand with you.\n\n" * 5)
    return dispute


@pytest.fixture
def host() -> Iterator[Host]:
    """Return what puts HTML on a page of another site, and says where it is."""
    pages: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def put(html: str) -> str:
            path = f"/{len(pages)}.html"
            pages[path] = f"<!doctype html><title>Another site</title><h1>Another site</h1>{html}"
            return f"http://127.0.0.1:{server.server_port}{path}"

        yield put
        server.shutdown()


def copied(page: Page, which: str, asked: str = "") -> str:
    """Return what the page that says how gives to copy."""
    page.goto(f"{EMBED}how/{asked}")
    return page.locator(f"#{which}").inner_text()


def framed(page: Page, url: str) -> Frame:
    """Open a page of another site, and return its frame once it shows something."""
    page.goto(url)
    page.frame_locator("iframe").first.locator("h1").wait_for()
    return page.frames[1]


def height_of(page: Page) -> int:
    return int(page.evaluate("document.querySelector('iframe').getBoundingClientRect().height"))


def fits(page: Page) -> None:
    """Wait until the frame is exactly as high as what it holds."""
    inside = page.frames[1]
    page.wait_for_function(
        "height => document.querySelector('iframe').getBoundingClientRect().height === height",
        arg=inside.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)"),
    )
    assert inside.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_the_snippet_fits_its_messages_and_follows_the_wall(
    page: Page, dispute: Dispute, host: Host
) -> None:
    url = host(copied(page, "fitting"))
    frame = framed(page, url)
    assert frame.url == f"{page.evaluate('document.querySelector(`iframe`).src')}"
    assert not frame.url.startswith(url[:16])
    expect(frame.locator(".message")).to_have_count(5)
    page.wait_for_function("document.querySelector('iframe').style.height !== ''")
    fits(page)
    newest = make.make_message(dispute=dispute, body="A line.\n\n" * 30)
    expect(frame.locator(".message").first).to_have_attribute("id", f"m-{newest.ref}")
    expect(frame.locator("h1")).to_contain_text("7 messages")
    expect(frame.locator(".message")).to_have_count(5)
    moderation.edit(newest, "A short line.", by=None)
    expect(frame.locator(".message").first).to_contain_text("A short line.")
    fits(page)
    moderation.return_to_queue(newest, by=None)
    expect(frame.locator(f"#m-{newest.ref}")).to_have_count(0)
    expect(frame.locator(".message")).to_have_count(5)


def test_a_frame_says_that_it_has_lost_contact(page: Page, dispute: Dispute, host: Host) -> None:
    page.route("**/live.json**", lambda route: route.abort())
    frame = framed(page, host(copied(page, "fitting")))
    lost = frame.locator("#lost")
    expect(lost).to_have_text(re.compile(r"^Not in contact since \d{1,2}\.\d\d; trying again$"))
    fits(page)
    page.unroute("**/live.json**")
    frame.evaluate("() => { dispatchEvent(new Event('online')); }")
    expect(lost).to_be_empty()


def test_heights_are_taken_from_our_own_frame_alone(
    page: Page, dispute: Dispute, host: Host
) -> None:
    told = json.dumps({"type": "dispute:height", "height": 5})
    stranger = host(f"<script>parent.postMessage({told}, '*')</script>")
    html = copied(page, "fitting")
    url = host(f'{html}<iframe id="stranger" src="{stranger}" style="height:77px"></iframe>')
    page.add_init_script("addEventListener('message', event => (window.heard ||= []).push(event))")
    framed(page, url)
    page.evaluate(f"postMessage({told}, '*')")
    page.wait_for_function("window.heard?.filter(each => each.data.height === 5).length === 2")
    page.wait_for_function("document.querySelector('iframe').style.height !== ''")
    assert page.evaluate("document.querySelector('#stranger').style.height") == "77px"
    assert height_of(page) > 600


@pytest.mark.parametrize("which", ["frame", "fitting"])
def test_the_snippet_works_without_any_script(
    browser: Browser, base_url: str, dispute: Dispute, host: Host, which: str
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    frame = framed(page, host(copied(page, which, "?count=20&theme=dark")))
    expect(frame.locator(".message")).to_have_count(6)
    box = page.locator("iframe").bounding_box()
    assert box
    assert box["height"] == 640
    link = frame.get_by_role("link", name="Send a message")
    link.scroll_into_view_if_needed()
    with context.expect_page() as opened:
        link.click()
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{base_url}{reverse('solidarity:send', args=['library'])}"
    assert not page.context.cookies()
    context.close()


def test_a_former_address_is_framed_and_every_other_page_is_not(
    page: Page, base_url: str, dispute: Dispute, host: Host
) -> None:
    make.make_former_slug(slug="old", dispute=dispute)
    frames = "".join(
        f'<iframe name="{name}" src="{base_url}{path}"></iframe>'
        for name, path in (("old", "/old/wall/embed/"), ("wall", "/library/wall/"),
                           ("send", "/library/wall/send/"), ("wrong", f"{EMBED}?count=99"))
    )  # fmt: skip
    page.goto(host(frames))
    expect(page.frame_locator("[name=old]").locator(".message")).to_have_count(5)
    for name in ("wall", "send", "wrong"):
        frame = page.frame(name=name)
        assert frame
        frame.wait_for_load_state()
        assert frame.url.startswith("chrome-error:")


def test_the_framed_page_asks_only_its_own_site_and_axe_finds_nothing(
    page: Page, base_url: str, dispute: Dispute, host: Host
) -> None:
    url = host(copied(page, "frame"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    heads: list[str] = []
    page.on("request", lambda request: heads.append(request.headers.get("referer", "")))
    for width in (320, 360, 600):
        page.set_viewport_size({"width": width, "height": 800})
        frame = framed(page, url)
        assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
        frame.evaluate(AXE)
        found = frame.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [each["id"] for each in found] == []
    assert [each for each in asked if not each.startswith((base_url, url))] == []
    assert [each for each in heads if each.startswith(url[:20])] == []
    assert not page.context.cookies()


def test_the_snippet_is_copied_as_it_stands(page: Page, base_url: str, dispute: Dispute) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base_url)
    frame = copied(page, "frame", "?count=3")
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == " ".join(frame.split())
    page.get_by_text("See how it looks").click()
    expect(page.frame_locator("iframe").locator(".message")).to_have_count(3)
