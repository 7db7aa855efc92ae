"""Addresses of disputes, what refers to what, and what goes when something is deleted."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model, RestrictedError
from django.urls import URLPattern, URLResolver, get_resolver

from dispute.models import Departure, Dispute, FormerSlug, StrikeDay, Team, WaitingListFigure
from dispute.models.disputes import RESERVED_SLUGS, validate_dispute_slug
from dispute.models.rows import REF_ALPHABET, derived_ref, new_ref
from tests import factories as make

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

# --- Slugs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["porters", "library-assistants-2", "2026", "a"])
def test_a_plain_word_is_a_slug(slug: str) -> None:
    validate_dispute_slug(slug)


@pytest.mark.parametrize(
    "slug",
    [
        "",
        "Porters",
        "the porters",
        "-porters",
        "porters-",
        "a--b",
        "a_b",
        "café",
        "a/b",
        "a\n",
        ".",
    ],
)
def test_what_cannot_be_read_out_is_no_slug(slug: str) -> None:
    with pytest.raises(ValidationError, match="small letters"):
        validate_dispute_slug(slug)


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_the_sites_own_addresses_are_no_slugs(slug: str) -> None:
    with pytest.raises(ValidationError, match="own addresses"):
        validate_dispute_slug(slug)


def first_parts(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """Return the fixed first parts of the site's addresses: admin, healthz, not <slug>."""
    found: set[str] = set()
    for pattern in patterns:
        route = str(pattern.pattern)
        if not route and isinstance(pattern, URLResolver):
            found |= first_parts(pattern.url_patterns)
        elif route and not route.startswith("<"):
            found.add(route.partition("/")[0])
    return found


def test_no_slug_can_hide_an_address_of_the_site() -> None:
    parts = first_parts(get_resolver().url_patterns)
    assert "admin" in parts
    hideable = {part for part in parts if part.replace("-", "").isalnum()}
    assert hideable <= RESERVED_SLUGS


@pytest.mark.django_db
def test_a_reserved_slug_is_refused_in_words() -> None:
    dispute = make.make_dispute()
    dispute.slug = "admin"
    with pytest.raises(ValidationError) as caught:
        dispute.full_clean()
    assert list(caught.value.message_dict) == ["slug"]


def former(dispute: Dispute) -> list[str]:
    return sorted(dispute.former_slugs.values_list("slug", flat=True))


def move(dispute: Dispute, slug: str) -> None:
    dispute.slug = slug
    dispute.save()


@pytest.mark.django_db
def test_an_address_that_was_left_is_kept() -> None:
    dispute = make.make_dispute(slug="one")
    assert former(dispute) == []
    move(dispute, "two")
    move(dispute, "three")
    assert former(dispute) == ["one", "two"]
    move(dispute, "one")
    assert former(dispute) == ["three", "two"]


@pytest.mark.django_db
def test_an_address_that_was_left_may_be_taken_by_another_dispute() -> None:
    dispute = make.make_dispute(slug="one")
    move(dispute, "two")
    other = make.make_dispute(slug="one")
    assert former(dispute) == []
    move(other, "three")
    assert (former(dispute), former(other)) == ([], ["one"])


@pytest.mark.django_db
def test_saving_anything_else_keeps_the_addresses() -> None:
    dispute = make.make_dispute(slug="one")
    move(dispute, "two")
    dispute.title = "Another title"
    dispute.save()
    dispute.save(update_fields=["title"])
    assert former(dispute) == ["one"]


# --- Which dispute --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_current_dispute_is_live_before_it_is_new() -> None:
    assert Dispute.objects.current() is None
    make.make_dispute(status="draft", raised_on=date(2026, 1, 3))
    assert Dispute.objects.current() is None
    settled = make.make_dispute(status="settled", raised_on=date(2026, 1, 2))
    assert Dispute.objects.current() == settled
    live = make.make_dispute(raised_on=date(2026, 1, 1))
    assert Dispute.objects.current() == live


@pytest.mark.django_db
def test_rows_of_a_draft_are_not_public() -> None:
    shown, hidden = make.make_team(), make.make_team(dispute=make.make_dispute(status="draft"))
    assert list(Team.objects.public()) == [shown]
    assert hidden in Team.objects.all()


# --- References -----------------------------------------------------------------------------------


def test_a_reference_is_twelve_letters_that_nobody_confuses() -> None:
    refs = {new_ref() for _each in range(500)}
    assert len(refs) == 500
    assert all(len(ref) == 12 and set(ref) <= set(REF_ALPHABET) for ref in refs)
    assert not set("ilou") & set(REF_ALPHABET)


def test_a_derived_reference_is_always_the_same() -> None:
    assert derived_ref("teams", "East") == derived_ref("teams", "East")
    assert derived_ref("teams", "East") != derived_ref("team", "sEast")


def test_a_derived_reference_can_be_made_on_this_site_alone(settings: "SettingsWrapper") -> None:
    here = derived_ref("teams", "East")
    settings.SECRET_KEY = "another site's"
    assert derived_ref("teams", "East") != here


# --- What belongs together, and what goes together ------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "field"),
    [
        (lambda: make.make_departure(team=make.make_team()), "team"),
        (lambda: make.make_waiting_list_figure(list=make.make_waiting_list()), "list"),
        (lambda: make.make_strike_day(notice=make.make_action_notice()), "notice"),
    ],
    ids=["team", "list", "notice"],
)
def test_a_row_of_another_dispute_is_refused(row: object, field: str) -> None:
    made: Departure | WaitingListFigure | StrikeDay = row()
    made.clean()
    made.dispute = make.make_dispute()
    with pytest.raises(ValidationError, match="another dispute") as caught:
        made.clean()
    assert list(caught.value.message_dict) == [field]


@pytest.mark.django_db
def test_a_team_with_departures_stays() -> None:
    departure = make.make_departure()
    with pytest.raises(RestrictedError):
        departure.team.delete()


@pytest.mark.django_db
def test_a_strike_day_outlives_its_notice() -> None:
    day = make.make_strike_day(notice=make.make_action_notice())
    day.notice.delete()
    day.refresh_from_db()
    assert day.notice is None


def one_of_everything() -> Dispute:
    dispute = make.make_dispute(slug="before")
    move(dispute, "after")
    waiting = make.make_waiting_list(dispute=dispute)
    make.make_waiting_list_figure(list=waiting)
    make.make_departure(team=make.make_team(dispute=dispute))
    make.make_strike_day(notice=make.make_action_notice(dispute=dispute))
    names = ("ballot", "offer", "claim", "statistic", "milestone", "correction", "message")
    for name in (*names, "quoted_figure"):
        getattr(make, f"make_{name}")(dispute=dispute)
    return dispute


@pytest.mark.django_db
def test_a_dispute_goes_with_all_its_rows_and_no_others() -> None:
    doomed, kept = one_of_everything(), make.make_dispute()
    make.make_departure(team=make.make_team(dispute=kept))
    doomed.delete()
    assert list(Dispute.objects.all()) == [kept]
    assert Departure.objects.get().dispute == kept
    assert not FormerSlug.objects.exists()
    assert not StrikeDay.objects.exists()


# --- History --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_change_is_kept_with_what_was_before() -> None:
    team = make.make_team(posts=12)
    team.posts = 11
    team.save()
    pk = team.pk
    team.delete()
    history = Team.history.filter(id=pk).order_by("history_id")
    assert [(each.history_type, each.posts) for each in history] == [
        ("+", 12),
        ("~", 11),
        ("-", 11),
    ]


@pytest.mark.django_db
def test_history_keeps_no_e_mail_address() -> None:
    message = make.make_message(email="ines@example.org")
    entry: Model = type(message).history.get()
    held = {field.name for field in entry._meta.get_fields()}
    assert {"body", "status"} <= held
    assert not {"email", "card"} & held
