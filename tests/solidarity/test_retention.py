"""For how long messages, and what came with them, are kept: each rule on the day and before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from dispute.models import Dispute, Erasure, OutgoingMail
from dispute.privacy import retention
from solidarity import moderation, withdrawing
from solidarity.models import ConsentAsked, Invitation, Message, Pledge, Submission, Tally
from solidarity.models.messages import PERSONAL
from tests import factories as make
from tests.dispute.privacy.test_retention import counts
from tests.tables import everything

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 9, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)
MONTH = timedelta(days=30)
SECRET = "zq7secret"


def closed(on: date = date(2026, 3, 10)) -> Dispute:
    """Return a dispute that closed on a day: six months before AT."""
    return make.make_dispute(status="closed", closed_on=on)


@pytest.mark.parametrize(("age", "goes"), [(MONTH, True), (MONTH - A_MOMENT, False)])
def test_declined_message_is_erased_thirty_days_after_the_decision(
    age: timedelta, goes: bool
) -> None:
    told = dict.fromkeys(("body", "name", "source"), SECRET)
    make.make_message(status="declined", decided_at=AT - age, **told)
    make.make_message(received_on=date(2020, 1, 1))
    expected = {"declined_messages": 1} if goes else {}
    assert counts(AT, dry_run=True) == expected
    assert SECRET in everything()
    assert counts(AT) == expected
    assert (SECRET not in everything()) is goes
    assert counts(AT) == {}


def test_empty_row_is_left_so_that_no_older_pack_brings_it_back() -> None:
    message = make.make_message(status="declined", decided_at=AT - MONTH)
    retention.purge(AT)
    kept = Message.objects.get(pk=message.pk)
    assert (kept.status, kept.ref) == ("withdrawn", message.ref)
    assert {getattr(kept, name) for name in PERSONAL} == {""}
    assert kept.history.count() == 0
    assert Erasure.objects.get().why == "retention"


def test_message_stays_on_the_wall_when_its_duplicate_was_kept_for_long_enough() -> None:
    kept = make.make_message(email="ines@example.org")
    twin = make.make_message(dispute=kept.dispute, email=kept.email, status="pending")
    moderation.merge(twin, kept, by=None, at=AT - MONTH)
    assert counts(AT, dry_run=True) == counts(AT) == {"declined_messages": 1}
    kept.refresh_from_db()
    twin.refresh_from_db()
    assert (kept.status, twin.status) == ("published", "withdrawn")


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "declined", "decided_at": AT - MONTH},
        {"status": "awaiting consent", "entered_at": AT - MONTH},
    ],
)
def test_promises_outlive_a_message_that_nobody_took_back(fields: dict[str, Any]) -> None:
    message = make.make_message(body=SECRET, **fields)
    pledge = make.make_pledge(dispute=message.dispute, message=message, name="Ines Example")
    invitation = make.make_invitation(
        dispute=message.dispute, message=message, contact="ines@example.org"
    )
    retention.purge(AT)
    for row in (message, pledge, invitation):
        row.refresh_from_db()
    assert (message.status, message.body) == ("withdrawn", "")
    assert pledge.name == "Ines Example"
    assert invitation.contact == "ines@example.org"


@pytest.mark.parametrize(("age", "goes"), [(MONTH, True), (MONTH - A_MOMENT, False)])
def test_message_without_consent_is_erased_thirty_days_after_it_came(
    age: timedelta, goes: bool
) -> None:
    make.make_message(status="awaiting consent", entered_at=AT - age, body=SECRET)
    expected = {"unconfirmed_messages": 1} if goes else {}
    assert counts(AT, dry_run=True) == counts(AT) == expected
    assert (SECRET not in everything()) is goes


def test_message_whose_sender_was_asked_later_waits_thirty_days_from_then() -> None:
    message = make.make_message(status="awaiting consent", entered_at=AT - MONTH * 2)
    make.make_consent_asked(message=message, asked_at=AT - MONTH + A_MOMENT)
    assert counts(AT) == {}
    assert counts(AT + A_MOMENT)["unconfirmed_messages"] == 1


def test_unpublished_messages_go_when_their_dispute_is_over_for_long_enough() -> None:
    over, open_ = closed(), make.make_dispute()
    for dispute in (over, open_):
        for status in ("pending", "held", "published"):
            make.make_message(dispute=dispute, status=status, entered_at=AT - MONTH)
    assert counts(AT, dry_run=True) == counts(AT) == {"unpublished_messages": 2}
    left = Message.objects.exclude(status="withdrawn")
    assert left.filter(dispute=over).get().status == "published"
    assert left.filter(dispute=open_).count() == 3


def test_what_came_or_came_back_after_that_is_there_long_enough_to_be_read() -> None:
    over = closed()
    came = make.make_message(dispute=over, status="pending", entered_at=AT - MONTH + A_MOMENT)
    back = make.make_message(dispute=over, entered_at=AT - 9 * MONTH)
    withdrawing.change_display(back, "supporter", at=AT - timedelta(days=10))
    assert counts(AT, dry_run=True) == counts(AT) == {}
    assert counts(AT + A_MOMENT) == {"unpublished_messages": 1}
    assert counts(AT + timedelta(days=20)) == {"unpublished_messages": 1}
    for message in (came, back):
        message.refresh_from_db()
        assert message.status == "withdrawn"


@pytest.mark.parametrize(
    ("closed_on", "goes"), [(date(2026, 3, 10), True), (date(2026, 3, 11), False)]
)
def test_addresses_go_six_months_after_the_dispute_closed(closed_on: date, goes: bool) -> None:
    dispute = closed(closed_on)
    message = make.make_message(dispute=dispute, email=f"{SECRET}@example.org")
    make.make_outgoing_mail(dispute=dispute, to=message.email, about=message.about)
    make.make_invitation(dispute=dispute, contact=f"{SECRET}@example.org")
    make.make_message(email="ines@example.org")
    expected = {"addresses": 1, "contacts": 1} if goes else {}
    assert counts(AT, dry_run=True) == counts(AT) == expected
    assert (SECRET not in everything()) is goes
    message.refresh_from_db()
    assert message.status == "published"
    assert OutgoingMail.objects.get(kind="test").status == ("cancelled" if goes else "waiting")
    assert Message.objects.filter(email="ines@example.org").exists()


def test_day_of_closing_is_read_from_the_history_where_it_was_not_entered() -> None:
    dispute = make.make_dispute()
    make.make_message(dispute=dispute, email="ines@example.org")
    dispute.status = "closed"
    dispute.save()
    dispute.history.update(history_date=AT - timedelta(days=300))
    dispute.history.filter(status="closed").update(history_date=AT - timedelta(days=170))
    dispute.title = "Another title"
    dispute.save()
    assert counts(AT) == {}
    assert counts(AT + timedelta(days=16)) == {"addresses": 1}


def test_dispute_that_is_settled_but_not_closed_keeps_its_addresses() -> None:
    dispute = make.make_dispute(status="settled")
    make.make_message(dispute=dispute, email="ines@example.org")
    assert counts(AT + timedelta(days=900)) == {}


def test_addresses_in_notes_go_and_the_notes_stay_history_included() -> None:
    dispute = closed()
    pledge = make.make_pledge(dispute=dispute, source=f"Mail of {SECRET}@example.org, 3 May")
    pledge.source += "."
    pledge.save()
    message = make.make_message(dispute=dispute)
    make.make_decision(message=message, note=f"Ask {SECRET}@example.org first")
    make.make_pledge(source="Mail of ines@example.org")
    expected = {"addresses_in_texts": 4}
    assert counts(AT, dry_run=True) == counts(AT) == expected
    assert SECRET not in everything()
    pledge.refresh_from_db()
    assert pledge.source == "Mail of …, 3 May."
    assert Pledge.objects.filter(source__contains="ines@").count() == 1


@pytest.mark.parametrize(("day", "goes"), [(date(2020, 9, 10), True), (date(2020, 9, 11), False)])
def test_name_of_a_pledge_goes_six_years_after_it_was_received(day: date, goes: bool) -> None:
    make.make_pledge(pledged_on=date(2020, 1, 1), received_on=day, name=SECRET)
    expected = {"pledgers": 1} if goes else {}
    assert counts(AT, dry_run=True) == counts(AT) == expected
    assert (Pledge.objects.get().name == "") is goes


def test_digests_of_addresses_go_after_fourteen_days() -> None:
    fortnight = AT - timedelta(days=14)
    for when in (fortnight, fortnight + A_MOMENT):
        make.make_submission(received_at=when)
        make.make_consent_asked(asked_at=when, day=when.date())
        make.make_tally(
            starts_at=AT - timedelta(days=1), ends_at=AT + (when - fortnight) - A_MOMENT
        )
    assert counts(AT, dry_run=True) == counts(AT) == {"sender_digests": 3}
    assert Submission.objects.get(sender="").received_at == fortnight
    assert ConsentAsked.objects.get().asked_at == fortnight + A_MOMENT
    assert Tally.objects.get().ends_at == AT


def test_request_stays_while_its_message_waits_so_that_nobody_is_asked_again() -> None:
    message = make.make_message(status="awaiting consent", entered_at=AT - timedelta(days=20))
    make.make_consent_asked(message=message, asked_at=AT - timedelta(days=20))
    assert counts(AT) == {}


@pytest.mark.parametrize(
    ("setting", "made"),
    [
        ("RETENTION_DECLINED_DAYS", {"status": "declined", "decided_at": AT - timedelta(days=3)}),
        (
            "RETENTION_UNCONFIRMED_DAYS",
            {"status": "awaiting consent", "entered_at": AT - timedelta(days=3)},
        ),
    ],
)
def test_periods_are_settings(setting: str, made: dict[str, Any], settings: Any) -> None:
    make.make_message(**made)
    assert counts(AT, dry_run=True) == {}
    setattr(settings, setting, 3)
    assert sum(counts(AT).values()) == 1


def test_decision_made_at_that_moment_comes_first_or_last_and_never_between(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from solidarity import moderation
    from solidarity import retention as rules

    message = make.make_message(status="declined", decided_at=AT - MONTH)
    due = rules.declined_due

    def undone_meanwhile(at: datetime) -> Any:
        found = due(at)
        keys = list(found.values_list("pk", flat=True))
        if message.status == "declined":
            moderation.return_to_queue(message, by=None)
            return Message.objects.filter(pk__in=keys)
        return found

    assert rules.erase_each(undone_meanwhile, AT) == 0
    assert Message.objects.get().status == "pending"


def test_invitation_itself_stays() -> None:
    make.make_invitation(dispute=closed(), organisation="Readers")
    retention.purge(AT)
    assert Invitation.objects.get().organisation == "Readers"
