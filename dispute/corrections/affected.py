"""The texts that a correction is about: kept as they were, shown only while they are public."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dispute.figures.days import day
from dispute.models import Correction, Dispute
from dispute.resting import public_texts

NAMES = ("kind", "ref", "title", "key", "figure", "shown", "as_at", "now")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A figure of a text as the text says it, and what the record said when it was corrected."""

    figure: str
    shown: str
    now: str


@dataclass(frozen=True, slots=True)
class AffectedText:
    """A text that a correction is about; `url` is "" where it is public no more, and then its
    title is not said either."""

    title: str
    url: str
    figures: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A correction as its page shows it."""

    correction: Correction
    texts: tuple[AffectedText, ...]

    @property
    def anchor(self) -> str:
        return anchor_of(self.correction)


def anchor_of(correction: Correction) -> str:
    """Return where on the page of corrections this one stands."""
    return f"correction-{correction.ref}"


def newest_first(dispute: Dispute) -> QuerySet[Correction]:
    """Return the public corrections of a dispute."""
    found = Correction.objects.public().filter(dispute=dispute)
    return found.order_by("-corrected_on", "-pk")


def about(dispute: Dispute, kind: str, ref: str) -> list[Correction]:
    """Return the public corrections that are about a text, the newest first."""
    # Both databases can look for a reference in JSON as it is written; what it is of is read here.
    found = newest_first(dispute).filter(affects__icontains=f'"{ref}"')
    return [
        each
        for each in found
        if any(it.get("ref") == ref and it.get("kind") == kind for it in kept(each))
    ]


def shown(dispute: Dispute, corrections: Iterable[Correction]) -> list[Shown]:
    """Return corrections with the texts that they are about; each kind of text is asked for once,
    however many there are."""
    told = list(corrections)
    public = public_texts(dispute, _refs(told))
    return [Shown(each, _texts(kept(each), public)) for each in told]


def kept(correction: Correction) -> list[dict[str, str]]:
    """Return the figures that a correction is about; what is no such thing is left out."""
    found = correction.affects if isinstance(correction.affects, list) else []
    return [{name: str(each.get(name, "")) for name in NAMES} for each in found if is_kept(each)]


def is_kept(each: Any) -> bool:
    """Whether something read from JSON says which text it is about."""
    return isinstance(each, dict) and all(each.get(name) for name in ("kind", "ref"))


def only_public(dispute: Dispute, corrections: Iterable[Correction]) -> Iterator[Correction]:
    """Yield corrections without the texts that are not public now. They are not to be saved."""
    told = list(corrections)
    public = public_texts(dispute, _refs(told))
    for each in told:
        each.affects = [it for it in kept(each) if (it["kind"], it["ref"]) in public]
        yield each


def public_corrections(dispute: Dispute) -> Iterator[Correction]:
    """Yield the public corrections of a dispute, the oldest first, about public texts alone."""
    return only_public(dispute, newest_first(dispute).order_by("corrected_on", "pk"))


def in_a_line(correction: Correction) -> str:
    """Return the texts that a correction is about in one cell of a table."""
    return "; ".join(f"{it['title']}: {it['figure']}, {it['shown']}" for it in kept(correction))


def _refs(corrections: Iterable[Correction]) -> dict[str, set[str]]:
    refs: dict[str, set[str]] = {}
    for each in corrections:
        for it in kept(each):
            refs.setdefault(it["kind"], set()).add(it["ref"])
    return refs


def _texts(
    found: list[dict[str, str]], public: dict[tuple[str, str], tuple[str, str]]
) -> tuple[AffectedText, ...]:
    together: dict[tuple[str, str], list[dict[str, str]]] = {}
    for each in found:
        together.setdefault((each["kind"], each["ref"]), []).append(each)
    return tuple(_text(figures, public.get(which)) for which, figures in together.items())


def _text(figures: list[dict[str, str]], public: tuple[str, str] | None) -> AffectedText:
    if public is None:
        when = _day(figures[0]["as_at"])
        gone = _("A text of %s that is not public any more") % when if when else _("A text")
        return AffectedText(gone, "", ())
    quoted = tuple(Quoted(each["figure"], each["shown"], each["now"]) for each in figures)
    return AffectedText(*public, quoted)


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return ""
