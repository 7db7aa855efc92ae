"""Checking messages in a browser: fifty by fifty keys, by thumb on a phone, without a script."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from solidarity import moderation
from solidarity.models import Decision, Message
from tests import factories as make

if TYPE_CHECKING:
    from django.contrib.auth.models import User

QUEUE = "/admin/queue/"
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
PHONE = {"width": 360, "height": 640}
READY = "#content-start[data-ready]"


def wait(count: int, **fields: Any) -> list[Message]:
    """Make messages that wait, a minute after each other."""
    make.make_branch()
    dispute = make.make_dispute(slug="library")
    return [
        make.make_message(
            status="pending",
            dispute=dispute,
            entered_at=START + timedelta(minutes=n),
            **{"body": f"Message {n} of solidarity, from a branch of its own.", **fields},
        )
        for n in range(count)
    ]


def status(message: Message) -> str:
    return Message.objects.get(pk=message.pk).status


def press(page: Page, *keys: str) -> None:
    """Press keys one after another, each once the page shows a message that was seen."""
    for key in keys:
        page.wait_for_selector(READY)
        page.keyboard.press(key)


def shows(page: Page, message: Message) -> None:
    expect(page.locator("#queue-message")).to_have_attribute("data-message", str(message.pk))


@pytest.mark.sqlite_only  # each key as before: what a decision writes is asked of both elsewhere
def test_fifty_messages_are_decided_in_fifty_key_presses(officer_page: Page) -> None:
    messages = wait(50)
    officer_page.goto(QUEUE)
    for message in messages:
        shows(officer_page, message)
        press(officer_page, "a")
    expect(officer_page.locator(".queue__empty")).to_contain_text("Everything is checked.")
    assert Message.objects.filter(status="published").count() == 50
    assert Decision.objects.filter(now="published").count() == 50


def test_no_key_decides_about_what_was_not_seen(officer_page: Page) -> None:
    first, second, _third = wait(3)
    officer_page.goto(QUEUE)
    # A second press, at the very moment at which the next message comes.
    officer_page.evaluate("""() => {
        const key = () => new KeyboardEvent("keydown", { key: "a", bubbles: true });
        const again = () => document.body.dispatchEvent(key());
        new MutationObserver(again).observe(document.querySelector("main"), { childList: true });
    }""")
    press(officer_page, "a")
    shows(officer_page, second)
    officer_page.wait_for_selector(READY)
    shows(officer_page, second)
    assert [status(first), status(second)] == ["published", "pending"]


def test_keys_go_on_go_back_undo_and_decline(officer_page: Page) -> None:
    first, second, third = wait(3)
    officer_page.goto(QUEUE)
    press(officer_page, "j")
    shows(officer_page, second)
    press(officer_page, "k")
    shows(officer_page, first)
    press(officer_page, "a")
    shows(officer_page, second)
    press(officer_page, "u")
    shows(officer_page, first)
    assert status(first) == "pending"
    press(officer_page, "d", "3")
    shows(officer_page, second)
    assert Decision.objects.latest("pk").code == "person"
    press(officer_page, "h")
    officer_page.keyboard.type("adjust with Ann")
    officer_page.keyboard.press("Enter")
    shows(officer_page, third)
    assert Message.objects.get(pk=second.pk).reason == "adjust with Ann"


def test_no_key_acts_while_somebody_types(officer_page: Page) -> None:
    (message,) = wait(1)
    officer_page.goto(QUEUE)
    press(officer_page, "e")
    field = officer_page.locator("#edit-body")
    expect(field).to_be_focused()
    field.fill("")
    officer_page.keyboard.type("a deed had just ukulele")
    officer_page.get_by_role("button", name="Save", exact=True).click()
    expect(officer_page.locator(".messagelist")).to_contain_text("Edited.")
    assert Message.objects.get().body == "a deed had just ukulele"
    assert status(message) == "pending"


def test_keys_can_be_switched_off(officer_page: Page) -> None:
    (message,) = wait(1)
    officer_page.goto(QUEUE)
    officer_page.get_by_role("button", name="Keys are on").click()
    press(officer_page, "a")
    officer_page.reload()
    press(officer_page, "a")
    expect(officer_page.get_by_role("button", name="Keys are off")).to_be_visible()
    assert status(message) == "pending"


def test_second_moderator_is_told_and_moves_on(officer_page: Page, moderator: "User") -> None:
    first, second = wait(2)
    officer_page.goto(QUEUE)
    moderation.decline(Message.objects.get(pk=first.pk), by=moderator, reason="Rude")
    press(officer_page, "a")
    expect(officer_page.locator(".messagelist")).to_contain_text("usa was first")
    shows(officer_page, second)


def test_site_that_does_not_answer_loses_nothing(officer_page: Page) -> None:
    (message,) = wait(1)
    officer_page.goto(QUEUE)
    press(officer_page, "h")
    officer_page.keyboard.type("Ask Ann")
    officer_page.context.set_offline(True)
    officer_page.keyboard.press("Enter")
    expect(officer_page.locator(".queue__said")).to_contain_text("did not answer")
    assert officer_page.input_value("#hold-note") == "Ask Ann"
    officer_page.context.set_offline(False)
    officer_page.keyboard.press("Enter")
    expect(officer_page.locator(".messagelist")).to_contain_text("Held.")
    assert status(message) == "held"


def test_many_are_chosen_and_approved_in_the_list(officer_page: Page) -> None:
    messages = wait(3)
    officer_page.goto(f"{QUEUE}?view=list")
    press(officer_page, "j")
    officer_page.keyboard.press("Space")
    press(officer_page, "j")
    officer_page.keyboard.press("Space")
    press(officer_page, "a")
    expect(officer_page.locator(".messagelist")).to_contain_text("2 messages are on the wall.")
    assert [status(each) for each in messages] == ["published", "published", "pending"]


@pytest.mark.sqlite_only  # what is looked at is the same on any database
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["", "?view=list", "mails/", "?show=held"])
def test_every_page_of_it_is_accessible(view: str, scheme: Any, officer_page: Page) -> None:
    wait(2, body="My client rang 020 7946 0000. " * 3, email="a@b.example")
    make.make_message(status="pending", body="No consent", consent_basis="", source="")
    officer_page.emulate_media(color_scheme=scheme)
    officer_page.goto(f"{QUEUE}{view}")
    if officer_page.locator(".bar summary").count():
        officer_page.locator(".bar summary").first.click()
    found = Axe().run(officer_page)
    assert not found.response["violations"], found.generate_report()


@pytest.mark.sqlite_only  # what is looked at is the same on any database
@pytest.mark.parametrize("view", ["", "?view=list", "mails/"])
def test_a_phone_shows_it_whole_with_buttons_for_a_thumb(
    view: str, officer_page: Page, officer: "User"
) -> None:
    long = "Averyverylongwordwithoutanyspace" * 20
    first, *_others = wait(3, body=long, email="a@b.example")
    moderation.publish(first, by=officer)
    officer_page.set_viewport_size(PHONE)
    officer_page.goto(f"{QUEUE}{view}")
    assert officer_page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for button in officer_page.locator(".bar .button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 40


def test_all_of_it_works_without_a_script(
    browser: Browser, officer_page: Page, base_url: str
) -> None:
    first, second, third = wait(3)
    state = officer_page.context.storage_state()
    with browser.new_context(
        java_script_enabled=False, storage_state=state, base_url=base_url, viewport=PHONE
    ) as context:
        page = context.new_page()
        page.goto(QUEUE)
        page.get_by_role("button", name="Approve").click()
        shows(page, second)
        page.locator(".bar summary", has_text="Decline").click()
        page.get_by_role("button", name="Abusive or unlawful").click()
        shows(page, third)
        page.locator(".bar__last button").click()
        shows(page, second)
    assert [status(each) for each in (first, second)] == ["published", "pending"]
