"""The figures that public letters quote, as statements that can be held against each other."""

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction

from django.db.models import F
from django.urls import reverse

from dispute.contradictions.statements import Place, Statement, exactly
from dispute.contradictions.telling import tell_not_ours, tell_statements
from dispute.figures import Record
from dispute.figures.figure import PERCENT, POUNDS
from dispute.figures.numbers import numeral, pounds
from dispute.models import Dispute

from .models import CheckedNumber, OpenLetter, QuotedFigure
from .references import SENTENCE


def register() -> None:
    tell_statements(quoted)
    tell_not_ours(not_ours)


def not_ours(dispute: Dispute) -> Iterator[tuple[str, str]]:
    """Yield the numbers of public letters that officers marked as somebody else's."""
    letters = OpenLetter.objects.public().filter(dispute=dispute)
    marked = CheckedNumber.objects.not_ours().filter(letter__in=letters)
    yield from marked.values_list("letter__ref", "key")


def quoted(record: Record) -> Iterator[Statement]:
    """Yield what the newest version of each public letter quotes."""
    letters = OpenLetter.objects.public().filter(dispute=record.dispute)
    pins = QuotedFigure.objects.filter(letter__in=letters, version=F("letter__version"))
    for pin in pins.select_related("letter").defer("rows", "letter__body", "letter__body_html"):
        pin.letter.dispute = record.dispute
        # A pack can bring a pin whose value is no number: there is nothing to hold it against.
        with suppress(ValueError, ZeroDivisionError):
            yield _statement(pin, Fraction(pin.value))


def _statement(pin: QuotedFigure, value: Fraction) -> Statement:
    return Statement(
        pin.key,
        pin.label,
        _value(pin, value) if pin.style == SENTENCE else pin.shown,
        exactly(value),
        pin.as_at,
        _place(pin.letter),
        unit=pin.unit,
        parameters=tuple(sorted(pin.parameters.items())),
        base=pin.denominator,
        definition=pin.definition,
        sentence=pin.sentence,
        position=pin.position,
        is_quoted=True,
    )


def _value(pin: QuotedFigure, value: Fraction) -> str:
    """The number of a figure that is quoted as a whole sentence."""
    if pin.unit == POUNDS:
        return pounds(value)
    return f"{numeral(value)}%" if pin.unit == PERCENT else f"{numeral(value)} {pin.unit}".strip()


def _place(letter: OpenLetter) -> Place:
    office = reverse("admin:campaigns_openletter_change", args=[letter.pk])
    return Place("letter", letter.title, letter.get_absolute_url(), office, letter.ref)
