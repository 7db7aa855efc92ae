"""One press: a number that was typed by hand becomes a reference to the figure that it speaks of.

Only the number itself is replaced. What stands behind it ("9 days of strike action") stays, except
a unit that the figure brings along ("15 months").
"""

import re
from dataclasses import dataclass

from dispute.figures import Figure, FigureError, Record
from dispute.figures.figure import PERCENT, POUNDS

from .checking import Checkable, Checked
from .markup import references_in
from .quoting import quote
from .references import WORDS, read

# A number that is longer than this is none that somebody would have replaced.
LONGEST = 80
NUMERAL = re.compile(r"£?\d(?:[\d,.]{0,20}\d)?(?:\s?%)?")
UNIT = re.compile(r"\s{1,3}(?:day|week|month|year)s?\b", re.IGNORECASE)
PERCENT_SIGN = re.compile(r"\s{0,3}(?:%|per\s?cent\b)", re.IGNORECASE)
# What makes another number of it: £1.5m, 2 million, 9th, 9½.
GOES_ON = re.compile(
    r"[^\W\d_]|[½¼¾]|\s{0,3}-?(?:half|quarter|hundred|thousand|million|billion|dozen|score)s?\b"
    r"|\s{1,3}and\s{1,3}a\s{1,3}(?:half|quarter|bit)\b",
    re.IGNORECASE,
)
NUMBER_WORDS = """
    a dozen zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand million and
"""
KNOWN = frozenset(NUMBER_WORDS.split())


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What to write instead of body[start:end], and what readers would see there."""

    start: int
    end: int
    reference: str
    shown: str

    def is_read_in(self, body: str) -> bool:
        """Whether the reference is one where it would stand: in code it is only text."""
        return len(list(references_in(self.of(body)))) > len(list(references_in(body)))

    def of(self, body: str) -> str:
        """Return the letter's text with the reference in it."""
        return f"{body[: self.start]}{self.reference}{body[self.end :]}"


def rewriting(number: Checked, letter: Checkable, record: Record) -> Rewriting | None:
    """Return how a number of a letter's text becomes a reference; None where it cannot become one
    without somebody writing the sentence anew.
    """
    if number.part != "body" or number.on_reference or not number.finding.reference:
        return None
    behind = letter.body[number.start : number.end + LONGEST]
    numeral = numeral_of(behind[: number.end - number.start])
    if not numeral:
        return None
    # In the middle of a sentence a number in words stays one in words.
    style = f"|{WORDS}" if numeral[0].islower() and "|" not in number.finding.reference else ""
    reference = read(f"[[{number.finding.reference}{style}]]")
    if reference is None:
        return None
    try:
        found = quote(reference, record, letter.dated)
    except FigureError:
        return None
    if not _says_so(found.figure, number.finding.record):
        return None
    length = replaced(numeral, behind, number.end - number.start, found.figure)
    if length is None:
        return None
    return Rewriting(number.start, number.start + length, reference.text, found.shown)


def _says_so(figure: Figure, record: str) -> bool:
    """Whether a reference would show what the finding says that the record says: "on 3 October we
    had taken 30 days" is held against that day, and a reference is of the letter's."""
    return record in ("", figure.shown) or record.startswith(f"{figure.shown} (")


def numeral_of(text: str) -> str:
    """Return the number that a text begins with: "9", "£1,000", "66%", "twenty-one"; "" if none."""
    if found := NUMERAL.match(text[:LONGEST]):
        return found[0]
    end = 0
    for word in re.finditer(r"([A-Za-z]{1,20})(?:[ -]|$|(?=\W))", text[:LONGEST]):
        if word.start() != end or word[1].casefold() not in KNOWN:
            break
        end = word.end()
    return text[:end].rstrip(" -")


def replaced(numeral: str, behind: str, length: int, figure: Figure) -> int | None:
    """Return how many characters of `behind` the figure replaces; None where it does not fit.

    `behind` begins with the numeral and goes on beyond the number, which is `length` long.
    """
    rest, end = behind[len(numeral) : length], len(numeral)
    if figure.unit_belongs and figure.unit != PERCENT:
        unit = UNIT.match(behind, end)
        return unit.end() if unit else None
    if GOES_ON.match(behind, end):
        return None
    if re.search(r"\d", rest):
        # A range, or a part of a whole: two numbers are not one figure.
        return None
    sign = PERCENT_SIGN.match(behind, end)
    if figure.unit == PERCENT:
        return end if numeral.endswith("%") else sign.end() if sign else None
    if sign or numeral.endswith("%") or numeral.startswith("£") != (figure.unit[:3] == POUNDS):
        return None
    return end
