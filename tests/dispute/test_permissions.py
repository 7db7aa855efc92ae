"""The groups that every migrate makes, and what they may do."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command

from dispute.permissions import MODERATOR, OFFICER, REP
from tests.people import person

pytestmark = pytest.mark.django_db


def permissions(group: str) -> set[str]:
    pairs = Group.objects.get(name=group).permissions.values_list(
        "content_type__app_label", "codename"
    )
    return {f"{label}.{codename}" for label, codename in pairs}


def test_an_officer_keeps_the_record_the_wall_and_the_letters() -> None:
    held = permissions(OFFICER)
    assert {"dispute.add_strikeday", "dispute.delete_departure", "dispute.change_branch"} <= held
    assert {"solidarity.change_message", "campaigns.delete_openletter"} <= held


def test_only_an_administrator_deletes_a_dispute_or_the_branch() -> None:
    for group in (OFFICER, MODERATOR, REP):
        assert not {"dispute.delete_dispute", "dispute.delete_branch"} & permissions(group)


def test_a_rep_reads_and_changes_nothing() -> None:
    held = permissions(REP)
    assert {"dispute.view_strikeday", "campaigns.view_openletter"} <= held
    assert all(".view_" in each for each in held)


def test_a_moderator_has_messages_and_little_else() -> None:
    assert permissions(MODERATOR) == {
        "dispute.view_branch",
        "dispute.view_dispute",
        *(f"solidarity.{action}_message" for action in ("view", "add", "change")),
        # The mails that the messages are made of.
        *(f"solidarity.{action}_receivedmail" for action in ("view", "change")),
    }


def test_nobody_in_a_group_keeps_accounts() -> None:
    for group in (OFFICER, MODERATOR, REP):
        assert not {each for each in permissions(group) if each.startswith("auth.")}


def test_migrating_again_takes_nothing_that_an_administrator_gave() -> None:
    given = Permission.objects.get(codename="view_user")
    Group.objects.get(name=REP).permissions.add(given)
    before = permissions(REP)
    call_command("migrate", verbosity=0)
    assert permissions(REP) == before
    assert Group.objects.count() == 3


def test_the_same_four_people_of_the_tests_are_what_they_say() -> None:
    rep: User = person("ruth", group=REP)
    assert rep.has_perm("dispute.view_team")
    assert not rep.has_perm("dispute.change_team")
    assert not person("sid").has_perm("dispute.view_team")
