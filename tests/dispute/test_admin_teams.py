"""What the admin says of a team that the public sees only together with another."""

import html
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from dispute.models import Dispute, Team
from tests import factories as make
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def teams() -> dict[str, Team]:
    dispute = make.make_dispute()
    sizes = (("Duty", 3), ("North", 8), ("South", 9))
    return {name: make.make_team(dispute=dispute, name=name, posts=posts) for name, posts in sizes}


def test_the_list_says_who_is_published_only_with_another(
    teams: dict[str, Team], officer_client: Client
) -> None:
    page = read(officer_client, reverse("admin:dispute_team_changelist"))
    assert page.count("only with another team") == 2
    assert page.count("by its name") == 1


def test_a_team_of_another_dispute_makes_no_difference(
    teams: dict[str, Team], officer_client: Client
) -> None:
    other = make.make_dispute(status=Dispute.Status.DRAFT)
    make.make_team(dispute=other, name="North", posts=8)
    make.make_team(dispute=teams["Duty"].dispute, name="Duty", posts=7, as_at=date(2026, 6, 1))
    page = read(officer_client, reverse("admin:dispute_team_changelist"))
    assert page.count("only with another team") == 3
    assert page.count("by its name") == 2


@pytest.mark.parametrize(
    ("name", "said", "unsaid"),
    [
        ("Duty", "would point at a person", "the total"),
        ("North", "it and the total would give away", "point at a person"),
        ("South", "South", "is shown only"),
    ],
)
def test_a_team_s_page_says_why(
    name: str, said: str, unsaid: str, teams: dict[str, Team], officer_client: Client
) -> None:
    address = reverse("admin:dispute_team_change", args=[teams[name].pk])
    page = html.unescape(read(officer_client, address))
    assert said in page
    assert unsaid not in page
