"""Who wrote a mail: its words and signature, its From line, its address, each with how sure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from solidarity.mailbox.parsed import Guess
from solidarity.reading import Sender, kind_of, sender_of
from solidarity.reading.belonging import belonging_of
from solidarity.reading.names import is_organisations, name_at_start, tokens_of
from solidarity.reading.senders import is_afterword
from solidarity.reading.words import words

from .addresses import Mailbox, parted
from .signing import LABELLED, Signed

# What an address says of who has it: the end of its domain, a kind, and an organisation if it is one.
DOMAINS = {
    "parliament.uk": ("politician", ""), "parliament.scot": ("politician", ""), "senedd.wales": ("politician", ""),
    "senedd.cymru": ("politician", ""), "nhs.net": ("health", ""), "nhs.uk": ("health", ""), "nhs.scot": ("health", ""),
    "unison.org.uk": ("union", "UNISON"), "unison.co.uk": ("union", "UNISON"), "unitetheunion.org": ("union", "Unite"),
    "gmb.org.uk": ("union", "GMB"), "ucu.org.uk": ("union", "UCU"), "neu.org.uk": ("union", "NEU"), "rmt.org.uk": ("union", "RMT"),
    "pcs.org.uk": ("union", "PCS"), "cwu.org": ("union", "CWU"), "fbu.org.uk": ("union", "FBU"), "usdaw.org.uk": ("union", "Usdaw"),
    "tssa.org.uk": ("union", "TSSA"), "aslef.org.uk": ("union", "ASLEF"), "nasuwt.org.uk": ("union", "NASUWT"),
    "eis.org.uk": ("union", "EIS"), "bma.org.uk": ("union", "BMA"), "rcn.org.uk": ("union", "RCN"), "tuc.org.uk": ("union", "TUC"),
    "prospect.org.uk": ("union", "Prospect"), "nuj.org.uk": ("union", "NUJ"), "bfawu.org": ("union", "BFAWU"),
}  # fmt: skip
SAME = 0.8
MOST_SIGNATURE = 7
LOCAL_NAME = re.compile(r"^([a-z]{2,20})[._-]([a-z][a-z’'\-]{1,25})\d{0,4}$")
# How sure each source is.
WHOLE_FROM, FROM_ADDRESS, FROM_DOMAIN = 0.75, 0.4, 0.4


@dataclass(frozen=True, slots=True)
class Who:
    """Everything guessed of a sender."""

    name: Guess = Guess()
    role: Guess = Guess()
    organisation: Guess = Guess()
    place: Guess = Guess()
    kind: Guess = Guess()


def who_wrote(signed: Signed, mailbox: Mailbox) -> Who:
    """Return who wrote a mail."""
    lines = [line for line in signed.body if line]
    signature = [
        each for each in signed.signature if not (is_afterword(each) or LABELLED.search(each))
    ]
    found = sender_of([*lines, *signature[:MOST_SIGNATURE]])
    shown = _shown(mailbox)
    name = _name(found, shown.name, mailbox.address)
    role = _best(found.role, found.sure, shown.role, WHOLE_FROM)
    organisation = _best(found.organisation, found.sure, shown.organisation, WHOLE_FROM)
    kind_said, at_domain = _domain(mailbox.address)
    if not organisation.text and at_domain:
        organisation = Guess(at_domain, FROM_DOMAIN)
    place = _best(found.place, found.sure, shown.place, 0.5)
    kind = kind_of(name.text, role.text, organisation.text, "\n".join(lines))
    sure = max(found.sure, 0.5)
    if kind in {"individual", "other"} and kind_said:
        kind, sure = kind_said, FROM_DOMAIN
    return Who(name, role, organisation, place, Guess(kind, round(sure, 2)))


def _best(said: str, sure: float, shown: str, surely: float) -> Guess:
    """Return what the mail's words say; else what its From line does."""
    if said:
        return Guess(said, round(max(sure, 0.3), 2))
    return Guess(shown, surely) if shown else Guess()


def _shown(mailbox: Mailbox) -> Sender:
    """Return what a From line says: a person's name and what stands after it, or an organisation."""
    if not mailbox.name:
        return Sender()
    name, after = parted(mailbox.name)
    named = name_at_start(name)
    is_person = (
        named is not None
        and not is_organisations(named, name)
        and not name[named.end :].strip(" .")
    )
    if named is not None and is_person and not _is_organisation(name):
        belongs = belonging_of(after) if after else belonging_of("")
        office = {"cllr": "Councillor"}.get(named.office.casefold().strip("."), named.office)
        return Sender(
            named.name, belongs.role or office, belongs.organisation, belongs.place, sure=named.sure
        )
    belongs = belonging_of(mailbox.name)
    if named is not None and not _is_organisation(name) and not belongs.role:
        return Sender(named.name if " " in named.name else name, sure=0.5)
    return Sender("", belongs.role, belongs.organisation, belongs.place, sure=0.5)


def _is_organisation(name: str) -> bool:
    known = {token.word for token in tokens_of(name)}
    return bool(known & (words("organisations") | words("unions")))


def _name(found: Sender, shown: str, address: str) -> Guess:
    """Return the name that the signature says, completed from the From line where that fits."""
    if not found.name:
        return Guess(shown, WHOLE_FROM) if shown else _of_address(address)
    if not shown:
        return Guess(found.name, round(found.sure, 2))
    said, line = found.name.split(), shown.split()
    first = said[-1 if said[0].casefold().strip(".") in words("titles") and len(said) == 2 else 0]
    if len(said) == 1 and len(line) > 1 and _is_short(first, line[0]):
        return Guess(shown, 0.95)
    ratio = SequenceMatcher(None, found.name.casefold(), shown.casefold()).ratio()
    if (
        ratio >= SAME
        or found.name.casefold() in shown.casefold()
        or shown.casefold() in found.name.casefold()
    ):
        return Guess(found.name, round(max(found.sure, 0.95), 2))
    return Guess(found.name, round(min(found.sure, 0.7), 2))


def _is_short(one: str, other: str) -> bool:
    """Whether a first name is another's, or what friends make of it."""
    one, other = one.casefold(), other.casefold()
    return one == other or (
        min(len(one), len(other)) >= 2 and (other.startswith(one) or one.startswith(other))
    )


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
    return "", ""
