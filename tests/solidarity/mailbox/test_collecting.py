"""Mail is collected from a real mailbox: each once, and put away as the settings say."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from dispute.models import Dispute
from solidarity.mailbox.collecting import collect as collecting
from solidarity.mailbox.collecting.collect import collect
from solidarity.models import MailboxState, Message, ReceivedMail
from tests import factories as make
from tests.dovecot import Mailbox
from tests.solidarity.mailbox.conftest import Bent
from tests.solidarity.mailbox.supporters import mail

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Let nobody write into a folder of the mailbox, as where its owner may write no more."""
    parts = [folder, *(folder / part for part in ("cur", "new", "tmp"))]
    for part in parts:
        os.chmod(part, 0o500)
    try:
        yield
    finally:
        for part in parts:
            os.chmod(part, 0o700)


@pytest.fixture(autouse=True)
def dispute() -> Dispute:
    """The only live one, so that mails go to it."""
    return make.make_dispute()


def test_each_mail_is_taken_once_and_moved(mailbox: Mailbox, dispute: Dispute) -> None:
    mailbox.put(*(mail(n) for n in range(3)))

    first, second = collect(at=AT), collect(at=AT)

    assert (first.taken, first.left, first.trouble) == (3, 0, "")
    assert (second.taken, second.known, second.left) == (0, 0, 0)
    assert mailbox.mails() == []
    assert mailbox.mails("Dispute") == [mail(n) for n in range(3)]
    assert ReceivedMail.objects.filter(dispute=dispute, door="mailbox").count() == 3
    assert Message.objects.filter(status="pending").count() == 3


def test_mails_are_marked_where_they_are(mailbox: Mailbox, settings: Settings) -> None:
    settings.IMAP_URL = mailbox.url(taken="flag")
    mailbox.put(mail(1), mail(2))

    assert collect(at=AT).taken == 2
    mailbox.put(mail(3))
    again = collect(at=AT)

    assert (again.taken, again.known) == (1, 0)
    assert mailbox.mails() == [mail(1), mail(2), mail(3)]
    # Marked by our own word, and still unread for whoever reads the mailbox.
    assert mailbox.flags() == ["a", "a", "a"]
    assert mailbox.keywords() == "0 $DisputeTaken\n"


def test_a_server_without_keywords_keeps_stars(
    mailbox: Mailbox, settings: Settings, bent: Bent
) -> None:
    port = bent(mailbox, heard=lambda said: said.replace(b" \\*)", b")"))
    settings.IMAP_URL = mailbox.url(port=port, taken="flag")
    mailbox.put(mail(1), mail(2))

    assert collect(at=AT).taken == 2
    assert (collect(at=AT).known, mailbox.flags()) == (0, ["F", "F"])


def test_a_server_without_any_marks_is_told(
    mailbox: Mailbox, settings: Settings, bent: Bent
) -> None:
    nothing = re.compile(rb"PERMANENTFLAGS \([^)]*\)")
    port = bent(mailbox, heard=lambda said: nothing.sub(b"PERMANENTFLAGS ()", said))
    settings.IMAP_URL = mailbox.url(port=port, taken="flag")
    mailbox.put(mail(1))

    done = collect(at=AT)

    assert done.taken == 0
    assert "name a folder to move them to" in done.trouble


def test_a_server_that_forgets_marks_is_told(
    mailbox: Mailbox, settings: Settings, bent: Bent
) -> None:
    port = bent(mailbox, heard=lambda said: said.replace(b" $DisputeTaken", b""))
    settings.IMAP_URL = mailbox.url(port=port, taken="flag")
    mailbox.put(mail(1))

    done = collect(at=AT)

    assert done.taken == 1
    assert "keeps no marks" in done.trouble


@pytest.mark.parametrize("missing", [b" MOVE", b" UIDPLUS"])
def test_a_server_that_cannot_move_copies_and_deletes_ours_alone(
    mailbox: Mailbox, settings: Settings, bent: Bent, missing: bytes
) -> None:
    port = bent(mailbox, heard=lambda said: said.replace(b" MOVE", b"").replace(missing, b""))
    settings.IMAP_URL = mailbox.url(port=port, taken="Dispute")
    mailbox.put(mail(1), mail(2))
    mailbox.put(mail(3), flags="T")

    first, second = collect(at=AT), collect(at=AT)

    assert (first.taken, second.taken, second.known) == (2, 0, 0)
    assert mailbox.mails("Dispute") == [mail(1), mail(2)]
    # What somebody else marked as deleted is theirs to sweep out.
    assert mail(3) in mailbox.mails()
    # Without UIDPLUS nothing can be swept out but everything, so that ours stay, marked.
    assert mailbox.flags() == (["T"] if missing == b" MOVE" else ["T", "T", "T"])


def test_a_run_that_ends_between_storing_and_moving_takes_nothing_twice(
    mailbox: Mailbox, settings: Settings, bent: Bent
) -> None:
    port = bent(mailbox, asked=lambda said: None if b"MOVE" in said else said)
    mailbox.put(mail(1), mail(2))
    whole = settings.IMAP_URL

    settings.IMAP_URL = mailbox.url(port=port, taken="Dispute")
    broken = collect(at=AT)
    settings.IMAP_URL = whole
    done = collect(at=AT)

    assert (broken.taken, len(mailbox.mails("Dispute"))) == (2, 2)
    assert "connection" in broken.trouble
    assert (done.taken, done.known, done.trouble) == (0, 2, "")
    assert ReceivedMail.objects.count() == 2


def test_mails_that_cannot_be_moved_are_taken_once_and_moved_later(mailbox: Mailbox) -> None:
    mailbox.put(mail(0))
    assert collect(at=AT).taken == 1
    folder = mailbox.folder / ".Dispute"
    mailbox.put(mail(1), mail(2))
    with closed(folder):
        refused = collect(at=AT)
        mailbox.put(mail(3))
        still = collect(at=AT)

    assert (refused.taken, still.taken, still.known) == (2, 1, 0)
    assert "make room if the mailbox is full" in refused.trouble == still.trouble
    done = collect(at=AT)
    assert (done.taken, done.known, done.trouble) == (0, 0, "")
    assert mailbox.mails() == []
    assert len(mailbox.mails("Dispute")) == 4


def test_a_mail_that_is_too_big_is_held_by_its_head(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "LARGEST_BYTES", 2000)
    big = mail(1, body="x\n" * 3000)
    mailbox.put(big, mail(2))

    done = collect(at=AT)

    assert (done.taken, done.too_big, done.trouble) == (2, 1, "")
    assert mailbox.mails("Dispute") == [big, mail(2)]
    held = ReceivedMail.objects.get(what="held")
    assert (held.subject, held.email) == ("Solidarity 1", "supporter-1@example.org")
    assert "too big: look at it in the mailbox" in held.why
    assert held.message is None
    assert b"x" * 10 not in held.raw
    assert held.size > 6000
    # Put back, it is known.
    mailbox.put(big)
    assert (collect(at=AT).known, ReceivedMail.objects.count()) == (1, 2)


def test_no_more_is_fetched_than_a_server_says(
    mailbox: Mailbox, settings: Settings, bent: Bent, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = re.compile(rb"RFC822.SIZE \d+")
    port = bent(mailbox, heard=lambda said: size.sub(b"RFC822.SIZE 10", said))
    settings.IMAP_URL = mailbox.url(port=port, taken="Dispute")
    monkeypatch.setattr(collecting, "LARGEST_BYTES", 2000)
    mailbox.put(mail(1, body="x\n" * 3000))

    assert collect(at=AT).too_big == 1


def test_a_mail_that_goes_under_our_hands_is_nobodys_loss(
    mailbox: Mailbox, settings: Settings, bent: Bent
) -> None:
    def taken_out(said: bytes) -> bytes:
        if b"BODY.PEEK" in said and len(mailbox.mails()) == 3:
            mailbox.files()[1].unlink()
        return said

    port = bent(mailbox, asked=taken_out)
    settings.IMAP_URL = mailbox.url(port=port, taken="Dispute")
    mailbox.put(mail(1), mail(2), mail(3))

    done = collect(at=AT)

    assert (done.taken, done.left, done.failed) == (2, 0, [])
    assert mailbox.mails("Dispute") == [mail(1), mail(3)]


def test_a_mailbox_with_new_numbers_is_known_by_its_mails(
    mailbox: Mailbox, settings: Settings
) -> None:
    settings.IMAP_URL = mailbox.url(taken="flag")
    mailbox.put(mail(1), mail(2))
    collect(at=AT)
    # As after the provider restored it: other numbers, no marks.
    for kept in mailbox.folder.glob("dovecot*"):
        kept.unlink()
    for file in mailbox.files():
        file.rename(mailbox.folder / "new" / f"again-{file.name.partition(':')[0]}")
    mailbox.put(mail(3))

    done = collect(at=AT)

    assert (done.taken, done.known, done.trouble) == (1, 2, "")
    assert ReceivedMail.objects.count() == 3


def test_looking_only_changes_nothing(mailbox: Mailbox) -> None:
    mailbox.put(mail(1), mail(2))
    before = [file.read_bytes() for file in mailbox.files()]

    done = collect(at=AT, only_looks=True)

    assert (done.left, done.taken, done.trouble) == (2, 0, "")
    assert [file.read_bytes() for file in mailbox.files()] == before
    assert not (mailbox.folder / ".Dispute").exists()
    assert not ReceivedMail.objects.exists()
    assert not MailboxState.objects.exists()


def test_a_folder_with_any_name_is_made(mailbox: Mailbox, settings: Settings) -> None:
    settings.IMAP_URL = mailbox.url(taken="Erledigt & “für” uns")
    mailbox.put(mail(1))

    assert collect(at=AT).trouble == ""
    mailbox.put(mail(2))
    assert collect(at=AT).trouble == ""
    assert mailbox.mails() == []


def test_a_run_that_is_told_to_stop_puts_away_what_it_took(mailbox: Mailbox) -> None:
    mailbox.put(*(mail(n) for n in range(5)))

    done = collect(at=AT, is_stopped=lambda: ReceivedMail.objects.count() >= 2)

    assert (done.taken, done.left, done.trouble) == (2, 3, "")
    assert (len(mailbox.mails()), len(mailbox.mails("Dispute"))) == (3, 2)


def test_batches_are_put_away_one_by_one(
    mailbox: Mailbox, settings: Settings, bent: Bent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "BATCH", 2)
    moves: list[bytes] = []

    def seen(said: bytes) -> bytes:
        moves.extend([said] if b" MOVE " in said else [])
        return said

    settings.IMAP_URL = mailbox.url(port=bent(mailbox, asked=seen), taken="Dispute")
    mailbox.put(*(mail(n) for n in range(5)))

    assert collect(at=AT).taken == 5
    assert len(moves) == 3
