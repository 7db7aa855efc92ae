"""One mail, read: its parts, its text, the mail in it that matters, its sender."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from solidarity.mailbox.parsed import LeftOut, ParsedMail, What

from .addresses import Mailbox, date_of, mailbox_in, written_date
from .asks import gifts_in, speakers_in
from .blocks import unglued
from .characters import one_line
from .flowed import unwrapped
from .footers import without_programs
from .forms import Form, form_in
from .forwards import bare_subject, forwarded, is_forward, own_words
from .headers import Headers
from .limits import MOST_BYTES, MOST_FORWARDED
from .machines import answered_automatically, bounced, invited
from .owners import is_own_name
from .people import person_in, who_wrote
from .signing import Signed, signed
from .structure import TOO_DEEP, Part, Unreadable, tree_of
from .subjects import is_message
from .texts import Texts, texts_of

TOO_LONG = "This mail is longer than is read here, so nobody’s words were taken out of it."
SEALED = "This mail is encrypted, and the branch’s site has no key to it."
OUTLOOKS = "This mail has its text only in Outlook’s own winmail.dat, which cannot be read here."
ONLY_FILES = "This mail has no text of its own, only files."
ONLY_QUOTED = "This mail says nothing of its own: all of it is quoted from an earlier mail."
EMPTY = "This mail has no text."
SEVERAL = "This mail carries {count} other mails, each perhaps a message: take them one by one."


@dataclass(slots=True)
class _Letter:
    """A mail on the way to being read: who sent it, when, and its lines."""

    sender: Mailbox
    subject: str
    sent_at: datetime | None
    message_id: str
    lines: list[str]
    is_forwarded: bool = False
    left_out: list[LeftOut] = field(default_factory=list)
    form: Form | None = None


def parse(raw: bytes, *, at: datetime | None = None) -> ParsedMail:
    """Return what a mail says; `at` is when it is read, against which its date is held.

    Never fails: what is not understood is UNREADABLE, and says why.
    """
    if len(raw) > MOST_BYTES:
        return ParsedMail(What.UNREADABLE, why=TOO_LONG)
    try:
        tree = tree_of(bytes(raw))
        said = _read(tree, at or datetime.now(UTC), 0)
    except Unreadable as held:
        return ParsedMail(What.UNREADABLE, why=str(held))
    if tree.is_cut:
        said = replace(said, left_out=(*said.left_out, LeftOut("too long", "headers")))
    return said


def _read(tree: Part, at: datetime, depth: int) -> ParsedMail:
    """Read a mail, or instead of it the one that it forwards as a file."""
    found = texts_of(tree)
    letter = _letter(tree, found, at)
    if why := bounced(tree, found):
        return _held(letter, What.BOUNCE, why)
    if why := answered_automatically(tree, found):
        return _held(letter, What.AUTOREPLY, why)
    if len(found.mails) == 1 and found.mails[0].children:
        return _enclosed(found.mails[0], letter, at, depth)
    if len(found.mails) > 1:
        return _unreadable(letter, SEVERAL.format(count=len(found.mails)))
    if why := invited(tree, found, found.text):
        return _held(letter, What.CALENDAR, why)
    return _said(letter, found, at, mailbox_in(tree.headers.raw("reply-to")))


def _letter(tree: Part, found: Texts, at: datetime) -> _Letter:
    headers = tree.headers
    sender = _sender(headers)
    return _Letter(
        sender, headers.text("subject"), date_of(headers.raw("date"), headers.all("received"), at),
        one_line(headers.raw("message-id")).strip("<> ")[:500],
        unglued(found.text.split("\n")) if found.text else [], left_out=list(found.left_out),
    )  # fmt: skip


def _sender(headers: Headers) -> Mailbox:
    """Return who a mail is from; a list that writes itself in keeps that elsewhere."""
    said = headers.raw("from")
    sender = mailbox_in(said)
    is_lists = re.search(r"\bvia\b", said, re.IGNORECASE) and "list-id" in headers.values
    if sender.address and not is_lists:
        return sender
    for name in ("x-original-from", "x-original-sender", "reply-to", "sender"):
        other = mailbox_in(headers.raw(name))
        if other.address and other.address != sender.address:
            return Mailbox(sender.name or other.name, other.address)
    return sender


def _enclosed(mail: Part, letter: _Letter, at: datetime, depth: int) -> ParsedMail:
    """Read the mail that is forwarded as a file."""
    if depth >= MOST_FORWARDED:
        return _unreadable(letter, TOO_DEEP)
    inner = _read(mail.children[0], at, depth + 1)
    note = [LeftOut("covering note")] if any(line.strip() for line in letter.lines) else []
    return replace(
        inner, is_forwarded=True, left_out=(*note, *letter.left_out, *inner.left_out),
        subject=inner.subject or bare_subject(letter.subject),
        message_id=letter.message_id or inner.message_id,
    )  # fmt: skip


def _said(letter: _Letter, found: Texts, at: datetime, answers: Mailbox) -> ParsedMail:
    """Read the text of a mail; `answers` is to whom it asks to answer."""
    has_text = any(line.strip() for line in letter.lines)
    if found.is_sealed:
        return _unreadable(letter, SEALED)
    letter = _filled_in(_innermost(letter, at), answers)
    lines, noted = without_programs(letter.lines)
    lines, has_quoted = own_words(lines)
    lines, more = without_programs(lines)
    parted = signed(lines, person_in(letter.sender.name))
    noted = [
        *(["signature"] if parted.signature else []),
        *(["earlier mails"] if has_quoted else []),
        *noted,
        *more,
    ]
    letter.left_out.extend(LeftOut(each) for each in dict.fromkeys(noted))
    if not _says_something(parted.body, letter.sender.name):
        return _empty(letter, parted, found, has_text=has_text, has_quoted=has_quoted)
    return _message(letter, parted)


def _filled_in(letter: _Letter, answers: Mailbox) -> _Letter:
    """Return what somebody wrote into a form on a web page, and who that was, where it is one.

    `answers` is to whom answers go: forms that ask for an e-mail often say it only there.
    """
    form = form_in(letter.lines)
    if form is None:
        return letter
    sender = Mailbox(form.name, form.email or answers.address)
    return replace(letter, sender=sender, lines=form.lines, form=form)


def _says_something(body: list[str], name: str) -> bool:
    """Whether lines are more than their sender's name and signs: words, or pictures."""
    own = "".join(each for each in body if not is_own_name(each, name))
    return any(sign.isalnum() or unicodedata.category(sign) == "So" for sign in own)


def _innermost(letter: _Letter, at: datetime) -> _Letter:
    """Return the mail that is forwarded in the text of another, however often it was."""
    for _time in range(MOST_FORWARDED):
        inner = forwarded(letter.lines, letter.subject)
        if inner is None:
            break
        note = [LeftOut("covering note")] if inner.has_note else []
        letter = _Letter(
            mailbox_in(inner.sender), one_line(inner.subject)[:500] or bare_subject(letter.subject),
            written_date(inner.date, at), letter.message_id, inner.lines, True,
            [*letter.left_out, *note],
        )  # fmt: skip
    return letter


def _empty(
    letter: _Letter, parted: Signed, found: Texts, *, has_text: bool, has_quoted: bool
) -> ParsedMail:
    """Read a mail without own words: its subject may be what it says."""
    subject = bare_subject(letter.subject)
    if (
        not has_quoted
        and not found.is_sealed
        and is_message(subject)
        and not is_forward(letter.subject)
    ):
        return _message(letter, Signed([subject], [*parted.body, *parted.signature]))
    if found.has_tnef:
        return _unreadable(letter, OUTLOOKS)
    if has_quoted or (has_text and letter.is_forwarded):
        return _unreadable(letter, ONLY_QUOTED)
    return _unreadable(letter, ONLY_FILES if letter.left_out else EMPTY)


def _message(letter: _Letter, parted: Signed) -> ParsedMail:
    body = "\n".join(unwrapped(parted.body)).strip()
    who = who_wrote(parted, letter.sender, letter.form.fields if letter.form else {})
    return ParsedMail(
        What.MESSAGE, body=body, name=who.name, role=who.role, organisation=who.organisation,
        place=who.place, kind=who.kind, email=letter.sender.address, subject=letter.subject,
        sent_at=letter.sent_at, message_id=letter.message_id, is_forwarded=letter.is_forwarded,
        left_out=tuple(letter.left_out), gifts=gifts_in(body), speakers=speakers_in(body),
    )  # fmt: skip


def _held(letter: _Letter, what: What, why: str) -> ParsedMail:
    """Return a mail that is no message, with whatever text it has."""
    body = "\n".join(signed(letter.lines).body)
    return replace(_unreadable(letter, why), what=what, body=body)


def _unreadable(letter: _Letter, why: str) -> ParsedMail:
    return ParsedMail(
        What.UNREADABLE, why=why, email=letter.sender.address, subject=letter.subject,
        sent_at=letter.sent_at, message_id=letter.message_id, is_forwarded=letter.is_forwarded,
        left_out=tuple(letter.left_out),
    )  # fmt: skip
