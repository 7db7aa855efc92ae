"""Departures by month, and what became of the posts.

Drawn from the rows of the departures' figures, each dated by what it was as at the day: so whatever
those figures hold back, because a team is small, no chart shows either.
"""

from datetime import date
from fractions import Fraction
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dispute.figures import Figure, Record, compute
from dispute.figures.days import day
from dispute.figures.departed import LEFT, NOTICE, TOTAL
from dispute.figures.numbers import numeral

from . import counts
from .chart import Chart, Table
from .draw import squares
from .periods import Spread, count_by_day, spread
from .registry import chart

LEFT_WORDS, NOTICE_WORDS = gettext_lazy("Left"), gettext_lazy("Given notice, not yet left")
# Hollow are those who are still there.
KINDS = {"departures_left": ("solid", LEFT_WORDS), "departures_notice": ("hollow", NOTICE_WORDS)}


def _never(_figure: Figure) -> bool:
    return False


@chart("departures_left", on_list=_never)
def left(record: Record, figure: Figure) -> Chart:
    """Columns of those who had left, by the month of their last day."""
    return _by_month(record, figure, ("departures_left",))


@chart("departures_notice", on_list=_never)
def on_notice(record: Record, figure: Figure) -> Chart:
    """Columns of those who had given notice and not yet left, by the month of their notice."""
    return _by_month(record, figure, ("departures_notice",))


@chart("departures_total")
def left_or_on_notice(record: Record, figure: Figure) -> Chart:
    """Both on each other, told apart."""
    return _by_month(record, figure, ("departures_left", "departures_notice"))


def _by_month(record: Record, figure: Figure, keys: tuple[str, ...]) -> Chart:
    chosen = dict(figure.parameters)
    parts = [compute(record, key, figure.as_at, **chosen) for key in keys]
    by_day = [count_by_day(row.date for row in part.rows) for part in parts]
    if not any(by_day):
        return Chart(headline=figure.sentence)
    found = spread(by_day, figure.as_at)
    kinds = [(look, str(words)) for look, words in (KINDS[key] for key in keys)]
    return Chart(
        headline=_headline(figure, found),
        caption=_caption(figure, found),
        description=counts.description(found, kinds),
        table=counts.table(found, kinds),
        draw=counts.draw(found, kinds),
    )


@chart("departures_share", on_list=lambda figure: dict(figure.parameters).get("event") == TOTAL)
def share(record: Record, figure: Figure) -> Chart:
    """A square for each post, or a bar: left, on notice, and what remains."""
    chosen = dict(figure.parameters)
    event = str(chosen.pop("event", TOTAL))
    posts = int(figure.denominator or 0)
    events = (LEFT, NOTICE) if event == TOTAL else (event,)
    gone = [
        (_numerator(compute(record, figure.key, figure.as_at, **chosen, event=each)), *PARTS[each])
        for each in events
    ]
    remaining = max(posts - sum(count for count, _look, _words in gone), 0)
    parts = tuple((n, look, str(words)) for n, look, words in (*gone, (remaining, *PARTS["rest"])))
    if not any(count for count, _look, _words in parts):
        return Chart(headline=figure.sentence)
    return Chart(
        headline=_share_headline(event, sum(each[0] for each in gone), posts),
        caption=_share_caption(figure, parts, posts),
        description=_("%(posts)s posts. %(parts)s.")
        % {
            "posts": numeral(posts),
            "parts": "; ".join(f"{words}: {numeral(n)}" for n, _look, words in parts),
        },
        table=_share_table(parts, posts),
        draw=partial(squares.draw, squares.Squares(parts)),
    )


# --- In words ---------------------------------------------------------------------------------

PARTS = {
    LEFT: ("solid", gettext_lazy("left")),
    NOTICE: ("hollow", gettext_lazy("on notice")),
    "rest": ("rest", gettext_lazy("remain")),
}


def _headline(figure: Figure, found: Spread) -> str:
    """12 people have left or given notice, 5 of them in March 2026."""
    n = int(figure.value or 0)
    said = {
        "departures_left": ngettext("%(n)s person has left", "%(n)s people have left", n),
        "departures_notice": ngettext("%(n)s person is on notice", "%(n)s people are on notice", n),
        "departures_total": ngettext(
            "%(n)s person has left or given notice", "%(n)s people have left or given notice", n
        ),
    }[figure.key]
    return said % {"n": numeral(n)} + counts.when(found)


def _caption(figure: Figure, found: Spread) -> str:
    words = _("Departures by %(what)s: by last day, or by the day of notice%(chosen)s.")
    return words % {"what": counts.by_what(found).lower(), "chosen": _chosen(figure)}


def _chosen(figure: Figure) -> str:
    """The team and window of a figure, behind a semicolon, or nothing."""
    names = {"team": _("in %s"), "since": _("since %s"), "until": _("until %s")}
    said = [
        names[name] % (day(value) if isinstance(value, date) else value)
        for name, value in figure.parameters
        if name in names
    ]
    return f"; {', '.join(said)}" if said else ""


def _share_headline(event: str, gone: int, posts: int) -> str:
    words = {
        LEFT: _("%(n)s of %(posts)s posts have been left"),
        NOTICE: _("Holders of %(n)s of %(posts)s posts are on notice"),
        TOTAL: _("Holders of %(n)s of %(posts)s posts have left or given notice"),
    }[event]
    return words % {"n": numeral(gone), "posts": numeral(posts)}


def _share_caption(figure: Figure, parts: tuple[tuple[int, str, str], ...], posts: int) -> str:
    drawn = sum(count for count, _look, _words in parts)
    said = _("Posts, and what became of them%s.") % _chosen(figure)
    if drawn > posts:  # somebody came, and left too
        said += " " + _("More left than there are posts: some were filled and left again.")
    elif drawn <= squares.MOST_SQUARES:
        said += " " + _("A square is a post.")
    return said


def _share_table(parts: tuple[tuple[int, str, str], ...], posts: int) -> Table:
    rows = tuple(
        (words, numeral(n), f"{numeral(Fraction(100 * n, posts), 1)}%") for n, _look, words in parts
    )
    return Table((_("Posts"), _("How many"), _("Share of posts")), rows)


def _numerator(figure: Figure) -> int:
    return int(figure.numerator or 0)
