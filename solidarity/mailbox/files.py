"""Mails in files: one mail, an mbox, a Maildir or a folder, read one after another.

However large an mbox is, no more than one of its mails is held in memory.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from .taking import LARGEST

A_LINE = 64 * 1024
HEAD_BYTES = 64 * 1024
BOM = b"\xef\xbb\xbf"
# What Outlook saves as .msg, and Word as .doc.
OLE = b"\xd0\xcf\x11\xe0"
# “From ines@example.org Tue Mar  3 09:30:00 2026”, which parts the mails of an mbox.
PARTING = re.compile(rb"From \S{1,300} .{0,60}\d{1,2}:\d{2}(?::\d{2})?.{0,20} \d{4}")
ESCAPED = re.compile(rb">+From ")
HEADER = re.compile(rb"[!-9;-~]{1,80}[ \t]*:")
OF_MAILS = re.compile(
    rb"(?:from|to|date|subject|received|return-path|message-id|delivered-to|sender|reply-to"
    rb"|mime-version|content-type|x-[a-z0-9-]{1,60}|status|cc)[ \t]*:",
    re.IGNORECASE,
)
SUFFIXES = (".eml", ".mbox")


@dataclass(frozen=True, slots=True)
class Found:
    """One mail in a file, or why there is none: `where` names it, `trouble` is "" or a sentence."""

    where: str
    raw: bytes = b""
    trouble: str = ""


def mails_at(path: Path) -> Iterator[Found]:
    """Return the mails at a path: a file, an mbox, a Maildir, or a folder of such files."""
    if not path.is_dir():
        yield from _of_file(path)
        return
    count = 0
    for each in _files_below(path):
        count += 1
        yield from _of_file(each)
    if not count:
        yield Found(str(path), trouble=_("There are no mails in this folder."))


def mails_in(stream: IO[bytes], where: str) -> Iterator[Found]:
    """Return the mails of an open file: an mbox has many, any other one."""
    begins = stream.readline(A_LINE)
    while begins and not begins.strip():
        begins = stream.readline(A_LINE)
    if begins.removeprefix(BOM).startswith(b"From "):
        yield from _of_mbox(stream, where)
        return
    raw = begins + stream.read(LARGEST + 1 - len(begins))
    yield Found(where, raw) if not (why := why_no_mail(raw)) else Found(where, trouble=why)


def why_no_mail(raw: bytes) -> str:
    """Return why bytes are no mail; "" where they may be one."""
    if not raw.strip():
        return _("It is empty.")
    if len(raw) > LARGEST:
        return _("It is larger than %(n)s MB.") % {"n": LARGEST // 1024**2}
    if raw.startswith(OLE):
        return _("It is a file of Outlook's own: save the mail as .eml there.")
    return "" if has_head(raw) else _("It is no mail: it does not begin with a mail's head.")


def has_head(raw: bytes) -> bool:
    """Whether bytes begin as a mail does, with lines such as “Subject: …”."""
    lines = raw[:HEAD_BYTES].removeprefix(BOM).lstrip().splitlines()
    head = []
    for line in lines:
        if not line.strip() or not (line[:1] in b" \t" or HEADER.match(line)):
            break
        head.append(line)
    return any(OF_MAILS.match(line) for line in head)


# --- Folders --------------------------------------------------------------------------------------


def _of_file(path: Path) -> Iterator[Found]:
    try:
        if path.exists() and not path.is_file():
            yield Found(str(path), trouble=_("It is no file."))
            return
        with path.open("rb") as stream:
            yield from mails_in(stream, str(path))
    except OSError as error:
        yield Found(str(path), trouble=_("It cannot be read: %s.") % error.strerror)


def _files_below(folder: Path) -> Iterator[Path]:
    """Return the files below a folder that hold mails, in order. In a Maildir all do."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        parent = Path(here)
        in_maildir = parent.name in ("cur", "new") and (parent.parent / "cur").is_dir()
        for name in sorted(names):
            if in_maildir or name.casefold().endswith(SUFFIXES):
                yield parent / name


# --- An mbox --------------------------------------------------------------------------------------


class _Growing:
    """A mail as its lines come; one that grows too large is counted, and not kept."""

    def __init__(self) -> None:
        self.kept = bytearray()
        self.is_cut = False

    def add(self, line: bytes) -> None:
        self.is_cut = self.is_cut or len(self.kept) + len(line) > LARGEST
        if self.is_cut:
            self.kept.clear()
        else:
            self.kept += line

    def found(self, where: str) -> Found:
        if self.is_cut:
            why = _("It is larger than %(n)s MB.") % {"n": LARGEST // 1024**2}
            return Found(where, trouble=why)
        # The empty line before the next mail belongs to the file.
        raw = bytes(self.kept)
        raw = raw[:-1] if raw.endswith(b"\n\n") else raw
        return Found(where, trouble=why) if (why := why_no_mail(raw)) else Found(where, raw)


def _of_mbox(stream: IO[bytes], where: str) -> Iterator[Found]:
    """Return the mails of an mbox whose first line was read already."""
    number, mail, before = 1, _Growing(), b"\n"
    line = stream.readline(A_LINE)
    while line:
        following = stream.readline(A_LINE)
        is_whole = before.endswith(b"\n")
        if is_whole and _parts(before, line, following):
            yield mail.found(_("%(file)s, mail %(n)s") % {"file": where, "n": number})
            number, mail = number + 1, _Growing()
        else:
            mail.add(line[1:] if is_whole and ESCAPED.match(line) else line)
        before, line = line, following
    yield mail.found(_("%(file)s, mail %(n)s") % {"file": where, "n": number})


def _parts(before: bytes, line: bytes, following: bytes) -> bool:
    """Whether a line parts two mails: as mail programs write it, or before a mail's head."""
    if not line.startswith(b"From "):
        return False
    is_apart = not before.strip() and OF_MAILS.match(following) is not None
    return is_apart or PARTING.match(line) is not None
