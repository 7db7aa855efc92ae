"""What was said of a dispute's figures, and what the record says of each day. Asks the database.

The whole is worked out once for all that is public of a dispute (its stamp) and a day, and kept.
"""

import logging
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from hashlib import sha256

from django.core.cache import cache
from django.db import Error
from django.utils.translation import gettext as _

from dispute import judging
from dispute.answering import Asked, look_up
from dispute.figures import Figure, FigureError, Record, definition_of
from dispute.figures.figure import PERCENT
from dispute.judging.findings import Finding, Verdict
from dispute.models import Dispute
from dispute.reading import mentions
from dispute.reading.shapes import Kind, Quantity, Span
from dispute.recognised import keyed
from dispute.stamps import stamp_of
from dispute.texts import Text, texts_of

from .groups import Group, grouped
from .statements import Place, Statement, asserted, base_of
from .telling import not_ours, told

# A typed number whose figure is a guess would make contradictions up.
SURE = 0.8
# What such a finding says is that the number speaks of the figure.
OF_A_FIGURE = frozenset(
    set(Verdict) - {Verdict.SUM, Verdict.DATES, Verdict.NOT_IN_THE_RECORD, Verdict.NOT_OURS}
)
# Of the rows behind a number, as many of the newest days as it is looked for on.
DAYS_TRIED = 3
KEPT_SECONDS = 24 * 3600
# Of what is kept: a new shape of it must not be read out of the old.
SHAPE = 2
# In characters, what is read: of one text, of all (the newest first), and before a first page,
# where it has to take no longer than a second or so.
LONGEST_TEXT, LONGEST_ALL, LONGEST_BRIEFLY = 100_000, 500_000, 50_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that public texts say of a dispute's figures, by metric; and the texts whose typed
    numbers are no part of it: `failed`, those on which the check failed, and `too_long`."""

    groups: tuple[Group, ...] = ()
    failed: tuple[Place, ...] = ()
    too_long: tuple[Place, ...] = ()


def gathered(record: Record, at: date) -> Gathered:
    """Return all that public texts say of a dispute's figures as at `at`."""
    kept = briefly_gathered(record, at, most=None)
    return kept or Gathered()


def briefly_gathered(record: Record, at: date, *, most: int | None) -> Gathered | None:
    """Return what is kept, or can be gathered from texts of `most` characters; else None."""
    passed = not_ours(record.dispute)
    key = _key(record.dispute, at, passed)
    kept: Gathered | None = cache.get(key)
    if kept is None:
        texts = texts_of(record.dispute, at=at)
        if most is not None and sum(len(each.body) for each in texts) > most:
            return None
        kept = _gather(record, texts, passed)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _key(dispute: Dispute, at: date, passed: Mapping[str, frozenset[str]]) -> str:
    """What is kept is of one state of all that is public, one day, and what officers decided."""
    decided = repr(sorted((ref, sorted(keys)) for ref, keys in passed.items())).encode()
    stamp = f"{dispute.pk}:{stamp_of(dispute)}:{sha256(decided).hexdigest()[:20]}"
    return f"contradictions:{SHAPE}:{stamp}:{at.isoformat()}"


def _gather(
    record: Record, texts: Iterable[Text], passed: Mapping[str, frozenset[str]]
) -> Gathered:
    """Put what is quoted and what is typed beside what the record says of its day."""
    says, left = Says(record), LONGEST_ALL
    statements = [says.beside(statement) for statement in told(record)]
    failed, too_long = [], []
    for text in texts:
        if len(text.body) > min(LONGEST_TEXT, left):
            too_long.append(place_of(text))
            continue
        left -= len(text.body)
        try:
            statements += typed(text, record, says, passed.get(text.ref, frozenset()))
        except Error:  # the database's: then nothing else works either
            raise
        except Exception:  # whatever a text says, the others are gathered
            # The log keeps where it failed and none of the text: dispute/log.py.
            log.exception("The numbers of a published text could not be gathered.")
            failed.append(place_of(text))
    return Gathered(grouped(statements), tuple(failed), tuple(too_long))


class Says:
    """What the record says of figures, each asked once."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._known: dict[tuple[Asked, date], Figure | None] = {}

    def of(self, key: str, parameters: tuple[tuple[str, str], ...], at: date) -> Figure | None:
        """Return a figure as at a day; None where the record cannot give it."""
        asked = Asked(key, tuple(sorted(parameters)))
        if (asked, at) not in self._known:
            try:
                self._known[asked, at] = look_up(asked, self.record, at)
            except FigureError:
                self._known[asked, at] = None
        return self._known[asked, at]

    def beside(self, statement: Statement) -> Statement:
        """Return a statement with what the record says of its day, and whether it bears it out."""
        found = self.of(statement.key, statement.parameters, statement.as_at)
        named = replace(statement, label=label_of(statement))
        if found is None or found.value is None:
            return named
        stands = statement.stands
        if statement.is_quoted:
            stands = statement.asserted.holds(Fraction(found.value))
        shown = statement.record or in_brief(found)
        return replace(named, record=shown, record_url=found.url, stands=stands)


def typed(
    text: Text, record: Record, says: Says, passed: Container[str] = ()
) -> Iterator[Statement]:
    """Yield the numbers of a text that the check takes for figures, and is sure of; without those
    whose keys are `passed`, because an officer said that they are not ours."""
    quantities = {each.quantity.span: each.quantity for each in mentions(text.body)}
    if not quantities:
        return
    place = place_of(text)
    for finding, key in keyed(judging.check(text.body, record, text.as_at)):
        if key in passed:
            continue
        quantity = quantities.get(finding.span)
        if quantity and is_of_a_figure(finding) and not is_quoted(finding.span, text):
            said = _statement(finding, quantity, place, text.as_at)
            if (day := day_of(said, finding, says)) is not None:
                yield says.beside(replace(said, as_at=day))


def day_of(said: Statement, finding: Finding, says: Says) -> date | None:
    """Return the day that a typed number speaks of: its text's, or, where it is right of the day
    of a row behind it ("26 weeks on 31 October"), that. None where it is of neither.

    A number that is wrong speaks of the day on which the record says what it was held against: "on
    3 October we had taken 30 days" is wrong of that day, and says nothing of the letter's.
    """
    if said.is_part:
        return said.as_at
    rows = {each.date for each in finding.rows if each.date and each.date < said.as_at}
    for day in (said.as_at, *sorted(rows, reverse=True)[:DAYS_TRIED]):
        figure = says.of(said.key, said.parameters, day)
        if figure and figure.value is not None and _is_said_of(said, figure):
            return day
    return None


def _is_said_of(said: Statement, figure: Figure) -> bool:
    """Whether a typed number speaks of a figure as it is on a day."""
    if said.stands is False:
        return said.record in (figure.shown, in_brief(figure))
    return said.asserted.holds(Fraction(figure.value or 0))


def is_of_a_figure(finding: Finding) -> bool:
    """Whether a finding says, with confidence, which figure a number speaks of.

    A number alone in the cell of a table may be of the day that its column names.
    """
    stands_alone = finding.contradicts and finding.sentence.strip() == finding.number
    is_sure = finding.sure >= SURE and not stands_alone
    return bool(finding.figure) and finding.verdict in OF_A_FIGURE and is_sure


def is_quoted(span: Span, text: Text) -> bool:
    """Whether a place of a text is, or touches, a figure that it quotes."""
    return any(each.start < span.end and span.start < each.end for each in text.quoted)


def place_of(text: Text) -> Place:
    """Return where a text is to be read."""
    return Place(text.kind, text.title, text.url, text.admin_url, text.ref, text.by_employer)


def in_brief(figure: Figure) -> str:
    """Return a figure's value with its counts: 78.95% (15 of 19)."""
    has_counts = figure.unit == PERCENT and figure.basis
    return f"{figure.shown} ({figure.basis})" if has_counts else figure.shown


def label_of(statement: Statement) -> str:
    """Return the name of the metric: of its series, where it is one."""
    try:
        label = str(definition_of(statement.key).label)
    except FigureError:  # what was quoted is defined no more
        return statement.label
    series = dict(statement.parameters).get("series")
    named = f"{label}: {series}" if series else label
    return _("%s (its counts)") % named if statement.is_part else named


def _statement(finding: Finding, quantity: Quantity, place: Place, at: date) -> Statement:
    unit = definition_of(finding.figure).unit
    counts = quantity.kind in (Kind.COUNT, Kind.ORDINAL)
    return Statement(
        finding.figure,
        "",
        finding.number,
        asserted(quantity, unit),
        at,
        place,
        unit=quantity.unit or unit,
        parameters=tuple(sorted(finding.parameters)),
        base=base_of(quantity) if unit == PERCENT else "",
        sentence=finding.sentence,
        position=finding.span.start,
        is_part=unit == PERCENT and counts,
        record=finding.record,
        stands=_stands(finding),
    )


def _stands(finding: Finding) -> bool | None:
    if finding.contradicts:
        return False
    return True if finding.verdict is Verdict.AGREES else None
