"""What a figure is: a value, what it means, and the rows behind it. Frozen, and free of models."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar, overload
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from .numbers import numeral, pounds

Value = int | Decimal | Fraction
ParameterValue = str | date
ModelT = TypeVar("ModelT", bound=models.Model)

# Units that stand with their number instead of after a space.
PERCENT, POUNDS, TIMES = "percent", "GBP", "times"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One dated row behind a figure, in words, with how we know. Holds nothing private."""

    table: str
    ref: str
    date: date | None
    text: str
    source: str = ""
    source_url: str = ""


class QuerySetRows(Sequence[FigureRow]):
    """The rows of a query, fetched a page at a time: there may be a hundred thousand."""

    def __init__(
        self, queryset: models.QuerySet[Any], to_row: Callable[[Any], FigureRow], count: int
    ) -> None:
        self.queryset, self.to_row, self.count_known = queryset, to_row, count

    def __len__(self) -> int:
        return self.count_known

    @overload
    def __getitem__(self, index: int) -> FigureRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FigureRow]: ...
    def __getitem__(self, index: int | slice) -> FigureRow | Sequence[FigureRow]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return tuple(self.to_row(each) for each in self.queryset[start:stop:step])
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self.to_row(self.queryset[index % len(self)])

    def __iter__(self) -> Iterator[FigureRow]:
        return (self.to_row(each) for each in self.queryset.iterator(chunk_size=1000))


@dataclass(frozen=True, slots=True)
class Found:
    """What a figure's function found.

    `numerator` and `denominator` are the counts that a percentage travels with; `basis` says them,
    or the standard, in a few words. `unit` and `label` replace the definition's.
    """

    value: Value
    sentence: str
    rows: Sequence[FigureRow] = ()
    numerator: Value | None = None
    denominator: Value | None = None
    basis: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why the record cannot give a figure."""

    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over a population and a window, as at a day.

    `value` is exact (percentages in hundredths of the whole as a Fraction) and None where `missing`
    says why the record cannot give it. `parameters` holds those that were chosen, in order.
    `unit_belongs` is true where the unit is part of what was found (15 months), not of the metric.
    """

    key: str
    label: str
    unit: str
    as_at: date
    definition: str
    parameters: tuple[tuple[str, ParameterValue], ...] = ()
    value: Value | None = None
    sentence: str = ""
    rows: Sequence[FigureRow] = field(default=(), compare=False)
    numerator: Value | None = None
    denominator: Value | None = None
    missing: str = ""
    basis: str = ""
    decimals: int = 2
    dispute_slug: str = ""
    unit_belongs: bool = False

    @property
    def numeral(self) -> str:
        """The value as it is set large: 15, 78.95%, £150; empty where it is missing."""
        if self.value is None:
            return ""
        if self.unit == POUNDS:
            return pounds(self.value)
        text = numeral(self.value, self.decimals)
        if self.unit.startswith(f"{POUNDS} "):
            return f"£{text}"
        return f"{text}%" if self.unit == PERCENT else text

    @property
    def unit_after(self) -> str:
        """The unit as it stands behind the numeral: months; nothing after % and £."""
        if self.unit in (PERCENT, POUNDS):
            return ""
        if self.unit.startswith(f"{POUNDS} "):
            return self.unit.removeprefix(POUNDS).strip()
        return self.unit.removesuffix("s") if self.value == 1 and self.unit != TIMES else self.unit

    @property
    def shown(self) -> str:
        """Numeral and unit: 15 months, 78.95%."""
        return "" if self.value is None else f"{self.numeral} {self.unit_after}".strip()

    @property
    def parameter_texts(self) -> dict[str, str]:
        """The parameters as an address or a CSV cell writes them."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.parameters
        }

    @property
    def url(self) -> str:
        """The address of this figure, with its parameters and its day, for ever."""
        page = reverse("dispute:figure", args=[self.dispute_slug, self.key])
        return f"{page}?{urlencode({**self.parameter_texts, 'as_at': self.as_at.isoformat()})}"
