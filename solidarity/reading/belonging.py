"""What somebody is and where they belong: role, organisation, place, as read after a name."""

import re
from dataclasses import dataclass

from .names import Token, tokens_of
from .words import trimmed, words

PART = re.compile(
    r"\s?[,;|\n/]\s?|\s[–—\-]{1,2}\s|[–—]"
    r"|(?<!\bNo)(?<!\bHon)(?<!\bAsst)(?<!\bGen)(?<!\bDr)\.\s"
)
BOTH = re.compile(r"\s(?:and|&)\s(?=[A-Z])")
LINKS = frozenset(
    [
        "of",
        "the",
        "and",
        "at",
        "for",
        "in",
        "on",
        "behalf",
        "from",
        "to",
        "with",
        "&",
        "de",
        "y",
        "e",
        "du",
        "des",
        "la",
        "le",
        "a",
        "an",
        "all",
        "everyone",
        "everybody",
        "both",
        "our",
        "us",
        "no",
        "x",
        "xx",
    ]
)
PLACED = frozenset({"in", "from", "near"})
# What is many people’s: “Residents Association”, “Students’ Union”.
OF_MANY = frozenset(
    ["association", "union", "group", "campaign", "network", "section", "guild", "federation",
     "alliance", "forum", "society", "club", "council", "assembly", "lodge", "committee", "branch",
     "federation", "party", "centre", "congress", "caucus"]
)  # fmt: skip
PARLIAMENTS = frozenset({"parliament", "lords", "commons", "senedd"})
KINDS_OF_PLACES = frozenset({"borough", "district", "county", "parish", "metropolitan"})
SHORT_NAMES = frozenset({"gtr", "greater", "north", "south", "east", "west", "great", "st", "upon"})


@dataclass(frozen=True, slots=True)
class Belonging:
    """A role, an organisation and a place, each "" where it is not said."""

    role: str = ""
    organisation: str = ""
    place: str = ""


def explains(text: str) -> bool:
    """Whether every word of a text can be one of a role, an organisation or a place."""
    return all(map(_is_known, tokens_of(text)))


def last_unknown(text: str) -> int:
    """Return where the last word begins that no attribution has; 0 where there is none."""
    for token in reversed(tokens_of(text)):
        word = token.word.removesuffix("’s")
        if token.text[0].islower() and not _is_known(token) and word not in words("closings"):
            return token.start
    return 0


def _is_known(token: Token) -> bool:
    word = token.word.removesuffix("’s")
    if not token.text[0].isalpha():
        return token.text[0].isdigit() or token.text in ",;|/–—-().&:+'’“”\"["
    if token.text[0].isupper():
        return word not in SPOKEN
    return word in LINKS or word in SHORT_NAMES or _is_listed(word)


# No attribution has these, not even with a capital.
SPOKEN = frozenset(
    [
        "i",
        "we",
        "you",
        "your",
        "our",
        "my",
        "me",
        "us",
        "they",
        "he",
        "she",
        "it",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "am",
        "not",
        "this",
        "that",
        "these",
        "those",
        "will",
        "would",
        "can",
        "could",
        "should",
        "must",
        "have",
        "has",
        "had",
        "do",
        "does",
        "did",
        "what",
        "why",
        "how",
        "when",
        "if",
        "so",
        "but",
        "because",
        "thank",
        "thanks",
        "please",
        "keep",
        "stay",
        "solidarity",
        "victory",
        "never",
        "always",
    ]
)


def _is_listed(word: str) -> bool:
    lists = ("roles", "role_words", "organisations", "unions", "places", "health")
    return any(word in words(each) for each in lists)


def belonging_of(text: str) -> Belonging:
    """Return what the words after a name say, part by part."""
    roles: list[str] = []
    organisations: list[str] = []
    places: list[str] = []
    parts = (each.strip(' ,.;:–—-“”"|') for long in PART.split(text) for each in _offices(long))
    for part in filter(None, parts):
        role, organisation, place = _read(part)
        roles.extend(filter(None, [role]))
        organisations.extend(filter(None, [organisation]))
        places.extend(filter(None, [place]))
    organisation = _joined(organisations) or _union_in(roles)
    places = places or list(filter(None, map(place_in, organisations)))
    return Belonging("; ".join(roles), organisation, (places or [place_in(organisation)])[-1])


def _offices(part: str) -> list[str]:
    """Return two offices that “and” joins apart: “MP for Leeds East and Chair of the Group”."""
    for match in BOTH.finditer(part):
        first, second = tokens_of(part[: match.start()]), tokens_of(part[match.end() :])[:1]
        heads = [token.word in words("roles") | words("unions") for token in second]
        if any(heads) and any(token.word in words("roles") for token in first):
            return [part[: match.start()], part[match.end() :]]
    return [part]


def _joined(organisations: list[str]) -> str:
    """Return the organisations of several parts as one: the union is often a part of its own."""
    return ", ".join(dict.fromkeys(organisations))


def _union_in(roles: list[str]) -> str:
    """Return the union that a role names, where nothing else does: “UNISON President”."""
    for token in tokens_of(" ".join(each for each in roles if not _is_parliamentary(each))):
        if token.word in words("unions"):
            return token.text
    return ""


def _read(part: str) -> tuple[str, str, str]:
    """Return the role, organisation and place of one part; two of the three may be empty."""
    tokens = tokens_of(part)
    head = _head(tokens)
    if head is None:
        return _nameless(part, tokens)
    role = part[: tokens[head].end].strip(" (")
    rest = tokens[head + 1 :]
    if rest and rest[0].text == ")":
        role, rest = part[: rest[0].end], rest[1:]
        role = role[1:-1] if role.startswith("(") else role
    link = rest[0].word if rest else ""
    while rest and rest[0].text in LINKS | {"(", ",", "-", "–"}:
        rest = rest[1:]
    after = part[rest[0].start :].strip(" )") if rest else ""
    if not after:
        return role, "", _lived_in(part, tokens[: head + 1])
    if _is_parliamentary(after):
        return part, "", ""
    if rest[0].word in PARLIAMENTS:
        seat = after.partition(" for ")[2]
        return part.removesuffix(f" for {seat}"), "", seat
    if tokens[head].word in words("politicians") and rest[-1].word == "ward":
        return role, "", part[rest[0].start : rest[-1].start].strip()
    if _is_organisation(rest):
        return role, after, ""
    whole = " ".join(part[: part.rindex(after) + len(after)].split())
    return _placed(whole, role, link, after, tokens[head])


def _lived_in(part: str, tokens: list[Token]) -> str:
    """Return the place of a “Leeds resident”, "" of a “local resident”."""
    if tokens[-1].word != "resident" or any(t.word in words("role_words") for t in tokens):
        return ""
    return part[: tokens[-1].start].strip() if tokens[0].text[0].isupper() else ""


def _placed(whole: str, role: str, link: str, after: str, head: Token) -> tuple[str, str, str]:
    """Say what stands after a role and is no organisation by its words."""
    if head.word in words("politicians") or _is_place(after):
        return role, "", after
    if link in PLACED and not all(t.word in words("role_words") for t in tokens_of(after)):
        return role, "", after
    if link in {"at", "with"}:
        return role, after, ""
    return whole + ")" * (whole.count("(") - whole.count(")")), "", ""


def _nameless(part: str, tokens: list[Token]) -> tuple[str, str, str]:
    """Read a part without a word that ends a role."""
    bare = trimmed(part, " ()")
    while tokens and tokens[0].text in LINKS | {"("}:
        tokens = tokens[1:]
        bare = trimmed(part[tokens[0].start :], " ()") if tokens else ""
    if not bare:
        return "", "", ""
    known = [token.word for token in tokens]
    if _is_parliamentary(bare):
        return bare, "", ""
    if known[-1] == "ward" and len(known) < 5:
        return "", "", part[tokens[0].start : tokens[-2].end] if len(tokens) > 1 else bare
    if all(word in words("titles") for word in known):
        return "", "", ""
    if _is_organisation(tokens) or _is_acronym(bare):
        return "", bare, ""
    if len(tokens) <= 4 and all(t.text[0].isupper() or t.text in LINKS | {"-"} for t in tokens):
        listed = all(t.word in words("role_words") for t in tokens)
        return (bare, "", "") if listed and not _is_place(bare) else ("", "", bare)
    return bare, "", ""


def _is_acronym(text: str) -> bool:
    """Whether a text is an organisation's by its capitals: “FBU”, never “RETIRED”."""
    return text.isupper() and 2 < len(text) < 8 and text.casefold() not in words("role_words")


def _head(tokens: list[Token]) -> int | None:
    """Return where the word is that ends the role."""
    found = None
    for at, token in enumerate(tokens):
        if token.word in words("roles") and not _belongs_to_organisation(tokens, at):
            found = at
        elif token.word in {"at", "for", "from"} or (
            token.word in {"of", "in"} and found is not None
        ):
            break
        elif token.word == "of" and _is_organisation(tokens[:at]):
            break  # “Guild of Teachers”
    return found


def _belongs_to_organisation(tokens: list[Token], at: int) -> bool:
    """Whether a plural is followed by a word of an organisation: “Residents Association”."""
    after = [token.word for token in tokens[at + 1 : at + 3] if token.text not in "’'"]
    return tokens[at].word.endswith("s") and bool(after) and after[0] in OF_MANY


def _is_organisation(tokens: list[Token]) -> bool:
    return any(t.word in words("organisations") or t.word in words("unions") for t in tokens)


def _is_parliamentary(text: str) -> bool:
    known = [token.word for token in tokens_of(text)]
    return bool(known) and known[-1] in PARLIAMENTS


def _is_place(text: str) -> bool:
    return any(token.word in words("places") for token in tokens_of(text))


def place_in(organisation: str) -> str:
    """Return the place that an organisation's name begins with: Northmoor of “Northmoor UNISON”."""
    tokens = tokens_of(organisation)
    known: list[Token] = []
    for token in tokens[:4]:
        if not token.text[0].isalpha() or token.text[0].islower() or _is_listed_organisation(token):
            break
        if token.text.isupper() and not organisation.isupper():
            return ""  # “UNSAIN / UNISON Tarn”: no place is called by its letters
        if known and token.word in KINDS_OF_PLACES:
            break  # “Tarn Borough Council”
        known.append(token)
    local = {
        "unison",
        "council",
        "branch",
        "trades",
        "clp",
        "labour",
        "people’s",
        "health",
        "city",
        "tenants",
        "residents",
        "renters",
        "school",
    }
    rest = [each.word for each in tokens[len(known) :]]
    if not known or not any(w in local or w in words("unions") for w in rest):
        return ""
    return organisation[known[0].start : known[-1].end]


def _is_listed_organisation(token: Token) -> bool:
    place = token.word in words("places") | SHORT_NAMES
    lists = ("organisations", "unions", "role_words", "roles")
    return not place and any(token.word in words(each) for each in lists)
