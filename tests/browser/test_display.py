"""A rally's big screen: it walks round the wall, hears what is new, and does not mind the network.

Its hours pass by a clock of the test's own; only answers take the time that they take.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dispute.models import Dispute
from solidarity import moderation, withdrawing
from solidarity.display import slides
from tests import factories as make

AT = datetime(2026, 3, 9, 12, tzinfo=UTC)
BRANCH = "Millbrook Libraries Branch"
SCREEN = "/library/wall/display/"
A_SLIDE, AN_HOUR = 6_000, 3_600_000
LONG = " ".join(
    f"We read number {n} on the way home and then stood at the gate." for n in range(30)
)
SIZES = (
    (1920, 1080, "dark"), (1280, 720, "light"), (1024, 768, "dark"), (1080, 1920, "light"),
)  # fmt: skip
LOOK = """() => {
    const text = document.querySelector(".slide__text");
    return {
        share: parseFloat(getComputedStyle(text).fontSize) / innerHeight,
        cut: text.scrollHeight > text.clientHeight + 1 || text.scrollWidth > text.clientWidth + 1,
        scrolls: document.documentElement.scrollHeight > innerHeight
            || document.documentElement.scrollWidth > innerWidth,
    };
}"""


@pytest.fixture
def dispute(transactional_db: None) -> Dispute:
    make.make_branch(name=BRANCH)
    return make.make_dispute(slug="library")


@pytest.fixture
def screen(page: Page) -> Iterator[Page]:
    """A screen whose clock stands still until it is moved, and that complains of nothing."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.emulate_media(reduced_motion="reduce")
    page.clock.install(time=AT - timedelta(hours=1))
    page.clock.pause_at(AT)
    yield page
    assert complaints == []


def says(screen: Page, words: str) -> None:
    expect(screen.locator("#stage .slide__text")).to_have_text(words)


def next_slide(screen: Page) -> None:
    screen.clock.run_for(A_SLIDE)


def asks(screen: Page) -> None:
    """Let the screen ask, and hear the answer: it gives up on one after 20 seconds of its clock."""
    with screen.expect_response(lambda answer: "since=" in answer.url) as answered:
        screen.clock.run_for(A_SLIDE)
    answered.value.finished()
    # Whoever asks afterwards is answered afterwards: the screen has taken it in, and asks again.
    with screen.expect_response("**/healthz"):
        screen.evaluate("() => { fetch('/healthz'); }")


def test_it_walks_round_the_whole_wall_a_window_at_a_time(
    screen: Page, dispute: Dispute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slides, "WINDOW", 2)
    for n in range(5):
        make.make_message(dispute=dispute, body=f"Number {n}!")
    screen.goto(SCREEN)
    for n in (4, 3, 2, 1, 0, 4, 3):
        says(screen, f"Number {n}!")
        next_slide(screen)


def test_a_new_message_is_next_an_edited_one_changes_and_one_taken_back_is_gone(
    screen: Page, dispute: Dispute
) -> None:
    for n in range(3):
        make.make_message(dispute=dispute, body=f"Number {n}!")
    screen.goto(SCREEN)
    says(screen, "Number 2!")
    screen.keyboard.press("Space")
    new = make.make_message(dispute=dispute, body="We heard you!", received_on=date(2020, 1, 1))
    asks(screen)
    says(screen, "Number 2!")
    expect(screen.get_by_text("4 messages from 4 organisations")).to_be_visible()
    screen.keyboard.press("ArrowRight")
    says(screen, "We heard you!")
    expect(screen.get_by_text("Just in")).to_be_visible()
    moderation.edit(new, "We hear you!", by=None)
    asks(screen)
    says(screen, "We hear you!")
    withdrawing.withdraw(new, at=AT)
    asks(screen)
    says(screen, "Number 1!")
    expect(screen.get_by_text("Just in")).to_be_hidden()


def test_an_hour_without_a_network_stops_nothing(screen: Page, dispute: Dispute) -> None:
    first, second, third = (make.make_message(dispute=dispute, body=f"No. {n}!") for n in range(3))
    screen.goto(SCREEN)
    screen.context.set_offline(True)
    lost = screen.get_by_text("Not connected")
    for _tenth in range(10):
        screen.clock.run_for(AN_HOUR // 10)
    expect(lost).to_be_visible()
    expect(screen.locator("#stage .slide__text")).to_contain_text("No. ")
    for gone in (first, second, third):
        withdrawing.withdraw(gone, at=AT)
    make.make_message(dispute=dispute, body="You are back!")
    screen.context.set_offline(False)
    says(screen, "You are back!")
    expect(lost).to_be_hidden()


def test_a_server_that_asks_to_be_left_alone_is(screen: Page, dispute: Dispute) -> None:
    screen.goto(SCREEN)
    screen.route(
        "**/display/**", lambda route: route.fulfill(status=503, headers={"Retry-After": "90"})
    )
    with screen.expect_response("**/display/**"):
        screen.clock.run_for(A_SLIDE)
    expect(screen.get_by_text("Not connected")).to_be_visible()
    asked: list[str] = []
    screen.on("request", lambda request: asked.append(request.url))
    screen.clock.run_for(80_000)
    # A network that comes back meanwhile does not press it either.
    screen.evaluate("dispatchEvent(new Event('online'))")
    screen.clock.run_for(1_000)
    assert asked == []
    screen.unroute("**/display/**")
    make.make_message(dispute=dispute, body="You are back!")
    screen.clock.run_for(5_000)
    asks(screen)
    says(screen, "You are back!")


def test_a_wall_that_is_public_no_more_leaves_the_screen_and_comes_back_to_it(
    screen: Page, dispute: Dispute
) -> None:
    message = make.make_message(dispute=dispute, body="We stand with you!")
    screen.goto(SCREEN)
    says(screen, "We stand with you!")
    Dispute.objects.update(status="draft")
    asks(screen)
    says(screen, BRANCH)
    for gone in (".display__title", ".display__total", ".display__send", ".display__qr"):
        expect(screen.locator(gone)).to_be_hidden()
    screen.keyboard.press("ArrowRight")
    screen.keyboard.press("ArrowLeft")
    asks(screen)
    says(screen, BRANCH)
    moderation.edit(message, "We stand with you again!", by=None)
    Dispute.objects.update(status="live")
    asks(screen)
    says(screen, "We stand with you again!")
    expect(screen.locator(".display__title")).to_be_visible()


def test_keys_stop_it_and_turn_it(screen: Page, dispute: Dispute) -> None:
    for n in range(3):
        make.make_message(dispute=dispute, body=f"Number {n}!")
    screen.goto(SCREEN)
    hint = screen.get_by_text("Space: pause")
    expect(hint).to_be_visible()
    screen.keyboard.press("Space")
    expect(screen.get_by_text("Paused")).to_be_visible()
    screen.clock.run_for(AN_HOUR // 60)
    says(screen, "Number 2!")
    expect(hint).to_be_hidden()
    expect(screen.locator("body")).to_have_css("cursor", "none")
    for key, words in (("ArrowRight", "Number 1!"), ("ArrowLeft", "Number 2!")):
        screen.keyboard.press(key)
        says(screen, words)
    screen.keyboard.press("Space")
    next_slide(screen)
    says(screen, "Number 1!")


def test_every_screen_can_be_read_from_afar(page: Page, dispute: Dispute) -> None:
    for body in ("Keep going!", "نقف معكم في نضالكم من أجل العدالة. أنتم لستم وحدكم.", LONG):
        make.make_message(dispute=dispute, body=body, organisation="The Lamplighters’ Union " * 8)
    found = []
    page.emulate_media(reduced_motion="reduce")
    for width, height, theme in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{SCREEN}?theme={theme}")
        # It would go on by itself, and axe needs a clock that runs.
        page.keyboard.press("Space")
        while "Keep going!" not in page.inner_text("#stage"):
            look = page.evaluate(LOOK)
            assert look["share"] > (0.0599 if width > height else 0.0499)
            assert (look["cut"], look["scrolls"]) == (False, False)
            page.keyboard.press("ArrowRight")
        assert page.evaluate(LOOK)["share"] > 0.09
        found += Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_an_empty_wall_waits_for_its_first_message(screen: Page, dispute: Dispute) -> None:
    screen.goto(SCREEN)
    expect(screen.locator("#stage")).to_contain_text("Yours could be the first")
    expect(screen.locator(".display__total")).to_have_count(0)
    make.make_message(dispute=dispute, body="We are the first!")
    asks(screen)
    says(screen, "We are the first!")
    expect(screen.locator(".display__total")).to_have_text("1 message")
