"""Where Chromium is on this machine. As a program: print it; exit 1 if it is nowhere.

CHROMIUM names another one. Playwright's own browsers are not used: they come from an address of
their own, outside any package registry.
"""

import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str:
    """Return the path of the first browser found, "" if there is none."""
    named = os.environ.get("CHROMIUM", "")
    return named or next(filter(None, map(shutil.which, NAMES)), "")


def follow(pressed: "Locator") -> None:
    """Press what leads to another page, and be there: a press alone returns before the answer.

    What asks the page again until it is as expected (`expect`) can do without; what looks at it
    once (`evaluate`, `count`, `url`, axe, the database) would look at the page before, or at none.
    """
    with pressed.page.expect_navigation():
        pressed.click()


if __name__ == "__main__":
    print(find() or "no Chromium here (Debian: apt-get install chromium)")
    sys.exit(not find())
