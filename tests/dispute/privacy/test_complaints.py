"""A complaint about data comes in once, is acknowledged in 30 days, answered, and erased."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dispute.admin.privacy import state_of
from dispute.mail import run_round
from dispute.models import DataComplaint, Erasure, OutgoingMail
from dispute.privacy import complaints
from tests import factories as make

pytestmark = pytest.mark.django_db

FORM = "/data-complaint/"
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TOLD = {"text": "You kept my name.", "email": "ines@example.org", "contact": "", "name": ""}


def note_of(page: str) -> str:
    found = re.search(r'name="note" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def note(client: Client) -> str:
    make.make_branch()
    return note_of(client.get(FORM).text)


# --- The form -------------------------------------------------------------------------------------


def test_complaint_is_taken_in_and_its_sender_told_by_when_they_hear(
    client: Client, note: str
) -> None:
    with time_machine.travel(AT, tick=False):
        response = client.post(FORM, {**TOLD, "note": note})
    complaint = DataComplaint.objects.get()
    assert (complaint.text, complaint.email) == (TOLD["text"], TOLD["email"])
    assert complaint.ref in response.text
    assert "31 March 2026" in response.text
    assert not response.cookies


def test_sending_twice_makes_one_complaint_and_one_mail(client: Client, note: str) -> None:
    for _each in range(2):
        assert client.post(FORM, {**TOLD, "note": note}).status_code == 200
    assert DataComplaint.objects.count() == OutgoingMail.objects.count() == 1


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(
    client: Client, note: str
) -> None:
    response = client.post(FORM, {"text": "<b>Here & there</b>", "note": note})
    assert response.status_code == 422
    assert "Give us one way to answer you." in response.text
    assert "&lt;b&gt;Here &amp; there&lt;/b&gt;" in response.text
    assert note_of(response.text) == note
    assert not DataComplaint.objects.exists()


def test_telephone_number_alone_is_enough_and_no_mail_leaves(client: Client, note: str) -> None:
    client.post(FORM, {"text": "Mine", "contact": "01632 960 123", "note": note})
    assert DataComplaint.objects.get().contact == "01632 960 123"
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("forged", ["", "x", "a.b", "\x00", "é" * 500])
def test_forged_note_shows_the_form_again_with_all_that_was_typed(
    client: Client, note: str, forged: str
) -> None:
    response = client.post(FORM, {**TOLD, "note": forged})
    assert response.status_code == 200
    assert TOLD["text"] in response.text
    assert not DataComplaint.objects.exists()


def test_other_sites_cannot_send_the_form_for_somebody(client: Client, note: str) -> None:
    client.post(FORM, {**TOLD, "note": note}, headers={"Sec-Fetch-Site": "cross-site"})
    assert not DataComplaint.objects.exists()


def test_hostile_text_is_taken_without_what_nobody_sees(client: Client, note: str) -> None:
    text = "a\u202eb\u200b\x07c" + "d" * 9_000
    client.post(FORM, {**TOLD, "text": text, "note": note})
    assert DataComplaint.objects.get().text == "abc" + "d" * 9_000
    long = client.post(FORM, {**TOLD, "text": "e" * 100_000, "note": note})
    assert long.status_code == 422
    assert "e" * 100_000 in long.text


def test_machine_gets_no_mail_sent_and_its_complaint_is_read_all_the_same(
    client: Client, note: str
) -> None:
    client.post(FORM, {**TOLD, "homepage": "https://spam.example", "note": note})
    assert DataComplaint.objects.count() == 1
    assert not OutgoingMail.objects.exists()


def test_flood_is_told_to_wait_and_keeps_its_text(client: Client, note: str) -> None:
    now = datetime.now(UTC)
    for _each in range(complaints.MOST_AN_HOUR):
        make.make_data_complaint(received_at=now)
    response = client.post(FORM, {**TOLD, "note": note})
    assert response.status_code == 429
    assert response.headers["Retry-After"]
    assert TOLD["text"] in response.text


def test_mailbox_that_anybody_can_name_is_sent_one_receipt_a_day(client: Client) -> None:
    for _each in range(2):
        client.post(FORM, {**TOLD, "note": note_of(client.get(FORM).text)})
    assert DataComplaint.objects.count() == 2
    assert OutgoingMail.objects.count() == 1


def test_receipt_holds_no_word_that_was_typed(client: Client, note: str) -> None:
    client.post(FORM, {**TOLD, "name": "Zora", "text": "zq7secret", "note": note})
    mail = OutgoingMail.objects.get()
    assert "zq7secret" not in mail.subject + mail.body
    assert "Zora" not in mail.subject + mail.body
    assert DataComplaint.objects.get().ref in mail.body


# --- Acknowledging --------------------------------------------------------------------------------


def test_mail_acknowledges_once_it_has_left(client: Client, note: str) -> None:
    client.post(FORM, {**TOLD, "note": note})
    assert DataComplaint.objects.get().acknowledged_at is None
    run_round()
    run_round()
    complaint = DataComplaint.objects.get()
    assert complaint.acknowledged_at == OutgoingMail.objects.get().sent_at
    assert complaint.acknowledged_by is None


def test_mail_that_is_kept_here_acknowledges_nothing(
    client: Client, note: str, settings: object
) -> None:
    settings.EMAIL_BACKEND = "dispute.mail.kept.EmailBackend"  # type: ignore[attr-defined]  # pytest-django
    client.post(FORM, {**TOLD, "note": note})
    run_round()
    run_round()
    assert DataComplaint.objects.get().acknowledged_at is None


@pytest.mark.parametrize(
    ("today", "left", "told"),
    [
        (date(2026, 3, 2), 30, "30 days left"),
        (date(2026, 3, 30), 2, "2 days left"),
        (date(2026, 3, 31), 1, "1 day left"),
        (date(2026, 4, 1), 0, "late: it was due on 31 March 2026"),
    ],
)
def test_days_are_counted_down_with_the_day_of_receipt_as_the_first(
    today: date, left: int, told: str
) -> None:
    complaint = make.make_data_complaint(received_at=AT)
    assert complaints.days_left(complaint, today) == left
    with time_machine.travel(datetime(today.year, today.month, today.day, 12, tzinfo=UTC)):
        assert state_of(complaint) == told


def test_day_of_receipt_is_londons() -> None:
    late = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    assert make.make_data_complaint(received_at=late).due_on == date(2026, 7, 1)


def test_outcome_is_written_down_once(officer: User) -> None:
    complaint = make.make_data_complaint()
    complaints.close(complaint, outcome="upheld", note="Mended.", by=officer, at=AT)
    assert (complaint.closed_by, complaint.acknowledged_by) == (officer, officer)
    with pytest.raises(ValidationError):
        complaints.close(complaint, outcome="not upheld", by=officer, at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "upheld"},
        {"closed_at": AT},
        {"closed_at": AT, "outcome": "upheld"},
        {"text": ""},
        {"email": ""},
    ],
)
def test_database_refuses_nonsense(wrong: dict[str, object], officer: User) -> None:
    make.make_data_complaint()
    with pytest.raises(IntegrityError), transaction.atomic():
        DataComplaint.objects.update(**wrong)


def test_erasing_leaves_the_row_its_days_and_nothing_of_the_person(officer: User) -> None:
    complaint = make.make_data_complaint(name="zq7", text="zq7", contact="zq7")
    complaints.acknowledge(complaint, by=officer, at=AT)
    complaints.erase(complaint, why="asked", at=AT, by=officer)
    kept = DataComplaint.objects.get()
    assert (kept.text, kept.name, kept.email, kept.contact) == ("", "", "", "")
    assert (kept.outcome, kept.received_at) == ("taken back", AT)
    assert "zq7" not in str([*DataComplaint.history.values()])
    assert Erasure.objects.get().kind == "complaint"


# --- The admin ------------------------------------------------------------------------------------


def test_index_counts_down_the_most_urgent_first(officer_client: Client) -> None:
    now = datetime.now(UTC)
    make.make_data_complaint(received_at=now - timedelta(days=3), acknowledged_at=now)
    for days in (2, 28):
        make.make_data_complaint(received_at=now - timedelta(days=days))
    page = officer_client.get("/admin/").text
    assert "3</span> complaints about data" in " ".join(page.split())
    assert page.index("2 days left") < page.index("28 days left") < page.index("acknowledged; open")


def test_index_says_nothing_of_complaints_to_others(
    moderator_client: Client, rep_client: Client
) -> None:
    make.make_data_complaint()
    for client in (moderator_client, rep_client):
        assert "omplaints about data" not in client.get("/admin/").text
        assert client.get("/admin/dispute/datacomplaint/").status_code == 403


def test_officer_acknowledges_and_closes_on_its_page(officer_client: Client) -> None:
    complaint = make.make_data_complaint()
    page = f"/admin/dispute/datacomplaint/{complaint.pk}/change/"
    assert complaint.text in officer_client.get(page).text
    officer_client.post(page, {"acknowledge": "on", "note": "Asked Ruth.", "outcome": ""})
    complaint.refresh_from_db()
    assert (complaint.acknowledged_by.username, complaint.note) == ("olive", "Asked Ruth.")  # type: ignore[union-attr]  # just set
    officer_client.post(page, {"note": "Mended.", "outcome": "upheld"})
    complaint.refresh_from_db()
    assert (complaint.outcome, complaint.note) == ("upheld", "Mended.")
    officer_client.post(page, {"note": "Other", "outcome": "not upheld"})
    complaint.refresh_from_db()
    assert (complaint.outcome, complaint.note) == ("upheld", "Mended.")
    assert officer_client.get(page).status_code == 200


def test_list_asks_the_database_as_often_for_three_as_for_one(officer_client: Client) -> None:
    counts = []
    for more in (1, 2):
        for _each in range(more):
            make.make_data_complaint()
        with CaptureQueriesContext(connection) as seen:
            assert officer_client.get("/admin/dispute/datacomplaint/").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_action_acknowledges_what_is_chosen(officer_client: Client) -> None:
    made = [make.make_data_complaint() for _each in range(2)]
    chosen = {"action": "mark_acknowledged", "_selected_action": [made[0].pk]}
    officer_client.post("/admin/dispute/datacomplaint/", chosen)
    assert DataComplaint.objects.unacknowledged().get() == made[1]


def test_nobody_writes_or_deletes_one_by_hand(officer_client: Client) -> None:
    complaint = make.make_data_complaint()
    for page in ("add/", f"{complaint.pk}/delete/"):
        assert officer_client.get(f"/admin/dispute/datacomplaint/{page}").status_code == 403
