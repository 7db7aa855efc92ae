"""What the database refused, in words and by columns."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from .tables import PackTable


def refusals(table: PackTable, row: Any) -> Iterator[tuple[str, str]]:
    """Yield the columns and the reason for each constraint that `row` breaks. One query each."""
    for constraint in row._meta.constraints:
        try:
            constraint.validate(type(row), row)
        except ValidationError as refusal:
            names = dict.fromkeys(fields_of(constraint))
            yield " and ".join(map(table.column_of, names)), why(constraint, refusal)


def told(table: PackTable, error: ValidationError) -> Iterator[tuple[str, str]]:
    """Yield the column, "" for the whole row, and the text of each of a model's complaints."""
    found = (
        error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    )
    for name, texts in found.items():
        for text in texts:
            yield "" if name == NON_FIELD_ERRORS else table.column_of(name), text


def fields_of(constraint: models.BaseConstraint) -> Iterator[str]:
    """Yield the names of the fields that a constraint is about."""
    if isinstance(constraint, models.UniqueConstraint):
        yield from (name for name in constraint.fields if name != "dispute")
    elif isinstance(constraint, models.CheckConstraint):
        yield from names_in(constraint.condition)


def names_in(part: Any) -> Iterator[str]:
    """Yield the names of the fields in a condition."""
    if isinstance(part, models.Q):
        for child in part.children:
            yield from names_in(child)
    elif isinstance(part, tuple):
        yield part[0].split("__")[0]
        yield from names_in(part[1])
    elif isinstance(part, models.F):
        yield part.name


def why(constraint: models.BaseConstraint, refusal: ValidationError) -> str:
    """Return why a constraint refuses a row; one without words of its own says its name."""
    is_mute = constraint.violation_error_message == constraint.default_violation_error_message
    if is_mute and isinstance(constraint, models.CheckConstraint):
        return f"the record refuses this: {constraint.name.replace('_', ' ')}."
    return " ".join(str(message) for message in refusal.messages)
