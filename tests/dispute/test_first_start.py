"""The first start fills an empty site, and no start touches one that is not."""

import shutil
import socket
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django import Settings

from dispute import first_start
from dispute.models import Branch, Dispute
from solidarity.models import Message, ReceivedMail
from tests import factories

pytestmark = pytest.mark.django_db


def test_empty_site_gets_the_demonstration_and_an_officer() -> None:
    outcome = first_start.fill(None)
    assert outcome.pack == first_start.DEMONSTRATION
    assert Dispute.objects.count() == 1
    officer = User.objects.get()
    assert officer.check_password(outcome.password or "")
    assert (officer.is_staff, officer.is_superuser) == (True, True)
    assert [group.name for group in officer.groups.all()] == ["officer"]


def test_demonstration_shows_what_a_mailbox_brings() -> None:
    first_start.fill(None)
    kept = ReceivedMail.objects.order_by("pk")
    assert [mail.what for mail in kept] == ["message", "message", "held", "autoreply"]
    told = [mail.message for mail in kept if mail.message]
    assert [message.status for message in told] == [Message.Status.PENDING] * 2
    assert [each["what"] for each in kept[0].suggestions] == ["gift", "speaker"]


def test_own_pack_gets_no_invented_mails(tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(first_start.DEMONSTRATION, own)
    first_start.fill(own)
    assert Dispute.objects.count() == 1
    assert not ReceivedMail.objects.exists()


def test_second_start_changes_nothing() -> None:
    first_start.fill(None)
    Dispute.objects.update(title="Ours")
    before = User.objects.get().password
    assert first_start.fill(first_start.DEMONSTRATION) == first_start.Outcome(None, None)
    assert Dispute.objects.get().title == "Ours"
    assert User.objects.get().password == before


def test_site_with_a_dispute_gets_no_pack(officer: User) -> None:
    factories.make_dispute(status="draft")
    assert first_start.fill(None) == first_start.Outcome(None, None)
    assert Dispute.objects.count() == 1


def test_bad_pack_leaves_neither_rows_nor_an_officer(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        first_start.fill(tmp_path)
    assert not User.objects.exists()
    assert not Branch.objects.exists()


def test_passwords_are_new_and_without_look_alikes() -> None:
    passwords = {first_start.new_password() for _ in range(100)}
    assert len(passwords) == 100
    assert not set("".join(passwords)) & set("il1o0")
    assert {len(password) for password in passwords} == {24}


def test_free_address_is_no_problem() -> None:
    assert first_start.address_problem("127.0.0.1", 0) == ""


def test_address_of_another_machine_is_a_problem() -> None:
    assert "cannot listen on 192.0.2.1 port 8000" in first_start.address_problem("192.0.2.1", 8000)


def test_taken_port_is_a_problem() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"make run PORT={port + 1}" in first_start.address_problem("127.0.0.1", port)


def test_static_files_are_collected_once(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    assert first_start.collect_static()
    assert not first_start.collect_static()


def test_command_prints_the_password_and_what_it_left_alone(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]
    call_command("first_start", port=str(free))
    assert "name      officer" in capsys.readouterr().out
    call_command("first_start", port=str(free), pack=first_start.DEMONSTRATION)
    second = capsys.readouterr().out
    assert "nothing was imported from" in second
    assert "password" not in second


def test_command_refuses_a_port_that_is_none() -> None:
    with pytest.raises(CommandError, match="PORT is 'x'"):
        call_command("first_start", port="x")
