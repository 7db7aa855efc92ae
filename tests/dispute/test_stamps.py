"""The stamp of a dispute moves with everything public about it, whichever road a write takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, models, transaction

from campaigns import letters
from campaigns.models import OpenLetter
from dispute import stamps
from dispute.models import Branch, Dispute, Stamp, Team
from dispute.stamps import install, stamp_of, watched_tables
from solidarity import moderation
from solidarity.models import Message
from tests import factories as make

# One factory for each watched table whose rows belong to a dispute.
ROWS = (
    make.make_action_notice,
    make.make_ballot,
    make.make_claim,
    make.make_correction,
    make.make_departure,
    make.make_message,
    make.make_milestone,
    make.make_offer,
    make.make_open_letter,
    make.make_pledge,
    make.make_statistic,
    make.make_strike_day,
    make.make_team,
    make.make_waiting_list,
    make.make_waiting_list_figure,
    make.make_wall_settings,
)
each_row = pytest.mark.parametrize("factory", ROWS, ids=lambda factory: factory.__name__)


@contextmanager
def moves(dispute: Dispute) -> Iterator[None]:
    """Assert that what is done moves this dispute's stamp, and no other's."""
    other = make.make_dispute()
    before, others = stamp_of(dispute), stamp_of(other)
    yield
    assert stamp_of(dispute) > before
    assert stamp_of(other) == others


@contextmanager
def moves_nothing() -> Iterator[None]:
    before = dict(Stamp.objects.values_list("pk", "number"))
    yield
    assert dict(Stamp.objects.values_list("pk", "number")) == before


# --- Which tables ---------------------------------------------------------------------------------


def public_models() -> set[type[models.Model]]:
    """Return the models of which something can be public."""
    return {model for model in apps.get_models() if hasattr(model._default_manager, "public")}


def test_every_model_with_something_public_is_watched() -> None:
    assert len(public_models()) > 10
    assert {model._meta.db_table for model in public_models()} == watched_tables()


@pytest.mark.django_db
def test_every_watched_table_has_a_factory_here() -> None:
    made = {factory()._meta.db_table for factory in ROWS}
    others = {Branch._meta.db_table, Dispute._meta.db_table}
    assert made | others == watched_tables()


# --- Which writes ---------------------------------------------------------------------------------


@pytest.mark.django_db
@each_row
def test_a_row_that_is_made_changed_or_deleted_moves_the_stamp(
    factory: Callable[..., models.Model],
) -> None:
    row: Any = factory()
    dispute = row.dispute
    with moves(dispute):
        type(row)._default_manager.filter(pk=row.pk).update(entered_at=row.entered_at)
    with moves(dispute):
        row.save()
    with moves(dispute):
        type(row)._default_manager.bulk_update([row], ["entered_at"])
    with moves(dispute), connection.cursor() as cursor:
        table = type(row)._meta.db_table
        cursor.execute(f"UPDATE {table} SET ref = 'abc' WHERE id = {row.pk}")  # noqa: S608 - ours
    with moves(dispute):
        type(row)._default_manager.filter(pk=row.pk).delete()
    with moves(dispute):
        factory(dispute=dispute)


@pytest.mark.django_db
@each_row
def test_rows_made_in_bulk_move_the_stamp(factory: Callable[..., models.Model]) -> None:
    row: Any = factory()
    manager, dispute = type(row)._default_manager, row.dispute
    manager.filter(pk=row.pk).delete()
    for more in ({}, {"ignore_conflicts": True}):
        with moves(dispute):
            manager.bulk_create([row], **more)
        manager.filter(ref=row.ref).delete()
        row.pk = None


@pytest.mark.django_db
def test_a_row_put_over_another_moves_the_stamp() -> None:
    team = make.make_team()
    with moves(team.dispute):
        Team.objects.bulk_create(
            [Team(dispute=team.dispute, name=team.name, as_at=team.as_at, posts=3)],
            update_conflicts=True,
            update_fields=["posts"],
            unique_fields=["dispute", "name", "as_at"],
        )
    assert Team.objects.get().posts == 3


@pytest.mark.django_db
def test_a_row_that_changes_hands_moves_both_stamps() -> None:
    milestone, other = make.make_milestone(), make.make_dispute()
    with moves(milestone.dispute):
        before = stamp_of(other)
        type(milestone).objects.update(dispute=other)
        assert stamp_of(other) > before


@pytest.mark.django_db
def test_the_dispute_and_the_branch_are_on_its_pages_too() -> None:
    dispute, other = make.make_dispute(), make.make_dispute()
    with moves(dispute):
        Dispute.objects.filter(pk=dispute.pk).update(title="Another")
    for write in (make.make_branch, lambda: Branch.objects.update(name="Another")):
        before = [stamp_of(each) for each in (dispute, other)]
        write()
        assert all(stamp_of(each) > was for each, was in zip((dispute, other), before, strict=True))


@pytest.mark.django_db
def test_a_dispute_has_a_stamp_from_its_first_moment() -> None:
    assert stamp_of(make.make_dispute()) >= 1
    assert stamp_of(Dispute(pk=10**9)) == 0


@pytest.mark.django_db
def test_a_write_that_touches_no_row_moves_nothing() -> None:
    make.make_team()
    with moves_nothing():
        Team.objects.filter(name="nobody").update(posts=1)
        Team.objects.filter(name="nobody").delete()


# --- What nobody can see --------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["pending", "held", "declined", "withdrawn"])
def test_messages_that_are_on_no_page_move_nothing(status: str) -> None:
    dispute = make.make_dispute()
    with moves_nothing():
        message = make.make_message(dispute=dispute, status=status)
        Message.objects.update(entered_at=message.entered_at)
        message.delete()


@pytest.mark.django_db
def test_what_is_decided_about_a_message_moves_the_stamp() -> None:
    message = make.make_message(status="pending")
    with moves(message.dispute):
        moderation.publish(message, by=None)
    with moves(message.dispute):
        moderation.save_edited(message, by=None)
    with moves(message.dispute):
        moderation.decline(message, by=None, reason="Names a colleague")
    with moves_nothing():
        moderation.hold(message, by=None, reason="Ask first")


@pytest.mark.django_db
def test_a_draft_letter_moves_nothing_until_it_is_published() -> None:
    dispute = make.make_dispute()
    with moves_nothing():
        letter = make.make_open_letter(dispute=dispute, status="draft")
        letters.save(letter, by=None)
    with moves(dispute):
        letters.publish(letter, by=None)
    with moves(dispute):
        letters.unpublish(letter, by=None)
    with moves_nothing():
        OpenLetter.objects.all().delete()


@pytest.mark.django_db
def test_accounts_and_history_move_nothing() -> None:
    team = make.make_team()
    with moves_nothing():
        User.objects.create_user("somebody")
        Team.history.filter(id=team.pk).delete()


# --- When -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_stamp_moves_in_the_transaction_of_its_write() -> None:
    team = make.make_team()
    before = stamp_of(team.dispute)
    with transaction.atomic():
        Team.objects.update(posts=3)
        assert stamp_of(team.dispute) > before
        transaction.set_rollback(True)
    assert stamp_of(team.dispute) == before
    assert Team.objects.get().posts == 12


def hundred_teams(dispute: Dispute) -> list[Team]:
    day = date(2026, 1, 1)
    return [Team(dispute=dispute, name=f"{n}", posts=n, as_at=day) for n in range(100)]


@pytest.mark.django_db
def test_many_rows_at_once_move_the_stamps_of_their_disputes() -> None:
    dispute, second = make.make_dispute(), make.make_dispute()
    teams = [*hundred_teams(dispute), *hundred_teams(second)]
    for write in (
        lambda: Team.objects.bulk_create(teams),
        lambda: Team.objects.update(posts=3),
        lambda: Team.objects.bulk_update(teams, ["posts"]),
        lambda: Team.objects.all()._raw_delete("default"),
    ):
        before = stamp_of(second)
        with moves(dispute):
            write()
        assert stamp_of(second) > before


@pytest.mark.django_db
@pytest.mark.postgres_only
def test_a_hundred_rows_in_one_statement_move_the_stamp_once() -> None:
    dispute = make.make_dispute()
    before = stamp_of(dispute)
    Team.objects.bulk_create(hundred_teams(dispute))
    assert stamp_of(dispute) == before + 1


@pytest.mark.django_db
def test_the_stamp_of_a_deleted_dispute_has_moved_and_stays() -> None:
    departure = make.make_departure()
    dispute, before = departure.dispute, stamp_of(departure.dispute)
    pk = dispute.pk
    dispute.delete()
    assert Stamp.objects.get(pk=pk).number > before


# --- Triggers stay --------------------------------------------------------------------------------


def triggers() -> set[str]:
    """Return the names of the triggers that move stamps."""
    from_where = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(from_where[connection.vendor])
        return {name for (name,) in cursor.fetchall() if "_stamp_" in name}


@pytest.mark.django_db
def test_triggers_can_be_made_again() -> None:
    before = triggers()
    install(connection)
    assert triggers() == before
    assert {name.partition("_stamp_")[0] for name in before} == watched_tables()


@pytest.mark.django_db(transaction=True)
def test_triggers_survive_the_rebuilding_of_a_table() -> None:
    """SQLite drops them with the old table; the next migrate makes them anew."""
    before = triggers()
    longer = models.CharField(max_length=130)
    longer.set_attributes_from_name("name")
    with connection.schema_editor() as editor:
        editor.alter_field(Team, Team._meta.get_field("name"), longer)
    if connection.vendor == "sqlite":
        assert triggers() < before
    call_command("migrate", verbosity=0)
    assert triggers() == before
    team = make.make_team()
    with moves(team.dispute):
        Team.objects.update(posts=3)
    with connection.schema_editor() as editor:
        editor.alter_field(Team, longer, Team._meta.get_field("name"))
    install(connection)


@pytest.mark.django_db(transaction=True)
def test_triggers_survive_a_flush() -> None:
    before = triggers()
    make.make_team()
    call_command("flush", verbosity=0, interactive=False)
    assert triggers() == before
    team = make.make_team()
    with moves(team.dispute):
        team.delete()


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_sqlite_triggers_are_away_while_tables_are_rebuilt_and_back_afterwards() -> None:
    def names() -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            return {name for (name,) in cursor.fetchall() if "_stamp_" in name}

    before = names()
    stamps.remove_before_migrate(using="default")
    assert (bool(before), names()) == (True, set())
    stamps.install_after_migrate(using="default")
    assert names() == before
