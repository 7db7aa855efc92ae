"""The wall while it is open: what is decided elsewhere comes to it, without a reload."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from dispute.models import Dispute
from solidarity import live, moderation, pace
from solidarity.models import Message
from solidarity.private_links import private_url
from tests import factories as make
from tests.browser.test_public_pages import broken_rules

if TYPE_CHECKING:
    from pytest_django import Settings

WALL = "/library/wall/"
DAY = date(2026, 3, 1)
AFTERNOON = datetime(2026, 3, 1, 14, 5)  # noqa: DTZ001 - the browser's own clock
HIDE = """hidden => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def dispute(transactional_db: None, settings: "Settings", monkeypatch: Any) -> Dispute:
    """A dispute whose open walls ask every second."""
    settings.WALL_ASK_EVERY = 1
    # Of a process that nobody has asked before.
    monkeypatch.setattr(pace, "_pace", pace.Pace(0.0))
    make.make_branch()
    return make.make_dispute(slug="library")


@pytest.fixture
def reader(browser: Browser, base_url: str) -> Iterator[Page]:
    """Somebody else, in a browser of their own."""
    with browser.new_context(base_url=base_url) as context:
        yield context.new_page()


def open_wall(page: Page, path: str = WALL) -> None:
    """Open a page of the wall, and mark it: whatever loads it anew takes the mark away."""
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => { document.body.dataset.kept = 'yes'; })")


def is_still_open(page: Page) -> None:
    assert page.evaluate("document.body.dataset.kept") == "yes"


def bar(page: Page) -> Any:
    return page.locator("#live button")


def card(page: Page, message: Message) -> Any:
    return page.locator(f"#m-{message.ref}")


def top(page: Page, message: Message) -> float:
    return float(card(page, message).evaluate("each => each.getBoundingClientRect().top"))


def order(page: Page) -> list[str]:
    ids = page.locator(".wall .message").evaluate_all("all => all.map((each) => each.id)")
    return [each.removeprefix("m-") for each in ids]


@pytest.fixture
def asks(dispute: Dispute, reader: Page) -> list[str]:
    """The questions of an open wall, whose clock stands still until a test moves it."""
    make.make_message(dispute=dispute)
    found: list[str] = []

    def note(request: Request) -> None:
        if "live.json" in request.url:
            found.append(request.url)

    reader.clock.install(time=AFTERNOON)
    reader.clock.pause_at(AFTERNOON + timedelta(seconds=1))
    reader.on("request", note)
    open_wall(reader)
    return found


def answered(page: Page, act: Callable[[], object]) -> None:
    """Do something that makes the wall ask, and wait until the answer was taken in."""
    with page.expect_response("**/live.json**", timeout=20_000):
        act()
    settled(page)


def settled(page: Page) -> None:
    """Wait until what was answered is taken in: whoever asks afterwards is answered afterwards."""
    with page.expect_response("**/healthz", timeout=20_000):
        page.evaluate("() => { fetch('/healthz'); }")


def loses_contact(page: Page) -> None:
    """Let the wall ask twice, with whatever is in the way of an answer."""
    for seconds in (2, 5):
        with page.expect_request("**/live.json**", timeout=20_000):
            page.clock.run_for(seconds * 1_000)
        settled(page)
    expect(page.locator(".news__lost")).to_be_visible()


# --- Two browsers ---------------------------------------------------------------------------------


def test_what_is_approved_in_one_browser_is_on_the_wall_in_the_other_until_it_is_taken_back(
    dispute: Dispute, officer_page: Page, reader: Page
) -> None:
    old = make.make_message(dispute=dispute, received_on=DAY)
    new = make.make_message(
        dispute=dispute, status="pending", kind="health", received_on=DAY, body="From our ward."
    )
    open_wall(reader)
    expect(reader.locator("h1")).to_have_text("1 message stands with us")
    officer_page.goto("/admin/queue/")
    officer_page.wait_for_selector("#content-start[data-ready]")
    officer_page.keyboard.press("a")
    expect(bar(reader)).to_have_text("1 new message")
    expect(reader.locator("h1")).to_have_text("2 messages from 2 organisations stand with us")
    assert order(reader) == [old.ref]
    bar(reader).click()
    expect(card(reader, new)).to_contain_text("From our ward.")
    assert order(reader) == [new.ref, old.ref]
    expect(card(reader, new)).to_be_focused()
    expect(bar(reader)).to_have_count(0)
    new.refresh_from_db()
    moderation.edit(new, "From the whole ward.", by=None)
    expect(card(reader, new)).to_contain_text("From the whole ward.")
    expect(card(reader, new)).to_be_focused()
    sender = private_url(new).removeprefix("http://testserver")
    officer_page.goto(sender)
    officer_page.get_by_role("button", name="Take down and erase my message").click()
    expect(card(reader, new)).to_have_count(0)
    expect(reader.locator("h1")).to_have_text("1 message stands with us")
    is_still_open(reader)


def test_new_messages_wait_by_keyboard_and_come_to_their_own_places(
    dispute: Dispute, reader: Page
) -> None:
    days = (1, 3, 5)
    old = [make.make_message(dispute=dispute, received_on=DAY.replace(day=day)) for day in days]
    open_wall(reader)
    found = reader.locator("#who .numeral")
    between = make.make_message(dispute=dispute, received_on=DAY.replace(day=3))
    expect(bar(reader)).to_have_text("1 new message")
    oldest = make.make_message(dispute=dispute, received_on=DAY - timedelta(days=1))
    expect(bar(reader)).to_have_text("2 new messages")
    expect(found).to_have_text("5")
    assert broken_rules(reader) == []
    bar(reader).focus()
    reader.keyboard.press("Enter")
    expect(card(reader, between)).to_be_focused()
    assert order(reader) == [old[2].ref, between.ref, old[1].ref, old[0].ref, oldest.ref]
    expect(card(reader, between).get_by_role("link")).to_have_count(1)
    is_still_open(reader)


def test_the_first_of_all_waits_below_the_button_that_sends_one(
    dispute: Dispute, reader: Page
) -> None:
    reader.set_viewport_size({"width": 320, "height": 700})
    open_wall(reader)
    make.make_message(dispute=dispute, body="The first!")
    expect(bar(reader)).to_be_visible()
    send = reader.get_by_role("link", name="Send a message").bounding_box()
    waits = bar(reader).bounding_box()
    assert send
    assert waits
    assert waits["y"] >= send["y"] + send["height"]
    bar(reader).click()
    expect(reader.locator(".wall")).to_contain_text("The first!")
    expect(reader.locator(".wall")).not_to_contain_text("Yours could be the first")


def test_a_telephone_of_some_years_ago_hears_too(dispute: Dispute, reader: Page) -> None:
    reader.add_init_script("delete AbortSignal.timeout")
    open_wall(reader)
    make.make_message(dispute=dispute)
    expect(bar(reader)).to_be_visible()


def test_what_is_read_stays_where_it_is(dispute: Dispute, reader: Page) -> None:
    body = "A long message of solidarity. " * 30
    messages = [make.make_message(dispute=dispute, body=body) for _each in range(12)][::-1]
    reader.set_viewport_size({"width": 360, "height": 640})
    open_wall(reader)
    read = messages[6]
    card(reader, read).evaluate("each => each.scrollIntoView({ behavior: 'instant' })")
    before = top(reader, read)
    above = messages[1]
    above.refresh_from_db()
    moderation.edit(above, f"{body}\n\n{body}", by=None)
    expect(card(reader, above).locator("details")).to_have_count(1)
    assert abs(top(reader, read) - before) < 2
    messages[2].refresh_from_db()
    moderation.decline(messages[2], by=None, reason="Names a colleague")
    expect(card(reader, messages[2])).to_have_count(0)
    assert abs(top(reader, read) - before) < 2
    make.make_message(dispute=dispute, received_on=DAY + timedelta(days=1))
    expect(bar(reader)).to_be_in_viewport()
    assert abs(top(reader, read) - before) < 2


def test_an_older_message_that_is_on_no_first_page_does_not_wait(
    dispute: Dispute, reader: Page
) -> None:
    for _each in range(31):
        make.make_message(dispute=dispute, received_on=DAY)
    open_wall(reader)
    make.make_message(dispute=dispute, received_on=DAY - timedelta(days=30))
    expect(reader.locator("h1")).to_contain_text("32 messages")
    expect(bar(reader)).to_have_count(0)
    is_still_open(reader)


def test_a_wall_of_one_kind_hears_of_that_kind_alone(dispute: Dispute, reader: Page) -> None:
    make.make_message(dispute=dispute, kind="health")
    open_wall(reader, f"{WALL}?kind=health")
    make.make_message(dispute=dispute, kind="union")
    expect(reader.locator("#who a[href$='kind=health'] .numeral")).to_have_text("1")
    make.make_message(dispute=dispute, kind="health")
    expect(bar(reader)).to_have_text("1 new message")
    expect(reader.locator("h1")).to_have_text("2 messages from health workers")


def test_a_pinned_message_changes_and_goes_where_it_is_pinned(
    dispute: Dispute, reader: Page
) -> None:
    message, other = make.make_message(dispute=dispute), make.make_message(dispute=dispute)
    moderation.pin(message, by=None)
    open_wall(reader)
    pinned = reader.locator(".pinned .message")
    moderation.edit(message, "Pinned, and other words.", by=None)
    expect(pinned).to_contain_text("Pinned, and other words.")
    moderation.return_to_queue(message, by=None)
    expect(reader.locator(".pinned")).to_have_count(0)
    assert order(reader) == [other.ref]
    is_still_open(reader)


def test_what_is_pinned_moves_up_and_back_and_nothing_is_said_to_be_there_after_the_last(
    dispute: Dispute, reader: Page, asks: list[str]
) -> None:
    message, other = Message.objects.get(), make.make_message(dispute=dispute)
    answered(reader, lambda: reader.clock.run_for(2_000))
    bar(reader).click()
    card(reader, message).locator(".message__date a").focus()
    moderation.pin(message, by=None)
    answered(reader, lambda: reader.clock.run_for(2_000))
    expect(reader.locator(".pinned .message")).to_have_id(f"m-{message.ref}")
    expect(reader.locator(".pinned__label")).to_have_text("Pinned")
    expect(card(reader, message)).to_be_focused()
    assert order(reader) == [other.ref]
    reader.emulate_media(reduced_motion="reduce")
    moderation.unpin(message, by=None)
    answered(reader, lambda: reader.clock.run_for(2_000))
    assert order(reader) == [other.ref, message.ref]
    for each in (message, other):
        each.refresh_from_db()
        moderation.return_to_queue(each, by=None)
        answered(reader, lambda: reader.clock.run_for(2_000))
    expect(reader.locator(".wall")).to_have_text("No message is up yet. Yours could be the first.")
    expect(reader.locator(".pinned")).to_have_count(0)
    is_still_open(reader)


def test_of_very_many_new_ones_the_page_is_read_anew_when_they_are_wanted(
    dispute: Dispute, reader: Page, asks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_CARDS", 1)
    for _each in range(3):
        make.make_message(dispute=dispute)
    answered(reader, lambda: reader.clock.run_for(2_000))
    expect(bar(reader)).to_have_text("3 new messages")
    assert len(order(reader)) == 1
    is_still_open(reader)
    bar(reader).click()
    expect(reader.locator(".wall .message")).to_have_count(4)


@pytest.mark.parametrize("query", ["?before=2027-01-01.1", "?q=stand"])
def test_what_is_taken_back_goes_from_every_page_of_the_wall(
    dispute: Dispute, reader: Page, asks: list[str], query: str
) -> None:
    gone = Message.objects.get()
    kept = make.make_message(dispute=dispute)
    open_wall(reader, f"{WALL}{query}")
    heading = reader.inner_text("h1")
    moderation.edit(kept, "We stand here in other words.", by=None)
    moderation.return_to_queue(gone, by=None)
    make.make_message(dispute=dispute)
    answered(reader, lambda: reader.clock.run_for(2_000))
    assert order(reader) == [kept.ref]
    expect(card(reader, kept)).to_contain_text("in other words")
    expect(bar(reader)).to_have_count(0)
    assert reader.inner_text("h1") == heading
    is_still_open(reader)


# --- When it asks ---------------------------------------------------------------------------------


def test_a_hidden_tab_does_not_ask_and_asks_at_once_when_it_is_shown(
    reader: Page, asks: list[str]
) -> None:
    reader.evaluate(HIDE, True)
    reader.clock.run_for(600_000)
    assert asks == []
    answered(reader, lambda: reader.evaluate(HIDE, False))
    assert len(asks) == 1


BACK = {
    "by itself": lambda page: page.clock.run_for(7_000),
    "online": lambda page: page.evaluate("() => { dispatchEvent(new Event('online')); }"),
    "kept page": lambda page: page.evaluate(
        "() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }"
    ),
}


@pytest.mark.parametrize("how", BACK)
def test_contact_that_was_lost_is_found_again(reader: Page, asks: list[str], how: str) -> None:
    reader.route("**/live.json**", lambda route: route.abort())
    loses_contact(reader)
    reader.unroute("**/live.json**")
    asks.clear()
    answered(reader, lambda: BACK[how](reader))
    expect(reader.locator(".news__lost")).to_have_count(0)
    assert len(asks) == 1


def test_a_clock_that_is_put_back_stops_nothing(reader: Page, asks: list[str]) -> None:
    answered(reader, lambda: reader.clock.run_for(2_000))
    reader.clock.set_system_time(AFTERNOON - timedelta(days=1))
    asks.clear()
    answered(reader, lambda: reader.evaluate(HIDE, False))
    assert len(asks) == 1


@pytest.mark.parametrize(
    "body",
    ["<h1>Sign in to the hall’s network</h1>", "{}", "null", '{"version": 9, "cards": 3}', ""],
)
def test_an_answer_of_somebody_else_is_none(reader: Page, asks: list[str], body: str) -> None:
    reader.route("**/live.json**", lambda route: route.fulfill(body=body))
    before = reader.inner_html(".wall")
    loses_contact(reader)
    assert reader.inner_html(".wall") == before


def test_the_interval_of_the_server_is_obeyed(
    reader: Page, asks: list[str], settings: "Settings"
) -> None:
    settings.WALL_ASK_EVERY = 60
    answered(reader, lambda: reader.clock.run_for(2_000))
    asks.clear()
    reader.clock.run_for(50_000)
    assert asks == []
    answered(reader, lambda: reader.clock.run_for(20_000))


def test_a_server_that_asks_to_be_left_alone_is(reader: Page, asks: list[str]) -> None:
    reader.route(
        "**/live.json**", lambda route: route.fulfill(status=503, headers={"Retry-After": "90"})
    )
    answered(reader, lambda: reader.clock.run_for(2_000))
    asks.clear()
    reader.clock.run_for(80_000)
    # Whoever comes back to the tab meanwhile does not press it either.
    reader.evaluate(HIDE, True)
    reader.evaluate(HIDE, False)
    assert asks == []
    answered(reader, lambda: reader.clock.run_for(15_000))
