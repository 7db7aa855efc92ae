"""Mails that no person wrote: automatic replies, bounces, invitations."""

import re

from solidarity.reading import is_greeting

from .headers import Headers
from .structure import Part
from .texts import Texts

AWAY = re.compile(
    r"^(?:re: )?[\s\[(]{0,3}(?:auto(?:matic|mated)?[\s-]?(?:reply|response|antwort|respon\w+)"
    r"|out[ -]of[ -](?:the[ -])?office"
    r"|autoreply|auto:|away from (?:the |my )?(?:office|desk|mail)|on (?:annual )?leave\b|on"
    r" holiday\b|vacation (?:reply|message)"
    r"|automatische antwort|abwesenheits\w*|abwesend|réponse automatique|absence du bureau"
    r"|absent du bureau|message d[’']absence"
    r"|respuesta automática|fuera de la oficina|risposta automatica|fuori sede|automatisch"
    r" antwoord|afwezig|autosvar|resposta automática"
    r"|ateb awtomatig|ymateb awtomatig|allan o['’]r swyddfa|i ffwrdd o['’]r swyddfa|odpowiedź"
    r" automatyczna|freagra uathoibríoch"
    r"|ticket received|we have received your (?:e-?mail|message|enquiry))",
    re.IGNORECASE,
)
BOUNCED = re.compile(
    r"^(?:undeliver(?:able|ed)|delivery (?:status notification|failure|has failed)|mail"
    r" delivery (?:failed|system|subsystem)"
    r"|returned mail|failure notice|message (?:not delivered|undeliverable|delivery)"
    r"|unzustellbar|non remis|échec de la remise"
    r"|no se puede entregar|nicht zugestellt|delivery delayed|warning: could not send|rejected:)",
    re.IGNORECASE,
)
POSTMASTERS = re.compile(
    r"\b(?:mailer-daemon|postmaster|mail delivery (?:sub)?system|microsoftexchange329e\w+)\b",
    re.IGNORECASE,
)
INVITED = re.compile(
    r"^(?:(?:updated )?invitation|accepted|declined|tentative(?:ly accepted)?|cancel(?:l)?ed(?:"
    r" event)?|proposed new time|gwahoddiad|einladung)\s?:",
    re.IGNORECASE,
)
ANSWERED = ("auto-replied", "auto-generated", "auto-notified")
AUTOMATIC = (
    "x-autoreply",
    "x-autorespond",
    "x-auto-response",
    "x-mail-autoreply",
    "x-autoresponder",
)
# What a calendar’s program wants of who gets it; and how many lines it tells of it at most.
METHODS = frozenset({"REQUEST", "REPLY", "CANCEL", "COUNTER"})
MOST_TOLD = 3
NO_REASON = ""


def bounced(tree: Part, found: Texts) -> str:
    """Return why a mail is a notice that another one did not arrive; "" where it is none."""
    headers = tree.headers
    subject, sender = headers.text("subject"), headers.text("from")
    if "message/delivery-status" in found.types or headers.values.get("x-failed-recipients"):
        return "A mail server says that a mail from this address did not arrive."
    reported = tree.type == "multipart/report" and "disposition" not in tree.parameters.get(
        "report-type", ""
    )
    from_server = POSTMASTERS.search(sender) is not None
    nobody = headers.raw("return-path").strip() == "<>"
    if (reported and ANSWERED[0] not in headers.text("auto-submitted")) or (
        from_server and (nobody or BOUNCED.match(subject))
    ):
        return "A mail server says that a mail from this address did not arrive."
    if nobody and BOUNCED.match(subject):
        return "A mail server says that a mail from this address did not arrive."
    return NO_REASON


def answered_automatically(tree: Part, found: Texts) -> str:
    """Return why a mail is an automatic answer; "" where it is none."""
    headers = tree.headers
    said = headers.text("auto-submitted").casefold()
    if said.startswith(ANSWERED[0]) or (said.startswith(ANSWERED) and not _is_listed(headers)):
        return "It says of itself that a program sent it (Auto-Submitted)."
    if any(_says_yes(headers, name) for name in AUTOMATIC):
        return "It says of itself that it is an automatic reply."
    if "message/disposition-notification" in found.types:
        return "It is a receipt that somebody opened a mail."
    if headers.text("precedence").casefold() in {"auto_reply", "auto-reply"}:
        return "It says of itself that it is an automatic reply (Precedence)."
    if AWAY.match(headers.text("subject")):
        return "Its subject says that it is an automatic reply."
    if headers.raw("return-path").strip() == "<>" and not _is_listed(headers):
        return "It has no address to answer to, as programs’ mails have."
    if _says_yes(headers, "x-auto-response-suppress") and headers.text("precedence").casefold() in {
        "bulk",
        "junk",
    }:
        return "It says of itself that it is an automatic reply."
    return NO_REASON


def _says_yes(headers: Headers, name: str) -> bool:
    return name in headers.values and headers.text(name).casefold() not in {"no", "false", "0", ""}


def _is_listed(headers: Headers) -> bool:
    """Whether a mail came through a mailing list, whose own marks say nothing of who wrote."""
    listed = any(name in headers.values for name in ("list-id", "list-post", "list-unsubscribe"))
    return listed or headers.text("precedence").casefold() == "list"


def invited(tree: Part, found: Texts, text: str) -> str:
    """Return why a mail is a calendar's invitation; "" where it is none, or has own words."""
    if "text/calendar" not in found.types and "application/ics" not in found.types:
        return NO_REASON
    own = [line for line in text.split("\n") if line.strip()]
    asked = len(own) <= MOST_TOLD and not any(map(is_greeting, own)) and _is_asked(tree)
    if INVITED.match(tree.headers.text("subject")) or not own or asked or _is_calendars(text):
        return "It is a calendar’s invitation or the answer to one."
    return NO_REASON


def _is_asked(part: Part) -> bool:
    """Whether a mail is itself what a calendar asks or answers, not a file beside a letter."""
    if part.type == "multipart/mixed":
        return False
    own = part.type == "text/calendar" and part.parameters.get("method", "").upper() in METHODS
    return own or any(map(_is_asked, part.children))


def _is_calendars(text: str) -> bool:
    """Whether a text is what calendars write."""
    known = re.findall(
        r"(?im)^(?:when|where|who|time|location|organi[sz]er|calendar|join (?:with|on|zoom|the"
        r"|microsoft)|meeting id|passcode|invitation from"
        r"|you have been invited|microsoft teams (?:meeting\b|need help)|going\b"
        r"|topic)\b", text[:5_000],
    )  # fmt: skip
    return len(set(map(str.casefold, known))) >= 2 and len(text) < 2_500
