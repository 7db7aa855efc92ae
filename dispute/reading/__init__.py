"""Reading prose: a text to the numbers in it, each with its sentence. Pure; asks nobody.

mentions(text)    # a Mention for each number, date, duration and number-word
"""

from .languages import is_english
from .reader import mentions
from .shapes import Approximation, Kind, Mention, Quantity, Sentence, Span, Word

__all__ = [
    "Approximation",
    "Kind",
    "Mention",
    "Quantity",
    "Sentence",
    "Span",
    "Word",
    "is_english",
    "mentions",
]
