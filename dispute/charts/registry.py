"""Which figures have a chart. The record registers its own; each app adds to them when ready."""

from collections.abc import Callable

from dispute.figures import Figure, Record

from .chart import Chart

# Given a figure that is not missing.
Make = Callable[[Record, Figure], Chart]

_charts: dict[str, Make] = {}
_on_list: dict[str, Callable[[Figure], bool]] = {}


def chart(key: str, *, on_list: Callable[[Figure], bool] = lambda _figure: True) -> Callable[
    [Make], Make
]:  # fmt: skip
    """Register the decorated function as the chart of the figure `key`.

    `on_list` says whether the page of all figures shows it too: where several figures have much
    the same chart, one does.
    """

    def register(make: Make) -> Make:
        if key in _charts:
            raise ValueError(f"The figure {key} has a chart already.")
        _charts[key], _on_list[key] = make, on_list
        return make

    return register


def has_chart(key: str) -> bool:
    """Return whether the figure `key` has a chart."""
    return key in _charts


def stands_on_the_list(figure: Figure) -> bool:
    """Return whether the page of all figures shows the chart of this one."""
    return figure.key in _on_list and _on_list[figure.key](figure)


def chart_of(record: Record, figure: Figure) -> Chart | None:
    """Return the chart of a figure, which says why where the record cannot give the figure.

    None where such figures have no chart.
    """
    make = _charts.get(figure.key)
    if make is None:
        return None
    return Chart(headline=figure.missing) if figure.missing else make(record, figure)
