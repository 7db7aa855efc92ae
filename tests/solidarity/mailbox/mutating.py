"""Malformed, mis-declared and hostile mails, made of the invented ones: one number, one mail."""

import base64
import re
from collections.abc import Callable
from functools import cache
from random import Random

from tests.solidarity.mailbox.measuring import HERE

Mutator = Callable[[bytes, Random], bytes]

CHARSETS = (
    b"utf-7", b"utf-16", b"utf-32-be", b"idna", b"punycode", b"rot13", b"hex", b"zip", b"base64",
    b"undefined", b"unicode_escape", b"raw_unicode_escape", b"mbcs", b"oem", b"hz", b"iso-2022-kr",
    b"big5", b"cp65001", b"\0", b"''", b"../../etc", b"x" * 2000, b"\xff\xfe", b"koi8-r", b"ascii",
)  # fmt: skip
ENCODINGS = (
    b"base64", b"quoted-printable", b"7bit", b"8bit", b"binary", b"x-uuencode", b"uuencode", b"",
    b"BASE64;", b"quoted-printable, base64", b"\0", b"x-yenc", b"gzip", b"(comment) base64",
)  # fmt: skip
TYPES = (
    b"text", b"text/", b"/plain", b"text/plain/plain", b"multipart/mixed", b"message/rfc822",
    b"multipart/mixed; boundary=", b'multipart/mixed; boundary="', b"message/partial; number=1",
    b"message/external-body; access-type=local-file; name=/etc/passwd", b"text/html",
    b"image/svg+xml",
    b"multipart/alternative; boundary==_b1", b"text/calendar; method=\r\n REQUEST", b"\0/\0",
    b"application/ms-tnef", b"text/plain; charset*0=u; charset*1=tf; charset*3=-8", b"text/rtf",
    b"text/plain; charset*=''%FF%FE", b"multipart/report; report-type=delivery-status; boundary=x",
    b"message/delivery-status", b"application/pkcs7-mime", b"multipart/encrypted; boundary=q",
)  # fmt: skip
SENDERS = (
    b"", b"<>", b"<<<>>>", b"@", b"a@b@c@d", b'"', b'"\\', b"(((((", b"Jo <jo@example.org", b"jo@",
    b"Jo Bell <jo@example.org>\r\n\tBcc: all@example.org", b"=?utf-8?q?=0D=0ABcc:_x@example.org?=",
    b"=?utf-8?b?////?= <x@example.org>", b"=?x?y?z?=", b"group: a@example.org, b@example.org;",
    b"\xe2\x80\xaegro.elpmaxe@live <x@example.org>", b"Jo\0Bell <jo\0@example.org>", b"," * 500,
    b"<script>alert(1)</script> <x@example.org>", b"jo bell@exam ple.org", b"x" * 5000,
    b"=?utf-8?q?=00=E2=80=AE?= <=?utf-8?q?x?=@example.org>", b'"Bell, Jo, , ," <jo@example.org>',
    b"=?utf-16?b?2D3YPQ==?= <x@example.org>", b"\xff\xfe\xfd <x@\xff.org>", b"jo@[127.0.0.1]",
)  # fmt: skip
DATES = (
    b"", b"yesterday", b"Tue, 99 Nov 2023 99:99:99 +9999", b"Tue, 14 Nov 99999 10:12:33 +0000",
    b"Tue, 14 Nov 2023 10:12:33 -2400", b"Tue, 14 Nov 0000 00:00:00 +0000", b"1", b"9" * 400,
    b"Tue, 14 Nov 2023 10:12:33 +99999999", b"Tue, 14 Nov 0001 00:00:00 +1400", b"\0", b"-1 -1 -1",
    b"Tue, 31 Dec 9999 23:59:59 -1200", b"Tue, 30 Feb 2023 10:12:33", b"Mon, 1 Jan 1 0:0 EST",
)  # fmt: skip
SUBJECTS = (
    b"", b"Fwd:" * 300, b"Re: Fwd: AW: WG: TR: SV: " * 50, b"=?utf-8?b?" * 300, b"\0", b"\r",
    b"=?utf-8?q?=0D=0AContent-Type:_text/html?=", b"Automatic reply:", b"Undeliverable:",
    b"x" * 3000,
    b"=?utf-8?b?gICA?= =?hex?b?QUJD?= =?unknown-8bit?q?=ff?=", b"\xe2\x80\xae\xe2\x81\xa6evil",
)  # fmt: skip
LINES = (
    b">" * 3000, b"On " * 700 + b"wrote:", b" " * 3000, b"\t" * 3000, b"-- \n" * 200, b"_" * 3000,
    b"-----Original Message-----", b"From: \nSent: \nTo: \nSubject: ", b"begin 644 x\n#````\n",
    b"begin 644 poster.jpg", b"---------- Forwarded message ---------", b"\0\0\0", b"\x1b[31m",
    b"From nobody Tue Nov 14 10:12:33 2023", b"\xe2\x80\xae" * 50, b"\xf0\x9f" * 40,
    b"\xed\xa0\x80",
    b"In solidarity, " * 150, b"\xc2\xad\xe2\x80\x8b" * 100, b"donate \xc2\xa3" + b"9" * 400,
    b"\x85",
    b"=\r\n" * 300, b"=00=0D=0A=FF=ED=A0=80", b"&#0;&#xD800;&#x110000;&#99999999999;&" + b"a" * 900,
    b"-----BEGIN PGP SIGNED MESSAGE-----", b"-----BEGIN PGP MESSAGE-----", b"BEGIN:VCALENDAR",
    b"\xc2\xa31,2,3,4,,,.5.6", b"Sent from my " * 200, b"To unsubscribe " * 200, b"a\xcc\x80" * 900,
    b"<div><table><tr><td>" * 100, b"</p></div></body></html>" * 50, b"<!--", b"<style>",
    b"<![CDATA[",
    b"<plaintext>", b"<p" + b" a=b" * 800 + b">", b"<" * 2000,
    b"\xe2\x80\xa8\xe2\x80\xa9\x0b\x0c\x1c",
    b"\xc2\xa3\xd9\xa1\xd9\xa2\xc2\xb2 to your strike fund",
    b"gift of \xc2\xa3NaN, \xc2\xa31e999999",
)  # fmt: skip


@cache
def mails() -> tuple[bytes, ...]:
    """Return the invented mails, always in the same order."""
    return tuple(path.read_bytes() for path in sorted(HERE.glob("*.eml")))


def mutated(number: int) -> tuple[str, bytes]:
    """Return the mail of this number, with what was done to it as its name."""
    chance = Random(f"mail {number}")  # noqa: S311 - chance that has to repeat itself
    raw = chance.choice(mails())
    done = chance.choices(MUTATORS, k=chance.choice((1, 1, 2, 3, 5)))
    for each in done:
        raw = each(raw, chance)
    return f"{number} " + ", ".join(each.__name__ for each in done), raw


# --- Anywhere -----------------------------------------------------------------------------------


def cut(raw: bytes, chance: Random) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def beheaded(raw: bytes, chance: Random) -> bytes:
    return raw[chance.randint(0, len(raw)) :]


def flipped(raw: bytes, chance: Random) -> bytes:
    changed = bytearray(raw)
    for _each in range(chance.randint(1, 60) if raw else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def doubled(raw: bytes, chance: Random) -> bytes:
    start, end = sorted(chance.randint(0, len(raw)) for _each in range(2))
    return raw[:end] + raw[start:end] * chance.randint(1, 3) + raw[end:]


def holed(raw: bytes, chance: Random) -> bytes:
    start, end = sorted(chance.randint(0, len(raw)) for _each in range(2))
    return raw[:start] + raw[end:]


def spliced(raw: bytes, chance: Random) -> bytes:
    other = chance.choice(mails())
    return raw[: chance.randint(0, len(raw))] + other[chance.randint(0, len(other)) :]


def shuffled(raw: bytes, chance: Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def sprinkled(raw: bytes, chance: Random) -> bytes:
    what = chance.choice((b"\0", b"\r", b"\n", b"\xff", b"\xe2\x80\xae", b"\x1a", b"=?", b"\x0c"))
    for _each in range(chance.randint(1, 30)):
        place = chance.randint(0, len(raw))
        raw = raw[:place] + what + raw[place:]
    return raw


def other_line_ends(raw: bytes, chance: Random) -> bytes:
    return raw.replace(b"\r\n", chance.choice((b"\r", b"\n", b"\n\r", b"\r\r\n", b"\x85", b"")))


def nothing_but_noise(_raw: bytes, chance: Random) -> bytes:
    return chance.randbytes(chance.choice((0, 1, 2, 10, 1000)))


# --- Headers ------------------------------------------------------------------------------------


def _parted(raw: bytes) -> tuple[list[bytes], bytes]:
    """Return the header fields, each with its folded lines, and everything after them."""
    head, _gap, rest = raw.partition(b"\r\n\r\n")
    return re.split(rb"\r\n(?![ \t])", head), rest


def _joined(fields: list[bytes], rest: bytes) -> bytes:
    return b"\r\n".join(fields) + b"\r\n\r\n" + rest


def headers_shuffled(raw: bytes, chance: Random) -> bytes:
    fields, rest = _parted(raw)
    chance.shuffle(fields)
    return _joined(fields, rest)


def header_doubled(raw: bytes, chance: Random) -> bytes:
    fields, rest = _parted(raw)
    return _joined(fields + [chance.choice(fields)] * chance.randint(1, 20), rest)


def header_dropped(raw: bytes, chance: Random) -> bytes:
    fields, rest = _parted(raw)
    fields.pop(chance.randrange(len(fields)))
    return _joined(fields, rest)


def header_without_end(raw: bytes, _chance: Random) -> bytes:
    return raw.replace(b"\r\n\r\n", b"\r\n")


def header_folded_oddly(raw: bytes, chance: Random) -> bytes:
    fields, rest = _parted(raw)
    place = chance.randrange(len(fields))
    fields[place] = chance.choice((b"\r\n ", b"\r\n\t", b" \r\n  ")).join(fields[place].split(b" "))
    return _joined(fields, rest)


def header_replaced(raw: bytes, chance: Random) -> bytes:
    """Give one header a value that no honest program writes."""
    name, values = chance.choice(
        (
            (b"From", SENDERS), (b"Reply-To", SENDERS), (b"Sender", SENDERS), (b"Date", DATES),
            (b"Subject", SUBJECTS), (b"Content-Type", TYPES), (b"Message-ID", SENDERS),
            (b"Content-Transfer-Encoding", ENCODINGS), (b"Auto-Submitted", SUBJECTS),
            (b"List-Id", SENDERS), (b"Content-Disposition", TYPES), (b"To", SENDERS),
        )
    )  # fmt: skip
    fields, rest = _parted(raw)
    kept = [each for each in fields if not each.lower().startswith(name.lower() + b":")]
    return _joined([*kept, name + b": " + chance.choice(values)], rest)


def encoded_words_in_a_storm(raw: bytes, chance: Random) -> bytes:
    fields, rest = _parted(raw)
    word = chance.choice(
        (b"=?utf-8?b?", b"=?utf-8?q?=?=", b"=?utf-8?b?w6k=?= ", b"=?=?=?", b"=?a?q?")
    )
    return _joined([*fields, chance.choice((b"Subject: ", b"From: ")) + word * 400], rest)


def parameters_abused(raw: bytes, chance: Random) -> bytes:
    """Add an attachment whose name comes in numbered, encoded and contradictory pieces."""
    pieces = [
        b" filename*%d*=%s"
        % (chance.choice((n, 0, 999, -1)), chance.choice((b"utf-8''%C3", b"%ZZ")))
        for n in range(chance.randint(1, 60))
    ]
    head = b"Content-Disposition: attachment;\r\n" + b";\r\n".join(pieces)
    fields, rest = _parted(raw)
    return _joined([*fields, head], rest)


# --- What is declared ---------------------------------------------------------------------------


def other_charset(raw: bytes, chance: Random) -> bytes:
    name = chance.choice(CHARSETS)
    return re.sub(rb'charset="?[^\s";]+"?', lambda _found: b"charset=" + name, raw)


def other_encoding(raw: bytes, chance: Random) -> bytes:
    name = chance.choice(ENCODINGS)
    line = rb"(?i)(content-transfer-encoding:) *\S+"
    return re.sub(line, lambda found: found[1] + b" " + name, raw)


def other_type(raw: bytes, chance: Random) -> bytes:
    name = chance.choice(TYPES)
    return re.sub(rb"(?i)(content-type:) *[^\r\n]+", lambda found: found[1] + b" " + name, raw)


def wrong_boundary(raw: bytes, chance: Random) -> bytes:
    name = chance.choice((b"other", b"", b"--", b'"', b"x" * 300, b"a b", b"\xff"))
    return re.sub(rb'boundary="[^"]*"', lambda _found: b'boundary="' + name + b'"', raw)


def boundaries_lost(raw: bytes, chance: Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    return b"".join(each for each in lines if not each.startswith(b"--") or chance.random() < 0.5)


# --- The body -----------------------------------------------------------------------------------


def baited(raw: bytes, chance: Random) -> bytes:
    """Put lines into the body that eat a careless pattern's time or memory."""
    lines = raw.split(b"\r\n")
    for _each in range(chance.randint(1, 6)):
        lines.insert(chance.randint(len(lines) // 3, len(lines)), chance.choice(LINES))
    return b"\r\n".join(lines)


def encoded_with_rubbish(raw: bytes, chance: Random) -> bytes:
    """Say that the body is base64, and let only some of it be."""
    fields, rest = _parted(raw)
    kept = [each for each in fields if not each.lower().startswith(b"content-transfer-encoding")]
    body = bytearray(base64.encodebytes(rest))
    for _each in range(chance.randint(0, 20) if body else 0):
        body[chance.randrange(len(body))] = chance.choice(b"=*\xff \n-_")
    return _joined([*kept, b"Content-Transfer-Encoding: base64"], bytes(body))


def answered_many_times(raw: bytes, chance: Random) -> bytes:
    for _each in range(chance.randint(1, 8)):
        head, gap, rest = raw.partition(b"\r\n\r\n")
        quoted = b"\r\n".join(b"> " + line for line in rest.split(b"\r\n")[:60])
        intro = b"No.\r\n\r\nOn Tue, 14 Nov 2023 at 10:12, Jo <jo@example.org> wrote:\r\n"
        raw = head + gap + intro + quoted
    return raw


def nested(raw: bytes, chance: Random) -> bytes:
    kinds = (b"message/rfc822", b"multipart/mixed", b"multipart/alternative", b"multipart/signed")
    for depth in range(chance.randint(1, 40)):
        kind = chance.choice(kinds)
        edge = b"n%d" % depth
        inside = raw if kind == b"message/rfc822" else b"--%s\r\n%s\r\n--%s--" % (edge, raw, edge)
        raw = b"Content-Type: %s; boundary=%s\r\n\r\n%s" % (kind, edge, inside)
    return raw


def of_many_parts(raw: bytes, chance: Random) -> bytes:
    parts = [chance.choice(TYPES) for _each in range(chance.randint(1, 60))]
    body = b"".join(b"--m\r\nContent-Type: %s\r\n\r\nA part.\r\n" % each for each in parts)
    fields, rest = _parted(raw)
    kept = [each for each in fields if not each.lower().startswith(b"content-t")]
    head = b"Content-Type: multipart/mixed; boundary=m"
    return _joined([*kept, head], body + b"--m\r\n\r\n" + rest + b"\r\n--m--\r\n")


def tagged(raw: bytes, chance: Random) -> bytes:
    """Call it HTML and put tags, whole and broken, between its letters."""
    tags = (
        b"<b>",
        b"</b>",
        b"<div",
        b"<table>",
        b"</td>",
        b"<script>",
        b"<!-- ",
        b"-->",
        b"<br>",
        b"&",
    )
    fields, rest = _parted(raw)
    for _each in range(chance.randint(1, 200)):
        place = chance.randint(0, len(rest))
        rest = rest[:place] + chance.choice(tags) + rest[place:]
    kept = [each for each in fields if not each.lower().startswith(b"content-t")]
    return _joined([*kept, b"Content-Type: text/html; charset=utf-8"], rest)


MUTATORS: tuple[Mutator, ...] = (
    cut, beheaded, flipped, doubled, holed, spliced, shuffled, sprinkled, other_line_ends,
    nothing_but_noise, headers_shuffled, header_doubled, header_dropped, header_without_end,
    header_folded_oddly, header_replaced, header_replaced, header_replaced, parameters_abused,
    encoded_words_in_a_storm, other_charset, other_encoding, other_type, wrong_boundary,
    boundaries_lost, baited, baited, encoded_with_rubbish, answered_many_times, nested,
    of_many_parts, tagged,
)  # fmt: skip
