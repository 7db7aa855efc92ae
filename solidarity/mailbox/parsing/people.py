"""Who wrote a mail: its words and signature, its From line, its address, each with how sure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from solidarity.mailbox.parsed import Guess
from solidarity.reading import Sender, kind_of, sender_of
from solidarity.reading.belonging import Belonging, belonging_of
from solidarity.reading.names import UNSURE, name_at_start, tokens_of
from solidarity.reading.words import words

from .addresses import Mailbox, parted
from .owners import is_initials, is_own_name, is_short_for, plain_name
from .shapes import RUN, STREET, kind_of_part
from .signatures import Signature, is_placed, read_signature
from .signing import Signed
from .speaking import introduced, is_talk, spoken_for, without_names
from .standing import office_at, place_of

# What the end of an address says of who has it: a kind, and an organisation if it is one’s.
DOMAINS = {
    "parliament.uk": ("politician", ""),
    "parliament.scot": ("politician", ""),
    "senedd.wales": ("politician", ""),
    "senedd.cymru": ("politician", ""),
    "nhs.net": ("health", ""),
    "nhs.uk": ("health", ""),
    "nhs.scot": ("health", ""),
    "unison.org.uk": ("union", "UNISON"),
    "unison.co.uk": ("union", "UNISON"),
    "unitetheunion.org": ("union", "Unite"),
    "gmb.org.uk": ("union", "GMB"),
    "ucu.org.uk": ("union", "UCU"),
    "neu.org.uk": ("union", "NEU"),
    "rmt.org.uk": ("union", "RMT"),
    "pcs.org.uk": ("union", "PCS"),
    "cwu.org": ("union", "CWU"),
    "fbu.org.uk": ("union", "FBU"),
    "usdaw.org.uk": ("union", "Usdaw"),
    "tssa.org.uk": ("union", "TSSA"),
    "aslef.org.uk": ("union", "ASLEF"),
    "nasuwt.org.uk": ("union", "NASUWT"),
    "eis.org.uk": ("union", "EIS"),
    "bma.org.uk": ("union", "BMA"),
    "rcn.org.uk": ("union", "RCN"),
    "tuc.org.uk": ("union", "TUC"),
    "prospect.org.uk": ("union", "Prospect"),
    "nuj.org.uk": ("union", "NUJ"),
    "bfawu.org": ("union", "BFAWU"),
}
OFFICE = {"Cllr": "Councillor", "CLLR": "Councillor", "cllr": "Councillor"}
# What members of parliaments have after their names: “Jo Bell MSP”, “Jo Bell AS/MS”.
SEATED = re.compile(r",? (MP|MSP|MEP|MLA|TD|MS|AS/MS|MS/AS)$")
SAME = 0.8
MOST_NAMES, SHORTEST = 5, 2
LOCAL_NAME = re.compile(r"^([a-z]{2,20})[._-]([a-z][a-z’'\-]{1,25})\d{0,4}$")
# How sure each source is.
WHOLE_FROM, FROM_SHAPE, FROM_ADDRESS, FROM_DOMAIN, FROM_WORDS = 0.75, 0.45, 0.4, 0.4, 0.2


@dataclass(frozen=True, slots=True)
class Who:
    """Everything guessed of a sender."""

    name: Guess = field(default_factory=Guess)
    role: Guess = field(default_factory=Guess)
    organisation: Guess = field(default_factory=Guess)
    place: Guess = field(default_factory=Guess)
    kind: Guess = field(default_factory=Guess)


def who_wrote(signed: Signed, mailbox: Mailbox, filled: Mapping[str, str]) -> Who:
    """Return who wrote a mail; `filled` is what a form says of them by its labels."""
    shown = _shown(mailbox)
    block = read_signature(signed.signature, shown.name)
    lines = [line for line in signed.body if line and line != signed.closing]
    found = _found(block, _said(lines, block), filled, mailbox)
    found = _placed(found, block, signed, shown.name)
    if block.organisation and block.organisation == shown.name and block.name != shown.name:
        shown = replace(shown, name="")
    name = _whole(_name(found, shown.name, mailbox.address), signed.body)
    role = _best(found.role, found.sure, shown.role, WHOLE_FROM)
    organisation = _organisation(found, block, shown, signed.body)
    at_host = _is_hosts(name.text, mailbox.address)
    if at_host and name.text == shown.name and not organisation.text:
        organisation = Guess(name.text, FROM_SHAPE)
        name = Guess(found.name, round(found.sure, 2)) if found.name != name.text else Guess()
    if _is_called(name.text, organisation.text):
        name = Guess()
    kind_said, at_domain = _domain(mailbox.address)
    if not organisation.text and at_domain:
        organisation = Guess(at_domain, FROM_DOMAIN if kind_said else FROM_WORDS)
    place = _best(found.place, found.sure, shown.place, 0.5)
    kind = kind_of(name.text, role.text, organisation.text, "\n".join(lines))
    sure = max(found.sure, 0.5)
    if kind in {"individual", "other"} and kind_said:
        kind, sure = kind_said, FROM_DOMAIN
    return Who(name, role, organisation, place, Guess(kind, round(sure, 2)))


def _found(block: Signature, said: Sender, filled: Mapping[str, str], mailbox: Mailbox) -> Sender:
    """Return what a form's labels, the signature and the text say of who wrote, in that order."""
    return replace(
        said,
        name=block.name or _likely(said.name, mailbox),
        role=filled.get("role") or block.role or said.role,
        organisation=filled.get("organisation") or block.organisation or said.organisation,
        place=filled.get("place") or block.place or said.place,
        sure=max(said.sure, 0.9 if block.name else 0.0),
    )


def _placed(found: Sender, block: Signature, signed: Signed, shown: str) -> Sender:
    """Take the place out of the organisation where what was read as one is none."""
    is_other = found.place in {found.organisation, found.name} or is_own_name(found.place, shown)
    if is_other:
        found = replace(found, place=place_of(found.organisation))
    if block.place or is_placed(found.place, signed.signature, found.organisation):
        return found
    return replace(found, place=place_of(found.organisation))


def _organisation(found: Sender, block: Signature, shown: Sender, body: list[str]) -> Guess:
    """Return for which organisation somebody wrote: as signed, or as the text says it."""
    best = _best(found.organisation, found.sure, shown.organisation, WHOLE_FROM)
    if best.text and block.is_shaped and best.text == block.organisation:
        best = Guess(best.text, FROM_SHAPE)
    if best.text and best.text != found.place:
        return best
    spoken, is_listed = spoken_for(body)
    return Guess(spoken, WHOLE_FROM if is_listed else FROM_SHAPE) if spoken else best


def _whole(name: Guess, lines: list[str]) -> Guess:
    """Return a name as its owner says it in their own words, where only a part of it was known."""
    known = name.text.split()
    if not known or (len(known) > 1 and len(known[0].strip(".")) > 1):
        return name
    whole = introduced(lines, known[0], known[-1])
    return Guess(whole, 0.95) if whole else name


def _likely(name: str, mailbox: Mailbox) -> str:
    """Return a name that words alone gave, unless it is a street’s or a word’s: “Sorry.”"""
    if " " in name:
        return "" if STREET.search(name) else name
    own = f"{mailbox.name} {mailbox.address}".casefold()
    first = name.casefold()
    return name if first in words("first_names") or first in own or "-" in name else ""


def _said(lines: list[str], block: Signature) -> Sender:
    """Return what a mail's words say of who wrote them.

    Of a signature's lines they say who alone, where its own reading says what that is.
    """
    if not lines and not block.known:
        return Sender()
    lines = without_names(lines)
    whole = sender_of([*lines, *block.known])
    if not (block.role or block.organisation or block.place or block.name):
        return whole
    own = sender_of(lines) if lines else Sender()
    where, place = "" if is_talk(own.organisation) else own.organisation, own.place
    if where and " " not in where and kind_of_part(where) != "organisation":
        where, place = "", place or where  # “a driver at Hexley”
    return replace(whole, role=own.role, organisation=where, place=place)


def person_in(name: str) -> str:
    """Return the person’s name in a From line’s: Jools of “Jools at the Tannery”."""
    alone, after = parted(name)
    return alone if after and not _is_organisation(alone) and name_at_start(alone) else name


def _best(said: str, sure: float, shown: str, surely: float) -> Guess:
    """Return what the mail's words say; else what its From line does."""
    if said:
        return Guess(said, round(max(sure, 0.3), 2))
    return Guess(shown, surely) if shown else Guess()


def _shown(mailbox: Mailbox) -> Sender:
    """Return what a From line says: a person and what stands after the name, or an organisation."""
    whole = plain_name(mailbox.name)
    if not whole:
        return Sender()
    if whole.startswith("The "):
        belongs = belonging_of(whole)
        return Sender("", belongs.role, belongs.organisation, sure=0.5)
    name, after = parted(whole)
    lettered = SEATED.search(name)
    if lettered and " " in name[: lettered.start()]:
        name, after = (
            name[: lettered.start()],
            after or lettered.group(1).replace("AS", "").strip("/"),
        )
    if _is_organisation(name) or _has_role(name):
        belongs = belonging_of(whole)
        named = name_at_start(whole)
        known = named.name if named and named.sure > UNSURE and " " in named.name else ""
        organisation, office = office_at(whole)
        if organisation and not known:
            return Sender("", office, organisation, place_of(organisation), sure=0.5)
        if not (known or belongs.role or belongs.organisation):
            return Sender("", "", whole, place_of(whole), sure=0.5)
        return Sender(known, belongs.role, belongs.organisation, belongs.place, sure=0.5)
    named = name_at_start(name)
    office = OFFICE.get(named.office.strip("."), "") if named else ""
    belongs = _belonging_beside(after)
    if re.search(r"\d", name) or len(name.split()) > MOST_NAMES:
        return Sender()
    # A name in another script, or in small letters, is one as well.
    said = named.name if named and not name[named.end :].strip(" .") else _spelt(name)
    sure = named.sure if named else 0.5
    return Sender(said, belongs.role or office, belongs.organisation, belongs.place, sure=sure)


def _belonging_beside(text: str) -> Belonging:
    """Return what stands beside a name in a From line: nobody alone is “Fenland Carers”."""
    found = belonging_of(text)
    known = [token.word for token in tokens_of(text)]
    of_many = not found.organisation and found.role.endswith("rs")
    ends = known[-1:] and known[-1] in words("organisations") and known[0] not in words("roles")
    if len(known) > 1 and (text.isupper() or of_many or (ends and "," not in text)):
        return Belonging(organisation=text)
    # “Jo Bell (Clinical Psychology)” says no town.
    placed = {token.word for token in tokens_of(found.place)} & words("places")
    return Belonging(
        OFFICE.get(found.role, found.role), found.organisation, found.place if placed else ""
    )


def _spelt(name: str) -> str:
    """Return a name with capitals where its owner's mail program has none."""
    return name.title() if name.islower() and name.isascii() else name


def _is_hosts(name: str, address: str) -> bool:
    """Whether a From line names whose address it is: “Tarn Refuge” of office@tarn.example."""
    first = name.partition(" ")[0].casefold()
    hosts = address.rpartition("@")[2].split(".")[:-1]
    own = " " in name and len(first) > SHORTEST and first not in words("first_names")
    return own and any(each.startswith(first) for each in hosts)


def _is_called(name: str, organisation: str) -> bool:
    """Whether what was taken for a name is the organisation’s own: “The Tarn Foodbank team”."""
    own = name.casefold() in organisation.casefold() and " " in name
    return own and name_at_start(name) is not None and not _is_known(name)


def _is_known(name: str) -> bool:
    return tokens_of(name)[0].word in words("first_names")


def _has_role(name: str) -> bool:
    """Whether what should be a name ends in a role: “Branch Secretary”."""
    tokens = tokens_of(name)
    if {token.word for token in tokens} & {"vp", "secretary", "treasurer", "convenor"}:
        return True
    return (
        bool(tokens)
        and tokens[-1].word in words("roles") - words("surnames_too")
        and (len(tokens) == 1 or tokens[0].word not in words("first_names"))
    )


def _is_organisation(name: str) -> bool:
    known = {token.word for token in tokens_of(name)}
    return bool(known & (words("organisations") | words("unions") | RUN))


def _name(found: Sender, shown: str, address: str) -> Guess:
    """Return the name that the signature says, completed from the From line where that fits."""
    if not found.name:
        return Guess(shown, WHOLE_FROM) if shown else _of_address(address)
    if not shown:
        return Guess(found.name, round(found.sure, 2))
    if is_initials(found.name, shown):
        return Guess(shown, 0.95)
    said = found.name.split()
    if len(said) > 1 and sorted(found.name.casefold().split()) == sorted(shown.casefold().split()):
        return Guess(_quiet(found.name), 0.95)  # “Bell Jo” in the From line
    line = [w for w in shown.split() if w.casefold().strip(".") not in words("titles")] or [shown]
    first = (
        said[1] if said[0].casefold().strip(".") in words("titles") and len(said) == 2 else said[0]
    )
    if len(said) == 1 and is_short_for(first, line[0]):
        return Guess(shown, 0.95)
    if _is_initialled(said, line):
        longer = len(" ".join(line)) > len(found.name)
        return Guess(shown if longer else found.name, 0.95)
    if _is_same(found.name, shown):
        return Guess(found.name, round(max(found.sure, 0.95), 2))
    lead = name_at_start(found.name)
    if " " in shown and (lead is None or lead.sure < WHOLE_FROM or lead.name != found.name):
        return Guess(shown, WHOLE_FROM)
    return Guess(found.name, round(min(found.sure, 0.7), 2))


def _quiet(name: str) -> str:
    """Return a name without capitals where only one of its words has them: “Jo BELL”."""
    if name.isupper():
        return name
    return " ".join(w.title() if w.isupper() and len(w) > SHORTEST else w for w in name.split())


def _is_initialled(said: list[str], line: list[str]) -> bool:
    """Whether two names are one, with a letter for a name in one of them: “J. Bell”."""
    plain = ([word.strip(".").casefold() for word in each] for each in (said, line))
    one, other = ([word for word in each if word not in words("titles")] for each in plain)
    letter = min(len(one), len(other)) > 1 and 1 in {len(one[0]), len(other[0])}
    return letter and one[-1] == other[-1] and one[0][:1] == other[0][:1]


def _is_same(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= SAME


def _of_address(address: str) -> Guess:
    """Return the name in an address such as jo.bell@…, if its first part is a first name."""
    found = LOCAL_NAME.match(address.partition("@")[0])
    if found is None or found.group(1) not in words("first_names"):
        return Guess()
    return Guess(" ".join(part.capitalize() for part in found.groups()), FROM_ADDRESS)


def _domain(address: str) -> tuple[str, str]:
    domain = address.rpartition("@")[2]
    for end, said in DOMAINS.items():
        if domain == end or domain.endswith("." + end):
            return said
    return "", _of_domain(domain)


def _of_domain(domain: str) -> str:
    """Return what a domain's name spells out: “Tarn Trades Council” of tarn-trades-council.org."""
    for label in domain.split(".")[:-1]:
        said = label.split("-")
        if len(said) > 1 and {*said[:1], *said[-1:]} & (words("organisations") | words("unions")):
            return " ".join(w.upper() if w in words("unions") else w.capitalize() for w in said)
    return ""
