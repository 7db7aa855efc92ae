"""Take the pictures in docs/pictures anew, of the demonstration, with this machine's Chromium.

    make pictures                       the README's
    make pictures ARGS="/tmp/looks"     every page, at 360, 768 and 1280 pixels, light, dark, print

Serves the demonstration on a free port from a data folder of its own, which goes with it.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.chromium import find  # noqa: E402 - the tree is no installed package

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
OFFICER = re.compile(r"\bpassword +([a-z0-9]{4}(?:-[a-z0-9]{4}){4})")

# name, address, width, height, scheme; signed in where the address is the admin's.
README_PICTURES = (
    ("home", "/", 1280, 1400, "light"),
    ("home-phone", "/", 390, 1100, "dark"),
    ("wall", "{dispute}wall/", 1280, 1000, "light"),
    ("wall-search", "{dispute}wall/?q=rail", 1280, 1000, "light"),
    ("display", "{dispute}wall/display/", 1280, 720, "light"),
    ("mail", "/admin/mails/?mail=1", 1280, 1200, "light"),
    ("book", "/admin/wall-book/", 1280, 1000, "light"),
    ("send", "{dispute}wall/send/", 390, 1500, "light"),
    ("queue", "/admin/queue/", 390, 1300, "light"),
    ("letter", "{letter}", 1280, 1400, "light"),
    ("figures", "{dispute}figures/", 1280, 1100, "light"),
    ("sign-in", "/admin/login/", 1280, 700, "light"),
    ("admin", "/admin/", 1280, 900, "light"),
    ("admin-phone", "/admin/", 390, 900, "light"),
    ("strike-day", "/admin/dispute/strikeday/add/", 390, 1000, "light"),
    ("check", "/admin/check/", 1280, 1400, "light"),
    ("contradictions", "/admin/contradictions/", 1280, 1100, "light"),
    ("law", "/admin/law/plan/?first_day={monday}", 390, 1400, "light"),
    ("letter-form", "/admin/campaigns/openletter/add/#id_body", 1280, 1250, "light"),
)
DRAFT = (
    "We have taken [[strike_days_taken]] days of strike action. Since 1 January 2025 "
    "[[departures_left since=2025-01-01|words]] of us have left.\n"
)
SPEECH = (
    "We have taken 19 days of strike action. Twenty of us have left. Children wait 21 weeks for "
    "their equipment, and in 1998 nobody waited at all.\n"
)
EVERY_PAGE = (
    "/", "{dispute}", "{dispute}timeline/", "{dispute}wall/", "{message}", "{dispute}letters/",
    "{letter}", "{dispute}figures/", "{dispute}figures/strike_days_taken/",
    "{dispute}figures/departures_share/", "{dispute}claims/", "{dispute}corrections/", "/nowhere/",
    "{dispute}figures/?as_at=rubbish", "/admin/login/", "{dispute}wall/?q=waiting",
    "{dispute}wall/?kind=union&month=2026-03", "{dispute}wall/?q=zeppelin",
    "{dispute}wall/?month=rubbish", "{dispute}wall/embed/", "{dispute}wall/embed/how/",
    "{dispute}wall/display/",
)  # fmt: skip


@contextmanager
def demonstration() -> Iterator[tuple[str, str]]:
    """Yield the address of a served demonstration and its officer's password."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        log = Path(folder) / "log"
        environment = os.environ | {"DATA_DIR": folder, "PORT": str(port), "HOST": "127.0.0.1"}
        with log.open("w") as output:
            server = subprocess.Popen(
                ["sh", ROOT / "deploy/run.sh"], stdout=output, env=environment
            )
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz", server)
            told = OFFICER.search(log.read_text())
            yield f"http://127.0.0.1:{port}", told[1] if told else ""
        finally:
            server.terminate()
            server.wait(20)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the address answers; stop after two minutes, or when the server has."""
    for _each in range(240):
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310 - our own server
            return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.5)
    sys.exit("The demonstration did not start.")


def opened(browser: Browser, site: str, width: int, height: int, scheme: str) -> Page:
    """Return an empty page of that size and colour scheme."""
    size = {"width": width, "height": height}
    return browser.new_page(viewport=size, color_scheme=scheme, base_url=site, locale="en-GB")


def sign_in(page: Page, password: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", "officer")
    page.fill("[name=password]", password)
    page.click("[type=submit]")


def addresses(browser: Browser, site: str) -> dict[str, str]:
    """Return the addresses of the demonstration that its rows decide."""
    page = opened(browser, site, 800, 600, "light")
    page.goto("/")
    dispute = page.get_attribute(".masthead__nav a", "href") or "/"
    page.goto(f"{dispute}letters/")
    letter = page.get_attribute("main ol a", "href") or "/"
    page.goto(f"{dispute}wall/")
    message = page.get_attribute(".message__date a", "href") or "/"
    page.close()
    # A day that leaves time for a notice, whenever the picture is taken.
    today = datetime.now(tz=UTC).date()
    monday = today + timedelta(days=28 - today.weekday())
    return {
        "dispute": dispute, "letter": letter, "message": message, "monday": monday.isoformat(),
    }  # fmt: skip


def take_readme(browser: Browser, site: str, password: str) -> None:
    """Take the README's pictures."""
    known = addresses(browser, site)
    for name, address, width, height, scheme in README_PICTURES:
        page = opened(browser, site, width, height, scheme)
        if address.startswith("/admin/") and "login" not in address:
            sign_in(page, password)
        page.goto(address.format(**known), wait_until="networkidle")
        if name == "letter-form":
            page.fill("#id_body", DRAFT)
            page.wait_for_timeout(1000)
        if name == "check":
            page.fill("[name=text]", SPEECH)
            page.click("form:has([name=text]) [type=submit]")
            page.wait_for_load_state("networkidle")
        if name == "book":
            page.click("#content form button")
            page.wait_for_load_state("networkidle")
        page.screenshot(path=ROOT / "docs/pictures" / f"{name}.png")
        page.close()


def take_everything(browser: Browser, site: str, folder: Path) -> None:
    """Take every public page whole, in every size and scheme, and as it prints."""
    folder.mkdir(parents=True, exist_ok=True)
    known = addresses(browser, site)
    for address in EVERY_PAGE:
        name = re.sub(r"\W+", "-", address).strip("-") or "home"
        for scheme in ("light", "dark"):
            for width in (360, 768, 1280):
                page = opened(browser, site, width, 900, scheme)
                page.goto(address.format(**known), wait_until="networkidle")
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                if (width, scheme) == (1280, "light"):
                    page.pdf(path=folder / f"{name}.pdf", format="A4")
                page.close()


def main() -> None:
    with demonstration() as (site, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        if len(sys.argv) > 1:
            take_everything(browser, site, Path(sys.argv[1]))
        else:
            take_readme(browser, site, password)
        browser.close()


if __name__ == "__main__":
    main()
