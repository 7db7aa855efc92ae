"""Who sent a message, from the whole of it: its beginning, its end, and what it says of itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from .attributions import (
    EDGES,
    Attribution,
    attribution_of,
    ending_of,
    is_closing,
    is_greeting,
    opening_of,
    signed_line,
    without_from,
)  # fmt: skip
from .belonging import SHORT_NAMES, belonging_of, place_in
from .kinds import kind_of
from .names import name_at_start, tokens_of
from .words import words

# A signature has no more lines than this.
MOST_LINES = 8
SAME_NAME = 0.8
LONGEST_FOOTER = 90
FOOTER = re.compile(
    r"^(?:sent (?:from|via) (?:my )?|get outlook for"
    r"|(?:tel|mob|mobile|phone|telephone|e-?mail|web|twitter|fax)\b[\s:.])"
    r"|^(?:https?://|www\.|@)\S+$|^\S+@\S+\.\S+$|^\+?[\d\s()]{9,20}$",
    re.IGNORECASE,
)
LOOKED_AT = 3000
ONE = r"(?:[A-Z][\w’'\-]{1,30})"
# A subject of more words than this is no person's: “Friends Of The Old Pier support you”.
LEAST_WORDS = 3
LINKED = re.compile(r"(?: (?:of|and|the|de|la))+$")
# What is written about more often than it writes.
NEVER_SENDERS = frozenset(
    ["council", "nhs", "parliament", "hospital", "government", "trust", "labour", "party", "ward"]
)  # fmt: skip
SENDING_COUNCILS = frozenset(
    ["trades", "community", "parish", "youth", "student", "students", "church"]
)
# An organisation whose name says that it is one, and where a text says that it writes.
ORGANISED = (
    r"([A-Z][\w’'\-&]{1,30}"
    r"(?: (?:[A-Z&][\w’'\-&]{0,30}|of|and|the|de|la|le|les|des|du|del|der|für)){0,7})"
)
SENDS = re.compile(
    r"(?:^|[.!?:\n“\"] ?)(?:[Tt]he |(?:[Tt]he m|M)embers of (?:the )?|[Aa]ll (?:of us )?at )?"
    rf"{ORGANISED}"
    r"(?: (?:also|fully|branch|members|committee|would like to|is|are|has|have|will"
    r"|wholeheartedly)){0,3} "
    r"(?:sends?|sent|stands?|standing|wish(?:es)?|offers?|supports?|supporting|salutes?|proud|voted"
    r"|congratulates?|backs?|agreed|pledges?|passed|collecting|applauds?|extends?|shar(?:e|es|ing)"
    r"|holds?|met|at its|be there|be with|be joining|express(?:es)?"
    r"|(?:right |all |fully )?(?:with|behind) you)\b"
)
SENT_FROM = re.compile(
    r"\b(?:[Ff]rom|[Ii]n the name of|[Mm]embers (?:at|of|in)"
    r"|[Ww]e (?:are|represent)(?: members of)?)"
    r"(?: (?:all|everyone|everybody|the|us|here|at|of|in|our|your|members|friends|comrades"
    r"|colleagues|sisters|brothers|and|officers|staff|workers|activists|reps)){0,6} "
    rf"{ORGANISED}"
)
FROM_PLACE = re.compile(
    r"\b(?:[Ss]olidarity|[Ss]upport|[Gg]reetings|[Ll]ove|[Ww]ishes|[Hh]ello)"
    r"(?: [a-z]{1,12}){0,3} {1,3}from "
    rf"((?:{ONE} ){{0,3}}{ONE}(?: and {ONE})?)"
)
I_COME_FROM = re.compile(
    rf"\bI(?:['’]m| am) (?:[\w\-]{{1,20}} ){{1,6}}from ((?:{ONE} ){{0,3}}{ONE})"
)
MEMBER_FOR = re.compile(rf"\bM(?:P|SP|S|EP) for ((?:{ONE} ){{0,3}}{ONE})")
# What follows a place where its last word began the next sentence: “MP for Tarn Count me in”.
GOES_ON = re.compile(r" (?!(?:and|in|of|on|for|who|has|is|says?|said|sends?|writes?|wrote)\b)[a-z]")
MEMBER = re.compile(rf"\bfrom ((?:{ONE} ){{1,3}})M(?:P|SP|S|EP)\b")
I_AM = re.compile(
    r"\bI(?:['’]m| am| work as)(?: also)? (?:a|an|the) ((?:[\w\-&]{1,20} ){0,5}[\w\-]{1,20})"
)
AS_ONE = re.compile(
    r"(?:^|[.!?\n] ?)As an? ((?:[\w\-&]{1,20} ){0,4}?[\w\-]{1,20})"
    r"(?=,? I\b| (?:in|at|of|for|with) [^.\n]{1,60}? I\b)"
)
DOCTOR = re.compile(r"(?:ologist|atrist|atrician|therapist|anaesthetist)$")
WHERE = re.compile(
    r" (at|with|for|in|of)(?: the)? ([A-Z][\w’'\-]{1,30}(?: [A-Z][\w’'\-]{1,30}){0,4})"
)
MY_NAME = re.compile(rf"\b(?:[Mm]y name is|[Mm]y name[’']s) ((?:{ONE} ){{0,3}}{ONE})")
BEHALF = re.compile(
    r"\b[Oo]n behalf of (?:[a-z\d]{1,15} ){0,8}"
    r"([A-Z][\w’'\-&]{1,30}(?: (?:[A-Z&][\w’'\-&]{0,30}|of|and|the)){0,7})"
)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a message, each "" where it does not say, the kind, and how sure (0 to 1)."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    place: str = ""
    kind: str = "individual"
    sure: float = 0.0


def sender_of(lines: Sequence[str], heading: str = "") -> Sender:
    """Return who sent a message of these lines; `heading` is who a line before it named."""
    said = [line for line in lines if line.strip()]
    body = "\n".join(said)
    opened = (attribution_of(heading) if heading else None) or (
        opening_of(said[0]) if said else None
    )
    found = _merged(opened, signature_of(said))
    found = _spelled(found, body[:LOOKED_AT]) if found else None
    return _filled(found or Attribution(), body)


def signature_of(lines: Sequence[str]) -> Attribution | None:
    """Return the signature at the end of a message: its last lines, or the end of its last one."""
    start = signature_start(lines)
    block = [each for each in lines[start:] if not is_closing(each) and not is_afterword(each)]
    found = _of_block(block)
    last = next((each for each in reversed(lines[:start]) if each.strip()), "")
    tail = ending_of(last) if last and (found is None or not found.name) else None
    if found and tail and tail.name:
        return _merged(tail, found)
    return found or tail


def signature_start(lines: Sequence[str]) -> int:
    """Return the number of the line where the signature begins; how many there are without one."""
    at = len(lines)
    while at > max(1, len(lines) - MOST_LINES) and belongs_to_signature(lines[at - 1]):
        at -= 1
        if is_closing(lines[at]):
            break
    return at


def belongs_to_signature(line: str) -> bool:
    """Whether a line can be one of a signature: closing, name, role, organisation."""
    if is_greeting(line):
        return False
    return is_closing(line) or is_afterword(line) or signed_line(line) is not None


def is_afterword(line: str) -> bool:
    """Whether a line has no word at all, as a row of hearts, or is an address or a telephone's."""
    if len(line) < LONGEST_FOOTER and FOOTER.search(line):
        return True
    return not any(token.text[0].isalnum() for token in tokens_of(line[:200]))


def _of_block(block: list[str]) -> Attribution | None:
    """Read the lines of a signature: who in the first that names somebody, what else in others."""
    known = [found for each in block if (found := signed_line(each))]
    if not known:
        return None
    who = _fullest([each for each in known if each.name]) or known[0]
    read = zip(block, map(signed_line, block), strict=True)
    rest = [without_from(bare.strip(EDGES)) for bare, each in read
            if each and each is not who and not _is_part(each, who)]  # fmt: skip
    if not rest:
        return who
    belongs = belonging_of("\n".join(rest))
    return replace(
        who,
        role="; ".join(dict.fromkeys(filter(None, (who.role, belongs.role)))),
        organisation=who.organisation or belongs.organisation,
        place=who.place or belongs.place or _lone(known, who),
        sure=min(who.sure + 0.2, 1.0),
    )


def _fullest(named: list[Attribution]) -> Attribution | None:
    """Return who signs first, by their full name where that comes below: “Jo”, then “Jo Bell”."""
    longer = [each for each in named if each.name.startswith(f"{named[0].name} ")]
    return longer[0] if longer else next(iter(named), None)


def _is_part(line: Attribution, who: Attribution) -> bool:
    """Whether a line of a signature says no more than a name that another says as well."""
    again = f"{who.name} ".startswith(f"{line.name} ") and bool(line.name)
    return line.name == who.name or (again and not (line.role or line.organisation))


def _lone(known: list[Attribution], who: Attribution) -> str:
    """Return the words of a line after the name that could be a name and are rather a place's."""
    after = known[known.index(who) + 1 :]
    lone = [each.name for each in after if each.name and not (each.role or each.organisation)]
    return "" if not lone or name_is_person(lone[0]) else lone[0]


def _merged(one: Attribution | None, other: Attribution | None) -> Attribution | None:
    """Return what two places of a message say of its sender: the first leads."""
    if one is None or other is None:
        return one or other
    if not one.name:
        one = replace(one, name=other.name)
    elif other.name and _is_same(one.name, other.name):
        one = replace(
            one, name=max(one.name, other.name, key=lambda n: (len(n.split()), n == other.name))
        )
    return replace(
        one,
        role=max(one.role, other.role, key=len),
        organisation=one.organisation or other.organisation,
        place=one.place or other.place,
        sure=max(one.sure, other.sure),
    )


def _is_same(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= SAME_NAME


def _spelled(found: Attribution, body: str) -> Attribution:
    """Return the name as its owner spells it, where the message itself says it again."""
    for match in MEMBER.finditer(body):
        own = match.group(1).strip()
        lead = name_at_start(own)
        if lead and len(lead.name.split()) > 1 and _is_same(lead.name, found.name):
            found = replace(found, name=lead.name)
    return found


def _filled(found: Attribution, body: str) -> Sender:
    """Fill in what the message says of its sender elsewhere."""
    text = body[:LOOKED_AT]
    name = found.name or _named(text)
    role, organisation, own_place = found.role, found.organisation, ""
    if not role:
        role, own_organisation, own_place = _own(text)
        organisation = organisation or own_organisation
    elif not found.place:
        own_place = _own(text)[2]
    if not organisation or (_is_union_of(role, organisation) and not _is_politician(role)):
        organisation = _said_to_send(text, role) or organisation
    place = found.place or own_place or place_in(organisation) or _placed(text)
    kind = kind_of(name, role, organisation, body)
    sure = found.sure if found.name else (0.5 if name else min(found.sure, 0.3))
    return Sender(name[:200], role[:200], organisation[:200], place[:200], kind, round(sure, 2))


def _is_union_of(role: str, organisation: str) -> bool:
    """Whether an organisation is no more than the union that a role names: “UNISON rep”."""
    union = organisation.casefold() in words("unions")
    return union and organisation in role


def _said_to_send(text: str, role: str) -> str:
    """Return the organisation in whose name a text is written; a politician has none."""
    return _behalf(text) or ("" if _is_politician(role) else _sending(text))


def _named(text: str) -> str:
    match = MY_NAME.search(text)
    lead = name_at_start(match.group(1)) if match else None
    return lead.name if lead else ""


def _own(text: str) -> tuple[str, str, str]:
    """Return what somebody says they are, if it ends as a role does, and where: “I am a nurse
    at …”."""
    match = I_AM.search(text) or AS_ONE.search(text)
    if match is None:
        return "", "", ""
    tokens = tokens_of(match.group(1))
    heads = [t for t in tokens if t.word in words("roles") or DOCTOR.search(t.word)]
    if not heads or any(t.word in {"to", "and", "who", "that", "but"} for t in tokens[:1]):
        return "", "", ""
    role = match.group(1)[: heads[-1].end]
    where = WHERE.match(text, match.start(1) + heads[-1].end)
    near = where.group(2) if where else ""
    role = role[:1].upper() + role[1:]
    said = {t.word for t in tokens_of(near)}
    if where and where.group(1) in {"in", "of"} and len(near.split()) < 4:
        organised = said & (words("organisations") | words("unions"))
        return (role, near, "") if organised else (role, "", near)
    is_place = bool(said & words("places")) and len(near.split()) < 3
    return (role, "", near) if is_place else (role, near, "")


def _behalf(text: str) -> str:
    match = BEHALF.search(text)
    if match is None:
        return ""
    known = LINKED.sub("", without_common(match.group(1)))
    listed = [t for t in tokens_of(known) if t.word in words("organisations") | words("unions")]
    return known if listed else ""


def _sending(text: str) -> str:
    """Return the organisation that a text says sends it: “Oxley Unite stands with you”."""
    for pattern in (SENDS, SENT_FROM):
        for match in pattern.finditer(text):
            known = match.group(1) if pattern is SENDS else without_common(match.group(1))
            said = [t.word for t in tokens_of(known)]
            listed = [word for word in said if word in words("organisations") | words("unions")]
            seldom = listed and set(listed) <= NEVER_SENDERS and not SENDING_COUNCILS & set(said)
            is_many = pattern is SENDS and len(said) > LEAST_WORDS
            if (listed or is_many) and not seldom and not name_is_person(known):
                return known
    return ""


def _is_politician(role: str) -> bool:
    return any(t.word in words("politicians") for t in tokens_of(role))


def without_common(text: str) -> str:
    """Return a name without the word of a sentence that follows it: “Leeds East Proud to stand”."""
    *before, last = tokens_of(text)
    kept = words("unions") | words("organisations") | SHORT_NAMES | {"government"}
    listed = last.word in kept
    common = last.word in words("common_words") and last.text[0].isupper() and not listed
    return text[: before[-1].end] if before and common else text


def _placed(text: str) -> str:
    seat = MEMBER_FOR.search(text)
    match = seat or FROM_PLACE.search(text) or I_COME_FROM.search(text)
    if match is None:
        return ""
    near = without_common(match.group(1))
    if seat and GOES_ON.match(text, match.end(1)) and near.endswith(match.group(1)[-8:]):
        near = near.rpartition(" ")[0] or near
    organised = any(t.word in words("unions") | words("organisations") for t in tokens_of(near))
    return "" if organised or name_is_person(near) else near


def name_is_person(text: str) -> bool:
    """Whether a text begins with a first name that people have."""
    tokens = tokens_of(text[:60])
    return bool(tokens) and tokens[0].word in words("first_names")
