"""Which public texts rest on a row: those with a figure that was worked out from it.

What quotes figures (letters, articles) adds a teller; nothing is imported upward.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from dispute.figures import Figure, FigureError, Record, compute, definition_of, parse_parameters
from dispute.figures.numbers import numeral
from dispute.models import Dispute


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A figure that a public text quotes: whose it is, what it says, as at which day.

    `kind` is "letter" (later also "article") and `ref` the text's own reference. `key` and
    `parameters` are the figure's.
    """

    kind: str
    ref: str
    title: str
    url: str
    admin_url: str
    key: str
    label: str
    shown: str
    as_at: date
    parameters: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def asked(self) -> tuple[str, tuple[tuple[str, str], ...], date]:
        """What the record is asked for: the same for all texts that quote the same."""
        return self.key, tuple(sorted(self.parameters.items())), self.as_at


@dataclass(frozen=True, slots=True)
class Said:
    """What the record says of a figure: exactly, to be compared, and in words."""

    exact: tuple[str, str, str]
    words: str


# Of a dispute, a table's name ("departures", "disputes") and references of its rows; None for all
# that public texts quote, whatever it rests on.
Teller = Callable[[Dispute, str, Collection[str] | None], Iterable[RestsOn]]
# Of a dispute and references of texts of one kind: the title and address of those that are public.
Finder = Callable[[Dispute, Collection[str]], Mapping[str, tuple[str, str]]]

_tellers: list[Teller] = []
_finders: dict[str, Finder] = {}


def tell_resting(teller: Teller) -> Teller:
    """Ask `teller(dispute, table, refs)` too, what rests on rows."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def find_public(kind: str, finder: Finder) -> None:
    """Ask `finder(dispute, refs)` which texts of a kind are public now."""
    _finders[kind] = finder


def resting_on(dispute: Dispute, table: str, refs: Collection[str]) -> list[RestsOn]:
    """Return what public texts say that rests on any of these rows of a table."""
    found = [each for teller in _tellers for each in teller(dispute, table, refs)] if refs else []
    return in_order(found)


def published_figures(dispute: Dispute) -> list[RestsOn]:
    """Return every figure that public texts quote, whatever it rests on."""
    return in_order([each for teller in _tellers for each in teller(dispute, "", None)])


def in_order(found: Iterable[RestsOn]) -> list[RestsOn]:
    """Return them with the newest day first, text by text."""
    return sorted(found, key=lambda each: (-each.as_at.toordinal(), each.title, each.ref))


def public_texts(
    dispute: Dispute, refs: Mapping[str, Collection[str]]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return title and address of the texts that are public now, by kind and reference.

    `refs` are references by kind; each kind is asked for once.
    """
    return {
        (kind, ref): found
        for kind, wanted in refs.items()
        if kind in _finders and wanted
        for ref, found in _finders[kind](dispute, wanted).items()
    }


def record_says(record: Record, resting: RestsOn) -> Said:
    """Return what a record says, as at the text's own day, of a figure that it quotes."""
    try:
        definition = definition_of(resting.key)
        chosen = parse_parameters(definition, record, resting.parameters)
        return _said(compute(record, resting.key, resting.as_at, **chosen))
    except FigureError:
        # What it was asked of was renamed or taken away: its own words are for whoever writes.
        words = _("The record no longer holds what this figure was asked of.")
        return Said(("", "", words), words)


def _said(figure: Figure) -> Said:
    if figure.value is None:
        return Said(("", "", figure.missing), figure.missing)
    words, counts = figure.shown, ("", "")
    if figure.numerator is not None and figure.denominator is not None:
        counts = (numeral(figure.numerator), numeral(figure.denominator))
        words = _("%(shown)s (%(part)s of %(whole)s)") % {
            "shown": words,
            "part": counts[0],
            "whole": counts[1],
        }
    return Said((f"{figure.value} {figure.unit}", *counts), words)
