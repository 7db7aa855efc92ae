"""Characters: only those that somebody sees, as one would write them."""

import re
import unicodedata

BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Soft hyphens, zero-width and bidi controls, byte order marks, lone surrogates, no characters.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Joiners belong to letters of some scripts and to pictures; tags to flags as that of Wales.
JOINER = re.compile("(?<![\u0600-\u1fff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]")
TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007f]{1,12})|[\U000e0000-\U000e007f]")
MOST_MARKS = 6


def seen(text: str) -> str:
    """Return a text without what nobody sees, its lines parted by one sign, in normal form."""
    text = BLANKS.sub(" ", BREAKS.sub("\n", text))
    text = TAGS.sub(lambda found: found.group(1) or "", JOINER.sub("", UNSEEN.sub("", text)))
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _without_heaps(text))


def _without_heaps(text: str) -> str:
    """Return a text with few marks over one letter: many take the square of their number."""
    said, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            said.append(sign)
    return "".join(said)


def one_line(text: str) -> str:
    """Return a text in one line, with single spaces."""
    return " ".join(seen(text).split())
