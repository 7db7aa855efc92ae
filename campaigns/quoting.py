"""From a reference to what a letter says: look the figure up, word it, or say why it cannot be."""

import difflib
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dispute.figures import (
    Figure,
    FigureError,
    Record,
    compute,
    definition_of,
    definitions,
    parse_parameters,
)
from dispute.figures.figure import PERCENT, POUNDS
from dispute.figures.numbers import half_up, numeral

from .markup import references_in
from .references import NUMBER, PERCENTAGE, SENTENCE, STYLES, WORDS, Reference

if TYPE_CHECKING:
    from inflect import engine


@dataclass(frozen=True, slots=True)
class Quote:
    """A reference, the figure that it stands for, and the words that the letter shows."""

    reference: Reference
    figure: Figure
    shown: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A reference that cannot be shown, as it is written, and what to do about it."""

    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Quoting:
    """All of a text's references: what each says (each once, in order), and what is wrong."""

    quotes: tuple[Quote, ...]
    problems: tuple[Problem, ...]

    @property
    def shown(self) -> dict[Reference, str]:
        """What stands for each reference."""
        return {quote.reference: quote.shown for quote in self.quotes}


def quoting(text: str, record: Record, at: date) -> Quoting:
    """Look up every reference of a Markdown text in the record as at a day."""
    quotes: dict[Reference, Quote] = {}
    problems: dict[Problem, None] = {}
    for reference in references_in(text):
        if reference in quotes:
            continue
        try:
            if reference.is_closed:
                quotes[reference] = quote(reference, record, at)
            else:
                _refuse_begun(reference)
        except FigureError as error:
            problems[Problem(reference.text, str(error))] = None
    return Quoting(tuple(quotes.values()), tuple(problems))


def quote(reference: Reference, record: Record, at: date) -> Quote:
    """Look up one reference. Raises FigureError, which says what is wrong and what is nearest."""
    definition = definition_of(reference.key)
    names = [name for name, _value in reference.parameters]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise FigureError(_("“%s” is given twice.") % twice)
    parameters = parse_parameters(definition, record, dict(reference.parameters))
    figure = compute(record, reference.key, at, **parameters)
    if figure.missing:
        raise FigureError(figure.missing)
    return Quote(reference, figure, in_style(figure, reference.style))


def in_style(figure: Figure, style: str) -> str:
    """Return a figure as a letter shows it. Raises FigureError where it has no such style."""
    if style == NUMBER:
        return figure.shown if figure.unit_belongs else figure.numeral
    if style == WORDS:
        return _in_words(figure)
    if style == PERCENTAGE:
        return _percentage(figure)
    if style == SENTENCE:
        return figure.sentence
    near = difflib.get_close_matches(style, STYLES, n=1, cutoff=0.0)[0]
    message = _("A figure cannot be shown as “%(style)s”. Did you mean “%(near)s”?")
    raise FigureError(message % {"style": style, "near": near})


def _in_words(figure: Figure) -> str:
    """The value in words, as letters write small numbers: nine, fifteen months."""
    words = number_in_words(half_up(figure.value or 0, figure.decimals))
    if figure.unit == PERCENT:
        return _("%s per cent") % words
    if figure.unit == POUNDS:
        return _("%s pounds") % words
    return f"{words} {figure.unit_after}" if figure.unit_belongs else words


def number_in_words(value: object) -> str:
    """Return a number in English words: 105 is "one hundred and five"."""
    return str(_words().number_to_words(numeral(Fraction(str(value)), 4).replace(",", "")))


def _percentage(figure: Figure) -> str:
    """A share with its counts: 78.95% (15 of 19)."""
    if figure.numerator is None or figure.denominator is None:
        raise FigureError(
            _("“%s” is no share of anything, so it has no percentage.") % figure.label
        )
    share = 100 * Fraction(figure.numerator) / Fraction(figure.denominator)
    values = {
        "share": numeral(share, figure.decimals),
        "part": numeral(figure.numerator),
        "whole": numeral(figure.denominator),
    }
    return _("%(share)s%% (%(part)s of %(whole)s)") % values


def _refuse_begun(reference: Reference) -> None:
    """Complain of what was meant as a reference and is none; other words in brackets are words."""
    keys = [definition.key for definition in definitions()]
    near = difflib.get_close_matches(reference.key, keys, n=1, cutoff=0.6)
    if reference.text.endswith("]]"):
        meant = _("Did you mean [[%s]]?") % near[0] if near else _("For two brackets write \\[[.")
        raise FigureError(_("This is not written as a reference to a figure is. %s") % meant)
    if reference.key in keys:
        message = _("The reference “%s…” is not closed, or not written as a reference is: [[%s]].")
        raise FigureError(message % (reference.text, reference.key))


@cache
def _words() -> "engine":
    # It takes longer to import than all else together, and every command would wait for it.
    import inflect

    return inflect.engine()
