"""What was kept for long enough is erased once a day; a dry run says the same and erases none."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client

from dispute.models import DataComplaint, Erasure, OutgoingMail, PurgeRun
from dispute.privacy import retention
from tests import factories as make
from tests.house import tree
from tests.tables import everything

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 10, 9, tzinfo=UTC)
A_MOMENT = timedelta(seconds=1)


def counts(at: datetime, *, dry_run: bool = False) -> dict[str, int]:
    """Return how much each rule erased, without those that erased nothing."""
    outcomes = retention.purge(at, dry_run=dry_run)
    assert [each.rule.name for each in outcomes if each.is_failed] == []
    return {each.rule.name: each.count for each in outcomes if each.count}


def test_complaint_goes_six_months_after_its_outcome_was_told() -> None:
    closed = datetime(2026, 3, 10, 15, tzinfo=UTC)
    kept = make.make_data_complaint(closed_at=closed + timedelta(days=1))
    gone = make.make_data_complaint(closed_at=closed)
    make.make_data_complaint(received_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert counts(AT, dry_run=True) == counts(AT) == {"complaints": 1}
    assert DataComplaint.objects.get(pk=gone.pk).text == ""
    assert DataComplaint.objects.get(pk=kept.pk).text
    assert counts(AT) == {}


@pytest.mark.parametrize(
    ("status", "age", "goes"),
    [
        ("kept", timedelta(days=30), True),
        ("kept", timedelta(days=30) - A_MOMENT, False),
        ("failed", timedelta(days=30), True),
        ("waiting", timedelta(days=300), False),
    ],
)
def test_mail_that_never_left_goes_after_thirty_days_and_one_that_waits_never(
    status: str, age: timedelta, goes: bool
) -> None:
    make.make_outgoing_mail(status=status, at=AT - age)
    expected = {"kept_mails": 1} if goes else {}
    assert counts(AT, dry_run=True) == counts(AT) == expected
    assert (OutgoingMail.objects.get().body == "") is goes


def test_sign_ins_that_are_over_go() -> None:
    for days in (-1, 1):
        Session.objects.create(
            session_key=f"k{days}", session_data="x", expire_date=AT + timedelta(days=days)
        )
    assert counts(AT) == {"sessions": 1}
    assert Session.objects.get().session_key == "k1"


def test_log_says_how_many_and_nothing_else() -> None:
    make.make_outgoing_mail(status="kept", to="zq7secret@example.org", at=AT - timedelta(days=31))
    retention.purge(AT)
    row = Erasure.objects.get()
    assert (row.kind, row.why, row.count, row.erased_by) == ("mail", "retention", 1, None)
    assert "zq7secret" not in everything()


def test_failing_rule_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(at: datetime) -> int:
        raise RuntimeError

    broken = retention.Rule("broken", "%(n)s x", "%(n)s xs", lambda: "for ever", fail, fail)
    monkeypatch.setattr(retention, "_rules", {"broken": broken, **retention._rules})
    make.make_outgoing_mail(status="kept", at=AT - timedelta(days=31))
    found = {each.rule.name: each for each in retention.purge(AT)}
    assert found["broken"].is_failed
    assert found["kept_mails"].count == 1
    with pytest.raises(CommandError):
        call_command("purge_personal_data", stdout=StringIO(), stderr=StringIO())


# --- Once a day -----------------------------------------------------------------------------------


def test_worker_erases_once_a_day_and_says_how_much() -> None:
    make.make_outgoing_mail(status="kept", at=AT - timedelta(days=31))
    retention.purge_daily(AT)
    make.make_outgoing_mail(status="kept", at=AT - timedelta(days=31))
    retention.purge_daily(AT + timedelta(hours=9))
    assert PurgeRun.objects.get().count == 1
    retention.purge_daily(AT + timedelta(hours=20))
    assert [run.count for run in PurgeRun.objects.order_by("day")] == [1, 1]


def test_index_says_when_nothing_was_erased_for_two_days(officer_client: Client) -> None:
    from django.contrib.auth.models import User

    assert "promise not kept" not in officer_client.get("/admin/").text
    long_ago = datetime.now(UTC) - timedelta(days=3)
    User.objects.update(date_joined=long_ago)
    make.make_purge_run(day=long_ago.date(), ran_at=long_ago)
    assert "promise not kept" in officer_client.get("/admin/").text
    retention.run_now(datetime.now(UTC))
    assert "promise not kept" not in officer_client.get("/admin/").text


# --- The command ----------------------------------------------------------------------------------


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("purge_personal_data", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_command_says_in_sentences_what_it_would_erase_and_what_it_erased() -> None:
    make.make_outgoing_mail(status="kept", at=datetime.now(UTC) - timedelta(days=31))
    before = everything()
    told = "the text and address of 1 mail that never left (kept for 30 days after"
    assert f"Would erase {told}" in said("--dry-run")
    assert everything() == before
    assert f"Erased {told}" in said()
    assert told not in said()
    assert "Nothing to erase: 0 complaints about data" in said()


def test_command_names_a_closed_dispute_without_a_day() -> None:
    from dispute.models import Dispute

    dispute = make.make_dispute(status="closed", title="The long dispute")
    dispute.history.all().delete()
    assert "“The long dispute” is closed, and nothing says since when" in said("--dry-run")
    Dispute.objects.update(closed_on="2026-03-01")
    assert "long dispute" not in said("--dry-run")


@pytest.mark.parametrize("wrong", ["0", "-1", "99999"])
def test_setting_that_would_keep_for_ever_or_not_at_all_is_refused_at_the_start(
    wrong: str,
) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=os.environ | {"RETENTION_DECLINED_DAYS": wrong},
        cwd=tree.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode
    assert "RETENTION_DECLINED_DAYS" in done.stderr
