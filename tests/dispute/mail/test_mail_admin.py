"""Officers read the mails that are kept here; what has left says only that it has."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from dispute.mail import run_round
from dispute.mail.posting import KEPT_BACKEND
from dispute.models import OutgoingMail
from tests import factories as make
from tests.people import signed_in
from tests.reading import read

pytestmark = pytest.mark.django_db

MAILS = reverse("admin:dispute_outgoingmail_changelist")
ERASURES = reverse("admin:dispute_erasure_changelist")


def test_officer_reads_a_kept_mail_whole(settings: Any, officer_client: Client) -> None:
    settings.EMAIL_BACKEND = KEPT_BACKEND
    row = make.make_outgoing_mail(body="Is this message yours?")
    assert row.to in read(officer_client, MAILS)
    page = read(officer_client, reverse("admin:dispute_outgoingmail_change", args=[row.pk]))
    assert "Is this message yours?" in page
    # There is nothing to save, and no button that says so.
    for name in ("body", "_save", "_continue"):
        assert f'name="{name}"' not in page


@pytest.mark.parametrize(("page", "title"), [(MAILS, "Mails kept here"), (ERASURES, "Erasures")])
def test_lists_are_headed_by_what_they_are(page: str, title: str, officer_client: Client) -> None:
    assert f"<h1>{title}</h1>" in read(officer_client, page)


@pytest.mark.parametrize("name", ["rep", "moderator"])
def test_others_read_none(name: str, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(name))
    assert client.get(MAILS).status_code == 403
    assert client.get(ERASURES).status_code == 403


def test_nobody_writes_one(officer_client: Client) -> None:
    assert officer_client.get(reverse("admin:dispute_outgoingmail_add")).status_code == 403
    assert officer_client.get(reverse("admin:dispute_erasure_add")).status_code == 403


def again(client: Client, row: OutgoingMail) -> str:
    chosen = {"action": "send_again", "_selected_action": [row.pk]}
    response = client.post(MAILS, chosen, follow=True)
    return str(response.content.decode())


def test_kept_mail_is_sent_once_there_is_a_server(settings: Any, officer_client: Client) -> None:
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, KEPT_BACKEND
    row = make.make_outgoing_mail()
    assert "There is no mail server" in again(officer_client, row)
    settings.EMAIL_BACKEND = backend
    assert "1 mail is on its way." in again(officer_client, row)
    assert run_round() == 1
    assert "0 mails are on their way." in again(officer_client, row)


def test_refused_mails_wait_on_the_first_page(officer_client: Client) -> None:
    index = reverse("admin:index")
    make.make_outgoing_mail()
    assert "could not be sent" not in read(officer_client, index)
    make.make_outgoing_mail(status="failed")
    assert "mail could not be sent" in read(officer_client, index)


def test_log_of_erasures_can_be_read_and_not_written(officer_client: Client, officer: User) -> None:
    row = make.make_erasure(erased_by=officer)
    assert "message" in read(officer_client, ERASURES)
    change = reverse("admin:dispute_erasure_change", args=[row.pk])
    assert officer_client.post(change, {"kind": "x"}).status_code == 403
    delete = reverse("admin:dispute_erasure_delete", args=[row.pk])
    assert officer_client.post(delete, {"post": "yes"}).status_code == 403
