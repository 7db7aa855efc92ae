"""Who a From line names, and when a Date line says it was."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from solidarity.reading.names import is_vocabulary
from solidarity.reading.words import words

from .characters import one_line
from .headers import decoded
from .owners import PRONOUNS

ADDRESS = re.compile(r"[^\s<>\[\]\"(),:;@]{1,80}@[^\s<>\[\]\"(),:;@]{1,190}")
IN_ANGLES = re.compile(
    r"[<\[]\s{0,3}(?:mailto:)?([^\s<>\[\]\"(),;@]{1,80}@[^\s<>\[\]\"(),:;@]{1,190})"
)
# “BELL, Jo (TARN INFIRMARY)”: what stands in brackets is no part of the name.
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,120})[)\]]$")
COMMENT = re.compile(r"\(([^()]{1,200})\)\s*$")
GROUP = re.compile(r"^[^<@\",]{1,80}:\s*(.*?);?\s*$")
LAST_FIRST = re.compile(
    r"^([\w’'\- ]{2,40}),\s{0,3}((?:(?:Dr|Mr|Mrs|Ms|Mx|Prof|Rev"
    r"|Cllr)\.?\s)?[\w’'\-]{1,30}(?:\s[\w’'\-.]{1,30}){0,2})$"
)
VIA = re.compile(r"\s+(?:via|on behalf of|through)\s.{1,80}$|\s*\[mailto:.*$", re.IGNORECASE)
AFTER_NAME = re.compile(
    r"\s*(?:[(\[]([^()\[\]]{1,120})[)\]]|\s@\s(.{1,80})|\s(?:at|from)\s(?:the\s)?(?=[A-Z])(.{1,80})|\s[|/–—]\s(.{1,80})|\s-\s(.{1,80})|,\s(.{1,80}))$"
)
OLDEST = 1995
# A mail that says it was sent later than so long after it came says it wrongly.
AHEAD = timedelta(days=2)
ZONE = ZoneInfo("Europe/London")
MONTH_NAMES = (
    ("jan", "ionawr", "janv"), ("feb", "chwefror", "févr"), ("mar", "mawrth", "mär"),
    ("apr", "ebrill", "avr"), ("may", "mai"), ("jun", "mehefin", "juin"),
    ("jul", "gorffennaf", "juil"), ("aug", "awst", "août"), ("sep", "medi"),
    ("oct", "hydref", "okt"), ("nov", "tachwedd"), ("dec", "rhagfyr", "déc", "dez"),
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names}
DAY_MONTH = re.compile(r"\b(\d{1,2})\.?(?:st|nd|rd|th)?\s(?:of\s)?([^\W\d_]{3,12})\.?,?\s(\d{4})\b")
MONTH_DAY = re.compile(r"\b([^\W\d_]{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})\b")
NUMBERS = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})(?::\d{2})?\s?([ap]\.?m)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name as people write it, and an address in small letters; each "" where there is none."""

    name: str = ""
    address: str = ""


def mailbox_in(said: str) -> Mailbox:
    """Return the first person that a line of addresses names, with its encoded words read."""
    said = said[:2_000]
    group = GROUP.match(said)
    said = group.group(1) if group and "@" in group.group(1) else said
    found = IN_ANGLES.search(said) or ADDRESS.search(said)
    if found is None:
        return Mailbox(_name(said), "")
    address = (found.group(1) if found.re is IN_ANGLES else found.group()).casefold().strip(".'`")
    address = one_line(address).replace(" ", "")
    name = said[: found.start()]
    if not name.strip(" \"',") and (comment := COMMENT.search(said[found.end() :])):
        name = comment.group(1)
    return Mailbox(_name(name), address.removeprefix("mailto:").lstrip("'"))


def _name(said: str) -> str:
    """Return a display name: without quotation marks, “First Last” for “Last, First”."""
    text = one_line(decoded(said.replace('\\"', '"').replace("\\,", ",").strip().strip('"')))
    text = VIA.sub("", text.strip(" \"'“”‘’,;<>*").removeprefix("["))
    if ADDRESS.fullmatch(text):
        return ""
    text = one_line(ADDRESS.sub("", PRONOUNS.sub("", text))).strip(" <>\"'")
    if text.startswith("(") or text.endswith("("):
        text = text.strip(" ()")
    brackets = BRACKETS.search(text)
    bare, after = (text[: brackets.start()], f" ({brackets.group(1)})") if brackets else (text, "")
    if (found := LAST_FIRST.match(bare)) and not re.search(r"\d", bare):
        return f"{found.group(2)} {_capitals(found.group(1))}{after}"
    return (_forename_first(bare) + after)[:200]


def _forename_first(text: str) -> str:
    """Return “Jo Bell” for “BELL Jo”, as some offices write names, where Jo is a first name."""
    title, said = "", text.split()
    if said and said[0].casefold().strip(".") in words("titles"):
        title, said = f"{said[0]} ", said[1:]
    known = len(said) == 2 and said[1].casefold() in words("first_names")
    shouted = known and said[0].isupper() and len(said[0]) > 2 and not said[1].isupper()
    if not shouted or is_vocabulary(said[0].casefold()):
        return text
    return f"{title}{said[1]} {_capitals(said[0])}"


def _capitals(text: str) -> str:
    """Return “Bell” for “BELL”."""
    return text.title() if text.isupper() and len(text) > 2 else text


def parted(name: str) -> tuple[str, str]:
    """Return a display name and what stands after it: “Jo Bell (Tarnside UNISON)”."""
    found = AFTER_NAME.search(name)
    if found is None or not name[: found.start()].strip():
        return name, ""
    return name[: found.start()].strip(), next(filter(None, found.groups()), "").strip()


def date_of(said: str, received: list[str], at: datetime) -> datetime | None:
    """Return when a Date line says a mail was sent; None where that cannot be believed."""
    found = _header_date(said)
    came = next(filter(None, (_header_date(each.rpartition(";")[2]) for each in received)), None)
    latest = min(at, came) if came and came.year >= OLDEST else at
    if found is None or found.year < OLDEST or found > latest + AHEAD:
        return None
    return found


def _header_date(said: str) -> datetime | None:
    if not said.strip():
        return None
    try:
        found = parsedate_to_datetime(said[:100])
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def written_date(said: str, at: datetime) -> datetime | None:
    """Return when a line that a mail program wrote for people says: “16 November 2023 10:12”."""
    text = one_line(said[:120]).casefold()
    exact = date_of(said, [], at) if re.search(r"[+-]\d{4}\b", said) else None
    day = _day(text)
    if exact or day is None:
        return exact
    year, month, number = day
    clock = CLOCK.search(text)
    hour, minute = (int(clock.group(1)), int(clock.group(2))) if clock else (12, 0)
    if clock and clock.group(3):
        hour = hour % 12 + 12 * clock.group(3).startswith("p")
    try:
        found = datetime(year, month, number, hour, minute, tzinfo=ZONE).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if found.year >= OLDEST and found <= at + AHEAD else None


def _day(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day."""
    for found in DAY_MONTH.finditer(text):
        if month := _month(found.group(2)):
            return int(found.group(3)), month, int(found.group(1))
    for found in MONTH_DAY.finditer(text):
        if month := _month(found.group(1)):
            return int(found.group(3)), month, int(found.group(2))
    if numbers := NUMBERS.search(text):
        said = [int(each) for each in numbers.groups() if each]
        return (said[0], said[1], said[2]) if said[0] > 31 else (said[2], said[1], said[0])
    return None


def _month(word: str) -> int:
    return next((number for name, number in MONTHS.items() if word.startswith(name)), 0)
