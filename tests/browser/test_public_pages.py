"""Public pages as people meet them: any width, either scheme, keyboard alone, scripts off, and with
whatever assistive technology reads them. On the demonstration, which shows each page at its best.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.urls import resolve, reverse
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from campaigns.models import OpenLetter
from dispute.models import Branch, Dispute
from solidarity.models import Message
from tests import factories as make
from tests.addresses import BARE, public_routes

# What is looked at is the same on any database; tests of addresses ask for each page on both.
pytestmark = pytest.mark.sqlite_only

DEMONSTRATION = Path(settings.BASE_DIR) / "dispute" / "demonstration"
WIDTHS = (320, 360, 768, 1280)
# Bright, dark, grey, of the paper itself, of the ink itself, and the one we start with.
COLOURS = (
    "#ffff00", "#000000", "#ffffff", "#777777", "#00ff00", "#fffdf9", "#a3182d", "#1d1a16",
)  # fmt: skip
AXE = Axe().axe_script
# Kept by the page itself, from its first moment.
LISTEN = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation",
        event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
# Of buttons of which one is chosen, the first; and no field that is there for machines.
REACHABLE = (
    "a[href], button, select, textarea, summary, [tabindex='0'], "
    "input:not([type=hidden], [tabindex='-1'], .choice + .choice [type=radio])"
)
FOCUSED = """() => {
    const at = document.activeElement;
    const look = getComputedStyle(at), box = at.getBoundingClientRect();
    return {
        order: [...document.querySelectorAll(window.reachable)]
            .filter(each => each.checkVisibility()).indexOf(at),
        name: at.outerHTML.slice(0, 90),
        ring: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
        seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    }
}"""


@pytest.fixture
def demonstration(transactional_db: None) -> Dispute:
    """The invented dispute, whole."""
    call_command("import_pack", str(DEMONSTRATION), verbosity=0)
    return Dispute.objects.get()


@pytest.fixture
def page(page: Page) -> Page:
    """A page that does not move while it is looked at."""
    page.emulate_media(reduced_motion="reduce")
    return page


def paths(dispute: Dispute) -> list[str]:
    """Return the public pages, at their longest where there are several."""
    routes = [route for name, route in public_routes().items() if name not in BARE]
    every = [f"/{route.replace('<slug:slug>', dispute.slug)}" for route in routes]
    longest = max(Message.objects.public(), key=lambda message: len(message.body))
    letter = OpenLetter.objects.public().newest_first()[0]
    asked = ("wall/?kind=union&q=strike", "figures/departures_total/", "figures/longest_wait/",
             "figures/?as_at=2000-01-01")  # fmt: skip
    return [
        *(path for path in every if "<" not in path),
        *(f"{dispute.get_absolute_url()}{each}" for each in asked),
        longest.get_absolute_url(),
        letter.get_absolute_url(),
    ]


def wrong_paths(dispute: Dispute) -> list[str]:
    """Return addresses that answer 404, 400 and 410."""
    library = dispute.get_absolute_url()
    withdrawn = make.make_message(dispute=dispute, status="withdrawn").get_absolute_url()
    return ["/no-such-page/", f"{library}figures/?as_at=tomorrow", withdrawn]


def broken_rules(page: Page, *rules: str) -> list[str]:
    """Return what axe finds on the page as it is now: rule and element. `rules`: only these."""
    asked: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        asked["runOnly"] = list(rules)
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE)
    found = page.evaluate("asked => axe.run(document, asked)", asked)["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


def show(page: Page, width: int, scheme: str) -> None:
    """Change the window and the scheme under the page that is open."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    # Django's own style sheet lets colours take their time.
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")


def test_no_public_page_is_forgotten_here(demonstration: Dispute) -> None:
    visited = {resolve(path.partition("?")[0]).view_name for path in paths(demonstration)}
    assert visited == set(public_routes()) - set(BARE)


def test_a_breach_of_the_policy_is_heard(page: Page, demonstration: Dispute) -> None:
    page.add_init_script(LISTEN)
    page.goto("/")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://x.example/'}))")
    page.wait_for_function("window.violations.length")
    assert page.evaluate("window.violations") == ["img-src https://x.example/"]


def test_axe_finds_nothing_in_light_or_dark_narrow_or_wide(
    page: Page, demonstration: Dispute
) -> None:
    found: dict[str, list[str]] = {}
    for path in [*paths(demonstration), *wrong_paths(demonstration)]:
        found |= looked_at(page, path)
    assert found == {}


def test_axe_finds_nothing_on_the_page_to_sign_in(page: Page, demonstration: Dispute) -> None:
    assert looked_at(page, reverse("admin:login")) == {}


def looked_at(page: Page, path: str) -> dict[str, list[str]]:
    """Return what axe finds at `path`, by width and scheme."""
    found = {}
    page.goto(path)
    for width in (360, 1280):
        show(page, width, "light")
        found[f"{path} light {width}"] = broken_rules(page)
        show(page, width, "dark")
        # What a page is made of is the same in the dark; its colours are not.
        found[f"{path} dark {width}"] = broken_rules(page, "color-contrast")
    return {where: rules for where, rules in found.items() if rules}


def test_pages_fit_every_width_and_keep_to_the_policy(page: Page, demonstration: Dispute) -> None:
    complaints: list[str] = []
    page.add_init_script(LISTEN)
    page.on("console", lambda message: complaints.extend(complaint(message)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    too_wide = {}
    for path in [*paths(demonstration), *wrong_paths(demonstration)]:
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                too_wide[path] = width
        complaints += page.evaluate("window.violations")
    assert complaints == []
    assert too_wide == {}


def complaint(message: ConsoleMessage) -> Iterator[str]:
    """Yield what the console says of a page; that a page is 404 is no complaint."""
    if message.type in ("error", "warning") and "the server responded with a" not in message.text:
        yield message.text


def test_every_page_says_the_same_without_scripts(
    page: Page, browser: Browser, base_url: str, demonstration: Dispute
) -> None:
    without = browser.new_context(java_script_enabled=False, base_url=base_url).new_page()
    for path in [*paths(demonstration), *wrong_paths(demonstration)]:
        page.goto(path)
        without.goto(path)
        said = without.inner_text("main")
        assert len(said) > 40, path
        # Buttons that copy and share would do nothing there.
        page.evaluate(
            "document.querySelectorAll('.copy, .message__acts').forEach(each => each.remove())"
        )
        assert said.split() == page.inner_text("main").split(), path
        assert without.is_visible("h1") or without.locator("h1.hush").count(), path
    without.context.close()


def test_the_keyboard_alone_reaches_everything_in_order(page: Page, demonstration: Dispute) -> None:
    for path in paths(demonstration):
        page.goto(path)
        count = page.evaluate(
            "(reachable) => { window.reachable = reachable;"
            " return [...document.querySelectorAll(reachable)]"
            ".filter(each => each.checkVisibility()).length; }",
            REACHABLE,
        )
        reached = []
        # The field of a day has parts of its own, and stands for each of them.
        for _press in range(count + 16):
            page.keyboard.press("Tab")
            now = page.evaluate(FOCUSED)
            if now["order"] < 0:
                break
            assert now["ring"], f"{path}: no ring around {now['name']}"
            assert now["seen"], f"{path}: out of sight: {now['name']}"
            reached.append(now["order"])
        assert list(dict.fromkeys(reached)) == list(range(count)), path


def test_the_first_press_leads_past_the_navigation(page: Page, demonstration: Dispute) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_long_message_unfolds_by_keyboard(page: Page, demonstration: Dispute) -> None:
    long = next(message for message in Message.objects.public() if "<details" in message.card)
    page.goto(f"{demonstration.get_absolute_url()}wall/?before={long.received_on}.{long.pk + 1}")
    rest = page.locator(f"#m-{long.ref} details p").last
    expect(rest).to_be_hidden()
    page.focus(f"#m-{long.ref} summary")
    page.keyboard.press("Enter")
    expect(rest).to_be_visible()
    page.keyboard.press("Space")
    expect(rest).to_be_hidden()


def test_any_branch_colour_can_be_read(page: Page, demonstration: Dispute) -> None:
    found: dict[str, list[str]] = {}
    library = demonstration.get_absolute_url()
    for colour in COLOURS:
        Branch.objects.update(brand_colour=colour)
        for path in ("/", f"{library}wall/"):
            page.goto(path)
            for scheme in ("light", "dark"):
                show(page, 1280, scheme)
                found[f"{colour} {path} {scheme}"] = broken_rules(page, "color-contrast")
    assert {where: rules for where, rules in found.items() if rules} == {}
