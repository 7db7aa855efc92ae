"""`manage.py import_mail`: mails from files, each once, and of each is said what became of it."""

import json
import os
import tracemalloc
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import IO, Any, cast

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from dispute.models import OutgoingMail
from solidarity.mailbox import files, importing, taking
from solidarity.models import Message, ReceivedMail
from tests import factories as make
from tests.tables import everything

from .writing import WORDS, a_mail, an_mbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def slug() -> str:
    make.make_branch()
    return make.make_dispute(slug="library").slug


def run(*arguments: Any) -> tuple[str, str, int]:
    """Return what the command says, what it complains of, and its exit status."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("import_mail", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
        status = error.returncode
    return out.getvalue(), err.getvalue(), status


def mails(count: int) -> list[bytes]:
    """Return different mails."""
    return [
        a_mail(f"We stand with you, all {n} of us.\n", message_id=f"<{n}@example.org>")
        for n in range(count)
    ]


def test_one_mail_waits_and_nobody_is_written_to(tmp_path: Path, slug: str) -> None:
    (tmp_path / "one.eml").write_bytes(a_mail())
    said, wrong, status = run(tmp_path / "one.eml", "--dispute", slug)
    assert "one.eml: a message that waits to be checked." in said
    assert said.endswith("1 mail: 1 waits to be checked.\n")
    assert (wrong, status) == ("", 0)
    assert Message.objects.get().status == "pending"
    assert ReceivedMail.objects.get().door == "file"
    assert not OutgoingMail.objects.exists()


def test_a_second_time_nothing_is_added(tmp_path: Path, slug: str) -> None:
    (tmp_path / "old.mbox").write_bytes(an_mbox(*mails(3)))
    run(tmp_path, "--dispute", slug)
    said, _wrong, status = run(tmp_path, "--dispute", slug)
    assert (said.count(": there already."), status) == (3, 0)
    assert (Message.objects.count(), ReceivedMail.objects.count()) == (3, 3)


def test_an_mbox_is_parted_where_its_mails_begin(tmp_path: Path, slug: str) -> None:
    quoted = a_mail(
        "We met.\n\nFrom all of us: keep going.\n\nFrom here on it is 10:30 every day in 2026 or so"
    )
    (tmp_path / "old.mbox").write_bytes(an_mbox(quoted, *mails(2)))
    said, _wrong, _status = run(tmp_path / "old.mbox", "--dispute", slug)
    assert "old.mbox, mail 3: a message" in said
    assert Message.objects.count() == 3
    assert Message.objects.filter(body__contains="\n\nFrom all of us").count() == 1


def test_an_mbox_whose_mails_are_not_escaped_is_not_parted_inside_one() -> None:
    mail = a_mail("We met.\n\nFrom all of us: keep going.\n\nFrom: is no head here\n")
    line = b"From ines@example.org\n"
    found = list(files.mails_in(BytesIO(line + mail + b"\n" + line + mails(1)[0]), "x"))
    assert [each.raw for each in found] == [mail, mails(1)[0]]


def test_a_mail_is_the_same_alone_and_in_an_mbox() -> None:
    (found,) = files.mails_in(BytesIO(an_mbox(a_mail())), "x")
    assert found.raw == a_mail()


def test_a_maildir_and_a_folder_are_read_in_order(tmp_path: Path, slug: str) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    first, second, third = mails(3)
    (tmp_path / "box" / "cur" / "123.host:2,S").write_bytes(first)
    (tmp_path / "box" / "new" / "124.host").write_bytes(second)
    (tmp_path / "box" / "tmp" / "125.host").write_bytes(a_mail())
    (tmp_path / "THIRD.EML").write_bytes(third)
    (tmp_path / "notes.txt").write_text("nothing")
    said, _wrong, status = run(tmp_path, "--dispute", slug)
    assert ("3 mails: 3 wait to be checked." in said, status) == (True, 0)


def test_a_rehearsal_writes_nothing_and_says_what_would_be(tmp_path: Path, slug: str) -> None:
    one, two = mails(2)
    copy = b"Received: by example.net\n" + one
    other = one.replace(b"We stand", b"Nobody else stands")
    known = a_mail(WORDS + "Before.\n", message_id="<before@example.org>")
    (tmp_path / "before.eml").write_bytes(known)
    run(tmp_path, "--dispute", slug)
    (tmp_path / "new.mbox").write_bytes(an_mbox(one, two, copy, one, other))
    before = everything()
    said, _wrong, status = run(tmp_path, "--dispute", slug, "--dry-run", "--json")
    assert everything() == before
    told = json.loads(said)
    rehearsed = [each["became"] for each in told["mails"]]
    assert rehearsed == ["known", "message", "message", "duplicate", "known", "held"]
    done = json.loads(run(tmp_path, "--dispute", slug, "--json")[0])
    assert [each["became"] for each in done["mails"]] == rehearsed
    assert done["totals"] == told["totals"]
    assert status == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "It is empty."),
        (b"\n\n  \n", "It is empty."),
        (b"\xff\xd8\xff\xe0 a picture", "It is no mail"),
        (b"Dear all, well done.\n", "It is no mail"),
        (b"Note: this is a list.\n", "It is no mail"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 500, "It is a file of Outlook's own"),
    ],
)
def test_what_is_no_mail_is_said_in_a_line(
    tmp_path: Path, slug: str, content: bytes, why: str
) -> None:
    (tmp_path / "bad.eml").write_bytes(content)
    (tmp_path / "good.eml").write_bytes(a_mail())
    said, wrong, status = run(tmp_path, "--dispute", slug)
    assert (f"bad.eml: not taken in. {why}" in wrong, status) == (True, 1)
    assert "1 waits to be checked, 1 was not taken in" in said
    assert Message.objects.count() == 1


def test_bad_paths_are_said_and_the_good_ones_taken(tmp_path: Path, slug: str) -> None:
    (tmp_path / "good.eml").write_bytes(a_mail())
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.eml")
    paths = (tmp_path / "gone.eml", tmp_path / "empty", tmp_path)
    said, wrong, status = run(*paths, "--dispute", slug)
    assert "gone.eml: not taken in. It cannot be read: No such file or directory." in wrong
    assert "empty: not taken in. There are no mails in this folder." in wrong
    assert "pipe.eml: not taken in. It is no file." in wrong
    assert ("good.eml: a message" in said, status) == (True, 1)


def test_an_unknown_dispute_is_wrong_use(tmp_path: Path) -> None:
    assert run(tmp_path, "--dispute", "nowhere")[1:] == ("There is no dispute “nowhere”.", 2)


def test_one_mail_that_the_database_refuses_loses_no_other(
    tmp_path: Path, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = taking.take

    def refusing(raw: bytes, *rest: Any, **more: Any) -> Any:
        if b"all 1 of us" in raw:
            raise ValueError("Ines Example")
        return taken(raw, *rest, **more)

    monkeypatch.setattr(importing, "take", refusing)
    (tmp_path / "old.mbox").write_bytes(an_mbox(*mails(3)))
    _said, wrong, status = run(tmp_path, "--dispute", slug)
    assert ("old.mbox, mail 2: not taken in." in wrong, status) == (True, 1)
    assert ("Ines" not in wrong, Message.objects.count()) == (True, 2)


def test_a_full_disk_is_said_plainly_and_running_again_ends_it(
    tmp_path: Path, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_rest: Any, **_more: Any) -> None:
        raise OperationalError("database or disk is full")

    (tmp_path / "one.eml").write_bytes(a_mail())
    with monkeypatch.context() as patched:
        patched.setattr(importing, "take", full)
        _said, wrong, status = run(tmp_path, "--dispute", slug)
    assert ("Run it again" in wrong, status) == (True, 1)
    assert run(tmp_path, "--dispute", slug)[2] == 0


class Endless:
    """A file of very many mails that is made as it is read."""

    def __init__(self, count: int) -> None:
        self.lines = self.made(count)

    def made(self, count: int) -> Iterator[bytes]:
        for _each in range(count):
            yield b"From ines@example.org Tue Mar  3 09:30:00 2026\n"
            yield b"Subject: Solidarity\n"
            yield b"\n"
            for _line in range(20):
                yield b"We stand with you, every one of us, today and tomorrow.\n"
            yield b"\n"

    def readline(self, _size: int = -1) -> bytes:
        return next(self.lines, b"")


def test_a_large_mbox_is_read_in_little_memory() -> None:
    tracemalloc.start()
    count = sum(1 for _each in files.mails_in(cast("IO[bytes]", Endless(5_000)), "x"))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 5_000
    assert most < 1_000_000


def test_a_mail_too_large_is_left_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 2_000)
    large, small = a_mail("We stand with you.\n" * 500), a_mail()
    found = list(files.mails_in(BytesIO(an_mbox(large, small)), "x"))
    assert [bool(each.trouble) for each in found] == [True, False]
    (alone,) = files.mails_in(BytesIO(large), "x")
    assert alone.trouble
