"""A stand-in for the check: it knows one sentence, so that what is around it is tested alone.

`[number] days of strike action` is held against the record; "[number] people" is not in it, and
"[number] of them" is a doubt.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from dispute.figures import Record, compute
from dispute.judging.findings import Finding, Verdict
from dispute.reading.shapes import Span

NUMBER = re.compile(r"(?P<number>\d+|nine) (?P<what>days of strike action|people|of them)")


def check(text: str, record: Record, at: date) -> tuple[Finding, ...]:
    """Return what is said of each number that stands in a sentence of the three kinds."""
    return tuple(findings(text, record, at))


def failing_on(word: str) -> Callable[[str, Record, date], tuple[Finding, ...]]:
    """A check that breaks on a text with a word, as a fault of the real one would."""

    def broken(text: str, record: Record, at: date) -> tuple[Finding, ...]:
        if word in text:
            raise RecursionError(text)
        return check(text, record, at)

    return broken


def findings(text: str, record: Record, at: date) -> Iterator[Finding]:
    for found in NUMBER.finditer(text):
        sentence, span = sentence_around(text, found.start()), Span(*found.span("number"))
        said = (sentence, found["number"])
        if found["what"] == "people":
            yield Finding(*said, Verdict.NOT_IN_THE_RECORD, "Nothing recorded speaks of it.", span)
            continue
        figure = compute(record, "strike_days_taken", at)
        right = found["number"] == str(figure.value)
        yield Finding(
            *said,
            Verdict.AGREES if right else Verdict.DISAGREES,
            "" if right else "The record counts strike days that were not called off.",
            span,
            figure=figure.key,
            record=figure.shown,
            right_until=None if right else date(2026, 3, 1),
            sure=0.3 if found["what"] == "of them" else 0.9,
            rows=tuple(figure.rows),
            reference=figure.key,
            contradicts=not right,
        )


def sentence_around(text: str, place: int) -> str:
    begins = max(text.rfind(mark, 0, place) + len(mark) for mark in ("\n", ". "))
    ends = min((found for mark in "\n." if (found := text.find(mark, place)) > 0), default=None)
    return text[max(0, begins) : ends]
