"""What was copied from a page where people post: comments, tweets, a chat. There each message has
a line that says who, and often when; nothing has to be guessed about where it begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from solidarity.reading.words import phrases, plain

from .furniture import MONTH, is_date
from .lines import Line, Mark
from .sifting import Piece

# So many lines of one sort there are before a page is one where people post.
LEAST = 2
LONGEST_NAME, MOST_WORDS = 60, 6
CHAT = re.compile(
    r"^[\u200e\u202a]?\[?(?:\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?"
    r"(?:[ \u202f]?[ap]\.?m\.?)?|\d{1,2}[:.]\d\d(?:[ \u202f]?[ap]\.?m\.?)?"
    r", \d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4})"
    r"(?:\] ?| [-–] )(?P<rest>.*)$",
    re.IGNORECASE,
)
CHATTED = re.compile(r"^[~\u200e ]{0,4}(?P<name>[^:]{1,60}): ?(?P<text>.*)$")
SYSTEM = re.compile(
    r"^\u200e?[<\[]?(?:media|image|video|sticker|audio|gif|document|contact card) omitted[>\]]?$"
    r"|^(?:this message was deleted|you deleted this message|null|waiting for this message)\b",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"^(?P<name>[^\W\d_][^:?!]{0,60}?)(?: on (?P<day>.{6,40}))? "
    r"(?:says|said|wrote|writes|commented|replied):?$",
    re.IGNORECASE,
)
HANDLE = re.compile(r"^@\w{2,30}(?: ?·.{0,20})?$")
TWEET = re.compile(r"^(?P<name>[^@]{1,60}?) @\w{2,30}(?: ?·.{0,20})?$")
WHEN = re.compile(
    r"^(?:· ?)?(?:\d{1,2} ?(?:s|m|h|d|w|y|mins?|minutes?|hrs?|hours?|days?|weeks?|wks?|months?|yrs?"
    r"|years?)(?: ago)?|\d{1,2}[:.]\d\d ?[ap]m|just now|yesterday|today"
    rf"|{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})"
    r"(?:,? \d{4})?(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]m)?)?(?: ?·.{0,20}| \(edited\))?$",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"^[\d.,]{1,8} ?[km]?(?: (?:likes?|repl(?:y|ies)|comments?|shares?|retweets?|reposts?|quotes?"
    r"|views?|reactions?|bookmarks?))?$|^view (?:all )?(?:\d+ )?(?:more |previous )?"
    r"(?:repl(?:y|ies)|comments?)$|^\S.{0,40} replied$|^\d+ replies?$"
    r"|^\d*\D.{0,60} and [\d.,]+k? others$",
    re.IGNORECASE,
)
ENDS = frozenset({"reply", "like"})


@dataclass(frozen=True, slots=True)
class Post:
    """One message: who its head names, its lines without the head, where it is, and what a form
    asked its sender beside."""

    name: str
    lines: tuple[Line, ...]
    span: tuple[int, int]
    role: str = ""
    organisation: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a post's own words begin, and who it says wrote them; `is_chat` where all until the
    next one are its words."""

    at: int
    name: str
    begins: int
    text: str = ""
    is_chat: bool = False
    is_system: bool = False


def posts_of(lines: Sequence[Line]) -> tuple[int, list[Post], list[Piece]]:
    """Return which line the first post begins with, the posts, and what stood between them."""
    heads = _headed(lines)
    if not heads:
        return len(lines), [], []
    posts: list[Post] = []
    left: list[Piece] = []
    for number, head in enumerate(heads):
        end = heads[number + 1].at if number + 1 < len(heads) else len(lines)
        post, rest = _post(lines, head, end)
        posts.extend([post] if post else [])
        left.extend(Piece(each.text, (each.start, each.end)) for each in rest)
    return heads[0].at, posts, left


def _post(lines: Sequence[Line], head: _Head, end: int) -> tuple[Post | None, list[Line]]:
    """Return the post that a head begins, and which of its lines are not its sender's."""
    first = lines[head.at]
    own: list[Line] = []
    if head.text and not head.is_system:
        own.append(Line(head.text, 0, first.start, first.end))
    rest = [first] if head.is_system else []
    ended = head.is_system
    for line in lines[head.begins : end]:
        ended = ended or (bool(own) and not head.is_chat and _ends(line))
        is_theirs = not ended and (head.is_chat or not _is_action(line.text))
        (own if is_theirs else rest).append(line)
    if not own:
        return None, rest
    return Post(head.name, tuple(own), (first.start, own[-1].end)), rest


def _chat(lines: Sequence[Line]) -> list[_Head]:
    """Return the heads of a chat: “[12/03/2024, 09:15:02] Jo: …”."""
    found: list[_Head] = []
    for at, line in enumerate(lines):
        match = CHAT.match(line.text)
        said = CHATTED.match(match.group("rest")) if match else None
        if match and said and not SYSTEM.match(said.group("text")):
            name = said.group("name").strip()
            found.append(_Head(at, _named(name), at + 1, said.group("text").strip(), is_chat=True))
        elif match:
            found.append(_Head(at, "", at + 1, is_chat=True, is_system=True))
    return found if len(found) >= LEAST else []


def _named(name: str) -> str:
    """Return a name as a chat gives it, never a telephone number."""
    return "" if re.fullmatch(r"[+\d\s()\-]+", name) else name


def _headed(lines: Sequence[Line]) -> list[_Head]:
    """Return the heads of comments, tweets and lines of a chat."""
    ends = [at for at, line in enumerate(lines) if _ends(line)]
    is_answered = sum(plain(lines[at].text).startswith(("reply", "like")) for at in ends) >= LEAST
    found = {head.at: head for head in _dated(lines)}
    found.update({head.at: head for head in _said(lines, is_answered=is_answered)})
    found.update({head.at: head for head in (*_handled(lines), *_chat(lines))})
    if is_answered:
        found.update({head.at: head for head in _between(lines, ends, set(found))})
    return [found[at] for at in sorted(found)]


def _said(lines: Sequence[Line], *, is_answered: bool) -> list[_Head]:
    """Return heads such as “Jo Bell says:” with a day below, or on a page with answers."""
    found = []
    for at, line in enumerate(lines):
        match = SAYS.match(line.text) if len(line.text) < 140 else None
        dated = match is not None and (
            match.group("day") is not None or (at + 1 < len(lines) and _is_when(lines[at + 1].text))
        )
        if match and (dated or is_answered):
            found.append(_Head(at, match.group("name").strip(), at + 1))
    return found if len(found) >= LEAST else []


def _dated(lines: Sequence[Line]) -> list[_Head]:
    """Return heads such as “Jo Bell 12 May 2024 at 9:15”, where a page begins with one: elsewhere
    a name with a day signs what is above it."""
    found = []
    for at, line in enumerate(lines):
        is_other = len(line.text) > LONGEST_NAME or is_date(line.text)
        said = [] if is_other else line.text.split()
        for count in range(1, min(MOST_WORDS, len(said))):
            name = " ".join(said[:count]).rstrip(",·|–-")
            if name and name[0].isalpha() and is_date(" ".join(said[count:]).lstrip("·|–- ")):
                found.append(_Head(at, name, at + 1))
                break
    return found if len(found) >= LEAST and found[0].at == 0 else []


def _handled(lines: Sequence[Line]) -> list[_Head]:
    """Return heads such as “Jo Bell” above “@jobell”, or both in a line."""
    found = []
    for at, line in enumerate(lines):
        one = TWEET.match(line.text)
        if one:
            found.append(_Head(at, one.group("name").strip(), at + 1))
        elif at and HANDLE.match(line.text) and _is_name(lines[at - 1]):
            found.append(_Head(at - 1, lines[at - 1].text, at + 1))
    return found if len(found) >= LEAST else []


def _between(lines: Sequence[Line], ends: Sequence[int], heads: set[int]) -> list[_Head]:
    """Return heads of what stands between “Like” and “Reply”: a name, and words below it."""
    found: list[_Head] = []
    start = _after_headings(lines, ends[0])
    for end in ends:
        own = [at for at in range(start, end) if not _is_action(lines[at].text)]
        if own and not heads & set(range(start, end)):
            named = len(own) > 1 and _is_name(lines[own[0]])
            begins = own[0] + 1 if named else own[0]
            found.append(_Head(own[0], lines[own[0]].text if named else "", begins))
        start = end + 1
    return found


def _after_headings(lines: Sequence[Line], end: int) -> int:
    """Return where the first comment begins: with the last short line that a time or text follows,
    below every heading."""
    headings = [at for at in range(end) if lines[at].mark in (Mark.HEADING, Mark.RULE)]
    start = headings[-1] + 1 if headings else 0
    dated = [at for at in range(start + 1, end) if _is_when(lines[at].text)]
    is_above = dated and any(not _is_action(each.text) for each in lines[dated[0] + 1 : end])
    return dated[0] - 1 if is_above and _is_name(lines[dated[0] - 1]) else start


def _is_name(line: Line) -> bool:
    """Whether a line can be what somebody calls themselves."""
    text = line.text
    short = len(text) <= LONGEST_NAME and len(text.split()) <= MOST_WORDS
    return (
        short
        and text[-1] not in '.!?,;:…”"'
        and (text[0].isalnum() or text[0] == "@")
        and not _is_action(text)
    )


def _ends(line: Line) -> bool:
    """Whether a line is what a page offers below a post: “Like”, “Reply”, “Like · Reply · 2d”."""
    said = plain(line.text).split()
    return bool(said) and bool(ENDS & set(said)) and _is_action(line.text)


def _is_action(text: str) -> bool:
    """Whether a line is a page's own: a button, a count, a time, a badge."""
    if len(text) > 80:
        return False
    parts = [each for each in re.split(r"\s?·\s?", plain(text)) if each]
    return all(_is_part(each) for each in parts)


def _is_part(text: str) -> bool:
    if text in phrases("post_actions") or COUNT.match(text) or _is_when(text):
        return True
    said = text.split()
    return len(said) > 1 and all(e in ENDS | {"share", "edited"} or _is_when(e) for e in said)


def _is_when(text: str) -> bool:
    return WHEN.match(text) is not None or is_date(text)
