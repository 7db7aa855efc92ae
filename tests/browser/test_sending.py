"""Sending a message as people do: with and without scripts, narrow and wide, by keyboard."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from dispute.models import Dispute
from solidarity import moderation
from solidarity.models import Message
from tests import factories as make
from tests.browser.test_public_pages import LISTEN, broken_rules, show
from tests.chromium import follow

if TYPE_CHECKING:
    from playwright.sync_api import Locator

WIDTHS = (320, 360, 768, 1280)
TEXT = "We stand with you, all of us.\n\nTogether to the end!"


@pytest.fixture
def dispute(transactional_db: None) -> Dispute:
    make.make_branch()
    return make.make_dispute(slug="library")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def visitor(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    """A page on the narrowest telephone, with JavaScript or without."""
    context = browser.new_context(
        java_script_enabled=request.param,
        base_url=base_url,
        viewport={"width": 320, "height": 700},
    )
    yield context.new_page()
    context.close()


def fill(page: Page, **typed: str) -> None:
    """Fill the form in as somebody does who gives everything."""
    for label, text in {
        "Your message": TEXT,
        "Your name": "Ines Example",
        "Your role": "Secretary",
        "Organisation or union branch": "Example Branch",
        "Town or place": "Millbrook",
        **typed,
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Union branch", exact=True).check()
    page.get_by_label("First name and place").check()
    page.get_by_label("Publish my message").check()


def button(page: Page, name: str) -> "Locator":
    return page.get_by_role("button", name=name)


def go_back(page: Page, *, from_heading: str) -> None:
    """Press the browser's back button, once the page is there that it leads away from.

    A press returns before Chromium has put the answer in the old page's place; while it does, it
    has no page to go back from, and says so.
    """
    expect(page.locator("h1")).to_have_text(from_heading)
    page.wait_for_load_state("load")
    page.go_back()


def test_the_whole_road_from_the_wall_and_back_to_it(visitor: Page, dispute: Dispute) -> None:
    visitor.goto("/library/wall/")
    visitor.get_by_role("link", name="Send a message").click()
    fill(visitor)
    button(visitor, "See how it will look").click()
    card = visitor.locator(".message")
    expect(card).to_contain_text("Together to the end!")
    expect(card).to_contain_text("Ines")
    expect(card).not_to_contain_text("Example")
    before = card.inner_text()
    button(visitor, "Send my message").click()
    expect(visitor.locator("h1")).to_have_text("Thank you. It has arrived.")
    moderation.publish(Message.objects.get(), by=None)
    visitor.get_by_role("link", name="Read the wall").click()
    expect(visitor).to_have_url(re.compile("/library/wall/$"))
    # With scripts, the wall's cards have buttons to copy their links.
    visitor.evaluate("document.querySelectorAll('.message__acts').forEach(each => each.remove())")
    assert visitor.locator(".message").inner_text() == before


def test_link_to_keep_opens_the_senders_own_page(visitor: Page, dispute: Dispute) -> None:
    visitor.goto("/library/wall/send/")
    fill(visitor)
    button(visitor, "See how it will look").click()
    button(visitor, "Send my message").click()
    expect(visitor.get_by_role("heading", name="Keep this link")).to_be_visible()
    path = visitor.locator(".keep a").get_attribute("href") or ""
    visitor.goto(path.removeprefix("http://testserver"))
    expect(visitor.locator("h1")).to_have_text("Your message")


def test_going_back_and_changing_keep_what_was_typed(visitor: Page, dispute: Dispute) -> None:
    visitor.goto("/library/wall/send/")
    fill(visitor)
    button(visitor, "See how it will look").click()
    go_back(visitor, from_heading="Is this how it should look?")
    expect(visitor.get_by_label("Your message", exact=True)).to_have_value(TEXT)
    expect(visitor.get_by_label("Publish my message")).to_be_checked()
    button(visitor, "See how it will look").click()
    button(visitor, "Change it").click()
    expect(visitor.get_by_label("Your message", exact=True)).to_have_value(TEXT)
    expect(visitor.get_by_label("First name and place")).to_be_checked()


def test_going_back_and_sending_again_makes_one_message(visitor: Page, dispute: Dispute) -> None:
    visitor.goto("/library/wall/send/")
    fill(visitor)
    button(visitor, "See how it will look").click()
    button(visitor, "Send my message").dblclick()
    expect(visitor.locator("h1")).to_have_text("Thank you. It has arrived.")
    visitor.reload()
    go_back(visitor, from_heading="Thank you. It has arrived.")
    if button(visitor, "Send my message").count():
        follow(button(visitor, "Send my message"))
    assert Message.objects.count() == 1


def test_errors_are_read_first_and_lead_to_their_fields(visitor: Page, dispute: Dispute) -> None:
    visitor.goto("/library/wall/send/")
    fill(visitor, **{"Your e-mail address (optional)": "ines@"})
    button(visitor, "See how it will look").click()
    expect(visitor).to_have_title(re.compile("^Error:"))
    summary = visitor.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Write an e-mail address").click()
    field = visitor.get_by_label("Your e-mail address")
    expect(field).to_be_focused()
    expect(field).to_have_value("ines@")
    expect(field).to_have_accessible_description(re.compile("Write an e-mail address like"))
    expect(visitor.get_by_label("Your message", exact=True)).to_have_value(TEXT)


def test_fields_for_a_speaker_open_without_scripts(visitor: Page, dispute: Dispute) -> None:
    visitor.goto("/library/wall/send/")
    expect(visitor.get_by_label("When?")).not_to_be_visible()
    visitor.get_by_text("We would like a speaker").click()
    visitor.get_by_label("When?").fill("A Tuesday")
    fill(visitor)
    button(visitor, "See how it will look").click()
    # Nobody said how to answer: the fields stay open.
    expect(visitor.get_by_label("When?")).to_have_value("A Tuesday")
    expect(visitor.get_by_role("alert")).to_contain_text("Say how we can answer you.")


def test_the_form_is_filled_in_and_sent_by_keyboard_alone(page: Page, dispute: Dispute) -> None:
    page.goto("/library/wall/send/")
    page.get_by_label("Your message", exact=True).focus()
    # Message, name, role, organisation, place; then the kinds, as one stop.
    for text in ("Hello", "Ines", "", "", ""):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _past in ("e-mail", "pledge", "speaker", "publish"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _past in ("contact", "button"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Is this how it should look?")
    button(page, "Send my message").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Thank you. It has arrived.")
    assert not Message.objects.get().submission.signs.count("trap")


def steps(page: Page) -> Iterator[str]:
    """Go through every page of the road, the wrong ones too, and yield the name of each."""
    page.goto("/library/wall/send/")
    yield "form"
    page.get_by_text("We would like a speaker").click()
    follow(button(page, "See how it will look"))
    yield "errors"
    fill(
        page,
        **{"Your message": "x" * 300 + "\n" + "\u0e01\u0301\u202e" * 40, "Your name": "N" * 200},
    )
    page.get_by_label("Publish my message").uncheck()
    follow(button(page, "See how it will look"))
    yield "private"
    follow(button(page, "Change it"))
    page.get_by_label("Publish my message").check()
    follow(button(page, "See how it will look"))
    yield "look"
    follow(button(page, "Send my message"))
    yield "sent"


def test_every_step_fits_every_width_and_axe_finds_nothing(page: Page, dispute: Dispute) -> None:
    page.add_init_script(LISTEN)
    found: dict[str, list[str]] = {}
    for step in steps(page):
        for width in WIDTHS:
            show(page, width, "light")
            too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            found[f"{step} {width}"] = ["too wide"] if too_wide else []
        found[f"{step} light"] = broken_rules(page)
        show(page, 320, "dark")
        found[f"{step} dark"] = broken_rules(page, "color-contrast")
        found[f"{step} policy"] = page.evaluate("window.violations")
    assert {where: rules for where, rules in found.items() if rules} == {}
    assert len(found) == 5 * 7
