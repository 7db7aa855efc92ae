"""Staff who left, gave notice, or either; the posts they left; the experience that went."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.models import Departure, Team

from .days import day
from .departed import LEFT, NOTICE, TOTAL, chosen, of_team, unknown
from .departures_words import (
    EXPERIENCE,
    HAVE_LEFT,
    LEFT_OR_NOTICE,
    ON_NOTICE,
    POSTS,
    SHARE_OF_POSTS,
    SINCE_NOTICE,
)
from .figure import PERCENT, FigureRow, Found, Missing
from .numbers import numeral
from .record import Record
from .registry import Parameter, figure
from .teams import TEAM, establishment, fewest, team_labels

GROUP = gettext_lazy("Departures")
SINCE = Parameter("since", gettext_lazy("Since, that day included"))
UNTIL = Parameter("until", gettext_lazy("Until, that day included"))
EVENT = Parameter(
    "event", gettext_lazy("Left, given notice, or either"), choices=lambda _r: (LEFT, NOTICE, TOTAL)
)
WINDOW = (TEAM, SINCE, UNTIL)


@figure(
    "departures_left",
    label=gettext_lazy("Staff who have left"),
    unit="departures",
    definition=gettext_lazy(
        "Departures whose last day was on or before the as-at day, in the window and team chosen."
    ),
    group=GROUP,
    parameters=WINDOW,
    words=HAVE_LEFT,
    family="departures",
)
def departures_left(
    record: Record, at: date, team: str = "", since: date | None = None, until: date | None = None
) -> Found | Missing:
    """Departures with left_on ≤ D, from `since` to `until` (both included), of `team`."""
    if reason := unknown(record, at, since):
        return Missing(reason)
    rows = chosen(record, at, LEFT, team, since, until)
    sentence = ngettext(
        "%(n)s person had left by %(at)s", "%(n)s people had left by %(at)s", len(rows)
    )
    return _counted(_behind(record, rows, at), sentence, at, team, since, until)


@figure(
    "departures_notice",
    label=gettext_lazy("Staff who have given notice and not yet left"),
    unit="departures",
    definition=gettext_lazy(
        "Departures whose notice was given on or before the as-at day and whose last day was after "
        "it, or not yet known."
    ),
    group=GROUP,
    parameters=WINDOW,
    words=ON_NOTICE,
    family="departures",
)
def departures_notice(
    record: Record, at: date, team: str = "", since: date | None = None, until: date | None = None
) -> Found | Missing:
    """Departures with notice_given_on ≤ D < left_on; the window is of days of notice."""
    if reason := unknown(record, at, since):
        return Missing(reason)
    rows = chosen(record, at, NOTICE, team, since, until)
    sentence = ngettext(
        "%(n)s person had given notice and not yet left on %(at)s",
        "%(n)s people had given notice and not yet left on %(at)s",
        len(rows),
    )
    return _counted(_behind(record, rows, at), sentence, at, team, since, until)


@figure(
    "departures_total",
    label=gettext_lazy("Staff who have left or given notice"),
    unit="departures",
    definition=gettext_lazy("Those who had left, and those who had given notice and not yet left."),
    group=GROUP,
    parameters=WINDOW,
    words=LEFT_OR_NOTICE,
    family="departures",
)
def departures_total(
    record: Record, at: date, team: str = "", since: date | None = None, until: date | None = None
) -> Found | Missing:
    """Left + given notice, as at D."""
    if reason := unknown(record, at, since):
        return Missing(reason)
    left = chosen(record, at, LEFT, team, since, until)
    notice = chosen(record, at, NOTICE, team, since, until)
    sentence = ngettext(
        "%(n)s person had left or given notice by %(at)s: %(left)s left and %(notice)s on notice",
        "%(n)s people had left or given notice by %(at)s: %(left)s left and %(notice)s on notice",
        len(left + notice),
    )
    return _counted(
        _behind(record, left + notice, at),
        sentence,
        at,
        team,
        since,
        until,
        left=len(left),
        notice=len(notice),
    )


@figure(
    "departures_since_notice",
    label=gettext_lazy("Staff who gave notice since notice of action"),
    unit="departures",
    definition=gettext_lazy(
        "Departures whose notice was given from the day on which notice was given to the employer "
        "to the as-at day, whether or not they have left since."
    ),
    group=GROUP,
    parameters=(TEAM,),
    words=SINCE_NOTICE,
)
def departures_since_notice(record: Record, at: date, team: str = "") -> Found | Missing:
    """Departures with the dispute's notice ≤ notice_given_on ≤ D."""
    given = record.dispute.notice_given_on
    if given is None or given > at:
        return Missing(_("No notice had been given by %s.") % day(at))
    if reason := unknown(record, at):
        return Missing(reason)
    rows = tuple(
        row
        for row in of_team(record, team)
        if row.notice_given_on and given <= row.notice_given_on <= at
    )
    sentence = ngettext(
        "%(n)s person gave notice from %(given)s to %(at)s",
        "%(n)s people gave notice from %(given)s to %(at)s",
        len(rows),
    )
    return _counted(_behind(record, rows, at), sentence, at, team, None, None, given=day(given))


@figure(
    "posts",
    label=gettext_lazy("Posts"),
    unit="posts",
    definition=gettext_lazy(
        "Posts of the teams, filled or not, by each team's newest establishment by the as-at day."
    ),
    group=GROUP,
    parameters=(TEAM,),
    words=POSTS,
)
def posts(record: Record, at: date, team: str = "") -> Found | Missing:
    """Posts of each team's newest establishment ≤ D, added up."""
    teams = establishment(record, at, team)
    if not teams:
        return _no_establishment(at)
    total = sum(each.posts for each in teams)
    sentence = ngettext(
        "%(n)s post in %(where)s as at %(at)s", "%(n)s posts in %(where)s as at %(at)s", total
    )
    return Found(
        value=total,
        sentence=sentence % {"n": total, "where": _where(teams, team), "at": day(at)},
        rows=tuple(_team_row(each) for each in teams),
    )


@figure(
    "departures_share",
    label=gettext_lazy("Departures as a share of posts"),
    unit=PERCENT,
    definition=gettext_lazy(
        "Departures (left, given notice, or either) divided by posts, by the newest establishment "
        "up to the as-at day."
    ),
    group=GROUP,
    parameters=(EVENT, *WINDOW),
    instances=lambda _record: [{"event": LEFT}, {"event": TOTAL}],
    decimals=1,
    words=SHARE_OF_POSTS,
    family="departures",
)
def departures_share(
    record: Record,
    at: date,
    event: str = TOTAL,
    team: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Found | Missing:
    """Departures ÷ posts, as at D, with both counts."""
    if reason := unknown(record, at, since):
        return Missing(reason)
    teams = establishment(record, at, team)
    if not teams:
        return _no_establishment(at)
    total = sum(each.posts for each in teams)
    if not total:
        return Missing(_("The establishment is recorded as no posts."))
    rows = chosen(record, at, event, team, since, until)
    share = Fraction(100 * len(rows), total)
    words = {
        LEFT: _("%(n)s of %(posts)s posts (%(share)s%%) had been left by %(at)s"),
        NOTICE: _("holders of %(n)s of %(posts)s posts (%(share)s%%) were on notice on %(at)s"),
        TOTAL: _(
            "holders of %(n)s of %(posts)s posts (%(share)s%%) had left or given notice by %(at)s"
        ),
    }[event]
    values = {"n": len(rows), "posts": total, "share": numeral(share, 1), "at": day(at)}
    return Found(
        value=share,
        sentence=words % values + _window(team, since, until),
        rows=_behind(record, rows, at),
        numerator=len(rows),
        denominator=total,
        basis=_("%(n)s of %(posts)s posts") % values,
    )


@figure(
    "experience_lost",
    label=gettext_lazy("Experience lost"),
    unit=PERCENT,
    definition=gettext_lazy(
        "Years of experience of those who had left or given notice, divided by the years of "
        "experience in the teams by the newest establishment up to the as-at day. Held back while "
        "so few had that it would point at a person."
    ),
    group=GROUP,
    decimals=1,
    words=EXPERIENCE,
)
def experience_lost(record: Record, at: date) -> Found | Missing:
    """Years of experience of those who left or gave notice ÷ the teams' years.

    How long one person had been there is nobody's business, so there is nothing to choose (a team
    or a window could hold one person), and nothing is said of fewer people than a team has posts
    that is shown by itself. What remains: where the teams' years stay the same, the figures of two
    days differ by the years of those who went between them, and that may be one person.
    """
    if reason := unknown(record, at):
        return Missing(reason)
    rows = chosen(record, at, TOTAL, "", None, None)
    if len(rows) < fewest():
        few = _("Fewer than %(fewest)s people had left or given notice by %(at)s: too few to add.")
        return Missing(few % {"fewest": fewest(), "at": day(at)})
    teams = establishment(record, at)
    if reason := _years_unknown(teams, rows, at):
        return Missing(reason)
    whole = sum((each.experience_years or Decimal() for each in teams), Decimal())
    lost = sum((row.experience_years or Decimal() for row in rows), Decimal())
    share = 100 * Fraction(lost) / Fraction(whole)
    values = {
        "n": numeral(lost),
        "whole": numeral(whole),
        "share": numeral(share, 1),
        "at": day(at),
    }
    sentence = _(
        "%(n)s of %(whole)s years of experience (%(share)s%%) had gone or were on notice by %(at)s"
    )
    return Found(
        value=share,
        sentence=sentence % values,
        rows=_behind(record, rows, at),
        numerator=lost,
        denominator=whole,
        basis=_("%(n)s of %(whole)s years") % values,
    )


def _years_unknown(teams: tuple[Team, ...], rows: tuple[Departure, ...], at: date) -> str:
    """Say why years of experience cannot be added up and divided, or ""."""
    if not teams or any(each.experience_years is None for each in teams):
        words = _("The record does not give the years of experience of every team by %s.")
        return words % day(at)
    if any(row.experience_years is None for row in rows):
        return _("The record does not give the years of experience of everybody who left.")
    if not any(each.experience_years for each in teams):
        return _("The teams' years of experience are recorded as none.")
    return ""


# --- In words ---------------------------------------------------------------------------------


def _no_establishment(at: date) -> Missing:
    return Missing(_("The record holds no establishment (posts) by %s.") % day(at))


def _window(team: str, since: date | None, until: date | None) -> str:
    parts = [
        _("in %s") % team if team else "",
        _("since %s") % day(since) if since else "",
        _("until %s") % day(until) if until else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def _where(teams: tuple[Team, ...], team: str) -> str:
    return team or ngettext("%s team", "%s teams", len(teams)) % len(teams)


def _counted(
    rows: tuple[FigureRow, ...],
    sentence: str,
    at: date,
    team: str,
    since: date | None,
    until: date | None,
    **more: int | str,
) -> Found:
    said = sentence % {"n": len(rows), "at": day(at), **more}
    return Found(
        value=len(rows),
        sentence=said + _window(team, since, until),
        rows=rows,
    )


def _behind(record: Record, rows: tuple[Departure, ...], at: date) -> tuple[FigureRow, ...]:
    labels = team_labels(record)
    return tuple(_row(row, labels.get(row.team.name, row.team.name), at) for row in rows)


def _row(row: Departure, team: str, at: date) -> FigureRow:
    """A departure, dated by the day on which it became what it was as at D.

    “Steward's list, North team” would say which of the teams that are merged was meant.
    """
    parts: Iterable[str] = (
        team,
        _("notice given %s") % day(row.notice_given_on) if row.notice_given_on else "",
        _("last day %s") % day(row.left_on) if row.left_on else "",
    )
    text = ", ".join(part for part in parts if part)
    left = row.left_on is not None and row.left_on <= at
    when = row.left_on if left else row.notice_given_on
    source = (row.source, row.source_url) if team == row.team.name else ("", "")
    return FigureRow("departures", row.ref, when, text, *source)


def _team_row(row: Team) -> FigureRow:
    text = ngettext("%(team)s: %(n)s post", "%(team)s: %(n)s posts", row.posts)
    words = text % {"team": row.name, "n": row.posts}
    return FigureRow("teams", row.ref, row.as_at, words, row.source, row.source_url)
