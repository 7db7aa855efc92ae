"""Where a sender's own words end and the signature begins."""

import re
from dataclasses import dataclass

from solidarity.reading import ending_of, is_closing, is_greeting
from solidarity.reading.attributions import signed_line
from solidarity.reading.names import UNSURE, tokens_of
from solidarity.reading.senders import is_afterword
from solidarity.reading.words import words

from .owners import WITH_WHOM, is_own_name, is_person, plain_name
from .shapes import kind_of_part

DASHES = re.compile(r"^(?:--|—|__|-- ?-*)$")
POSTSCRIPT = re.compile(r"^P\.?\s?P?\.?\s?S\b[.:,;\s–—-]", re.IGNORECASE)
KISSES = re.compile(r"^[xX\s]{1,12}$|^[^\w]{1,30}$")
LABELLED = re.compile(
    # “P. 01632 960000” is a telephone’s, “P. J. Bell” is a person.
    r"^(?!(?-i:(?:[A-Z]\.\s){1,3}[A-ZÀ-Ž][\w’'\-]{1,30}(?:,|\s*$)))"
    r"(?:t|m|e|w|p|f|a|tel|mob|mobile|phone|telephone|office|direct|fax|e-?mail|web|website"
    r"|twitter|x|facebook|address"
    r"|pronouns?|bluesky|instagram|linkedin|whatsapp|signal|membership(?: no|"
    r" number)?)\b\.?\s?[:.|]\s?\S|^\(?(?:he/|she/|they/)"
    r"|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|^(?:https?://|www\.)"
    r"|^\S{1,80}@\S{1,100}\.\w{2,12}(?:\s|$)|^@\w{2,30}$"
    r"|\b(?:my )?(?:working|office) (?:days|hours)\b|^(?:open|opening|rehearsals?|meetings?)\b.*\d"
    r"|^(?:insta(?:gram)?|ig|fb|tiktok|mastodon|bsky|threads)\s?[@:]\s?\S|(?:^|\s)@\w{3,30}(?:\s|$)",
    re.IGNORECASE,
)
# A telephone's number, an e-mail's or a page's address, wherever it stands in a line.
CONTACT = re.compile(
    r"(?:\+|\b0)[\d ()\-]{8,18}\d|\S@\S{1,100}\.\w|https?://|\bwww\.|\.(?:com|org|uk|net)\b", re.I
)
# What an office says under its letters.
OFFICES = re.compile(
    r"\b(?:newsletter|privacy|surgeries|surgery (?:times|hours|dates|on)|casework"
    r"|your (?:data|full name)|appointments?"
    r"|part[- ]time|flexib\w+|full-time|(?:my|our) (?:working|normal) \w+|(?:reply|answer"
    r"|respond|response)"
    r"|follow (?:me|us)|sign up|subscribe|book a|please note|print)\b",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"\b(?:i|we|you|your|are|is|was|were|will|have|has|had|can|do|did|want|won|win|stands?|sends?"
    r"|support|say|wish|hope|know|must|should|be|keep|stay|it|they|thanks?)\b|[’']s been\b",
    re.IGNORECASE,
)
# Many people without a name of their own: “The night shift at Oakley Road”.
MANY = re.compile(
    r"^(?i:(?:from )?(?:all|the|everyone|everybody|your|both))\b.{0,60}\b(?:at|of|from"
    r"|in)\s+(?:the )?[A-Z]"
)
AND_OTHERS = re.compile(r"^[\s,]*(?:and\b|&|\+|,|\(|from\b|at\b|of\b|in\b|on behalf\b|[–—-]\s)")
# Somebody without a name: “A friend on the third floor”.
SOMEBODY = re.compile(
    r"^(?:an?|your|one of your) (?:[\w\-]+ ){0,2}(?:friend|neighbour|reader|supporter"
    r"|comrade|colleague|well-?wisher|patient|parent|nurse|teacher|worker|member|resident|pensioner|stranger)\b",
    re.IGNORECASE,
)
FROM_ALL_AT = re.compile(
    r"\bfrom (?:all|everyone|everybody)(?: of us)?(?: (?:at|in|of))?(?: the)? ?$", re.I
)
OF_YOURS = re.compile(r"^(?:an?|your|one of your|the) (?:[\w’'\-()]+ ?){1,8}$", re.IGNORECASE)
AND = re.compile(r"\s(?:and|&|\+)\s")
NUMBERED = re.compile(r",?\s\(?(?:(?:no\.? ?)?x?\d{4,9}|aged? \d{1,3})\)?$", re.IGNORECASE)
ALONE, DASHED = re.compile(r"^[xX]{0,6}$"), re.compile(r"^[–—-]{1,2}\s?[A-Z]")
# “jo x” is a name however it is written.
KISSED = re.compile(r"^[^\W\d_]{2,20}(?: [^\W\d_]{2,20})? [xX]{1,6}$")
FOR_MANY = re.compile(
    r"^(?:for|pp|on behalf of) (?:all )?(?:the |our |everyone )?(?:[\w’'\-]+ ?){1,6}$", re.I
)
QUOTED = "“\"‘'«„(["
# A signature stands in so many lines at the end, none of them longer than this.
MOST_LINES, LONGEST = 18, 140
MOST_WORDS, CAPITALS, MOST_CLOSING, MOST_NAMES, MOST_WHO = 16, 0.6, 5, 9, 3
# So many words has a sentence at least; a closing with a comma, a group's name, at most.
LEAST_SENTENCE, LONGEST_CLOSING, LONGEST_GROUP, MOST_CONTACT = 6, 8, 12, 8
TO_WHOM = frozenset(
    ["to", "you", "both", "everyone", "everybody", "comrades", "friends", "folks", "there", "with"]
)


@dataclass(frozen=True, slots=True)
class Signed:
    """The own words of a mail with its closing phrase, its signature's lines, and the phrase."""

    body: list[str]
    signature: list[str]
    closing: str = ""


def signed(lines: list[str], name: str = "") -> Signed:
    """Part a mail's own words from its signature; `name` is who its From line says it is from."""
    kept = _trimmed([line.strip() for line in lines])
    kept, below = _at_dashes(kept)
    kept, postscript = _at_postscript(kept)
    body, signature = (
        _at_closing(kept, name) or _at_dashed(kept) or _at_name(kept, name)
        or _at_comma(kept, name) or _at_end(kept)
    )  # fmt: skip
    if not any(body):
        body, signature = kept, []
    while signature and body and ALONE.match(body[-1] or "x"):
        body = body[:-1]  # “x”, then who sends it
    signature, more = _without_sentences(signature)
    postscript = [*more, *([""] if more and postscript else []), *postscript]
    closing = _last_line(body) if signature else ""
    closing = closing if _may_close(closing) else ""
    gap = [""] if postscript else []
    return Signed(
        _trimmed([*_trimmed(body), *gap, *postscript]),
        [*filter(None, signature), *filter(None, below)],
        closing,
    )


def _last_line(lines: list[str]) -> str:
    return next((line for line in reversed(lines) if line), "")


def _may_close(line: str) -> bool:
    """Whether a line before a name can be a closing phrase in any language."""
    return is_closing(line) or (0 < len(line.split()) <= MOST_CLOSING and line[-1] not in ".!?:…")


def _trimmed(lines: list[str]) -> list[str]:
    """Return lines without empty ones at both ends, and one where there were more."""
    said: list[str] = []
    for line in lines:
        if line or (said and said[-1]):
            said.append(line)
    return said[:-1] if said and not said[-1] else said


def _at_dashes(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut at “-- ”, if there are words before it."""
    for at, line in enumerate(lines):
        # Other dashes may part two halves of a text.
        ends = line == "--" or len(lines) - at <= MOST_LINES
        if DASHES.match(line) and ends and any(lines[:at]):
            below = [each for each in lines[at + 1 :] if not DASHES.match(each)]
            return _trimmed(lines[:at]), below
    return lines, []


def _at_postscript(lines: list[str]) -> tuple[list[str], list[str]]:
    for at in range(max(len(lines) - MOST_LINES, 1), len(lines)):
        if POSTSCRIPT.match(lines[at]):
            return _trimmed(lines[:at]), lines[at:]
    return lines, []


def _at_closing(lines: list[str], name: str) -> tuple[list[str], list[str]] | None:
    """Cut after the closing phrase, if nothing but a signature follows it."""
    for at in _last(lines):
        closing = _closing(lines[at], name)
        rest = lines[at][len(closing) :].strip(" ,–—-")
        below = [each for each in lines[at + 1 :] if each]
        if not closing or not (rest or _is_signature(below, name)):
            continue
        if rest and below and not all(map(is_signatures, below[:1])):
            continue
        if not rest and below and is_closing(below[0]) and not KISSES.match(below[0]):
            continue  # “Thank you all,”, then “In solidarity,”
        return [*lines[:at], closing], [*([rest] if rest else []), *below]
    return None


def _at_name(lines: list[str], name: str) -> tuple[list[str], list[str]] | None:
    """Cut before a line that is the sender's own name, if nothing but a signature follows it."""
    for at in _last(lines):
        below = [each for each in lines[at:] if each]
        if not any(lines[:at]):
            continue
        ours = names_sender(lines[at], name) or (not lines[at - 1] and is_person(lines[at]))
        if ours and _is_signature(below, name):
            return lines[:at], below
        if _is_many(lines[at]) and not lines[at - 1] and all(map(is_signatures, below[1:])):
            return lines[:at], below
    return None


def _at_comma(lines: list[str], name: str) -> tuple[list[str], list[str]] | None:
    """Cut after a short line with a comma that stands alone: a closing in words of its own."""
    for at in _last(lines):
        line, below = lines[at], [each for each in lines[at + 1 :] if each]
        alone = at > 0 and not lines[at - 1] and line[-1] == ","
        short = len(line.split()) <= LONGEST_CLOSING and not is_greeting(line)
        if not (alone and short and below):
            continue
        if names_sender(below[0], name) or all(map(_is_titled, below)):
            return lines[: at + 1], below
    return None


def _at_dashed(lines: list[str]) -> tuple[list[str], list[str]] | None:
    """Cut before “– Jo Bell”, if nothing but a signature follows it."""
    for at in _last(lines):
        below = [each for each in lines[at + 1 :] if each]
        who = without_number(lines[at]).lstrip("–—- ")
        titled = DASHED.match(lines[at]) and who and _is_titled(who)
        if at and titled and not DASHED.match(lines[at - 1]) and all(map(is_signatures, below)):
            return lines[:at], [who, *below]
    return None


def without_number(line: str) -> str:
    """Return a line without a member's number or somebody's age after the name."""
    return NUMBERED.sub("", line)


def _is_titled(line: str) -> bool:
    """Whether a line is written as names and titles are: with capitals, and no sentence."""
    if is_labelled(line):
        return True
    long = [each for each in tokens_of(line) if len(each.text) > 3 and each.text[0].isalpha()]
    small = any(each.text[0].islower() for each in long)
    return is_signatures(line) and bool(long) and not small and line[-1] not in ".!?:"


def _is_signature(below: list[str], name: str) -> bool:
    """Whether lines under a closing are a signature: all of them, or those after who it names."""
    if all(is_signatures(each) or names_sender(each, name) for each in below):
        return True
    first = below[0] if below else ""
    found = signed_line(first)
    named = found is not None and found.sure >= UNSURE and " " in found.name
    return names_sender(first, name) or (named and len(below) > 1)


def names_sender(line: str, name: str) -> bool:
    """Whether a line is the sender's own name, also with others': “Kaz and the canteen”."""
    if is_own_name(line, name):
        return True
    said = line.split()
    who, comma, what = line.partition(", ")
    if comma and is_own_name(who, name) and OF_YOURS.match(what):
        return True  # “Baz, your postie”
    if len(said) == 1 or line[-1] in ".!?:" or SAYS.search(line):
        return False
    if " " in name and line.casefold().startswith(f"{name.casefold()} "):
        return len(said) <= LONGEST_GROUP  # “Jo Bell MP”
    if is_with_group(line, name):
        return True
    first = plain_name(said[0])
    return (
        len(said) <= LONGEST_GROUP
        and len(first) > 1
        and first[0].isupper()
        and is_own_name(first, name)
        and AND_OTHERS.match(line[len(said[0].rstrip(",")) :]) is not None
    )


def is_with_group(line: str, name: str) -> bool:
    """Whether a line names somebody and those the From line does: “Jo & the Red Kettles”."""
    who, *groups = AND.split(line, maxsplit=1)
    if AND.search(name) or name.casefold().partition(" ")[0] in words("first_names"):
        return False  # a couple, or a person
    is_who = who.istitle() and len(who.split()) <= MOST_WHO
    return is_who and any(" " in each and is_own_name(each, name) for each in groups)


def _is_many(line: str) -> bool:
    """Whether a line says only where people are, or where one is: “Everyone at Oakley Library”."""
    short = len(line.split()) <= LONGEST_GROUP and line[-1:] not in {".", "!", "?", ":"}
    where = MANY.match(line) or SOMEBODY.match(line)
    return short and where is not None and not SAYS.search(line)


def _without_sentences(lines: list[str]) -> tuple[list[str], list[str]]:
    """Part what somebody still says below their signature from it: sentences, to the end."""
    for at, line in enumerate(lines):
        if _is_sentence(line):
            more = [each for each in lines[at:] if _is_sentence(each) or not is_labelled(each)]
            return lines[:at], more
    return lines, []


def _is_sentence(line: str) -> bool:
    """Whether a line says something to its readers, other than what offices say under letters."""
    said = len(line.split()) >= LEAST_SENTENCE and line[0] not in QUOTED
    told = said and not OFFICES.search(line) and not is_labelled(line)
    return told and line[-1] in ".!?…" and SAYS.search(line) is not None


def _last(lines: list[str]) -> list[int]:
    """Return the numbers of the last lines that say something, the first of them first."""
    said = [at for at, line in enumerate(lines) if line]
    return said[-MOST_LINES:]


def _closing(line: str, name: str) -> str:
    """Return the closing phrase that a line is, or begins with before a name; "" without one."""
    if KISSES.match(line) or len(line) > LONGEST:
        return ""
    if is_closing(line):
        return line
    found = ending_of(line)
    start = found.start if found and found.name else 0
    start = start or _own_start(line, name) or _described_start(line)
    before, said_from, whose = line.partition(" from ")
    group = said_from and is_closing(before) and not is_own_name(whose, name)
    if group and kind_of_part(whose.removeprefix("the ").rstrip(" .!")) == "organisation":
        return line
    if start and FROM_ALL_AT.search(line[:start]):
        return line  # “Love from all at Tarn Nursery” is all of it said
    if start and _is_towards(line[:start]):
        return re.sub(r"\s+(?:from|x{1,4})$", "", line[:start].rstrip(" –—-"), flags=re.IGNORECASE)
    return ""


def _own_start(line: str, name: str) -> int:
    """Return where the sender's own name begins at the end of a line; 0 where it does not."""
    starts = [found.end() for found in re.finditer(r"[\s,]+", line)][:-MOST_NAMES:-1]
    return next((at for at in starts if _is_ours(line[at:], name) and _is_towards(line[:at])), 0)


def _described_start(line: str) -> int:
    """Return where it begins to say only what the sender is: “Yours, a retired nurse in Tarn”."""
    closing, comma, rest = line.partition(", ")
    known = [token.word for token in tokens_of(rest)]
    said = known[:1] in (["a"], ["an"], ["your"], ["one"]) and len(known) <= LONGEST_CLOSING
    role = any(word in words("roles") for word in known)
    is_one = said and role and is_closing(closing) and rest[-1] not in ".!?:"
    return len(closing) + len(comma) if is_one else 0


def _is_towards(line: str) -> bool:
    """Whether a line is a closing, also one that says to whom: “All the very best to you all”."""
    kept = [word for word in line.split() if word.strip(",!").casefold() not in TO_WHOM]
    return bool(kept) and is_closing(" ".join(kept))


def _is_ours(text: str, name: str) -> bool:
    """Whether a text is the sender's own name, also with those of others: “Bea, Ivy & Tom”."""
    first, *others = re.split(r",|&|\band\b", plain_name(text))
    return is_own_name(first, name) and all(each.strip().istitle() for each in others)


def is_labelled(line: str) -> bool:
    """Whether a line is a telephone's, an address's or a pronoun's: “T: 01632 960000”."""
    if len(line) > LONGEST:
        return False
    few = len(line.split()) <= MOST_CONTACT
    return LABELLED.search(line) is not None or (few and CONTACT.search(line) is not None)


def is_signatures(line: str) -> bool:
    """Whether a line can be one of a signature: no sentence."""
    if len(line) > LONGEST or is_greeting(line):
        return False
    if FOR_MANY.match(line):
        return True
    if is_afterword(line) or is_labelled(line) or signed_line(line) is not None or is_closing(line):
        return True
    known = [each for each in tokens_of(line) if each.text[0].isalpha()]
    if not known or len(known) > MOST_WORDS:
        return not known
    long = [each for each in known if len(each.text) > 3]
    capital = sum(each.text[0].isupper() for each in long)
    if line[-1] in ".!?:" and len(known) > 4 and capital < len(long):
        return False
    return (len(known) <= 3 and line[-1] not in ".?:") or (
        capital >= CAPITALS * len(long) and bool(long)
    )


def _at_end(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut the lines at the end that only say who wrote."""
    at = len(lines)
    while at > max(0, len(lines) - MOST_LINES):
        line = lines[at - 1]
        if line and not (_says_who(line) or is_afterword(line) or is_labelled(line)):
            break
        at -= 1
    signature = lines[at:]
    # A row of hearts or a link alone is the sender's own word.
    return (lines[:at], signature) if any(map(_says_who, filter(None, signature))) else (lines, [])


def _says_who(line: str) -> bool:
    if is_closing(line) or is_greeting(line):
        return False
    if KISSED.match(line):
        return True
    found = signed_line(WITH_WHOM.sub("", line))
    return found is not None and (found.sure > 0.5 or found.is_marked or bool(found.role))
