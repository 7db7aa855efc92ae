"""What the lines beside a name in a signature say: what its owner is, of what, and where.

A word that is in no list is judged by its shape: “Amalgamated Weavers” are an organisation, an
“Electrician” is a role, and “Melbury” after either is a place. What has no shape is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solidarity.reading.belonging import belonging_of, place_in
from solidarity.reading.names import tokens_of
from solidarity.reading.words import words

from .shapes import (
    LETTERS,
    LINK,
    NUMBERED,
    OF_NAMED_PLACES,
    OFFICE_OF,
    PAIR,
    PARTY,
    RETIRED,
    ROLE_ENDS,
    STREET,
    TRADES,
    is_plural,
    is_run,
    is_titled,
    kind_of_part,
    known_words,
)

LONGEST, LONGEST_PART, MOST_TRADE, MOST_PLACE, MOST_NAMES = 300, 8, 4, 3, 3
PARTS = re.compile(r"\s?[,;|•·](?:\s|$)|\s[–—-]\s")
FROM_ALL = re.compile(
    r"^(?:from )?(?:(?:the|all(?: the| our| of us)?|everyone|everybody|your) ?)?"
    r"(?:members|staff|workers|residents|comrades|team|committee|us|officers)?\s?(?:of"
    r"|at|in|from) (?:the )?(?=[A-Z])",
    re.IGNORECASE,
)
# “Jo, Sam and the Tarn Choir” are the choir; “Jo and the team” are nobody else.
WITH_OTHERS = re.compile(
    r"^(?:[A-Z][\w’'\-]{0,20},? ){1,3}(?:and|&|\+) (?:(?:all|everyone) )?(?:(?:at|in|from|of) )?"
    r"(?:the|our|her|his|their) "
)
# “And Chair”, “a retired nurse”, “for Tarn Choir”.
FIRST = re.compile(r"^(?:and|also|an?|your|one of your|for|of|at) (?=\w)")
# “The Tarn Knit and Natter ladies” are Tarn Knit and Natter’s.
CROWD = re.compile(r" (?:ladies|girls|boys|lads|crew|gang|mob|lot|posse|folk)$")
# What somebody says of how they write, not of who they are.
PERSONAL = re.compile(
    r"\s?\(?\b(?:in (?:a|my) )?(?:personal|private|individual) (?:capacity|message|view)s?\)?",
    re.IGNORECASE,
)
DAYS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri)(?:day)?s?\b.*\b(?:only|mon|tues?|wed(?:nes)?"
    r"|thu(?:rs)?|fri)(?:day)?s?\b",
    re.IGNORECASE,
)
MOTTO = re.compile(
    r"^[“\"‘«*].* .*|"
    r"[^:]{2,40}: (?-i:[a-z]).*|.* .*[!?]$"
    r"|(?=.* .* ).*\b(?:don[’']?t|we|you|your|us|is|are|never|always)\b.*",
    re.IGNORECASE,
)
# Somebody without a name: “A friend on the third floor”.
SOMEBODY = re.compile(
    r"^(?:an?|your|one of your) (?:[\w\-]+ ){0,2}(?:friend|neighbour|reader|supporter"
    r"|comrade|colleague|well-?wisher|stranger)\b",
    re.IGNORECASE,
)
# What says nothing beside the name of whose it is.
NOBODY = frozenset(
    {"family", "all the family", "the family", "friends", "everyone", "all", "others"}
)
BARE = frozenset(
    f"{before}{each}"
    for before in ("the ", "for the ", "on behalf of the ", "")
    for each in ("committee", "team", "branch", "union", "staff", "group", "executive", "cangen")
)
FOR_THE = re.compile(
    r"^(?:pour|for|für|per|por|over|dros) (?:the|le|la|les|l’|die|das|den|y|el|il) ?[\w’]+$", re.I
)
# Whoever is this is it of something.
OFFICES_OF = frozenset(
    ["secretary", "chair", "chairman", "chairwoman", "chairperson", "president", "treasurer",
     "director", "manager", "editor", "founder", "co-founder", "ceo", "coordinator",
     "co-ordinator", "organiser", "organizer", "officer", "convenor", "convener", "steward",
     "rep", "proprietor", "owner", "clerk", "trustee", "analyst", "governor", "governors",
     "executive", "principal", "captain", "patron", "sec", "headteacher"]
)  # fmt: skip
# Whoever is this of something is it of an organisation: “President of Tarn Chess Circle”.
HEADS_OF = frozenset(
    ["secretary", "chair", "chairman", "chairwoman", "chairperson", "president", "treasurer",
     "founder", "member", "patron", "clerk", "trustee"]
)  # fmt: skip
# What organisations’ names begin with and is nowhere: “United Cleaners and Porters”.
NO_PLACES = frozenset(
    ["united", "national", "amalgamated", "royal", "public", "general", "international", "friends",
     "keep", "save", "stop", "communication", "retired", "young", "disabled", "black", "local",
     "communist", "socialist", "faculty",
     "scottish", "welsh", "irish", "british", "english", "northern"]
)  # fmt: skip


# What people teach, and where they stand for election, is no town that they live in.
TAUGHT = re.compile(r"\b(?:lecturer|professor|reader|researcher|teacher|tutor|student)$", re.I)
STANDS_FOR = re.compile(r"^(.{1,60}\b(?:candidate|ppc)) for (.{1,60})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is, of which organisation, and where; each "" where nothing says it.

    `is_shaped` where the organisation was judged by its shape alone.
    """

    role: str = ""
    organisation: str = ""
    place: str = ""
    is_shaped: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a line, read: its kind, and what is in it. `beside` if it stands after a comma."""

    text: str
    role: str = ""
    organisation: str = ""
    place: str = ""
    is_party: bool = False
    is_shaped: bool = False
    beside: bool = False

    @property
    def is_unknown(self) -> bool:
        return not (self.role or self.organisation or self.place)


def standing_of(lines: Sequence[str]) -> Standing:
    """Return what the lines beside a name say of its owner."""
    parts: list[_Part] = []
    for text, beside in _in_one_tongue(list(_texts(lines))):
        parts.append(_part(text, beside=beside, before=parts))
    parts = _of_one_post(parts)
    organisations = _organisations(parts)
    roles = [each.role for each in parts if each.role]
    if any("Parliament" in each for each in roles):
        roles = [each for each in roles if each != "MP"]
    of_another = roles and re.search(r"\b(?:to|for) .+ (?:MP|MSP|MS)$", roles[0])
    if of_another or any(map(OFFICE_OF.match, organisations)):
        roles = roles[:1]  # the others are whose office it is
    organisation = ", ".join(organisations[:2]) or _union_in(roles)
    shaped = [each.organisation for each in parts if each.is_shaped]
    return Standing(
        "; ".join(dict.fromkeys(roles)), organisation,
        _place(parts, organisation), bool(organisation) and organisation in shaped,
    )  # fmt: skip


def _texts(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Return the parts of lines that may say something, each with whether it stands after one."""
    for line in (FIRST.sub("", WITH_OTHERS.sub("", each[:LONGEST])) for each in lines):
        if MOTTO.match(line) or DAYS.search(line):
            continue
        line = CROWD.sub("", line)
        said = FROM_ALL.sub("", PERSONAL.sub("", line), count=1)
        for number, part in enumerate(PARTS.split(said)):
            bare = FIRST.sub("", part.strip(" .,"), count=1)
            if bare.count("(") != bare.count(")") or (bare[:1], bare[-1:]) == ("(", ")"):
                bare = bare.strip("()")
            if bare and not _is_address(bare):
                yield bare, number > 0


def _is_address(part: str) -> bool:
    """Whether a part is a street’s or a telephone’s: “4 Mill Row”, “Ext 4411”."""
    if re.match(r"\d|band \d", part, re.IGNORECASE) or (
        STREET.search(part) and "’" in part.replace("'", "’")
    ):
        return True
    organised = set(known_words(part)) & (words("organisations") | words("unions"))
    return bool(re.search(r"\d{3}", part)) and not (organised or NUMBERED.match(part))


def _in_one_tongue(texts: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return parts without a role in another language before the same in English."""
    english = [kind_of_part(text) == "role" and not ROLE_ENDS.search(text) for text, _ in texts]
    return [
        (text, beside)
        for (text, beside), after in zip(texts, [*english, False][1:], strict=True)
        if not (after and ROLE_ENDS.search(text.split()[0]) and kind_of_part(text) == "role")
    ]


def _part(text: str, *, beside: bool, before: list[_Part]) -> _Part:
    """Read one part; `before` are those that were read before it."""
    known = known_words(text)
    # “Jo y Sam” are two people, “Ysgrifennydd y Gangen” is one.
    pair = PAIR.match(text) and not ROLE_ENDS.search(text.split()[0])
    nothing = pair or text.casefold() in NOBODY
    if not known or nothing or SOMEBODY.match(text) or known[-1] in {"lords", "commons"}:
        return _Part(text)
    if PARTY.match(text):
        return _Part(text, organisation=text, is_party=True)
    if known[-1] == "ward" and len(known) > 1 and not set(known) & words("roles"):
        return _Part(text, place=text)
    kind = kind_of_part(text)
    if kind == "organisation":
        return _Part(text, organisation=text)
    if kind == "role":
        return _of_role(text)
    if len(text.split()) > LONGEST_PART:
        return _Part(text)
    return _shaped(text, beside=beside, before=before)


def _of_role(text: str) -> _Part:
    """Part “Secretary, Tarn Chess Circle” of its office; a union in it is said by the role."""
    found = belonging_of(text)
    last = known_words(text)[-1]
    organisation, office = office_at(text)
    if organisation:
        return _Part(text, role=office, organisation=organisation)
    if found.place and TAUGHT.search(found.role) and f"{found.role} in " in text:
        return _Part(text, role=text)  # “Lecturer in Nursing”
    seat = STANDS_FOR.match(text)
    if seat:
        return _Part(text, role=seat.group(1), place=seat.group(2))
    if not found.role or RETIRED.search(text) or last in words("roles") | TRADES:
        return _Part(text, role=text)
    if PARTY.match(found.organisation):
        return _Part(text, role=text)  # “Leader of the Labour Group”
    if found.organisation.casefold().endswith(" ward"):
        return _Part(text, role=found.role, place=found.organisation)
    link = LINK.search(found.role)
    if link and not found.organisation and not found.place:
        office, rest = found.role[: link.start()], found.role[link.end() :].removeprefix("the ")
        of_one = known_words(office)[-1:] and known_words(office)[-1] in HEADS_OF
        if of_one and is_titled(rest) and len(rest.split()) > 1:
            return _Part(text, role=office, organisation=rest, is_shaped=True)
    said = "" if found.organisation in found.role.split() else found.organisation
    return _Part(text, role=found.role, organisation=said, place=found.place)


def office_at(text: str) -> tuple[str, str]:
    """Part “Harbury NEU Secretary” into whose office it is and the office; "" where it is none."""
    tokens = [each for each in tokens_of(text) if each.text[0].isalnum()]
    # A council’s member is one of a union’s, too.
    named = words("unions") | words("organisations") - words("role_words") - {"council"}
    at = max((n for n, each in enumerate(tokens) if each.word in named), default=0)
    after = [each.word for each in tokens[at + 1 :]]
    office = after and after[-1] in words("roles")
    said = {each.word for each in tokens[:at]}
    before = bool(said - words("role_words")) and not said & words("roles")
    listed = all(w in words("roles") | words("role_words") | {"council"} for w in after)
    if not (office and listed and before) or not is_titled(text[: tokens[at].end]):
        return "", ""
    end = tokens[at + 1].start
    return text[:end].strip(" ,–—-"), text[end:]


def _shaped(text: str, *, beside: bool, before: list[_Part]) -> _Part:
    """Read a part by its shape, as no list has its words."""
    known, told = known_words(text), [each for each in before if not each.is_unknown]
    if not told and _is_trade(text):
        return _Part(text, role=text)
    if not is_titled(text) or known[-1] in LETTERS or re.search(r"\d", text):
        return _Part(text)
    if text.casefold() in BARE or text.isupper() or _is_person(text):
        return _Part(text)
    if is_run(text):
        return _Part(text, organisation=text, is_shaped=True)
    if known[0] in words("role_words") - OF_NAMED_PLACES:
        return _Part(text)
    hinted = bool(set(known) & (words("places") | OF_NAMED_PLACES))
    several = len(known) > 1 and (
        not hinted or (len(known) > 3 and known[-1] not in OF_NAMED_PLACES)
    )
    if several and _holds_office(told) and not any(e.organisation for e in told):
        return _Part(text, organisation=text, is_shaped=True)
    alone = beside or hinted or len(known) == 1 or not told or not any(e.organisation for e in told)
    if alone and len(text.split()) <= MOST_PLACE and not STREET.search(text):
        return _Part(text, place=text)
    return _Part(text)


def _is_person(text: str) -> bool:
    """Whether a part is another person’s name."""
    known = known_words(text)
    return known[0] in words("first_names") and len(known) <= MOST_NAMES


def _holds_office(told: list[_Part]) -> bool:
    roles = [each.role for each in told if each.role]
    last = roles[-1] if roles else ""
    return bool(last) and (
        any(word in OFFICES_OF for word in known_words(last))
        or bool(ROLE_ENDS.search(last.split()[0]))
    )


def _is_trade(part: str) -> bool:
    """Whether unknown words are written as a trade is: “Freelance journalist”."""
    said = part.split()
    small = all(each.isalpha() and each.islower() for each in said[1:])
    return 1 < len(said) <= MOST_TRADE and said[0].isalpha() and small


def _organisations(parts: list[_Part]) -> list[str]:
    """Return the organisations of parts, without what says nothing beside the others."""
    said = [each for each in parts if each.organisation]
    said = [each for each in said if not (each.role and _is_union(each.organisation))] or said
    said = [each for each in said if not each.is_party] or said
    said = [each for each in said if each.organisation.casefold() not in BARE] or said
    # A shape is believed where it leads: “Tarn Foods, GMB branch”.
    said = [each for each in said if each is said[0] or not each.is_shaped] or said
    names = list(dict.fromkeys(each.organisation for each in said))
    return [each for each in names if not any(each in other and each != other for other in names)]


def _of_one_post(parts: list[_Part]) -> list[_Part]:
    """Return the parts up to a second post with an organisation of its own: the first leads."""
    seen = False
    for at, each in enumerate(parts):
        again = seen and bool(each.role) and not each.organisation
        rest = parts[at + 1 :]
        if seen and each.role and (each.organisation or (again and rest and rest[0].organisation)):
            return parts[:at]
        seen = seen or bool(each.organisation)
    return parts


def _is_union(text: str) -> bool:
    """Whether a text is nothing but a union’s name: what a role says in brackets."""
    return text.casefold() in words("unions")


def _union_in(roles: list[str]) -> str:
    """Return the union that a role names, where nothing else does: “UNISON President”."""
    return next((t.text for t in tokens_of(" ".join(roles)) if t.word in words("unions")), "")


def _place(parts: list[_Part], organisation: str) -> str:
    """Return the last place that parts say; else the one that the organisation’s name holds."""
    places = [each.place for each in parts if each.place]
    if places:
        return places[-1]
    return place_of(organisation)


def place_of(organisation: str) -> str:
    """Return the place that an organisation’s name begins with; "" where that is nowhere."""
    begins = place_in(organisation.partition(", ")[0]).removesuffix(" City")
    known = known_words(begins)
    return "" if set(known) & NO_PLACES or any(map(is_plural, known)) else begins
