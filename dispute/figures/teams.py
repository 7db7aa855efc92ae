"""Teams as the public may know them: a team so small that a departure points at a person is merged.

A team with fewer posts than SMALL_TEAM_POSTS, in any of its establishments, is shown together with
other small ones; where those have too few posts between them, or there is only one, with the next
smallest team as well: otherwise the total, less the others, would give it away. Everything that
speaks of departures by team (figures, rows, charts, exports, references) takes its teams from here.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dispute.models import Team

from .record import Record
from .registry import Parameter


def team_labels(record: Record) -> dict[str, str]:
    """Return by what name each team is shown: its own, or that of those it is merged with."""
    if record.memo.get("teams") is not record.teams:
        record.memo |= {"teams": record.teams, "team_labels": labels_of(record.teams)}
    labels: dict[str, str] = record.memo["team_labels"]
    return labels


def labels_of(teams: Iterable[Team]) -> dict[str, str]:
    """Return by what name each of one dispute's teams is shown."""
    teams = tuple(teams)
    together = merged_teams(teams)
    label = in_a_row(together)
    names = sorted({team.name for team in teams})
    return {name: label if name in together else name for name in names}


def merged_teams(teams: Iterable[Team]) -> tuple[str, ...]:
    """Return the names of the teams that are shown only together, in alphabetical order."""
    posts = fewest_posts(teams)
    together: list[str] = []
    for name in sorted(posts, key=lambda each: (posts[each], each)):
        enough = len(together) > 1 and sum(posts[each] for each in together) >= fewest()
        if posts[name] >= fewest() and (enough or not together):
            break
        together.append(name)
    return tuple(sorted(together))


def fewest_posts(teams: Iterable[Team]) -> dict[str, int]:
    """Return the posts of each team's smallest establishment, by its name."""
    posts: dict[str, int] = {}
    for team in teams:
        posts[team.name] = min(team.posts, posts.get(team.name, team.posts))
    return posts


def fewest() -> int:
    """Return how many posts a team has at the least, if it is shown by itself."""
    return int(settings.SMALL_TEAM_POSTS)


def in_a_row(names: Iterable[str]) -> str:
    """Return names as a list in words: North, South and West."""
    *most, last = [*names] or [""]
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def team_choices(record: Record) -> tuple[str, ...]:
    """Return what can be chosen as a team, in alphabetical order."""
    return tuple(sorted(set(team_labels(record).values())))


def why_held_back(record: Record, name: str) -> str:
    """Return why no figure of the team `name` alone is given; "" where that is not so."""
    label = shown_as(record, name)
    if label == name:
        return ""
    if fewest_posts(record.teams)[name] < fewest():
        message = _(
            "“%(team)s” is shown only as “%(label)s”: a team with fewer than %(fewest)s posts is "
            "so small that a departure would point at a person."
        )
    else:
        message = _(
            "“%(team)s” is shown only as “%(label)s”: by itself, it and the total would give away "
            "a team with fewer than %(fewest)s posts."
        )
    return message % {"team": name, "label": label, "fewest": fewest()}


def shown_as(record: Record, name: str) -> str:
    """Return by what name the team `name` is shown; `name` itself where the record has no such."""
    return team_labels(record).get(name, name)


def is_held_back(record: Record, parameters: Mapping[str, str]) -> bool:
    """Whether what was chosen of a figure names a team that is not shown by that name now.

    Its number may have been published while it was; the rows behind it would tell which of the
    departures of those it is merged with were its own. A team that the record no longer knows is
    held back too: nobody can say how small it would be.
    """
    return "team" in parameters and parameters["team"] not in team_choices(record)


def is_row_held_back(record: Record, table: str, text: str) -> bool:
    """Whether a row of `table` that was written down earlier, `text` in its words, is a departure
    from a team that is not shown by that name now."""
    named = (f"{text}, ".startswith(f"{choice}, ") for choice in team_choices(record))
    return table == "departures" and not any(named)


def establishment(record: Record, at: date, team: str = "") -> tuple[Team, ...]:
    """Return each team's newest establishment up to D, by name; only those shown as `team` where
    it is given."""
    labels = team_labels(record)
    rows = (row for row in record.teams if row.as_at <= at and team in ("", labels[row.name]))
    newest = {row.name: row for row in sorted(rows, key=lambda row: row.as_at)}
    return tuple(newest[name] for name in sorted(newest))


def teams_in_prose(record: Record) -> dict[str, str]:
    """Return each name by which a text may speak of a team, with what can be chosen for it.

    A team that is shown only with others is chosen by no name of its own.
    """
    names = {name: name if label == name else "" for name, label in team_labels(record).items()}
    names |= {choice: choice for choice in team_choices(record)}
    short = {name.removesuffix(" team").removesuffix(" Team"): name for name in names}
    return {**{said: names[name] for said, name in short.items()}, **names}


TEAM = Parameter(
    "team",
    gettext_lazy("Team"),
    choices=team_choices,
    held_back=why_held_back,
    shown_as=shown_as,
    in_prose=teams_in_prose,
)
