"""The lines that mail programs put before another mail: markers, header blocks, “On … wrote:”."""

import re
from dataclasses import dataclass, field

from mailparser_reply import EmailReplyParser

from .flowed import depth_of

FORWARD_MARKS = re.compile(
    r"^[-–—_=* ]{0,40}\s?(?:begin forwarded message|forwarded (?:message|mail|by\b.{0,80})"
    r"|start of forwarded message"
    r"|forward(?:ed)? (?:e-?mail|header)|weitergeleitete nachricht|anfang der weitergeleiteten"
    r" nachricht"
    r"|message (?:transféré|réexpédié)|début du message (?:réexpédié|transféré)|mensaje reenviado"
    r"|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|neges wedi’i hanfon"
    r" ymlaen"
    r"|neges a anfonwyd ymlaen|mensagem encaminhada|vidarebefordrat meddelande|videresendt)"
    r"\s?:?\s?[-–—_=* ]{0,40}:?$",
    re.IGNORECASE,
)
ORIGINAL_MARKS = re.compile(
    r"^[-–—_* ]{2,40}\s?(?:original (?:message|appointment)|reply message|ursprüngliche"
    r" nachricht|message d['’]origine"
    r"|mensaje original|messaggio originale|oorspronkelijk bericht|neges wreiddiol"
    r"|original-nachricht)\s?[-–—_* ]{2,40}$",
    re.IGNORECASE,
)
KEYS = {
    "from": "from von de da van od fra från oddi·wrth expéditeur wrth",
    "date": "sent date gesendet datum envoyé date·d’envoi enviado fecha inviato data verzonden"
            " anfonwyd dyddiad wysłano skickat sendt",
    "to": "to an à para a aan at do till til",
    "subject": "subject betreff objet asunto oggetto onderwerp pwnc testun temat ämne emne",
    "other": "cc bcc reply-to resent-from organisation organization importance attachments priority"
             " kopie copie copi antwort·an wichtigkeit anlagen répondre·à",
}  # fmt: skip
KIND_OF = {word.replace("·", " "): kind for kind, said in KEYS.items() for word in said.split()}
KEY_LINE = re.compile(r"^[*_ ]{0,3}([^\W\d_][\w’' \-]{0,18}?)[*_ ]{0,3}\s?:[*_ ]{0,3}\s*(.*)$")
GLUED_MARK = re.compile(
    r"^([> ]{0,20}-{2,10} ?(?:forwarded|original) message ?-{2,10})\s{0,9}(\S.*)$", re.IGNORECASE
)
GLUED_WROTE = re.compile(r"^(.{0,20}\bOn .{5,200}> ?wrote:)\s{1,9}(\S.*)$")
GLUED_KEYS = re.compile(r"(?<=[\w>\"'\])])\s{0,5}(?=\*?(?:Sent|Date|To|Cc|Subject):\*?\s)")
LONGEST_GLUED = 2_000
MOST_BLOCK = 14
WROTE = re.compile(
    r"\b(?:wrote|writes|schrieb|a écrit|écrivait|escribió|ha scritto|schreef|skrev"
    r"|napisał(?:\(a\))?|escreveu|ysgrifennodd)\b"
    r".{0,120}:$", re.IGNORECASE | re.DOTALL,
)  # fmt: skip
OLD_GMAIL = re.compile(
    r"^\d{4}[-/]\d{2}[-/]\d{2} \d{1,2}:\d{2}.{0,30}<[^<>@]{1,80}@[^<>]{1,100}>\s?:$"
    r"|^.{1,60}<[^<>@]{1,80}@[^<>]{1,100}> wrote:$"
)
# How the lines begin in the languages where it is not left to the library.
STARTS = re.compile(
    r"^(?:on|at|am|le|el|il|op|den|w dniu|dnia|em|ar|a las)\b.{0,200}\d", re.IGNORECASE
)
LANGUAGES = ["en", "de", "fr", "es", "it", "nl", "da", "sv", "pl", "cs", "ja", "ko", "zh"]
CLOCK_OR_DAY = re.compile(r"\d{1,4}[:/.-]\d{2}\b|\b(?:19|20)\d{2}\b")
LONGEST_WROTE, WROTE_LINES, MOST_ASKED = 300, 4, 12


@dataclass(frozen=True, slots=True)
class Block:
    """Lines before another mail: from which to which, how they stand, and what they say of it."""

    start: int
    end: int
    kind: str
    fields: dict[str, str] = field(default_factory=dict)


def unglued(lines: list[str]) -> list[str]:
    """Return lines with those parted that some programs glue: a marker, its headers, the text."""
    said: list[str] = []
    for line in lines:
        if len(line) > LONGEST_GLUED or "@" not in line:
            said.append(line)
        elif found := GLUED_MARK.match(line) or GLUED_WROTE.match(line):
            said.extend([found.group(1), *GLUED_KEYS.split(found.group(2).strip())])
        elif line.lstrip("> *").startswith("From:"):
            said.extend(GLUED_KEYS.split(line))
        else:
            said.append(line)
    return said


def first_block(lines: list[str]) -> Block | None:
    """Return the first lines that lead to another mail: "forward", "original" or "wrote"."""
    asked = 0
    for at, line in enumerate(lines):
        bare = depth_of(line)[1].strip()
        if not bare:
            continue
        if FORWARD_MARKS.match(bare[:160]):
            return _after_mark(lines, at, "forward")
        if ORIGINAL_MARKS.match(bare[:160]):
            return _after_mark(lines, at, "original")
        if _kind(bare[:60]) and (found := _headed(lines, at)):
            return found
        if asked < MOST_ASKED and bare[-1] in ":：" and (start := _wrote(lines, at)) is not None:
            asked += 1
            if _is_attribution(lines, start, at):
                said = " ".join(depth_of(each)[1].strip() for each in lines[start : at + 1])
                return Block(start, at + 1, "wrote", {"wrote": said})
    return None


def _after_mark(lines: list[str], at: int, kind: str) -> Block:
    following = next(
        (n for n in range(at + 1, min(at + 5, len(lines))) if depth_of(lines[n])[1].strip()), at
    )
    headed = _headed(lines, following, least=1) if following > at else None
    return Block(at, headed.end, kind, headed.fields) if headed else Block(at, at + 1, kind)


def _headed(lines: list[str], at: int, least: int = 2) -> Block | None:
    """Return the block of headers that begins at a line, if it says from whom and `least` more."""
    fields: dict[str, str] = {}
    last, end, gaps = "", at, 0
    for number in range(at, min(at + MOST_BLOCK, len(lines))):
        for said in [depth_of(lines[number])[1].strip()[:1_000]]:
            found = KEY_LINE.match(said)
            kind = (
                KIND_OF.get(found.group(1).casefold().strip().replace("'", "’"), "")
                if found
                else ""
            )
            if found and kind:
                last, gaps = kind, 0
                fields.setdefault(kind, found.group(2).strip())
                end = number + 1
            elif not said:
                gaps += 1
            elif last and not gaps and _continues(fields, last):
                fields[last] = f"{fields[last]} {said}".strip()
                end = number + 1
            else:
                gaps = 9
        if gaps > 1 or (gaps == 1 and _is_whole(fields)):
            break
    known = fields.keys() & {"date", "to", "subject"}
    # People write “From: the bus garage, To: all of you”; programs say when, or an address.
    dated = "date" in fields or any("@" in said for said in fields.values())
    whole = "from" in fields and len(known) >= least and dated
    return Block(at, end, "headed", fields) if whole else None


def _kind(line: str) -> str:
    """Return what a header's line says by its key; "" where it is none."""
    found = KEY_LINE.match(line)
    return KIND_OF.get(found.group(1).casefold().strip().replace("'", "’"), "") if found else ""


def _is_whole(fields: dict[str, str]) -> bool:
    """Whether a gap ends the block: it has all that such blocks have."""
    return {"from", "subject"} <= fields.keys() and len(fields) > 2


def _continues(fields: dict[str, str], last: str) -> bool:
    """Whether a line without a key goes on with the value before it."""
    value = fields[last]
    return (
        last in {"from", "date", "to", "other"}
        and (not value or value[-1] in ";,<" or last != "date")
    ) or (last == "subject" and not value)


def _wrote(lines: list[str], at: int) -> int | None:
    """Return where the line begins that ends “wrote:” here, if it can be a mail program's."""
    for start in range(at, max(at - WROTE_LINES, -1), -1):
        if not lines[start].strip():
            return None
        said = " ".join(depth_of(each)[1].strip() for each in lines[start : at + 1])
        if len(said) > LONGEST_WROTE:
            return None
        if _leads_to_quoted(lines, at, said):
            return start
        if OLD_GMAIL.match(said) or (WROTE.search(said) and STARTS.match(said)) or _is_known(said):
            return start
    return None


def _leads_to_quoted(lines: list[str], at: int, said: str) -> bool:
    """Whether a line with a day, before quoted ones, introduces them, in whatever language."""
    following = next((each for each in lines[at + 1 : at + 3] if each.strip()), "")
    dated = CLOCK_OR_DAY.search(said) is not None
    return dated and following.lstrip().startswith(">") and not lines[at].startswith(">")


def _is_known(said: str) -> bool:
    """Ask the library whether a line introduces an earlier mail.

    It is asked for nothing else: what it takes for signatures and notices is often a message's own
    words (“Thank you, all of you …”, “- a list”), and on a long text it takes long.
    """
    if not re.search(r"\d", said):
        return False
    return bool(EmailReplyParser(languages=list(LANGUAGES)).read(text=said).replies[-1].headers)


def _is_attribution(lines: list[str], start: int, at: int) -> bool:
    """Whether what says “wrote:” is a mail program: it names a day or an address, or quotes."""
    said = " ".join(lines[start : at + 1])
    following = next((each for each in lines[at + 1 : at + 5] if each.strip()), "")
    return (
        "@" in said
        or bool(re.search(r"\d{1,4}[:/.-]\d{2}|\b(?:19|20)\d{2}\b", said))
        or following.startswith(">")
    )
