"""Figures in words and numerals, for templates. They ask the database nothing."""

from django import template

from dispute.figures import Figure, numbers
from dispute.figures.windows import ready_sentence, scope, scope_in_brief

register = template.Library()


@register.filter
def ready(figure: Figure) -> str:
    """The sentence to take into a letter, with its day."""
    return ready_sentence(figure)


@register.filter
def scoped(figure: Figure) -> tuple[tuple[str, str], ...]:
    """Event, population, window and base, each with its heading."""
    return scope(figure)


@register.filter
def briefly_scoped(figure: Figure) -> tuple[tuple[str, str], ...]:
    """Of event, population, window and base those that could be others."""
    return scope_in_brief(figure)


@register.filter
def numeral(value: numbers.Number) -> str:
    """A number as people write it: 1,250."""
    return numbers.numeral(value)
