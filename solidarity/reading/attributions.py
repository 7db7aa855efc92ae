"""Who a text says it is from: “Jo Bell, Branch Secretary, Northmoor UNISON”.

An attribution can be a line of its own, the end of a text, or its beginning.
"""

import re
from dataclasses import dataclass, replace

from .belonging import Belonging, belonging_of, explains, last_unknown
from .names import Named, is_organisations, name_at_start, tokens_of
from .words import phrases, plain, trimmed, words

# An attribution is no longer than this, and stands within so much of a text's end or beginning.
LONGEST, MOST_WORDS = 260, 32
# How sure a name has to be, and how many words may describe who has it, in words of their own.
SURE, MOST_DESCRIBED = 0.9, 9
# So many beginnings are tried, the last ones of a text.
MOST_TRIED = 8
QUOTES = "“”„‟\"«»‘’'`"
EDGES = " \t\n\r\f\v\u00a0\u200b\ufeff" + QUOTES + "–—-~*_|,;:.•·>()[]"
# What ends something after which an attribution may begin.
SENTENCE_END = re.compile(
    r"[.!?…]{1,5}[”\"’')\]]{0,3}\s{1,5}|[”\"»]\s{0,5}|\n\s{0,5}|\bx{2,5}\s{1,3}(?=[A-Z])"
    r"|[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]\s{0,3}(?=[A-Z])"
)
FROM_SOMEBODY = re.compile(r"(?<=[\w!,.] )from (?=[A-Z])")
DASH = re.compile(r"\s[–—\-~]{1,2}\s{0,3}|[–—]\s{0,3}|(?<=[.!?…”\"’])\s{0,3}[–—\-~]{1,2}\s{0,3}")
SIGNS = re.compile(r"[^\w\s,.;:!?'’“”\"()\[\]&@/|–—+\-]")
FROM = re.compile(
    r"^(?P<this>(?:and\s|then\s)?(?:(?:this|the\s(?:next|last|following)|next|another|here\sis|here’s)"
    r"(?:\sone|\smessage|\swords?|\snote|\scard|\se-?mail|\stweet|\sgreetings?)?"
    r"(?:\s(?:is|are|was|came|comes|arrived|reached\sus))?(?:\salso)?"
    r"|(?:a\s|one\s)?(?:message|note|card|e-?mail|tweet|words|greetings|letter)"
    r"(?:\sof\s(?:support|solidarity)(?:\sand\s(?:support|solidarity))?)?)\s)?"
    r"(?:received\s|sent\s)?(?:from|by)\b:?\s",
    re.IGNORECASE,
)
# What stands before an organisation in whose name somebody signs.
COLLECTIVE = re.compile(
    r"^(?:(?:sent |signed )?(?:for and )?on behalf of\s"
    r"|(?=(?:all|everyone|everybody|your|members)\b))"
    r"(?:(?:all|everyone|everybody|(?:all )?(?:the |our )?members|your [a-z ]{4,30}?)"
    r"(?: of us)?\s(?:here\s)?(?:at|in|of|from)\s)?(?:the\s)?",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"\s?(?:,\s)?(?:(?:says|said|writes|wrote|sent\sthis|sends\sthis|tells\sus|adds|added|told\sus)"
    r"\b\s?[:,\-–—]?|[:–—]|(?=[“\"«])|\n|$)\s?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who something is from. `start` and `end` are where that stands in the text that was asked
    about; `sure` is from 0 to 1; `is_marked` where a dash or a closing led to it."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    place: str = ""
    sure: float = 0.0
    start: int = 0
    end: int = 0
    is_marked: bool = False


def is_greeting(line: str) -> bool:
    """Whether a line greets whoever reads: “Dear all,”, “Hi Jo”, “Hello to everyone striking”."""
    tokens = tokens_of(line[:LONGEST])
    if not tokens or tokens[0].word not in words("greetings"):
        return tokens[:1] != [] and tokens[0].word == "good" and _is_time_of_day(plain(line[:40]))
    word = tokens[0].word
    if word in {"dear", "hi", "hiya", "hello", "hey"}:
        return True
    if len(tokens) <= 4 and all(token.word in _CALLS for token in tokens):
        return True  # “Comrades”, “Sisters and brothers”
    short = len(tokens) <= 8 and len(line) < LONGEST
    return short and line.rstrip(QUOTES + " ")[-1:] in {",", "!", ":", "–", "-"}


_CALLS = (words("greetings") - {"greetings"}) | {"and", "&", "fellow", "all", ",", "!"}


def _is_time_of_day(opening: str) -> bool:
    return opening.startswith(("good morning", "good afternoon", "good evening"))


def is_closing(line: str) -> bool:
    """Whether a line closes a letter and says no more: “In solidarity,”, “With love and hope”."""
    if len(line) > 80:
        return False
    known = [token.word for token in tokens_of(SIGNS.sub(" ", line)) if token.text[0].isalpha()]
    listed = all(word in words("closings") for word in known)
    return 0 < len(known) <= 8 and listed and any(w in words("closing_heads") for w in known)


def attribution_of(text: str) -> Attribution | None:
    """Return who a text names if it is nothing but an attribution, in a line or in several."""
    if len(text) > LONGEST or not (bare := trimmed(SIGNS.sub(" ", text), EDGES)):
        return None
    marked = text.lstrip(QUOTES + " \t\n")[:1] in {"–", "—", "-", "~"}
    after = without_from(bare)
    is_theirs = after != bare
    if len(after.split()) > MOST_WORDS:
        return None
    lead = name_at_start(after)
    if lead and is_organisations(lead, after):
        lead = None
    rest = after[lead.end :] if lead else after
    if lead and not _ends_cleanly(lead, rest):
        return None
    if not explains(rest):
        return _described(lead, rest, text) if lead else None
    belongs = belonging_of(rest.strip(EDGES.replace(")", "").replace("(", "")))
    is_said = belongs.role or belongs.organisation
    if lead is None and not (is_said and (is_theirs or _begins_well(after))):
        return None
    return _attributed(lead, belongs, marked=marked, length=len(text))


def _described(lead: Named, rest: str, text: str) -> Attribution | None:
    """Read a name that is surely one, a comma, and a few words that are in no list."""
    said = rest.strip(EDGES)
    sure = lead.sure > SURE and " " in lead.name and rest.lstrip()[:1] in {",", "–", "—", "-", "("}
    ends = text.rstrip(QUOTES + " )")[-1:]
    if not sure or ends in {".", "!", "?", ":"} or not said or len(said.split()) > MOST_DESCRIBED:
        return None
    known = [token.word for token in tokens_of(said)]
    some = words("organisations").intersection(known) and not words("roles").intersection(known)
    organised = some or (known and known[-1] in words("organisations"))
    role, organisation = ("", said) if organised else (said, "")
    return Attribution(lead.name, role, organisation, "", lead.sure - 0.2, 0, len(text))


def _begins_well(text: str) -> bool:
    """Whether a role or an organisation can begin so: “Messages from unions” is neither."""
    first = tokens_of(text[:40])[0]
    known = ("roles", "role_words", "organisations", "unions")
    common = first.word in words("common_words") and not any(first.word in words(e) for e in known)
    return first.text[0].isupper() and not common


def _attributed(
    lead: Named | None, belongs: Belonging, *, marked: bool, length: int
) -> Attribution:
    name, office, sure = (lead.name, lead.office, lead.sure) if lead else ("", "", 0.4)
    role = belongs.role or {"cllr": "Councillor"}.get(office.casefold().strip("."), office)
    said = bool(role) + bool(belongs.organisation) if lead else 0
    return Attribution(
        name, role, belongs.organisation, belongs.place, min(sure + 0.2 * said, 1.0),
        0, length, marked,
    )  # fmt: skip


def _ends_cleanly(lead: Named, rest: str) -> bool:
    """Whether what follows a name may: a sign, or words of roles and organisations."""
    following = tokens_of(rest[:40])
    if len(lead.name.split()) > 1 or not following or not following[0].text[0].islower():
        return True
    word = following[0].word
    return word in words("roles") or word in words("role_words") or word in _LINKS


_LINKS = frozenset({"from", "at", "of", "and", "for", "in", "unison", "x", "xx"})


def without_from(text: str) -> str:
    """Return a signature without what says that it is one: “From all at”, “On behalf of the”."""
    start = FROM.match(text)
    text = text[start.end() :] if start else text
    start = COLLECTIVE.match(text)
    return text[start.end() :] if start else text


def signed_line(text: str) -> Attribution | None:
    """Return who a line names that is an attribution, or one after a closing: “Best, Jo Bell”."""
    whole = attribution_of(text)
    if whole is not None or len(text) > LONGEST:
        return whole
    found = ending_of(text)
    return found if found and is_closing(text[: found.start]) else None


def ending_of(text: str) -> Attribution | None:
    """Return the attribution at the end of a text: “… to win. Jo Bell, Unite”, “… – Jo”."""
    begins = max(len(text) - LONGEST, 0)
    begins += last_unknown(text[begins:])
    tail = text[begins:]
    closing = _closed(tail)
    found = _by_starts(tail, [closing] if closing else [], marked=True)
    found = found or _by_starts(tail, [m.end() for m in DASH.finditer(tail)], marked=True)
    starts = [match.end() for match in SENTENCE_END.finditer(tail)]
    plainly = _by_starts(tail, starts, marked=False)
    best = _better(found, plainly) or _sent_from(tail)
    return replace(best, start=begins + best.start, end=len(text)) if best else None


def _sent_from(tail: str) -> Attribution | None:
    """Return who is named after the last “from”, where it is surely somebody: “Love from Jo”."""
    starts = [match.end() for match in FROM_SOMEBODY.finditer(tail)]
    found = attribution_of(tail[starts[-1] :]) if starts else None
    first = tokens_of(found.name[:60]) if found else []
    if found is None or not first or first[0].word in words("places"):
        return None
    if first[0].word not in words("first_names") and not found.role:
        return None
    return replace(found, start=starts[-1])


def _better(marked: Attribution | None, plainly: Attribution | None) -> Attribution | None:
    """Of two readings the one that says who; else the one with a sign before it."""
    if marked is None or plainly is None:
        return marked or plainly
    if bool(marked.name) != bool(plainly.name):
        return marked if marked.name else plainly
    return plainly if plainly.start < marked.start and plainly.sure >= marked.sure else marked


def _by_starts(tail: str, starts: list[int], *, marked: bool) -> Attribution | None:
    """Return the first reading of what follows one of `starts`, one with a name before others."""
    nameless = None
    for start in starts[-MOST_TRIED:]:
        found = attribution_of(tail[start:]) if tail[start:].strip() else None
        if found is None or _is_cry(tail, start, found, marked=marked):
            continue
        found = replace(found, start=start, is_marked=marked or found.is_marked)
        if found.name:
            return found
        nameless = nameless or found
    return nameless


def _is_cry(tail: str, start: int, found: Attribution, *, marked: bool) -> bool:
    """Whether it is one word that is rather called than signed, or unknown in a running text."""
    called = tail.rstrip(QUOTES + " ")[-1:] in {"!", "?"}
    alone = not (found.role or found.organisation) and len(found.name.split()) == 1
    return called and (alone or not marked) and found.sure < 0.9


def _closed(tail: str) -> int:
    """Return where an attribution begins after closing words in the same line; 0 without them."""
    tokens = tokens_of(tail)
    for at in range(len(tokens) - 1, 0, -1):
        previous, token = tokens[at - 1], tokens[at]
        comma = previous.text in {",", "-", "–", "—", ":", ".", "!"} and at > 1
        word = tokens[at - 2] if comma else previous
        closes = word.word in words("closing_heads") and token.text[0].isupper()
        if closes and is_closing(_clause(tail, word.end)):
            return token.start
    return 0


def _clause(tail: str, end: int) -> str:
    """Return the words from the last sentence's end, or the last capital of a closing, to `end`."""
    start = max((m.end() for m in SENTENCE_END.finditer(tail, 0, end)), default=0)
    known = []
    for word in reversed(tail[start:end].split()):
        if plain(word).strip(EDGES) not in words("closings"):
            break
        known.append(word)
    return " ".join(reversed(known))


def opening_of(text: str) -> Attribution | None:
    """Return the attribution at the beginning of a text: “This one is from Jo Bell MP …”."""
    head = text[:LONGEST]
    lead = len(head) - len(head.lstrip(QUOTES + " –—-*"))
    start = FROM.match(head[lead:])
    body = head[lead + start.end() :] if start else head[lead:]
    offset = lead + (start.end() if start else 0)
    is_said = bool(start and start.group("this"))
    found = _opened(body, is_said=is_said, is_from=start is not None)
    if found and start and _is_rather_place(found, plain(start.group())):
        return None
    return replace(found, start=0, end=offset + found.end, is_marked=True) if found else None


def _is_rather_place(found: Attribution, said: str) -> bool:
    """Whether what follows “from” is no person: “Greetings from Wales!”."""
    if found.role or found.organisation or " " in found.name:
        return False
    word = found.name.casefold()
    return word in words("places") or (
        said.startswith("greetings") and word not in words("first_names")
    )


def _opened(body: str, *, is_said: bool, is_from: bool) -> Attribution | None:
    """Return the attribution that `body` begins with, up to a colon, a quotation, or a new line."""
    stop = _stop(body)
    found = attribution_of(body[: stop[0]]) if stop else None
    if stop and found and (found.name or is_said):
        whole = " " in found.name or found.role
        if is_from or whole:
            return replace(found, end=stop[1], sure=min(found.sure + 0.1, 1.0))
    return _led(body, is_said=is_said) if is_from else None


def _stop(body: str) -> tuple[int, int] | None:
    found = SAYS.search(body, 1) if len(body) > 1 else None
    return (found.start(), found.end()) if found else None


def _led(body: str, *, is_said: bool) -> Attribution | None:
    """Read “Jo Bell MP Sending solidarity …”, where nothing parts who from what."""
    lead = name_at_start(body)
    if lead is None or not (is_said or len(lead.name.split()) > 1):
        return None
    tokens, last = tokens_of(body[lead.end :]), 0
    for number, token in enumerate(tokens):
        if token.word in words("roles"):
            last = token.end
        known = token.word in words("role_words") | words("unions") | words("organisations")
        if number > 8 or not (known or token.word in words("roles") or token.text in ",of"):
            break
    if not last and not is_said and not lead.office:
        return None
    if not last:
        lead = _without_next_word(lead, body)
    belongs = belonging_of(trimmed(body[lead.end : lead.end + last], EDGES))
    found = _attributed(lead, belongs, marked=True, length=lead.end + last)
    return replace(found, end=lead.end + last)


def _without_next_word(lead: Named, body: str) -> Named:
    """Return a name without the word that begins a sentence after it: “Jo Bell Count me in”."""
    said = lead.name.rsplit(" ", 1)
    goes_on = re.match(r" [a-z]", body[lead.end :]) and lead.name.count(" ") > 1
    if not goes_on or not body[: lead.end].endswith(f" {said[-1]}"):
        return lead
    return replace(lead, name=said[0], end=lead.end - len(said[1]) - 1)


def opens_like_a_message(text: str) -> bool:
    """Whether a text begins as messages often do: “Sending love”, “On behalf of …”."""
    return _begins(text, "openers")


def opens_like_a_paragraph(text: str) -> bool:
    """Whether a text begins as paragraphs within messages do too: “We are …”, “As a …”."""
    return _begins(text, "weak_openers")


def _begins(text: str, name: str) -> bool:
    opening = plain(text[:60]).lstrip(QUOTES + " ")
    return any(opening.startswith(each) for each in phrases(name))
