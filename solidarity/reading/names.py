"""People's names at the beginning of a text."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from .words import words

TOKEN = re.compile(r"[^\W\d_](?:[\w.]|['’\-](?=\w)){0,60}|&|\d{1,20}|[^\w\s]")
PARTICLES = frozenset(
    {"de", "da", "di", "dos", "del", "van", "von", "der", "den", "bin", "al", "ap"}
)
# A name has at most so many words, two people's together twice as many.
MOST_WORDS = 4
LOOKED_AT = 160
# A name whose first word is no known first name is no surer than this.
UNSURE = 0.7
STREETS = frozenset(
    [
        "street",
        "road",
        "lane",
        "park",
        "hill",
        "green",
        "bridge",
        "north",
        "south",
        "east",
        "west",
        "town",
        "bay",
        "valley",
        "central",
        "st",
        "upper",
        "lower",
        "great",
        "greater",
        "mid",
        "new",
    ]
)
PEERS = frozenset({"lord", "lady", "baroness", "baron"})
AREAS = frozenset({"district", "area", "county", "borough"})
# Those of another trade than a person's; they are said as a role.
OFFICES = frozenset({"cllr", "councillor"})


class Token(NamedTuple):
    """A word or a sign of a text, with where it begins and ends, and as the lists have it."""

    text: str
    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name at the beginning of a text, where the text goes on, an office before it, and how sure
    it is (0 to 1)."""

    name: str
    end: int
    office: str
    sure: float


def tokens_of(text: str) -> list[Token]:
    """Return the words and signs of a text."""
    return [
        Token(said := each.group(), each.start(), each.end(), _folded(said))
        for each in TOKEN.finditer(text)
    ]


def _folded(text: str) -> str:
    return text.casefold().replace("'", "’").rstrip(".")


def name_at_start(text: str) -> Named | None:
    """Return the name that a text begins with: “Jo Bell”, “Dr Jo Bell”, “Jo and Sam Bell”."""
    tokens = tokens_of(text[:LOOKED_AT])
    titles = 0
    while titles < min(len(tokens), 2) and tokens[titles].word in words("titles"):
        titles += 1
    found = _people(text, tokens, titles)
    if found is None:
        return None
    first, last, sure = found
    last = _seated(tokens, last) if titles else last
    office = tokens[0].text if titles and tokens[0].word in OFFICES else ""
    begins = tokens[1 if office else 0].start if titles else tokens[first].start
    name = " ".join(text[begins : tokens[last].end].split()).rstrip(".")
    return Named(name, tokens[last].end, office, min(sure + 0.2 * bool(titles), 1.0))


def _seated(tokens: list[Token], last: int) -> int:
    """Return the last token of a peer’s name, which may end with a place: “Lord Bell of Tarn”."""
    after = tokens[last + 1 : last + 3]
    is_peer = tokens[0].word in PEERS and len(after) == 2
    return last + 2 if is_peer and after[0].text == "of" and after[1].text[0].isupper() else last


def _people(text: str, tokens: list[Token], at: int) -> tuple[int, int, float] | None:
    """Return the first and last token of one person's name or two people's, and how sure."""
    end, sure = _person(text, tokens, at)
    if end == at:
        return None
    for _more in range(2):
        joins = end < len(tokens) and tokens[end].word in {"and", "&", "+"}
        after, surer = _person(text, tokens, end + 1) if joins else (end + 1, 0.0)
        if not joins or not _is_second(tokens, end + 1, after):
            break
        end, sure = after, (sure + surer) / 2
    return at, end - 1, sure


def _is_second(tokens: list[Token], at: int, end: int) -> bool:
    """Whether a person’s name after “and” is one: known, or of two words and no organisation’s."""
    if end <= at:
        return False
    following = tokens[end].word if end < len(tokens) else ""
    organised = following in words("unions") | words("organisations") - words("role_words")
    return tokens[at].word in words("first_names") or (end - at > 1 and not organised)


def _person(text: str, tokens: list[Token], at: int) -> tuple[int, float]:
    """Return the token after one person's name that begins at `at`, and how sure it is."""
    end = at
    while end < len(tokens) and end - at < MOST_WORDS:
        token = tokens[end]
        apart = text[tokens[end - 1].end : token.start] if end > at else ""
        if "\n" in apart or not _goes_on(tokens, at, end):
            break
        end += 1
    while end > at and tokens[end - 1].word in PARTICLES:
        end -= 1
    return end, _sureness(tokens[at:end]) if end > at else 0.0


def _goes_on(tokens: list[Token], at: int, here: int) -> bool:
    """Whether the token here is part of the name that begins at `at`."""
    token, known = tokens[here], tokens[at].word in words("first_names")
    if here == at:
        return _may_begin(token, tokens[here + 1 : here + 3])
    if token.text in PARTICLES:
        return here + 1 < len(tokens) and tokens[here + 1].text[0].isupper()
    if len(token.word) == 1:
        return token.word.isalpha() and token.text.isupper()
    if not token.text[0].isupper() or not token.text[0].isalpha():
        return False
    if token.text.isupper() and not tokens[at].text.isupper():
        return False
    if here == at + 1 and known and token.word in words("surnames_too"):
        following = tokens[here + 1].word if here + 1 < len(tokens) else ""
        ends = following in words("roles") | words("organisations")
        return not (ends and token.word in words("roles") | words("role_words"))
    return not is_vocabulary(token.word)


def _may_begin(token: Token, after: list[Token]) -> bool:
    if not token.text[0].isalpha() or not token.text[0].isupper():
        return False
    following = after[0] if after else None
    if len(token.word) == 1:  # “J. Bell”, “J K Bell”, never “U”
        again = following is not None and following.text[0].isupper() and len(following.word) == 1
        name = after[1:] if again else after
        return bool(name) and name[0].text[0].isupper() and len(name[0].word) > 1
    if token.word in words("first_names"):
        # “Will you …”, “May I …” begin no name.
        common = token.word in words("common_words")
        return not common or (following is not None and following.text[0].isupper())
    if token.text.isupper() and len(token.word) > 1:
        return False
    return not is_vocabulary(token.word)


def is_organisations(named: Named, text: str) -> bool:
    """Whether what looks like a name begins an organisation's: “Pebble Street Residents …”."""
    said = named.name.split()
    following = tokens_of(text[named.end : named.end + 40].lstrip(" "))
    apart = text[named.end : named.end + 1] not in {" ", ""} or not following
    if apart or named.sure > UNSURE:
        return False
    after = [token.word for token in following[1:3]]
    if following[0].word in words("role_words") and any(w in words("roles") for w in after):
        return False  # “Jo Bell Branch Secretary”
    if following[0].word in words("organisations"):
        return True
    if following[0].word in {"and", "&"} and after[:1] and after[0] in AREAS:
        return True  # “Northmoor and District Trades Council”
    is_place = len(said) == 1 or said[-1].casefold() in STREETS or said[0].casefold() in STREETS
    return following[0].word in words("unions") and is_place


def is_vocabulary(word: str) -> bool:
    """Whether a word is one of language, roles or organisations, and so no name's."""
    return word.removesuffix("’s") in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    lists = ("common_words", "roles", "role_words", "organisations", "unions")
    return frozenset().union(*map(words, lists))


def _sureness(tokens: list[Token]) -> float:
    known = tokens[0].word in words("first_names")
    if len(tokens) == 1:
        return 0.7 if known else 0.35
    if tokens[0].word in words("places"):
        return 0.2
    return 0.95 if known else 0.7
