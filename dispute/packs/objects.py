"""branch.json and dispute.json: an object each, with the columns of its one row."""

import json
import re
from collections.abc import Mapping
from typing import Any

from .cells import YesNo
from .files import PackFiles
from .problems import Place, Problems, Trouble
from .reading import read_value
from .sheets import CONTROL, not_a_column
from .tables import UNSAID, Column


def read_object(
    file: str,
    columns: tuple[Column, ...],
    files: PackFiles,
    problems: Problems,
    also: tuple[str, ...] = (),
) -> dict[str, Any] | None:
    """Return the values of a file's object by column, None if any has a problem.

    Names in `also` are let through as they are.
    """
    before = len(problems)
    text = decoded_object(file, files, problems)
    found = None if text is None else parsed_object(file, text, problems)
    if text is None or found is None:
        return None
    values: dict[str, Any] = {name: found[name] for name in also if name in found}
    known = {column.name: column for column in columns}
    for name, value in found.items():
        if name in also:
            continue
        with problems.at(place_of(file, text, name)):
            if name not in known:
                raise Trouble(not_a_column(name, [*known, *also]))
            read = read_value(known[name], text_of(known[name], value))
            if read is not UNSAID:
                values[name] = read
    for column in columns:
        if column.required and column.name not in found:
            problems.add(Place(file, 0, column.name), "this is missing, and it is required.")
    return values if len(problems) == before else None


def decoded_object(file: str, files: PackFiles, problems: Problems) -> str | None:
    """Return what a file says."""
    if file not in files:
        problems.add(Place(file), "this file is missing, and every pack has it.")
        return None
    content = files.content(file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.add(Place(file, line), "this is not UTF-8; save it as UTF-8.")
        return None


def parsed_object(file: str, text: str, problems: Problems) -> Mapping[str, Any] | None:
    """Return the object that a JSON text is."""
    try:
        found = json.loads(text, object_pairs_hook=without_doubles, parse_constant=refuse_constant)
    except json.JSONDecodeError as error:
        problems.add(
            Place(file, error.lineno), f"this is no JSON: {error.msg} (character {error.colno})."
        )
    except (Trouble, RecursionError, ValueError) as error:
        problems.add(Place(file), f"this is no JSON that can be read: {error}.")
    else:
        if isinstance(found, dict):
            return found
        problems.add(Place(file), "write names and values between { and }.")
    return None


def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; JSON itself would let the last of two values win."""
    names = [name for name, _value in pairs]
    for name in names:
        if names.count(name) > 1:
            raise Trouble(f"“{name[:60]}” is there twice")
    return dict(pairs)


def refuse_constant(name: str) -> None:
    raise Trouble(f"{name} is no value")


def text_of(column: Column, value: Any) -> str:
    """Return a JSON value as its cell would be written. Raises Trouble."""
    if value is None:
        return ""
    if isinstance(value, bool) and isinstance(column.kind, YesNo):
        return column.kind.write(value)
    if isinstance(value, str):
        return value
    raise Trouble(
        "write true or false here."
        if isinstance(column.kind, YesNo)
        else "write text here, between quotation marks."
    )


def place_of(file: str, text: str, name: str) -> Place:
    """Return where a name stands in a JSON text."""
    found = re.search(rf"{re.escape(json.dumps(name, ensure_ascii=False))}\s*:", text)
    return Place(file, text.count("\n", 0, found.start()) + 1 if found else 0, name[:60])


def write_object(columns: tuple[Column, ...], row: Any, more: Mapping[str, Any]) -> str:
    """Return a row as a JSON object, with `more` names and values after its columns."""
    values: dict[str, Any] = {}
    for column in columns:
        value = column.read(row)
        is_plain = value is None or isinstance(value, bool)
        values[column.name] = value if is_plain else CONTROL.sub("", column.kind.write(value))
    return json.dumps({**values, **more}, ensure_ascii=False, indent=2) + "\n"
