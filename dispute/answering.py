"""The figures that answer a claim: chosen by officers, a line each, and looked up as at its day.

A line is written as a reference in a letter is: `departures_left team="North" since=2026-01-01`.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dispute.figures import (
    Figure,
    FigureError,
    Record,
    compute,
    definition_of,
    parse_parameters,
)

from .models import Claim

# Every part is bounded and no two can take the same text: a hostile line is read in one go.
_VALUE = r'["“”„][^"“”„\n]{0,200}["“”]|[^\s"“”„]{1,200}'
_PAIR = rf"[A-Za-z_]{{1,20}}[ ]{{0,3}}=[ ]{{0,3}}(?:{_VALUE})"
_LINE = re.compile(rf"([A-Za-z][A-Za-z0-9_]{{0,60}})((?:\s{{1,20}}{_PAIR}){{0,8}})")
_PARAMETER = re.compile(rf"([A-Za-z_]{{1,20}})[ ]{{0,3}}=[ ]{{0,3}}({_VALUE})")
_AROUND = re.compile(r"^\[\[|(?:\\?\|[ \t]{0,20}[A-Za-z]{1,20}[ \t]{0,20})?\]\]$")
MOST = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure as a line asks for it: nothing of it has been looked up."""

    key: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def line(self) -> str:
        """The line, always written the same way."""
        return written(self.key, self.parameters)


def written(key: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Return the line that asks for a figure."""
    return key + "".join(f' {name}="{value}"' for name, value in parameters)


def asked(line: str) -> Asked:
    """Return what a line asks for. Raises FigureError.

    The brackets and the style of a letter's reference make no difference.
    """
    bare = _AROUND.sub("", line.strip()[:2500]).strip()
    found = _LINE.fullmatch(bare)
    if found is None:
        message = _('“%s” is not written as a figure is: departures_left team="North".')
        raise FigureError(message % bare[:80])
    pairs = [(name.casefold(), value.strip('"“”„')) for name, value in _PARAMETER.findall(found[2])]
    names = [name for name, _value in pairs]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise FigureError(_("“%s” is given twice.") % twice)
    definition_of(found[1].casefold())
    return Asked(found[1].casefold(), tuple(pairs))


def lines(text: str) -> Iterator[str]:
    """Yield the lines of `text` that say something, each once."""
    yield from dict.fromkeys(line.strip() for line in text.splitlines() if line.strip())


def look_up(each: Asked, record: Record, at: date) -> Figure:
    """Return a figure as at a day. Raises FigureError, also where the record cannot give it."""
    chosen = parse_parameters(definition_of(each.key), record, dict(each.parameters))
    figure = compute(record, each.key, at, **chosen)
    if figure.missing:
        raise FigureError(figure.missing)
    return figure


def problems(text: str, record: Record, at: date) -> list[str]:
    """Return what is wrong with an officer's lines, in words; nothing where all can be shown."""
    found = list(lines(text))
    wrong = [] if len(found) <= MOST else [_("At most %s figures answer a claim.") % MOST]
    for line in found[:MOST]:
        try:
            look_up(asked(line), record, at)
        except FigureError as error:
            wrong.append(f"{line[:80]}: {error}")
    return wrong


def answers(claim: Claim, record: Record) -> tuple[Figure, ...]:
    """Return the figures that an officer chose against a claim, as at its day.

    What the record cannot give, or gives no more, is left out: it would answer nothing.
    """
    return tuple(figure for _line, figure in _found(claim, record))


def shown_lines(claim: Claim, record: Record) -> tuple[str, ...]:
    """Return the lines of those figures."""
    return tuple(line for line, _figure in _found(claim, record))


def _found(claim: Claim, record: Record) -> Iterator[tuple[str, Figure]]:
    for line in islice(lines(claim.answered_by), MOST):
        with suppress(FigureError):
            yield line, look_up(asked(line), record, claim.made_on)


def added(text: str, more: Iterable[str]) -> str:
    """Return an officer's lines with `more` after them, each figure once."""
    known = {_sameness(line) for line in lines(text)}
    new = [line for line in dict.fromkeys(more) if _sameness(line) not in known]
    return "\n".join([*lines(text), *new])


def asked_already(claim: Claim, line: str) -> bool:
    """Whether an officer chose this figure against a claim, however the line is written."""
    return _sameness(line) in {_sameness(each) for each in lines(claim.answered_by)}


@transaction.atomic
def answer_with(claim: Claim, more: Iterable[str], *, by: User | None) -> int:
    """Put figures beside a claim, after those that are there; return how many are new.

    Raises ValidationError where one cannot be shown.
    """
    kept = Claim.objects.select_for_update().select_related("dispute").get(pk=claim.pk)
    before, text = kept.answered_by, added(kept.answered_by, more)
    if wrong := problems(text, Record(kept.dispute), kept.made_on):
        raise ValidationError(wrong)
    kept.answered_by = text
    if text != before:
        kept._history_user = by  # type: ignore[attr-defined]  # simple_history reads it from here
        kept.save()
    return len(list(lines(text))) - len(list(lines(before)))


def _sameness(line: str) -> str:
    try:
        return asked(line).line
    except FigureError:
        return line
