"""What strangers type, without the characters that break a page or make one text look like another.

    clean_text("Zalgo…")   several lines, at most one of them empty between two
    clean_line("Ann Smith")   one line, for names and places

Pure functions; cleaning twice changes nothing more. Every script stays whole: joiners where a
script or an emoji needs them, and as many marks on a letter as any language writes.
"""

import re
import unicodedata

# Vietnamese, Hebrew with points and cantillation, and Tibetan need no more on one letter.
MARKS = 4
# The first letter whose script joins or parts letters by invisible characters.
JOINING_SCRIPTS = 0x0590
JOINERS = "\u200c\u200d"
BLACK_FLAG = "\U0001f3f4"
# They take room and show nothing, so that a name of them is no name; the others are line breaks.
BLANKS = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800\t\u00a0"), " ")
BREAKS = {0x2028: "\n", 0x2029: "\n", 0x0B: "\n", 0x0C: "\n", 0x85: "\n"}
# Not seen: combining grapheme joiner, and the selectors that nothing here has glyphs for.
UNSEEN = frozenset("\u034f\u180e")


def clean_text(text: str) -> str:
    """Return a text of several lines, harmless, with at most one empty line between two."""
    lines = (line.strip() for line in _harmless(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_line(text: str) -> str:
    """Return a text in one line, harmless."""
    return " ".join(_harmless(text).split())


def is_part(text: str, at: int) -> bool:
    """Whether the unseen character at a place of a text is part of what people write there: a
    joiner between what it joins, or a letter of a flag."""
    character, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if character in JOINERS:
        return bool(before and after) and _joins(before) and _joins(after)
    return not _is_dropped(character, unicodedata.category(character), before or "\n")


def _harmless(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(BLANKS | BREAKS)
    # Capped before it is normalised, because that takes very long with very many marks; and after,
    # because it takes some letters apart.
    return _filtered(unicodedata.normalize("NFC", _filtered(text)))


def _filtered(text: str) -> str:
    """Return `text` without what is unseen, turns it around, or piles up; in one pass."""
    kept: list[str] = []
    marks, joiner = 0, ""
    for character in text:
        category = unicodedata.category(character)
        last = kept[-1] if kept else "\n"
        if character in JOINERS:
            joiner = joiner or (character if _joins(last) else "")
            continue
        if _is_dropped(character, category, last):
            continue
        if category in ("Mn", "Me"):
            marks += 1
            if marks > MARKS or last.isspace():
                continue
        else:
            marks = 0
        if joiner and _joins(character):
            kept.append(joiner)
        joiner = ""
        kept.append(" " if category == "Zs" else character)
    return "".join(kept)


def _is_dropped(character: str, category: str, last: str) -> bool:
    """Whether a character is none that people write: controls, what turns text, private use."""
    if character == "\n":
        return False
    if "\U000e0020" <= character <= "\U000e007f":  # the flags of England, Scotland and Wales
        return not (last == BLACK_FLAG or "\U000e0020" <= last <= "\U000e007f")
    noncharacter = ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"
    return category in ("Cc", "Cf", "Cs", "Co") or character in UNSEEN or noncharacter


def _joins(character: str) -> bool:
    """Whether an invisible joiner may stand beside it: an emoji, or a script that needs it."""
    category = unicodedata.category(character)
    return category in ("Mn", "Mc", "So", "Sk") or (
        category in ("Lo", "Lm") and ord(character) >= JOINING_SCRIPTS
    )
