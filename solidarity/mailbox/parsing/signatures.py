"""What a signature says, line by line: a name, then what its owner is, and where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from solidarity.reading import is_closing
from solidarity.reading.attributions import signed_line
from solidarity.reading.belonging import place_in
from solidarity.reading.names import UNSURE, is_organisations, name_at_start, tokens_of
from solidarity.reading.senders import is_afterword
from solidarity.reading.words import words

from .owners import NAMED, PRONOUNS, are_people, is_initials, is_own_name, plain_name
from .shapes import LETTERS, PAIR, STREETS, kind_of_part, known_words
from .signing import (
    AND_OTHERS,
    KISSED,
    OFFICES,
    is_labelled,
    is_with_group,
    names_sender,
    without_number,
)
from .standing import BARE, FOR_THE, standing_of

MOST_READ, MOST_NAMES = 6, 3
# Who signed for whom, and what an organisation says of itself.
FOR = re.compile(
    r"^(?:pp|p\.p\.|for and on behalf of|for|(?:sent |signed )?on behalf of|pour|für"
    r"|signed(?: by)?:?|from:?)\s+(?=[A-Z]|the )",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"^(?:affiliated|registered|proud(?:ly)? (?:to|supporter|member)|part of"
    r"|an? (?:affiliate|member) of|follow|like us|promoted"
    r"|printed|published by|we|since|pronouns)\b|^\[.{1,120}\]$"
    r"|^\d{1,4}[a-z]?,? (?:[\w’']+ ){1,3}(?:" + STREETS + r")\b"
    r"|^(?:rehears\w+|meetings?|open(?:ing)?|services?|hours|regulated)\b.*(?:\d|:|\bby\b)"
    r"|^.{0,80}\b(?:registered (?:charity|office|in england|in scotland|company)"
    r"|limited by guarantee)\b",
    re.IGNORECASE,
)
# What stands before a name with its title: “The Rt Revd Jo Bell”.
TITLES = words("titles") | {
    "the",
    "rt",
    "right",
    "most",
    "very",
    "hon",
    "honourable",
    "ven",
    "bishop",
}
EXTENSION = re.compile(r"(?:ext|extension)\b[ .:]*\d", re.IGNORECASE)
# What stands before a place, and what after it.
PLACED = r"(?:,\s|\b(?:in|of|from|for|at|near)\s(?:the\s)?){}(?=\s*(?:$|[,;.)|\n]))"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature says, and those of its lines that the reading of names understands."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    place: str = ""
    known: tuple[str, ...] = ()
    # Whether the organisation was judged by its shape alone.
    is_shaped: bool = False


def read_signature(lines: list[str], shown: str) -> Signature:
    """Read the lines of a signature; `shown` is the name of the From line."""
    lines = [part for each in lines for part in _before_contacts(each, shown)]
    own = [
        each for each in lines if not (is_afterword(each) or is_labelled(each) or is_closing(each))
    ]
    own = [each for each in own if not (ASIDE.match(each) or OFFICES.search(each))]
    told = [each for each in own if not (_is_bare(each) or EXTENSION.match(each))]
    own = (told or own)[:MOST_READ]
    own = [bare for each in own if (bare := plain_name(without_number(FOR.sub("", each))))]
    if group := _of_group(own, shown):
        return group
    at = _fullest(own, shown)
    own, at = _with_own_line(own, at, shown)
    known = tuple(e for e in own if signed_line(e) is not None and not is_initials(e, shown))
    name = own[at] if at >= 0 else ""
    if at >= 0:
        own = [*own[: at + 1], *(e for each in own[at + 1 :] for e in _without_name(each, shown))]
    else:
        own, at = _with_other_line(own)
    said = standing_of([*own[at + 1 :], *own[: max(at, 0)]])
    name = name or _named(own, at, lines, shown)
    return Signature(
        _capital(name, shown), said.role, said.organisation, said.place, known, said.is_shaped
    )


def _named(own: list[str], at: int, lines: list[str], shown: str) -> str:
    """Return who signs that the From line does not know; `at` is where a name seems to stand."""
    if at >= 0 and (are_people(own[at]) or own[at] not in lines):
        return own[at]
    # “Sky (they/she)” is a person, whatever they are called; so is “jo x”.
    marked = (plain_name(each) for each in lines if PRONOUNS.search(each))
    kissed = plain_name(lines[0]).title() if lines and not shown and KISSED.match(lines[0]) else ""
    return next(filter(NAMED.match, marked), kissed)


def _is_bare(line: str) -> bool:
    bare = line.casefold().strip(" ,")
    return bare in BARE or FOR_THE.match(bare) is not None


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
    return bool(known) and known[0].word in words("first_names") and not kind_of_part(line)


def is_placed(place: str, lines: Sequence[str], organisation: str) -> bool:
    """Whether a signature says where: a known town, or words after a comma or “of”.

    A place that stands in none of the lines was read elsewhere.
    """
    text = "\n".join(lines)
    if place not in text or place == place_in(organisation):
        return True
    if {token.word for token in tokens_of(place)} & words("places"):
        return True
    is_last = len(lines) > 2 and lines[-1].strip(" .,") == place and not kind_of_part(place)
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
        if line.casefold().endswith(shown.casefold()) and kind_of_part(before) == "role":
            return [*own[:number], shown, before, *own[number + 1 :]], number
        rest = line[len(shown) :].lstrip()
        if " " in shown and line.casefold().startswith(shown.casefold()) and _goes_on(rest):
            return [*own[:number], shown, *_bare(rest), *own[number + 1 :]], number
        if " " in shown and re.match(r"(?:and|&|\+) (?:[a-z]+ ?)+$", rest):
            return [*own[:number], shown, *own[number + 1 :]], number  # “Jo Bell and family”
        if PAIR.match(line) and any(is_own_name(each, shown) for each in line.split()[::2]):
            return own, number  # “Jo & Sam”
        first, comma, rest = line.partition(", ")
        if comma and is_own_name(first, shown) and rest[:1].islower():
            return [*own[:number], first, *_bare(rest), *own[number + 1 :]], number
        found = signed_line(line)
        if names_sender(line, shown) and not (found and found.name):
            return [*own[:number], *_of_several(line, shown), *own[number + 1 :]], number
    return own, at


def _with_other_line(own: list[str]) -> tuple[list[str], int]:
    """Part the first line that begins with a name from it: “Jo Bell, Tarn Depot”."""
    for number, line in enumerate(own):
        if are_people(line):
            return own, number
        bare = _untitled(line)
        if bare != line and name_at_start(bare) and len(bare.split()) <= MOST_NAMES:
            return [*own[:number], bare, *own[number + 1 :]], number
        lead = name_at_start(line)
        rest = line[lead.end :].strip() if lead else ""
        sure = (
            lead and lead.sure >= UNSURE and " " in lead.name and not is_organisations(lead, line)
        )
        if lead and sure and (not rest or _goes_on(rest)):
            return [*own[:number], lead.name, *_bare(rest), *own[number + 1 :]], number
    return own, -1


def _untitled(line: str) -> str:
    """Return a name without the titles before it: “The Rt Revd Jo Bell”."""
    said = line.split()
    while len(said) > 1 and said[0].casefold().strip(".+") in TITLES:
        said = said[1:]
    return " ".join(said)


def _goes_on(rest: str) -> bool:
    """Whether what follows a name says who has it: after a sign, or letters as MPs have."""
    return rest[:1] in {",", "(", "–", "—", "-", "|"} or (bool(rest) and rest.isupper())


def _bare(rest: str) -> list[str]:
    """Return what stands behind a name, unless it is only letters as degrees have: “RGN”."""
    bare = FOR.sub("", rest.strip(" ,–—-|"))
    degrees = LETTERS - words("organisations") - words("roles")
    return [] if set(known_words(bare)) <= degrees else [bare]


def _before_contacts(line: str, shown: str) -> list[str]:
    """Return what a line says before a telephone's or an address in it: “Tarn CWU | 01632 …”."""
    if "|" not in line or not is_labelled(line):
        return [line]
    parts = takewhile(lambda part: not is_labelled(part), map(str.strip, line.split("|")))
    return [each for each in parts if kind_of_part(each) or is_own_name(each, shown)]


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
    shown = _untitled(shown)
    if is_own_name(_untitled(line), shown):
        return []  # “Dr J Bell”
    before, _own, after = line.partition(shown or line)
    titles = all(each.casefold().strip(".") in TITLES for each in before.split())
    if " " in shown and shown in line and titles and all(e.isupper() for e in after.split()):
        return []  # “Professor Jo Bell FBA”
    if not names_sender(line, shown):
        return [line]
    return (
        []
        if is_own_name(line, shown)
        else [e for e in _of_several(line, shown)[1:] if any(kind_of_part(e))]
    )


def _capital(name: str, shown: str) -> str:
    """Return a name as its From line spells it, where the signature has small letters."""
    return shown if name.islower() and shown else name
