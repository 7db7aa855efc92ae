"""Which figures would answer a claim: those that its numbers speak of, else those of its words.

They are proposals: nothing of them is public until an officer chooses it.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import Error

from dispute import judging
from dispute.answering import asked, look_up, written
from dispute.figures import Figure, FigureError, Record, definitions
from dispute.judging.lexicon import lexicon
from dispute.models import Claim
from dispute.reading.lexicon import Entry, Lexicon, Name, bare_words, stems, told_apart

from .gathering import OF_A_FIGURE

log = logging.getLogger(__name__)

MOST = 5
# A statement is read for its words up to here; its numbers are read throughout.
WORDS_READ, CHARACTERS_READ = 2000, 20_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure that may answer a claim, as at its day, and the line that would choose it."""

    line: str
    figure: Figure


def proposals(claim: Claim, record: Record) -> tuple[Proposal, ...]:
    """Return at most five figures that may answer a claim and that the record can give.

    They are those of the first way that finds any: its numbers, then the words by which figures
    are known, then what figures are called.
    """
    said = claim.statement
    ways = (
        of_numbers(claim, record),
        of_words(said, lexicon(record)),
        of_names(said, record),
    )
    found = (tuple(islice(_given(lines, claim, record), MOST)) for lines in ways)
    return next((each for each in found if each), ())


def of_numbers(claim: Claim, record: Record) -> Iterator[str]:
    """Yield the lines of the figures that numbers in a claim speak of."""
    try:
        found = judging.check(claim.statement, record, claim.made_on)
    except Error:  # the database's: then nothing else works either
        raise
    except Exception:  # whatever they said, the claim can be opened, and its words are read
        # The log keeps where it failed and none of the text: dispute/log.py.
        log.exception("The numbers of a claim could not be read.")
        return
    for finding in found:
        if finding.figure and finding.verdict in OF_A_FIGURE:
            yield written(finding.figure, sorted(finding.parameters))


def of_words(statement: str, known: Lexicon) -> Iterator[str]:
    """Yield the lines of the figures whose words are in a statement, in the figures' order."""
    words = bare_words(statement)[:WORDS_READ]
    said = stems(" ".join(words))
    found = known.book.find(words)
    spoken = [entry for entry in known.entries if _is_spoken_of(entry, set(found), said)]
    for entry in spoken:
        rivals = [each for each in spoken if each.key == entry.key]
        if entry.name & said or not any(each.name & said for each in rivals):
            named = [label for label in found if isinstance(label, Name)]
            yield written(
                entry.key, sorted({**_chosen(entry, named), **dict(entry.parameters)}.items())
            )


def of_names(statement: str, record: Record) -> Iterator[str]:
    """Yield the lines of the figures that are called by a word of a statement, which figures of
    no other heading are called by; of several lists, those that it names."""
    # “not” and “day” tell no figure from another.
    said = frozenset(each for each in stems(statement[:CHARACTERS_READ]) if len(each) > 3)
    called: dict[str, frozenset[str]] = defaultdict(frozenset)
    for each in definitions():
        called[str(each.group)] |= stems(f"{each.group} {each.label}")
    own = told_apart(called)
    for each in definitions():
        if not stems(f"{each.group} {each.label}") & own[str(each.group)] & said:
            continue
        chosen = each.instances(record)
        named = [some for some in chosen if said & stems(" ".join(map(str, some.values())))]
        for some in named or chosen:
            yield written(each.key, [(name, str(value)) for name, value in some.items()])


def _is_spoken_of(entry: Entry, found: set[object], said: frozenset[str]) -> bool:
    """Whether all that has to be said for a figure to be meant is in a statement."""
    words = entry.words
    if words.forbids and words.forbids in found:
        return False
    if entry.named:
        return 2 * len(entry.name & said) > len(entry.name)
    needs = all(each in found for each in words.needs)
    return needs and (words.heads in found or (words.bare and bool(words.needs)))


def _chosen(entry: Entry, named: Iterable[Name]) -> dict[str, str]:
    """Return what names in a statement choose of a figure: a team."""
    return {
        each.parameter: each.value for each in named if each.value and each.parameter in entry.takes
    }


def _given(lines: Iterable[str], claim: Claim, record: Record) -> Iterator[Proposal]:
    """Yield those that the record can give, each once."""
    seen: set[tuple[object, ...]] = set()
    for line in dict.fromkeys(lines):
        try:
            figure = look_up(asked(line), record, claim.made_on)
        except FigureError:
            continue
        if (figure.key, figure.parameters) not in seen:
            seen.add((figure.key, figure.parameters))
            yield Proposal(line, figure)
