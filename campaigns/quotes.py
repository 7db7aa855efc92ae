"""The letters that quote a figure, for that figure's page."""

from collections.abc import Iterator

from django.db.models import F

from dispute.figures.quotes import QuotedIn, tell_quotes
from dispute.models import Dispute

from .models import OpenLetter, QuotedFigure


def register() -> None:
    tell_quotes(letters_quoting)


def letters_quoting(dispute: Dispute, key: str) -> Iterator[QuotedIn]:
    """Yield what public letters, in their newest version, say of a figure."""
    letters = OpenLetter.objects.public().filter(dispute=dispute)
    pins = QuotedFigure.objects.filter(key=key, letter__in=letters, version=F("letter__version"))
    for pin in pins.select_related("letter").defer("rows"):
        pin.letter.dispute = dispute
        chosen = ", ".join(f"{name}: {value}" for name, value in pin.parameters.items())
        yield QuotedIn(
            pin.letter.title, pin.letter.get_absolute_url(), pin.shown, pin.as_at, chosen
        )
