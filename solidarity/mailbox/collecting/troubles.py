"""What can go wrong while mail is collected: each in one sentence that says what to do.

No sentence holds a name, an address or a word of a server: those quote accounts and passwords.
"""

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error as DatabaseError
from django.db import connection
from django.utils.translation import gettext as _
from imap_tools.errors import (
    ImapToolsError,
    MailboxFolderSelectError,
    MailboxLoginError,
    UnexpectedCommandStatusError,
)

# OpenSSL's numbers for what is wrong with a certificate.
EXPIRED, OTHER_NAMES = (9, 10), (62, 64)
LATER = ("UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "CONTACTADMIN")
# What SQLite, PostgreSQL and the operating system say of a disk.
FULL = ("disk is full", "no space left", "disk full")
STUCK = ("database is locked", "disk i/o error", "readonly database", "unable to open database")


class Trouble(Exception):
    """Why mail could not be collected, in a sentence for the branch.

    `is_refused`: the server refused our password, and asking again soon may lock the account.
    """

    def __init__(self, sentence: str, *, is_refused: bool = False) -> None:
        self.sentence = sentence
        self.is_refused = is_refused
        super().__init__(sentence)


class StoreTrouble(Trouble):
    """The site itself can take nothing in."""


@contextmanager
def told() -> Iterator[None]:
    """Raise as Trouble whatever a mail server and the way to it do wrong."""
    try:
        yield
    except MailboxLoginError as error:
        raise _refused(error) from None
    except (ImapToolsError, imaplib.IMAP4.error, OSError, UnicodeError) as error:
        raise Trouble(sentence_of(error)) from None


def sentence_of(error: Exception) -> str:
    """Return what went wrong on the way to a mail server, or at it, and what to do."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate(error)
    if isinstance(error, ssl.SSLError):
        return _(
            "The mail server does not speak TLS as IMAP_URL says: imaps:// is for port 993, and "
            "imap+starttls:// for port 143."
        )
    if isinstance(error, socket.gaierror):
        return _("The mail server that IMAP_URL names cannot be found: check the name of the host.")
    if isinstance(error, TimeoutError):
        return _("The mail server did not answer in time: if this goes on, ask its provider.")
    if isinstance(error, ConnectionRefusedError):
        return _(
            "Nothing answers where IMAP_URL looks for the mail server: check host and port, or "
            "wait until the server is back."
        )
    if isinstance(error, imaplib.IMAP4.readonly):
        return _(
            "The mailbox may be read but not changed: give the account the right to change it."
        )
    if isinstance(error, imaplib.IMAP4.abort | OSError):
        return _("The connection to the mail server was lost: what is left is taken the next time.")
    if isinstance(error, MailboxFolderSelectError):
        return _("The mailbox has no folder of the name that stands in IMAP_URL: check its name.")
    return _("The mail server refused what it was asked: if this goes on, ask its provider.")


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    if error.verify_code in OTHER_NAMES:
        why = _("is for another name: write the host in IMAP_URL as the certificate has it")
    elif error.verify_code in EXPIRED:
        why = _("is out of date: ask its provider to renew it")
    else:
        why = _(
            "is vouched for by nobody whom this machine trusts: ask its provider for a proper one"
        )
    return _("The mail server’s certificate %(why)s. No password was sent.") % {"why": why}


def _refused(error: UnexpectedCommandStatusError) -> Trouble:
    """Return why nobody could sign in; what the server says is read for its code alone."""
    said = str(error.command_result[1]).upper()
    if any(f"[{code}]" in said for code in LATER):
        return Trouble(_("The mail server lets nobody sign in just now: it is tried again."))
    return Trouble(
        _(
            "The mail server refuses the name or the password in IMAP_URL: check both. Many "
            "providers want an app password, which is made in the settings of the account."
        ),
        is_refused=True,
    )


def of_the_database(error: DatabaseError) -> StoreTrouble | None:
    """Return why no mail at all can be stored; None where the trouble is with one mail."""
    said = str(error).lower()
    if any(words in said for words in FULL):
        return StoreTrouble(
            _("The disk of the site is full: make room. The mails stay in the mailbox until then.")
        )
    if any(words in said for words in STUCK) or not connection.is_usable():
        return StoreTrouble(
            _("The site’s database takes nothing in: the mails stay in the mailbox until it does.")
        )
    return None
