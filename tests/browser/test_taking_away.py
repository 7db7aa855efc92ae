"""Taking a sentence or a figure away with a browser: by click, by keyboard, and without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from dispute.models import Dispute
from tests import factories as make
from tests.chromium import follow

pytestmark = pytest.mark.sqlite_only  # what is taken away is the same on any database

FIGURE = "/library/figures/departures_left/?as_at=2026-06-01"
SENTENCE = "1 person had left by 1 June 2026"


@pytest.fixture
def dispute(transactional_db: None) -> Dispute:
    dispute = make.make_dispute(slug="library")
    make.make_departure(team=make.make_team(dispute=dispute, name="North"))
    return dispute


def test_a_sentence_is_copied_by_one_click_and_said_aloud(dispute: Dispute, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(FIGURE)
    page.locator("blockquote button").click()
    expect(page.locator("[role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == SENTENCE
    expect(page.locator("blockquote button")).to_have_text("Copy sentence", timeout=4000)


def test_a_sentence_is_copied_by_keyboard(dispute: Dispute, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(FIGURE)
    page.locator("blockquote button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == SENTENCE


def test_a_browser_that_refuses_leaves_the_sentence_selected(dispute: Dispute, page: Page) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(FIGURE)
    page.locator("blockquote button").click()
    expect(page.locator("[role=status]")).to_contain_text("The sentence is selected")
    assert page.evaluate("getSelection().toString()") == SENTENCE


def test_without_a_clipboard_or_scripts_there_is_no_button(
    dispute: Dispute, browser: Browser, base_url: str
) -> None:
    for scripts in (True, False):
        context = browser.new_context(base_url=base_url, java_script_enabled=scripts)
        if scripts:
            context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: null})")
        page = context.new_page()
        page.goto(FIGURE)
        assert page.get_by_text(SENTENCE).count()
        assert page.get_by_role("button", name="Copy sentence").count() == 0
        context.close()


def test_parameters_are_chosen_without_scripts_and_give_their_address(
    dispute: Dispute, browser: Browser, base_url: str
) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(FIGURE)
    page.get_by_label("Team").select_option("North")
    page.get_by_label("Since, that day included").fill("2026-01-01")
    follow(page.get_by_role("button", name="Show this figure"))
    asked = "team=North&since=2026-01-01&as_at=2026-06-01"
    assert page.url == f"{base_url}/library/figures/departures_left/?{asked}"
    assert page.get_by_text("1 January 2026 to 1 June 2026, both days included").count()
    with page.expect_download() as download:
        page.get_by_role("link", name="OpenDocument").click()
    assert download.value.suggested_filename == "library-departures_left-2026-06-01.ods"
    context.close()
