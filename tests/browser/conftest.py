"""Chromium for what only a browser can show: `page.goto("/")` is the live server's first page.

    def test_home_has_a_headline(page): page.goto("/")
    def test_officer_publishes(officer_page): officer_page.goto("/admin/")

Everything in this folder has the marker `browser`, and is skipped where there is no Chromium (or
fails, under REQUIRE_ALL). Rows are committed, because the live server reads them from a thread of
its own.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.chromium import find
from tests.people import signed_in

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

# A machine with one busy core is no reason to fail: what is expected comes, or it does not.
expect.set_options(timeout=20_000)
HERE = Path(__file__).parent
REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
ARGUMENTS = [
    # Chromium's sandbox refuses root, who runs CI.
    "--no-sandbox",
    "--disable-gpu",
    # It asks nobody outside for anything.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here; skip it if there is nothing to run it with."""
    missing = "" if find() else "Chromium: not on this machine (Debian: apt-get install chromium)"
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if missing and not REQUIRE_ALL:
                item.add_marker(pytest.mark.skip(reason=missing))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's own browser: playwright's cannot be had from a package registry."""
    # Playwright's loop runs in this thread, where Django would refuse to touch the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return browser_type_launch_args | {"executable_path": find(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url(live_server: "LiveServer") -> str:
    """Addresses given to `page.goto` start at the live server."""
    return live_server.url


@pytest.fixture
def officer_page(page: "Page", officer: "User", base_url: str) -> "Page":
    """A page of somebody who signed in as the officer."""
    from django.conf import settings

    session = signed_in(officer).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": base_url}])
    return page
