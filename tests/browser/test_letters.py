"""An officer writes a letter: figures picked by keyboard, a preview, publication, and the proof."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from campaigns.models import OpenLetter
from dispute.models import Dispute
from tests import factories as make
from tests.chromium import follow
from tests.people import signed_in

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from playwright.sync_api import Browser

ADD = "/admin/campaigns/openletter/add/"


@pytest.fixture
def dispute(transactional_db: None) -> Dispute:
    make.make_branch()
    dispute = make.make_dispute(slug="library")
    for day in (3, 4, 5):
        when = date(2026, 4, day)
        make.make_strike_day(dispute=dispute, date=when, announced_on=date(2026, 3, 1))
    return dispute


@pytest.fixture
def writing(dispute: Dispute, officer_page: Page) -> Iterator[Page]:
    """The page of a new letter; nothing that the policy forbids may happen on it."""
    refused: list[str] = []
    officer_page.on("console", lambda said: refused.append(said.text))
    officer_page.on("pageerror", lambda error: refused.append(str(error)))
    officer_page.goto(ADD)
    officer_page.fill("#id_title", "To the director")
    officer_page.fill("#id_dated", "2026-05-01")
    officer_page.fill("#id_body", "We took ")
    yield officer_page
    assert refused == []


def test_a_figure_is_found_and_inserted_by_keyboard_alone(writing: Page) -> None:
    writing.focus("#picker-search")
    writing.keyboard.type("strike taken")
    expect(writing.locator("#picker-figure option")).to_have_count(2)
    writing.keyboard.press("Enter")
    said = writing.locator("#picker-said")
    expect(said).to_have_text("3: 3 days of strike action up to 1 May 2026")
    writing.keyboard.press("Enter")
    expect(writing.locator("#id_body")).to_have_value("We took [[strike_days_taken]]")
    expect(writing.locator("#picker-preview .quoted-figure")).to_have_text("3")


def test_another_day_leaves_what_was_chosen(writing: Page) -> None:
    writing.fill("#picker-search", "departures_left")
    since = writing.locator("#picker-parameter-since")
    since.fill("2026-04-04")
    with writing.expect_response("**/said/*as_at=2026-04-30*since*"):
        writing.fill("#id_dated", "2026-04-30")
        writing.dispatch_event("#id_dated", "change")
    assert since.input_value() == "2026-04-04"


def test_what_is_wrong_with_a_reference_is_said_while_it_is_typed(writing: Page) -> None:
    writing.fill("#id_body", "We took [[strike_day_taken]] days.")
    problems = writing.locator("#picker-problems li")
    expect(problems).to_contain_text("Did you mean “strike_days_taken”?")


def test_a_wrong_reference_is_an_error_and_the_text_is_kept(writing: Page) -> None:
    writing.fill("#id_body", "We took [[strike_day_taken]] days.")
    writing.click("[name=_save]")
    expect(writing.locator(".errorlist").first).to_be_visible()
    assert "strike_day_taken" in writing.input_value("#id_body")
    assert not OpenLetter.objects.exists()


def test_a_published_letter_leads_from_its_number_to_its_days(writing: Page) -> None:
    writing.fill("#id_body", "We took [[strike_days_taken]] days of strike action.")
    follow(writing.locator("[name=_save]"))
    follow(writing.locator("button[value=publish]"))
    writing.goto(OpenLetter.objects.get().get_absolute_url())
    writing.click("a.quoted-figure")
    writing.click("#figure-1 summary")
    expect(writing.locator("#figure-1 li")).to_have_count(3)
    assert "5 April 2026" in writing.inner_text("#figure-1")


def test_without_scripts_the_page_says_how_and_lists_every_figure(
    dispute: Dispute, officer: "User", browser: "Browser", base_url: str
) -> None:
    from django.conf import settings

    page = browser.new_page(java_script_enabled=False, base_url=base_url)
    session = signed_in(officer).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": base_url}])
    page.goto(ADD)
    assert "[[strike_days_taken]]" in page.inner_text("#picker")
    assert not page.is_visible("#picker-search")
    assert not page.is_visible("#picker-preview")
    page.goto(page.get_attribute("#picker a", "href") or "")
    expect(page.locator("tr", has_text="[[strike_days_taken]]")).to_be_visible()
    page.goto(f"/admin/campaigns/openletter/figures/?dispute={dispute.pk}&as_at=2026-05-01")
    row = page.locator("tr", has_text="[[strike_days_taken]]")
    expect(row.locator("td").nth(1)).to_have_text("3 days")
    page.close()


@pytest.mark.sqlite_only  # what is looked at is the same on any database
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_letters_are_written(
    dispute: Dispute, officer_page: Page, scheme: str
) -> None:
    officer_page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    officer_page.goto(ADD)
    expect(officer_page.locator("#picker-figure option").first).to_be_attached()
    found = Axe().run(officer_page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
