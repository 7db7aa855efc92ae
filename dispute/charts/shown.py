"""Charts as pages and files show them."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from dispute.colour import LIGHT_CONTRAST, LIGHT_GROUNDS, nearest_readable
from dispute.figures import Figure, Record
from dispute.figures.days import day
from dispute.models import Branch, Dispute

from .chart import Chart, Table
from .draw.lettering import any_face
from .draw.marks import NARROW, WIDE
from .draw.svg import Palette, inline, standalone
from .registry import chart_of, stands_on_the_list

# As many rows of a chart's table as a page holds: the newest.
ROWS_SHOWN = 200
# As many charts of one figure (a list, a series each) as the page of all figures shows.
MOST_ALIKE = 4


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart on a page: drawn for a column and for a phone, of which a style sheet shows one."""

    chart: Chart
    name: str
    wide: SafeString
    narrow: SafeString
    table: Table
    row_count: int
    svg_url: str
    png_url: str


def shown(record: Record, figure: Figure, name: str) -> ShownChart | None:
    """Return the chart of a figure for a page on which `name` is its id; None where it has none."""
    chart = chart_of(record, figure)
    if chart is None:
        return None
    return ShownChart(
        chart=chart,
        name=name,
        wide=_drawn(chart, f"{name}-wide", WIDE, "chart__drawing--wide"),
        narrow=_drawn(chart, f"{name}-narrow", NARROW, "chart__drawing--narrow"),
        table=Table(chart.table.head, chart.table.rows[-ROWS_SHOWN:]),
        row_count=len(chart.table.rows),
        svg_url=file_url(figure, "svg"),
        png_url=file_url(figure, "png"),
    )


def listed(record: Record, figures: tuple[Figure, ...]) -> tuple[ShownChart, ...]:
    """Return the charts that the page of all figures shows of these, those that show something."""
    found: list[ShownChart] = []
    alike: dict[str, int] = {}
    for figure in figures:
        count = alike.get(figure.key, 0)
        if figure.missing or count == MOST_ALIKE or not stands_on_the_list(figure):
            continue
        drawn = shown(record, figure, f"chart-{figure.key}-{count + 1}".replace("_", "-"))
        if drawn is not None and drawn.chart.draw is not None:
            found.append(drawn)
            alike[figure.key] = count + 1
    return tuple(found)


def file_url(figure: Figure, kind: str) -> str:
    """Return the address of a figure's chart as a file: svg or png."""
    path = reverse(f"dispute:chart-{kind}", args=[figure.dispute_slug, figure.key])
    asked = {**figure.parameter_texts, "as_at": figure.as_at.isoformat()}
    return f"{path}?{urlencode(asked)}"


def svg_file(chart: Chart, dispute: Dispute, at: date, *, own_face: bool = False) -> str:
    """Return a chart as a file that says by itself what it shows, of what and as at which day.

    Nothing in it is cut or collides in a face other than ours, unless it will be in our `own_face`.
    """
    branch = Branch.objects.public().first()
    whose = ", ".join(filter(None, (dispute.title, branch.name if branch else "")))
    foot = " ".join(filter(None, (chart.caption, _("%s.") % whose, _("As at %s.") % day(at))))
    brand = branch.brand_colour if branch else Palette().brand
    colour = nearest_readable(brand, LIGHT_GROUNDS, LIGHT_CONTRAST, towards=0.0)
    with nullcontext() if own_face else any_face():
        drawing = chart.draw(WIDE) if chart.draw else None
        return standalone(drawing, (chart.headline, chart.description), foot, Palette(colour))


def _drawn(chart: Chart, name: str, width: int, size: str) -> SafeString:
    if chart.draw is None:
        return SafeString("")
    svg = inline(chart.draw(width), name, (chart.headline, chart.description), size)
    # Safe: ElementTree wrote it, and escaped every text and attribute.
    return mark_safe(svg)  # noqa: S308 - see above
