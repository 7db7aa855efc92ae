"""The law calendar and the planner, as a browser shows them: no violation, and no page too wide."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dispute.models import LawRule
from tests import factories as make
from tests.dispute.law.seeds import ROWS

if TYPE_CHECKING:
    from dispute.models import Dispute

PLAN = "/admin/law/plan/?dispute={}&first_day=2026-04-20&last_day=2027-06-01"


@pytest.fixture
def dispute(transactional_db: None) -> "Dispute":
    """A dispute with something of each kind, under the rules of a new site."""
    # An earlier test of the browser has emptied the database, the rules too.
    LawRule.objects.all().delete()
    for row in ROWS:
        make.make_law_rule(**{"starts_on": None, "ends_on": None, "decides": "", **row})
    make.make_branch()
    dispute = make.make_dispute()
    closed = date(2026, 3, 5)
    make.make_ballot(
        dispute=dispute, opened_on=date(2026, 2, 18), closed_on=closed, result_told_on=closed
    )
    make.make_action_notice(dispute=dispute, first_day=date(2026, 4, 20))
    make.make_strike_day(dispute=dispute, date=date(2027, 4, 20))
    return dispute


@pytest.mark.sqlite_only  # what is looked at is the same on any database
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_clean_at_every_size(
    width: int, scheme: str, dispute: "Dispute", officer_page: Page
) -> None:
    officer_page.set_viewport_size({"width": width, "height": 900})
    officer_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in ("/admin/law/", PLAN.format(dispute.pk), "/admin/law/plan/?first_day=x"):
        officer_page.goto(address)
        assert Axe().run(officer_page).response["violations"] == [], address
        assert officer_page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_plan_is_made_by_keyboard_and_taken_away(dispute: "Dispute", officer_page: Page) -> None:
    officer_page.goto("/admin/law/")
    officer_page.fill("#id_first_day", "2027-02-01")
    officer_page.press("#id_first_day", "Enter")
    steps = officer_page.locator(".law-steps")
    expect(steps).to_contain_text("22 January 2027")
    with officer_page.expect_download() as download:
        officer_page.get_by_role("link", name="into your calendar").click()
    assert download.value.suggested_filename == "law-calendar-2027-02-01.ics"
