"""What changed on the wall is noted by the database, whichever road a write takes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dispute.models import Dispute, Stamp
from dispute.models.rows import new_ref
from dispute.stamps import stamp_of
from solidarity import change_triggers, moderation, withdrawing
from solidarity.changes import changes_since, latest
from solidarity.models import Message, WallChange
from tests import factories as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 5, 9, tzinfo=UTC)
FAR = 10**6


@contextmanager
def noting(
    dispute: Dispute, *, shown: Iterable[str] = (), gone: Iterable[str] = ()
) -> Iterator[None]:
    """Assert that what is done is noted as these references, and no more."""
    before = stamp_of(dispute)
    yield
    changes = changes_since(dispute, before, FAR)
    assert (set(changes.shown), set(changes.gone)) == (set(shown), set(gone))


def assert_in_step() -> None:
    """What is noted as shown is what is public: no more, no less."""
    live = Dispute.objects.public().values("pk")
    noted = WallChange.objects.filter(what="shown", dispute__in=live)
    assert set(noted.values_list("dispute_id", "ref", "kind")) == set(
        Message.objects.public().values_list("dispute_id", "ref", "kind")
    )
    stamps = dict(Stamp.objects.values_list("pk", "number"))
    assert all(row.number <= stamps[row.dispute_id] for row in WallChange.objects.all())


# --- Which writes ---------------------------------------------------------------------------------


def test_a_message_that_is_published_edited_and_declined_is_noted_each_time() -> None:
    message = make.make_message(status="pending")
    with noting(message.dispute, shown=(message.ref,)):
        moderation.publish(message, by=None)
    with noting(message.dispute, shown=(message.ref,)):
        moderation.edit(message, "Other words.", by=None)
    with noting(message.dispute, gone=(message.ref,)):
        moderation.decline(message, by=None, reason="Names a colleague")
    with noting(message.dispute):
        moderation.hold(message, by=None, reason="Ask first")


def test_a_message_that_is_taken_back_leaves_nothing_but_its_reference() -> None:
    message = make.make_message()
    with noting(message.dispute, gone=(message.ref,)):
        withdrawing.withdraw(message, by=None, at=AT)
    row = WallChange.objects.get()
    assert (row.ref, row.what, row.kind) == (message.ref, "gone", "")
    held = {field.name for field in WallChange._meta.get_fields()}
    moments = {"number", "changed_at", "first_shown_at"}
    assert held == {"id", "dispute", "ref", "what", "kind", *moments}


def test_a_message_that_was_never_on_the_wall_leaves_no_row() -> None:
    message = make.make_message(status="pending")
    moderation.decline(message, by=None, reason="Spam")
    message.delete()
    assert not WallChange.objects.exists()


@pytest.mark.parametrize("field", ["card", "received_on", "kind", "pinned_at"])
def test_what_the_wall_shows_sorts_and_filters_by_is_noted(field: str) -> None:
    message = make.make_message()
    value = {
        "card": "<p>New</p>",
        "received_on": date(2026, 1, 1),
        "kind": "resident",
        "pinned_at": AT,
    }[field]
    with noting(message.dispute, shown=(message.ref,)):
        Message.objects.update(**{field: value})


@pytest.mark.parametrize("field", ["email", "link_nonce", "entered_at"])
def test_what_nobody_sees_is_not_noted(field: str) -> None:
    message = make.make_message()
    value = {"email": "a@example.org", "link_nonce": "x", "entered_at": make.DECIDED_AT}[field]
    with noting(message.dispute):
        Message.objects.update(**{field: value})
        message.refresh_from_db()
        message.save()


def test_rows_written_by_sql_in_bulk_and_over_others_are_noted() -> None:
    message = make.make_message()
    dispute, first = message.dispute, message.ref
    message.decisions.all().delete()
    with noting(dispute, gone=(first,)), connection.cursor() as cursor:
        cursor.execute("DELETE FROM solidarity_message")
    message.pk, message.ref = None, new_ref()
    with noting(dispute, shown=(message.ref,)):
        Message.objects.bulk_create([message], ignore_conflicts=True)
    message = Message.objects.get()
    message.card = "<p>Over it</p>"
    with noting(dispute, shown=(message.ref,)):
        Message.objects.bulk_create(
            [message], update_conflicts=True, update_fields=["card"], unique_fields=["ref"]
        )
    message.kind = "resident"
    with noting(dispute, shown=(message.ref,)):
        Message.objects.bulk_update([message], ["kind"])


def test_many_messages_in_one_statement_are_noted_each() -> None:
    message = make.make_message()
    dispute = message.dispute
    many = []
    for _each in range(100):
        another = copy(message)
        another.pk, another.ref = None, new_ref()
        many.append(another)
    with noting(dispute, shown=tuple(each.ref for each in many)):
        Message.objects.bulk_create(many)
    refs = tuple(Message.objects.values_list("ref", flat=True))
    with noting(dispute, gone=refs):
        Message.objects.update(status="pending", decided_at=None, card="")
    assert_in_step()


def test_a_message_of_another_dispute_or_reference_goes_here_and_comes_there() -> None:
    message, other = make.make_message(), make.make_dispute()
    with noting(message.dispute, gone=(message.ref,)), noting(other, shown=(message.ref,)):
        Message.objects.update(dispute=other)
    with noting(other, gone=(message.ref,), shown=("another",)):
        Message.objects.update(ref="another")
    assert_in_step()


def test_a_dispute_that_is_deleted_leaves_no_message_behind_as_shown() -> None:
    message = make.make_message()
    message.dispute.delete()
    assert not WallChange.objects.filter(what="shown").exists()


def test_a_write_that_is_taken_back_is_not_noted() -> None:
    message = make.make_message()
    with noting(message.dispute), transaction.atomic():
        message.delete()
        assert WallChange.objects.get().what == "gone"
        transaction.set_rollback(True)
    assert WallChange.objects.get().what == "shown"


def test_what_comes_back_keeps_the_moment_it_was_first_shown() -> None:
    message = make.make_message()
    first = WallChange.objects.get()
    assert first.first_shown_at == first.changed_at
    moderation.return_to_queue(message, by=None)
    moderation.publish(message, by=None)
    again = WallChange.objects.get()
    assert again.first_shown_at == first.first_shown_at
    assert again.changed_at > first.changed_at
    assert again.number > first.number


# --- Asking ---------------------------------------------------------------------------------------


def test_whoever_asks_again_from_the_version_misses_nothing_and_hears_nothing_twice() -> None:
    dispute = make.make_dispute()
    version = 0
    heard: list[str] = []
    for _each in range(3):
        make.make_message(dispute=dispute)
        make.make_team(dispute=dispute)
        changes = changes_since(dispute, version, FAR)
        version = changes.version
        heard += changes.shown
    assert sorted(heard) == sorted(Message.objects.values_list("ref", flat=True))
    assert changes_since(dispute, version, FAR).rows == ()


def test_whoever_is_too_far_behind_or_ahead_has_to_read_anew() -> None:
    dispute = make.make_dispute()
    for _each in range(3):
        make.make_message(dispute=dispute)
    assert changes_since(dispute, 0, 3).is_whole
    assert not changes_since(dispute, 0, 2).is_whole
    assert changes_since(dispute, stamp_of(dispute), 2).is_whole
    assert not changes_since(dispute, stamp_of(dispute) + 1, 2).is_whole


def test_the_last_changed_comes_first() -> None:
    dispute = make.make_dispute()
    first, second = make.make_message(dispute=dispute), make.make_message(dispute=dispute)
    moderation.edit(first, "Other words.", by=None)
    assert [row.ref for row in latest(dispute, 2)] == [first.ref, second.ref]
    assert len(latest(dispute, 1)) == 1


def test_a_dispute_that_is_shown_again_has_lost_no_change_meanwhile() -> None:
    message = make.make_message()
    dispute, before = message.dispute, stamp_of(message.dispute)
    Dispute.objects.update(status="draft")
    message.delete()
    new = make.make_message(dispute=dispute)
    Dispute.objects.update(status="live")
    changes = changes_since(dispute, before, FAR)
    assert (changes.shown, changes.gone) == ((new.ref,), (message.ref,))
    assert_in_step()


# --- Always in step -------------------------------------------------------------------------------

WRITES: dict[str, Callable[[Message, Dispute], object]] = {
    "publish": lambda m, d: m.status == "pending" and moderation.publish(m, by=None),
    "edit": lambda m, d: m.status == "published" and moderation.edit(m, f"{m.body}!", by=None),
    "return": lambda m, d: m.status == "published" and moderation.return_to_queue(m, by=None),
    "withdraw": lambda m, d: m.status == "published" and withdrawing.withdraw(m, by=None, at=AT),
    "move": lambda m, d: Message.objects.filter(pk=m.pk).update(dispute=d),
    "rename": lambda m, d: Message.objects.filter(pk=m.pk).update(ref=new_ref()),
    "delete": lambda m, d: m.delete(),
    "sql": lambda m, d: (
        m.decisions.all().delete(),
        Message.objects.filter(pk=m.pk)._raw_delete("default"),
    ),
    "draft": lambda m, d: Dispute.objects.filter(pk=d.pk).update(status="draft"),
    "live": lambda m, d: Dispute.objects.filter(pk=d.pk).update(status="live"),
    "all": lambda m, d: Message.objects.filter(status="pending").update(kind="other"),
}
STEPS = st.tuples(st.sampled_from(["make", *WRITES]), st.integers(0, 3), st.integers(0, 1))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEPS, min_size=4, max_size=12))
def test_what_is_noted_is_always_what_is_public(steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        disputes = [make.make_dispute(), make.make_dispute()]
        readers = dict.fromkeys(disputes, 0)
        known: dict[Dispute, set[str]] = {dispute: set() for dispute in disputes}
        for step, which, where in steps:
            messages = list(Message.objects.order_by("pk"))
            if step == "make" or not messages:
                status = "published" if which else "pending"
                make.make_message(dispute=disputes[where], status=status)
            else:
                WRITES[step](messages[which % len(messages)], disputes[where])
            assert_in_step()
            follow(readers, known)
        transaction.set_rollback(True)


def follow(readers: dict[Dispute, int], known: dict[Dispute, set[str]]) -> None:
    """Whoever follows a wall change by change knows it as it is."""
    for dispute, version in readers.items():
        changes = changes_since(dispute, version, FAR)
        known[dispute] = (known[dispute] | set(changes.shown)) - set(changes.gone)
        readers[dispute] = changes.version
        published = Message.objects.filter(dispute=dispute, status="published")
        assert known[dispute] == set(published.values_list("ref", flat=True))


# --- Triggers stay --------------------------------------------------------------------------------


def test_what_was_written_without_triggers_is_noted_when_they_are_made_again() -> None:
    message = make.make_message()
    dispute = message.dispute
    WallChange.objects.all().delete()
    WallChange.objects.create(
        dispute=dispute, ref="vanished", what="shown", kind="union", number=1,
        changed_at=make.DECIDED_AT, first_shown_at=make.DECIDED_AT,
    )  # fmt: skip
    with noting(dispute, shown=(message.ref,), gone=("vanished",)):
        change_triggers.install(connection)
    before = stamp_of(dispute)
    change_triggers.install(connection)
    assert stamp_of(dispute) == before
    assert_in_step()


@pytest.mark.sqlite_only
def test_sqlite_triggers_are_away_while_tables_are_rebuilt_and_back_afterwards() -> None:
    def names() -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            return {name for (name,) in cursor.fetchall() if "_wallchange_" in name}

    assert len(names()) == 4
    change_triggers.remove_before_migrate(using="default")
    assert names() == set()
    change_triggers.install_after_migrate(using="default")
    assert len(names()) == 4


@pytest.mark.django_db(transaction=True)
def test_triggers_survive_a_migrate_and_a_flush() -> None:
    for command in ("migrate", "flush"):
        call_command(command, verbosity=0, interactive=False)
        message = make.make_message()
        with noting(message.dispute, gone=(message.ref,)):
            message.delete()
