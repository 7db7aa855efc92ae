"""Why the check says what it says, for an officer, in plain words."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from dispute.figures import Figure, Record, definition_of, definitions
from dispute.figures.days import day
from dispute.figures.words import Part
from dispute.reading.claims import Claim
from dispute.reading.shapes import Approximation

from .beside import Beside
from .values import value_at

__all__ = ["Figure"]


def siblings(record: Record, seen: Beside) -> Iterator[Figure]:
    """The figures that differ from this one only in what they count; same choice, same day."""
    entry = seen.reading.entry
    if not entry.family:
        return
    asked = {(entry.key, entry.parameters)}
    kept = tuple(pair for pair in seen.chosen if pair not in entry.parameters)
    for definition in definitions():
        if definition.family != entry.family:
            continue
        for way in definition.words:
            chosen = tuple((name, str(value)) for name, value in way.parameters)
            if (definition.key, chosen) in asked or way.sort is not entry.words.sort:
                continue
            asked.add((definition.key, chosen))
            takes = {each.name for each in definition.parameters}
            fits = tuple(pair for pair in kept if pair[0] in takes)
            figure = value_at(record, definition.key, seen.period.at, chosen + fits)
            if figure is not None and figure.value is not None:
                yield figure


def other_instances(record: Record, seen: Beside) -> Iterator[Figure]:
    """The same figure of the other lists or series."""
    for chosen in definition_of(seen.figure.key).instances(record):
        if tuple(chosen.items()) != seen.chosen:
            figure = value_at(record, seen.figure.key, seen.period.at, tuple(chosen.items()))
            if figure is not None and figure.value is not None:
                yield figure


def reference(seen: Beside, parameters: tuple[tuple[str, str], ...]) -> str:
    """What to write between brackets instead of the number; "" where no reference says the same."""
    if seen.by_rows or seen.coarse or seen.reading.entry.words.part is not Part.VALUE:
        return ""
    if any('"' in value for _name, value in parameters):
        return ""
    chosen = [
        f'{name}="{value}"' if " " in value else f"{name}={value}" for name, value in parameters
    ]
    return " ".join([seen.figure.key, *chosen])


def agrees(claim: Claim, seen: Beside) -> str:
    """Say that the record says the same, and how exactly."""
    quantity = claim.mention.quantity
    said = _("The record says the same: %(sentence)s.") % {"sentence": _sentence(seen)}
    if quantity.approximation is not Approximation.EXACT:
        return _("“%(said)s” holds: %(sentence)s.") % {
            "said": quantity.text,
            "sentence": _sentence(seen),
        }
    if seen.value is not None and seen.value != quantity.low and quantity.kind.value in (
        "percent", "money", "duration",
    ):  # fmt: skip
        return _("It is right to the unit: %(sentence)s.") % {"sentence": _sentence(seen)}
    return said


def disagrees(
    claim: Claim, seen: Beside, until: date | None, since: date | None, plain: Beside | None
) -> str:
    """Say what the record says instead, and when the number was right or will be."""
    values = {
        "said": claim.mention.quantity.text,
        "record": seen.shown,
        "label": seen.figure.label,
        "sentence": _sentence(seen),
    }
    parts = [
        _("The text says %(said)s; the record says %(record)s (%(label)s): %(sentence)s.") % values
    ]
    if plain is not None:
        words = _("Without “%(window)s” it would be right: the time spoken of is what differs.")
        parts.append(words % {"window": claim.window.text if claim.window else ""})
    number = {"said": claim.mention.quantity.text}
    if until is not None:
        parts.append(_("It was right up to %(day)s.") % {**number, "day": day(until)})
    if since is not None:
        parts.append(
            _("By what is recorded now it will be right from %(day)s.") % {"day": day(since)}
        )
    return " ".join(parts)


def mixed(claim: Claim, seen: Beside, other: Figure) -> str:
    """Say whose number it is instead."""
    words = _(
        "The text speaks of “%(label)s”, and there the record says %(record)s. %(said)s is "
        "“%(other)s”: %(sentence)s."
    )
    return words % {
        "label": seen.figure.label,
        "record": seen.shown,
        "said": claim.mention.quantity.text,
        "other": other.label,
        "sentence": other.sentence,
    }


def base(claim: Claim, seen: Beside, others: list[Figure]) -> str:
    """Say of how many it is, for each of the figures that it may be."""
    told = [_share(seen.figure), *dict.fromkeys(_share(each) for each in others)]
    words = _("%(said)s does not fit what it is said of. The record says: %(told)s.")
    return words % {"said": claim.mention.quantity.text, "told": "; ".join(told)}


def _share(figure: Figure) -> str:
    return _("%(basis)s is %(shown)s (%(label)s)") % {
        "basis": figure.basis,
        "shown": figure.shown,
        "label": figure.label,
    }


def another_unit(claim: Claim, seen: Beside) -> str:
    """Say in which unit the record has this number."""
    words = _("The text says %(said)s; the record says %(record)s: %(sentence)s.")
    return words % {
        "said": claim.mention.quantity.text,
        "record": seen.shown,
        "sentence": _sentence(seen),
    }


def another_list(claim: Claim, seen: Beside, other: Figure) -> str:
    """Say whose figure it is."""
    words = _("The text says %(said)s, which is %(other)s. Here the record says: %(sentence)s.")
    return words % {
        "said": claim.mention.quantity.text,
        "other": other.label,
        "sentence": _sentence(seen),
    }


def _sentence(seen: Beside) -> str:
    if seen.by_rows:
        words = _("%(shown)s from %(since)s to %(until)s")
        since, until = seen.period.since, seen.period.until or seen.period.at
        return words % {
            "shown": seen.shown,
            "since": day(since) if since else _("the first"),
            "until": day(until),
        }
    return seen.figure.sentence
