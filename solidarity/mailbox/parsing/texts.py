"""Which parts of a mail are its text, and which are left out."""

import re
from dataclasses import dataclass, field

from solidarity.mailbox.parsed import LeftOut

from .characters import one_line, seen
from .charsets import text_of
from .flowed import unflowed
from .hypertext import text_of_html
from .limits import MOST_LINES, MOST_NOTED, MOST_TEXT, MOST_TEXT_BYTES
from .structure import Part

HTML = frozenset({"text/html", "application/xhtml+xml"})
MARKED_UP = frozenset({"text/enriched", "text/richtext"})
PLAIN = frozenset(
    {
        "text/plain",
        "text/markdown",
        "text/x-markdown",
        "text/unknown",
        "text/text",
        "text",
        "plain/text",
    }
)
# Parts that say again what others say, for programs.
AGAIN = frozenset(
    {
        "text/x-amp-html",
        "text/watch-html",
        "application/pgp-signature",
        "application/pgp-encrypted",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "text/rfc822-headers",
        "message/delivery-status",
        "message/disposition-notification",
    }
)
TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
ARMOUR = re.compile(r"^-----BEGIN PGP (MESSAGE|SIGNED MESSAGE)-----[ ]*$", re.MULTILINE)
ARMOURED = re.compile(r"\A(?:[\w\-]{1,40}: .*\n){0,10}\n?")
UU = re.compile(
    r"^begin [0-7]{3,4} (?P<name>[^\n/]{1,200})\n(?P<said>(?:[ -`]{1,62}\n){1,20000})(?:`?\n)?end$",
    re.MULTILINE,
)
STUB = re.compile(
    r"\b(?:html|rich[- ]text|mime)\b.{0,80}\b(?:e-?mail|mail|message|client|reader|program"
    r"|browser|format|support)"
    r"|\b(?:view|read|see|open)\b.{0,40}\b(?:in (?:your|a|the) (?:web )?browser|online)\b"
    r"|\b(?:e-?mail|mail) (?:client|program|reader)\b.{0,60}\b(?:not|cannot|can’t|unable)",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_STUB = 300
# A plain part that says less than this share of a long HTML part was not made for people.
LEAST_SHARE, LONG_HTML = 0.25, 400


@dataclass(slots=True)
class Budget:
    """How many bytes and characters of text are still read of this mail."""

    octets: int
    characters: int


@dataclass(slots=True)
class Texts:
    """What the parts of a mail hold: texts, attachments, other mails; and why some are not read."""

    said: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    mails: list[Part] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    is_sealed: bool = False
    budget: Budget = field(default_factory=lambda: Budget(MOST_TEXT_BYTES, 2 * MOST_TEXT))
    plain: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join(self.said)

    @property
    def has_tnef(self) -> bool:
        return bool(self.types & TNEF)


def texts_of(tree: Part) -> Texts:
    """Return what the parts of a mail hold."""
    found = Texts()
    _read(tree, found, is_first=True)
    files = [each for each in found.left_out if each.what == "attachment"]
    if len(files) > MOST_NOTED:
        rest = LeftOut(
            "attachment",
            f"{len(files) - MOST_NOTED} more files",
            sum(each.size for each in files[MOST_NOTED:]),
        )
        found.left_out = (
            [e for e in found.left_out if e.what != "attachment"] + files[:MOST_NOTED] + [rest]
        )
    return found


def _read(part: Part, found: Texts, *, is_first: bool) -> None:
    found.types.add(part.type)
    if part.type == "multipart/alternative":
        _alternative(part, found)
    elif part.type == "multipart/encrypted":
        found.is_sealed = True
    elif part.type == "multipart/related":
        _related(part, found)
    elif part.type.startswith("multipart/"):
        for number, child in enumerate(part.children):
            _read(child, found, is_first=is_first and number == 0)
    elif part.type == "message/rfc822":
        found.mails.append(part)
    elif part.type in SEALED:
        found.is_sealed = True
    elif part.type in AGAIN:
        return
    elif _is_text(part, is_first=is_first):
        _say(found, _text(part, found))
    else:
        _attach(part, found)


def _is_text(part: Part, *, is_first: bool) -> bool:
    """Whether a part is read rather than attached: no file, or the only text with a file's name."""
    if part.disposition == "attachment":
        return False
    if part.type not in PLAIN | HTML | MARKED_UP:
        return False
    return not part.name or (
        is_first and part.disposition != "attachment" and part.type in PLAIN | HTML
    )


def _say(found: Texts, text: str) -> None:
    """Add a text, unless an earlier part says the same."""
    plain = " ".join(text.split())
    if not plain or plain in found.plain:
        return
    if len(plain) > found.budget.characters:
        found.left_out.append(LeftOut("too long", "", len(plain)))
        return
    found.budget.characters -= len(plain)
    found.plain += f" {plain}"
    found.said.append(text.strip("\n"))


def _alternative(part: Part, found: Texts) -> None:
    """Take the plain one of several ways to say the same, where it says it; else the HTML."""
    ways: list[tuple[Part, Texts]] = []
    for child in part.children:
        way = Texts(budget=found.budget)
        _read(child, way, is_first=True)
        found.types |= way.types
        found.is_sealed = found.is_sealed or way.is_sealed
        ways.append((child, way))
    plain = next((way for child, way in ways if child.type in PLAIN and way.text.strip()), None)
    others = [way for child, way in ways if way is not plain and way.text.strip()]
    rich = max(others, key=lambda way: len(way.text), default=None)
    chosen = rich if plain is None or (rich and _says_less(plain.text, rich.text)) else plain
    if chosen:
        for text in chosen.said:
            _say(found, text)
    for child, way in ways:
        found.mails.extend(way.mails)
        # A way to say it that is a file of its own is one; a calendar's is the invitation.
        found.left_out.extend(way.left_out if child.type != "text/calendar" else [])


def _says_less(plain: str, rich: str) -> bool:
    """Whether a plain part only says that one should read the other, or is no text."""
    short = len(plain.strip()) < LONGEST_STUB and len(rich) > len(plain.strip())
    if short and STUB.search(plain):
        return True
    if re.match(r"\s*(?:<!doctype|<html|<div|<p>)", plain, re.IGNORECASE):
        return True
    return len(rich) > LONG_HTML and len(plain.strip()) < LEAST_SHARE * len(rich)


def _related(part: Part, found: Texts) -> None:
    """Read the root of a multipart/related; whatever it shows is attached."""
    start = part.parameters.get("start", "").strip("<> ")
    named = (c for c in part.children if start and start in c.headers.raw("content-id"))
    root = next(named, part.children[0] if part.children else None)
    for child in part.children:
        if child is root or child.type.startswith("multipart/"):
            _read(child, found, is_first=child is root)
        else:
            _attach(child, found)


def _attach(part: Part, found: Texts) -> None:
    size = part.size
    name = one_line(part.name) or one_line(part.headers.text("content-description"))[:300]
    found.left_out.append(LeftOut("attachment", name or part.type, size))


def _text(part: Part, found: Texts) -> str:
    """Return the text of a part; what is beyond the limits is noted."""
    whole_data = part.content()
    size, most = len(whole_data), min(MOST_TEXT_BYTES, found.budget.octets)
    data = whole_data[:most]
    found.budget.octets -= min(size, most)
    text = text_of(data, part.parameters.get("charset", ""))
    whole = size <= most
    if part.type in HTML or part.type in MARKED_UP:
        text, all_read = text_of_html(text[: 5 * MOST_TEXT])
        whole = whole and all_read and len(data) <= 5 * MOST_TEXT
    cut = _bounded(seen(text[: 2 * MOST_TEXT]))
    if not whole or len(text) > 2 * MOST_TEXT or cut[1]:
        found.left_out.append(LeftOut("too long", one_line(part.name), size))
    text = cut[0]
    if part.parameters.get("format", "").casefold() == "flowed":
        text = unflowed(text, delsp=part.parameters.get("delsp", "").casefold() == "yes")
    return _without_files(_without_armour(text, found), found)


def _bounded(text: str) -> tuple[str, bool]:
    """Return so much of a text as is read, and whether that is less than all."""
    lines = text[:MOST_TEXT].split("\n", MOST_LINES)
    return "\n".join(lines[:MOST_LINES]), len(text) > MOST_TEXT or len(lines) > MOST_LINES


def _without_armour(text: str, found: Texts) -> str:
    """Return what a signed text says; an encrypted one says nothing."""
    begins = ARMOUR.search(text)
    if begins is None:
        return text
    if begins.group(1) == "MESSAGE":
        found.is_sealed = True
        return text[: begins.start()]
    rest = text[begins.end() :].lstrip("\n")
    ends = rest.find("\n-----BEGIN PGP SIGNATURE-----")
    said = ARMOURED.sub("", rest[:ends] if ends >= 0 else rest, count=1)
    return text[: begins.start()] + re.sub(r"^- ", "", said, flags=re.MULTILINE)


def _without_files(text: str, found: Texts) -> str:
    """Return a text without files that stand in it, as very old programs attach them."""
    if "\nend" not in text or "begin " not in text:
        return text

    def noted(match: re.Match[str]) -> str:
        found.left_out.append(
            LeftOut("attachment", one_line(match.group("name")), len(match.group("said")) * 3 // 4)
        )
        return ""

    return UU.sub(noted, text)
