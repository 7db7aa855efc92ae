"""`manage.py collect_mail` says what it did; two at once do it once, and kill -9 loses nothing."""

import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError
from django.db import connection, connections
from pytest_django import Settings

from solidarity.mailbox.collecting.address import BadUrlError, read
from solidarity.mailbox.collecting.collect import Collected, collect
from solidarity.management.commands import collect_mail
from solidarity.models import MailboxState, Message, ReceivedMail
from tests import factories as make
from tests.dovecot import Mailbox
from tests.postgres import address_for_others
from tests.solidarity.mailbox.supporters import mail

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def own_signals() -> Iterator[None]:
    """The command answers to signals while it runs; afterwards the tests do again."""
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.django_db
def test_the_command_says_what_it_did(mailbox: Mailbox, capsys: pytest.CaptureFixture[str]) -> None:
    make.make_dispute()
    mailbox.put(mail(1), mail(2))
    call_command("collect_mail", dry_run=True)
    call_command("collect_mail", json=True)
    call_command("collect_mail")
    looked, done, again = capsys.readouterr().out.splitlines()
    assert "0 taken" in looked
    assert "2 left." in looked
    assert json.loads(done)["taken"] == 2
    assert "0 taken" in again


@pytest.mark.django_db
def test_without_a_mailbox_it_says_so_and_the_worker_ends() -> None:
    with pytest.raises(CommandError, match="IMAP_URL is not set"):
        call_command("collect_mail")
    call_command("collect_mail", forever=True)


@pytest.mark.django_db
def test_a_second_run_leaves_at_once(
    mailbox: Mailbox, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mailbox.put(mail(1))
    with (tmp_path / "collect_mail.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        call_command("collect_mail")
    assert capsys.readouterr().out == "Another run is at it: nothing was done.\n"
    assert len(mailbox.mails()) == 1
    assert not MailboxState.objects.exists()


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_a_second_run_on_another_machine_leaves_too(mailbox: Mailbox, settings: Settings) -> None:
    other = connection.copy("other")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [0x6D61696C])
        assert collect().is_busy
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
def test_runs_at_the_same_moment_take_each_mail_once(mailbox: Mailbox) -> None:
    make.make_dispute()
    mailbox.put(*(mail(n) for n in range(12)))
    done: list[Collected] = []

    def run() -> None:
        try:
            done.append(collect())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _each in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sum(each.taken for each in done) == 12
    assert {each.trouble for each in done} == {""}
    assert Message.objects.count() == ReceivedMail.objects.count() == 12


@pytest.mark.django_db(transaction=True)  # each round begins with a fresh connection
def test_the_worker_asks_ever_more_rarely_after_a_refusal(
    mailbox: Mailbox, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    make.make_dispute()
    whole, waited = settings.IMAP_URL, []
    settings.IMAP_URL = whole.replace("pencil", "crayon")

    def wait(seconds: float) -> None:
        waited.append(seconds)
        assert len(waited) < 1000, "it is not read again"
        # One minute after the first refusal would be too soon, two are not.
        if len(waited) == 120 / collect_mail.BLINK_SECONDS:
            settings.IMAP_URL = whole

    collect_mail.go_on(lambda: "read again" in caplog.text, wait)

    said = [each.msg for each in caplog.records if each.name == "solidarity.mailbox"]
    assert len(said) == 2
    assert "refuses the name or the password" in said[0]
    assert sum(waited) >= 120
    assert MailboxState.objects.get().trouble == ""


@pytest.mark.django_db
def test_the_worker_ends_with_its_parent(mailbox: Mailbox) -> None:
    call_command("collect_mail", forever=True, beside=1)


def environment_of(url: str, folder: Path) -> dict[str, str]:
    """Return the environment of a process of its own on this test's database."""
    where = address_for_others(connection.settings_dict)
    return os.environ | {"IMAP_URL": url, "DATA_DIR": str(folder), "DATABASE_URL": where}


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_point_each_mail_is_taken_once(mailbox: Mailbox, tmp_path: Path) -> None:
    """Two kills while it stores, one around its move; bench/kill_collecting.py does many more."""
    make.make_dispute()
    count, chance = 30, random.Random(7)  # noqa: S311 - the same in every run
    mailbox.put(*(mail(n) for n in range(count)))
    environment = environment_of(mailbox.url(taken="Dispute"), tmp_path)
    command = [sys.executable, "manage.py", "collect_mail"]
    for stored in (3, 17, count - 1):
        run = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        while ReceivedMail.objects.count() < stored and run.poll() is None:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.02))
        run.kill()
        run.wait()
    assert ReceivedMail.objects.count() >= count - 1

    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )

    assert "0 left." in done.stdout
    assert (len(mailbox.mails()), len(mailbox.mails("Dispute"))) == (0, count)
    assert Message.objects.count() == ReceivedMail.objects.count() == count
    assert len(set(Message.objects.values_list("body", flat=True))) == count


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("smtp://a:secret@mail.example/", "begin it with imaps"),
        ("imap://a:secret@mail.example/", "for everybody to read"),
        ("imaps://a@mail.example/", "name, password and host"),
        ("imaps://a:secret/word@mail.example/", "%2F for /"),
        ("imaps://a:secret#word@mail.example/", "%23 for #"),
        ("imaps://a:b@mail.example:secret/", "name, password and host"),
        ("imaps://a:secret%0A@mail.example/", "a character that no name"),
        ("imaps://a:secret@mail.example/INBOX?taken=inbox", "the very folder"),
        ("imaps://a:secret@mail.example/?taken=*", "a character that no name"),
        ("imaps://a:secret@mail.example/?folder=x", "taken=, dispute= and plain="),
        ("imaps://a:secret@mail.example/?taken=", "taken=, dispute= and plain="),
    ],
)
def test_an_address_that_is_none_is_told_at_the_start(
    settings: Settings, url: str, said: str
) -> None:
    with pytest.raises(BadUrlError, match=said.replace("(", r"\(")) as told:
        read(url)
    assert "secret" not in str(told.value)
    settings.IMAP_URL = url
    with pytest.raises(SystemCheckError, match="IMAP_URL cannot be used") as stopped:
        call_command("check")
    assert "secret" not in str(stopped.value)


def test_an_address_is_read_as_it_is_meant() -> None:
    address = read("imaps://ann%40branch.example:p%2Fq%23@mail.example/Messages%20in?taken=Done")
    assert (address.user, address.password) == ("ann@branch.example", "p/q#")
    assert (address.port, address.folder, address.taken) == (993, "Messages in", "Done")
    assert "p/q#" not in repr(address)
    assert read("imap://a:b@mail.example?plain=yes&taken=flag").taken == ""
    assert read("imap+starttls://a:b@[::1]:10143/").port == 10143
