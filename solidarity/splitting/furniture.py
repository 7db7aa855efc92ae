"""What stands on a page beside its messages: its title, menus, captions, dates, headings."""

import re

from solidarity.reading import attribution_of, ending_of, is_closing, is_greeting
from solidarity.reading.words import phrases, plain, words

LONGEST = 400
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = re.compile(
    r"^(?:(?:received|posted|published|updated?|added|sent|date|on|week (?:of|ending|commencing))"
    r"\b[:\s]{0,3}){0,2}"
    r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH},?(?: \d{{2,4}})?"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|{MONTH} \d{{4}}"
    r"|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d\d-\d\d)"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]m)?)?[:.]?$"
)
CAPTION = re.compile(
    r"^[\[(]?(?:photo|image|picture|pic|caption|credit|pictured|video|logo)s?\b[\s:.\])]",
    re.IGNORECASE,
)
FILE = re.compile(r"^\S{1,120}\.(?:jpe?g|png|gif|webp|pdf|mp4)$|^https?://\S+$", re.IGNORECASE)
# Numbers of pages, and how many comments there are.
COUNTED = re.compile(
    r"^(?:page )?\d{1,4}(?: (?:of )?\d{1,4})*(?: (?:next|previous|last|older|newer))*$"
    r"|^\d{1,5} (?:comments?|repl(?:y|ies)|responses?|thoughts?|likes?|shares?|views?)\b.{0,100}$"
    r"|^(?:posted|filed|published|tagged|categor(?:y|ies)|tags?)(?: in| under| by)?[:\s].{1,80}$"
)
TITLED = frozenset(
    {"messages", "message", "solidarity", "support", "wall", "greetings", "supporters"}
)


def is_date(text: str) -> bool:
    """Whether a line is a day and nothing more."""
    return len(text) < 80 and DATE.match(plain(text.strip("–—-*_ []()"))) is not None


def is_furniture(text: str) -> bool:
    """Whether a line is the page's own: a menu's word, a caption, a file's name, a date."""
    if len(text) > LONGEST:
        return False
    bare = plain(text).strip("|•·>»«<-–—*:# ")
    return (
        bare in phrases("furniture")
        or is_date(text)
        or CAPTION.match(text) is not None
        or FILE.match(text) is not None
        or (COUNTED.match(bare) is not None and text[-1] not in ".!?")
        or _is_menu(bare)
    )


def _is_menu(text: str) -> bool:
    parts = [each.strip() for each in re.split(r"\s?[|•·/>]\s?", text)]
    return len(parts) > 2 and sum(each in phrases("furniture") for each in parts) >= 2


def is_about_page(text: str) -> bool:
    """Whether a line tells of the page rather than to the strikers."""
    if len(text) > LONGEST or is_greeting(text):
        return False
    said = plain(text)
    if not any(_says(said, each) for each in phrases("about_page")):
        return False
    ending = ending_of(text)
    return ending is None or not ending.name


def _says(text: str, phrase: str) -> bool:
    at = text.find(phrase)
    return at >= 0 and (at == 0 or not text[at - 1].isalnum())


def is_title(text: str) -> bool:
    """Whether a line is a heading over messages: “Messages from MPs:”, “More solidarity”."""
    if len(text) > 100 or text[-1] in '.!?”"…,' or text[:1] in "“\"‘'–—-•*0123456789":
        return False
    said = plain(text).strip(":").split()
    if is_closing(text) or not (set(said) & TITLED) or len(said) > 14:
        return False
    counted = (
        said[0] in {"messages", "more", "further", "new", "latest", "other", "some"}
        or said[-1] in TITLED
    )
    return (
        counted
        and attribution_of(text) is None
        and not (set(said) & words("greetings") - {"greetings"})
    )
