"""Mails that are large, deep or many, or that bait a careless pattern into quadratic work."""

import base64
import struct
from collections.abc import Callable

HEAD = b"From: Jo Bell <jo@example.org>\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n"
HTML = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
TEXT = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
LINE = b"Every one of us stands with every one of you, today and tomorrow.\r\n"
KB, MB = 1000, 1_000_000


def giants() -> dict[str, bytes]:
    """Return each giant by the name of what it is."""
    made = {name: TEXT + bait for name, bait in BAITS.items()}
    made |= {f"HTML: {name}": HTML + bait for name, bait in TAGS.items()}
    made |= {f"header: {name}": line + b"\r\n" + TEXT + LINE for name, line in HEADERS.items()}
    return made | {each.__name__.replace("_", " "): each() for each in SHAPES}


BAITS = {
    "5 MB of lines": LINE * (5 * MB // len(LINE)),
    "5 MB in one line": b"solidarity " * (5 * MB // 11),
    "quotation marks in one line": b">" * (100 * KB),
    "quotation marks and spaces in one line": b"> " * (100 * KB),
    "quotations of growing depth": b"".join(b">" * n + b" no\r\n" for n in range(1000)),
    "quoted lines": b"> no\r\n" * (100 * KB),
    "On On On wrote": b"On " * (100 * KB) + b"wrote:",
    "On at the start of lines": b"On Tue, 14 Nov 2023\r\n" * (20 * KB),
    "On without a wrote": b"On Tue, 14 Nov 2023 at 10:12, Jo Bell <jo@example.org> " * (5 * KB),
    "wrote without an On": b"Jo wrote:\r\n" * (20 * KB),
    "schrieb and a écrit": b"Am Le El W dniu " * (10 * KB) + " a écrit : schrieb".encode(),
    "spaces": b"Jo" + b" " * MB + b"Bell",
    "spaces before line ends": (b" " * KB + b"x" + b" " * KB + b"\r\n") * 200,
    "tabs": b"\t" * MB + b"x",
    "empty lines": b"Hello\r\n" + b"\r\n" * (300 * KB) + b"Jo",
    "no-break spaces": "\xa0".encode() * (300 * KB) + b"x",
    "soft hyphens and bidi controls": "\xad\u202e\u2066\u200b".encode() * (100 * KB) + b"x",
    "combining marks": b"a" + "\u0300\u0327".encode() * (100 * KB),
    "hangul jamo": "\u1100\u1161\u11a8".encode() * (100 * KB),
    "joined emoji": "👩\u200d".encode() * (100 * KB),
    "NULs": b"\0" * MB + b"x",
    "dashes in one line": b"-" * MB,
    "underscores in one line": b"_" * MB,
    "hashes and stars": b"#*" * (300 * KB),
    "signature marks": b"-- \r\n" * (50 * KB),
    "original messages": b"-----Original Message-----\r\n" * (10 * KB),
    "header blocks": b"From: a\r\nSent: b\r\nTo: c\r\nSubject: d\r\n\r\n" * (5 * KB),
    "froms alone": b"From: Jo Bell <jo@example.org>\r\n" * (20 * KB),
    "forwards in forwards": (
        b"---------- Forwarded message ---------\r\nFrom: Jo <jo@example.org>\r\n"
        b"Date: Mon, 13 Nov 2023 at 20:15\r\nSubject: x\r\nTo: y\r\n\r\nLook\r\n\r\n"
    )
    * (2 * KB),
    "begun forwards": b"Begin forwarded message:\r\n\r\n> From: a\r\n" * (5 * KB),
    "closings": b"In solidarity,\r\nJo Bell\r\n" * (20 * KB),
    "closings in one line": b"In solidarity, Jo Bell, Best wishes, " * (10 * KB),
    "short lines": b"Jo\r\n" * (100 * KB),
    "names in one line": b"Jo Bell, " * (50 * KB),
    "capitals in one line": b"A" * MB,
    "capitalised words": b"Anytown Trades Council of " * (20 * KB),
    "commas": b"," * (300 * KB),
    "postscripts": b"PS more\r\n" * (20 * KB),
    "I am a": b"I'm a retired " * (20 * KB),
    "on behalf of": b"On behalf of the members of the " * (10 * KB),
    "digits in one line": b"0" * (300 * KB),
    "telephone numbers": b"+44 (0)1632 960 123 " * (20 * KB),
    "addresses": b"a@b.example " * (30 * KB),
    "one long address": b"a." * (200 * KB) + b"@" + b"b." * (200 * KB),
    "links": b"https://x.example/ " * (20 * KB),
    "one long link": b"https://x.example/" + b"a/" * (300 * KB),
    "gifts": b"We will donate \xc2\xa35 to your strike fund. " * (5 * KB),
    "a gift without end": b"We will donate \xc2\xa3" + b"1," * (100 * KB) + b" to your strike fund",
    "sentences without a stop": b"donate to your strike fund and send us a speaker " * (10 * KB),
    "stops without a sentence": b". ! ? " * (50 * KB),
    "speakers": b"Could you send a speaker to our meeting? " * (5 * KB),
    "uuencoded beginnings": b"begin 644 x\r\n" * (20 * KB),
    "a uuencoded file": b"begin 644 x\r\n" + b"M" + b"0" * 60 + b"\r\n" * (10 * KB),
    "signed beginnings": b"-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\n" * (10 * KB),
    "unsubscribe": b"To unsubscribe from this group, send an email to\r\n" * (10 * KB),
    "sent from": b"Sent from my telephone\r\n" * (20 * KB),
    "confidential": b"This e-mail is confidential and intended solely for " * (10 * KB),
    "brackets": b"([{<" * (50 * KB),
    "asterisks round words": b"*a* _b_ " * (50 * KB),
    "flowed": b"a \r\n" * (100 * KB),
    "other line separators": "a\u2028b\u2029c\x85d\x0be\x0c".encode() * (30 * KB),
}
TAGS = {
    "open divs": b"<div>" * (100 * KB) + b"x",
    "open bold": b"<b>" * (100 * KB) + b"x",
    "open tables": b"<table><tr><td>" * (30 * KB) + b"x",
    "open quotations": b"<blockquote>" * (50 * KB) + b"x",
    "open lists": b"<ul><li>" * (50 * KB) + b"x",
    "open formatting of many kinds": b"<a><b><i><font>" * (25 * KB) + b"x",
    "closed but never opened": b"</div></p>" * (50 * KB) + b"x",
    "misnested": b"<b><p></b></p>" * (20 * KB) + b"x",
    "angles": b"<" * (300 * KB) + b"x",
    "angles and marks": b"<!" * (100 * KB) + b"x",
    "open comments": b"<!--" * (100 * KB) + b"x",
    "conditional comments": b"<!--[if mso]>x<![endif]-->" * (10 * KB) + b"x",
    "open styles": b"<style>" * (50 * KB) + b"x",
    "ampersands": b"&" * (300 * KB) + b"x",
    "long entity": b"&" + b"a" * (300 * KB) + b";x",
    "entities": b"&#x110000;&#0;&nbsp;" * (20 * KB) + b"x",
    "breaks": b"<br>" * (100 * KB) + b"x",
    "attributes": b"<p " + b"a=b " * (50 * KB) + b">x</p>",
    "an attribute that never closes": b'<p style="' + b"x" * (500 * KB),
    "hidden in hidden": b"<div style='display:none'>" * (20 * KB) + b"x",
    "processing instructions": b"<?" * (50 * KB) + b"x",
    "5 MB of paragraphs": b"<p>Every one of us stands with you.</p>\r\n" * (5 * MB // 41),
}
HEADERS = {
    "subject of 1 MB": b"Subject: " + b"solidarity " * (MB // 11),
    "subject of 1 MB of encoded words": b"Subject: " + b"=?utf-8?b?w6k=?= " * (MB // 17),
    "subject of open encoded words": b"Subject: " + b"=?utf-8?b?" * (MB // 10),
    "subject of marks": b"Subject: " + b"=?" * (MB // 2),
    "subject folded": b"Subject: x" + b"\r\n x" * (100 * KB),
    "from of 1 MB": b"From: " + b"a" * MB + b" <jo@example.org>",
    "from of brackets": b"From: " + b"(" * (300 * KB),
    "from of quotation marks": b"From: " + b'"\\' * (150 * KB),
    "from of angles": b"From: " + b"<" * (300 * KB),
    "from of many": b"From: " + b"Jo Bell <jo@example.org>, " * (20 * KB),
    "from of encoded words": b"From: " + b"=?utf-8?q?J=C3=B3?= " * (30 * KB) + b"<jo@example.org>",
    "from of a group in a group": b"From: " + b"a:" * (100 * KB),
    "to of many": b"To: " + b"Jo Bell <jo@example.org>, " * (40 * KB),
    "many headers": b"X-Filler: x\r\n" * (50 * KB) + b"X-Last: x",
    "many subjects": b"Subject: x\r\n" * (20 * KB) + b"X-Last: x",
    "many references": b"References: " + b"<a@example.org> " * (60 * KB),
    "long name": b"X" * MB + b": x",
    "received": b"Received: from a by b; Tue, 14 Nov 2023 10:12:33 +0000\r\n" * (10 * KB) + b"X: y",
    "date of 1 MB": b"Date: " + b"1 " * (MB // 2),
    "date of digits": b"Date: Tue, " + b"1" * (300 * KB) + b" Nov 2023 10:12:33 +0000",
    "message-id of 1 MB": b"Message-ID: <" + b"a" * MB + b"@example.org>",
    "list-id of 1 MB": b"List-Id: " + b"<" * (300 * KB),
    "type of 1 MB": b"Content-Type: text/plain; " + b"a=b; " * (MB // 5),
    "type of quotation marks": b"Content-Type: text/plain; charset=" + b'"' * (300 * KB),
    "disposition in pieces": b"Content-Disposition: attachment"
    + b"".join(b";\r\n filename*%d*=%%C3%%A9" % n for n in range(5 * KB)),
    "encoding of 1 MB": b"Content-Transfer-Encoding: " + b"base64 " * (MB // 7),
    "charset of 1 MB": b"Content-Type: text/plain; charset=" + b"utf" * (MB // 3),
}


def nested_1000_deep() -> bytes:
    """Put a multipart in a multipart, a thousand times."""
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(1000)
    )
    closed = b"".join(b"\r\n--b%d--" % n for n in reversed(range(1000)))
    return HEAD + opened + b"\r\nInside.\r\n" + closed


def forwarded_1000_deep() -> bytes:
    """Put a mail in a mail, a thousand times."""
    return (HEAD + b"Content-Type: message/rfc822\r\n\r\n") * 1000 + TEXT + LINE


def forwarded_and_nested_300_deep() -> bytes:
    """Take turns."""
    each = HEAD + b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
    mail = b"Content-Type: message/rfc822\r\n\r\n"
    return b"".join(each % (n, n) + mail for n in range(300)) + TEXT + LINE


def _of_parts(part: bytes, count: int, sub: bytes = b"mixed") -> bytes:
    head = HEAD + b"Content-Type: multipart/" + sub + b"; boundary=b\r\n\r\n"
    return head + (b"--b\r\n" + part + b"\r\n") * count + b"--b--\r\n"


def of_10000_texts() -> bytes:
    return _of_parts(b"Content-Type: text/plain\r\n\r\nHello", 10_000)


def of_10000_pages() -> bytes:
    return _of_parts(b"Content-Type: text/html\r\n\r\n<p>Hello", 10_000, b"alternative")


def of_10000_attachments() -> bytes:
    return _of_parts(b"Content-Disposition: attachment; filename=a.jpg\r\n\r\nx", 10_000)


def of_2000_mails() -> bytes:
    return _of_parts(b"Content-Type: message/rfc822\r\n\r\nFrom: a@example.org\r\n\r\nHi", 2000)


def of_100000_boundaries() -> bytes:
    return _of_parts(b"", 100_000)


def with_a_boundary_of_100_kB() -> bytes:  # noqa: N802 - kB is written so
    edge = b"b" * (100 * KB)
    head = HEAD + b'Content-Type: multipart/mixed; boundary="' + edge + b'"\r\n\r\n'
    return head + (b"--" + edge + b"\r\n\r\nHello\r\n") * 10


def of_line_ends_that_quoted_printable_swells() -> bytes:
    head = HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head + b"=0A=20=C2=A0=E2=80=8B" * (50 * KB)


def of_soft_line_ends() -> bytes:
    return HEAD + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"a=\r\n" * (200 * KB)


def of_5_MB_in_base64() -> bytes:  # noqa: N802 - MB is written so
    head = HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n"
    return head + base64.encodebytes(LINE * (5 * MB // len(LINE) * 3 // 4))


def of_base64_and_nothing_but_rubbish() -> bytes:
    return HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=*!" * (300 * KB)


def of_utf_7_that_never_ends() -> bytes:
    return HEAD + b"Content-Type: text/plain; charset=utf-7\r\n\r\n" + b"+" * (300 * KB)


def with_a_winmail_dat_that_lies() -> bytes:
    """Announce four thousand million bytes, and bring none."""
    lies = struct.pack("<IHBII", 0x223E9F78, 1, 2, 0x0006800F, 0xFFFFFFFF) * 1000
    head = HEAD + b"Content-Type: application/ms-tnef; name=winmail.dat\r\n"
    return head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(lies)


def of_100000_appointments() -> bytes:
    head = HEAD + b"Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n"
    return head + b"BEGIN:VEVENT\r\n" * 100_000


def without_any_header() -> bytes:
    return LINE * 1000


def of_one_header_line_and_no_end() -> bytes:
    return b"From: " + b"x" * MB


SHAPES: tuple[Callable[[], bytes], ...] = (
    nested_1000_deep,
    forwarded_1000_deep,
    forwarded_and_nested_300_deep,
    of_10000_texts,
    of_10000_pages,
    of_10000_attachments,
    of_2000_mails,
    of_100000_boundaries,
    with_a_boundary_of_100_kB,
    of_line_ends_that_quoted_printable_swells,
    of_soft_line_ends,
    of_5_MB_in_base64,
    of_base64_and_nothing_but_rubbish,
    of_utf_7_that_never_ends,
    with_a_winmail_dat_that_lies,
    of_100000_appointments,
    without_any_header,
    of_one_header_line_and_no_end,
)
