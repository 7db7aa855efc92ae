"""Mails in a browser: on a phone and wide, by keyboard, and for screen readers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from solidarity.models import Message
from tests import factories as make
from tests.solidarity.mailbox.writing import a_mail

PAGE = "/admin/mails/"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
GIFT = {"what": "gift", "sentence": "We give £150.", "amount": "150", "state": "", "row": None}
LONG = "x" * 300


@pytest.mark.sqlite_only  # what is looked at is the same on any database
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_are_accessible(officer_page: Page, width: int) -> None:
    raw = a_mail(LONG, subject=LONG, message_id="")
    held = make.make_received_mail(raw=raw, what="held", message=None, suggestions=[GIFT])
    make.make_received_mail(suggestions=[GIFT])
    officer_page.set_viewport_size({"width": width, "height": 800})
    for path in (PAGE, f"{PAGE}?show=add", f"{PAGE}?mail={held.pk}", "/admin/queue/"):
        officer_page.goto(path)
        assert officer_page.evaluate(WIDER) <= 0
        assert Axe().run(officer_page).response["violations"] == []


def test_a_held_mail_becomes_a_message_by_keyboard(officer_page: Page) -> None:
    make.make_received_mail(raw=a_mail("", subject="Read me"), what="held", message=None)
    officer_page.goto(PAGE)
    officer_page.get_by_role("link", name="Read me").press("Enter")
    expect(officer_page.get_by_role("heading", name="The whole mail")).to_be_visible()
    officer_page.get_by_label("Message:").fill("We stand with you.")
    officer_page.get_by_label("Name:").fill("Ines Example")
    officer_page.keyboard.press("Enter")
    expect(
        officer_page.get_by_text("It waits to be checked. Nobody was written to.")
    ).to_be_visible()
    assert Message.objects.filter(body="We stand with you.", name="Ines Example").count() == 1
