"""What a row is called in the sentences of its history, which officers read and nobody else.

Each app names the rows of its own models; one that nobody named is called by its kind and title.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dispute.law.kinds import Kind
from dispute.models import (
    ActionNotice,
    Ballot,
    Branch,
    Claim,
    Correction,
    Departure,
    Dispute,
    LawRule,
    Offer,
    Statistic,
    StrikeDay,
    Team,
    WaitingList,
    WaitingListFigure,
)

# What another row is called: of a field's name, and this row.
NameOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Naming:
    """How the history of a model's rows speaks of them.

    `called` gets a version of the row and what other rows are called. `unsaid` are fields whose
    values are said on the row's own page alone. `follows` are fields that change because of another
    and say nothing of their own.
    """

    called: Callable[[Any, NameOf], str]
    unsaid: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()


_namings: dict[type[models.Model], Naming] = {}


def name_rows(
    model: type[models.Model],
    called: Callable[[Any, NameOf], str],
    *,
    unsaid: str = "",
    follows: str = "",
) -> None:
    """Say how the history of a model speaks; `unsaid` and `follows` are separated by blanks."""
    _namings[model] = Naming(called, frozenset(unsaid.split()), frozenset(follows.split()))


def naming_of(model: type[models.Model]) -> Naming:
    """Return how the history of a model's rows speaks of them."""
    return _namings.get(model) or Naming(lambda row, _names: _by_kind(model, row))


def register() -> None:
    """Name this app's rows."""
    name_rows(Ballot, lambda row, _n: _("the ballot that closed on %s") % _day(row.closed_on))
    name_rows(ActionNotice, lambda row, _n: _("the notice of %s") % _day(row.sent_on))
    name_rows(StrikeDay, _strike_day)
    name_rows(Departure, lambda row, names: _("a departure in %s") % names("team"))
    name_rows(Team, _team)
    name_rows(WaitingList, lambda row, _n: _("the list “%s”") % row.name)
    name_rows(WaitingListFigure, _reading)
    name_rows(Offer, lambda row, _n: _("the offer of %s") % _day(row.made_on))
    name_rows(Claim, _claim)
    name_rows(Statistic, _statistic)
    name_rows(Correction, lambda row, _n: _("the correction “%s”") % row.what)
    name_rows(Dispute, lambda row, _n: _("the dispute “%s”") % row.title)
    name_rows(Branch, lambda row, _n: _("the branch"))
    name_rows(LawRule, _rule)


def _strike_day(row: Any, _names: NameOf) -> str:
    if row.kind == StrikeDay.Kind.STRIKE:
        return _("the strike day of %s") % _day(row.date)
    kind = str(dict(StrikeDay.Kind.choices).get(row.kind, row.kind))
    return _("the day of %(kind)s of %(day)s") % {"kind": kind, "day": _day(row.date)}


def _team(row: Any, _names: NameOf) -> str:
    return _("%(team)s as at %(day)s") % {"team": row.name, "day": _day(row.as_at)}


def _reading(row: Any, names: NameOf) -> str:
    said = {"list": names("list"), "day": _day(row.as_at)}
    return _("the reading of “%(list)s” on %(day)s") % said


def _claim(row: Any, _names: NameOf) -> str:
    return _("the claim by %(who)s of %(day)s") % {"who": row.made_by, "day": _day(row.made_on)}


def _statistic(row: Any, _names: NameOf) -> str:
    return _("“%(series)s” as at %(day)s") % {"series": row.series, "day": _day(row.as_at)}


def _rule(row: Any, _names: NameOf) -> str:
    """By its kind and its first day, which tell it from the others."""
    kind = str(dict(Kind.choices).get(row.kind, row.kind))
    if row.starts_on is None:
        return _("the rule on “%s”") % kind
    return _("the rule on “%(kind)s” from %(day)s") % {"kind": kind, "day": _day(row.starts_on)}


def _day(value: date | None) -> str:
    return date_format(value, "j F Y") if value else _("no day")


def _by_kind(model: type[models.Model], row: Any) -> str:
    """“The milestone “Petition handed in””: by its title, or by its kind alone."""
    kind = str(model._meta.verbose_name)
    title = str(getattr(row, "title", "") or "")
    return (
        _("the %(kind)s “%(title)s”") % {"kind": kind, "title": title} if title else f"the {kind}"
    )
