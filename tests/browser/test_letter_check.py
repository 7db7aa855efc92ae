"""An officer publishes a letter with a wrong number: asked and answered by keyboard, on a phone."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from campaigns.models import CheckedNumber, OpenLetter
from tests import factories as make

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PHONE = {"width": 360, "height": 740}
WRONG = "We have taken 9 days of strike action."


@pytest.fixture
def letter(transactional_db: None) -> OpenLetter:
    """A draft that says 9 days of strike action where the record has 3."""
    make.make_branch()
    dispute = make.make_dispute(slug="library")
    for day in (3, 4, 5):
        when = date(2026, 4, day)
        make.make_strike_day(dispute=dispute, date=when, announced_on=date(2026, 3, 1))
    return make.make_open_letter(
        dispute=dispute, status="draft", body=WRONG, dated=date(2026, 5, 1)
    )


@pytest.fixture
def asked(letter: OpenLetter, officer_page: Page) -> Page:
    """The letter's page, come back after Publish was pressed."""
    officer_page.set_viewport_size(PHONE)
    officer_page.goto(f"/admin/campaigns/openletter/{letter.pk}/change/")
    officer_page.fill("#id_title", "Typed just now")
    officer_page.focus("[name=letter][value=publish]")
    officer_page.keyboard.press("Enter")
    expect(officer_page.locator("#check-title")).to_have_text("Not published yet")
    return officer_page


def test_what_is_ticked_by_keyboard_is_published(asked: Page, officer: "User") -> None:
    assert asked.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert asked.input_value("#id_title") == "Typed just now"
    asked.focus("#check [name=confirm]")
    asked.keyboard.press("Space")
    asked.focus("#check [value=publish]")
    asked.keyboard.press("Enter")
    expect(asked.locator(".messagelist")).to_contain_text("1 letter is published.")
    assert CheckedNumber.objects.get().marked_by == officer


def test_one_press_writes_the_reference(asked: Page) -> None:
    asked.focus("#check [value^='write:']")
    asked.keyboard.press("Enter")
    expect(asked.locator("#check-title")).to_have_text("Checked")
    assert asked.input_value("#id_body") == WRONG.replace("9", "[[strike_days_taken]]")


def test_the_warning_is_accessible(asked: Page) -> None:
    found = Axe().run(asked, context="#check")
    assert not found.response["violations"], found.generate_report()


def test_a_pasted_text_is_marked_on_a_phone(letter: OpenLetter, officer_page: Page) -> None:
    officer_page.set_viewport_size(PHONE)
    officer_page.goto("/admin/check/")
    officer_page.fill("#id_text", f"{WRONG}\n\n{'A long line of words. ' * 40}")
    officer_page.click(".check-form button")
    expect(officer_page.locator(".marked mark")).to_have_text("9 days")
    officer_page.click(".marked a")
    expect(officer_page.locator("#finding-1")).to_be_in_viewport()
    assert officer_page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
