"""Each message's link: copied, and shared by the browser's own sheet."""

import pytest
from playwright.sync_api import Page, expect

from dispute.models import Dispute
from tests import factories as make
from tests.browser.test_public_pages import broken_rules

WALL = "/library/wall/"


@pytest.fixture
def dispute(transactional_db: None) -> Dispute:
    make.make_branch()
    return make.make_dispute(slug="library")


def test_the_link_of_a_message_is_copied_and_shared(
    dispute: Dispute, page: Page, base_url: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    message = make.make_message(dispute=dispute, name="Ines Example")
    for path in (WALL, message.get_absolute_url()):
        page.goto(path)
        page.get_by_role("button", name="Copy link to the message of Ines Example").press("Enter")
        expect(page.locator(".message__act").first).to_contain_text("Link copied")
        whole = f"{base_url}{message.get_absolute_url()}"
        assert page.evaluate("navigator.clipboard.readText()") == whole
        page.get_by_role("button", name="Share to the message of Ines Example").click()
        page.wait_for_function("whole => window.shared?.url === whole", arg=whole)
    assert broken_rules(page) == []


def test_a_browser_without_either_shows_no_button(dispute: Dispute, page: Page) -> None:
    page.add_init_script(
        "for (const each of ['share', 'clipboard']) "
        "Object.defineProperty(Navigator.prototype, each, { value: undefined });"
    )
    make.make_message(dispute=dispute)
    page.goto(WALL)
    expect(page.locator(".message__date a")).to_have_count(1)
    expect(page.locator(".message button")).to_have_count(0)
