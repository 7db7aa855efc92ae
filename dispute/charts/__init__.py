"""Charts: what a figure's rows look like over time, as SVG in pages and as files to take away.

    figure = compute(record, "longest_wait", date(2026, 3, 1), list="Home visits")
    chart = chart_of(record, figure)             # None where that figure has no chart

A chart is drawn from the same rows as its figure and as at the same day, so what a figure holds
back no chart shows.
"""

from .chart import Chart, Table
from .registry import chart, chart_of, has_chart, stands_on_the_list

__all__ = ["Chart", "Table", "chart", "chart_of", "has_chart", "stands_on_the_list"]
