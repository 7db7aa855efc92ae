"""What stands in a text: links, numbers, addresses, people. Pure functions, each bounded.

A text is read as people see it: compatibility forms folded, characters without width taken out, so
that nothing hides behind them.
"""

import re
import unicodedata
from collections.abc import Iterable

from solidarity.shown import harmless

from .words import (
    AFTER_NO_PERSON,
    NAMED,
    ONE_OF_THEM,
    PRIVATE,
    RELATIVES,
    SERVICE_USERS,
)

# What comes after is not looked at; the page says so.
READ_CHARACTERS = 20_000
# So much of what was found is quoted, and so many of each.
QUOTED = 60
MOST_QUOTED = 3
SHOUTED_LETTERS = 20
SHOUTED_SHARE = 0.7

EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<![\w.+-])[\w.+-]{2,64} (?:at|\(at\)|\[at\]) [\w-]{1,63}"
    r" ?(?:dot|\(dot\)|\[dot\]) ?[\w-]{2,30}",
    re.IGNORECASE,
)
# British numbers begin with 0 or +44 and have ten or eleven digits; others with their country's.
TELEPHONE = re.compile(
    r"(?<![\w+])(?:\+44[\s().-]{0,3}(?:0[\s().-]{0,2})?|\(?0)[1-9](?:[\s().-]{0,2}\d){7,9}(?!\d)"
    r"|(?<![\w+])\+\d(?:[\s().-]{0,2}\d){7,13}(?!\d)"
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")
REPEATED = re.compile(r"([!?.*$£€#~=_-])\1{7,}")
WORD = re.compile(r"[^\W\d_]{2,60}")
NAME = r"[A-Z][a-z'’-]{1,30}"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in words)


_USER = _any_of(SERVICE_USERS)
ONE_PERSON = re.compile(
    rf"\b(?:{_any_of(ONE_OF_THEM)})\s{{1,3}}(?:\w{{2,20}}\s{{1,3}})?(?:{_USER})\b"
    rf"(?!\s{{1,3}}(?:{_any_of(AFTER_NO_PERSON)})\b)",
    re.IGNORECASE,
)
WITH_A_NAME = re.compile(
    rf"\b(?i:(?:{_USER})s?)\s{{1,3}}(?:(?:{_any_of(NAMED)})\b|{NAME}\b)"
    rf"|\b(?i:case)\s{{1,3}}(?i:of)\s{{1,3}}(?:(?i:mrs?|ms|miss|mx)\.?\s{{1,3}})?{NAME}\b"
)
RELATIVE = re.compile(rf"\bmy\s{{1,3}}(?:\w{{2,20}}\s{{1,3}})?(?:{_any_of(RELATIVES)})\b", re.I)
KNOWN_TO_A_SERVICE = re.compile(rf"\b(?:{_any_of(PRIVATE)})\b", re.I)


def as_read(text: str) -> str:
    """Return a text without what hides in it, no longer than is looked at."""
    seen = unicodedata.normalize("NFKC", harmless(text[:READ_CHARACTERS]))
    return "".join(each for each in seen if unicodedata.category(each) != "Cf")


def email_addresses(text: str) -> tuple[str, ...]:
    """Return the e-mail addresses in a text, also such as “ann at example dot org”."""
    return quoted(found.group() for found in EMAIL.finditer(text))


def telephone_numbers(text: str) -> tuple[str, ...]:
    """Return the telephone numbers in a text. Days and sums of money are none."""
    return quoted(found.group() for found in TELEPHONE.finditer(text))


def postcodes(text: str) -> tuple[str, ...]:
    """Return the British postcodes in a text."""
    return quoted(found.group() for found in POSTCODE.finditer(text))


def service_users(text: str) -> tuple[str, ...]:
    """Return where a text speaks of one person who uses the service, and did not write it."""
    kinds = (WITH_A_NAME, ONE_PERSON, KNOWN_TO_A_SERVICE)
    return quoted(found.group() for kind in kinds for found in kind.finditer(text))


def relatives(text: str) -> tuple[str, ...]:
    """Return where a text speaks of somebody close to its sender."""
    return quoted(found.group() for found in RELATIVE.finditer(text))


def shouts(text: str) -> bool:
    """Whether a text is nearly all capitals."""
    cased = [each for each in text if each.isupper() or each.islower()]
    loud = sum(each.isupper() for each in cased)
    return len(cased) >= SHOUTED_LETTERS and loud >= SHOUTED_SHARE * len(cased)


def repeats(text: str) -> bool:
    """Whether a text holds the same sign many times on end."""
    return REPEATED.search(text) is not None


def mixed_words(text: str) -> tuple[str, ...]:
    """Return the words that mix alphabets, as those do that are made to look like others."""
    words = (found.group() for found in WORD.finditer(text))
    return quoted(word for word in words if not word.isascii() and len(scripts(word)) > 1)


def other_scripts(text: str) -> bool:
    """Whether most of a text is in letters that are not Latin."""
    letters = [each for each in text if each.isalpha()]
    other = sum(not each.isascii() and _script(each) != "LATIN" for each in letters)
    return other > len(letters) / 2


def scripts(word: str) -> set[str]:
    """Return the alphabets of a word's letters, by the names that Unicode gives them."""
    return {_script(each) for each in word if each.isalpha()}


def quoted(found: Iterable[str]) -> tuple[str, ...]:
    """Return the first different ones of what was found, each in one line and short."""
    lines = (" ".join(each.split()) for each in found)
    shortened = (line if len(line) <= QUOTED else f"{line[:QUOTED]}…" for line in lines)
    return tuple(dict.fromkeys(shortened))[:MOST_QUOTED]


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
