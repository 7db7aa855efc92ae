"""What a signature says, line by line: a name, then what its owner is, and where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from solidarity.reading import is_closing
from solidarity.reading.attributions import signed_line
from solidarity.reading.belonging import belonging_of, explains, place_in
from solidarity.reading.names import tokens_of
from solidarity.reading.senders import is_afterword
from solidarity.reading.words import words

from .owners import is_initials, is_own_name, plain_name
from .signing import (
    AND_OTHERS,
    OFFICES,
    SOMEBODY,
    is_labelled,
    is_with_group,
    names_sender,
    without_number,
)

MOST_READ, LONGEST_PART, MOST_TRADE = 5, 8, 4
RETIRED = re.compile(r"\((?:now )?(?:retired|ret[’']?d|rtd)\)?$|^retired$", re.IGNORECASE)
FROM_ALL = re.compile(
    r"^(?:from )?(?:(?:the|all(?: the| our| of us)?|everyone|everybody|your) ?)?"
    r"(?:members|staff|workers|residents|friends|comrades|team|committee|us|officers)?\s?(?:of"
    r"|at|in|from) (?:the )?(?=[A-Z])",
    re.IGNORECASE,
)


# Who signed for whom, and what an organisation says of itself.
FOR = re.compile(
    r"^(?:pp|p\.p\.|for|(?:sent |signed )?on behalf of|pour|für"
    r"|signed(?: by)?:?|from:?|for and on behalf of)\s+(?=[A-Z])",
    re.IGNORECASE,
)
STREETS = (
    "street|st|road|rd|row|lane|avenue|drive|close|way|hill|square|terrace|place|gardens|court"
    "|crescent|park|house|walk|yard|gate"
)
ASIDE = re.compile(
    r"^(?:affiliated|registered|proud|part of|an? (?:affiliate|member) of|follow|like us|promoted"
    r"|printed|published by|we|since)\b|^\[.{1,120}\]$"
    r"|^\d{1,4}[a-z]?,? (?:[\w’']+ ){1,3}(?:" + STREETS + r")\b",
    re.IGNORECASE,
)
STREET = re.compile(rf"\b(?:{STREETS})$", re.IGNORECASE)
# What parts who does something from what: “Reader in Labour History”, “Mother of the Chapel”.
LINK = re.compile(r"\s(?:of|in|for|to)\s", re.IGNORECASE)
EXTENSION = re.compile(r"(?:ext|extension)\b[ .:]*\d", re.IGNORECASE)
# What says nothing beside the name of whose it is.
BARE = frozenset(
    f"{before}{each}"
    for before in ("the ", "for the ", "on behalf of the ")
    for each in ("committee", "team", "branch", "union", "staff", "group")
) | {"pour le syndicat", "für die gewerkschaft"}
OFFICE_OF = re.compile(r"^(?:the )?office of\b", re.IGNORECASE)
# What stands before a place, and what after it.
PLACED = r"(?:,\s|\b(?:in|of|from|for|at|near)\s(?:the\s)?){}(?=\s*(?:$|[,;.)|\n]))"
# What a place begins with before “of”.
OF_PLACES = frozenset(
    {"isle", "vale", "city", "county", "borough", "house", "forest", "port", "town"}
)
# How words for who does something end in other languages.
ROLE_ENDS = re.compile(
    r"(?:vorsitzender?|sekretär(?:in)?|leiter(?:in)?|schwester|pfleger(?:in)?|lehrer(?:in)?"
    r"|sprecher(?:in)?"
    r"|arbeiter(?:in)?|fahrer(?:in)?|ärztin|arzt|rätin|vertreter(?:in)?|präsident(?:in)?"
    r"|voorzitter|secretaris"
    r"|ordförande|sekreterare|sköterska|formand|lærer|miehe?s|sihteeri|puheenjohtaja|hoitaja"
    r"|opettaja"
    r"|czą[cC]a|czący|sekretarz|prezes|pielęgniarka|lekarka|nauczyciel(?:ka)?|infirmi(?:er|ère)"
    r"|enseignante?|trésori(?:er|ère)|présidente?|enfermer[ao]|maestr[ao]|profes(?:or|ora|seur"
    r"|seure|sore|soressa)"
    r"|segretari[ao]|delegat[ao]|delegad[ao]|tesorer[ao]|athr[oa]|athrawes|nyrs|rúnaí"
    r"|cathaoirleach)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature says, and those of its lines that the reading of names understands."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    place: str = ""
    known: tuple[str, ...] = ()


def read_signature(lines: list[str], shown: str) -> Signature:
    """Read the lines of a signature; `shown` is the name of the From line."""
    own = [
        each for each in lines if not (is_afterword(each) or is_labelled(each) or is_closing(each))
    ]
    own = [each for each in own if not (ASIDE.match(each) or OFFICES.search(each))]
    told = [each for each in own if not (_is_bare(each) or EXTENSION.match(each))]
    own = (told if len(told) > 1 else own)[:MOST_READ]
    own = [bare for each in own if (bare := plain_name(without_number(FOR.sub("", each))))]
    if group := _of_group(own, shown):
        return group
    at = _fullest(own, shown)
    own, at = _with_own_line(own, at, shown)
    known = tuple(e for e in own if signed_line(e) is not None and not is_initials(e, shown))
    name = own[at] if at >= 0 else ""
    if at >= 0:
        own = [*own[: at + 1], *(e for each in own[at + 1 :] for e in _without_name(each, shown))]
    if at < 0:
        at = next((n for n, each in enumerate(own) if (f := signed_line(each)) and f.name), -1)
    parts = [part for each in [*own[at + 1 :], *own[: max(at, 0)]] for part in _parts(each)]
    role, organisation, place = _read(parts)
    below = [FROM_ALL.sub("", each, count=1) for each in own[at + 1 :]]
    found = belonging_of("\n".join(below))
    missed = (organisation and not found.organisation) or (role and not found.role)
    bilingual = any(" / " in each for each in below)
    if all(map(explains, below)) and not missed and not bilingual:
        # The reading of names understands all of it, and knows better.
        role, organisation, place = found.role, found.organisation, found.place
    if not role and at >= 0 and _is_title(place, below, organisation):
        role, place = place, ""
    return Signature(_capital(name, shown), role, organisation, place, known)


def _is_title(place: str, below: list[str], organisation: str) -> bool:
    """Whether what was read as a place is what its owner is: between name and organisation."""
    stands = len(below) > 1 and below[0].strip(" .,") == place and " " in place
    known = {token.word for token in tokens_of(place)} & words("places")
    return stands and bool(organisation) and not known and not STREET.search(place)


def _is_bare(line: str) -> bool:
    return line.casefold().strip(" ,") in BARE


def _fullest(own: list[str], shown: str) -> int:
    """Return the number of the line that says the own name best; -1 without one."""
    ours = [number for number, each in enumerate(own) if is_own_name(each, shown)]
    return max(ours, key=lambda number: (len(own[number].split()), -number), default=-1)


def _of_group(own: list[str], shown: str) -> Signature | None:
    """Return who signs with those that the From line names: “Jo & the Red Kettles”."""
    for number, line in enumerate(own):
        if is_with_group(line, shown):
            return Signature(line, "", shown)
        after = own[number + 1] if number + 1 < len(own) else ""
        first = tokens_of(shown)[0].word if tokens_of(shown) else ""
        whole = " " in shown and after.casefold() == shown.casefold()
        if whole and first not in words("first_names") and _are_people(line):
            return Signature(line, "", shown)
    return None


def _are_people(line: str) -> bool:
    """Whether a line is a first name, or two: “Jo Bell”, “Lena & Konrad”."""
    pair = re.fullmatch(r"([^\W\d_]+) (?:&|and|und|et|y|e|a) ([^\W\d_]+)", line)
    if pair:
        return all(each.istitle() for each in pair.groups())
    known = tokens_of(line)
    return bool(known) and known[0].word in words("first_names") and not _kind(line)


def is_placed(place: str, lines: Sequence[str], organisation: str) -> bool:
    """Whether a signature says where: a known town, or words after a comma or “of”.

    A place that stands in none of the lines was read elsewhere.
    """
    text = "\n".join(lines)
    if place not in text or place == place_in(organisation):
        return True
    if {token.word for token in tokens_of(place)} & words("places"):
        return True
    is_last = len(lines) > 2 and lines[-1].strip(" .,") == place and not _kind(place)
    return is_last or re.search(PLACED.format(re.escape(place)), text) is not None


def _with_own_line(own: list[str], at: int, shown: str) -> tuple[list[str], int]:
    """Part a line that holds more than the own name: “Secretary Jo Bell”, “Jo and all, Tarn Depot”.

    Return the lines with the name on a line of its own, and the number of that.
    """
    if at >= 0 or not shown:
        return own, at
    for number, line in enumerate(own):
        before = line[: -len(shown)].strip(" :,–—-")
        if before.casefold().strip(".") in words("titles"):
            continue
        if line.casefold().endswith(shown.casefold()) and _kind(before) == "role":
            return [*own[:number], shown, before, *own[number + 1 :]], number
        found = signed_line(line)
        if names_sender(line, shown) and not (found and found.name):
            return [*own[:number], *_of_several(line, shown), *own[number + 1 :]], number
    return own, at


def _of_several(line: str, shown: str) -> list[str]:
    """Return the name that leads a line of several people, and what it says of where they are."""
    whole = line.casefold().startswith(f"{shown.casefold()} ")
    name = shown if whole else plain_name(line.split()[0])
    rest = line[len(shown) if whole else len(line.split()[0]) :].strip()
    if re.match(r"and\b|&|\+|\(|,", rest):
        rest = rest.partition(",")[2] if "," in rest[1:] else ""
    rest = AND_OTHERS.sub("", rest).strip()
    return [name, *([rest] if rest else [])]


def _without_name(line: str, shown: str) -> list[str]:
    """Return what a line says beside the own name, where that stands in it again."""
    before, _own, after = line.partition(shown or line)
    titles = all(each.casefold().strip(".") in words("titles") for each in before.split())
    if " " in shown and shown in line and titles and all(e.isupper() for e in after.split()):
        return []  # “Professor Jo Bell FBA”
    if not names_sender(line, shown):
        return [line]
    return (
        []
        if is_own_name(line, shown)
        else [e for e in _of_several(line, shown)[1:] if any(map(_kind, _parts(e)))]
    )


def _capital(name: str, shown: str) -> str:
    """Return a name as its From line spells it, where the signature has small letters."""
    return shown if name.islower() and shown else name


def _parts(line: str) -> list[str]:
    """Return the parts of a line: “Secretary, Undeb Gweithwyr Llaeth”; “All at X” is X."""
    said = FROM_ALL.sub("", line, count=1)
    found = (part.strip(" .,") for part in re.split(r"\s?[,;|]\s|\s[–—-]\s", said))
    # “4 Mill Row” is an address, “Ext 4411” a telephone’s.
    return [each for each in found if each and not re.match(r"\d|.*\d{3}", each)]


def _read(parts: list[str]) -> tuple[str, str, str]:
    """Return role, organisation and place of the parts after a name, also in unknown words."""
    roles: list[str] = []
    organisations: list[str] = []
    others: list[str] = []
    for part in _in_one_tongue(parts):
        kind = _kind(part)
        if kind == "role":
            roles.append(part)
        elif kind == "organisation":
            organisations.append(part)
        elif SOMEBODY.match(part):
            continue
        elif len(part.split()) <= LONGEST_PART:
            if not (roles or organisations) and _is_trade(part):
                roles.append(part)
            else:
                others.append(part)
    whole = [each for each in organisations if not _is_bare(each)]
    organisations = whole or organisations
    if others and not organisations and (len(others) > 1 or _is_long_place(others[-1])):
        organisations.append(others.pop())
        if others and not roles:
            roles.append(others.pop(0))
    if any(map(OFFICE_OF.match, organisations)):
        roles = roles[:1]  # the others are whose office it is
    place = others[-1] if others and (roles or organisations) else ""
    return "; ".join(roles), ", ".join(organisations[:2]), place


def _in_one_tongue(parts: list[str]) -> list[str]:
    """Return parts without a role in another language before the same in English."""
    english = [bool(belonging_of(part).role) and not ROLE_ENDS.search(part) for part in parts]
    return [
        part
        for part, after in zip(parts, [*english, False][1:], strict=True)
        if not (after and ROLE_ENDS.search(part.split()[0]) and _kind(part) == "role")
    ]


def _is_trade(part: str) -> bool:
    """Whether unknown words are written as a trade is: “Freelance journalist”."""
    said = part.split()
    small = all(each.isalpha() and each.islower() for each in said[1:])
    return 1 < len(said) <= MOST_TRADE and said[0].isalpha() and small


def _is_long_place(text: str) -> bool:
    """Whether what could be a place is rather what people run: “The Spice Drawer”."""
    known = [token.word for token in tokens_of(text)]
    return (
        bool(known) and (known[0] == "the" or len(known) > 2) and not set(known) & words("places")
    )


def _kind(part: str) -> str:
    """Say whether a part is a role or an organisation by its words; "" where none says it."""
    known = [token.word for token in tokens_of(part)]
    if OFFICE_OF.match(part):
        return "organisation"
    if RETIRED.search(part):
        return "role"
    found = belonging_of(part)
    link = LINK.search(part)
    head = [token.word for token in tokens_of(part[: link.start()])] if link else []
    if head and not set(head) & (words("organisations") | words("unions") | OF_PLACES):
        return "role"
    if known and known[0] in {"retired", "former", "ex", "trainee"}:
        return "role"
    if "&" in known and not set(known) & words("roles"):
        return "organisation"
    if ROLE_ENDS.search(part.split()[0]) or ROLE_ENDS.search(part):
        return "role"
    if found.role and known and known[-1] in words("roles"):
        return "role"
    if set(known) & (words("organisations") | words("unions")) and not found.role:
        return "organisation"
    if found.role and any(word in words("roles") for word in known) and not found.organisation:
        return "role"
    return "organisation" if found.organisation and not found.role else ""
