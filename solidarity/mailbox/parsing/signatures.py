"""What a signature says, line by line: a name, then what its owner is, and where."""

import re
from dataclasses import dataclass

from solidarity.reading import is_closing
from solidarity.reading.attributions import signed_line
from solidarity.reading.belonging import belonging_of, explains
from solidarity.reading.names import tokens_of
from solidarity.reading.senders import is_afterword
from solidarity.reading.words import words

from .owners import is_own_name, plain_name
from .signing import is_labelled

MOST_READ, LONGEST_PART = 5, 8
FROM_ALL = re.compile(
    r"^(?:from )?(?:(?:the|all(?: the| our| of us)?|everyone|everybody|your) ?)?"
    r"(?:members|staff|workers|residents|friends|comrades|team|committee|us|officers)?\s?(?:of"
    r"|at|in|from) (?:the )?(?=[A-Z])",
    re.IGNORECASE,
)


# Who signed for whom, and what an organisation says of itself.
FOR = re.compile(
    r"^(?:pp|p\.p\.|signed(?: by)?:?|from:?|for and on behalf of)\s+(?=[A-Z])", re.IGNORECASE
)
ASIDE = re.compile(
    r"^(?:affiliated|registered|proud|part of|an? (?:affiliate|member) of|follow|like us)\b", re.I
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
    own = [each for each in own if not ASIDE.match(each)][:MOST_READ]
    own = [bare for each in own if (bare := plain_name(FOR.sub("", each)))]
    at = next((number for number, each in enumerate(own) if is_own_name(each, shown)), -1)
    known = tuple(each for each in own if signed_line(each) is not None)
    name = own[at] if at >= 0 else ""
    if at < 0:
        at = next((n for n, each in enumerate(own) if (f := signed_line(each)) and f.name), -1)
    parts = [part for each in own[at + 1 :] for part in _parts(each)]
    role, organisation, place = _read(parts)
    below = [FROM_ALL.sub("", each, count=1) for each in own[at + 1 :]]
    found = belonging_of("\n".join(below))
    if all(map(explains, below)) and not (organisation and not found.organisation):
        # The reading of names understands all of it, and knows better.
        role, organisation, place = found.role, found.organisation, found.place
    return Signature(_capital(name, shown), role, organisation, place, known)


def _capital(name: str, shown: str) -> str:
    """Return a name as its From line spells it, where the signature has small letters."""
    return shown if name.islower() and shown else name


def _parts(line: str) -> list[str]:
    """Return the parts of a line: “Secretary, Undeb Gweithwyr Llaeth”; “All at X” is X."""
    said = FROM_ALL.sub("", line, count=1)
    return [each for part in re.split(r"\s?[,;|]\s|\s[–—-]\s", said) if (each := part.strip(" .,"))]


def _read(parts: list[str]) -> tuple[str, str, str]:
    """Return role, organisation and place of the parts after a name, also in unknown words."""
    roles: list[str] = []
    organisations: list[str] = []
    others: list[str] = []
    for part in parts:
        kind = _kind(part)
        if kind == "role":
            roles.append(part)
        elif kind == "organisation":
            organisations.append(part)
        elif len(part.split()) <= LONGEST_PART:
            others.append(part)
    if others and not organisations and (len(others) > 1 or _is_long_place(others[-1])):
        organisations.append(others.pop())
        if others and not roles:
            roles.append(others.pop(0))
    place = others[-1] if others and (roles or organisations) else ""
    return "; ".join(roles), ", ".join(organisations[:2]), place


def _is_long_place(text: str) -> bool:
    """Whether what could be a place is rather what people run: “The Spice Drawer”."""
    known = [token.word for token in tokens_of(text)]
    return (
        bool(known) and (known[0] == "the" or len(known) > 2) and not set(known) & words("places")
    )


def _kind(part: str) -> str:
    """Say whether a part is a role or an organisation by its words; "" where none says it."""
    known = [token.word for token in tokens_of(part)]
    found = belonging_of(part)
    if found.role and known and known[-1] in words("roles"):
        return "role"
    if set(known) & (words("organisations") | words("unions")) and not found.role:
        return "organisation"
    if found.role and any(word in words("roles") for word in known) and not found.organisation:
        return "role"
    return "organisation" if found.organisation and not found.role else ""
