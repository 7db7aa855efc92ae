"""Bytes to text, whatever charset they say they are in."""

import codecs
import re

# What mails call something else than it is: a superset that mail programs mean by it.
MEANT = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "iso8859-1": "cp1252",
    "l1": "cp1252", "ansi": "cp1252", "x-ansi": "cp1252", "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874", "tis-620": "cp874", "iso-8859-8-i": "iso-8859-8",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932",
    "big5": "big5hkscs", "x-mac-roman": "mac_roman", "macintosh": "mac_roman",
    "unicode-1-1-utf-7": "utf-7", "utf8mb4": "utf-8", "utf-8;": "utf-8", "unicode": "utf-16",
    "iso-2022-jp": "iso2022_jp_ext", "windows-31j": "cp932", "win-1252": "cp1252",
}  # fmt: skip
# Codecs that turn text into something else than text, or take their time over it.
NEVER = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs"})
UNSAID = frozenset({"", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "unknown", "utf-8"})
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
# So large a share of broken sequences may be in a text that is taken for UTF-8 nevertheless.
BROKEN = 0.05


def text_of(data: bytes, charset: str = "") -> str:
    """Return what bytes say, in the charset they name if that can be true. Never fails."""
    for mark, codec in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    named = charset.strip().strip("\"'").casefold()
    codec = _codec(named)
    if codec in {"utf-7", "iso2022_jp_ext", "iso-2022-kr", "hz"} or not BEYOND_ASCII.search(data):
        return _decoded(data, codec or "ascii") or data.decode("cp1252", "replace")
    if codec.startswith(("utf-16", "utf-32")):
        return data.decode(codec, "replace")
    # Bytes that are UTF-8 throughout are nothing else by chance.
    return (
        _decoded(data, "utf-8")
        or (_decoded(data, codec) if codec and named not in UNSAID else None)
        or _guessed(data, codec)
    )


def _codec(named: str) -> str:
    """Return Python's name for a charset, "" for one that it has not or that is no text's."""
    try:
        found = codecs.lookup(MEANT.get(named, named)[:60])
    except (LookupError, ValueError):
        return ""
    is_text = getattr(found, "_is_text_encoding", True)
    return (
        "" if not is_text or found.name.replace("_", "-") in NEVER else MEANT.get(named, found.name)
    )


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _guessed(data: bytes, codec: str) -> str:
    """Read bytes that are not what they say: UTF-8 with a few broken ones, else what they say with
    gaps, else what old mail programs in western Europe write."""
    as_utf8 = data.decode("utf-8", "replace")
    beyond = len(BEYOND_ASCII.findall(data))
    if as_utf8.count("\ufffd") <= max(1.0, BROKEN * beyond) and beyond > 3:
        return as_utf8
    named = codec if codec not in {"", "utf-8", "ascii"} else "cp1252"
    return data.decode(named, "replace")
