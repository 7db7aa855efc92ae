"""/privacy/ says what the code does: a setting changes, and the page with it."""

from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.conf import settings as current
from django.test import Client

from dispute.privacy import retention
from tests import factories as make
from tests.reading import read

pytestmark = pytest.mark.django_db

PAGE = "/privacy/"


@pytest.fixture
def told(client: Client) -> str:
    make.make_branch()
    return words(client)


def words(client: Client) -> str:
    return " ".join(unescape(read(client, PAGE)).split())


def test_branch_is_named_as_controller_with_its_ways_to_be_reached(told: str) -> None:
    for word in ("Millbrook Libraries Branch decides", "3 Weir Lane", "branch@millbrook.example"):
        assert word in told
    assert "Articles 6(1)(a) and 9(2)(a)" in told
    assert 'href="/data-complaint/"' in told


def test_site_without_a_branch_says_so(client: Client) -> None:
    assert "has not entered its name yet" in words(client)


@pytest.mark.parametrize(
    ("setting", "before", "value", "after"),
    [
        ("RETENTION_DECLINED_DAYS", "30 days after it was declined", 7, "7 days after it was decl"),
        ("RETENTION_UNCONFIRMED_DAYS", "30 days after it came", 1, "1 day after it came"),
        ("RETENTION_EMAIL_MONTHS", "6 months after the dispute", 2, "2 months after the dispute"),
        ("RETENTION_SENDER_DAYS", "internet address: for 14 days", 3, "address: for 3 days"),
        ("RETENTION_COMPLAINT_MONTHS", "for 6 months after its outcome", 9, "for 9 months after"),
        ("RETENTION_MAIL_DAYS", "30 days after they were written", 5, "5 days after they were"),
        ("RETENTION_PLEDGE_YEARS", "for 6 years, as the strike", 1, "for 1 year, as the strike"),
        ("MESSAGES_PER_ADDRESS", "at most 30 messages are taken", 0, "Nobody is refused by it"),
        (
            "EMAIL_BACKEND",
            "leave through the branch’s mail server",
            "dispute.mail.kept.EmailBackend",
            "This site has no mail server",
        ),
    ],
)
def test_page_follows_every_setting(
    told: str, client: Client, settings: Any, setting: str, before: str, value: Any, after: str
) -> None:
    assert before in told
    assert after not in told
    setattr(settings, setting, value)
    assert after in words(client)
    assert before not in words(client)


def test_every_setting_of_retention_is_on_the_page() -> None:
    names = {name for name in dir(current) if name.startswith("RETENTION_")}
    mark = test_page_follows_every_setting.pytestmark[0]  # type: ignore[attr-defined]  # pytest's
    assert names <= {case[0] for case in mark.args[1]}


def test_every_rule_is_on_the_page(told: str) -> None:
    for rule in retention.rules():
        assert rule.kept() in told, rule.name


def test_words_of_consent_are_those_that_are_asked_now(told: str, client: Client) -> None:
    assert "version site-1" in told
    make.make_consent_wording(
        version="branch-9", text="Put it up.", starts_at=datetime(2026, 2, 1, tzinfo=UTC)
    )
    assert "version branch-9" in words(client)
    assert "Put it up." in words(client)


def test_page_says_when_erasing_last_ran(told: str, client: Client) -> None:
    assert "has not run on this site yet" in told
    make.make_purge_run(day="2026-03-02", ran_at=datetime(2026, 3, 2, 9, tzinfo=UTC))
    assert "last on 2 March 2026" in words(client)


def test_totals_of_pledges_are_said_to_be_public_only_where_they_are(
    told: str, client: Client
) -> None:
    assert "Anybody reads the totals" not in told
    make.make_wall_settings(pledges_public=True)
    assert "Anybody reads the totals" in words(client)


def test_foot_of_every_page_leads_there(client: Client) -> None:
    assert 'href="/privacy/"' in read(client, "/no-such-page/")
    make.make_branch()
    for path in ("/", "/no-such-page/", PAGE, "/data-complaint/"):
        assert 'href="/privacy/"' in read(client, path)
