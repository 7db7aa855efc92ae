"""IMAP_URL: which mailbox is read, how, and what becomes of a mail that was taken."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext as _

PORTS = {"imaps": 993, "imap+starttls": 143, "imap": 143}
LOOPBACK = re.compile(r"localhost|127(\.\d+){3}|::1")
KNOWN = ("taken", "dispute", "plain")
# `taken=` with this word marks mails where they are; any other word is a folder to move them to.
FLAG = "flag"
EXAMPLE = "imaps://name:password@mail.example/INBOX?taken=Dispute"


class BadUrlError(ValueError):
    """IMAP_URL cannot be used; the words say what to do, and never what was in it."""


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox: its server and account, its folder, and the folder for mails that were taken.

    `taken` is "" where they are marked instead. `dispute` is a slug; "" for the only live one.
    """

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    taken: str = ""
    dispute: str = ""


def read(url: str) -> Address:
    """Return what an IMAP_URL says. Raises BadUrlError, whose words hold nothing of the URL."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        # Its own words quote what may be the password.
        raise BadUrlError(_not_encoded()) from None
    if parts.scheme not in PORTS:
        raise BadUrlError(
            _("begin it with imaps:// or imap+starttls://, such as %(example)s")
            % {"example": EXAMPLE}
        )
    if not (parts.hostname and parts.username and parts.password) or parts.fragment:
        raise BadUrlError(_not_encoded())
    asked = _asked(parts.query)
    if parts.scheme == "imap" and not (
        LOOPBACK.fullmatch(parts.hostname) or asked.get("plain") == "yes"
    ):
        raise BadUrlError(
            _(
                "imap:// sends the password for everybody to read. Begin it with imaps:// or "
                "imap+starttls://; or, on a network that is your own alone, add plain=yes."
            )
        )
    return _address(
        parts.scheme, parts.hostname, port, parts.username, parts.password, parts.path, asked
    )


def _address(
    scheme: str,
    host: str,
    port: int | None,
    user: str,
    password: str,
    path: str,
    asked: dict[str, str],
) -> Address:
    folder = unquote(path.removeprefix("/")) or "INBOX"
    taken = asked.get("taken", FLAG)
    names = [unquote(user), unquote(password), folder, taken]
    if any(not name.isprintable() for name in names) or re.search(r"[*%]", folder + taken):
        raise BadUrlError(_("it holds a character that no name, password or folder has."))
    if folder.casefold() == taken.casefold():
        raise BadUrlError(
            _("taken= names the very folder that is read: name another, or say taken=flag.")
        )
    return Address(
        scheme=scheme,
        host=host,
        port=port or PORTS[scheme],
        user=names[0],
        password=names[1],
        folder=folder,
        taken="" if taken == FLAG else taken,
        dispute=asked.get("dispute", ""),
    )


def _asked(query: str) -> dict[str, str]:
    """Return what stands behind the question mark."""
    pairs = parse_qsl(query, keep_blank_values=True)
    asked = dict(pairs)
    if set(asked) - set(KNOWN) or len(asked) < len(pairs) or "" in asked.values():
        raise BadUrlError(
            _("behind its question mark may stand taken=, dispute= and plain=, with a value each.")
        )
    return asked


def _not_encoded() -> str:
    return _(
        "it wants name, password and host, such as %(example)s. In name and password write "
        "%%40 for @, %%3A for :, %%2F for /, %%3F for ?, %%23 for # and %%25 for %%."
    ) % {"example": EXAMPLE}
