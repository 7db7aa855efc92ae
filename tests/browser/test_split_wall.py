"""“Paste a whole wall” in a browser: on a phone, without a script, and for screen readers."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from solidarity.models import Message
from tests import factories as make
from tests.chromium import follow
from tests.solidarity.splitting.walls import invented

PAGE = "/admin/split-wall/"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.sqlite_only  # what is looked at is the same on any database
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_are_accessible(officer_page: Page, width: int) -> None:
    dispute = make.make_dispute(slug="library")
    make.make_message(dispute=dispute, body="My twins learned to read on your carpet. Thank you, "
                      "thank you, thank you. Bettina")  # fmt: skip
    wall = make.make_pasted_wall(dispute=dispute, page=invented("harbour.txt").page)
    officer_page.set_viewport_size({"width": width, "height": 800})
    for number, path in enumerate((PAGE, f"{PAGE}?wall={wall.pk}")):
        officer_page.goto(path)
        if folder := os.environ.get("PICTURES"):
            officer_page.screenshot(path=f"{folder}/split-{width}-{number}.png")
            officer_page.screenshot(path=f"{folder}/split-{width}-{number}-all.png", full_page=True)
        assert officer_page.evaluate(WIDER) <= 0
        assert Axe().run(officer_page).response["violations"] == []


def test_who_leaves_with_words_that_are_not_kept_is_asked_first(officer_page: Page) -> None:
    wall = make.make_pasted_wall(dispute=make.make_dispute(slug="library"))
    officer_page.goto(f"{PAGE}?wall={wall.pk}")
    officer_page.get_by_label("Name").first.fill("Joanna")
    with officer_page.expect_event("dialog") as asked:
        officer_page.once("dialog", lambda dialog: dialog.dismiss())
        officer_page.get_by_role("link", name="Home").click(no_wait_after=True)
    assert asked.value.type == "beforeunload"
    expect(officer_page.get_by_label("Name").first).to_have_value("Joanna")
    officer_page.get_by_role("button", name="Keep and go on later").click()
    expect(officer_page.get_by_label("Name").first).to_have_value("Joanna")
    follow(officer_page.get_by_role("link", name="Home"))


def test_a_wall_is_pasted_put_right_and_taken_in(officer_page: Page) -> None:
    make.make_dispute(slug="library")
    officer_page.goto(PAGE)
    officer_page.get_by_label("The whole page").fill("Well done.\n\n– Jo Bell\n\n\nGo on.\n\n– Sam")
    officer_page.get_by_role("button", name="Split it").click()
    officer_page.get_by_role("button", name="Join to the one above").click()
    officer_page.get_by_role("button", name=re.compile("Split here.*Go on")).click()
    officer_page.get_by_label("Where they are public").fill("The old page")
    officer_page.get_by_label("Address of that page").fill("https://wall.example/")
    officer_page.get_by_role("button", name="Take 2 messages in").click()
    expect(officer_page.get_by_text("2 messages wait.")).to_be_visible()
    assert {each.name for each in Message.objects.all()} == {"Jo Bell", "Sam"}
