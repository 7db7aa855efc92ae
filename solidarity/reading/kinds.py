"""Which kind of sender somebody is: one of Message.Kind's values."""

import re

from .names import PEERS, tokens_of
from .words import plain, words

LOOKED_AT = 1500
UNION_WORDS = frozenset(
    ["union", "unions", "branch", "tuc", "trades", "syndicat", "sindicato", "sindacato",
     "gewerkschaft", "vakbond", "undeb", "cangen"]
)  # fmt: skip
OF_WORKERS = re.compile(
    r"\b(?:federation|association|congress|alliance) of (?:\w+ ){0,3}"
    r"(?:workers|carers|staff|employees)\b"
    r"|\bworkers[’']? (?:\w+ )?(?:federation|association|congress|party)\b"
)
SERVICE_USER = re.compile(
    r"\b(?:as a |i am a |i’m a |former |ex-)(?:\w+ ){0,2}(?:service user|patient)\b"
    r"|\bi use (?:the|your|my)\b"
    r"|\bi (?:have |was )?(?:used?|using|relied?|rely|depend(?:ed)?) on? ?(?:\w+ ){0,4}services?\b"
    r"|\b(?:my|our) social worker\b|\bservice user\b.{0,20}$"
    r"|\bi(?:’ve| have)? (?:have |had |got )?(?:a|my own) (?:\w+ ){0,3}social worker\b"
)
RESIDENT = re.compile(
    r"\b(?:as a |i am a |i’m a )(?:\w+ ){0,3}resident\b"
    r"|\bi(?:’ve| have)? live[ds]? (?:in|near|on|round)\b"
    r"|\bas (?:\w+ ){1,3}residents\b|\blocal resident\b|\bresidents of\b|\bcouncil ?tax payer\b"
)
HEALTH = re.compile(
    r"\b(?:i am|i’m|i work as|as|i was|i’ve been) (?:a|an) (?:[\w\-]+ ){0,5}"
    r"(?:nurse|doctor|gp|midwife|paramedic|physio\w*|psychiatrist|psychologist|hca|"
    r"healthcare worker|medical student|"
    r"student nurse|mental health worker|pharmacist|radiographer|therapist)\b"
)
HEALTH_ROLE = re.compile(
    r"\bhealth visitor|(?:iatrician|iatrist)\b|\bconsultant \w+(?:ist|ian)\b|\bspeech and language"
    r"|\bsupport worker.{0,20}\bward\b"
)
UNION = re.compile(
    r"\b(?:our|the) (?:branch|trade union|trades council)\b|\bour members\b|\bunion members\b"
    r"|\bbranch (?:committee|meeting|secretary|of)\b|\bon behalf of (?:\w+ ){0,6}(?:branch|union)\b"
)


def kind_of(name: str, role: str, organisation: str, body: str) -> str:
    """Return the kind of a sender by what they are, then by where, then by what they wrote."""
    said = {token.word for token in tokens_of(f"{role} {organisation}"[:400])}
    text = plain(body[:LOOKED_AT])
    titles = set(plain(name[:60]).split()[:1])
    if titles & PEERS or (said & words("politicians") and not said & {"candidate", "office"}):
        return "politician"
    if SERVICE_USER.search(plain(role)) or ("service" in said and "user" in said):
        return "service user"
    united = said & (words("unions") | UNION_WORDS) - {"bma", "rcn"}
    if united or OF_WORKERS.search(plain(organisation)):
        return "union"
    if said & words("health") or HEALTH_ROLE.search(plain(role)):
        return "health"
    if "resident" in said or "residents" in said:
        return "resident"
    return _by_text(text, name, organisation)


def _by_text(text: str, name: str, organisation: str) -> str:
    for kind, pattern in (
        ("health", HEALTH), ("service user", SERVICE_USER), ("resident", RESIDENT),
    ):  # fmt: skip
        if pattern.search(text):
            return kind
    if organisation:
        return "union" if UNION.search(text) else "other"
    if not name and UNION.search(text):
        return "union"
    return "individual"
