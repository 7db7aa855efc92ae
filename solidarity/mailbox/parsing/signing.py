"""Where a sender's own words end and the signature begins."""

import re
from dataclasses import dataclass

from solidarity.reading import ending_of, is_closing, is_greeting
from solidarity.reading.attributions import signed_line
from solidarity.reading.names import tokens_of
from solidarity.reading.senders import is_afterword

from .owners import is_own_name, plain_name

DASHES = re.compile(r"^(?:--|—|__|-- ?-*)$")
POSTSCRIPT = re.compile(r"^P\.?\s?P?\.?\s?S\b[.:,;\s–—-]", re.IGNORECASE)
KISSES = re.compile(r"^[xX\s]{1,12}$|^[^\w]{1,30}$")
LABELLED = re.compile(
    r"^(?:t|m|e|w|p|f|a|tel|mob|mobile|phone|telephone|office|direct|fax|e-?mail|web|website|twitter|x|facebook|address"
    r"|pronouns?|bluesky|instagram|linkedin|whatsapp|signal|membership(?: no|"
    r" number)?)\b\.?\s?[:.|]\s?\S|^\(?(?:he/|she/|they/)"
    r"|\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|^(?:https?://|www\.)|^\S{1,80}@\S{1,100}\.\w{2,12}(?:\s|$)|^@\w{2,30}$"
    r"|\b(?:my )?(?:working|office) (?:days|hours)\b",
    re.IGNORECASE,
)
# A signature stands in so many lines at the end, none of them longer than this.
MOST_LINES, LONGEST = 18, 140
MOST_WORDS, CAPITALS, MOST_CLOSING, MOST_NAMES = 16, 0.6, 5, 9


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
    body, signature = _at_closing(kept, name) or _at_name(kept, name) or _at_end(kept)
    if not any(body):
        body, signature = kept, []
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
        if not closing or not all(is_signatures(each) or is_own_name(each, name) for each in below):
            continue
        if not rest and below and is_closing(below[0]) and not KISSES.match(below[0]):
            continue  # “Thank you all,”, then “In solidarity,”
        return [*lines[:at], closing], [*([rest] if rest else []), *below]
    return None


def _at_name(lines: list[str], name: str) -> tuple[list[str], list[str]] | None:
    """Cut before a line that is the sender's own name, if nothing but a signature follows it."""
    for at in _last(lines):
        below = [each for each in lines[at + 1 :] if each]
        if any(lines[:at]) and is_own_name(lines[at], name) and all(map(is_signatures, below)):
            return lines[:at], [lines[at], *below]
    return None


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
    start = start or _own_start(line, name)
    if start and is_closing(line[:start]):
        return re.sub(r"\s+(?:from|x{1,4})$", "", line[:start].rstrip(" –—-"), flags=re.IGNORECASE)
    return ""


def _own_start(line: str, name: str) -> int:
    """Return where the sender's own name begins at the end of a line; 0 where it does not."""
    starts = [found.end() for found in re.finditer(r"[\s,]+", line)][:-MOST_NAMES:-1]
    return next((at for at in starts if _is_ours(line[at:], name) and is_closing(line[:at])), 0)


def _is_ours(text: str, name: str) -> bool:
    """Whether a text is the sender's own name, also with those of others: “Bea, Ivy & Tom”."""
    first, *others = re.split(r",|&|\band\b", plain_name(text))
    return is_own_name(first, name) and all(each.strip().istitle() for each in others)


def is_labelled(line: str) -> bool:
    """Whether a line is a telephone's, an address's or a pronoun's: “T: 01632 960000”."""
    return len(line) <= LONGEST and LABELLED.search(line) is not None


def is_signatures(line: str) -> bool:
    """Whether a line can be one of a signature: no sentence."""
    if len(line) > LONGEST or is_greeting(line):
        return False
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
    found = signed_line(line)
    return found is not None and (found.sure > 0.5 or found.is_marked or bool(found.role))
