"""A dispute with departures from North and letters that quote them, and pages filled in."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from campaigns.models import OpenLetter
from dispute.models import Departure, Dispute, Team
from tests import factories as make

DATED = date(2026, 5, 1)
REASON = "The letter of resignation gives another day."


def dispute_with_letter(
    body: str = "By now [[departures_left]] people have left.", **fields: Any
) -> tuple[Dispute, Departure, OpenLetter]:
    """Make a team of 30, North, with a departure of 1 April, and a letter of 1 May about it."""
    make.make_branch()
    dispute = make.make_dispute(slug="library")
    team = make.make_team(dispute=dispute, name="North", posts=30)
    departure = make.make_departure(
        team=team, notice_given_on=date(2026, 3, 2), left_on=date(2026, 4, 1)
    )
    make.make_departure(team=team, notice_given_on=None, left_on=date(2026, 2, 3))
    return dispute, departure, letter_of(dispute, body, **fields)


def letter_of(dispute: Dispute, body: str, **fields: Any) -> OpenLetter:
    return make.make_open_letter(
        **{"dispute": dispute, "body": body, "dated": DATED, "sent_on": DATED, **fields}
    )


def departure_fields(departure: Departure, **others: Any) -> dict[str, Any]:
    """Return what the page of a departure sends, with `others` typed in."""
    fields: dict[str, Any] = {
        "team": departure.team_id,
        "kind": departure.kind,
        "notice_given_on": departure.notice_given_on or "",
        "left_on": departure.left_on or "",
        "experience_years": departure.experience_years or "",
        "note": departure.note,
        "source": departure.source,
        "source_url": departure.source_url,
    }
    return fields | others


def change_url(row: Any) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    return reverse(name, args=[row.pk])


def delete_url(row: Any) -> str:
    return change_url(row).replace("/change/", "/delete/")


def answer(page: Any, **typed: Any) -> dict[str, Any]:
    """Return what the question of a page sends, as drafted, with `typed` typed in."""
    form = page.context["asking"].form
    fields = {form.add_prefix(name): form[name].value() for name in form.fields}
    told = {key: value for key, value in fields.items() if value not in (None, False)}
    told |= {f"correction-{name}": value for name, value in typed.items()}
    return {key: value for key, value in told.items() if value is not None}


def asked(client: Client, url: str, fields: dict[str, Any]) -> Any:
    """Send a page that has to be asked why; return the page that asks."""
    page = client.post(url, fields)
    assert page.status_code == 200, page.headers
    assert page.context["asking"] is not None, page.text
    return page


def team_of(dispute: Dispute, name: str, posts: int) -> Team:
    return make.make_team(dispute=dispute, name=name, posts=posts)
