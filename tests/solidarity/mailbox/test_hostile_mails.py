"""Whatever comes by mail is read without a crash, without loss, and in bounded work."""

import faulthandler
import importlib.util
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from solidarity.mailbox.parsed import Gift, Guess, LeftOut, ParsedMail, What
from solidarity.mailbox.parsing import parse
from solidarity.models import Message
from tests.solidarity.mailbox.giants import giants
from tests.solidarity.mailbox.mutating import mutated

pytestmark = pytest.mark.sqlite_only  # no database takes part, so once is enough

GIANTS = giants()
MUTATED = 10_000 - len(GIANTS)
SHARES = 16
# No measure of speed: a mail that takes this long hangs the mailbox.
HUNG_AFTER = 20
HIDDEN = frozenset("\0\xad\u200b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
ONE_LINE = ("email", "subject", "message_id")


class Hung(BaseException):
    """No Exception, so that nothing which catches those can swallow it."""


def hang(_signal: int, _frame: FrameType | None) -> None:
    faulthandler.dump_traceback()
    raise Hung(f"A mail was not read within {HUNG_AFTER} seconds.")


@contextmanager
def guarded() -> Iterator[None]:
    """Stop what hangs, and show where it was."""
    before = signal.signal(signal.SIGALRM, hang)
    signal.alarm(HUNG_AFTER)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def cpythons_own() -> list[Path]:
    """Return the mails that the interpreter brings for its own tests; Debian's brings none."""
    spec = importlib.util.find_spec("test")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return [path for each in folders for path in sorted(Path(each).glob("test_email/data/*.txt"))]


def wrongs(name: str, raw: bytes) -> list[str]:
    """Read a mail, and hold what comes of it to what is promised of every mail."""
    with guarded():
        try:
            found = parse(raw)
        except Exception as error:
            error.add_note(f"while reading: {name}")
            raise
    return [f"{name}: {each}" for each in faults(found)]


def faults(found: Any) -> Iterator[str]:
    """Say what is wrong with the reading of a mail, whatever the mail says."""
    assert isinstance(found, ParsedMail)
    if found.what == What.MESSAGE and not found.body.strip():
        yield "a message without words"
    if found.what != What.MESSAGE and not found.why.strip():
        yield f"put aside as {found.what} without a reason"
    if found.what == What.UNREADABLE and found.body:
        yield "unreadable, but with a body"
    if len(found.body) > (Message._meta.get_field("body").max_length or 0):
        yield f"a body of {len(found.body)} letters"
    if found.sent_at is not None and found.sent_at.utcoffset() is None:
        yield "a time without a zone"
    if len(found.left_out) > 1000 or len(found.gifts) > 1000 or len(found.speakers) > 1000:
        yield "a list without bounds"
    yield from faults_of_texts(found)


def faults_of_texts(found: ParsedMail) -> Iterator[str]:
    """Say which texts no database takes, and which would break a header or a line."""
    for name, text in texts(found):
        if text.encode("utf-8", "surrogatepass") != text.encode("utf-8", "replace"):
            yield f"{name} has half a character"
        if HIDDEN & set(text):
            yield f"{name} has hidden characters"
        if name in ONE_LINE and len(text.splitlines()) > 1:
            yield f"{name} has more than one line"
        if name != "body" and len(text) > 10_000:
            yield f"{name} has {len(text)} letters"


def texts(found: ParsedMail) -> Iterator[tuple[str, str]]:
    """Return every text of a reading by the name of its field."""
    for each in fields(found):
        value = getattr(found, each.name)
        for part in value if isinstance(value, tuple) else (value,):
            yield from ((each.name, text) for text in said(part))


def said(part: Any) -> Iterator[str]:
    """Return the texts in one value of a reading, and see that its numbers are numbers."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Guess):
        assert 0 <= part.sure <= 1
        yield part.text
    elif isinstance(part, LeftOut):
        assert part.size >= 0
        yield from (part.what, part.name)
    elif isinstance(part, Gift):
        assert part.amount is None or (part.amount.is_finite() and part.amount >= Decimal(0))
        yield part.sentence


@pytest.mark.parametrize("share", range(SHARES))
def test_mails_with_anything_done_to_them_are_read(share: int) -> None:
    numbers = range(share, MUTATED, SHARES)
    assert [wrong for each in numbers for wrong in wrongs(*mutated(each))] == []


@pytest.mark.parametrize("name", GIANTS)
def test_giants_are_read(name: str) -> None:
    assert wrongs(name, GIANTS[name]) == []


def test_mails_of_the_interpreters_own_tests_are_read() -> None:
    own = cpythons_own()
    assert [wrong for each in own for wrong in wrongs(each.name, each.read_bytes())] == []


def test_the_same_mail_is_read_the_same_way_twice() -> None:
    for number in range(0, MUTATED, 100):
        _name, raw = mutated(number)
        assert parse(raw) == parse(raw)


def test_what_is_broken_is_noticed() -> None:
    empty = ParsedMail(What.MESSAGE)
    silent = ParsedMail(What.BOUNCE)
    surrogate = ParsedMail(What.MESSAGE, body="\ud800")
    folded = ParsedMail(What.MESSAGE, body="Hello", subject="Hello\r\nBcc: all@example.org")
    for each in (empty, silent, surrogate, folded):
        assert len(list(faults(each))) == 1
