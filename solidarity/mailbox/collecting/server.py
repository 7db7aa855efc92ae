"""What is asked of the mail server, and nothing that another program could be surprised by.

Mails are read without being marked as read. Nothing is expunged but what we moved ourselves:
imap-tools' own `flag` and `delete` expunge whatever anybody marked as deleted, and its `move`
knows only what a server said it could do before anybody signed in.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxLoginError, UnexpectedCommandStatusError
from imap_tools.utils import check_command_status, encode_folder

from .address import Address
from .troubles import Trouble, told

# For connecting, and for each answer.
TIMEOUT_SECONDS = 30.0
KEYWORD = "$DisputeTaken"
FLAGGED = r"\Flagged"
# So many numbers fit into a command of every server.
AT_ONCE = 200
HEAD_BYTES = 64 * 1024


class NotGivenError(Exception):
    """The server does not hand over one mail; there may be others."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail in the mailbox: its number, its size in bytes, and the day on which it came there."""

    uid: str
    size: int
    came: str


@dataclass
class Session:
    """A mailbox that somebody signed in to, with its folder open."""

    box: BaseMailBox
    address: Address
    can: frozenset[str]
    # The mark of a mail that was taken: a keyword, or the star where a server keeps no keywords.
    mark: str
    has_folder: bool = False

    def waiting(self) -> list[str]:
        """Return the numbers of the mails that nobody took yet, those that came first in front."""
        return self._found(f"UNDELETED {self._unmarked()}".rstrip())

    def left_marked(self) -> list[str]:
        """Return the numbers of mails that were taken and could not be moved then."""
        is_ours = self.address.taken and self.mark == KEYWORD
        return self._found(f"UNDELETED KEYWORD {KEYWORD}") if is_ours else []

    def sizes(self, uids: Sequence[str]) -> list[Waiting]:
        """Return what is known of mails without reading them, but of those that are gone."""
        found = []
        with told():
            told_sizes = self._uid("FETCH", ",".join(uids), "(UID RFC822.SIZE INTERNALDATE)")
        for item in told_sizes:
            if not isinstance(item, bytes):
                continue
            uid, size = re.search(rb"UID (\d+)", item), re.search(rb"RFC822\.SIZE (\d+)", item)
            came = re.search(rb'INTERNALDATE " ?(\d+-\w+-\d+)', item)
            if uid and size:
                day = came[1].decode("ascii", "replace") if came else ""
                found.append(Waiting(uid[1].decode(), int(size[1]), day))
        return found

    def mail(self, uid: str, at_most: int) -> bytes | None:
        """Return the first `at_most` bytes of a mail; None when it is gone meanwhile."""
        return self._body(uid, f"BODY.PEEK[]<0.{at_most}>")

    def head(self, uid: str) -> bytes | None:
        """Return the head of a mail; None when it is gone meanwhile."""
        return self._body(uid, f"BODY.PEEK[HEADER]<0.{HEAD_BYTES}>")

    def put_away(self, uids: Sequence[str]) -> Trouble | None:
        """Move or mark mails that were taken.

        Where they cannot be moved they are marked, so that nobody reads them again and the next
        run moves them; what is in the way is returned.
        """
        with told():
            for some in _chunks(uids):
                if not self.address.taken:
                    self._mark(some)
                elif trouble := self._moved_or_marked(some):
                    return trouble
        return None

    def _moved_or_marked(self, uids: Sequence[str]) -> Trouble | None:
        try:
            self._make_folder()
            self._move(",".join(uids))
        except UnexpectedCommandStatusError:
            if self.mark == KEYWORD:
                self._mark(uids)
            return Trouble(
                _(
                    "The mail server does not move mails into the folder that taken= names in "
                    "IMAP_URL: make room if the mailbox is full, or name another folder. They "
                    "were taken in, and are moved as soon as that is possible."
                )
            )
        return None

    def _mark(self, uids: Sequence[str]) -> None:
        answered = self._uid("STORE", ",".join(uids), "+FLAGS", f"({self.mark})")
        flags = [item.lower() for item in answered if isinstance(item, bytes) and b"FLAGS" in item]
        if flags and not any(self.mark.lower().encode() in item for item in flags):
            raise Trouble(_no_marks())

    def _move(self, uids: str) -> None:
        folder = encode_folder(self.address.taken)
        if "MOVE" in self.can:
            self._uid("MOVE", uids, folder)
            return
        # Killed in between, a mail lies in both folders, which is better than in neither.
        self._uid("COPY", uids, folder)
        self._uid("STORE", uids, "+FLAGS", r"(\Deleted)")
        if "UIDPLUS" in self.can:
            self._uid("EXPUNGE", uids)

    def _make_folder(self) -> None:
        """Make the folder for mails that were taken, if it is missing."""
        if self.has_folder:
            return
        folders, name = self.box.folder, self.address.taken
        if not folders.exists(name):
            try:
                folders.create(name)
                folders.subscribe(name, True)
            except UnexpectedCommandStatusError:
                # Another machine may have made it at the same moment.
                if not folders.exists(name):
                    raise
        self.has_folder = True

    def _unmarked(self) -> str:
        if self.mark == KEYWORD:
            return f"UNKEYWORD {KEYWORD}"
        return "" if self.address.taken else "UNFLAGGED"

    def _found(self, criteria: str) -> list[str]:
        with told():
            # Some servers refuse to be told a character set.
            return sorted(self.box.uids(criteria, charset=None), key=int)

    def _body(self, uid: str, part: str) -> bytes | None:
        with told():
            try:
                answered = self._uid("FETCH", uid, f"({part})")
            except UnexpectedCommandStatusError:
                raise NotGivenError from None
        for item in answered:
            if isinstance(item, tuple) and b"BODY[" in item[0]:
                return bytes(item[1])
            # Nothing at all needs no literal.
            if isinstance(item, bytes) and re.search(rb'BODY\[.*"', item):
                return b""
        return None

    def _uid(self, command: str, *arguments: str | bytes) -> list[Any]:
        try:
            answer = self.box.client.uid(command, *arguments)  # type: ignore[arg-type]  # folders are bytes
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            raise UnexpectedCommandStatusError(("BAD", []), "OK") from None
        check_command_status(answer, UnexpectedCommandStatusError)
        return answer[1]


@contextmanager
def signed_in(address: Address) -> Iterator[Session]:
    """Open a mailbox, and leave it afterwards. Raises Trouble."""
    with told():
        box = _connected(address)
    try:
        with told():
            session = _opened(box, address)
        yield session
        with suppress(ImapToolsError, imaplib.IMAP4.error, OSError):
            box.logout()  # whatever comes of it: all was done
    finally:
        _hang_up(box)


def _connected(address: Address) -> BaseMailBox:
    """Return a connection that is encrypted as the address says. No password was sent yet."""
    # Python's own default for IMAP trusts every certificate.
    trust = ssl.create_default_context()
    where = (address.host, address.port, TIMEOUT_SECONDS)
    if address.scheme == "imaps":
        return MailBox(*where, ssl_context=trust)
    box = MailBoxUnencrypted(*where)
    try:
        if address.scheme == "imap+starttls":
            _encrypt(box, trust)
        if "LOGINDISABLED" in box.client.capabilities:
            raise Trouble(_("The mail server wants encryption: begin IMAP_URL with imaps://."))
    except BaseException:
        _hang_up(box)
        raise
    return box


def _encrypt(box: BaseMailBox, trust: ssl.SSLContext) -> None:
    if "STARTTLS" not in box.client.capabilities:
        raise Trouble(
            _("The mail server offers no STARTTLS on that port: begin IMAP_URL with imaps://.")
        )
    box.client.starttls(trust)


def _opened(box: BaseMailBox, address: Address) -> Session:
    """Sign in and open the folder."""
    _sign_in(box, address.user, address.password)
    # Most servers say only now what they can do.
    told_can = box.client.capability()[1]
    box.folder.set(address.folder)
    kept = b" ".join(box.client.response("PERMANENTFLAGS")[1] or [b""]).decode("ascii", "replace")
    can = frozenset(b" ".join(told_can).decode("ascii", "replace").upper().split())
    return Session(box, address, can, mark=_mark_for(kept, address))


def _sign_in(box: BaseMailBox, user: str, password: str) -> None:
    # LOGIN knows no letters but those of ASCII.
    login = box.login if (user + password).isascii() else box.login_utf8
    try:
        login(user, password, initial_folder=None)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise MailboxLoginError(("NO", [str(error)]), "OK") from None


def _mark_for(kept: str, address: Address) -> str:
    """Return the mark for taken mails, out of those that the server says it keeps."""
    if not kept or r"\*" in kept or KEYWORD.lower() in kept.lower():
        return KEYWORD
    if address.taken or FLAGGED.lower() in kept.lower():
        return FLAGGED
    raise Trouble(_no_marks())


def _no_marks() -> str:
    return _(
        "The mail server keeps no marks on mails: name a folder to move them to, with "
        "taken=Dispute in IMAP_URL."
    )


def _hang_up(box: BaseMailBox) -> None:
    with suppress(OSError):
        box.client.shutdown()


def _chunks(uids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (uids[start : start + AT_ONCE] for start in range(0, len(uids), AT_ONCE))
