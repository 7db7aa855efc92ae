"""A message's whole life in a browser: sent, checked, changed, checked again, taken back, gone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from dispute.models import Dispute, OutgoingMail
from solidarity.models import Message
from tests import factories as make
from tests.browser.test_public_pages import broken_rules
from tests.browser.test_sending import TEXT, button, fill
from tests.chromium import follow
from tests.people import signed_in
from tests.reading import text_of
from tests.tables import everything

if TYPE_CHECKING:
    from django.contrib.auth.models import User

QUEUE, ADMIN = "/admin/queue/", "/admin/solidarity/message/"
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
NARROW = {"width": 320, "height": 700}
MAIL = "ines.typed@example.org"
# What was typed, none of which may be left anywhere.
TYPED = ("Together to the end", "Ines", "Example Branch", "Zennorford", MAIL)
PUBLIC = (
    "/", "/library/", "/library/wall/", "/library/wall/?kind=union", "/library/record/",
    "/library/record/messages.json", "/library/record/messages.csv", "/library/figures/",
    "/library/figures/messages_published/", "/library/letters/",
)  # fmt: skip


@pytest.fixture
def dispute(transactional_db: None) -> Dispute:
    make.make_branch()
    return make.make_dispute(slug="library")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def visitor(scripts: bool, browser: Browser, base_url: str) -> Iterator[Page]:
    """The sender's page, on the narrowest telephone."""
    with browser.new_context(
        java_script_enabled=scripts, base_url=base_url, viewport=NARROW
    ) as context:
        yield context.new_page()


@pytest.fixture
def checker(scripts: bool, officer_page: Page, browser: Browser, base_url: str) -> Iterator[Page]:
    """The page of somebody who checks, as narrow."""
    state = officer_page.context.storage_state()
    with browser.new_context(
        java_script_enabled=scripts, storage_state=state, base_url=base_url, viewport=NARROW
    ) as context:
        yield context.new_page()


def is_sound(page: Page) -> None:
    """Nothing is wider than the page, and axe, which is a script, finds nothing."""
    page.wait_for_load_state("load")
    assert (page.url, page.evaluate(TOO_WIDE)) == (page.url, False)
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        assert (page.url, broken_rules(page)) == (page.url, [])


def send(page: Page) -> str:
    """Send a message, looking at each page; return the path of the link in the sender's mail."""
    page.goto("/library/wall/send/")
    is_sound(page)
    fill(page, **{"Your e-mail address (optional)": MAIL, "Town or place": "Zennorford"})
    follow(button(page, "See how it will look"))
    is_sound(page)
    expect(page.locator(".message")).to_contain_text("Together to the end!")
    button(page, "Send my message").click()
    expect(page.locator("h1")).to_have_text("Thank you. It has arrived.")
    is_sound(page)
    body = OutgoingMail.objects.get(kind="received").body
    (link,) = [line for line in body.split() if "/wall/yours/" in line]
    return link.removeprefix("http://testserver")


def approve(page: Page, scripts: bool) -> None:
    """Approve the only message that waits: by its key, or by its button reached by keyboard."""
    page.goto(QUEUE)
    is_sound(page)
    expect(page.locator("main")).to_contain_text("Together to the end!")
    if scripts:
        page.wait_for_selector("#content-start[data-ready]")
        page.keyboard.press("a")
    else:
        button(page, "Approve").focus()
        page.keyboard.press("Enter")
    expect(page.locator(".queue__empty")).to_contain_text("Everything is checked.")
    is_sound(page)


def shows(page: Page, shown: str, hidden: str) -> None:
    """The wall and the message's own page show it, by that name."""
    for path in ("/library/wall/", Message.objects.get().get_absolute_url()):
        page.goto(path)
        card = page.locator(".message")
        expect(card).to_contain_text("Together to the end!")
        expect(card).to_contain_text(shown)
        expect(card).not_to_contain_text(hidden)
        is_sound(page)


def rename(page: Page, link: str) -> None:
    """Change how the name shows, by the sender's own link."""
    page.goto(link)
    is_sound(page)
    page.get_by_label("organisation only").check()
    button(page, "Change how my name shows").click()
    expect(page.locator(".lede")).to_contain_text("Somebody will read it before")
    is_sound(page)


def take_back(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.locator(".lede")).to_contain_text("It is on the wall")
    button(page, "Take down and erase my message").click()
    expect(page.locator("h1")).to_have_text("Your message has been erased")
    is_sound(page)


def is_gone(client: Client, signed_in: Client) -> None:
    """It is on no page and in no table, and its address says that it is gone."""
    message = Message.objects.get()
    assert client.get(message.get_absolute_url()).status_code == 410
    for path in PUBLIC:
        answer = client.get(path)
        left = [word for word in TYPED if word in text_of(answer)]
        assert (path, answer.status_code, left) == (path, 200, [])
    asked = (f"{ADMIN}?q=together", f"{ADMIN}?q=ines", f"{ADMIN}?q=zennorford")
    for path in (QUEUE, ADMIN, *asked, f"{ADMIN}{message.pk}/"):
        text = text_of(signed_in.get(path, follow=True))
        assert (path, [word for word in TYPED if word in text]) == (path, [])
    assert [word for word in TYPED if word in everything()] == []


def test_message_is_sent_checked_changed_checked_and_taken_back(
    dispute: Dispute, visitor: Page, checker: Page, scripts: bool, officer: "User", client: Client
) -> None:
    link = send(visitor)
    visitor.goto("/library/wall/")
    expect(visitor.locator(".message")).to_have_count(0)
    approve(checker, scripts)
    shows(visitor, "Ines", "Example Branch")
    rename(visitor, link)
    visitor.goto("/library/wall/")
    expect(visitor.locator(".message")).to_have_count(0)
    assert client.get(Message.objects.get().get_absolute_url()).status_code == 404
    approve(checker, scripts)
    shows(visitor, "Example Branch", "Ines")
    take_back(visitor, link)
    assert TEXT not in text_of(client.get("/library/wall/"))
    is_gone(client, signed_in(officer))
