"""The admin's frame: signing in, what waits, and nothing inline on any page."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib import admin
from django.core.cache import cache
from django.db import IntegrityError
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from dispute.admin.action import StrikeDayAdmin
from dispute.what_waits import panels_for
from tests import factories

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

INLINE = re.compile(r"<style|\sstyle\s*=|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=", re.IGNORECASE)


def coming(days: int, **fields: Any) -> Any:
    day = timezone.localdate() + timedelta(days=days)
    announced = timezone.localdate() - timedelta(days=20)
    return factories.make_strike_day(date=day, announced_on=announced, **fields)


def request_of(user: "User") -> HttpRequest:
    request = RequestFactory().get("/admin/")
    request.user = user
    return request


def panels(user: "User") -> dict[str, Any]:
    return {panel.title: panel for panel in panels_for(request_of(user))}


# --- Signing in -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_sign_in_page_carries_the_branch(client: "Client") -> None:
    factories.make_branch(brand_colour="#123456")
    page = client.get(reverse("admin:login"))
    assert "Millbrook Libraries Branch" in page.text
    assert "/brand/123456.css" in page.text
    assert "Django" not in page.text


def test_officer_signs_in(client: "Client", officer: "User") -> None:
    login = reverse("admin:login")
    fields = {"username": "olive", "next": client.get(login).context["next"]}
    wrong = client.post(login, {**fields, "password": "no"})
    assert 'role="alert"' in wrong.text
    right = client.post(login, {**fields, "password": "password"}, follow=True)
    assert "What waits" in right.text


def test_stranger_is_told_that_the_admin_is_for_others(stranger_client: "Client") -> None:
    assert "signed in as sid" in stranger_client.get("/admin/", follow=True).text


# --- What waits -----------------------------------------------------------------------------------


def test_strike_days_of_the_coming_fortnight_wait(officer: "User") -> None:
    dispute = factories.make_dispute()
    for days in (-1, 0, 14, 15):
        coming(days, dispute=dispute)
    coming(3, dispute=dispute, called_off_on=timezone.localdate())
    panel = panels(officer)["strike days in the coming fortnight"]
    assert (panel.count, len(panel.items), panel.text) == (2, 2, "")


def test_no_strike_days_are_said_so(rep: "User") -> None:
    panel = panels(rep)["strike days in the coming fortnight"]
    assert panel.count == 0
    assert "Nothing is announced" in panel.text


def test_panels_are_for_those_who_may_see_what_they_count(
    officer: "User", moderator: "User", rep: "User", stranger: "User"
) -> None:
    days, letters = "strike days in the coming fortnight", "letters without a reply"
    wrong, differing = "letters that the record contradicts", "contradictions in public"
    assert list(panels(officer)) == ["messages to check", days, letters, wrong, differing]
    assert list(panels(moderator)) == ["messages to check"]
    assert list(panels(rep)) == [days, letters, wrong, differing]
    assert list(panels(stranger)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_index_asks_as_often_for_three_as_for_one(
    rows: int, officer_client: "Client", django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    dispute = factories.make_dispute()
    for number in range(rows):
        coming(number, dispute=dispute)
        factories.make_message(dispute=dispute, status="pending")
        factories.make_open_letter(dispute=dispute)
    officer_client.get("/admin/")
    # One for each panel that counts a table of its own, complaints and invitations among them.
    with django_assert_num_queries(26):
        page = officer_client.get("/admin/")
    # What letters say is checked once, and again when something has moved.
    cache.clear()
    with django_assert_num_queries(36):
        page = officer_client.get("/admin/")
    assert page.text.count("waits__note") == rows * 4


# --- Every page -----------------------------------------------------------------------------------


def every_page(row_of: dict[str, Any], request: HttpRequest) -> list[str]:
    """Every page that `request` may open: what cannot be added has none to add it."""
    pages = [
        "/admin/",
        reverse("admin:password_change"),
        reverse("admin:app_list", args=["dispute"]),
    ]
    for model, its_admin in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        pages.append(reverse(f"admin:{name}_changelist"))
        if its_admin.has_add_permission(request):
            pages.append(reverse(f"admin:{name}_add"))
        if row := row_of.get(str(model._meta.model_name)):
            # The note of an erasure stays, for one.
            may_delete = its_admin.has_delete_permission(request, row)
            views = ("change", "history", *(["delete"] if may_delete else []))
            pages += [reverse(f"admin:{name}_{view}", args=[row.pk]) for view in views]
    return pages


def test_no_page_holds_anything_inline(admin_client: "Client", admin_user: "User") -> None:
    makers = {
        n.removeprefix("make_").replace("_", ""): f
        for n, f in vars(factories).items()
        if n.startswith("make_")
    }
    rows = {name: make() for name, make in makers.items()} | {"user": admin_user}
    # A published letter has no page to delete it.
    rows["openletter"] = factories.make_open_letter(status="draft")
    pages = every_page(rows, request_of(admin_user))
    assert len(pages) > 70
    for page in pages:
        answer = admin_client.get(page, follow=True)
        assert answer.status_code == 200, page
        assert INLINE.findall(answer.text) == [], page
        assert "'unsafe" not in answer.headers["Content-Security-Policy"], page


def test_dates_are_picked_with_what_the_device_brings(officer_client: "Client") -> None:
    page = officer_client.get(reverse("admin:dispute_strikeday_add")).text
    assert page.count('type="date"') == 3
    assert "calendar.js" not in page


def test_two_who_save_the_same_at_once_are_told(
    officer_client: "Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    def beaten(*_args: Any, **_kwargs: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(StrikeDayAdmin, "save_model", beaten)
    fields = {
        "dispute": factories.make_dispute().pk, "kind": "strike",
        "date": date(2026, 5, 4), "announced_on": date(2026, 4, 1),
    }  # fmt: skip
    answer = officer_client.post(reverse("admin:dispute_strikeday_add"), fields, follow=True)
    assert "somebody else has just saved the same" in answer.text
